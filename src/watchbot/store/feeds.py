"""Feeds as the store knows them: their state between polls, and those that people added to the configured ones."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import timedelta
from typing import Any

from sqlalchemy import Connection, bindparam, delete, func, insert, select, update

from watchbot.model import Feed, FeedCondition, FeedKind, FeedState, Side
from watchbot.store.schema import feedback, feeds, mentions

_STATE_COLUMNS = (
    "url",
    "state",
    "etag",
    "last_modified",
    "body_hash",
    "moved_to",
    "moved_seen",
    "interval_s",
    "next_poll",
    "last_poll",
    "last_ok",
    "last_new_entry",
    "baseline",
    "failures",
    "error",
    "polls",
    "entries",
)
_POLLED_COLUMNS = (
    "etag",
    "last_modified",
    "moved_to",
    "moved_seen",
    "interval_s",
    "next_poll",
    "last_poll",
    "last_ok",
    "failures",
    "error",
    "polls",
)
_TOUCH = update(feeds).where(feeds.c.id == bindparam("feed_id")).values({n: bindparam(n) for n in _POLLED_COLUMNS})
_UPDATE = update(feeds).where(feeds.c.id == bindparam("feed_id")).values({n: bindparam(n) for n in _STATE_COLUMNS})


def load(connection: Connection, configured: Iterable[Feed]) -> dict[str, tuple[Feed, FeedState]]:
    """Every feed to poll with its state: the configured ones, then the added ones whose id isn't configured.

    New feeds get a row. A feed whose configured address changed starts afresh at the new one, but keeps its entries
    and its baseline, so nothing old is told again.
    """
    rows = {row.id: row for row in connection.execute(select(feeds))}
    known = {feed.id: feed for feed in configured}
    for row in rows.values():
        if row.definition is not None and row.id not in known:
            known[row.id] = definition_to_feed(row.definition)
    found: dict[str, tuple[Feed, FeedState]] = {}
    fresh: list[dict[str, str]] = []
    for feed in known.values():
        if feed.id not in rows:
            fresh.append({"id": feed.id, "url": feed.url})
            found[feed.id] = (feed, FeedState(feed.id, feed.url))
            continue
        state = _state(rows[feed.id])
        if state.url != feed.url:
            state = FeedState(
                feed.id,
                feed.url,
                last_new_entry=state.last_new_entry,
                baseline=state.baseline,
                notified=state.notified,
                polls=state.polls,
                entries=state.entries,
            )
        found[feed.id] = (feed, state)
    if fresh:
        connection.execute(insert(feeds), fresh)
    return found


def save(connection: Connection, states: Sequence[FeedState]) -> None:
    """Write the states of feeds that have rows, in one statement."""
    if states:
        connection.execute(_UPDATE, [_row(state) for state in states])


def touch(connection: Connection, states: Sequence[FeedState]) -> None:
    """Write what a poll that brought nothing changes, in one statement."""
    if states:
        connection.execute(_TOUCH, [_polled(state) for state in states])


def notified(connection: Connection, told: Mapping[str, str]) -> None:
    """Remember, by feed id, which health notice was told last. Pollers never write this column."""
    for id, what in told.items():
        connection.execute(update(feeds).where(feeds.c.id == id).values(notified=what or None))


def added(connection: Connection) -> tuple[Feed, ...]:
    """The feeds that people added, by id."""
    rows = connection.execute(select(feeds.c.definition).where(feeds.c.definition.is_not(None)).order_by(feeds.c.id))
    return tuple(definition_to_feed(row.definition) for row in rows)


def states(connection: Connection, configured: Iterable[Feed]) -> tuple[tuple[Feed, FeedState], ...]:
    """Every feed that is polled, with its state as it is on disk; reads only."""
    rows = {row.id: row for row in connection.execute(select(feeds))}
    known = {feed.id: feed for feed in configured}
    for row in rows.values():
        if row.definition is not None and row.id not in known:
            known[row.id] = definition_to_feed(row.definition)
    return tuple((f, _state(rows[f.id]) if f.id in rows else FeedState(f.id, f.url)) for f in known.values())


def add(connection: Connection, feed: Feed, by: int | None) -> bool:
    """Keep a feed that a person added; False if an added feed of that id was there already.

    `by` is a Telegram user id. A row that is left of a feed that was once configured is taken over, with its entries.
    """
    row = connection.execute(select(feeds.c.definition).where(feeds.c.id == feed.id)).first()
    values = {"added_by": by, "definition": feed_to_definition(feed)}
    if row is None:
        connection.execute(insert(feeds).values(id=feed.id, url=feed.url, **values))
    elif row.definition is None:
        connection.execute(update(feeds).where(feeds.c.id == feed.id).values(**values))
    return row is None or row.definition is None


def remove(connection: Connection, feed: str) -> bool:
    """Forget an added feed; False if there is none of that id. Its entries and contacts stay."""
    found = connection.execute(delete(feeds).where(feeds.c.id == feed, feeds.c.definition.is_not(None)))
    return found.rowcount > 0


def contributions(connection: Connection) -> dict[str, tuple[int, int]]:
    """For each feed id: how many contacts it contributed to, and how many of those a chat marked as wrong."""
    told = {
        row.feed: row.contacts
        for row in connection.execute(
            select(mentions.c.feed, func.count(mentions.c.contact.distinct()).label("contacts")).group_by(
                mentions.c.feed
            )
        )
    }
    wrong = {
        row.feed: row.contacts
        for row in connection.execute(
            select(feedback.c.feed, func.count(feedback.c.contact.distinct()).label("contacts")).group_by(
                feedback.c.feed
            )
        )
    }
    return {feed: (told.get(feed, 0), wrong.get(feed, 0)) for feed in told.keys() | wrong.keys()}


def feed_to_definition(feed: Feed) -> dict[str, Any]:
    """The feed as plain JSON, for the column `definition`."""
    return {
        "id": feed.id,
        "url": feed.url,
        "publisher": feed.publisher,
        "lang": feed.lang,
        "kind": feed.kind.value,
        "side": feed.side.value if feed.side else None,
        "interval": feed.interval.total_seconds(),
        "format": feed.format,
        "selectors": dict(feed.selectors),
    }


def definition_to_feed(value: Mapping[str, Any]) -> Feed:
    """The inverse of `feed_to_definition`."""
    return Feed(
        id=value["id"],
        url=value["url"],
        publisher=value["publisher"],
        lang=value["lang"],
        kind=FeedKind(value["kind"]),
        side=Side(value["side"]) if value.get("side") else None,
        interval=timedelta(seconds=value["interval"]),
        format=value["format"],
        selectors=value["selectors"],
    )


def conditions(connection: Connection) -> dict[str, int]:
    """How many feeds answer, fail, or have been given up, for the status page."""
    found: dict[str, int] = {}
    for row in connection.execute(select(feeds.c.state, feeds.c.failures)):
        name = "failing" if row.state == FeedCondition.ACTIVE.value and row.failures else row.state
        found[name] = found.get(name, 0) + 1
    return found


def _state(row: Any) -> FeedState:
    return FeedState(
        id=row.id,
        url=row.url,
        condition=FeedCondition(row.state),
        etag=row.etag,
        last_modified=row.last_modified,
        body_hash=row.body_hash,
        moved_to=row.moved_to,
        moved_seen=row.moved_seen,
        interval=None if row.interval_s is None else timedelta(seconds=row.interval_s),
        next_poll=row.next_poll,
        last_poll=row.last_poll,
        last_ok=row.last_ok,
        last_new_entry=row.last_new_entry,
        baseline=row.baseline,
        failures=row.failures,
        error=row.error or "",
        notified=row.notified or "",
        polls=row.polls,
        entries=row.entries,
    )


def _polled(state: FeedState) -> dict[str, Any]:
    return {
        "feed_id": state.id,
        "etag": state.etag,
        "last_modified": state.last_modified,
        "moved_to": state.moved_to,
        "moved_seen": state.moved_seen,
        "interval_s": None if state.interval is None else state.interval.total_seconds(),
        "next_poll": state.next_poll,
        "last_poll": state.last_poll,
        "last_ok": state.last_ok,
        "failures": state.failures,
        "error": state.error or None,
        "polls": state.polls,
    }


def _row(state: FeedState) -> dict[str, Any]:
    return {
        **_polled(state),
        "url": state.url,
        "state": state.condition.value,
        "body_hash": state.body_hash,
        "last_new_entry": state.last_new_entry,
        "baseline": state.baseline,
        "entries": state.entries,
    }
