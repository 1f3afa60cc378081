"""The gate that every request to Telegram passes, whoever makes it: the pump's alerts and the handlers' answers.

One gate for one bot, because Telegram counts one bot. Whoever waits goes by priority, then by arrival; a chat that must
wait is overtaken by the others.
"""

import asyncio
from bisect import insort
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from itertools import count
from math import inf

from watchbot.delivery.limits import Chat, Pace, Ticket
from watchbot.model import Sending

Waiter = tuple[int, int, Chat, asyncio.Future[Ticket]]


class Gate:
    """Used inside one event loop: `async with gate.turn(chat, priority): send`."""

    def __init__(self, settings: Sending) -> None:
        self._pace = Pace(settings)
        self._waiters: list[Waiter] = []
        self._order = count()
        self._timer: asyncio.TimerHandle | None = None

    @asynccontextmanager
    async def turn(self, chat: Chat, priority: int) -> AsyncIterator[None]:
        """Wait until `chat` may be written to; the request counts until the block ends. Small priorities go first."""
        ticket = await self._enter(chat, priority)
        try:
            yield
        finally:
            self._pace.finish(ticket, asyncio.get_running_loop().time())
            self._dispatch()

    def refused(self, chat: Chat, retry_after: float) -> None:
        """Telegram answered 429 to a request to `chat`: nothing goes there for `retry_after` seconds."""
        self._pace.refused(chat, retry_after, asyncio.get_running_loop().time())

    def waiting(self) -> dict[Chat, float]:
        """Chats that must not be written to now, with the seconds until they may."""
        now = asyncio.get_running_loop().time()
        return {chat: at - now for chat, at in self._pace.waiting(now).items()}

    async def _enter(self, chat: Chat, priority: int) -> Ticket:
        granted: asyncio.Future[Ticket] = asyncio.get_running_loop().create_future()
        insort(self._waiters, (priority, next(self._order), chat, granted), key=lambda waiter: waiter[:2])
        self._dispatch()
        try:
            return await granted
        except asyncio.CancelledError:
            if granted.done() and not granted.cancelled():
                self._pace.finish(granted.result(), asyncio.get_running_loop().time())
            self._dispatch()
            raise

    def _dispatch(self) -> None:
        """Let in everyone who may go now, and come back when the next one may."""
        loop = asyncio.get_running_loop()
        if self._timer:
            self._timer.cancel()
            self._timer = None
        self._waiters = [waiter for waiter in self._waiters if not waiter[3].done()]
        while self._waiters:
            now = loop.time()
            at = self._pace.overall_at(now)
            ready = [(self._pace.chat_at(waiter[2], now), waiter) for waiter in self._waiters]
            chosen = next((waiter for moment, waiter in ready if moment <= now), None)
            if at <= now and chosen is not None:
                self._waiters.remove(chosen)
                chosen[3].set_result(self._pace.start(chosen[2], now))
                continue
            at = max(at, min(moment for moment, _ in ready))
            if at < inf:
                self._timer = loop.call_at(at, self._dispatch)
            return
