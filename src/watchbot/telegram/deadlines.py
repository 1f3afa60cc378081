"""/deadline: the history of a deadline for everybody; adding, moving and closing one for the service's admins.

Nothing happens at once: each change is shown first, with Apply and Ignore, and what is applied is journalled with who
and when. The buttons under a change that the news reports are the same ones.
"""

from collections.abc import Sequence
from contextlib import suppress
from datetime import datetime, time
from typing import Any
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from sqlalchemy import Connection
from telegram.error import BadRequest
from telegram.ext import BaseHandler, CallbackQueryHandler, CommandHandler, ContextTypes, filters

from telegram import InlineKeyboardButton, Message, Update
from watchbot.alerts.callbacks import decode, pattern
from watchbot.alerts.deadline_text import change_asked, decision_buttons, history_sheet
from watchbot.alerts.language import N_
from watchbot.alerts.markup import Text, plain
from watchbot.alerts.view import View
from watchbot.countdown import Standing
from watchbot.model import Outcome, Proposal, Revision
from watchbot.revising import apply
from watchbot.store import countdown, proposals
from watchbot.store import deadlines as store
from watchbot.telegram.services import Services, answer, out_of_date

USAGE = """/deadline history ID
/deadline extend ID 2027-05-10 [00:01] [America/New_York] [note]
/deadline add ID 2027-05-10 [00:01] [America/New_York] NAME
/deadline close ID met|lapsed|withdrawn [note]"""
NOT_AN_ADMIN = N_("Only the admins of this service can change deadlines.")


class Refused(Exception):
    """What was asked can't be done; the message says what was expected."""


class DeadlineCommand:
    """The command and its buttons, over the services."""

    def __init__(self, services: Services) -> None:
        self._services = services

    async def run(self, update: Update, context: ContextTypes.DEFAULT_TYPE) -> None:
        """Show a history, or ask whether to make a change."""
        message, words = update.message, list(context.args or ())
        if message is None:
            return
        user = message.from_user.id if message.from_user else None
        now = self._services.clock()

        def work(connection: Connection) -> tuple[Text, int | None, View]:
            chat = self._services.subscription(connection, message)
            view = self._services.view(chat, now)
            known = {one.deadline.id: one for one in self._services.standings(connection, chat.zone, now)}
            try:
                if words[:1] == ["history"]:
                    standing = _known(known, words[1:2])
                    return history_sheet(standing, countdown.spoken(connection, words[1]), view), None, view
                if words[:1] and words[0] in _CHANGES:
                    if user not in self._services.config.settings.admins:
                        raise Refused(view.language.say(NOT_AN_ADMIN))
                    proposal, name = _CHANGES[words[0]](known, words[1:], chat.zone, user, now)
                    id = proposals.add(connection, proposal, now, name)
                    old = known.get(proposal.deadline)
                    shown = name or (view.named(old.deadline.names, old.deadline.id) if old else proposal.deadline)
                    return change_asked(shown, old.revision if old else None, proposal.revision, view), id, view
                raise Refused("\n".join([USAGE, "", "ID: " + ", ".join(known)]))
            except Refused as refusal:
                return plain(str(refusal)), None, view

        text, asked, view = await self._services.database.run(work)
        await answer(message, text, _rows(asked, view) if asked is not None else ())

    async def decide(self, update: Update, _context: ContextTypes.DEFAULT_TYPE) -> None:
        """Apply or Ignore was pressed."""
        query = update.callback_query
        if query is None:
            return
        pressed, message = decode(query.data or ""), query.message
        if pressed is None or not pressed.argument(0).isdigit() or not isinstance(message, Message):
            await out_of_date(self._services, query)
            return
        user, now = query.from_user.id, self._services.clock()

        def work(connection: Connection) -> str:
            say = self._services.view(self._services.subscription(connection, message), now).language.say
            if user not in self._services.config.settings.admins:
                return say(NOT_AN_ADMIN)
            stored = proposals.find(connection, int(pressed.argument(0)))
            if stored is None:
                return say("This change is not kept any more.")
            if pressed.action == "ignore":
                ignored = proposals.decide(connection, stored, proposals.IGNORED, user, now)
                return say("Ignored.") if ignored else say("This was decided before.")
            known = store.load(connection, self._services.config.deadlines)
            return say("Applied.") if apply(connection, known, stored, user, now) else say("This was decided before.")

        said = await self._services.database.run(work)
        await query.answer(said)
        if user in self._services.config.settings.admins:
            with suppress(BadRequest):  # somebody else's press took the buttons away already
                await message.edit_reply_markup(None)
            await answer(message, plain(said), reply_to=message.message_id)
        self._services.wake()


