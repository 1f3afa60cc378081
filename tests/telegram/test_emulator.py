"""The bot against somebody else's emulator of the Bot API, so that our double doesn't agree with us alone.

The emulator (`telegram-test-api` of npm) is installed into a temporary folder; without Node or network this is skipped.
"""

import asyncio
import shutil
import socket
import subprocess
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import httpx
import pytest
from tests.fakes.bot_api import TOKEN, BotApi

from watchbot.config import load
from watchbot.store import Database
from watchbot.telegram.bot import build
from watchbot.telegram.services import Services

READER = 42
NOW = datetime(2025, 10, 1, 12, tzinfo=UTC)
PACKAGE = "telegram-test-api@4.2.1"
SERVE = """
const Server = require('telegram-test-api');
const server = new Server({ port: Number(process.argv[1]), host: '127.0.0.1' });
// Its own getMe leaves out `is_bot`, which the Bot API always gives.
const bot = { id: 1, is_bot: true, first_name: 'watchbot', username: 'watchbot' };
server.webServer.all('/bot:token/getMe', (_request, answer) => answer.json({ ok: true, result: bot }));
const routes = server.webServer._router.stack;
routes.splice(2, 0, routes.pop());  // behind Express's own two, before the emulator's
server.start().then(() => console.log('ready'));
"""


@pytest.fixture(scope="module")
def emulator(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    node, npm = shutil.which("node"), shutil.which("npm")
    if node is None or npm is None:
        pytest.skip("Node is not here")
    folder = tmp_path_factory.mktemp("emulator")
    install = [npm, "install", "--no-audit", "--no-fund", "--ignore-scripts", PACKAGE]
    try:
        made = subprocess.run(install, cwd=folder, capture_output=True, timeout=60, check=False)
    except subprocess.TimeoutExpired:
        pytest.skip("npm can't reach its registry")
    if made.returncode != 0:
        pytest.skip("npm can't install the emulator")
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    process = subprocess.Popen([node, "-e", SERVE, str(port)], cwd=folder, stdout=subprocess.PIPE)
    assert process.stdout is not None
    assert process.stdout.readline() == b"ready\n"
    yield f"http://127.0.0.1:{port}"
    process.terminate()
    process.wait(10)


@pytest.fixture
async def answers(emulator: str, bot_api: BotApi, tmp_path: Path) -> dict[str, list[str]]:
    """What a person who writes /start, /countdown and /help is answered, on both."""
    bot_api.add_chat(READER)
    words = ["/start", "/countdown", "/help"]
    told = {"double": await _on_double(bot_api, tmp_path / "a.db", words)}
    told["emulator"] = await _on_emulator(emulator, tmp_path / "b.db", words)
    return told


def test_both_show_the_reader_the_same_words(answers: dict[str, list[str]]) -> None:
    assert len(answers["emulator"]) == 3
    assert answers["emulator"] == answers["double"]


def _services(file: Path) -> Services:
    config = load(Path(__file__).parents[2] / "config")
    return Services(Database.open(f"sqlite:///{file}"), config, lambda: NOW, lambda: None)


async def _on_double(api: BotApi, file: Path, words: list[str]) -> list[str]:
    async with build(TOKEN, api.url, None, _services(file)) as app:
        for text in words:
            api.say(READER, text)
        for update in await app.bot.get_updates():
            await app.process_update(update)
    return [call.params["text"] for call in api.called("sendMessage")]


async def _on_emulator(url: str, file: Path, words: list[str]) -> list[str]:
    person = {"id": READER, "first_name": "Reader", "is_bot": False}
    async with httpx.AsyncClient(base_url=url) as client, build(TOKEN, url, None, _services(file)) as app:
        for text in words:
            message: dict[str, Any] = {
                "botToken": TOKEN,
                "from": person,
                "chat": {"id": READER, "type": "private", "first_name": "Reader"},
                "date": int(NOW.timestamp()),
                "text": text,
                "entities": [{"offset": 0, "length": len(text), "type": "bot_command"}],
            }
            await client.post("/sendCommand", json=message)
        told: list[str] = []
        async with asyncio.timeout(20):
            while len(told) < len(words):
                for update in await app.bot.get_updates():
                    await app.process_update(update)
                seen = (await client.post("/getUpdates", json={"token": TOKEN, "chatId": READER})).json()
                told += [one["message"]["text"] for one in seen["result"]]
    return told
