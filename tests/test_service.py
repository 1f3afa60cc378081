"""`watchbot run` as its users run it: a process of its own, loopback feeds, and the strict Bot API double."""

import asyncio
import os
import shutil
import signal
import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from tests.fakes.bot_api import BotApi, bot_api
from tests.test_line import CALL_EN, CALL_ZH, Newsstand

__all__ = ["bot_api"]

ROOT = Path(__file__).parent.parent
READER = 42
FEED = """
[[feed]]
id = "{name}"
url = "{base}/{name}"
publisher = "{name}"
lang = "{lang}"
kind = "press"
interval = "30s"
source = "loopback"
"""


def folder(tmp_path: Path, base: str) -> Path:
    """The shipped configuration, with two loopback feeds in place of its own."""
    config = tmp_path / "config"
    shutil.copytree(ROOT / "config", config)
    feeds = FEED.format(name="reuters", base=base, lang="en") + FEED.format(name="xinhua", base=base, lang="zh-Hans")
    (config / "feeds.toml").write_text(feeds, encoding="utf-8")
    (config / "watchbot.toml").write_text(
        '[polling]\nallow_hosts = ["127.0.0.1"]\nmin_interval = "2s"\nmax_interval = "2s"\nalert_interval = "2s"\n'
        'host_delay = "0s"\n',
        encoding="utf-8",
    )
    return config


@asynccontextmanager
async def service(tmp_path: Path, config: Path, api: BotApi, **more: str) -> AsyncIterator[asyncio.subprocess.Process]:
    """The process, ended with SIGTERM if it still runs; its log is in `log.txt`."""
    environment = {
        "PATH": os.environ["PATH"],
        "TELEGRAM_BOT_TOKEN": api.token,
        "TELEGRAM_API_BASE_URL": api.url,
        "DATABASE_URL": f"sqlite:///{tmp_path / 'watchbot.db'}",
        "WATCHBOT_CONFIG": str(config),
        "WATCHBOT_LOG_LEVEL": "DEBUG",
        **more,
    }
    with (tmp_path / "log.txt").open("a") as log:
        command = (sys.executable, "-c", "from watchbot.cli import main; raise SystemExit(main())", "run")
        process = await asyncio.create_subprocess_exec(*command, env=environment, stdout=log, stderr=log)
        try:
            yield process
        finally:
            if process.returncode is None:
                process.send_signal(signal.SIGTERM)
                await asyncio.wait_for(process.wait(), 20)


def replies(api: BotApi) -> list[str]:
    return [text for text in api.texts(READER) if "Subscribed" not in text]


@pytest.fixture
def stand() -> Newsstand:
    return Newsstand()


async def test_a_reader_gets_one_live_message_from_start_to_restart(
    tmp_path: Path, bot_api: BotApi, stand: Newsstand
) -> None:
    bot_api.add_chat(READER)
    async with stand.open() as base:
        config = folder(tmp_path, base)
        async with service(tmp_path, config, bot_api) as process:
            bot_api.say(READER, "/start")
            await bot_api.until(lambda: bot_api.texts(READER), 20)
            stand.items["reuters"].append((CALL_EN, datetime.now(UTC) - timedelta(minutes=1)))
            await bot_api.until(lambda: replies(bot_api), 20)
            stand.items["xinhua"].append((CALL_ZH, datetime.now(UTC)))
            await bot_api.until(lambda: "xinhua" in replies(bot_api)[0], 20)
            process.send_signal(signal.SIGTERM)
            ended = await asyncio.wait_for(process.wait(), 20)
        async with service(tmp_path, config, bot_api):
            bot_api.say(READER, "/contacts")
            await bot_api.until(lambda: len(replies(bot_api)) > 1, 20)
    buttons = [b["text"] for b in bot_api.shown(READER)[1]["reply_markup"]["inline_keyboard"][0]]
    assert (ended, len(replies(bot_api)), buttons[0]) == (0, 2, "Why?")
    assert bot_api.token.partition(":")[2] not in (tmp_path / "log.txt").read_text()


async def test_a_token_that_telegram_refuses_stops_the_service_with_words(
    tmp_path: Path, bot_api: BotApi, stand: Newsstand
) -> None:
    async with stand.open() as base:
        config = folder(tmp_path, base)
        async with service(tmp_path, config, bot_api, TELEGRAM_BOT_TOKEN="123456789:wrong-secret") as process:
            status = await asyncio.wait_for(process.wait(), 20)
    log = (tmp_path / "log.txt").read_text()
    assert (status, "Telegram refuses the bot's token" in log, "wrong-secret" in log) == (2, True, False)


async def test_feeds_are_read_while_telegram_is_away_and_the_alert_goes_out_when_it_is_back(
    tmp_path: Path, bot_api: BotApi, stand: Newsstand
) -> None:
    bot_api.add_chat(READER)
    async with stand.open() as base:
        config = folder(tmp_path, base)
        async with service(tmp_path, config, bot_api):
            bot_api.say(READER, "/start")
            await bot_api.until(lambda: bot_api.texts(READER), 20)
        port = bot_api.port
        await bot_api.close()
        stand.items["reuters"].append((CALL_EN, datetime.now(UTC) - timedelta(minutes=1)))
        async with service(tmp_path, config, bot_api):
            await asyncio.sleep(4)
            await bot_api.start(port)
            await bot_api.until(lambda: replies(bot_api), 30)
    assert len(replies(bot_api)) == 1