def handlers(services: Services) -> list[BaseHandler[Any, Any, Any]]:
    """The handlers of the command and its buttons."""
    command = DeadlineCommand(services)
    return [
        CommandHandler("deadline", command.run, filters.UpdateType.MESSAGE),
        CallbackQueryHandler(command.decide, pattern("apply")),
        CallbackQueryHandler(command.decide, pattern("ignore")),
    ]


def _rows(id: int, view: View) -> list[list[InlineKeyboardButton]]:
    return [[InlineKeyboardButton(b.text, callback_data=b.data) for b in row] for row in decision_buttons(id, view)]


def _known(known: dict[str, Standing], words: Sequence[str]) -> Standing:
    if not words or words[0] not in known:
        raise Refused(f"{words[0] if words else ''!r} is no deadline, expected one of: {', '.join(known)}")
    return known[words[0]]


def _extend(
    known: dict[str, Standing], words: Sequence[str], _zone: str, user: int | None, now: datetime
) -> tuple[Proposal, str]:
    standing = _known(known, words)
    old = standing.revision
    expires, zone, rest = _moment(words[1:], old.expires.astimezone(ZoneInfo(old.zone)).time(), old.zone)
    note = " ".join(rest)
    return _proposal(standing.deadline.id, Revision(now, expires, zone, f"admin {user}", note, by=user)), ""


def _add(
    known: dict[str, Standing], words: Sequence[str], zone: str, user: int | None, now: datetime
) -> tuple[Proposal, str]:
    if not words or words[0] in known or not words[0].replace("-", "").isalnum() or len(words[0]) > 40:
        raise Refused("expected a new ID of letters, digits and dashes: /deadline add ID 2027-05-10 NAME")
    expires, zone, rest = _moment(words[1:], time(), zone)
    if not rest:
        raise Refused("expected a name behind the date: /deadline add ID 2027-05-10 NAME")
    return _proposal(words[0], Revision(now, expires, zone, f"admin {user}", by=user)), " ".join(rest)


def _close(
    known: dict[str, Standing], words: Sequence[str], _zone: str, user: int | None, now: datetime
) -> tuple[Proposal, str]:
    standing = _known(known, words)
    try:
        outcome = Outcome(words[1])
    except (IndexError, ValueError):
        raise Refused("expected met, lapsed or withdrawn: /deadline close ID met") from None
    old, note = standing.revision, " ".join(words[2:])
    return _proposal(
        standing.deadline.id, Revision(now, old.expires, old.zone, f"admin {user}", note, outcome, by=user)
    ), ""


_CHANGES = {"extend": _extend, "add": _add, "close": _close}


def _proposal(deadline: str, revision: Revision) -> Proposal:
    return Proposal(deadline, revision, "", revision.source, False, revision.note, "admin")


def _moment(words: Sequence[str], at: time, zone: str) -> tuple[datetime, str, list[str]]:
    """`2027-05-10 [00:01] [Area/City] rest…` as a moment in its zone, the zone's name, and the rest."""
    rest = list(words)
    try:
        day = datetime.strptime(rest.pop(0), "%Y-%m-%d").date()  # noqa: DTZ007 - a wall-clock date; its zone follows
    except (IndexError, ValueError):
        raise Refused("expected a date such as 2027-05-10") from None
    if rest and len(rest[0]) == len("00:01") and rest[0][2] == ":":
        try:
            at = time.fromisoformat(rest.pop(0))
        except ValueError:
            raise Refused("expected a time such as 00:01") from None
    if rest and ("/" in rest[0] or rest[0] == "UTC"):
        zone = rest.pop(0)
    try:
        return datetime.combine(day, at, ZoneInfo(zone)), zone, rest
    except (ZoneInfoNotFoundError, ValueError, OSError):
        raise Refused(f"{zone!r} is no IANA time zone, expected one such as America/New_York") from None
