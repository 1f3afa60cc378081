"""Chats: who is told, and what they asked for."""

from dataclasses import dataclass
from datetime import datetime, time
from enum import StrEnum
from zoneinfo import ZoneInfo

from watchbot.model.alerts import ChatKey
from watchbot.model.contacts import Certainty, Status
from watchbot.model.deadlines import Milestone


class ChatKind(StrEnum):
    """Telegram's kinds; limits and rights depend on it. CONSOLE is the terminal that stands in for a chat."""

    PRIVATE = "private"
    GROUP = "group"
    SUPERGROUP = "supergroup"
    CHANNEL = "channel"
    CONSOLE = "console"


@dataclass(frozen=True, slots=True)
class QuietHours:
    """Wall-clock span in the chat's zone, to the minute, in which nothing sounds; may run over midnight."""

    start: time
    end: time

    def hold(self, local: time) -> bool:
        """Whether `local` falls in the span. Equal ends mean no quiet hours."""
        if self.start <= self.end:
            return self.start <= local < self.end
        return local >= self.start or local < self.end


@dataclass(frozen=True, slots=True)
class DigestRule:
    """A digest at `at` (wall clock of the chat's zone) every day, or on `weekday` (0 Monday … 6) each week."""

    at: time
    weekday: int | None = None


DEFAULT_STATUSES = frozenset(
    {Status.HELD, Status.PLANNED, Status.POSTPONED, Status.CANCELLED, Status.DENIED},
)


@dataclass(frozen=True, slots=True)
class Chat:
    """A subscription: one Telegram chat, or one forum topic of it, with its settings.

    `issues` is None for all issues; an empty set is none. `milestones` None means each deadline's own. A blocked or
    kicked chat stays with `active` False and its settings kept.
    """

    key: ChatKey
    kind: ChatKind
    title: str = ""
    active: bool = True
    issues: frozenset[str] | None = None
    statuses: frozenset[Status] = DEFAULT_STATUSES
    least_certainty: Certainty = Certainty.PROBABLE
    locale: str = "en"
    zone: str = "America/New_York"
    quiet: QuietHours | None = None
    digest: DigestRule | None = None
    muted_until: datetime | None = None
    muted_issues: frozenset[str] = frozenset()
    milestones: tuple[Milestone, ...] | None = None
    live_countdown: bool = False

    def __post_init__(self) -> None:
        ZoneInfo(self.zone)
