"""Entries: which are known, and the rows of those that weren't."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import Connection, delete, func, or_, select

from watchbot.model import Coding, Entry
from watchbot.store.bulk import insert_rows
from watchbot.store.schema import entries, mentions, microseconds

_COLUMNS = (
    "id",
    "feed",
    "guid_key",
    "link_key",
    "title_key",
    "publisher",
    "published",
    "seen",
    "title",
    "summary",
    "link",
    "lang",
    "verdict",
    "rule",
)
_KEYS = select(entries.c.guid_key, entries.c.link_key, entries.c.title_key, entries.c.published)
_CHUNK = 250


@dataclass(frozen=True, slots=True)
class KnownKeys:
    """A feed's keys in the store: `titles` maps a title's key to when entries of that title were published."""

    guids: frozenset[int]
    links: frozenset[int]
    titles: dict[int, tuple[datetime, ...]]


NOTHING_KNOWN = KnownKeys(frozenset(), frozenset(), {})


def known(connection: Connection, feed: str, keys: Sequence[tuple[int, int, int]]) -> KnownKeys:
    """Which of `keys` (guid, link, title; 0 for none) the feed's stored entries have."""
    guids: set[int] = set()
    links: set[int] = set()
    titles: dict[int, tuple[datetime, ...]] = {}
    for start in range(0, len(keys), _CHUNK):
        chunk = keys[start : start + _CHUNK]
        wanted = or_(
            entries.c.guid_key.in_([k[0] for k in chunk if k[0]]),
            entries.c.link_key.in_([k[1] for k in chunk if k[1]]),
            entries.c.title_key.in_([k[2] for k in chunk if k[2]]),
        )
        for guid, link, title, published in connection.execute(_KEYS.where(entries.c.feed == feed, wanted)):
            guids.add(guid)
            links.add(link)
            titles[title] = (*titles.get(title, ()), published)
    return KnownKeys(frozenset(guids - {0}), frozenset(links - {0}), {t: when for t, when in titles.items() if t})


def next_id(connection: Connection) -> int:
    """The first row id that no entry has or had: mentions outlive the entries that they came from."""
    highest = connection.execute(select(func.max(entries.c.id))).scalar() or 0
    remembered = connection.execute(select(func.max(mentions.c.entry))).scalar() or 0
    return max(int(highest), int(remembered)) + 1


def add(connection: Connection, rows: Sequence[tuple[int, Entry, Coding, tuple[int, int, int]]]) -> None:
    """Insert entries: (row id, entry, its coding, its keys)."""
    if rows:
        insert_rows(
            connection,
            entries,
            _COLUMNS,
            [
                (
                    row,
                    entry.feed,
                    *keys,
                    entry.publisher,
                    microseconds(entry.published),
                    microseconds(entry.seen),
                    entry.title,
                    entry.summary,
                    entry.link,
                    entry.lang,
                    coding.verdict.value,
                    coding.rule,
                )
                for row, entry, coding, keys in rows
            ],
        )


def prune(connection: Connection, now: datetime, keep: timedelta, window: timedelta = timedelta(days=30)) -> int:
    """Drop entries seen longer ago than `keep`, save those of feeds that carried nothing since (`window`).

    Without that a slow feed that still lists an old entry would tell it as new. Returns how many went.
    """
    slow = (
        select(entries.c.feed)
        .group_by(entries.c.feed)
        .having(func.max(entries.c.seen) < now - window)
        .scalar_subquery()
    )
    found = connection.execute(delete(entries).where(entries.c.seen < now - keep, entries.c.feed.not_in(slow)))
    return int(found.rowcount)
