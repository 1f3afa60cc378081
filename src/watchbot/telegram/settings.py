"""/settings: every setting of the chat on one card, changed by buttons or by words (`/settings quiet 22:00-07:30`)."""

from contextlib import suppress
from typing import Any

from sqlalchemy import Connection
from telegram.constants import ParseMode
from telegram.error import BadRequest
from telegram.ext import BaseHandler, CallbackQueryHandler, CommandHandler, ContextTypes, filters

from telegram import InlineKeyboardButton, InlineKeyboardMarkup, Message, Update
from watchbot.alerts.callbacks import decode, encode, pattern
from watchbot.alerts.language import N_, NAMES
from watchbot.alerts.markup import Text, bold, lines, plain
from watchbot.alerts.settings import CHOICES, Unreadable, changed, shown
from watchbot.alerts.view import View
from watchbot.model import Certainty, Chat, Status
from watchbot.store import chats, holding
from watchbot.telegram.issues import wanted
from watchbot.telegram.services import ONLY_ADMINS, Services, answer, author_may_change, may_change, out_of_date

FIELDS = {
    "status": N_("Statuses"),
    "certainty": N_("Least certainty"),
    "language": N_("Language"),
    "zone": N_("Time zone"),
    "quiet": N_("Quiet hours"),
    "digest": N_("Digest"),
    "mute": N_("Muted until"),
}
Rows = list[list[InlineKeyboardButton]]


class Settings:
    """The command and its buttons, over the services."""

    def __init__(self, services: Services) -> None:
        self._services = services

    async def command(self, update: Update, context: ContextTypes.DEFAULT_TYPE) -> None:
        """The card, or a change in words."""
        message, words = update.effective_message, list(context.args or ())
        if message is None:
            return
        if words and not await author_may_change(message):
            await answer(message, plain((await self._services.words(message))(ONLY_ADMINS)))
            return
        now = self._services.clock()

        def work(connection: Connection) -> tuple[Text, Rows]:
            chat = self._services.subscription(connection, message)
            view = self._services.view(chat, now)
            if words:
                try:
                    chat = self._set(connection, chat, words[0], " ".join(words[1:]))
                except Unreadable as error:
                    return plain(view.language.say("Expected one of: {expected}", expected=error)), []
                view = self._services.view(chat, now)
            return card(chat, view), field_rows(view)

        text, rows = await self._services.database.run(work)
        await answer(message, text, rows)

    async def pressed(self, update: Update, _context: ContextTypes.DEFAULT_TYPE) -> None:
        """A field opens its choices; a choice is set, and the card is written anew."""
        query = update.callback_query
        if query is None:
            return
        data, message = decode(query.data or "", 2), query.message
        if data is None or not isinstance(message, Message):
            await out_of_date(self._services, query)
            return
        if not await may_change(message, query.from_user.id):
            await query.answer((await self._services.words(message))(ONLY_ADMINS), show_alert=True)
            return
        now, field = self._services.clock(), data.argument(0)

        def work(connection: Connection) -> tuple[Text, Rows, str]:
            chat = self._services.subscription(connection, message)
            said = ""
            if data.action == "set":
                try:
                    chat = self._set(connection, chat, field, data.argument(1))
                except Unreadable:
                    said = "?"
            view = self._services.view(chat, now)
            rows = choice_rows(chat, field, view) if field in CHOICES else field_rows(view)
            return card(chat, view), rows, said or shown(chat, view).get(field, "")

        text, rows, said = await self._services.database.run(work)
        await query.answer(said)
        with suppress(BadRequest):  # pressing the same choice twice draws the same card, which Telegram refuses
            await message.edit_text(text.fit().html, parse_mode=ParseMode.HTML, reply_markup=InlineKeyboardMarkup(rows))
        self._services.wake()

    def _set(self, connection: Connection, chat: Chat, field: str, said: str) -> Chat:
        """Save the change; what quiet hours or a mute held back is due when they now end."""
        now = self._services.clock()
        after = changed(chat, field, said, now)
        chats.save(connection, after, now)
        if field in ("quiet", "mute", "zone"):
            holding.reschedule(connection, chat.key, after.held_until(now) or now)
        return after


def card(chat: Chat, view: View) -> Text:
    """All settings of a chat."""
    say = view.language.say
    known = [view.issue(id) for id in view.issues if wanted(chat, id)]
    issues = say("all") if len(known) == len(view.issues) else view.language.listed(known) or say("none")
    rows = [bold(say(FIELDS[field])) + f": {value}" for field, value in shown(chat, view).items()]
    return lines(
        bold(say("Settings")),
        "",
        bold(say("Issues")) + f": {issues} · /issues",
        *rows,
        "",
        say("Tap a setting, or write it: /settings quiet 22:00-07:30"),
    )


def field_rows(view: View) -> Rows:
    """A button for each setting."""
    buttons = [
        InlineKeyboardButton(view.language.say(name), callback_data=encode("page", field))
        for field, name in FIELDS.items()
    ]
    return [buttons[start : start + 2] for start in range(0, len(buttons), 2)]


def choice_rows(chat: Chat, field: str, view: View) -> Rows:
    """A button for each choice of one setting, the chosen statuses ticked, and the way back."""
    buttons = [
        InlineKeyboardButton(_choice(chat, field, choice, view), callback_data=encode("set", field, choice))
        for choice in CHOICES[field]
    ]
    back = InlineKeyboardButton("⬅️", callback_data=encode("page", "all"))
    return [*(buttons[start : start + 2] for start in range(0, len(buttons), 2)), [back]]


def _choice(chat: Chat, field: str, choice: str, view: View) -> str:
    if field == "status":
        return f"{'✅' if Status(choice) in chat.statuses else '▫️'} {view.status(Status(choice))}"
    if field == "certainty":
        return view.certainty(Certainty(choice))
    if field == "language":
        return NAMES[choice]
    return view.language.say("off") if choice == "off" else choice


def handlers(services: Services) -> list[BaseHandler[Any, Any, Any]]:
    """The handlers of /settings and of its buttons."""
    settings = Settings(services)
    return [
        CommandHandler("settings", settings.command, filters.UpdateType.MESSAGE),
        CallbackQueryHandler(settings.pressed, pattern("page")),
        CallbackQueryHandler(settings.pressed, pattern("set")),
    ]
