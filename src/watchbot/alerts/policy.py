"""Policy: what deserves an alert. Pure; the answer carries its reason.

A contact is told once, changes that matter answer it, and all else amends it quietly. Speculation and unsure contacts
wait; nothing goes back from held to planned.
"""

from dataclasses import dataclass
from datetime import datetime

from watchbot.model import Alerting, AlertKind, AlertReason, Contact, Side, Status


@dataclass(frozen=True, slots=True)
class AlertDecision:
    """What to raise, or None, and why."""

    kind: AlertKind | None
    reason: AlertReason


def decide(
    before: Contact | None, after: Contact, now: datetime, settings: Alerting, baseline: bool = False
) -> AlertDecision:
    """Decide on the change from `before` to `after`. `baseline` is a feed's first poll: old contacts stay quiet."""
    last = after.reports[-1]
    if after.status is Status.SPECULATED:
        return AlertDecision(None, AlertReason.SPECULATION)
    if not after.sure or (after.score < settings.push_score and len(after.publishers) < 2):
        return AlertDecision(None, AlertReason.BELOW_THRESHOLD)
    told = before is not None and before.sure and before.status is not Status.SPECULATED
    if not told:
        if baseline and now - last.published > settings.baseline:
            return AlertDecision(None, AlertReason.OLD_AT_BASELINE)
        if now - last.published > settings.stale:
            return AlertDecision(None, AlertReason.NOT_NEWS)
        reason = AlertReason.FIRST_REPORT if before is None else AlertReason.NOW_SURE
        return AlertDecision(AlertKind.CONTACT_NEW, reason)
    assert before is not None
    if after.status is not before.status:
        return AlertDecision(AlertKind.CONTACT_CHANGE, AlertReason.STATUS_CHANGED)
    if after.confirmed == frozenset(Side) and before.confirmed != frozenset(Side):
        return AlertDecision(AlertKind.CONTACT_CHANGE, AlertReason.CONFIRMED_BOTH_SIDES)
    return AlertDecision(AlertKind.CONTACT_EDIT, AlertReason.MORE_PUBLISHERS)
