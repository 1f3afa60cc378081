"""What the countdown remembers: how far it has looked, what chats were told, which reminders are decided.

A reminder is a row keyed (deadline, revision, milestone, chat, topic). It is written in the transaction that writes its
delivery, so a restart, a second process or a clock that jumps finds it there and sends nothing.
"""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, Insert, Table, select, update
from sqlalchemy.dialects import postgresql, sqlite

from watchbot.model import AlertKind, ChatKey, DeliveryState, Reminder, Spoken
from watchbot.store.schema import alerts, chats, deliveries, facts, reminders

_MARK = "countdown.mark"
_RULING = "countdown.ruling."
_SPOKEN = "countdown.spoken."


@dataclass(frozen=True, slots=True)
class Told:
    """The end that subscribers were last told: the revision's key, end (ISO, its own offset), zone, and a counter."""

    revision: str
    expires: str
    zone: str
    announced: datetime
    moves: int = 0


def mark(connection: Connection) -> datetime | None:
    """Up to when reminders were looked for; None before the first tick ever."""
    value = connection.scalar(select(facts.c.value).where(facts.c.name == _MARK))
    return datetime.fromisoformat(value) if isinstance(value, str) else None


def set_mark(connection: Connection, now: datetime) -> None:
    """Note that everything due up to `now` is decided."""
    _keep(connection, _MARK, now.isoformat())


def told(connection: Connection) -> dict[str, Told]:
    """By deadline, the end that subscribers know."""
    rows = connection.execute(select(facts).where(facts.c.name.startswith(_RULING, autoescape=True)))
    return {
        row.name.removeprefix(_RULING): Told(
            row.value["revision"],
            row.value["expires"],
            row.value["zone"],
            datetime.fromisoformat(row.value["announced"]),
            row.value["moves"],
        )
        for row in rows
    }


def set_told(connection: Connection, deadline: str, what: Told) -> None:
    """Note the end that subscribers know from now on."""
    value = {
        "revision": what.revision,
        "expires": what.expires,
        "zone": what.zone,
        "announced": what.announced.isoformat(),
        "moves": what.moves,
    }
    _keep(connection, _RULING + deadline, value)


def spoken(connection: Connection, deadline: str) -> Spoken | None:
    """The newest entry on record that speaks of the deadline."""
    value = connection.scalar(select(facts.c.value).where(facts.c.name == _SPOKEN + deadline))
    if not isinstance(value, dict):
        return None
    return Spoken(datetime.fromisoformat(value["published"]), value["title"], value["publisher"], value["link"])


def set_spoken(connection: Connection, deadline: str, what: Spoken) -> None:
    """Keep `what` if it is newer than what is kept."""
    known = spoken(connection, deadline)
    if known is None or known.published < what.published:
        value = {
            "published": what.published.isoformat(),
            "title": what.title,
            "publisher": what.publisher,
            "link": what.link,
        }
        _keep(connection, _SPOKEN + deadline, value)


def since(connection: Connection) -> dict[ChatKey, datetime]:
    """When each chat first subscribed: what fell due before is past for it."""
    rows = connection.execute(select(chats.c.chat, chats.c.thread, chats.c.created).where(chats.c.active))
    return {ChatKey(row.chat, row.thread): row.created for row in rows}


def decide(
    connection: Connection, reminder: Reminder, keys: Collection[ChatKey], state: str, now: datetime
) -> frozenset[ChatKey]:
    """Write the rows of `reminder` for `keys` and return those that weren't decided before; only they may be sent."""
    if not keys:
        return frozenset()
    rows = [
        {
            "deadline": reminder.deadline,
            "revision": reminder.revision,
            "milestone": reminder.milestone.label,
            "chat": key.chat,
            "thread": key.thread,
            "due": reminder.due,
            "state": state,
            "decided": now,
        }
        for key in keys
    ]
    statement = _insert(connection, reminders).on_conflict_do_nothing().returning(reminders.c.chat, reminders.c.thread)
    return frozenset(ChatKey(row.chat, row.thread) for row in connection.execute(statement, rows))


def cancel(connection: Connection, deadline: str, ruling: str) -> int:
    """Drop waiting reminders of every revision of `deadline` but the ruling one; returns how many deliveries."""
    mine = select(alerts.c.key).where(
        alerts.c.kind == AlertKind.REMINDER.value,
        alerts.c.subject == deadline,
        ~alerts.c.key.startswith(f"reminder:{deadline}|{ruling}|", autoescape=True),
    )
    dropped = connection.execute(
        update(deliveries)
        .where(
            deliveries.c.alert.in_(mine),
            deliveries.c.state.in_([DeliveryState.PENDING.value, DeliveryState.HELD.value]),
        )
        .values(state=DeliveryState.DROPPED.value, error="the deadline has moved")
    )
    return dropped.rowcount


def already(connection: Connection, alert: str, keys: Iterable[ChatKey]) -> frozenset[ChatKey]:
    """Which of `keys` have a delivery of `alert`, in whatever state."""
    wanted = set(keys)
    rows = connection.execute(select(deliveries.c.chat, deliveries.c.thread).where(deliveries.c.alert == alert))
    return frozenset(key for row in rows if (key := ChatKey(row.chat, row.thread)) in wanted)


def _keep(connection: Connection, name: str, value: Any) -> None:
    statement = _insert(connection, facts).values(name=name, value=value)
    connection.execute(statement.on_conflict_do_update(index_elements=[facts.c.name], set_={"value": value}))


def _insert(connection: Connection, table: Table) -> Any:
    made: Insert = postgresql.insert(table) if connection.dialect.name == "postgresql" else sqlite.insert(table)
    return made
