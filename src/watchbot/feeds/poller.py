"""The poller: what is due is fetched side by side, read, and filed one feed at a time, each in a transaction of its
own.

Why a transaction a feed: whatever goes wrong with one feed's document rolls back that feed and no other, and an alert
is on disk as soon as the feed that caused it has been read, not at the end of the cycle.
"""

import asyncio
import logging
import random
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from hashlib import blake2b
from typing import Protocol
from urllib.parse import urlsplit

from sqlalchemy import Connection

from watchbot import metrics
from watchbot.feeds.document import Document, Item
from watchbot.feeds.fetch import Failed, Fetched, Fetcher, FetchProblem, NotModified, Validators
from watchbot.feeds.keys import TITLE_WINDOW, Keys, keys_of
from watchbot.feeds.pace import NO_WISHES, PollOutcome, Wishes, next_poll
from watchbot.feeds.parse import parse
from watchbot.feeds.politeness import Lanes
from watchbot.feeds.publisher import attribute
from watchbot.feeds.text import plain
from watchbot.model import Coding, Entry, Feed, FeedCondition, FeedState, FetchLimits, Polling
from watchbot.store import Database
from watchbot.store import entries as entry_rows
from watchbot.store import feeds as feed_rows

log = logging.getLogger(__name__)

MOVED_AFTER = 3
EARLIEST = datetime(1990, 1, 1, tzinfo=UTC)
Source = tuple[Feed, FeedState]


class IntakePort(Protocol):
    """What becomes of new entries; `watchbot.intake.Intake` in the service."""

    def code(self, entry: Entry) -> Coding: ...

    def file(
        self, connection: Connection, coded: Sequence[tuple[int, Entry, Coding]], *, baseline: bool, now: datetime
    ) -> int: ...


@dataclass(slots=True)
class CycleReport:
    """What a cycle did: polls, those without a newer document, those that failed, new entries, alerts raised."""

    polls: int = 0
    unchanged: int = 0
    failed: int = 0
    new_entries: int = 0
    alerts: int = 0


@dataclass(frozen=True, slots=True)
class _Read:
    """One poll's answer, ready to be filed: the state as it will be, the document where there is a new one."""

    feed: Feed
    state: FeedState
    document: Document | None
    wishes: Wishes
    failure: str = ""


