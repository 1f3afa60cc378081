"""The Telegram notifier: one message to its chat by the Bot API, and what became of it as a value."""

import logging
from typing import Any

from telegram.constants import ParseMode
from telegram.error import RetryAfter, TelegramError
from telegram.ext import ExtBot

from telegram import InlineKeyboardButton, InlineKeyboardMarkup, LinkPreviewOptions, Message, ReplyParameters
from watchbot.delivery import Gate
from watchbot.model import DeliveryKind, Failed, FailureKind, Outgoing, SendOutcome, Sent
from watchbot.redaction import Redactor
from watchbot.telegram.failures import failure
from watchbot.telegram.limiter import TURN_TAKEN, seconds

log = logging.getLogger(__name__)


class TelegramNotifier:
    """A Notifier over the application's bot. Its caller has taken the chat's turn at `gate`, which hears of 429s."""

    def __init__(self, bot: ExtBot[int], gate: Gate, redact: Redactor) -> None:
        self._bot = bot
        self._gate = gate
        self._redact = redact

    async def deliver(self, message: Outgoing) -> SendOutcome:
        """Send, answer or edit; a failure comes back as its class and Telegram's words."""
        try:
            sent = await self._edit(message) if message.kind is DeliveryKind.EDIT else await self._send(message)
        except RetryAfter as refusal:
            self._gate.refused(message.chat.chat, seconds(refusal))
            return failure(refusal, self._redact)
        except TelegramError as error:
            return failure(error, self._redact)
        if isinstance(sent, Sent) and message.pin:
            await self._pin(message.chat.chat, sent.message)
        return sent

    async def _send(self, message: Outgoing) -> SendOutcome:
        answered = message.target if message.kind is DeliveryKind.REPLY else None
        common: dict[str, Any] = {
            "chat_id": message.chat.chat,
            "parse_mode": ParseMode.HTML,
            "message_thread_id": message.chat.thread or None,
            "disable_notification": message.silent,
            "reply_markup": keyboard(message),
            "reply_parameters": ReplyParameters(answered, allow_sending_without_reply=True) if answered else None,
            "rate_limit_args": TURN_TAKEN,
        }
        if message.photo is not None:
            sent = await self._bot.send_photo(photo=message.photo, caption=message.html, **common)
        elif message.document is not None:
            name, content = message.document
            sent = await self._bot.send_document(document=content, filename=name, caption=message.html, **common)
        else:
            preview = LinkPreviewOptions(is_disabled=True)
            sent = await self._bot.send_message(text=message.html, link_preview_options=preview, **common)
        return Sent(sent.message_id)

    async def _edit(self, message: Outgoing) -> SendOutcome:
        if message.target is None:
            return Failed(FailureKind.GONE, "there is no message to edit")
        edited = await self._bot.edit_message_text(
            text=message.html,
            chat_id=message.chat.chat,
            message_id=message.target,
            parse_mode=ParseMode.HTML,
            link_preview_options=LinkPreviewOptions(is_disabled=True),
            reply_markup=keyboard(message),
            rate_limit_args=TURN_TAKEN,
        )
        return Sent(edited.message_id if isinstance(edited, Message) else message.target)

    async def _pin(self, chat: int, message: int) -> None:
        """Pinning is a courtesy: a chat that doesn't let the bot pin still has its message."""
        try:
            await self._bot.pin_chat_message(chat, message, disable_notification=True)
        except TelegramError as error:
            log.warning("chat %s: can't pin message %s: %s", chat, message, self._redact(str(error)))


def keyboard(message: Outgoing) -> InlineKeyboardMarkup | None:
    """The message's buttons as Telegram takes them."""
    if not message.buttons:
        return None
    rows = [
        [InlineKeyboardButton(b.text, url=b.url) if b.url else InlineKeyboardButton(b.text, callback_data=b.data)
         for b in row]
        for row in message.buttons
    ]  # fmt: skip
    return InlineKeyboardMarkup(rows)
