"""A strict double of the Telegram Bot API over real HTTP on loopback.

It validates what Telegram validates (token, markup, lengths, chats, topics, message ids, buttons, edits that change
nothing), enforces Telegram's limits, records every call, and fails on order: blocked chats, migrations, 5xx, answers
dropped after the message was taken. Tests of any part use it through the `bot_api` fixture at the end:

    from tests.fakes.bot_api import BotApi, bot_api  # in a conftest

    bot_api.add_chat(42)                              # a private chat; add_chat(-1001, "supergroup", topics={7})
    bot_api.say(42, "/start")                         # a person writes; getUpdates delivers it
    bot_api.press(42, message_id, "why:…")            # a person presses a button
    bot_api.texts(42)                                 # what the chat shows now, in order
    await bot_api.until(lambda: bot_api.texts(42))    # wait for it
"""

import asyncio
import json
import time
from collections import Counter, defaultdict
from collections.abc import AsyncIterator, Callable, Iterable
from contextlib import suppress
from copy import deepcopy
from dataclasses import dataclass, field
from random import Random
from typing import Any

import pytest
from aiohttp import web
from tests.fakes.bot_limits import Limits, Meter
from tests.fakes.bot_methods import METHODS, Refusal

TOKEN = "123456789:AAE-loopback_double_token_0123456789ab"
LIMITED = ("send", "edit", "pin", "copy", "forward")


@dataclass
class ChatState:
    """A chat that exists on the double's side."""

    id: int
    type: str = "private"
    title: str = ""
    topics: frozenset[int] = frozenset()
    blocked: str = ""
    migrated_to: int | None = None
    admins: set[int] = field(default_factory=set)
    pinned: list[int] = field(default_factory=list)
    username: str = ""

    @property
    def group(self) -> bool:
        """Whether the limit of a group applies."""
        return self.type in ("group", "supergroup", "channel")

    def json(self) -> dict[str, Any]:
        """As Telegram shows it."""
        names = {"first_name": self.title or "Reader"} if self.type == "private" else {"title": self.title or "Room"}
        return {"id": self.id, "type": self.type, **names, **({"is_forum": True} if self.topics else {})}


@dataclass(frozen=True)
class Call:
    """One request as it was judged: `status` is the HTTP status, `dropped` that its answer never left."""

    at: float
    method: str
    params: dict[str, Any]
    status: int
    detail: str = ""
    dropped: bool = False
    result: Any = None

    @property
    def chat(self) -> int | None:
        """The chat that it names."""
        return int(self.params["chat_id"]) if "chat_id" in self.params else None


@dataclass
class Faults:
    """What goes wrong by chance: shares of 0..1 of the limited requests."""

    server_error: float = 0.0
    dropped: float = 0.0
    seed: int = 7


