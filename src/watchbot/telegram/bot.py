"""The Telegram application: every handler in one place, and what happens when one of them fails."""

import logging
from typing import Any

from telegram.ext import Application, BaseRateLimiter, CallbackQueryHandler, ContextTypes

from telegram import BotCommand, Update
from watchbot.alerts.language import language
from watchbot.telegram import (
    channels,
    commands,
    contacts,
    deadlines,
    feedback,
    feeds,
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
from watchbot.telegram.services import Services, out_of_date

UPDATES_AT_ONCE = 64
# Telegram knows two-letter codes alone, so one of the two Chinese scripts stands for both.
MENU_LANGUAGES: dict[str, str | None] = {"en": None, "zh-Hans": "zh", "ko": "ko"}
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
    feeds,
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
    for module in PARTS:
        application.add_handlers(module.handlers(services))

    async def stale(update: Update, _context: ContextTypes.DEFAULT_TYPE) -> None:
        if update.callback_query is not None:
            await out_of_date(services, update.callback_query)

    application.add_handler(CallbackQueryHandler(stale))
    application.add_error_handler(_failed)
    return application


async def show_menu(application: Application[Any, Any, Any, Any, Any, Any]) -> None:
    """Set Telegram's command menu, for readers of each language that Telegram tells apart."""
    for id, code in MENU_LANGUAGES.items():
        say = language(id).say
        menu = [BotCommand(name, say(text)) for name, text in COMMANDS.items()]
        await application.bot.set_my_commands(menu, language_code=code)


async def _failed(update: object, context: ContextTypes.DEFAULT_TYPE) -> None:
    """Name the chat and the kind of failure. The failure's words stay out: an address in them would hold the token."""
    chat = update.effective_chat.id if isinstance(update, Update) and update.effective_chat else None
    log.error("chat %s: a handler failed with %s", chat, type(context.error).__name__)
