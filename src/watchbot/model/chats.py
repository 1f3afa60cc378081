"""Chats: who is told, and what they asked for."""

from dataclasses import dataclass
from datetime import UTC, datetime, time, timedelta
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

    def until(self, now: datetime, zone: ZoneInfo) -> datetime | None:
        """When the span that `now` lies in ends, in UTC; None outside of it.

        Clocks that are put forward over the end release at the jump; clocks that are put back release at the first
        time the wall shows the end.
        """
        if not self.hold(now.astimezone(zone).time()):
            return None
        today = now.astimezone(zone).date()
        ends = (
            datetime.combine(today + timedelta(days=days), self.end, zone).replace(fold=fold).astimezone(UTC)
            for days in (0, 1)
            for fold in (0, 1)
        )
        end = min(moment for moment in ends if moment > now)
        minute = timedelta(minutes=1)
        while end - minute > now and not self.hold((end - minute).astimezone(zone).time()):
            end -= minute
        return end


@dataclass(frozen=True, slots=True)
class DigestRule:
    """A digest at `at` (wall clock of the chat's zone) every day, or on `weekday` (0 Monday … 6) each week."""

    at: time
    weekday: int | None = None

    def next(self, now: datetime, zone: ZoneInfo) -> datetime:
        """The first moment after `now`, in UTC. A time that the clock skips is told right after the jump."""
        today = now.astimezone(zone).date()
        days = (today + timedelta(days=ahead) for ahead in range(9))
        moments = (
            datetime.combine(day, self.at, zone).astimezone(UTC)
            for day in days
            if self.weekday is None or day.weekday() == self.weekday
        )
        return next(moment for moment in moments if moment > now)


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

    def held_until(self, now: datetime) -> datetime | None:
        """Until when nothing may sound here (mute or quiet hours, whichever ends later), or None."""
        muted = self.muted_until if self.muted_until is not None and self.muted_until > now else None
        start = muted or now
        quiet = self.quiet.until(start, ZoneInfo(self.zone)) if self.quiet else None
        return quiet or muted

    def next_digest(self, now: datetime) -> datetime | None:
        """When the next digest is due, or None for a chat without one."""
        return self.digest.next(now, ZoneInfo(self.zone)) if self.digest else None
