"""What a document turned out to hold, whatever its format: the one shape that all parsers give.

Strings are as the feed wrote them after the format's own decoding (XML, JSON); they may still hold HTML. `text.plain`
makes them fit to be read, and only for items that are new.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum


@dataclass(frozen=True, slots=True)
class Item:
    """One item, raw. Empty strings where the feed says nothing; `published` is None where no date can be read.

    `source` is the publisher that an aggregator names for the item.
    """

    guid: str = ""
    link: str = ""
    title: str = ""
    summary: str = ""
    published: datetime | None = None
    source: str = ""


@dataclass(frozen=True, slots=True)
class Document:
    """A document that could be read.

    `ttl`, `skip_hours` (0..23, UTC) and `skip_days` (0 Monday … 6) are the publisher's own wish when not to poll.
    `dropped` counts items beyond the limit.
    """

    items: tuple[Item, ...]
    title: str = ""
    ttl: timedelta | None = None
    skip_hours: frozenset[int] = frozenset()
    skip_days: frozenset[int] = frozenset()
    dropped: int = 0


class ParseProblem(StrEnum):
    """Why a document can't be read."""

    EMPTY = "empty"
    HTML = "html"
    NOT_A_FEED = "not_a_feed"
    BROKEN = "broken"
    TOO_LARGE = "too_large"
    SELECTOR = "selector"


@dataclass(frozen=True, slots=True)
class Unreadable:
    """A document that holds no feed; `detail` is for logs and people."""

    problem: ParseProblem
    detail: str = ""


Parsed = Document | Unreadable
