"""Revising: news that moves a deadline becomes a proposal, and a proposal that somebody approves becomes a revision.

Runs in the transaction that files the entry, so a crash leaves the entry with its proposal or neither. A change is
applied without asking only where the deadline allows it and two publishers report it, one of them official.
"""

import logging
from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime, timedelta

from sqlalchemy import Connection

from watchbot.countdown import parse_milestone, ruling
from watchbot.countdown.news import Vocabulary, proposals, spoken_of
from watchbot.model import (
    Alert,
    AlertKind,
    AlertReason,
    ChatKey,
    Deadline,
    DeliveryKind,
    Entry,
    Proposal,
    Spoken,
)
from watchbot.store import countdown, deadlines, outbox
from watchbot.store import proposals as kept
from watchbot.store.proposals import APPLIED, WAITING, StoredProposal

log = logging.getLogger(__name__)

NEWS_FOR = timedelta(days=14)
PUBLISHERS_TO_APPLY = 2
NEW_DEADLINE_MILESTONES = ("30d", "14d", "7d", "3d", "1d", "0")


class Reviser:
    """Made once by the composition root; `admins` are the Telegram users who are asked."""

    def __init__(self, configured: Sequence[Deadline], admins: Sequence[int]) -> None:
        self._configured = tuple(configured)
        self._vocabulary = Vocabulary(configured)
        self._admins = tuple(admins)

    def read(self, connection: Connection, entries: Sequence[Entry], now: datetime) -> int:
        """Look for news of the deadlines in new entries; returns how many alerts were raised."""
        touching = [entry for entry in entries if self._vocabulary.touches(entry)]
        if not touching:
            return 0
        known = deadlines.load(connection, self._configured)
        raised = 0
        for entry in sorted(touching, key=lambda one: one.published):
            for deadline in known:
                if spoken_of(deadline, entry):
                    said = Spoken(entry.published, entry.title, entry.publisher, entry.link)
                    countdown.set_spoken(connection, deadline.id, said)
            if now - entry.published > NEWS_FOR:
                continue
            for proposal in proposals(entry, known):
                raised += self._propose(connection, known, proposal, now)
                known = deadlines.load(connection, self._configured)
        return raised

    def _propose(self, connection: Connection, known: Sequence[Deadline], proposal: Proposal, now: datetime) -> int:
        before = kept.alike(connection, proposal.deadline, proposal.revision.key)
        decided = any(one.state != WAITING for one in before)
        if decided or any(one.proposal.publisher == proposal.publisher for one in before):
            return 0
        id = kept.add(connection, proposal, now)
        stored = kept.find(connection, id)
        reports = [*(one.proposal for one in before), proposal]
        deadline = next(one for one in known if one.id == proposal.deadline)
        log.info("deadline %s: %s reports %s", deadline.id, proposal.publisher, proposal.revision.key)
        enough = len(reports) >= PUBLISHERS_TO_APPLY and any(one.official for one in reports)
        if stored is not None and deadline.auto_apply and enough:
            apply(connection, known, stored, None, now)
            return 1
        if not before and self._admins:
            waiting = [(ChatKey(admin), DeliveryKind.SEND, now) for admin in self._admins]
            outbox.enqueue(connection, _asking(id, proposal, now), waiting)
            return 1
        return 0


def apply(
    connection: Connection, known: Sequence[Deadline], stored: StoredProposal, by: int | None, now: datetime
) -> bool:
    """Make the proposal a revision, or a new deadline; `by` is the admin's user id, None for the auto-apply rule.

    False where it was decided before. Subscribers are told by the next tick of the reminders.
    """
    if not kept.decide(connection, stored, APPLIED, by, now):
        return False
    said = stored.proposal
    revision = replace(said.revision, by=by)
    if stored.name:
        chosen = tuple(m for m in map(parse_milestone, NEW_DEADLINE_MILESTONES) if m is not None)
        made = Deadline(said.deadline, {"en": stored.name}, (revision,), chosen)
        return deadlines.add_deadline(connection, made, by, now)
    ruled = next((ruling(one, now) for one in known if one.id == said.deadline), None)
    if ruled is not None and revision.announced <= ruled.announced:
        revision = replace(revision, announced=now)
    deadlines.add_revision(connection, said.deadline, revision, by, now)
    return True


def _asking(id: int, proposal: Proposal, now: datetime) -> Alert:
    return Alert(
        key=f"proposal:{proposal.deadline}:{proposal.revision.key}",
        kind=AlertKind.PROPOSAL,
        reason=AlertReason.REVISED,
        subject=proposal.deadline,
        created=now,
        payload={
            "proposal": id,
            "expires": proposal.revision.expires.isoformat(),
            "zone": proposal.revision.zone,
            "outcome": proposal.revision.outcome.value if proposal.revision.outcome else None,
            "publisher": proposal.publisher,
            "quote": proposal.quote,
            "link": proposal.link,
        },
    )