class BotApi:
    """The server and its state. `url` is what `TELEGRAM_API_BASE_URL` takes."""

    def __init__(self, token: str = TOKEN, limits: Limits | None = None, faults: Faults | None = None) -> None:
        self.token = token
        self.limits = limits or Limits()
        self.faults = faults or Faults()
        self.meter = Meter(self.limits)
        self.chats: dict[int, ChatState] = {}
        self.messages: dict[tuple[int, int], dict[str, Any]] = {}
        self.calls: list[Call] = []
        self.answered: dict[str, dict[str, Any]] = {}
        self.commands: list[dict[str, Any]] = []
        self.counts: Counter[int] = Counter()
        self.next_message = 1
        self._chance = Random(self.faults.seed)
        self._scripted: dict[str, list[tuple[int, str, dict[str, Any]]]] = defaultdict(list)
        self._drops: Counter[str] = Counter()
        self._updates: list[dict[str, Any]] = []
        self._update_id = 1
        self._query = 1
        self._ping = asyncio.Event()
        self._runner: web.AppRunner | None = None
        self.port = 0

    @property
    def url(self) -> str:
        """Base address without the trailing `/bot<token>`."""
        return f"http://127.0.0.1:{self.port}"

    async def start(self, port: int = 0) -> None:
        """Listen on loopback; `port` 0 takes a free one."""
        app = web.Application(client_max_size=64 * 2**20)
        app.router.add_route("*", "/bot{token}/{method}", self._handle)
        self._runner = web.AppRunner(app, access_log=None, shutdown_timeout=0.2)
        await self._runner.setup()
        site = web.TCPSite(self._runner, "127.0.0.1", port)
        await site.start()
        self.port = self._runner.addresses[0][1]

    async def close(self) -> None:
        """Stop listening."""
        if self._runner:
            await self._runner.cleanup()

    # What tests arrange

    def add_chat(self, id: int, type: str = "private", title: str = "", topics: Iterable[int] = ()) -> ChatState:
        """Make a chat exist; without this, sends to it answer "chat not found"."""
        self.chats[id] = ChatState(id, type, title, frozenset(topics))
        return self.chats[id]

    def block(self, chat: int, words: str = "bot was blocked by the user") -> None:
        """From now on the chat answers 403 with `words`."""
        self.chats[chat].blocked = words

    def unblock(self, chat: int) -> None:
        """The person came back."""
        self.chats[chat].blocked = ""

    def migrate(self, old: int, new: int) -> None:
        """Turn the group `old` into the supergroup `new`."""
        self.add_chat(new, "supergroup", self.chats[old].title)
        self.chats[old].migrated_to = new

    def fail_next(self, method: str, status: int, description: str, times: int = 1, **parameters: Any) -> None:
        """The next `times` calls of `method` answer so."""
        self._scripted[method] += [(status, description, parameters)] * times

    def drop_next(self, method: str, times: int = 1) -> None:
        """The next `times` accepted calls of `method` are carried out, but their answers never leave."""
        self._drops[method] += times

    def say(self, chat: int, text: str, user: int | None = None, thread: int = 0, **more: Any) -> None:
        """A person writes `text` in `chat`."""
        message: dict[str, Any] = {
            "message_id": self._take_id(),
            "date": int(time.time()),
            "chat": self.chats[chat].json(),
            "from": person(user if user is not None else abs(chat)),
            "text": text,
            **more,
        }
        if thread:
            message |= {"message_thread_id": thread, "is_topic_message": True}
        if text.startswith("/"):
            message["entities"] = [{"type": "bot_command", "offset": 0, "length": len(text.split(maxsplit=1)[0])}]
        self.push_update({"message": message})

    def press(self, chat: int, message: int, data: str, user: int | None = None) -> str:
        """A person presses the button with `data` under a message; gives the callback query's id."""
        query = f"q{self._query}"
        self._query += 1
        sender = person(user if user is not None else abs(chat))
        shown = self.messages[chat, message]
        self.push_update(
            {"callback_query": {"id": query, "from": sender, "message": shown, "chat_instance": "1", "data": data}}
        )
        return query

    def push_update(self, update: dict[str, Any]) -> None:
        """Queue any update; the id is added."""
        self._updates.append({"update_id": self._update_id, **update})
        self._update_id += 1
        self._wake()

    # What tests read

    def texts(self, chat: int, thread: int = 0) -> list[str]:
        """The plain texts and captions that the chat shows now from the bot, oldest first."""
        return [m.get("text", m.get("caption", "")) for m in self.shown(chat, thread)]

    def shown(self, chat: int, thread: int = 0) -> list[dict[str, Any]]:
        """The bot's messages in the chat (or topic) as they are now."""
        return [m for (c, _), m in self.messages.items() if c == chat and m.get("message_thread_id", 0) == thread]

    def called(self, method: str) -> list[Call]:
        """Every call of `method`, in order."""
        return [call for call in self.calls if call.method == method]

    async def until(self, ready: Callable[[], object], timeout: float = 5.0) -> None:
        """Wait until `ready()` is true, looking again after every call."""
        async with asyncio.timeout(timeout):
            while not ready():
                await self._ping.wait()

    # How requests are judged

    async def _handle(self, request: web.Request) -> web.StreamResponse:
        method = request.match_info["method"]
        if request.match_info["token"] != self.token:
            return answer(401, "Unauthorized")
        try:
            params = await read_params(request)
        except ConnectionResetError:  # the client was killed in the middle of its request
            return answer(400, "Bad Request")
        if method == "getUpdates":
            return await self._get_updates(params)
        call = self._judge(method, params)
        self.calls.append(call)
        self.counts[call.status] += 1
        self._wake()
        if call.dropped and request.transport:
            request.transport.close()
        if call.status == 200:
            return web.json_response({"ok": True, "result": call.result})
        return answer(call.status, call.detail, call.result)

    def _judge(self, method: str, params: dict[str, Any]) -> Call:
        now = time.monotonic()
        handler = METHODS.get(method)
        if handler is None:
            return Call(now, method, params, 404, "Not Found: method not found")
        if self._scripted[method]:
            status, description, parameters = self._scripted[method].pop(0)
            return Call(now, method, params, status, description, result=parameters or None)
        try:
            if method.startswith(LIMITED):
                self._limit(params, now)
            dropped = self._drops[method] > 0
            if method.startswith(LIMITED):
                if self._chance.random() < self.faults.server_error:
                    raise Refusal(502, "Bad Gateway")
                dropped = dropped or self._chance.random() < self.faults.dropped
            result = handler(self, params)
        except Refusal as refusal:
            return Call(now, method, params, refusal.status, refusal.words, result=refusal.parameters)
        self._drops[method] -= self._drops[method] > 0
        return Call(now, method, params, 200, dropped=dropped, result=deepcopy(result))

    def _limit(self, params: dict[str, Any], now: float) -> None:
        chat = self.chats.get(int(params.get("chat_id", 0)))
        wait = self.meter.refuse(chat.id if chat else 0, bool(chat and chat.group), now)
        if wait is not None:
            raise Refusal(429, f"Too Many Requests: retry after {wait}", {"retry_after": wait})

    async def _get_updates(self, params: dict[str, Any]) -> web.StreamResponse:
        offset = int(params.get("offset", 0))
        if offset:
            self._updates = [u for u in self._updates if u["update_id"] >= offset]
        with suppress(TimeoutError):
            async with asyncio.timeout(float(params.get("timeout", 0))):
                while not self._updates:
                    await self._ping.wait()
        return web.json_response({"ok": True, "result": self._updates[: int(params.get("limit", 100))]})

    def _take_id(self) -> int:
        self.next_message += 1
        return self.next_message - 1

    def _wake(self) -> None:
        ping, self._ping = self._ping, asyncio.Event()
        ping.set()


