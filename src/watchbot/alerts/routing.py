"""Routing: which chat is told of an alert, how, and when. Pure.

A subscriber's choices are about contacts (issues, statuses, certainty), so they apply to contact alerts alone; nobody
misses the end of the truce because of a filter on TikTok. Being muted or in quiet hours delays and never drops: what is
held goes out as one summary when the silence ends. Edits make no sound, so nothing holds them.
"""

from dataclasses import dataclass
from datetime import datetime

from watchbot.model import Alert, AlertKind, AlertReason, Chat, Contact, DeliveryKind

_HOW = {
    AlertKind.CONTACT_EDIT: DeliveryKind.EDIT,
    AlertKind.CONTACT_CHANGE: DeliveryKind.REPLY,
    AlertKind.LIVE_COUNTDOWN: DeliveryKind.EDIT,
}
_ABOUT_A_CONTACT = frozenset({AlertKind.CONTACT_NEW, AlertKind.CONTACT_EDIT, AlertKind.CONTACT_CHANGE})
_BIND_ONLY_NEWS = frozenset({AlertReason.STATUS_NOT_WANTED, AlertReason.CERTAINTY_TOO_LOW})
_WAITS_FOR_NOTHING = frozenset({AlertKind.DIGEST, AlertKind.QUIET_SUMMARY})


@dataclass(frozen=True, slots=True)
class Route:
    """The answer for one chat. With `deliver` False the rest says why not; `due` later than now means held back."""

    deliver: bool
    kind: DeliveryKind
    due: datetime
    reason: AlertReason


def route(alert: Alert, contact: Contact | None, chat: Chat, now: datetime) -> Route:
    """Whether, how and when `chat` is told of `alert`, which is about `contact` where it is about one."""
    how = _HOW.get(alert.kind, DeliveryKind.SEND)
    refusal = _refusal(alert, contact, chat)
    if refusal is not None:
        return Route(False, how, now, refusal)
    held = None if how is DeliveryKind.EDIT or alert.kind in _WAITS_FOR_NOTHING else chat.held_until(now)
    if held is not None:
        muted = chat.muted_until is not None and chat.muted_until > now
        return Route(True, how, held, AlertReason.CHAT_MUTED if muted else AlertReason.QUIET_HOURS)
    return Route(True, how, now, alert.reason)


def unwanted(contact: Contact, chat: Chat) -> AlertReason | None:
    """Why the chat's choices keep this contact from it, or None where it wants it.

    Muting an issue silences what touches no other; choosing issues lets in only what touches one of them.
    """
    if contact.status not in chat.statuses:
        return AlertReason.STATUS_NOT_WANTED
    if contact.certainty.level < chat.least_certainty.level:
        return AlertReason.CERTAINTY_TOO_LOW
    touched = frozenset(contact.issues)
    tracked = touched if chat.issues is None else touched & chat.issues
    if chat.issues is not None and not tracked:
        return AlertReason.ISSUE_NOT_TRACKED
    return AlertReason.ISSUE_MUTED if tracked and tracked <= chat.muted_issues else None


def _refusal(alert: Alert, contact: Contact | None, chat: Chat) -> AlertReason | None:
    if not chat.active:
        return AlertReason.CHAT_INACTIVE
    if contact is None or alert.kind not in _ABOUT_A_CONTACT:
        return None
    refusal = unwanted(contact, chat)
    # What a chat was told has to be corrected there, so these two choices bind only what is new to it.
    told_before = alert.kind is not AlertKind.CONTACT_NEW
    return None if told_before and refusal in _BIND_ONLY_NEWS else refusal
