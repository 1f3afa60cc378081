"""A feed's state between two polls: what the store remembers of it, as a value."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from watchbot.model.time import aware


class FeedCondition(StrEnum):
    """ACTIVE is polled, GONE said 410 and is not; a configured address that changes makes it active again."""

    ACTIVE = "active"
    GONE = "gone"


@dataclass(frozen=True, slots=True)
class FeedState:
    """What is known of a feed beside its configuration.

    `url` is the configured address that the rest belongs to. `moved_to` is where it permanently redirects, `moved_seen`
    how often in a row. `interval` is the adapted time between polls. `next_poll` None means now (or, when GONE, never).
    `baseline` is when its first document was read. `notified` is the last health notice told, empty if none.
    """

    id: str
    url: str
    condition: FeedCondition = FeedCondition.ACTIVE
    etag: str | None = None
    last_modified: str | None = None
    body_hash: str | None = None
    moved_to: str | None = None
    moved_seen: int = 0
    interval: timedelta | None = None
    next_poll: datetime | None = None
    last_poll: datetime | None = None
    last_ok: datetime | None = None
    last_new_entry: datetime | None = None
    baseline: datetime | None = None
    failures: int = 0
    error: str = ""
    notified: str = ""
    polls: int = 0
    entries: int = 0

    def __post_init__(self) -> None:
        if self.next_poll is not None:
            aware(self.next_poll, f"feed {self.id}: next_poll")
