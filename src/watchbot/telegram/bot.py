"""The Telegram application: every handler in one place, and what happens when one of them fails."""

import logging
from typing import Any

from telegram.ext import Application, BaseRateLimiter, CallbackQueryHandler, ContextTypes

from telegram import BotCommand, Update
from watchbot.telegram import (
    channels,
    commands,
    contacts,
    deadlines,
    feedback,
    issues,
    live,
    pictures,
    privacy,
    reminders,
    settings,
    why,
)
from watchbot.telegram.commands import COMMANDS
from watchbot.telegram.order import ByChat
from watchbot.telegram.services import Services

UPDATES_AT_ONCE = 64
PARTS = (
    commands,
    issues,
    settings,
    contacts,
    deadlines,
    reminders,
    live,
    pictures,
    why,
    feedback,
    privacy,
    channels,
)

log = logging.getLogger(__name__)


def build(
    token: str, base_url: str | None, limiter: BaseRateLimiter[Any] | None, services: Services
) -> Application[Any, Any, Any, Any, Any, Any]:
    """The application, not yet initialized. `base_url` is another Bot API server, without the trailing `/bot`."""
    builder = Application.builder().token(token).concurrent_updates(ByChat(UPDATES_AT_ONCE))
    if base_url is not None:
        base = base_url.rstrip("/")
        builder = builder.base_url(f"{base}/bot").base_file_url(f"{base}/file/bot")
    if limiter is not None:
        builder = builder.rate_limiter(limiter)
    application = builder.build()
    for module in (
        commands,
        issues,
        settings,
        contacts,
        deadlines,
        reminders,
        live,
        pictures,
        why,
        feedback,
        privacy,
        channels,
    ):
        application.add_handlers(module.handlers(services))
    application.add_handler(CallbackQueryHandler(_out_of_date))
    application.add_error_handler(_failed)
    return application


async def show_menu(application: Application[Any, Any, Any, Any, Any, Any]) -> None:
    """Set Telegram's command menu."""
    await application.bot.set_my_commands([BotCommand(name, text) for name, text in COMMANDS.items()])


async def _out_of_date(update: Update, _context: ContextTypes.DEFAULT_TYPE) -> None:
    if update.callback_query is not None:
        await update.callback_query.answer("This button is out of date. /help shows what works now.")


async def _failed(update: object, context: ContextTypes.DEFAULT_TYPE) -> None:
    """Name the chat and the kind of failure. The failure's words stay out: an address in them would hold the token."""
    chat = update.effective_chat.id if isinstance(update, Update) and update.effective_chat else None
    log.error("chat %s: a handler failed with %s", chat, type(context.error).__name__)
