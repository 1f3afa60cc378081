"""Where a deadline stands as of a moment.

Why a value of its own: the command line, the chat's card, reminders, the picture and the calendar must never disagree
about which announcement rules, so all of them ask here.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta, tzinfo
from zoneinfo import ZoneInfo

from watchbot.model import Deadline, DeadlineState, Outcome, Revision, aware

_ENDED = {
    Outcome.MET: DeadlineState.MET,
    Outcome.LAPSED: DeadlineState.LAPSED,
    Outcome.WITHDRAWN: DeadlineState.WITHDRAWN,
}


@dataclass(frozen=True, slots=True)
class Standing:
    """A deadline as of `now`: the revision that rules, the state, and calendar days left in `zone`.

    `days_left` is negative once the end lies on an earlier day; `left` is the exact time to the end. A state of PASSED
    says only that nothing is on record, not that the end took effect.
    """

    deadline: Deadline
    revision: Revision
    state: DeadlineState
    now: datetime
    days_left: int
    zone: str

    @property
    def left(self) -> timedelta:
        """Exact time from now to the end; negative once it has passed."""
        return self.revision.expires - self.now

    @property
    def expires(self) -> datetime:
        """The end, as wall-clock time of the deadline's own zone."""
        return self.revision.expires.astimezone(ZoneInfo(self.revision.zone))

    @property
    def open(self) -> bool:
        """Whether nobody has put on record how it ended."""
        return self.state in (DeadlineState.ACTIVE, DeadlineState.PASSED)


def as_json(row: Standing) -> dict[str, str | int]:
    """One deadline as programs read it; times in ISO 8601 with the deadline's offset, days in the standing's zone."""
    return {
        "id": row.deadline.id,
        "expires": row.expires.isoformat(),
        "announced": row.revision.announced.isoformat(),
        "days_left": row.days_left,
        "status": row.state.value,
    }


def in_order(deadline: Deadline) -> tuple[Revision, ...]:
    """Revisions by announcement; of two announced at one moment, the one written later comes last."""
    return tuple(sorted(deadline.revisions, key=lambda revision: revision.announced))


def ruling(deadline: Deadline, now: datetime) -> Revision | None:
    """The latest revision among those announced by `now`, or None before the first."""
    known = [revision for revision in in_order(deadline) if revision.announced <= aware(now, "now")]
    return known[-1] if known else None


def days_between(now: datetime, end: datetime, zone: tzinfo) -> int:
    """Calendar days from `now` to `end` on the calendar of `zone`: 0 on the day itself, negative after it."""
    return (aware(end, "end").astimezone(zone).date() - aware(now, "now").astimezone(zone).date()).days


def standing(deadline: Deadline, now: datetime, zone: str) -> Standing | None:
    """Where `deadline` stands at `now`, its days counted in the IANA `zone`; None where nothing was announced yet."""
    revision = ruling(deadline, now)
    if revision is None:
        return None
    if revision.outcome is not None:
        state = _ENDED[revision.outcome]
    else:
        state = DeadlineState.ACTIVE if now < revision.expires else DeadlineState.PASSED
    return Standing(deadline, revision, state, now, days_between(now, revision.expires, ZoneInfo(zone)), zone)


def soonest_first(deadlines: Iterable[Deadline], now: datetime, zone: str) -> tuple[Standing, ...]:
    """All that were announced by `now`: open ones by their end, then those whose ending is on record."""
    found = [one for one in (standing(deadline, now, zone) for deadline in deadlines) if one is not None]
    return tuple(sorted(found, key=lambda one: (not one.open, one.revision.expires, one.deadline.id)))
