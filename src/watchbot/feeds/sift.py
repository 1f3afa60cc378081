"""Which items of a document are new, and the entries they become. Pure.

An item is known by its guid, by its canonical link, or by its title if an entry of that title was published within
`keys.TITLE_WINDOW` of it. A date that can't be right (to come, before 1990, or none) is
replaced by the moment at which the item was seen.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime

from watchbot.feeds.document import Document, Item
from watchbot.feeds.keys import TITLE_WINDOW, Keys, keys_of
from watchbot.feeds.publisher import attribute
from watchbot.feeds.text import plain
from watchbot.model import Entry, Feed, FetchLimits
from watchbot.store.entries import KnownKeys

EARLIEST = datetime(1990, 1, 1, tzinfo=UTC)
_LINK_LIMIT = 2000
_ID_LIMIT = 300


@dataclass(frozen=True, slots=True)
class Sifted:
    """A document's items with what recognises them, before the store is asked."""

    feed: Feed
    seen: datetime
    items: tuple[Item, ...]
    titles: tuple[str, ...]
    keys: tuple[Keys, ...]


def sift(feed: Feed, document: Document, seen: datetime, limits: FetchLimits) -> Sifted:
    """Plain titles and keys of every item that says anything: one with neither title, summary nor link is dropped."""
    items = tuple(item for item in document.items if item.title or item.summary or item.link)
    titles = tuple(plain(item.title, limits.title) for item in items)
    return Sifted(feed, seen, items, titles, tuple(keys_of(items, titles)))


def triples(sifted: Sifted) -> list[tuple[int, int, int]]:
    """The keys as the store takes them."""
    return [(one.guid, one.link, one.title) for one in sifted.keys]


def new_entries(sifted: Sifted, known: KnownKeys, limits: FetchLimits) -> list[tuple[Entry, tuple[int, int, int]]]:
    """The entries that aren't known, in the document's order, with their keys. A document's own doubles count once."""
    guids, links, titles = set(known.guids), set(known.links), dict(known.titles)
    made = []
    for item, title, one in zip(sifted.items, sifted.titles, sifted.keys, strict=True):
        published = clamp(item.published, sifted.seen)
        if one.guid in guids or one.link in links or _close(published, titles.get(one.title, ())):
            continue
        for value, seen in ((one.guid, guids), (one.link, links)):
            if value:
                seen.add(value)
        if one.title:
            titles[one.title] = (*titles.get(one.title, ()), published)
        made.append((_entry(sifted, item, title, published, limits), (one.guid, one.link, one.title)))
    return made


def clamp(published: datetime | None, seen: datetime) -> datetime:
    """When it was published, as far as that can be believed."""
    return seen if published is None or not EARLIEST <= published <= seen else published


def _close(published: datetime, others: Sequence[datetime]) -> bool:
    return any(abs(published - other) <= TITLE_WINDOW for other in others)


def _entry(sifted: Sifted, item: Item, title: str, published: datetime, limits: FetchLimits) -> Entry:
    feed = sifted.feed
    summary = plain(item.summary, limits.summary)
    publisher, headline = attribute(feed.kind, feed.publisher, title, plain(item.source, 80) if item.source else "")
    link = item.link.strip()
    if not link.startswith(("http://", "https://")) or len(link) > _LINK_LIMIT or not link.isprintable():
        link = ""
    return Entry(
        id=item.guid[:_ID_LIMIT] or link or headline[:80],
        feed=feed.id,
        publisher=publisher,
        published=published,
        seen=sifted.seen,
        title=headline,
        summary=summary,
        link=link,
        lang=feed.lang,
        kind=feed.kind,
        side=feed.side,
    )
