"""Is the service well? What a monitor asks every minute, answered from what the stages last put on record."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import Connection, func, select

from watchbot.model import DeliveryState
from watchbot.store.schema import chats, deliveries, feeds

POLL_LATE = timedelta(minutes=15)
SEND_LATE = timedelta(minutes=15)


@dataclass(frozen=True, slots=True)
class Vitals:
    """The figures behind the answer. `oldest_due` is how long the longest-waiting delivery has been due."""

    now: datetime
    started: datetime
    last_poll: datetime | None
    waiting: int
    oldest_due: timedelta
    subscriptions: int

    @property
    def troubles(self) -> tuple[str, ...]:
        """What is wrong, in words; empty when all is well. A service that has just started is given time."""
        found = []
        since = max(self.started, self.last_poll or self.started)
        if self.now - since > POLL_LATE:
            found.append(f"no feed was polled for {_minutes(self.now - since)} minutes")
        if self.oldest_due > SEND_LATE and self.now - self.started > SEND_LATE:
            found.append(f"a delivery has been due for {_minutes(self.oldest_due)} minutes")
        return tuple(found)

    def as_json(self) -> dict[str, Any]:
        """The answer of /healthz."""
        return {
            "status": "degraded" if self.troubles else "ok",
            "troubles": list(self.troubles),
            "last_poll": self.last_poll.isoformat() if self.last_poll else None,
            "deliveries_waiting": self.waiting,
            "oldest_due_seconds": round(self.oldest_due.total_seconds(), 1),
            "subscriptions": self.subscriptions,
        }


def vitals(connection: Connection, now: datetime, started: datetime) -> Vitals:
    """Read the figures as of `now`."""
    due = (deliveries.c.state == DeliveryState.PENDING.value) & (deliveries.c.due <= now)
    waiting, oldest = connection.execute(
        select(func.count(), func.min(deliveries.c.due, type_=deliveries.c.due.type)).where(due)
    ).one()
    return Vitals(
        now=now,
        started=started,
        last_poll=connection.scalar(select(func.max(feeds.c.last_poll, type_=feeds.c.last_poll.type))),
        waiting=waiting,
        oldest_due=now - oldest if oldest else timedelta(),
        subscriptions=connection.scalar(select(func.count()).select_from(chats).where(chats.c.active)) or 0,
    )


def _minutes(span: timedelta) -> int:
    return int(span.total_seconds() // 60)
