"""Deadlines: dated ends, the announcements that moved them, and the reminders that lead up to them."""

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from enum import StrEnum
from zoneinfo import ZoneInfo

from watchbot.model.time import aware


class Outcome(StrEnum):
    """How a deadline ended, where somebody has put that on record."""

    MET = "met"
    LAPSED = "lapsed"
    WITHDRAWN = "withdrawn"


class DeadlineState(StrEnum):
    """What a deadline is as of a moment: still ahead, passed with nothing on record, or ended on record."""

    ACTIVE = "active"
    PASSED = "passed"
    MET = "met"
    LAPSED = "lapsed"
    WITHDRAWN = "withdrawn"


@dataclass(frozen=True, slots=True)
class Revision:
    """One announcement of a deadline's end, or (with `outcome`) of how it ended.

    `announced` is when it became known, `expires` the exact moment in the deadline's zone (aware; its tzinfo is the
    ZoneInfo named by `zone`), `source` who announced it, with a link where there is one. Where `outcome` is set,
    `expires` repeats the end that the outcome is about. `by` is the chat admin's user id for a revision made in a
    chat.
    """

    announced: datetime
    expires: datetime
    zone: str
    source: str
    note: str = ""
    outcome: Outcome | None = None
    by: int | None = None

    def __post_init__(self) -> None:
        aware(self.announced, "revision: announced")
        aware(self.expires, "revision: expires")
        ZoneInfo(self.zone)

    @property
    def key(self) -> str:
        """Id of what it says: the end as UTC instant, and the outcome.

        Neither the zone it is written in nor a corrected announcement makes it another revision, so reminders that
        are keyed by it can't go out again after an edit of the configuration.
        """
        return f"{self.expires.astimezone(UTC):%Y-%m-%dT%H:%M:%SZ}|{self.outcome or ''}"


@dataclass(frozen=True, slots=True, order=True)
class Milestone:
    """How long before the end a reminder is due; negative is after it. `label` is T-60d, T-12h, T-0, T+1d.

    `days` are calendar days in the deadline's zone (same wall-clock time), `hours` exact hours.
    """

    days: int = 0
    hours: int = 0

    @property
    def label(self) -> str:
        """The field's short form."""
        if self.days:
            return f"T-{self.days}d" if self.days > 0 else f"T+{-self.days}d"
        if self.hours:
            return f"T-{self.hours}h" if self.hours > 0 else f"T+{-self.hours}h"
        return "T-0"


@dataclass(frozen=True, slots=True)
class Deadline:
    """A dated end that matters here: the truce, and the measures that stand or fall with it.

    `names` is its label by bot language; `terms` the words by language that entries use for it; `milestones` the
    reminders it gets unless a chat chose its own; `auto_apply` lets two publishers, one of them official, move it
    without an admin's word.
    """

    id: str
    names: dict[str, str]
    revisions: tuple[Revision, ...]
    milestones: tuple[Milestone, ...]
    issues: tuple[str, ...] = ()
    terms: dict[str, tuple[str, ...]] | None = None
    auto_apply: bool = False


@dataclass(frozen=True, slots=True)
class Reminder:
    """One milestone of one revision of one deadline that is due. `late` says that downtime delayed it."""

    deadline: str
    revision: str
    milestone: Milestone
    due: datetime
    late: timedelta = timedelta()

    def __post_init__(self) -> None:
        aware(self.due, f"reminder {self.deadline} {self.milestone.label}: due")

    @property
    def key(self) -> str:
        """Idempotency key; with the chat it identifies the row that makes a second sending impossible."""
        return f"{self.deadline}|{self.revision}|{self.milestone.label}"


@dataclass(frozen=True, slots=True)
class Proposal:
    """A revision that an entry reports, waiting for an admin's word: never an expectation, always with evidence."""

    deadline: str
    revision: Revision
    entry: str
    publisher: str
    official: bool
    quote: str
    rule: str
    link: str = ""


@dataclass(frozen=True, slots=True)
class Spoken:
    """The newest entry that speaks of a deadline; `published` is aware."""

    published: datetime
    title: str
    publisher: str
    link: str
