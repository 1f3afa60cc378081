"""The poller: what is due is fetched side by side and handed to filing; what is slow goes on beside the next cycle.

Nothing here blocks the event loop for longer than one answer takes to be taken in: documents are read on one thread and
written on another (`filing`). A feed that fails, by whatever it sends or doesn't, changes its own state and no other.
"""

import asyncio
import logging
import random
import ssl
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from hashlib import blake2b
from urllib.parse import urlsplit

from sqlalchemy import Connection

from watchbot import metrics
from watchbot.feeds import progress
from watchbot.feeds.fetch import Failed, Fetched, Fetcher, FetchProblem, NotModified
from watchbot.feeds.filing import Download, Filing, IntakePort
from watchbot.feeds.politeness import Lanes
from watchbot.feeds.sources import Sources
from watchbot.model import Feed, FeedState, FetchLimits, Polling
from watchbot.store import Database, contacts
from watchbot.store import feeds as feed_rows

log = logging.getLogger(__name__)

REFRESH = timedelta(seconds=10)
NEAR = timedelta(days=1)
BREATH = 100


@dataclass(slots=True)
class CycleReport:
    """What a cycle did: polls, those without a newer document, those that failed, new entries, alerts raised.

    Stragglers still add to it after `cycle` has returned.
    """

    polls: int = 0
    unchanged: int = 0
    failed: int = 0
    new_entries: int = 0
    alerts: int = 0


@dataclass(frozen=True, slots=True)
class _Job:
    feed: Feed
    state: FeedState
    urgent: bool
    report: CycleReport


@dataclass(slots=True)
class _Parts:
    """What needs a running event loop, made at the first cycle."""

    fetcher: Fetcher
    filing: Filing
    lanes: Lanes[_Job]
    sources: Sources


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
        self._parts: _Parts | None = None
        self._added: tuple[Feed, ...] = ()
        self._refreshed: datetime | None = None
        self._urgent = False

    async def cycle(self) -> CycleReport:
        """Poll every feed that is due. Nothing that a feed does raises here.

        Returns when all are committed except stragglers (fetches slower than the lanes' patience), which go on beside
        the next cycles and are committed as they end.
        """
        now, report = self._clock(), CycleReport()
        parts = await self._refresh(now)
        due = parts.sources.take_due(now)
        if not due:
            return report
        with metrics.cycle_time.time():
            for number, (feed, state) in enumerate(due):
                job = _Job(feed, state, self._urgent, report)
                parts.lanes.add(_host(progress.address(state)), job)
                if number % BREATH == 0:
                    parts.lanes.start()
                    await asyncio.sleep(0)
            parts.lanes.start()
            await parts.lanes.quiet()
            await parts.filing.flush()
        metrics.last_cycle.set(now.timestamp())
        return report

    async def settle(self) -> None:
        """Wait for the stragglers too."""
        if self._parts:
            await self._parts.lanes.settle()
            await self._parts.filing.flush()

    async def close(self) -> None:
        """Begin nothing more, drop what is being fetched, commit what was fetched, close the connections."""
        if self._parts:
            await self._parts.lanes.close()
            await self._parts.filing.close()
            await self._parts.fetcher.aclose()
            self._parts = None

    async def _refresh(self, now: datetime) -> _Parts:
        """Take in feeds that were added or removed meanwhile, and whether a planned contact is near."""
        if self._parts is None:
            known = await self._database.run(lambda connection: feed_rows.load(connection, self._feeds))
            tls = await asyncio.to_thread(ssl.create_default_context)
            delay = self._polling.host_delay.total_seconds()
            self._parts = _Parts(
                Fetcher(self._polling, self._limits, self._clock, tls=tls),
                Filing(self._database, self._intake, self._polling, self._limits, self._clock, self._committed),
                Lanes(
                    self._poll,
                    self._polling.concurrency,
                    self._polling.per_host,
                    delay,
                ),
                Sources(known),
            )
        elif self._refreshed is not None and timedelta() <= now - self._refreshed < REFRESH:
            return self._parts
        added, near = await self._database.run(lambda connection: _changes(connection, now))
        if added != self._added and self._refreshed is not None:
            known = await self._database.run(lambda connection: feed_rows.load(connection, self._feeds))
            self._parts.sources.replace(known)
        if near and not self._urgent:
            log.info("a planned contact is near: polling every %s", self._polling.alert_interval)
            self._parts.sources.hasten(now, self._polling.alert_interval)
        self._added, self._urgent, self._refreshed = added, near, now
        return self._parts

    def _committed(self, states: Sequence[FeedState]) -> None:
        if self._parts:
            self._parts.sources.put(states)

    async def _poll(self, job: _Job) -> None:
        assert self._parts
        try:
            await self._poll_one(self._parts, job)
        except asyncio.CancelledError:
            self._parts.sources.release(job.feed.id)
            raise
        except Exception as error:
            log.exception("feed %s: poll failed", job.feed.id)
            self._fail(self._parts, job, Failed(FetchProblem.BROKEN_ANSWER, f"{type(error).__name__}: {error}"))

    async def _poll_one(self, parts: _Parts, job: _Job) -> None:
        feed, state, report = job.feed, job.state, job.report
        report.polls += 1
        answer = await parts.fetcher.fetch(progress.address(state), progress.validators(state))
        if isinstance(answer, Failed):
            self._fail(parts, job, answer)
            return
        body_hash = blake2b(answer.body, digest_size=16).hexdigest() if isinstance(answer, Fetched) else state.body_hash
        if isinstance(answer, NotModified) or body_hash == state.body_hash:
            report.unchanged += 1
            metrics.polls.labels("unchanged").inc()
            parts.filing.keep(
                progress.unchanged(feed, state, answer, self._clock(), self._polling, random.random(), job.urgent)
            )
            return
        filed = await parts.filing.put(Download(feed, state, answer, body_hash or "", job.urgent))
        report.new_entries += filed.new
        report.alerts += filed.alerts
        if filed.state.failures:
            report.failed += 1
            log.warning("feed %s: %s (failure %d in a row)", feed.id, filed.state.error, filed.state.failures)
        metrics.polls.labels("failed" if filed.state.failures else "new" if filed.new else "unchanged").inc()
        if filed.alerts:
            self._on_commit()

    def _fail(self, parts: _Parts, job: _Job, answer: Failed) -> None:
        now = self._clock()
        if answer.problem is FetchProblem.GONE:
            state = progress.gone(job.state, answer, now)
        else:
            state = progress.failed(
                job.feed,
                job.state,
                answer.problem.value,
                answer.detail,
                now,
                self._polling,
                random.random(),
                answer.retry_after,
            )
        job.report.failed += 1
        metrics.polls.labels("failed").inc()
        log.warning("feed %s: %s (failure %d in a row)", job.feed.id, state.error, state.failures)
        parts.filing.keep(state)


def _changes(connection: Connection, now: datetime) -> tuple[tuple[Feed, ...], bool]:
    near = contacts.any_planned(connection, (now - NEAR).date(), (now + NEAR).date())
    return feed_rows.added(connection), near


def _host(url: str) -> str:
    try:
        return urlsplit(url).netloc.rpartition("@")[2].lower()
    except ValueError:
        return ""
