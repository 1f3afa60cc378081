"""/issues: a button for each tracked issue, which turns it on or off for the chat."""

from collections.abc import Iterable
from contextlib import suppress
from dataclasses import replace
from typing import Any

from sqlalchemy import Connection
from telegram.error import BadRequest
from telegram.ext import BaseHandler, CallbackQueryHandler, CommandHandler, ContextTypes, filters

from telegram import InlineKeyboardButton, InlineKeyboardMarkup, Message, Update
from watchbot.alerts.callbacks import decode, encode, pattern, stands_for, token
from watchbot.alerts.language import N_
from watchbot.alerts.markup import plain
from watchbot.alerts.view import View
from watchbot.model import Chat
from watchbot.store import chats
from watchbot.telegram.services import ONLY_ADMINS, Services, answer, may_change, out_of_date, pressed_contact

BUTTONS_IN_ROW = 2
PROMPT = N_("Alerts come for the issues that are ticked. Tap one to turn it off or on.")


def wanted(chat: Chat, issue: str) -> bool:
    """Whether the chat is told of the issue: chosen, and not muted."""
    return (chat.issues is None or issue in chat.issues) and issue not in chat.muted_issues


def issue_rows(chat: Chat, view: View) -> list[list[InlineKeyboardButton]]:
    """One button for each issue of the configuration, ticked where the chat wants it."""
    buttons = [
        InlineKeyboardButton(
            f"{'✅' if wanted(chat, id) else '▫️'} {view.issue(id)}",
            callback_data=encode("issue", token(id)),
        )
        for id in view.issues
    ]
    return [buttons[start : start + BUTTONS_IN_ROW] for start in range(0, len(buttons), BUTTONS_IN_ROW)]


def toggled(chosen: frozenset[str] | None, issue: str, known: Iterable[str]) -> frozenset[str] | None:
    """The chosen issues after a tap on `issue`; None again once every known one is chosen."""
    every = frozenset(known)
    after = (every if chosen is None else chosen) ^ {issue}
    return None if after >= every else after


def tapped(chat: Chat, issue: str, known: Iterable[str]) -> Chat:
    """The chat after a tap on `issue`: a muted one is heard again, any other is turned off or on."""
    unmuted = replace(chat, muted_issues=chat.muted_issues - {issue})
    if issue in chat.muted_issues and (chat.issues is None or issue in chat.issues):
        return unmuted
    return replace(unmuted, issues=toggled(chat.issues, issue, known))


class Issues:
    """The command and its buttons, over the services."""

    def __init__(self, services: Services) -> None:
        self._services = services

    async def show(self, update: Update, _context: ContextTypes.DEFAULT_TYPE) -> None:
        """The buttons as they stand."""
        message = update.message
        if message is None:
            return
        chat = await self._services.database.run(lambda connection: self._services.subscription(connection, message))
        view = self._services.view(chat, self._services.clock())
        await answer(message, plain(view.language.say(PROMPT)), issue_rows(chat, view))

    async def tap(self, update: Update, _context: ContextTypes.DEFAULT_TYPE) -> None:
        """Turn one issue off or on, and redraw the buttons under the message."""
        query = update.callback_query
        if query is None:
            return
        pressed, message = decode(query.data or ""), query.message
        known = [issue.id for issue in self._services.config.issues]
        found = [id for id in known if pressed is not None and stands_for(pressed.argument(0), id)]
        if not found or not isinstance(message, Message):
            await out_of_date(self._services, query)
            return
        if not await may_change(message, query.from_user.id):
            await query.answer((await self._services.words(message))(ONLY_ADMINS), show_alert=True)
            return
        now = self._services.clock()

        def turn(connection: Connection) -> Chat:
            before = self._services.subscription(connection, message)
            chat = tapped(before, found[0], known)
            chats.save(connection, chat, now)
            return chat

        chat = await self._services.database.run(turn)
        view = self._services.view(chat, now)
        say = view.language.say
        state = say("on") if wanted(chat, found[0]) else say("off")
        await query.answer(f"{view.issue(found[0])}: {state}")
        with suppress(BadRequest):  # two taps at once draw the same buttons, and Telegram refuses the second drawing
            await message.edit_reply_markup(InlineKeyboardMarkup(issue_rows(chat, view)))

    async def mute(self, update: Update, _context: ContextTypes.DEFAULT_TYPE) -> None:
        """Mute the one issue of the alert's contact; where it has several, show the buttons to choose from."""
        query = update.callback_query
        if query is None:
            return
        pressed, message = decode(query.data or ""), query.message
        if pressed is None or not isinstance(message, Message):
            await out_of_date(self._services, query)
            return
        if not await may_change(message, query.from_user.id):
            await query.answer((await self._services.words(message))(ONLY_ADMINS), show_alert=True)
            return
        now = self._services.clock()

        def silence(connection: Connection) -> tuple[Chat, tuple[str, ...]]:
            chat = self._services.subscription(connection, message)
            contact = pressed_contact(connection, pressed.argument(0))
            issues = contact.issues if contact else ()
            if len(issues) == 1:
                chat = replace(chat, muted_issues=chat.muted_issues | {issues[0]})
                chats.save(connection, chat, now)
            return chat, issues

        chat, issues = await self._services.database.run(silence)
        view = self._services.view(chat, now)
        if len(issues) == 1:
            muted = view.language.say("Muted: {issue}. /issues turns it on again.", issue=view.issue(issues[0]))
            await query.answer(muted)
            return
        await query.answer()
        await answer(message, plain(view.language.say(PROMPT)), issue_rows(chat, view))


def handlers(services: Services) -> list[BaseHandler[Any, Any, Any]]:
    """The handlers of /issues and of its buttons."""
    issues = Issues(services)
    return [
        CommandHandler("issues", issues.show, filters.UpdateType.MESSAGE),
        CallbackQueryHandler(issues.tap, pattern("issue")),
        CallbackQueryHandler(issues.mute, pattern("mute")),
    ]
