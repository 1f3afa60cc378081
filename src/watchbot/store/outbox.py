"""The outbox: each alert to each chat is a row, committed with what caused it, before anything is sent.

Why rows: a send that is only in memory dies with the process. Here nothing leaves before it is on disk, and what is on
disk is sent until Telegram's answer is on disk too. So no alert is lost; a repeat is possible only where the answer to
a send was lost, by the network or by a crash between the send and its record.

A row's `turn` orders it within its priority: a chat's n-th waiting row takes its turn n seconds after its due moment,
as Telegram's one message a second in a chat would have it anyway, so that a chat with a backlog delays nobody.
`subject` ties rows to the live message they amend: within a chat and topic, rows of one subject go out in order.
"""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from types import MappingProxyType
from typing import Any

from sqlalchemy import Connection, Insert, Row, Table, and_, exists, func, or_, select, update
from sqlalchemy.dialects import postgresql, sqlite

from watchbot.model import Alert, AlertKind, ChatKey, Delivery, DeliveryKind, DeliveryState
from watchbot.store.schema import alerts, deliveries, live_messages

ANSWER = 0
PRIORITIES: Mapping[AlertKind, int] = MappingProxyType(
    {
        AlertKind.ADMIN_NOTICE: 0,
        AlertKind.PROPOSAL: 0,
        AlertKind.CONTACT_NEW: 1,
        AlertKind.CONTACT_CHANGE: 1,
        AlertKind.REMINDER: 1,
        AlertKind.DEADLINE_MOVED: 1,
        AlertKind.DIGEST: 2,
        AlertKind.QUIET_SUMMARY: 2,
        AlertKind.CONTACT_EDIT: 3,
        AlertKind.LIVE_COUNTDOWN: 3,
    }
)
WAITING = (DeliveryState.PENDING, DeliveryState.HELD)
OPEN = (*WAITING, DeliveryState.SENDING)
Order = tuple[ChatKey, DeliveryKind, datetime]


@dataclass(frozen=True, slots=True)
class Claimed:
    """A row that is about to be sent. `delivery.message` is the live message it replies to or edits, if any."""

    delivery: Delivery
    subject: str
    alert_kind: AlertKind
    priority: int
    turn: datetime
    rendered: str | None


def enqueue(connection: Connection, alert: Alert, chats: Sequence[Order], priority: int | None = None) -> None:
    """Write `alert` and its deliveries in the caller's transaction, the one that commits the cause.

    Each order is (chat, kind, due); one that is due after the alert was made is held until then (quiet hours). What is
    already there stays as it is, so calling again changes nothing. `priority` (small goes first) follows from the
    alert's kind unless given. An edit doesn't queue twice: while the message it would amend is still to be sent, that
    message will say it all; and it takes the place of an older edit that waits.
    """
    connection.execute(
        insert_new(connection, alerts),
        {
            "key": alert.key,
            "kind": alert.kind.value,
            "reason": alert.reason.value,
            "subject": alert.subject,
            "created": alert.created,
            "payload": dict(alert.payload),
        },
    )
    known = connection.execute(
        select(deliveries.c.chat, deliveries.c.thread, deliveries.c.kind).where(deliveries.c.alert == alert.key)
    )
    there = {(row.chat, row.thread, row.kind) for row in known}
    orders = [order for order in chats if (*order[0], order[1].value) not in there]
    if not orders:
        return
    edits = _open_rows(connection, alert.subject) if any(o[1] is DeliveryKind.EDIT for o in orders) else {}
    backlog = _backlog(connection)
    rank = PRIORITIES[alert.kind] if priority is None else priority
    rows = []
    for key, kind, due in orders:
        row = _new_row(alert, key, kind, due, rank)
        row["turn"] = due + timedelta(seconds=backlog.get(key.chat, 0))
        backlog[key.chat] = backlog.get(key.chat, 0) + 1
        if kind is DeliveryKind.EDIT:
            _merge(connection, row, edits.get(key, ()))
        rows.append(row)
    connection.execute(insert_new(connection, deliveries), rows)


