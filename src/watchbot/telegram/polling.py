"""The side that listens: started beside the line, so that a Telegram outage never stops feeds or the countdown."""

import asyncio
import logging
from contextlib import suppress
from typing import Any

from telegram.error import InvalidToken, TelegramError
from telegram.ext import Application

from telegram import Update
from watchbot.redaction import Redactor
from watchbot.telegram.bot import show_menu

log = logging.getLogger(__name__)

FIRST_WAIT_S = 1.0
LONGEST_WAIT_S = 60.0
App = Application[Any, Any, Any, Any, Any, Any]


class TokenRefused(Exception):
    """Telegram doesn't know the bot's token: the service is configured wrongly."""


class Listener:
    """`run` returns after `stop`, when the update in hand has been answered."""

    def __init__(self, application: App, redact: Redactor) -> None:
        self._application = application
        self._redact = redact
        self._stop = asyncio.Event()

    async def run(self) -> None:
        """Connect, trying again for as long as Telegram doesn't answer; then listen.

        Raises:
            TokenRefused: Telegram refuses the token.
        """
        wait = FIRST_WAIT_S
        while not self._stop.is_set():
            try:
                await self._connect()
                break
            except InvalidToken:
                raise TokenRefused("Telegram refuses the bot's token") from None
            except TelegramError as error:
                log.warning("Telegram can't be reached, next try in %.0f s: %s", wait, self._redact(str(error)))
            with suppress(TimeoutError):
                await asyncio.wait_for(self._stop.wait(), wait)
            wait = min(wait * 2, LONGEST_WAIT_S)
        await self._stop.wait()
        await self._disconnect()

    def stop(self) -> None:
        """Take no further updates; `run` returns when what is in hand is done."""
        self._stop.set()

    async def _connect(self) -> None:
        await self._application.initialize()
        await show_menu(self._application)
        await self._application.start()
        if self._application.updater is not None:
            await self._application.updater.start_polling(
                allowed_updates=Update.ALL_TYPES, bootstrap_retries=-1, error_callback=self._poll_failed
            )
        log.info("listening as @%s", self._application.bot.username)

    async def _disconnect(self) -> None:
        updater = self._application.updater
        if updater is not None and updater.running:
            await updater.stop()
        if self._application.running:
            await self._application.stop()

    async def close(self) -> None:
        """Release the connections, after the last message was sent."""
        await self._application.shutdown()
        await self._application.bot.shutdown()

    def _poll_failed(self, error: TelegramError) -> None:
        log.warning("polling for updates: %s", self._redact(str(error)))
