"""Chats: who subscribes, what they asked for, and everything kept about them.

A blocked or kicked chat stays, inactive, with its settings, until it comes back or asks to be forgotten. A group that
becomes a supergroup gets a new id; `migrate` moves everything that carries the old one.
"""

from collections.abc import Mapping
from datetime import datetime, time
from typing import Any

from sqlalchemy import Connection, Table, and_, delete, insert, select, update

from watchbot.model import Certainty, Chat, ChatKey, ChatKind, DigestRule, Milestone, QuietHours, Status
from watchbot.store.schema import alerts, chats, deliveries, feedback, live_messages, reminders

_KEYED: tuple[Table, ...] = (deliveries, reminders, feedback, chats)


def find(connection: Connection, key: ChatKey) -> Chat | None:
    """One subscription with its settings, active or not; None for a chat that never subscribed."""
    row = connection.execute(select(chats).where(_is(chats, key))).one_or_none()
    return None if row is None else _chat(row._mapping)


def subscribers(connection: Connection) -> list[Chat]:
    """The active chats, oldest subscription first."""
    rows = connection.execute(select(chats).where(chats.c.active).order_by(chats.c.created, chats.c.chat))
    return [_chat(row._mapping) for row in rows]


def save(connection: Connection, chat: Chat, now: datetime) -> None:
    """Write a chat as it now is, new or changed, and when its next digest is due."""
    values = {
        "kind": chat.kind.value,
        "title": chat.title,
        "active": chat.active,
        "settings": settings_to_json(chat),
        "updated": now,
        "next_digest": chat.next_digest(now),
    }
    if chat.active:
        values["inactive_reason"] = None
    changed = connection.execute(update(chats).where(_is(chats, chat.key)).values(values))
    if changed.rowcount == 0:
        connection.execute(insert(chats).values(chat=chat.key.chat, thread=chat.key.thread, created=now, **values))


def deactivate(connection: Connection, chat: int, reason: str, now: datetime, thread: int | None = None) -> int:
    """Stop telling a chat (all of its topics, or one), keeping its settings; returns how many subscriptions stopped."""
    found = and_(chats.c.chat == chat, chats.c.active)
    if thread is not None:
        found = and_(found, chats.c.thread == thread)
    stopped = connection.execute(update(chats).where(found).values(active=False, inactive_reason=reason, updated=now))
    return stopped.rowcount


def migrate(connection: Connection, old: int, new: int, now: datetime) -> None:
    """Move the subscription, its deliveries and its history to a chat's new id. Does nothing the second time.

    Where Telegram has told of the new id before the old one was moved, the older subscription's settings win: they
    are what people chose. Live messages don't move: a supergroup's messages are counted anew, so an old number would
    name somebody else's message there; the next change is told by a message of its own.
    """
    if old == new or connection.scalar(select(chats.c.chat).where(chats.c.chat == old).limit(1)) is None:
        return
    for table in _KEYED:
        connection.execute(delete(table).where(table.c.chat == new))
        connection.execute(update(table).where(table.c.chat == old).values(chat=new))
    connection.execute(delete(live_messages).where(live_messages.c.chat == old))
    connection.execute(
        update(chats)
        .where(chats.c.chat == new, chats.c.kind == ChatKind.GROUP.value)
        .values(kind=ChatKind.SUPERGROUP.value, updated=now),
    )


def forget(connection: Connection, key: ChatKey) -> None:
    """Delete everything kept about a subscription: settings, deliveries, reminders, feedback."""
    for table in (deliveries, live_messages, reminders, chats):
        connection.execute(delete(table).where(_is(table, key)))
    connection.execute(delete(feedback).where(feedback.c.chat == key.chat))


def export(connection: Connection, key: ChatKey) -> dict[str, Any]:
    """Everything kept about a subscription, as plain JSON values; times in ISO form, UTC."""
    row = connection.execute(select(chats).where(_is(chats, key))).one_or_none()
    sent = connection.execute(
        select(
            deliveries.c.alert,
            deliveries.c.kind,
            deliveries.c.state,
            deliveries.c.created,
            deliveries.c.due,
            deliveries.c.sent,
            deliveries.c.message,
        )
        .where(_is(deliveries, key))
        .order_by(deliveries.c.id),
    )
    due = connection.execute(select(reminders).where(_is(reminders, key)).order_by(reminders.c.due))
    marks = connection.execute(select(feedback).where(feedback.c.chat == key.chat).order_by(feedback.c.created))
    return {
        "chat": _plain(row._mapping) if row else None,
        "deliveries": [_plain(r._mapping) for r in sent],
        "reminders": [_plain(r._mapping) for r in due],
        "feedback": [_plain(r._mapping) for r in marks],
    }