def claim(connection: Connection, now: datetime, most: int, busy: Collection[int]) -> list[Claimed]:
    """Take up to `most` rows for sending, at most one a chat and none of the `busy` chats, and mark them SENDING.

    The caller commits before it sends. Rows come by priority, then turn; a row waits while an earlier row of its
    subject in its chat is open.
    """
    if most <= 0:
        return []
    earlier = deliveries.alias()
    found = connection.execute(
        select(
            deliveries,
            alerts.c.kind.label("alert_kind"),
            live_messages.c.message.label("live"),
            live_messages.c.rendered,
        )
        .join(alerts, alerts.c.key == deliveries.c.alert)
        .outerjoin(
            live_messages,
            and_(
                live_messages.c.subject == deliveries.c.subject,
                live_messages.c.chat == deliveries.c.chat,
                live_messages.c.thread == deliveries.c.thread,
            ),
        )
        .where(
            deliveries.c.state == DeliveryState.PENDING.value,
            deliveries.c.due <= now,
            deliveries.c.chat.not_in(list(busy)),
            ~exists().where(
                earlier.c.subject == deliveries.c.subject,
                earlier.c.chat == deliveries.c.chat,
                earlier.c.thread == deliveries.c.thread,
                earlier.c.id < deliveries.c.id,
                earlier.c.state.in_([state.value for state in OPEN]),
            ),
        )
        .order_by(deliveries.c.priority, deliveries.c.turn, deliveries.c.id)
        .limit(most * 4)
    ).all()
    chosen: dict[int, Row[Any]] = {}
    for row in found:
        if len(chosen) < most:
            chosen.setdefault(row.chat, row)
    claimed = [_claimed(row) for row in chosen.values()]
    connection.execute(
        update(deliveries)
        .where(deliveries.c.id.in_([each.delivery.id for each in claimed]))
        .values(state=DeliveryState.SENDING.value, attempts=deliveries.c.attempts + 1)
    )
    return claimed


def recover(connection: Connection) -> int:
    """After a crash: rows left in SENDING are sent again, since nobody knows whether Telegram took them.

    Returns how many of them could show up twice; sending an edit again harms nobody and isn't counted. The crash was
    not Telegram's refusal, so it doesn't count as a try either: the wait before the next one stays short.
    """
    left = deliveries.c.state == DeliveryState.SENDING.value
    unsure = connection.execute(
        select(func.count()).select_from(deliveries).where(left, deliveries.c.kind != DeliveryKind.EDIT.value)
    ).scalar_one()
    again = {"state": DeliveryState.PENDING.value, "attempts": deliveries.c.attempts - 1}
    connection.execute(update(deliveries).where(left).values(again))
    return int(unsure)


def insert_new(connection: Connection, table: Table) -> Insert:
    """An insert that leaves rows alone which are already there."""
    if connection.dialect.name == "postgresql":
        return postgresql.insert(table).on_conflict_do_nothing()
    return sqlite.insert(table).on_conflict_do_nothing()


def _new_row(alert: Alert, key: ChatKey, kind: DeliveryKind, due: datetime, priority: int) -> dict[str, Any]:
    state = DeliveryState.HELD if due > alert.created else DeliveryState.PENDING
    return {
        "alert": alert.key,
        "subject": alert.subject,
        "chat": key.chat,
        "thread": key.thread,
        "kind": kind.value,
        "state": state.value,
        "priority": priority,
        "created": alert.created,
        "due": due,
        "turn": due,
        "error": "",
    }


def _open_rows(connection: Connection, subject: str) -> dict[ChatKey, list[Row[Any]]]:
    """What waits for each chat about `subject`."""
    found: dict[ChatKey, list[Row[Any]]] = {}
    for row in connection.execute(
        select(deliveries).where(
            deliveries.c.subject == subject,
            deliveries.c.state.in_([state.value for state in WAITING]),
            or_(deliveries.c.kind == DeliveryKind.SEND.value, deliveries.c.kind == DeliveryKind.EDIT.value),
        )
    ):
        found.setdefault(ChatKey(row.chat, row.thread), []).append(row)
    return found


def _merge(connection: Connection, row: dict[str, Any], waiting: Iterable[Row[Any]]) -> None:
    """Settle a new edit with what waits: a first message makes it needless, an older edit gives way to it."""
    for other in waiting:
        if other.kind == DeliveryKind.SEND.value:
            row |= {"state": DeliveryState.DROPPED.value, "error": "merged: the message itself is still to be sent"}
        else:
            row |= {"due": min(row["due"], other.due), "turn": min(row["turn"], other.turn), "state": other.state}
            connection.execute(
                update(deliveries)
                .where(deliveries.c.id == other.id)
                .values(state=DeliveryState.DROPPED.value, error="merged: a newer edit waits")
            )


def _backlog(connection: Connection) -> dict[int, int]:
    """How many rows each chat has waiting now."""
    counted = connection.execute(
        select(deliveries.c.chat, func.count())
        .where(deliveries.c.state == DeliveryState.PENDING.value)
        .group_by(deliveries.c.chat)
    )
    return {row[0]: row[1] for row in counted}


def _claimed(row: Row[Any]) -> Claimed:
    kind = DeliveryKind(row.kind)
    if kind is DeliveryKind.REPLY and row.live is None:
        kind = DeliveryKind.SEND
    delivery = Delivery(
        id=row.id,
        alert=row.alert,
        chat=ChatKey(row.chat, row.thread),
        kind=kind,
        state=DeliveryState.SENDING,
        created=row.created,
        due=row.due,
        attempts=row.attempts + 1,
        message=row.live,
        error=row.error,
    )
    return Claimed(delivery, row.subject, AlertKind(row.alert_kind), row.priority, row.turn, row.rendered)
