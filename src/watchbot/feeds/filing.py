"""Filing: documents that were fetched become entries, contacts, alerts and states on disk, many feeds to a commit.

Why batches: a commit waits for the disk, and a thousand feeds would wait a thousand times. They form by themselves:
while one batch is written, the next gathers. Within a batch each feed has a savepoint, so what one feed's document
breaks is rolled back for that feed alone. Reading happens on a thread of its own, writing on the store's, so the event
loop never carries either.

    poll ──► put(download) ──► read (thread) ──► one transaction: [new?] ──► code ──► entries + intake + states
         ──► keep(state)   ─────────────────────────────────────────────────────────────────────────────┘
"""

import asyncio
import logging
import random
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from datetime import datetime
from typing import Protocol

from sqlalchemy import Connection

from watchbot import metrics
from watchbot.feeds import progress
from watchbot.feeds.document import Document
from watchbot.feeds.fetch import Fetched
from watchbot.feeds.pace import Wishes
from watchbot.feeds.parse import parse
from watchbot.feeds.sift import Sifted, new_entries, sift, triples
from watchbot.model import Coding, Entry, Feed, FeedState, FetchLimits, Polling
from watchbot.store import Database
from watchbot.store import entries as entry_rows
from watchbot.store import feeds as feed_rows

log = logging.getLogger(__name__)

BATCH = 24
STATES = 512
GATHER_S = 0.02
LINGER_S = 0.5


class IntakePort(Protocol):
    """What becomes of new entries; `watchbot.intake.Intake` in the service."""

    def code(self, entry: Entry) -> Coding: ...

    def file(
        self, connection: Connection, coded: Sequence[tuple[int, Entry, Coding]], *, baseline: bool, now: datetime
    ) -> int: ...


@dataclass(frozen=True, slots=True)
class Download:
    """A body that differs from the last one, with the feed's state before the poll and the new body's hash."""

    feed: Feed
    state: FeedState
    fetched: Fetched
    body_hash: str
    urgent: bool


@dataclass(frozen=True, slots=True)
class Filed:
    """What became of a download: the feed's state now, how many entries were new, how many alerts they raised."""

    state: FeedState
    new: int = 0
    alerts: int = 0


@dataclass(frozen=True, slots=True)
class _Read:
    """A download as far as the reading thread takes it; `error` where the document can't be read."""

    download: Download
    sifted: Sifted | None
    wishes: Wishes
    error: tuple[str, str] = ("", "")


@dataclass(slots=True)
class _Waiting:
    download: Download
    filed: asyncio.Future[Filed] = field(default_factory=lambda: asyncio.get_running_loop().create_future())


