"""Alerts and deliveries: something worth telling, and one telling of it to one chat."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from typing import Any, NamedTuple

from watchbot.model.time import aware


class ChatKey(NamedTuple):
    """A Telegram chat and, in a forum, one topic of it; `thread` 0 is the chat itself."""

    chat: int
    thread: int = 0


class AlertKind(StrEnum):
    """What is told. CONTACT_NEW opens the live message, CONTACT_EDIT amends it quietly, CONTACT_CHANGE answers it."""

    CONTACT_NEW = "contact_new"
    CONTACT_EDIT = "contact_edit"
    CONTACT_CHANGE = "contact_change"
    REMINDER = "reminder"
    DEADLINE_MOVED = "deadline_moved"
    DIGEST = "digest"
    QUIET_SUMMARY = "quiet_summary"
    PROPOSAL = "proposal"
    ADMIN_NOTICE = "admin_notice"
    LIVE_COUNTDOWN = "live_countdown"


class AlertReason(StrEnum):
    """Why something was, or was not, told."""

    FIRST_REPORT = "first_report"
    STATUS_CHANGED = "status_changed"
    CONFIRMED_BOTH_SIDES = "confirmed_both_sides"
    NOW_SURE = "now_sure"
    MORE_PUBLISHERS = "more_publishers"
    MILESTONE_DUE = "milestone_due"
    DIGEST_DUE = "digest_due"
    REVISED = "revised"
    NOT_NEWS = "not_news"
    BELOW_THRESHOLD = "below_threshold"
    OLD_AT_BASELINE = "old_at_baseline"
    SPECULATION = "speculation"
    CHAT_INACTIVE = "chat_inactive"
    CHAT_MUTED = "chat_muted"
    ISSUE_NOT_TRACKED = "issue_not_tracked"
    ISSUE_MUTED = "issue_muted"
    STATUS_NOT_WANTED = "status_not_wanted"
    CERTAINTY_TOO_LOW = "certainty_too_low"
    QUIET_HOURS = "quiet_hours"


@dataclass(frozen=True, slots=True)
class Alert:
    """Something worth telling. `key` is unique for ever, so the same cause can't raise it twice.

    `subject` is a contact's or deadline's id. `payload` is plain JSON: what rendering needs beside the subject.
    """

    key: str
    kind: AlertKind
    reason: AlertReason
    subject: str
    created: datetime
    payload: Mapping[str, Any] = field(default_factory=dict)

    def __post_init__(self) -> None:
        aware(self.created, f"alert {self.key}: created")


class DeliveryKind(StrEnum):
    """How it reaches the chat: a message, a reply with sound, a quiet edit, a picture, or a document."""

    SEND = "send"
    REPLY = "reply"
    EDIT = "edit"


class DeliveryState(StrEnum):
    """HELD waits for quiet hours to end; SENDING is in flight (after a crash: Telegram's answer was lost)."""

    PENDING = "pending"
    HELD = "held"
    SENDING = "sending"
    SENT = "sent"
    FAILED = "failed"
    DROPPED = "dropped"


@dataclass(frozen=True, slots=True)
class Delivery:
    """One alert to one chat: the outbox row, unique by (alert, chat, kind), committed with what caused it."""

    id: int
    alert: str
    chat: ChatKey
    kind: DeliveryKind
    state: DeliveryState
    created: datetime
    due: datetime
    attempts: int = 0
    message: int | None = None
    error: str = ""
