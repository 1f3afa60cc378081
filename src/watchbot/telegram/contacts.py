"""/contacts: the contacts that were reported last."""

from typing import Any

from sqlalchemy import Connection
from telegram.ext import BaseHandler, CommandHandler, ContextTypes, filters

from telegram import Update
from watchbot.alerts.markup import Text, bold, lines, plain
from watchbot.alerts.rendering import contact_line
from watchbot.alerts.view import View
from watchbot.store import contacts
from watchbot.telegram.services import Services, answer

SHOWN_AT_START = 3
SHOWN = 10


def recent_contacts(connection: Connection, view: View, limit: int = SHOWN_AT_START) -> Text:
    """The last contacts, one a line, newest first."""
    found = contacts.recent(connection, limit=limit)
    if not found:
        return plain(view.language.say("No contact has been reported yet."))
    return lines(bold(view.language.say("Latest contacts")), *(contact_line(one, view) for one in found))


def handlers(services: Services) -> list[BaseHandler[Any, Any, Any]]:
    """The handler of /contacts."""

    async def show(update: Update, _context: ContextTypes.DEFAULT_TYPE) -> None:
        message = update.message
        if message is None:
            return
        now = services.clock()

        def read(connection: Connection) -> Text:
            return recent_contacts(connection, services.view(services.subscription(connection, message), now), SHOWN)

        await answer(message, await services.database.run(read))

    return [CommandHandler("contacts", show, filters.UpdateType.MESSAGE)]