def person(user: int) -> dict[str, Any]:
    """A user as Telegram shows one."""
    return {"id": user, "is_bot": False, "first_name": f"User {user}", "language_code": "en"}


def answer(status: int, description: str, parameters: dict[str, Any] | None = None) -> web.Response:
    """A refusal in the Bot API's form."""
    body: dict[str, Any] = {"ok": False, "error_code": status, "description": description}
    return web.json_response(body | ({"parameters": parameters} if parameters else {}), status=status)


async def read_params(request: web.Request) -> dict[str, Any]:
    """Parameters from the query, a form, a multipart upload or JSON; files as bytes, nested values decoded."""
    params: dict[str, Any] = dict(request.query)
    if request.content_type == "application/json":
        return params | dict(await request.json())
    for key, value in (await request.post()).items():
        params[key] = value.file.read() if isinstance(value, web.FileField) else value
    for key in ("reply_markup", "reply_parameters", "link_preview_options", "commands", "scope", "entities"):
        if isinstance(params.get(key), str):
            params[key] = json.loads(params[key])
    return params


@pytest.fixture
async def bot_api() -> AsyncIterator[BotApi]:
    """A double that listens, with no chats yet and Telegram's limits on."""
    api = BotApi()
    await api.start()
    yield api
    await api.close()
