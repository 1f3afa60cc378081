"""The whole line on real parts: loopback feeds in, one live message out, and nothing repeated over a restart."""

from collections.abc import AsyncIterator, Callable, Sequence
from contextlib import asynccontextmanager
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime
from html import escape
from pathlib import Path

import pytest
from aiohttp import web

from watchbot.app import Line, assemble
from watchbot.config import Config, load
from watchbot.contacts import Coder
from watchbot.model import (
    Chat,
    ChatKey,
    ChatKind,
    Coding,
    Contact,
    DeliveryKind,
    Entry,
    Feed,
    FeedKind,
    Outgoing,
    Sent,
    Side,
)
from watchbot.store import Database, chats, contacts

CONFIG = load(Path(__file__).parent.parent / "config")
START = datetime(2025, 9, 10, 14, 0, tzinfo=UTC)
CALL_EN = "Rubio speaks by phone with China's top diplomat Wang Yi"
CALL_ZH = "王毅同美国国务卿鲁比奥通电话"


class Recorder:
    """A notifier that keeps what reached the chat."""

    def __init__(self) -> None:
        self.messages: list[Outgoing] = []

    async def deliver(self, message: Outgoing) -> Sent:
        self.messages.append(message)
        return Sent(len(self.messages))

    @property
    def kinds(self) -> list[DeliveryKind]:
        return [message.kind for message in self.messages]


class Newsstand:
    """Two publishers whose feeds carry what the test puts there; `broken` answers 500."""

    def __init__(self) -> None:
        self.items: dict[str, list[tuple[str, datetime]]] = {"reuters": [], "xinhua": []}

    @asynccontextmanager
    async def open(self) -> AsyncIterator[str]:
        app = web.Application()
        app.router.add_get("/{feed}", self._serve)
        runner = web.AppRunner(app)
        await runner.setup()
        site = web.TCPSite(runner, "127.0.0.1", 0)
        await site.start()
        port = runner.addresses[0][1]
        yield f"http://127.0.0.1:{port}"
        await runner.cleanup()

    async def _serve(self, request: web.Request) -> web.Response:
        name = request.match_info["feed"]
        if name not in self.items:
            return web.Response(status=500)
        items = "".join(
            f"<item><title>{escape(title)}</title><link>https://{name}.example/{n}</link>"
            f"<guid>{name}-{n}</guid><pubDate>{format_datetime(at)}</pubDate></item>"
            for n, (title, at) in enumerate(self.items[name])
        )
        body = f'<?xml version="1.0"?><rss version="2.0"><channel><title>{name}</title>{items}</channel></rss>'
        return web.Response(text=body, content_type="application/rss+xml")


class Clock:
    def __init__(self) -> None:
        self.now = START

    def __call__(self) -> datetime:
        return self.now


def config_for(base: str) -> Config:
    minute = timedelta(minutes=1)
    feeds = (
        Feed("reuters", f"{base}/reuters", "Reuters", "en", FeedKind.PRESS, interval=minute),
        Feed("xinhua", f"{base}/xinhua", "Xinhua", "zh-Hans", FeedKind.READOUT, Side.CN, interval=minute),
        Feed("broken", f"{base}/broken", "Broken", "en", FeedKind.PRESS, interval=minute),
    )
    polling = replace(
        CONFIG.settings.polling,
        allow_hosts=("127.0.0.1",),
        host_delay=timedelta(),
        min_interval=minute,
        max_interval=minute,
    )
    return replace(CONFIG, feeds=feeds, settings=replace(CONFIG.settings, polling=polling))


def open_line(config: Config, file: Path, recorder: Recorder, clock: Clock) -> Line:
    database = Database.open(f"sqlite:///{file}")
    database.transact(lambda c: chats.save(c, Chat(ChatKey(7), ChatKind.CONSOLE), clock()))
    return assemble(config, database, recorder, clock)


@pytest.fixture
def clock() -> Clock:
    return Clock()


async def test_a_call_told_by_two_publishers_in_two_languages_is_one_message_with_one_edit(
    tmp_path: Path, clock: Clock
) -> None:
    stand, recorder = Newsstand(), Recorder()
    stand.items["reuters"].append((CALL_EN, START - timedelta(minutes=5)))
    async with stand.open() as base:
        line = open_line(config_for(base), tmp_path / "w.db", recorder, clock)
        await line.step()
        assert recorder.kinds == [DeliveryKind.SEND]
        assert "Reuters" in recorder.messages[0].plain
        clock.now += timedelta(minutes=10)
        stand.items["xinhua"].append((CALL_ZH, clock.now - timedelta(minutes=1)))
        await line.step()
        assert recorder.kinds[:2] == [DeliveryKind.SEND, DeliveryKind.EDIT]
        assert "Xinhua" in recorder.messages[1].plain
        assert recorder.kinds.count(DeliveryKind.SEND) == 1
        await line.close()


