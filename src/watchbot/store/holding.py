"""Quiet hours: what was held back is delivered when they end, as one summary. Nothing expires.

One held alert is sent as it is; two or more of a chat become one QUIET_SUMMARY alert, whose payload lists the alerts it
stands for. The held rows are closed in the same transaction that queues the summary, so each is told exactly once.
"""

from collections import defaultdict
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, Row, select, update

from watchbot.model import Alert, AlertKind, AlertReason, ChatKey, DeliveryKind, DeliveryState
from watchbot.store.outbox import enqueue
from watchbot.store.schema import deliveries

HELD = DeliveryState.HELD.value


def release(connection: Connection, now: datetime) -> int:
    """Turn held rows that are due into deliveries; returns for how many chats. Edits are released one by one.

    The summary's payload: `{"alerts": [keys, oldest first]}`; its key names the chat, the moment and the first row.
    """
    due = connection.execute(
        select(deliveries).where(deliveries.c.state == HELD, deliveries.c.due <= now).order_by(deliveries.c.id)
    ).all()
    by_chat: dict[ChatKey, list[Row[Any]]] = defaultdict(list)
    for row in due:
        by_chat[ChatKey(row.chat, row.thread)].append(row)
    for key, rows in by_chat.items():
        told = [row for row in rows if row.kind != DeliveryKind.EDIT.value]
        alone = rows if len(told) < 2 else [row for row in rows if row.kind == DeliveryKind.EDIT.value]
        _set(connection, alone, state=DeliveryState.PENDING.value)
        if len(told) >= 2:
            summary = _summary(key, told, now)
            enqueue(connection, summary, [(key, DeliveryKind.SEND, now)])
            _set(connection, told, state=DeliveryState.DROPPED.value, error=f"told in {summary.key}")
    return len(by_chat)


def reschedule(connection: Connection, key: ChatKey, due: datetime) -> None:
    """Move what is held for a chat to `due`, as when its quiet hours change or end early."""
    connection.execute(
        update(deliveries)
        .where(deliveries.c.chat == key.chat, deliveries.c.thread == key.thread, deliveries.c.state == HELD)
        .values(due=due, turn=due)
    )


def _summary(key: ChatKey, rows: list[Row[Any]], now: datetime) -> Alert:
    return Alert(
        key=f"quiet:{key.chat}:{key.thread}:{rows[0].id}",
        kind=AlertKind.QUIET_SUMMARY,
        reason=AlertReason.QUIET_HOURS,
        subject=f"quiet:{key.chat}:{key.thread}",
        created=now,
        payload={"alerts": [row.alert for row in rows]},
    )


def _set(connection: Connection, rows: list[Row[Any]], **values: str) -> None:
    connection.execute(update(deliveries).where(deliveries.c.id.in_([row.id for row in rows])).values(**values))