def digests_due(connection: Connection, now: datetime) -> list[tuple[Chat, datetime]]:
    """Active chats whose digest is due, with the moment it was due."""
    rows = connection.execute(
        select(chats).where(chats.c.active, chats.c.next_digest <= now).order_by(chats.c.next_digest),
    )
    return [(_chat(row._mapping), row.next_digest) for row in rows]


def last_digest(connection: Connection, key: ChatKey) -> datetime | None:
    """When the chat's last digest was made, so that the next one begins there."""
    return connection.scalar(
        select(alerts.c.created)
        .join(deliveries, deliveries.c.alert == alerts.c.key)
        .where(alerts.c.kind == "digest", _is(deliveries, key))
        .order_by(alerts.c.created.desc())
        .limit(1),
    )


def set_next_digest(connection: Connection, chat: Chat, now: datetime) -> None:
    """Note when the chat's next digest is due, seen from `now`."""
    connection.execute(update(chats).where(_is(chats, chat.key)).values(next_digest=chat.next_digest(now)))


def counts(connection: Connection) -> dict[str, int]:
    """How many subscriptions are active, and how many are not for which reason."""
    rows = connection.execute(select(chats.c.active, chats.c.inactive_reason))
    found: dict[str, int] = {}
    for active, reason in rows:
        name = "active" if active else (reason or "inactive")
        found[name] = found.get(name, 0) + 1
    return found


def settings_to_json(chat: Chat) -> dict[str, Any]:
    """What a chat asked for, as plain values."""
    return {
        "issues": None if chat.issues is None else sorted(chat.issues),
        "statuses": sorted(status.value for status in chat.statuses),
        "least_certainty": chat.least_certainty.value,
        "locale": chat.locale,
        "zone": chat.zone,
        "quiet": [chat.quiet.start.isoformat(), chat.quiet.end.isoformat()] if chat.quiet else None,
        "digest": [chat.digest.at.isoformat(), chat.digest.weekday] if chat.digest else None,
        "muted_until": chat.muted_until.isoformat() if chat.muted_until else None,
        "muted_issues": sorted(chat.muted_issues),
        "milestones": None if chat.milestones is None else [[m.days, m.hours] for m in chat.milestones],
        "live_countdown": chat.live_countdown,
    }


def _chat(row: Mapping[Any, Any]) -> Chat:
    chosen = row["settings"]
    return Chat(
        key=ChatKey(row["chat"], row["thread"]),
        kind=ChatKind(row["kind"]),
        title=row["title"],
        active=row["active"],
        issues=None if chosen["issues"] is None else frozenset(chosen["issues"]),
        statuses=frozenset(Status(status) for status in chosen["statuses"]),
        least_certainty=Certainty(chosen["least_certainty"]),
        locale=chosen["locale"],
        zone=chosen["zone"],
        quiet=QuietHours(*map(time.fromisoformat, chosen["quiet"])) if chosen["quiet"] else None,
        digest=DigestRule(time.fromisoformat(chosen["digest"][0]), chosen["digest"][1]) if chosen["digest"] else None,
        muted_until=datetime.fromisoformat(chosen["muted_until"]) if chosen["muted_until"] else None,
        muted_issues=frozenset(chosen["muted_issues"]),
        milestones=None if chosen["milestones"] is None else tuple(Milestone(*m) for m in chosen["milestones"]),
        live_countdown=chosen["live_countdown"],
    )


def _plain(row: Mapping[Any, Any]) -> dict[str, Any]:
    return {str(k): v.isoformat() if isinstance(v, datetime) else v for k, v in row.items()}


def _is(table: Table, key: ChatKey) -> Any:
    return and_(table.c.chat == key.chat, table.c.thread == key.thread)
