"""Intake: a new entry in, contacts and alerts and outbox rows out, in one transaction.

This is the seam between the pure stages and the store. It decides nothing itself: the coder reads the entry, identity
puts its mentions to contacts, policy says what deserves an alert, routing says to which chat. All of their answers are
written in the transaction that keeps the entry, so a crash leaves either everything or nothing.
"""

import logging
from collections.abc import Sequence
from datetime import datetime
from functools import partial
from typing import Protocol

from sqlalchemy import Connection

from watchbot import metrics
from watchbot.alerts.policy import decide
from watchbot.alerts.routing import route
from watchbot.contacts import UNSAID, Coder, add_report, identify, new_id, open_contact
from watchbot.model import (
    Alert,
    Alerting,
    AlertKind,
    AlertReason,
    Chat,
    ChatKey,
    Coding,
    Contact,
    DeliveryKind,
    Entry,
    Mention,
    Verdict,
)
from watchbot.store import chats, contacts, outbox

log = logging.getLogger(__name__)

CodedEntry = tuple[int, Entry, Coding]


class DeadlineReader(Protocol):
    """Who looks for news of the deadlines; `watchbot.revising.Reviser` in the service."""

    def read(self, connection: Connection, entries: Sequence[Entry], now: datetime) -> int: ...


class Intake:
    """Made once by the composition root; holds no state of its own beside the compiled coder."""

    def __init__(self, coder: Coder, settings: Alerting, deadlines: DeadlineReader) -> None:
        self._coder = coder
        self._settings = settings
        self._deadlines = deadlines

    def code(self, entry: Entry) -> Coding:
        """What the entry says of contacts; what the coder itself errs on is logged, and filed as saying nothing."""
        coding = self._coder.code(entry)
        if coding.verdict is Verdict.UNREADABLE:
            log.error("entry %s of feed %s is kept unread: %s", entry.id, entry.feed, coding.rule)
        return coding

    def file(self, connection: Connection, coded: Sequence[CodedEntry], *, baseline: bool, now: datetime) -> int:
        """File what new entries say; returns how many alerts were raised.

        `coded` holds (row id of the entry, entry, coding). With `baseline` (a feed's first poll) only contacts of the
        last `baseline` hours are alerted. Runs inside the caller's transaction and never commits.
        """
        raised = 0
        for row, entry, first in sorted(coded, key=lambda item: item[1].published):
            coding = first
            if first.verdict in UNSAID:
                coding = self._coder.code(entry, partial(contacts.candidates, connection, entry.published))
            for mention in coding.mentions:
                raised += self._file_mention(connection, (row, entry, mention), baseline=baseline, now=now)
        return raised + self._deadlines.read(connection, [entry for _, entry, _ in coded], now)

    def _file_mention(
        self, connection: Connection, item: tuple[int, Entry, Mention], *, baseline: bool, now: datetime
    ) -> int:
        row, entry, mention = item
        found = identify(mention, entry, contacts.candidates(connection, entry.published))
        before, mention = found.contact, found.mention
        if before is None:
            after = open_contact(_free_id(connection, new_id(mention, entry)), mention, entry)
        else:
            after = add_report(before, mention, entry)
        contacts.save(connection, after)
        contacts.add_mention(connection, after, entry_row=row, reason=found.reason)
        metrics.contacts.labels(found.reason.value).inc()
        decision = decide(before, after, now, self._settings, baseline=baseline)
        log.info(
            "contact %s: entry %s of feed %s: identity %s, alert %s (%s)",
            after.id,
            entry.id,
            entry.feed,
            found.reason.value,
            decision.kind.value if decision.kind else "none",
            decision.reason.value,
        )
        if decision.kind is None:
            metrics.suppressed.labels(decision.reason.value).inc()
            return 0
        return self._raise(connection, decision.kind, decision.reason, (before, after), now)

    def _raise(
        self,
        connection: Connection,
        kind: AlertKind,
        reason: AlertReason,
        change: tuple[Contact | None, Contact],
        now: datetime,
    ) -> int:
        before, after = change
        opening = Alert(f"contact:{after.id}:new", AlertKind.CONTACT_NEW, reason, after.id, now)
        alert = opening if kind is AlertKind.CONTACT_NEW else _later_alert(kind, reason, after, now)
        metrics.alerts.labels(alert.kind.value).inc()
        told: list[tuple[ChatKey, DeliveryKind, datetime]] = []
        newly_touched: list[tuple[ChatKey, DeliveryKind, datetime]] = []
        for chat in chats.subscribers(connection):
            way = route(alert, after, chat, now)
            if not way.deliver:
                continue
            if kind is AlertKind.CONTACT_EDIT and before is not None and _was_unwanted(opening, before, chat, now):
                way = route(opening, after, chat, now)
                newly_touched.append((chat.key, way.kind, way.due))
            else:
                told.append((chat.key, way.kind, way.due))
        outbox.enqueue(connection, alert, told)
        if newly_touched:
            outbox.enqueue(connection, opening, newly_touched)
        return 1


def _later_alert(kind: AlertKind, reason: AlertReason, contact: Contact, now: datetime) -> Alert:
    if kind is AlertKind.CONTACT_EDIT:
        return Alert(f"contact:{contact.id}:edit:{contact.version}", kind, reason, contact.id, now)
    key = f"contact:{contact.id}:{contact.status.value}:{contact.status_version}:{reason.value}"
    return Alert(key, kind, reason, contact.id, now, {"status": contact.status.value})


def _was_unwanted(opening: Alert, before: Contact, chat: Chat, now: datetime) -> bool:
    """Whether the chat's choices kept the contact from it so far, as with an issue that only now turned out touched."""
    return not route(opening, before, chat, now).deliver


def _free_id(connection: Connection, stem: str) -> str:
    taken = contacts.taken_ids(connection, stem)
    return (
        stem
        if stem not in taken
        else next(f"{stem}-{n}" for n in range(2, len(taken) + 3) if f"{stem}-{n}" not in taken)
    )
