"""The order of updates: one after the other within a chat, side by side between chats.

A chat whose answers have to wait for Telegram's limits must delay nobody else; two presses in one chat must not
overtake each other.
"""

import asyncio
from collections.abc import Awaitable
from typing import Any

from telegram.ext import BaseUpdateProcessor

from telegram import Update


class ByChat(BaseUpdateProcessor):
    """Up to `most` updates at once, at most one of each chat."""

    def __init__(self, most: int) -> None:
        super().__init__(most)
        self._locks: dict[int, asyncio.Lock] = {}

    async def do_process_update(self, update: object, coroutine: Awaitable[Any]) -> None:
        """Handle the update when the chat's earlier ones are done."""
        chat = update.effective_chat.id if isinstance(update, Update) and update.effective_chat else 0
        lock = self._locks.setdefault(chat, asyncio.Lock())
        async with lock:
            await coroutine
        if not lock.locked() and not lock._waiters:
            self._locks.pop(chat, None)

    async def initialize(self) -> None:
        """Nothing to prepare."""

    async def shutdown(self) -> None:
        """Nothing to release."""
