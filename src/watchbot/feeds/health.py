"""Is a feed well? Pure, and told once: a notice is raised when the answer changes, not each time it's asked."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from watchbot.model import FeedCondition, FeedState

DEAD_AFTER = timedelta(hours=24)
DEAD_FAILURES = 5
SILENT_AFTER = timedelta(days=7)
SILENT_FACTOR = 8


class Health(StrEnum):
    """WELL; FAILING for now; DEAD for a day or gone for good; SILENT unusually long for it; WAITING for a poll."""

    WAITING = "waiting"
    WELL = "well"
    FAILING = "failing"
    SILENT = "silent"
    DEAD = "dead"


@dataclass(frozen=True, slots=True)
class Notice:
    """Something an admin should know of a feed: it is DEAD or SILENT, or (WELL) back."""

    feed: str
    health: Health
    since: datetime | None
    error: str


def judge(state: FeedState, now: datetime) -> Health:
    """How the feed is at `now`."""
    if state.condition is FeedCondition.GONE:
        return Health.DEAD
    if state.last_poll is None:
        return Health.WAITING
    if state.failures:
        alive = state.last_ok
        long = alive is None or now - alive >= DEAD_AFTER
        return Health.DEAD if long and state.failures >= DEAD_FAILURES else Health.FAILING
    newest = state.last_new_entry or state.baseline
    if newest is not None and now - newest >= silence_allowed(state):
        return Health.SILENT
    return Health.WELL


def silence_allowed(state: FeedState) -> timedelta:
    """How long this feed may carry nothing new: eight times its usual gap, at least a week."""
    if state.baseline is None or state.last_new_entry is None or state.entries < 2:
        return SILENT_AFTER * 2
    usual = (state.last_new_entry - state.baseline) / state.entries
    return max(SILENT_AFTER, usual * SILENT_FACTOR)


def notice(state: FeedState, now: datetime) -> Notice | None:
    """What to tell now, given what `state.notified` says was told last; None if there is nothing new to tell."""
    health = judge(state, now)
    if health in (Health.DEAD, Health.SILENT):
        if state.notified == health.value:
            return None
        since = state.last_ok if health is Health.DEAD else state.last_new_entry
        return Notice(state.id, health, since, state.error)
    if health is Health.WELL and state.notified:
        return Notice(state.id, Health.WELL, state.last_ok, "")
    return None


def told(health: Health) -> str:
    """What to remember in `FeedState.notified` once a notice of `health` is told."""
    return "" if health is Health.WELL else health.value
