"""/reminders: at which milestones a chat is reminded, for every deadline; or as each deadline has it."""

from dataclasses import replace
from typing import Any

from sqlalchemy import Connection
from telegram.ext import BaseHandler, CommandHandler, ContextTypes, filters

from telegram import Update
from watchbot.alerts.markup import Text, plain
from watchbot.countdown import parse_milestone
from watchbot.store import chats
from watchbot.telegram.services import ONLY_ADMINS, Services, answer, author_may_change

MOST = 16


def handlers(services: Services) -> list[BaseHandler[Any, Any, Any]]:
    """The handler of the command."""

    async def reminders(update: Update, context: ContextTypes.DEFAULT_TYPE) -> None:
        message, words = update.message, list(context.args or ())
        if message is None:
            return
        if words and not await author_may_change(message):
            await answer(message, plain((await services.words(message))(ONLY_ADMINS)))
            return
        now = services.clock()

        def work(connection: Connection) -> Text:
            chat = services.subscription(connection, message)
            say = services.view(chat, now).language.say
            if words == ["default"]:
                chat = replace(chat, milestones=None)
            elif words:
                chosen = [parse_milestone(word) for word in words]
                wrong = [word for word, one in zip(words, chosen, strict=True) if one is None]
                if wrong or len(words) > MOST:
                    return plain(say("{word} is no milestone. Write 60d, 12h, 0 or +1d.", word=" ".join(wrong)))
                chat = replace(chat, milestones=tuple(dict.fromkeys(one for one in chosen if one is not None)))
            if words:
                chats.save(connection, chat, now)
            if chat.milestones is None:
                shown = say("as each deadline has it")
            else:
                shown = ", ".join(one.label for one in chat.milestones)
            return plain(say("Reminders here: {milestones}", milestones=shown))

        await answer(message, await services.database.run(work))

    return [CommandHandler("reminders", reminders, filters.UpdateType.MESSAGE)]