async def test_a_headline_that_leaves_a_side_unsaid_joins_the_contact_of_that_day(tmp_path: Path, clock: Clock) -> None:
    stand, recorder = Newsstand(), Recorder()
    stand.items["reuters"].append(("Bessent meets China's He Lifeng in Vienna", START - timedelta(minutes=5)))
    async with stand.open() as base:
        line = open_line(config_for(base), tmp_path / "w.db", recorder, clock)
        await line.step()
        clock.now += timedelta(hours=2)
        stand.items["xinhua"].append(("维也纳会谈结束 贝森特：有成果", clock.now - timedelta(minutes=1)))
        await line.step()
        known = line.database.transact(lambda c: contacts.recent(c, limit=5))
        assert [sorted({r.publisher for r in one.reports}) for one in known] == [["Reuters", "Xinhua"]]
        await line.close()


async def test_an_entry_on_which_the_coder_errs_takes_nothing_of_its_feed_with_it(
    tmp_path: Path, clock: Clock, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    read = Coder._code

    def err(coder: Coder, entry: Entry, around: Callable[[], Sequence[Contact]]) -> Coding:
        if "Macron" in entry.title:
            raise ValueError("a mistake of ours")
        return read(coder, entry, around)

    monkeypatch.setattr(Coder, "_code", err)
    stand, recorder = Newsstand(), Recorder()
    told = START - timedelta(minutes=5)
    stand.items["reuters"] += [("Macron meets Xi", told), (CALL_EN, told), ("Macron leaves", told)]
    async with stand.open() as base:
        line = open_line(config_for(base), tmp_path / "w.db", recorder, clock)
        await line.step()
        await line.close()
    assert recorder.kinds == [DeliveryKind.SEND]
    errors = [r.getMessage() for r in caplog.records if "kept unread" in r.getMessage()]
    assert len(errors) == 2
    assert all("feed reuters" in e and "a mistake of ours" in e for e in errors)


async def test_a_restart_repeats_nothing(tmp_path: Path, clock: Clock) -> None:
    stand, recorder = Newsstand(), Recorder()
    stand.items["reuters"].append((CALL_EN, START - timedelta(minutes=5)))
    async with stand.open() as base:
        for _ in range(3):
            line = open_line(config_for(base), tmp_path / "w.db", recorder, clock)
            await line.step()
            await line.close()
            clock.now += timedelta(minutes=10)
    assert recorder.kinds == [DeliveryKind.SEND]


async def test_an_alert_that_was_committed_but_not_sent_goes_out_after_the_restart(
    tmp_path: Path, clock: Clock
) -> None:
    stand, recorder = Newsstand(), Recorder()
    stand.items["reuters"].append((CALL_EN, START - timedelta(minutes=5)))
    async with stand.open() as base:
        first = open_line(config_for(base), tmp_path / "w.db", Recorder(), clock)
        await first.poller.cycle()
        await first.close()
        second = open_line(config_for(base), tmp_path / "w.db", recorder, clock)
        await second.pump.drain()
        await second.close()
    assert recorder.kinds == [DeliveryKind.SEND]


async def test_a_feeds_first_poll_does_not_alert_contacts_older_than_the_baseline(tmp_path: Path, clock: Clock) -> None:
    stand, recorder = Newsstand(), Recorder()
    stand.items["reuters"].append((CALL_EN, START - timedelta(days=4)))
    async with stand.open() as base:
        line = open_line(config_for(base), tmp_path / "w.db", recorder, clock)
        await line.step()
        await line.close()
    assert recorder.messages == []


async def test_nothing_that_a_feed_says_reaches_a_message_unescaped(tmp_path: Path, clock: Clock) -> None:
    stand, recorder = Newsstand(), Recorder()
    stand.items["reuters"].append((f"{CALL_EN} <b onclick=x>& more", START - timedelta(minutes=5)))
    async with stand.open() as base:
        line = open_line(config_for(base), tmp_path / "w.db", recorder, clock)
        await line.step()
        await line.close()
    assert recorder.kinds == [DeliveryKind.SEND]
    assert "<b onclick" not in recorder.messages[0].html
