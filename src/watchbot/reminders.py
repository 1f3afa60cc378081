"""The reminder ticker: what the countdown makes due becomes rows, alerts and deliveries, in one transaction.

The scheduler calls `tick` every few seconds; nothing hangs on a timer of its own. A tick looks at the span since the
last one on record, so a crash or three days of downtime only make the span longer.
"""

import logging
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import Connection

from watchbot.alerts.routing import route
from watchbot.countdown import due, ruling
from watchbot.model import (
    Alert,
    AlertKind,
    AlertReason,
    Chat,
    ChatKey,
    Deadline,
    Reminder,
    Revision,
)
from watchbot.store import Database, chats, countdown, outbox
from watchbot.store import deadlines as store

log = logging.getLogger(__name__)

KEEP_MARK_EVERY = timedelta(minutes=10)


class Ticker:
    """Made once by the composition root. `deadlines` are the configured ones; the store adds its own at each tick."""

    def __init__(self, database: Database, deadlines: Sequence[Deadline], clock: Callable[[], datetime]) -> None:
        self._database = database
        self._deadlines = tuple(deadlines)
        self._clock = clock

    async def tick(self) -> int:
        """Decide everything due by now; returns how many alerts were raised, so that the caller can wake the pump."""
        now = self._clock()
        return await self._database.run(lambda connection: tick(connection, self._deadlines, now))


def tick(connection: Connection, configured: Sequence[Deadline], now: datetime) -> int:
    """The same inside the caller's transaction. The first tick ever only marks where the time line begins."""
    deadlines = store.load(connection, configured)
    audience = _Audience(connection)
    since = countdown.mark(connection)
    moved = _moves(connection, deadlines, audience, now)
    raised = moved
    for deadline in deadlines if since is not None else ():
        raised += _reminders(connection, deadline, since, audience, now) if since else 0
    if since is None or raised or now < since or now - since >= KEEP_MARK_EVERY:
        countdown.set_mark(connection, now)
    return raised


@dataclass
class _Audience:
    """The active chats and since when they subscribe, read when first asked for: most ticks need neither."""

    connection: Connection
    _chats: tuple[Chat, ...] | None = None
    _since: Mapping[ChatKey, datetime] | None = None

    def chats(self) -> tuple[Chat, ...]:
        if self._chats is None:
            self._chats = tuple(chats.subscribers(self.connection))
        return self._chats

    def since(self, key: ChatKey) -> datetime:
        if self._since is None:
            self._since = countdown.since(self.connection)
        return self._since[key]


def _moves(connection: Connection, deadlines: Iterable[Deadline], audience: _Audience, now: datetime) -> int:
    """Tell each new ruling once, and cancel what the old one left waiting. A deadline seen first is only noted.

    A clock that jumps back makes an older revision rule for a while; that is no news.
    """
    known = countdown.told(connection)
    raised = 0
    for deadline in deadlines:
        revision, before = ruling(deadline, now), known.get(deadline.id)
        if revision is None or (before and (before.revision == revision.key or revision.announced <= before.announced)):
            continue
        moves = before.moves + 1 if before else 0
        countdown.set_told(
            connection,
            deadline.id,
            countdown.Told(revision.key, revision.expires.isoformat(), revision.zone, revision.announced, moves),
        )
        if before:
            countdown.cancel(connection, deadline.id, revision.key)
            _send(connection, _moved(deadline, before, revision, now), audience.chats(), now)
            log.info("deadline %s moved from %s to %s", deadline.id, before.expires, revision.expires.isoformat())
            raised += 1
    return raised


def _moved(deadline: Deadline, before: countdown.Told, revision: Revision, now: datetime) -> Alert:
    return Alert(
        key=f"moved:{deadline.id}:{before.moves + 1}:{revision.key}",
        kind=AlertKind.DEADLINE_MOVED,
        reason=AlertReason.REVISED,
        subject=deadline.id,
        created=now,
        payload={
            "deadline": deadline.id,
            "revision": revision.key,
            "from": before.expires,
            "from_zone": before.zone,
            "expires": revision.expires.isoformat(),
            "zone": revision.zone,
            "outcome": revision.outcome.value if revision.outcome else None,
            "source": revision.source,
        },
    )


def _reminders(connection: Connection, deadline: Deadline, since: datetime, audience: _Audience, now: datetime) -> int:
    """Decide, for each chat by its own milestones, what fell due since the last tick and is not decided yet."""
    to_send: dict[Reminder, list[Chat]] = defaultdict(list)
    missed: dict[Reminder, list[ChatKey]] = defaultdict(list)
    for chat in audience.chats() if _anything(deadline, since, now) else ():
        chosen = deadline.milestones if chat.milestones is None else chat.milestones
        found = due(deadline, chosen, max(since, audience.since(chat.key)), now)
        if found.send:
            to_send[found.send].append(chat)
        for reminder in found.missed:
            missed[reminder].append(chat.key)
    for reminder, keys in missed.items():
        countdown.decide(connection, reminder, keys, "missed", now)
    raised = 0
    for reminder, waiting in to_send.items():
        fresh = countdown.decide(connection, reminder, [chat.key for chat in waiting], "due", now)
        if fresh:
            alert = _reminder_alert(reminder, ruling(deadline, now), now)
            _send(connection, alert, [chat for chat in waiting if chat.key in fresh], now)
            log.info("reminder %s for %d chats", reminder.key, len(fresh))
            raised += 1
    return raised


def _anything(deadline: Deadline, since: datetime, now: datetime) -> bool:
    """Whether there is anything to look for: a ruling revision without an outcome, and a span that has passed."""
    revision = ruling(deadline, now)
    return revision is not None and revision.outcome is None and since < now


def _reminder_alert(reminder: Reminder, revision: Revision | None, now: datetime) -> Alert:
    return Alert(
        key=f"reminder:{reminder.key}",
        kind=AlertKind.REMINDER,
        reason=AlertReason.MILESTONE_DUE,
        subject=reminder.deadline,
        created=now,
        payload={
            "deadline": reminder.deadline,
            "milestone": reminder.milestone.label,
            "due": reminder.due.isoformat(),
            "expires": revision.expires.isoformat() if revision else None,
            "zone": revision.zone if revision else None,
            "late_s": reminder.late.total_seconds(),
        },
    )


def _send(connection: Connection, alert: Alert, audience: Iterable[Chat], now: datetime) -> None:
    ways = [(chat.key, route(alert, None, chat, now)) for chat in audience]
    outbox.enqueue(connection, alert, [(key, way.kind, way.due) for key, way in ways if way.deliver])
