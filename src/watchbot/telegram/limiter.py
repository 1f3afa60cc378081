"""The rate limiter that python-telegram-bot asks before each request: every message passes the one gate.

Telegram counts the bot, not its parts, so answers to people and the pump's alerts share a gate; answers go first. The
pump takes its turn itself, with the alert's priority, and says so with `TURN_TAKEN`. What a 429 names waits as long as
Telegram said and is then tried again; nothing is dropped.
"""

from collections.abc import Callable, Coroutine
from typing import Any, Final

from telegram.error import RetryAfter
from telegram.ext import BaseRateLimiter

from watchbot.delivery import Gate
from watchbot.store.outbox import ANSWER

TURN_TAKEN: Final = -1
COUNTED = ("send", "edit", "copy", "forward", "pin", "unpin")
TRIES = 5

Answer = bool | dict[str, Any] | list[dict[str, Any]]


class GateLimiter(BaseRateLimiter[int]):
    """A BaseRateLimiter over the gate. `rate_limit_args` is the request's priority, or `TURN_TAKEN`."""

    def __init__(self, gate: Gate) -> None:
        self._gate = gate

    async def initialize(self) -> None:
        """Nothing to prepare."""

    async def shutdown(self) -> None:
        """Nothing to release."""

    async def process_request(
        self,
        callback: Callable[..., Coroutine[Any, Any, Answer]],
        args: Any,
        kwargs: dict[str, Any],
        endpoint: str,
        data: dict[str, Any],
        rate_limit_args: int | None,
    ) -> Answer:
        """Wait for the chat's turn, then make the request. Requests that Telegram doesn't count go at once."""
        chat = data.get("chat_id")
        if rate_limit_args == TURN_TAKEN or chat is None or not endpoint.startswith(COUNTED):
            return await callback(*args, **kwargs)
        for tries_left in reversed(range(TRIES)):
            async with self._gate.turn(chat, ANSWER if rate_limit_args is None else rate_limit_args):
                try:
                    return await callback(*args, **kwargs)
                except RetryAfter as refusal:
                    self._gate.refused(chat, seconds(refusal))
                    if not tries_left:
                        raise
        raise AssertionError("unreachable")


def seconds(refusal: RetryAfter) -> float:
    """How long a 429 asks to wait; the library gives an int or, by choice, a timedelta."""
    wait: Any = refusal._retry_after
    return float(wait.total_seconds())
