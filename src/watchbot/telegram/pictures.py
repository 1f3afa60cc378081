"""/card sends the countdown as a picture, /calendar the deadlines and planned contacts as a calendar file."""

import asyncio
from datetime import timedelta
from typing import Any

from sqlalchemy import Connection
from telegram.ext import BaseHandler, CommandHandler, ContextTypes, filters

from telegram import Message, Update
from watchbot.alerts.card import Typeface, card
from watchbot.alerts.compose import nearest
from watchbot.alerts.markup import CAPTION_LIMIT, plain
from watchbot.alerts.rendering import deadline_line
from watchbot.countdown import Standing
from watchbot.model import Chat, Contact
from watchbot.store import contacts
from watchbot.telegram.services import Services, answer, key_of

FILE_NAME = "us-china.ics"


def handlers(services: Services) -> list[BaseHandler[Any, Any, Any]]:
    """The handlers of both commands."""
    typeface = Typeface(services.config.card_font)

    def read(connection: Connection, message: Message) -> tuple[Chat, tuple[Standing, ...], tuple[Contact, ...]]:
        now = services.clock()
        chat = services.subscription(connection, message)
        dated = contacts.dated(connection, now.date() - timedelta(days=366))
        return chat, services.standings(connection, chat.zone, now), dated

    async def picture(update: Update, context: ContextTypes.DEFAULT_TYPE) -> None:
        message = update.effective_message
        if message is None:
            return
        wanted = context.args[0].lower() if context.args else None
        chat, standings, dated = await services.database.run(lambda connection: read(connection, message))
        view = services.view(chat, services.clock())
        shown = next((s for s in standings if s.deadline.id == wanted), None) if wanted else nearest(standings)
        if shown is None:
            ids = view.language.listed([standing.deadline.id for standing in standings])
            await answer(message, plain(view.language.say("No such deadline. Known are: {ids}", ids=ids)))
            return
        png = await asyncio.to_thread(card, shown, dated, view, typeface)
        await context.bot.send_photo(
            message.chat.id,
            png,
            caption=deadline_line(shown, view).fit(CAPTION_LIMIT).plain,
            message_thread_id=key_of(message).thread or None,
        )

    async def sheet(update: Update, context: ContextTypes.DEFAULT_TYPE) -> None:
        message = update.effective_message
        if message is None:
            return
        chat, standings, dated = await services.database.run(lambda connection: read(connection, message))
        view = services.view(chat, services.clock())
        from watchbot.alerts.calendar import calendar  # its library is large, and most never ask for it

        file = await asyncio.to_thread(calendar, standings, dated, view, chat.milestones)
        told = view.language.say("Deadlines with alarms, and dated contacts.")
        address = services.config.settings.web.public_url.rstrip("/")
        if address:
            feed = f"{address}/calendar.ics?lang={view.language.id}"
            told += "\n" + view.language.say("To subscribe, so that moved dates move by themselves: {feed}", feed=feed)
        await context.bot.send_document(
            message.chat.id,
            file,
            filename=FILE_NAME,
            caption=told,
            message_thread_id=key_of(message).thread or None,
        )

    fresh = filters.UpdateType.MESSAGE | filters.UpdateType.CHANNEL_POST
    return [CommandHandler("card", picture, fresh), CommandHandler("calendar", sheet, fresh)]
