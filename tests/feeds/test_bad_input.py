"""Whatever one feed answers, its failure is named, counted and backed off, and no other feed is touched."""

import asyncio
import logging
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path

import pytest
from aiohttp import web
from sqlalchemy import select
from tests.test_line import CALL_EN, CONFIG, START, Clock, Recorder, config_for, open_line

from watchbot.config import Config
from watchbot.model import DeliveryKind, Feed, FeedKind
from watchbot.store import Database
from watchbot.store.schema import entries, feeds

ITEM = "<item><title>{title}</title><link>https://x.example/{n}</link><guid>{n}</guid>{more}</item>"
DATE = "<pubDate>Wed, 10 Sep 2025 13:55:00 GMT</pubDate>"


def rss(*items: str) -> str:
    return f'<?xml version="1.0"?><rss version="2.0"><channel><title>x</title>{"".join(items)}</channel></rss>'


def item(title: str, n: int = 1, more: str = DATE) -> str:
    return ITEM.format(title=title, n=n, more=more)


DOCUMENTS: dict[str, tuple[bytes, str]] = {
    "good": (rss(item(CALL_EN)).encode(), "application/rss+xml"),
    "html": (b"<!doctype html><html><head><title>Moved</title></head><body><p>Hello</p></body></html>", "text/html"),
    "empty": (b"", "application/rss+xml"),
    "truncated": (rss(item("First", 1), item("Second", 2)).encode()[:-70], "application/rss+xml"),
    "encoding": (rss(item("Pékin")).replace("1.0", '1.0" encoding="utf-8').encode("latin-1"), "application/rss+xml"),
    "undated": (rss(item("No date", more="")).encode(), "application/rss+xml"),
    "unlinked": (rss(f"<item><title>No link</title><guid>g</guid>{DATE}</item>").encode(), "application/rss+xml"),
    "nameless": (rss(f"<item><title>No id, no link</title>{DATE}</item>").encode(), "application/rss+xml"),
    "untitled": (
        rss(f"<item><guid>u</guid><description>Only words</description>{DATE}</item>").encode(),
        "application/rss+xml",
    ),
}
USABLE = ("good", "truncated", "encoding", "undated", "unlinked", "nameless", "untitled")
FAILING = ("html", "empty", "huge", "broken", "missing", "loop", "silent")


async def _answer(request: web.Request) -> web.StreamResponse:
    name = request.match_info["feed"]
    if name in DOCUMENTS:
        body, kind = DOCUMENTS[name]
        return web.Response(body=body, content_type=kind)
    if name == "loop":
        raise web.HTTPFound("/loop")
    if name == "silent":
        await asyncio.sleep(20)
    if name == "huge":
        response = web.StreamResponse(headers={"Content-Type": "application/rss+xml"})
        await response.prepare(request)
        for _ in range(60):
            await response.write(b" " * 1_048_576)
        return response
    return web.Response(status=404 if name == "missing" else 500)


@asynccontextmanager
async def stand() -> AsyncIterator[str]:
    app = web.Application()
    app.router.add_get("/{feed}", _answer)
    runner = web.AppRunner(app, shutdown_timeout=0.1)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", 0).start()
    yield f"http://127.0.0.1:{runner.addresses[0][1]}"
    await runner.cleanup()


def config(base: str) -> Config:
    kinds = [
        Feed(name, f"{base}/{name}", name, "en", FeedKind.PRESS, interval=timedelta(minutes=1))
        for name in (*USABLE, *FAILING)
    ]
    made = config_for(base)
    limits = replace(CONFIG.settings.limits, total=timedelta(seconds=3))
    return replace(made, feeds=tuple(kinds), settings=replace(made.settings, limits=limits))


@pytest.fixture
async def polled(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> AsyncIterator[tuple[Database, Recorder]]:
    caplog.set_level(logging.WARNING)
    recorder, clock = Recorder(), Clock()
    async with stand() as base:
        line = open_line(config(base), tmp_path / "w.db", recorder, clock)
        report = await line.step()
        assert (report.polls, report.failed) == (len(USABLE) + len(FAILING), len(FAILING))
        yield line.database, recorder
        await line.close()


async def test_one_bad_feed_never_touches_the_rest(
    polled: tuple[Database, Recorder], caplog: pytest.LogCaptureFixture
) -> None:
    database, recorder = polled
    with database.begin() as connection:
        state = {row.id: row for row in connection.execute(select(feeds))}
        titles = {row.feed: row.title for row in connection.execute(select(entries).order_by(entries.c.id.desc()))}
        words = [row.summary for row in connection.execute(select(entries).where(entries.c.feed == "untitled"))]
    assert [message.kind for message in recorder.messages] == [DeliveryKind.SEND]
    assert {name: state[name].failures for name in state} == {n: int(n in FAILING) for n in (*USABLE, *FAILING)}
    assert {name: titles[name] for name in USABLE} == {
        "good": CALL_EN,
        "truncated": "First",
        "encoding": "Pékin",
        "undated": "No date",
        "unlinked": "No link",
        "nameless": "No id, no link",
        "untitled": "",
    }
    assert words == ["Only words"]
    logged = " ".join(record.getMessage() for record in caplog.get_records("setup"))
    for name in FAILING:
        assert f"feed {name}: " in logged
        assert state[name].next_poll > START
        assert state[name].error


@pytest.mark.parametrize(
    ("name", "problem"),
    [
        ("huge", "too_large"),
        ("broken", "status"),
        ("missing", "status"),
        ("loop", "redirects"),
        ("silent", "timeout"),
    ],
)
async def test_the_failure_says_what_was_wrong(polled: tuple[Database, Recorder], name: str, problem: str) -> None:
    with polled[0].begin() as connection:
        error = connection.scalar(select(feeds.c.error).where(feeds.c.id == name))
    assert error is not None
    assert error.startswith(problem)


async def test_a_failing_feed_is_asked_less_and_less_often(tmp_path: Path) -> None:
    clock, gaps = Clock(), []
    async with stand() as base:
        made = replace(config(base), feeds=(Feed("broken", f"{base}/broken", "b", "en", FeedKind.PRESS),))
        line = open_line(made, tmp_path / "w.db", Recorder(), clock)
        for _ in range(6):
            await line.step()
            with line.database.begin() as connection:
                due: datetime | None = connection.scalar(select(feeds.c.next_poll))
            assert due is not None
            gaps.append(due - clock.now)
            clock.now = due
        await line.close()
    assert gaps[-1] > 4 * gaps[0]
