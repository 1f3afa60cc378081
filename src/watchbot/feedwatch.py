"""Feed watch: how every feed fares, and the one message that tells the admins when that changes.

A notice is remembered in the transaction that puts it into the outbox, so it is told once, whatever crashes. What went
wrong since the last look comes as one message: when a network fails, eighty feeds fail with it.
"""

import logging
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Connection

from watchbot.feeds.health import Health, Notice, judge, notice, told
from watchbot.model import Alert, AlertKind, AlertReason, ChatKey, DeliveryKind, Feed, FeedState
from watchbot.store import feeds, outbox

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class FeedReport:
    """A feed as `/feeds` and `watchbot feeds` show it. `wrong` counts its contacts that a reader marked as wrong."""

    feed: Feed
    state: FeedState
    health: Health
    contacts: int
    wrong: int

    @property
    def wrong_share(self) -> float:
        """The share of its contacts that were marked wrong, 0..1."""
        return self.wrong / self.contacts if self.contacts else 0.0


def overview(connection: Connection, configured: Sequence[Feed], now: datetime) -> tuple[FeedReport, ...]:
    """Every feed that is polled, the unwell first, then by id."""
    counted = feeds.contributions(connection)
    found = [
        FeedReport(feed, state, judge(state, now), *counted.get(feed.id, (0, 0)))
        for feed, state in feeds.states(connection, configured)
    ]
    order = (Health.DEAD, Health.SILENT, Health.FAILING, Health.WAITING, Health.WELL)
    return tuple(sorted(found, key=lambda one: (order.index(one.health), one.feed.id)))


def tick(connection: Connection, configured: Sequence[Feed], admins: Sequence[int], now: datetime) -> int:
    """Tell the admins of feeds that died, fell silent or came back since the last look; returns the alerts raised."""
    noticed = [(feed, notice(state, now)) for feed, state in feeds.states(connection, configured)]
    changed = [(feed, found) for feed, found in noticed if found is not None]
    if not changed:
        return 0
    for feed, found in changed:
        log.warning("feed %s: %s since %s %s", feed.id, found.health.value, found.since, found.error)
    feeds.notified(connection, {feed.id: told(found.health) for feed, found in changed})
    if not admins:
        return 0
    waiting = [(ChatKey(admin), DeliveryKind.SEND, now) for admin in admins]
    outbox.enqueue(connection, _alert(changed, now), waiting)
    return 1


def _alert(changed: Sequence[tuple[Feed, Notice]], now: datetime) -> Alert:
    return Alert(
        key=f"feeds:{now.isoformat()}",
        kind=AlertKind.ADMIN_NOTICE,
        reason=AlertReason.STATUS_CHANGED,
        subject="feeds",
        created=now,
        payload={
            "feeds": [
                {
                    "id": feed.id,
                    "publisher": feed.publisher,
                    "health": found.health.value,
                    "since": found.since.isoformat() if found.since else None,
                    "error": found.error,
                }
                for feed, found in changed
            ]
        },
    )
