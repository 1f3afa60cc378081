"""The loopback feed server: each feed's document as of the virtual now, over real HTTP/1.1 on 127.0.0.1.

Why a server and no canned bytes: the demo shows the service's own fetching, with conditional requests and connections
that stay open, exactly as it meets publishers. It binds to an ephemeral port of the loopback address and speaks to
nobody else. Source for validators and 304: RFC 9110, sections 8.8 and 13.
"""

import asyncio
import hashlib
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from email.utils import parsedate_to_datetime
from types import TracebackType

from watchbot.demo.documents import CONTENT_TYPES, document, http_date, published_by
from watchbot.demo.season import Season, SeasonFeed


@dataclass(frozen=True, slots=True)
class Snapshot:
    """A document with its validators. `modified` is the newest entry's time, None while the feed is still empty."""

    body: bytes
    etag: str
    modified: datetime | None
    content_type: str


def snapshot(feed: SeasonFeed, now: datetime) -> Snapshot:
    """The document of `feed` as of `now`. The ETag is strong: equal bytes, equal tag."""
    entries = published_by(feed, now)
    body = document(feed, entries)
    return Snapshot(
        body=body,
        etag=f'"{hashlib.sha256(body).hexdigest()[:32]}"',
        modified=entries[0].published if entries else None,
        content_type=f"{CONTENT_TYPES[feed.format]}; charset={feed.encoding}",
    )


def unchanged(snap: Snapshot, headers: Mapping[str, str]) -> bool:
    """Whether a conditional request already has this document. If-None-Match, where sent, decides alone."""
    tags = headers.get("if-none-match")
    if tags is not None:
        wanted = {tag.strip().removeprefix("W/") for tag in tags.split(",")}
        return "*" in wanted or snap.etag in wanted
    since = headers.get("if-modified-since")
    if since is None or snap.modified is None:
        return False
    try:
        return snap.modified.replace(microsecond=0) <= parsedate_to_datetime(since)
    except (TypeError, ValueError):
        return False


@dataclass(slots=True)
class Served:
    """What the server did: answers with a document, answers "not modified", paths that it doesn't know."""

    full: int = 0
    not_modified: int = 0
    not_found: int = 0


class FeedServer:
    """Serves `season` as of `now()`; use as an async context manager. `url(feed)` is known once it has started."""

    def __init__(self, season: Season, now: Callable[[], datetime]) -> None:
        self.served = Served()
        self._feeds = {f"/{feed.id}": feed for feed in season.feeds}
        self._now = now
        self._cache: dict[str, tuple[int, Snapshot]] = {}
        self._server: asyncio.Server | None = None
        self._connections: dict[asyncio.Task[None] | None, asyncio.StreamWriter] = {}

    async def __aenter__(self) -> "FeedServer":
        self._server = await asyncio.start_server(self._converse, "127.0.0.1", 0)
        return self

    async def __aexit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        if self._server is not None:
            self._server.close()
            for writer in self._connections.values():
                writer.close()
            await asyncio.gather(*(task for task in tuple(self._connections) if task is not None))
            await self._server.wait_closed()

    @property
    def port(self) -> int:
        """The ephemeral port.

        Raises:
            RuntimeError: the server has not started.
        """
        if self._server is None:
            raise RuntimeError("the feed server has not started")
        return int(self._server.sockets[0].getsockname()[1])

    def url(self, feed: str) -> str:
        """The address at which `feed` is polled."""
        return f"http://127.0.0.1:{self.port}/{feed}"

    async def _converse(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        """One connection: requests one after the other until the client leaves."""
        task = asyncio.current_task()
        self._connections[task] = writer
        try:
            while True:
                head = (await reader.readuntil(b"\r\n\r\n")).decode("latin-1")
                request, *lines = head.split("\r\n")
                pairs = (line.partition(":") for line in lines if ":" in line)
                headers = {name.strip().lower(): value.strip() for name, _, value in pairs}
                method, target, _ = request.split(" ", 2)
                writer.write(self._answer(method, target.partition("?")[0], headers))
                await writer.drain()
                if headers.get("connection", "").lower() == "close":
                    break
        except (asyncio.IncompleteReadError, asyncio.LimitOverrunError, ConnectionError, ValueError):
            pass  # the client left, or sent no HTTP: either way this connection is over, and only this one
        finally:
            self._connections.pop(task, None)
            writer.close()

    def _answer(self, method: str, path: str, headers: Mapping[str, str]) -> bytes:
        date = f"Date: {http_date(self._now())}\r\n"
        if method not in ("GET", "HEAD"):
            return f"HTTP/1.1 405 Method Not Allowed\r\n{date}Allow: GET, HEAD\r\nContent-Length: 0\r\n\r\n".encode()
        feed = self._feeds.get(path)
        if feed is None:
            self.served.not_found += 1
            return f"HTTP/1.1 404 Not Found\r\n{date}Content-Length: 0\r\n\r\n".encode()
        snap = self._snapshot(feed)
        validators = f"ETag: {snap.etag}\r\n"
        if snap.modified is not None:
            validators += f"Last-Modified: {http_date(snap.modified)}\r\n"
        if unchanged(snap, headers):
            self.served.not_modified += 1
            return f"HTTP/1.1 304 Not Modified\r\n{date}{validators}\r\n".encode()
        self.served.full += 1
        head = (
            f"HTTP/1.1 200 OK\r\n{date}{validators}Content-Type: {snap.content_type}\r\n"
            f"Content-Length: {len(snap.body)}\r\n\r\n"
        ).encode()
        return head if method == "HEAD" else head + snap.body

    def _snapshot(self, feed: SeasonFeed) -> Snapshot:
        """The document of now; made anew only when more has been published than in the one at hand."""
        now = self._now()
        out = sum(entry.published <= now for entry in feed.entries)
        cached = self._cache.get(feed.id)
        if cached is None or cached[0] != out:
            cached = (out, snapshot(feed, now))
            self._cache[feed.id] = cached
        return cached[1]
