"""/feeds: for the admins, how the feeds fare; with a feed's id, that one in full."""

from typing import Any

from sqlalchemy import Connection
from telegram.ext import BaseHandler, CommandHandler, ContextTypes, filters

from telegram import Update
from watchbot.alerts.feed_text import FeedFacts, feed_card, feed_sheet
from watchbot.alerts.markup import Text, plain
from watchbot.feedwatch import FeedReport, overview
from watchbot.telegram.feedback import NOT_AN_ADMIN
from watchbot.telegram.services import Services, answer


def handlers(services: Services) -> list[BaseHandler[Any, Any, Any]]:
    """The handler of the command."""

    async def feeds(update: Update, context: ContextTypes.DEFAULT_TYPE) -> None:
        message = update.message
        if message is None:
            return
        user = message.from_user.id if message.from_user else None
        wanted = context.args[0] if context.args else None

        def read(connection: Connection) -> Text:
            now = services.clock()
            view = services.view(services.subscription(connection, message), now)
            if user not in services.config.settings.admins:
                return plain(view.language.say(NOT_AN_ADMIN))
            found = overview(connection, services.config.feeds, now)
            if wanted is None:
                return feed_sheet([_facts(one) for one in found], view)
            chosen = next((one for one in found if one.feed.id == wanted), None)
            if chosen is None:
                return plain(view.language.say("There is no feed {id}.", id=wanted))
            return feed_card(_facts(chosen), view)

        await answer(message, await services.database.run(read))

    return [CommandHandler("feeds", feeds, filters.UpdateType.MESSAGE)]


def _facts(one: FeedReport) -> FeedFacts:
    return FeedFacts(
        id=one.feed.id,
        publisher=one.feed.publisher,
        url=one.feed.url,
        health=one.health.value,
        last_new=one.state.last_new_entry,
        last_answer=one.state.last_ok,
        error=one.state.error,
        entries=one.state.entries,
        contacts=one.contacts,
        wrong_share=one.wrong_share,
    )
