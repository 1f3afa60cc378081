"""A publisher on loopback for the feeds' tests: each path answers as the test says, and every request is kept."""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta

from aiohttp import web
from sqlalchemy import Connection

from watchbot.feeds.poller import Poller
from watchbot.model import Coding, Entry, Feed, FeedKind, FetchLimits, Polling, Verdict
from watchbot.store import Database

START = datetime(2025, 9, 10, 14, 0, tzinfo=UTC)
LIMITS = FetchLimits(total=timedelta(seconds=3), connect=timedelta(seconds=2))
POLLING = Polling(
    allow_hosts=("127.0.0.0/8",),
    host_delay=timedelta(),
    min_interval=timedelta(minutes=1),
    max_interval=timedelta(hours=2),
)
Answer = Callable[[web.Request], Awaitable[web.StreamResponse]]


def rss(*titles: str, head: str = "") -> bytes:
    """A feed whose items are known by their titles alone."""
    items = "".join(
        f"<item><title>{title}</title><guid isPermaLink='false'>{title}</guid>"
        f"<pubDate>Wed, 10 Sep 2025 13:55:00 GMT</pubDate></item>"
        for title in titles
    )
    return f'<?xml version="1.0"?><rss version="2.0"><channel><title>x</title>{head}{items}</channel></rss>'.encode()


@dataclass
class Stand:
    """`answers` by path; `asked` holds (path, headers) in order."""

    base: str = ""
    answers: dict[str, Answer] = field(default_factory=dict)
    asked: list[tuple[str, dict[str, str]]] = field(default_factory=list)

    def serve(self, path: str, body: bytes, status: int = 200, **headers: str) -> None:
        named = {name.replace("_", "-"): value for name, value in headers.items()}

        async def answer(_request: web.Request) -> web.StreamResponse:
            return web.Response(body=body, status=status, headers={"Content-Type": "application/rss+xml", **named})

        self.answers[path] = answer

    def paths(self) -> list[str]:
        return [path for path, _ in self.asked]

    async def handle(self, request: web.Request) -> web.StreamResponse:
        self.asked.append((request.path, dict(request.headers)))
        answer = self.answers.get(request.path)
        return await answer(request) if answer else web.Response(status=404)


@asynccontextmanager
async def stand() -> AsyncIterator[Stand]:
    made = Stand()
    app = web.Application()
    app.router.add_get("/{path:.*}", made.handle)
    runner = web.AppRunner(app, shutdown_timeout=0.1)
    await runner.setup()
    await web.TCPSite(runner, "0.0.0.0", 0).start()
    made.base = f"http://127.0.0.1:{runner.addresses[0][1]}"
    yield made
    await runner.cleanup()


class Clock:
    def __init__(self) -> None:
        self.now = START

    def __call__(self) -> datetime:
        return self.now


class Desk:
    """An intake that keeps the titles it was given, by feed; a title with "poison" in it makes it raise."""

    def __init__(self) -> None:
        self.titles: dict[str, list[str]] = {}
        self.baselines: list[bool] = []

    def code(self, entry: Entry) -> Coding:
        return Coding(Verdict.NO_CONTACT_WORD, "gate.test", (), (), ())

    def file(
        self, connection: Connection, coded: Sequence[tuple[int, Entry, Coding]], *, baseline: bool, now: datetime
    ) -> int:
        if any("poison" in entry.title for _, entry, _ in coded):
            raise RuntimeError("boom")
        for _, entry, _ in coded:
            self.titles.setdefault(entry.feed, []).append(entry.title)
        self.baselines.append(baseline)
        return 0


def feed(id: str, url: str, **more: object) -> Feed:
    made = Feed(id, url, id.title(), "en", FeedKind.PRESS, interval=timedelta(minutes=10))
    return replace(made, **more)  # type: ignore[arg-type]


def poller(database: Database, feeds: Sequence[Feed], desk: Desk, clock: Clock, polling: Polling = POLLING) -> Poller:
    return Poller(database, feeds, desk, polling, LIMITS, clock)


async def silence(_request: web.Request) -> web.StreamResponse:
    """A server that takes the request and says nothing."""
    await asyncio.sleep(30)
    return web.Response()