class Poller:
    """Made by the composition root; `cycle` is called every few seconds and polls whatever is due."""

    def __init__(
        self,
        database: Database,
        feeds: Sequence[Feed],
        intake: IntakePort,
        polling: Polling,
        limits: FetchLimits,
        clock: Callable[[], datetime],
        on_commit: Callable[[], None] = lambda: None,
    ) -> None:
        self._database = database
        self._feeds = tuple(feeds)
        self._intake = intake
        self._polling = polling
        self._limits = limits
        self._clock = clock
        self._on_commit = on_commit
        self._fetcher: Fetcher | None = None

    async def cycle(self) -> CycleReport:
        """Poll every feed that is due; returns when each has been filed. Nothing that a feed does raises here."""
        now, report = self._clock(), CycleReport()
        known = await self._database.run(lambda connection: feed_rows.load(connection, self._feeds))
        due = [source for source in known.values() if _is_due(source[1], now)]
        if not due:
            return report
        if self._fetcher is None:
            self._fetcher = Fetcher(self._polling, self._limits, self._clock)
        fetcher = self._fetcher

        async def poll(source: Source) -> None:
            await self._poll(fetcher, source, report, now)

        delay = self._polling.host_delay.total_seconds()
        lanes: Lanes[Source] = Lanes(poll, self._polling.concurrency, self._polling.per_host, delay)
        with metrics.cycle_time.time():
            for source in due:
                lanes.add(urlsplit(source[0].url).netloc, source)
            lanes.start()
            try:
                await lanes.settle()
            finally:
                await lanes.close()
        metrics.last_cycle.set(now.timestamp())
        return report

    async def close(self) -> None:
        """Close the connections."""
        if self._fetcher is not None:
            await self._fetcher.aclose()
            self._fetcher = None

    async def _poll(self, fetcher: Fetcher, source: Source, report: CycleReport, now: datetime) -> None:
        feed, state = source
        report.polls += 1
        try:
            read = await self._read(fetcher, feed, state, now)
            new, alerts = await self._database.run(lambda connection: self._file(connection, read, now))
        except Exception as error:
            log.exception("feed %s: can't be filed", feed.id)
            read = _failed(feed, state, f"{type(error).__name__}: {error}"[:300], now)
            new, alerts = 0, 0
            await self._database.run(lambda connection: self._file(connection, read, now))
        report.new_entries += new
        report.alerts += alerts
        if read.failure:
            report.failed += 1
            log.warning("feed %s: %s (failure %d in a row)", feed.id, read.failure, read.state.failures)
        elif read.document is None:
            report.unchanged += 1
        metrics.polls.labels("failed" if read.failure else "new" if new else "unchanged").inc()
        if alerts:
            self._on_commit()

    async def _read(self, fetcher: Fetcher, feed: Feed, state: FeedState, now: datetime) -> _Read:
        url = state.moved_to if state.moved_to and state.moved_seen >= MOVED_AFTER else feed.url
        answer = await fetcher.fetch(url, Validators(state.etag, state.last_modified))
        polled = replace(state, last_poll=now, polls=state.polls + 1)
        if isinstance(answer, Failed):
            return _after_failure(feed, polled, answer)
        reached = replace(_moved(polled, answer.moved_to), failures=0, error="", last_ok=now)
        if isinstance(answer, NotModified):
            return _Read(feed, reached, None, Wishes(max_age=answer.max_age))
        return await self._parsed(feed, reached, answer, now)

    async def _parsed(self, feed: Feed, state: FeedState, answer: Fetched, now: datetime) -> _Read:
        digest = blake2b(answer.body, digest_size=16).hexdigest()
        held = replace(
            state,
            etag=answer.validators.etag,
            last_modified=answer.validators.last_modified,
            body_hash=digest,
        )
        if digest == state.body_hash:
            return _Read(feed, held, None, Wishes(max_age=answer.max_age))
        selectors = feed.selectors if feed.format == "page" else None
        parsed = await asyncio.to_thread(parse, answer.body, answer.content_type, answer.url, self._limits, selectors)
        if not isinstance(parsed, Document):
            return _failed(feed, state, f"{parsed.problem.value}: {parsed.detail}", now)
        wishes = Wishes(None, answer.max_age, parsed.ttl, parsed.skip_hours, parsed.skip_days)
        return _Read(feed, held, parsed, wishes)

    def _file(self, connection: Connection, read: _Read, now: datetime) -> tuple[int, int]:
        new, alerts = (0, 0) if read.document is None else self._keep_new(connection, read, read.document, now)
        state = read.state
        if read.document is not None:
            state = replace(
                state,
                baseline=state.baseline or now,
                last_new_entry=now if new else state.last_new_entry,
                entries=state.entries + new,
            )
        outcome = PollOutcome.FAILED if read.failure else PollOutcome.NEW if new else PollOutcome.UNCHANGED
        pace = next_poll(
            read.feed.interval,
            state.interval,
            outcome,
            state.failures,
            now,
            self._polling,
            random.random(),
            read.wishes,
        )
        feed_rows.save(connection, [replace(state, next_poll=pace.next_poll, interval=pace.interval)])
        return new, alerts

    def _keep_new(self, connection: Connection, read: _Read, document: Document, now: datetime) -> tuple[int, int]:
        entries = [_entry(read.feed, item, self._limits, now) for item in document.items]
        keys = keys_of(document.items, [entry.title for entry in entries])
        known = entry_rows.known(connection, read.feed.id, [(k.guid, k.link, k.title) for k in keys])
        guids, links, titles = set(known.guids), set(known.links), dict(known.titles)
        fresh: list[tuple[Entry, Keys]] = []
        for entry, key in zip(entries, keys, strict=True):
            close = any(abs(entry.published - when) <= TITLE_WINDOW for when in titles.get(key.title, ()))
            if key.guid in guids or key.link in links or close or not (entry.title or entry.summary):
                continue
            guids.update({key.guid} - {0})
            links.update({key.link} - {0})
            if key.title:
                titles[key.title] = (*titles.get(key.title, ()), entry.published)
            fresh.append((entry, key))
        if not fresh:
            return 0, 0
        first = entry_rows.next_id(connection)
        coded = [(first + n, entry, self._intake.code(entry)) for n, (entry, _) in enumerate(fresh)]
        rows = [
            (row, entry, coding, (key.guid, key.link, key.title))
            for (row, entry, coding), (_, key) in zip(coded, fresh, strict=True)
        ]
        entry_rows.add(connection, rows)
        for _, _, coding in coded:
            metrics.entries.labels(coding.verdict.value).inc()
        return len(coded), self._intake.file(connection, coded, baseline=read.state.baseline is None, now=now)


def _is_due(state: FeedState, now: datetime) -> bool:
    return state.condition is FeedCondition.ACTIVE and (state.next_poll is None or state.next_poll <= now)


def _moved(state: FeedState, moved_to: str | None) -> FeedState:
    if moved_to is None:
        return state
    return replace(state, moved_to=moved_to, moved_seen=state.moved_seen + 1 if moved_to == state.moved_to else 1)


def _after_failure(feed: Feed, polled: FeedState, answer: Failed) -> _Read:
    gone = answer.problem is FetchProblem.GONE
    error = f"{answer.problem.value}: {answer.detail}"
    state = replace(
        polled,
        failures=polled.failures + 1,
        error=error,
        condition=FeedCondition.GONE if gone else polled.condition,
    )
    return _Read(feed, state, None, Wishes(retry_after=answer.retry_after), error)


def _failed(feed: Feed, state: FeedState, error: str, now: datetime) -> _Read:
    broken = replace(state, last_poll=now, failures=state.failures + 1, error=error)
    return _Read(feed, broken, None, NO_WISHES, error)


def _entry(feed: Feed, item: Item, limits: FetchLimits, now: datetime) -> Entry:
    publisher, title = attribute(
        feed.kind, feed.publisher, plain(item.title, limits.title), plain(item.source, limits.title)
    )
    return Entry(
        id=item.guid or item.link or title[:80],
        feed=feed.id,
        publisher=publisher,
        published=max(EARLIEST, min(item.published or now, now)),
        seen=now,
        title=title,
        summary=plain(item.summary, limits.summary),
        link=item.link,
        lang=feed.lang,
        kind=feed.kind,
        side=feed.side,
    )
