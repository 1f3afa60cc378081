"""The "Why?" button: the words and rules that made the alert, who published it, and how the reports were joined."""

from typing import Any

from sqlalchemy import Connection
from telegram.ext import BaseHandler, CallbackQueryHandler, ContextTypes

from telegram import Message, Update
from watchbot.alerts.callbacks import decode, pattern
from watchbot.alerts.markup import Text, bold, code, italic, join, lines, link
from watchbot.model import Contact
from watchbot.store import contacts
from watchbot.telegram.services import Services, answer, pressed_contact

REPORTS_SHOWN = 6


def explanation(contact: Contact, joined: list[str]) -> Text:
    """What each report said, in which words, by which rules. `joined` is each report's identity reason, in order."""
    pieces: list[Text | str] = [bold("Why this alert")]
    for number, report in enumerate(contact.reports[:REPORTS_SHOWN]):
        words = dict.fromkeys(evidence.text for evidence in report.mention.evidence)
        pieces += [
            "",
            link(report.publisher, report.link) + ": " + italic(report.title),
            "Matched words: " + join(", ", (code(word) for word in words)),
            "Rules: " + join(", ", (code(rule) for rule in report.mention.rules)),
        ]
        if number < len(joined):
            pieces.append("Filed as: " + code(joined[number].replace("_", " ")))
    left = len(contact.reports) - REPORTS_SHOWN
    if left > 0:
        pieces += ["", f"and {left} more reports"]
    return lines(*pieces)


def _find(connection: Connection, pressed: str) -> Text | None:
    contact = pressed_contact(connection, pressed)
    if contact is None:
        return None
    return explanation(contact, [reason for _, reason in contacts.identity_reasons(connection, contact.id)])


def handlers(services: Services) -> list[BaseHandler[Any, Any, Any]]:
    """The handler of the button."""

    async def why(update: Update, _context: ContextTypes.DEFAULT_TYPE) -> None:
        query = update.callback_query
        if query is None:
            return
        pressed, message = decode(query.data or ""), query.message
        wanted = pressed.argument(0) if pressed else ""
        text = await services.database.run(lambda connection: _find(connection, wanted)) if wanted else None
        if text is None or not isinstance(message, Message):
            await query.answer("This contact is not kept any more.")
            return
        await query.answer()
        await answer(message, text, reply_to=message.message_id)

    return [CallbackQueryHandler(why, pattern("why"))]
