"""Feeds and entries: what is polled, and one item that it carried."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from enum import StrEnum

from watchbot.model.actors import Side
from watchbot.model.time import aware


class FeedKind(StrEnum):
    """How a feed speaks: a government's own word, a newsroom's, or an aggregator's that carries other publishers'."""

    READOUT = "readout"
    PRESS = "press"
    AGGREGATOR = "aggregator"


@dataclass(frozen=True, slots=True)
class Feed:
    """A polled source.

    `side` is set where the publisher speaks officially for one side (State, MFA, Xinhua). `interval` is the usual time
    between polls. `format` is "feed" for RSS, Atom, RDF and JSON Feed, or "page" for a government page without a feed;
    then `selectors` holds CSS selectors under `item`, `title`, `link`, `date` and optionally `summary`, and may hold
    `date_format` (strptime) and `zone` (IANA).
    """

    id: str
    url: str
    publisher: str
    lang: str
    kind: FeedKind
    side: Side | None = None
    interval: timedelta = timedelta(minutes=10)
    format: str = "feed"
    selectors: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Entry:
    """One item of a feed, as plain text (no markup, no control characters).

    `published` is what the feed said, clamped to what was seen; `seen` is when watchbot first saw it. `id` names the
    entry for people and logs; the store's keys decide whether it is new. `kind` and `side` are its feed's.
    """

    id: str
    feed: str
    publisher: str
    published: datetime
    seen: datetime
    title: str
    summary: str = ""
    link: str = ""
    lang: str = ""
    kind: FeedKind = FeedKind.PRESS
    side: Side | None = None

    def __post_init__(self) -> None:
        aware(self.published, f"entry {self.id}: published")
        aware(self.seen, f"entry {self.id}: seen")
