"""Wrong?: a reader's mark against an alert; /stats: for the admins, the marks by feed and rule, and the chats."""

from typing import Any

from sqlalchemy import Connection
from telegram.ext import BaseHandler, CallbackQueryHandler, CommandHandler, ContextTypes, filters

from telegram import Message, Update
from watchbot.alerts.callbacks import decode, pattern
from watchbot.alerts.language import N_
from watchbot.alerts.markup import Text, bold, lines, plain
from watchbot.store import chats, feedback
from watchbot.telegram.services import Services, answer, out_of_date, pressed_contact

SHOWN = 10
NOT_AN_ADMIN = N_("Only the admins of this service see this.")


def handlers(services: Services) -> list[BaseHandler[Any, Any, Any]]:
    """The handlers of the button and of the command."""

    async def wrong(update: Update, _context: ContextTypes.DEFAULT_TYPE) -> None:
        query = update.callback_query
        if query is None:
            return
        pressed, message = decode(query.data or ""), query.message
        if pressed is None or not isinstance(message, Message):
            await out_of_date(services, query)
            return
        now, user = services.clock(), query.from_user.id

        def mark(connection: Connection) -> str:
            say = services.view(services.subscription(connection, message), now).language.say
            contact = pressed_contact(connection, pressed.argument(0))
            if contact is None:
                return say("This contact is not kept any more.")
            report = contact.reports[0]
            rule = " ".join(report.mention.rules)
            fresh = feedback.add(connection, contact.id, message.chat.id, user, report.feed, rule, now)
            return say("Thank you. It is noted.") if fresh else say("You have noted this before.")

        await query.answer(await services.database.run(mark))

    async def stats(update: Update, _context: ContextTypes.DEFAULT_TYPE) -> None:
        message = update.message
        if message is None:
            return
        user = message.from_user.id if message.from_user else None

        def read(connection: Connection) -> Text:
            view = services.view(services.subscription(connection, message), services.clock())
            if user not in services.config.settings.admins:
                return plain(view.language.say(NOT_AN_ADMIN))
            say = view.language.say
            return lines(
                bold(say("Chats")),
                *(f"{name}: {count}" for name, count in sorted(chats.counts(connection).items())),
                "",
                bold(say("Marked wrong, by feed")),
                *(f"{name}: {count}" for name, count in feedback.by_feed(connection)[:SHOWN]),
                "",
                bold(say("Marked wrong, by rule")),
                *(f"{name}: {count}" for name, count in feedback.by_rule(connection)[:SHOWN]),
            )

        await answer(message, await services.database.run(read))

    return [
        CallbackQueryHandler(wrong, pattern("wrong")),
        CommandHandler("stats", stats, filters.UpdateType.MESSAGE),
    ]
