"""/export gives a chat everything that is kept about it; /forget deletes it, after asking."""

from contextlib import suppress
from typing import Any

import orjson
from telegram.error import BadRequest
from telegram.ext import BaseHandler, CallbackQueryHandler, CommandHandler, ContextTypes, filters

from telegram import InlineKeyboardButton, Message, Update
from watchbot.alerts.callbacks import decode, encode, pattern
from watchbot.alerts.markup import plain
from watchbot.store import chats
from watchbot.telegram.services import ONLY_ADMINS, Services, answer, author_may_change, key_of, may_change, out_of_date

FILE_NAME = "watchbot.json"


def handlers(services: Services) -> list[BaseHandler[Any, Any, Any]]:
    """The handlers of both commands and of the question."""

    async def export(update: Update, context: ContextTypes.DEFAULT_TYPE) -> None:
        message = update.message
        if message is None:
            return
        if not await author_may_change(message):
            await answer(message, plain((await services.words(message))(ONLY_ADMINS)))
            return
        key = key_of(message)
        kept = await services.database.run(lambda connection: chats.export(connection, key))
        await context.bot.send_document(
            key.chat,
            orjson.dumps(kept, option=orjson.OPT_INDENT_2),
            filename=FILE_NAME,
            message_thread_id=key.thread or None,
        )

    async def forget(update: Update, _context: ContextTypes.DEFAULT_TYPE) -> None:
        message = update.message
        if message is None:
            return
        if not await author_may_change(message):
            await answer(message, plain((await services.words(message))(ONLY_ADMINS)))
            return
        chat = await services.database.run(lambda connection: services.subscription(connection, message))
        say = services.view(chat, services.clock()).language.say
        button = InlineKeyboardButton(say("Delete everything"), callback_data=encode("forget", key_of(message).thread))
        await answer(
            message, plain(say("Delete the settings and the history of this chat? /export saves them.")), [[button]]
        )

    async def forgotten(update: Update, _context: ContextTypes.DEFAULT_TYPE) -> None:
        query = update.callback_query
        if query is None:
            return
        pressed, message = decode(query.data or ""), query.message
        if pressed is None or not isinstance(message, Message):
            await out_of_date(services, query)
            return
        if not await may_change(message, query.from_user.id):
            await query.answer((await services.words(message))(ONLY_ADMINS), show_alert=True)
            return
        key = key_of(message)
        chat = await services.database.run(lambda connection: services.subscription(connection, message))
        say = services.view(chat, services.clock()).language.say
        await services.database.run(lambda connection: chats.forget(connection, key))
        await query.answer()
        with suppress(BadRequest):  # a second press finds the buttons gone
            await message.edit_text(say("Everything about this chat is deleted. /start begins anew."))

    return [
        CommandHandler("export", export, filters.UpdateType.MESSAGE),
        CommandHandler("forget", forget, filters.UpdateType.MESSAGE),
        CallbackQueryHandler(forgotten, pattern("forget")),
    ]
