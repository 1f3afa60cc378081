"""/bind subscribes a channel, /unbind stops it: said in private by an administrator of the channel.

A channel has nobody to talk to, so what concerns it is said elsewhere: `/bind @name` or `/bind -1001234567890`.
"""

from dataclasses import replace
from typing import Any

from sqlalchemy import Connection
from telegram.constants import ChatMemberStatus
from telegram.error import TelegramError
from telegram.ext import BaseHandler, CommandHandler, ContextTypes, filters

from telegram import Bot, ChatFullInfo, Message, Update
from watchbot.alerts.language import N_
from watchbot.alerts.markup import plain
from watchbot.model import Chat, ChatKey, ChatKind
from watchbot.store import chats
from watchbot.telegram.services import Services, answer, title_of

_ADMINS = (ChatMemberStatus.OWNER, ChatMemberStatus.ADMINISTRATOR)
USAGE = N_("Write /bind @channel. First make me an administrator of it, who may post.")
UNSEEN = N_("I can't see that channel. First make me an administrator of it, who may post.")
NOT_YOURS = N_("Only administrators of the channel can do that.")


class Channels:
    """Both commands, over the services."""

    def __init__(self, services: Services) -> None:
        self._services = services

    async def bind(self, update: Update, context: ContextTypes.DEFAULT_TYPE) -> None:
        """Subscribe the channel; settings of an earlier subscription come back."""
        await self._run(update, context, self._subscribe, N_("Alerts go to {channel} now."))

    async def unbind(self, update: Update, context: ContextTypes.DEFAULT_TYPE) -> None:
        """Stop the channel's alerts and keep its settings."""
        await self._run(update, context, self._stop, N_("No more alerts go to {channel}."))

    async def _run(self, update: Update, context: ContextTypes.DEFAULT_TYPE, work: Any, done: str) -> None:
        message = update.message
        if message is None:
            return
        now = self._services.clock()
        mine = await self._services.database.run(lambda connection: self._services.subscription(connection, message))
        say = self._services.view(mine, now).language.say
        channel, problem = await _channel(context.bot, message, context.args or [])
        if channel is None:
            await answer(message, plain(say(problem)))
            return
        await self._services.database.run(lambda connection: work(connection, channel, mine))
        await answer(message, plain(say(done, channel=_named(channel))))

    def _subscribe(self, connection: Connection, channel: ChatFullInfo, mine: Chat) -> None:
        key = ChatKey(channel.id)
        known = chats.find(connection, key)
        made = known or Chat(key, ChatKind.CHANNEL, locale=mine.locale, zone=mine.zone)
        chats.save(connection, _active(made, _named(channel)), self._services.clock())

    def _stop(self, connection: Connection, channel: ChatFullInfo, _mine: Chat) -> None:
        chats.deactivate(connection, channel.id, "unbound", self._services.clock())


def handlers(services: Services) -> list[BaseHandler[Any, Any, Any]]:
    """The handlers of both commands; in private alone, where Telegram says who is asking."""
    channels = Channels(services)
    private = filters.UpdateType.MESSAGE & filters.ChatType.PRIVATE
    return [CommandHandler("bind", channels.bind, private), CommandHandler("unbind", channels.unbind, private)]


async def _channel(bot: Bot, message: Message, words: list[str]) -> tuple[ChatFullInfo | None, str]:
    """The channel that was named, if both the writer and the bot are its administrators; else what is wrong."""
    if len(words) != 1 or message.from_user is None:
        return None, USAGE
    name: str | int = int(words[0]) if words[0].lstrip("-").isdigit() else words[0]
    try:
        channel = await bot.get_chat(name)
        writer = await bot.get_chat_member(channel.id, message.from_user.id)
        itself = await bot.get_chat_member(channel.id, bot.id)
    except TelegramError:
        return None, UNSEEN
    if channel.type != ChatFullInfo.CHANNEL or itself.status not in _ADMINS:
        return None, UNSEEN
    return (channel, "") if writer.status in _ADMINS else (None, NOT_YOURS)


def _named(channel: ChatFullInfo) -> str:
    return title_of(channel) or str(channel.id)


def _active(chat: Chat, title: str) -> Chat:
    return replace(chat, active=True, title=title)
