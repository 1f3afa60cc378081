"""The nouns of watchbot: frozen dataclasses and enums, after PLOVER, GDELT, FactBank and TIMEX3.

Nothing here imports anything else of ours, and nothing here does I/O or reads a clock. Every datetime is
timezone-aware; a naive one is refused when the value is made, so a wrong hour can't travel.
"""

from watchbot.model.actors import Actor, Office, Roster, Side, Tenure
from watchbot.model.alerts import (
    Alert,
    AlertKind,
    AlertReason,
    ChatKey,
    Delivery,
    DeliveryKind,
    DeliveryState,
)
from watchbot.model.chats import Chat, ChatKind, DigestRule, QuietHours
from watchbot.model.contacts import (
    UNNAMED,
    Certainty,
    Coding,
    Contact,
    Evidence,
    IdentityReason,
    IssueHit,
    Mention,
    Mode,
    Participant,
    Polarity,
    Report,
    Status,
    Verdict,
)
from watchbot.model.deadlines import (
    Deadline,
    DeadlineState,
    Milestone,
    Outcome,
    Proposal,
    Reminder,
    Revision,
    Spoken,
)
from watchbot.model.entries import Entry, Feed, FeedKind
from watchbot.model.feedstate import FeedCondition, FeedState
from watchbot.model.issues import Issue
from watchbot.model.messages import Button, Failed, FailureKind, Outgoing, SendOutcome, Sent
from watchbot.model.settings import (
    Alerting,
    ChatDefaults,
    FetchLimits,
    Polling,
    Retention,
    Sending,
    Settings,
    Web,
)
from watchbot.model.time import aware

__all__ = [
    "UNNAMED",
    "Actor",
    "Alert",
    "AlertKind",
    "AlertReason",
    "Alerting",
    "Button",
    "Certainty",
    "Chat",
    "ChatDefaults",
    "ChatKey",
    "ChatKind",
    "Coding",
    "Contact",
    "Deadline",
    "DeadlineState",
    "Delivery",
    "DeliveryKind",
    "DeliveryState",
    "DigestRule",
    "Entry",
    "Evidence",
    "Failed",
    "FailureKind",
    "Feed",
    "FeedCondition",
    "FeedKind",
    "FeedState",
    "FetchLimits",
    "IdentityReason",
    "Issue",
    "IssueHit",
    "Mention",
    "Milestone",
    "Mode",
    "Office",
    "Outcome",
    "Outgoing",
    "Participant",
    "Polarity",
    "Polling",
    "Proposal",
    "QuietHours",
    "Reminder",
    "Report",
    "Retention",
    "Revision",
    "Roster",
    "SendOutcome",
    "Sending",
    "Sent",
    "Settings",
    "Side",
    "Spoken",
    "Status",
    "Tenure",
    "Verdict",
    "Web",
    "aware",
]