class Filing:
    """Made by the poller, inside the event loop. `committed` is called there with the states that are on disk."""

    def __init__(
        self,
        database: Database,
        intake: IntakePort,
        polling: Polling,
        limits: FetchLimits,
        clock: Callable[[], datetime],
        committed: Callable[[Sequence[FeedState]], None],
    ) -> None:
        self._database = database
        self._intake = intake
        self._polling = polling
        self._limits = limits
        self._clock = clock
        self._committed = committed
        self._waiting: list[_Waiting] = []
        self._states: list[FeedState] = []
        self._threads = ThreadPoolExecutor(max_workers=1, thread_name_prefix="read")
        self._running: asyncio.Task[None] | None = None
        self._timer: asyncio.TimerHandle | None = None

    async def put(self, download: Download) -> Filed:
        """File a document; returns when it is committed, whatever came of it."""
        waiting = _Waiting(download)
        self._waiting.append(waiting)
        if len(self._waiting) >= BATCH:
            self._start()
        else:
            self._start_after(GATHER_S)
        return await waiting.filed

    def keep(self, state: FeedState) -> None:
        """Take a state that comes without entries; it is committed in company, half a second later at most."""
        self._states.append(state)
        if len(self._states) >= STATES:
            self._start()
        else:
            self._start_after(LINGER_S)

    async def flush(self) -> None:
        """Wait until everything that was given is committed."""
        while self._waiting or self._states or self._running:
            self._start()
            if self._running:
                await asyncio.wait({self._running})

    async def close(self) -> None:
        """Commit what is here, and end the thread."""
        await self.flush()
        self._threads.shutdown(wait=False, cancel_futures=True)

    def _start_after(self, seconds: float) -> None:
        """Start so soon at the latest; what comes until then is written with it."""
        loop = asyncio.get_running_loop()
        if self._timer is not None and self._timer.when() <= loop.time() + seconds:
            return
        if self._timer is not None:
            self._timer.cancel()
        self._timer = loop.call_later(seconds, self._start)

    def _start(self) -> None:
        if self._timer is not None:
            self._timer.cancel()
            self._timer = None
        if self._running is None:
            self._running = asyncio.get_running_loop().create_task(self._run())
            self._running.add_done_callback(self._ended)

    def _ended(self, _task: asyncio.Task[None]) -> None:
        self._running = None
        if self._waiting:
            self._start()

    async def _run(self) -> None:
        while self._waiting or self._states:
            waiting, self._waiting = self._waiting[:BATCH], self._waiting[BATCH:]
            states, self._states = self._states, []
            filed = await self._file([one.download for one in waiting], states)
            for one, result in zip(waiting, filed, strict=True):
                if not one.filed.done():
                    one.filed.set_result(result)

    async def _file(self, downloads: list[Download], states: list[FeedState]) -> list[Filed]:
        loop = asyncio.get_running_loop()
        try:
            reads = await loop.run_in_executor(self._threads, self._read_all, downloads) if downloads else []
            filed = await self._database.run(lambda connection: self._store(connection, reads, states))
        except Exception as error:
            log.exception("%d feeds can't be filed; they are polled again", len(downloads) + len(states))
            filed = [Filed(self._failed(one, type(error).__name__, str(error))) for one in downloads]
        self._committed([*states, *(one.state for one in filed)])
        return filed

    def _read_all(self, downloads: Sequence[Download]) -> list[_Read]:
        return [self._read(download) for download in downloads]

    def _read(self, download: Download) -> _Read:
        feed, fetched = download.feed, download.fetched
        selectors = feed.selectors if feed.format == "page" else None
        parsed = parse(fetched.body, fetched.content_type, fetched.url, self._limits, selectors)
        if not isinstance(parsed, Document):
            return _Read(download, None, Wishes(), (parsed.problem.value, parsed.detail))
        wishes = Wishes(None, fetched.max_age, parsed.ttl, parsed.skip_hours, parsed.skip_days)
        try:
            return _Read(download, sift(feed, parsed, self._clock(), self._limits), wishes)
        except Exception as error:  # one document must not take a batch with it
            log.exception("feed %s: can't be read", feed.id)
            return _Read(download, None, wishes, (type(error).__name__, str(error)))

    def _store(self, connection: Connection, reads: Sequence[_Read], states: Sequence[FeedState]) -> list[Filed]:
        """One transaction, on the writer's thread."""
        filed: list[Filed] = []
        row = entry_rows.next_id(connection) if reads else 0
        for read in reads:
            one = self._store_one(connection, read, row)
            row += one.new
            filed.append(one)
        feed_rows.save(connection, [one.state for one in filed])
        feed_rows.touch(connection, [state for state in states if not state.failures])
        feed_rows.save(connection, [state for state in states if state.failures])
        return filed

    def _store_one(self, connection: Connection, read: _Read, row: int) -> Filed:
        download = read.download
        if read.sifted is None:
            return Filed(self._failed(download, *read.error))
        try:
            with connection.begin_nested():
                new, alerts = self._keep_new(connection, download, read.sifted, row)
        except Exception as error:
            log.exception("feed %s: can't be filed", download.feed.id)
            return Filed(self._failed(download, type(error).__name__, str(error)))
        state = progress.read(
            download.feed,
            download.state,
            download.fetched,
            download.body_hash,
            new,
            read.wishes,
            self._clock(),
            self._polling,
            random.random(),
            download.urgent,
        )
        return Filed(state, new, alerts)

    def _keep_new(self, connection: Connection, download: Download, sifted: Sifted, row: int) -> tuple[int, int]:
        known = entry_rows.NOTHING_KNOWN
        if download.state.entries:
            known = entry_rows.known(connection, download.feed.id, triples(sifted))
        new = new_entries(sifted, known, self._limits)
        if not new:
            return 0, 0
        coded = [(row + n, entry, self._intake.code(entry), keys) for n, (entry, keys) in enumerate(new)]
        entry_rows.add(connection, coded)
        for _, _, coding, _ in coded:
            metrics.entries.labels(coding.verdict.value).inc()
        told = [(number, entry, coding) for number, entry, coding, _ in coded]
        baseline = download.state.baseline is None
        return len(new), self._intake.file(connection, told, baseline=baseline, now=self._clock())

    def _failed(self, download: Download, problem: str, detail: str) -> FeedState:
        return progress.failed(
            download.feed, download.state, problem, detail, self._clock(), self._polling, random.random()
        )
