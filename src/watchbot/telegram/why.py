"""The "Why?" button: the words and rules that made the alert, who published it, and how the reports were joined."""

from typing import Any

from sqlalchemy import Connection
from telegram.ext import BaseHandler, CallbackQueryHandler, ContextTypes

from telegram import Message, Update
from watchbot.alerts.callbacks import decode, pattern
from watchbot.alerts.language import Language, language
from watchbot.alerts.markup import Text, bold, code, italic, join, lines, link, plain
from watchbot.model import Contact
from watchbot.store import contacts
from watchbot.telegram.services import Services, answer, out_of_date, pressed_contact

REPORTS_SHOWN = 6


def explanation(contact: Contact, joined: list[str], words_of: Language) -> Text:
    """What each report said, in which words, by which rules. `joined` is each report's identity reason, in order."""
    say = words_of.say
    pieces: list[Text | str] = [bold(say("Why this alert"))]
    for number, report in enumerate(contact.reports[:REPORTS_SHOWN]):
        words = dict.fromkeys(evidence.text for evidence in report.mention.evidence)
        pieces += [
            "",
            link(report.publisher, report.link) + ": " + italic(report.title),
            plain(say("Matched words") + ": ") + join(", ", (code(word) for word in words)),
            plain(say("Rules") + ": ") + join(", ", (code(rule) for rule in report.mention.rules)),
        ]
        if number < len(joined):
            pieces.append(plain(say("Filed as") + ": ") + code(joined[number].replace("_", " ")))
    left = len(contact.reports) - REPORTS_SHOWN
    if left > 0:
        pieces += ["", words_of.plural("and {count} more report", "and {count} more reports", left)]
    return lines(*pieces)


def _find(connection: Connection, pressed: str, words_of: Language) -> Text | None:
    contact = pressed_contact(connection, pressed)
    if contact is None:
        return None
    return explanation(contact, [reason for _, reason in contacts.identity_reasons(connection, contact.id)], words_of)


def handlers(services: Services) -> list[BaseHandler[Any, Any, Any]]:
    """The handler of the button."""

    async def why(update: Update, _context: ContextTypes.DEFAULT_TYPE) -> None:
        query = update.callback_query
        if query is None:
            return
        pressed, message = decode(query.data or ""), query.message
        wanted = pressed.argument(0) if pressed else ""
        if not isinstance(message, Message):
            await out_of_date(services, query)
            return

        def read(connection: Connection) -> tuple[Text | None, str]:
            words_of = language(services.subscription(connection, message).locale)
            return _find(connection, wanted, words_of), words_of.say("This contact is not kept any more.")

        text, gone = await services.database.run(read)
        if text is None:
            await query.answer(gone)
            return
        await query.answer()
        await answer(message, text, reply_to=message.message_id)

    return [CallbackQueryHandler(why, pattern("why"))]
