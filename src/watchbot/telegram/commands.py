"""/start, /stop, /countdown and /help, and the one table of commands that the menu and the help are made of."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from sqlalchemy import Connection
from telegram.constants import ChatMemberStatus
from telegram.ext import BaseHandler, ChatMemberHandler, CommandHandler, ContextTypes, MessageHandler, filters

from telegram import Chat as TelegramChat
from telegram import Update
from watchbot.alerts.deadline_text import history_sheet
from watchbot.alerts.language import N_, language
from watchbot.alerts.live_text import countdown_sheet
from watchbot.alerts.markup import Text, bold, lines, plain
from watchbot.alerts.rendering import deadline_line
from watchbot.model import Chat, Deadline
from watchbot.store import chats
from watchbot.store import countdown as store
from watchbot.telegram.contacts import recent_contacts
from watchbot.telegram.issues import issue_rows
from watchbot.telegram.services import ONLY_ADMINS, Services, answer, author_may_change, key_of, title_of

_AWAY = (ChatMemberStatus.BANNED, ChatMemberStatus.LEFT)
COMMANDS: dict[str, str] = {
    "start": N_("Subscribe this chat to alerts"),
    "stop": N_("Stop the alerts and keep the settings"),
    "issues": N_("Choose the issues to be told about"),
    "settings": N_("All settings of this chat on one card"),
    "countdown": N_("Time left to each deadline"),
    "deadline": N_("The history of a deadline"),
    "reminders": N_("Choose when to be reminded"),
    "card": N_("The countdown as a picture"),
    "calendar": N_("Deadlines and contacts for your calendar"),
    "live": N_("Pin a countdown that keeps itself up to date"),
    "contacts": N_("The latest US–China contacts"),
    "bind": N_("Send alerts to a channel of yours"),
    "unbind": N_("Stop alerts to a channel"),
    "export": N_("Everything that is kept about this chat"),
    "forget": N_("Delete everything that is kept about this chat"),
    "help": N_("What this bot can do"),
}


class Commands:
    """The handlers, over the services."""

    def __init__(self, services: Services) -> None:
        self._services = services

    async def start(self, update: Update, context: ContextTypes.DEFAULT_TYPE) -> None:
        """Subscribe; a chat that comes back finds the settings that it left.

        A deep link such as `?start=issue_tiktok` subscribes to that issue alone, or adds it to those that are chosen.
        """
        linked = _linked_issue(context.args or (), {issue.id for issue in self._services.config.issues})
        message = update.message
        if message is None:
            return
        if not await author_may_change(message):
            await answer(message, plain((await self._services.words(message))(ONLY_ADMINS)))
            return
        now = self._services.clock()

        def subscribe(connection: Connection) -> tuple[Chat, Text]:
            found = self._services.subscription(connection, message)
            chat = replace(found, active=True, title=title_of(message.chat))
            if linked and (not found.active or found.issues is not None):
                chosen = found.issues if found.active and found.issues is not None else frozenset()
                chat = replace(chat, issues=chosen | {linked}, muted_issues=chat.muted_issues - {linked})
            chats.save(connection, chat, now)
            view = self._services.view(chat, now)
            standings = [one for one in self._services.standings(connection, chat.zone, now) if one.open]
            return chat, lines(
                bold(view.language.say("Subscribed.")),
                view.language.say("New US–China high-level contacts and countdown reminders come here."),
                *([("\n" + deadline_line(standings[0], view))] if standings else []),
                "",
                recent_contacts(connection, view),
                "",
                view.language.say("Tap an issue to turn it off or on:"),
            )

        chat, text = await self._services.database.run(subscribe)
        await answer(message, text, issue_rows(chat, self._services.view(chat, now)))

    async def stop(self, update: Update, _context: ContextTypes.DEFAULT_TYPE) -> None:
        """Stop telling this chat or topic."""
        message = update.message
        if message is None:
            return
        if not await author_may_change(message):
            await answer(message, plain((await self._services.words(message))(ONLY_ADMINS)))
            return
        key, now = key_of(message), self._services.clock()
        stopped = await self._services.database.run(
            lambda connection: chats.deactivate(connection, key.chat, "stopped", now, key.thread)
        )
        say = await self._services.words(message)
        if stopped:
            await answer(message, plain(say("Stopped. Your settings are kept; /start brings the alerts back.")))
        else:
            await answer(message, plain(say("No alerts come here. /start subscribes this chat.")))

    async def countdown(self, update: Update, context: ContextTypes.DEFAULT_TYPE) -> None:
        """All deadlines on one card, the soonest first; with a deadline's id or name, its history."""
        message, wanted = update.message, " ".join(context.args or ()).casefold()
        if message is None:
            return
        now = self._services.clock()

        def read(connection: Connection) -> Text:
            chat = self._services.subscription(connection, message)
            view = self._services.view(chat, now)
            found = self._services.standings(connection, chat.zone, now)
            spoken = {one.deadline.id: said for one in found if (said := store.spoken(connection, one.deadline.id))}
            if not wanted:
                return countdown_sheet(found, view, spoken)
            named = [
                one for one in found if wanted in (one.deadline.id, *map(str.casefold, one.deadline.names.values()))
            ]
            if not named:
                ids = ", ".join(one.deadline.id for one in found)
                return plain(view.language.say("No such deadline. There are: {deadlines}", deadlines=ids))
            return history_sheet(named[0], spoken.get(named[0].deadline.id), view)

        await answer(message, await self._services.database.run(read))

    async def help(self, update: Update, _context: ContextTypes.DEFAULT_TYPE) -> None:
        """Every command with what it does."""
        if update.message is not None:
            say = await self._services.words(update.message)
            await answer(update.message, lines(*(f"/{name} – {say(text)}" for name, text in COMMANDS.items())))

    async def moved(self, update: Update, _context: ContextTypes.DEFAULT_TYPE) -> None:
        """A group became a supergroup: everything kept under the old id moves to the new one."""
        message = update.message
        if message is None or message.migrate_to_chat_id is None:
            return
        old, new, now = message.chat.id, message.migrate_to_chat_id, self._services.clock()
        await self._services.database.run(lambda connection: chats.migrate(connection, old, new, now))

    async def membership(self, update: Update, _context: ContextTypes.DEFAULT_TYPE) -> None:
        """Blocked or removed: stop every subscription of the chat, and keep the settings. Added to a group: say how."""
        change = update.my_chat_member
        if change is None:
            return
        chat, now = change.chat, self._services.clock()
        before, after = change.old_chat_member.status, change.new_chat_member.status
        if after in _AWAY:
            await self._services.database.run(lambda connection: chats.deactivate(connection, chat.id, "removed", now))
        elif before in _AWAY and chat.type in (TelegramChat.GROUP, TelegramChat.SUPERGROUP):
            say = language(self._services.config.settings.chats.locale).say
            hello = say("Alerts on US–China contacts and deadlines: an administrator starts them with /start.")
            await chat.get_bot().send_message(chat.id, hello)


def _linked_issue(words: Sequence[str], known: set[str]) -> str | None:
    """The issue that a deep link names: `issue_rare-earths` or, as Telegram allows no dash in some clients, `_`."""
    if len(words) != 1 or not words[0].startswith("issue_"):
        return None
    named = words[0].removeprefix("issue_")
    return next((id for id in known if named in (id, id.replace("-", "_"))), None)


def _called(deadline: Deadline) -> set[str]:
    return {deadline.id, *(name.casefold() for name in deadline.names.values())}


def handlers(services: Services) -> list[BaseHandler[Any, Any, Any]]:
    """The handlers of this module's commands."""
    commands = Commands(services)
    fresh = filters.UpdateType.MESSAGE
    return [
        CommandHandler("start", commands.start, fresh),
        CommandHandler("stop", commands.stop, fresh),
        CommandHandler("countdown", commands.countdown, fresh),
        CommandHandler("help", commands.help, fresh),
        MessageHandler(filters.StatusUpdate.MIGRATE, commands.moved),
        ChatMemberHandler(commands.membership, ChatMemberHandler.MY_CHAT_MEMBER),
    ]
