"""/live: a countdown that stands pinned in the chat and keeps itself up to date."""

from contextlib import suppress
from dataclasses import replace
from typing import Any

from sqlalchemy import Connection, delete
from telegram.error import TelegramError
from telegram.ext import BaseHandler, CommandHandler, ContextTypes, filters

from telegram import Update
from watchbot.alerts.markup import plain
from watchbot.countdown import soonest_first
from watchbot.countdown.frame import frame
from watchbot.live import SUBJECT, show
from watchbot.store import chats, deadlines
from watchbot.store.schema import live_messages
from watchbot.telegram.services import ONLY_ADMINS, Services, answer, author_may_change


def handlers(services: Services) -> list[BaseHandler[Any, Any, Any]]:
    """The handler of the command."""

    async def live(update: Update, context: ContextTypes.DEFAULT_TYPE) -> None:
        message = update.effective_message
        if message is None:
            return
        if not await author_may_change(message):
            await answer(message, plain((await services.words(message))(ONLY_ADMINS)))
            return
        now = services.clock()

        def toggle(connection: Connection) -> tuple[str, int | None]:
            chat = services.subscription(connection, message)
            say = services.view(chat, now).language.say
            if not chat.active:
                return say("Subscribe first: /start"), None
            chat = replace(chat, live_countdown=not chat.live_countdown)
            chats.save(connection, chat, now)
            if chat.live_countdown:
                known = deadlines.load(connection, services.config.deadlines)
                current = frame(soonest_first(known, now, chat.zone), chat.zone, now)
                show(connection, chat, f"{current}|{now.isoformat()}", now)
                return say("The countdown below keeps itself up to date. /live again stops it."), None
            return say("The live countdown has stopped."), _forget(connection, chat.key)

        told, pinned = await services.database.run(toggle)
        await answer(message, plain(told))
        services.wake()
        if pinned is not None:
            with suppress(TelegramError):
                await context.bot.unpin_chat_message(message.chat.id, pinned)

    return [CommandHandler("live", live, filters.UpdateType.MESSAGE | filters.UpdateType.CHANNEL_POST)]


def _forget(connection: Connection, key: tuple[int, int]) -> int | None:
    """Leave the pinned message as it is from now on; gives its id."""
    row = connection.execute(
        delete(live_messages)
        .where(live_messages.c.subject == SUBJECT, live_messages.c.chat == key[0], live_messages.c.thread == key[1])
        .returning(live_messages.c.message)
    ).one_or_none()
    return None if row is None else int(row.message)
