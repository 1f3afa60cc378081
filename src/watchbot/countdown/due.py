"""Which reminders are due: pure arithmetic over one span of time.

A tick looks at the span since the last one. Whatever fell into it is due; of several that downtime let pile up only the
newest goes out. What lay before a chat subscribed, before the revision was announced or before the service first ran is
past and stays silent. Whether a reminder was already decided is the store's to say: its row is unique.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta

from watchbot.countdown.milestones import moment
from watchbot.countdown.standing import ruling
from watchbot.model import Deadline, Milestone, Reminder, aware

PUNCTUAL = timedelta(minutes=30)


@dataclass(frozen=True, slots=True)
class Due:
    """What a span made due: the reminder to send, if any, and older ones that it makes pointless."""

    send: Reminder | None = None
    missed: tuple[Reminder, ...] = ()


def due(
    deadline: Deadline,
    milestones: Iterable[Milestone],
    since: datetime,
    now: datetime,
) -> Due:
    """Reminders of the ruling revision whose moment lies in (`since`, `now`].

    Only the newest is to be sent; `late` is set on it when it comes more than half an hour after its moment. Nothing is
    due for a deadline whose ending is on record. Raises ValueError for naive times.
    """
    aware(since, "since")
    revision = ruling(deadline, now)
    if revision is None or revision.outcome is not None:
        return Due()
    start = max(since, revision.announced)
    reached = sorted(
        (when, milestone) for milestone in set(milestones) if start < (when := moment(revision, milestone)) <= now
    )
    if not reached:
        return Due()
    reminders = [
        Reminder(deadline.id, revision.key, milestone, when, now - when if now - when > PUNCTUAL else timedelta())
        for when, milestone in reached
    ]
    return Due(reminders[-1], tuple(reminders[:-1]))


def moments(
    deadlines: Iterable[Deadline],
    start: datetime,
    end: datetime,
    milestones: Iterable[Milestone] = (),
) -> tuple[datetime, ...]:
    """Every moment in (`start`, `end`] at which the countdown may have something to say, in order.

    These are the announcements and each revision's milestones (the deadline's own and the `milestones` that chats
    chose). For clocks that jump from event to event: between two of these moments a tick does nothing.
    """
    chosen = set(milestones)
    found: set[datetime] = set()
    for deadline in deadlines:
        for revision in deadline.revisions:
            found.add(revision.announced)
            if revision.outcome is None:
                found.update(moment(revision, milestone) for milestone in {*deadline.milestones, *chosen})
    return tuple(sorted(one for one in found if start < one <= end))
