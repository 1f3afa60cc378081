"""When to poll a feed next: a pure function of what it did, what it asked for, and what we may.

A feed that carried something new is asked sooner, one that didn't a little later, between a quarter and four times its
configured interval and always within the bounds of the settings. The publisher's wishes (Retry-After, Cache-Control,
ttl, skipHours, skipDays) hold us back; failures back off exponentially. Jitter spreads feeds that would otherwise fall
into step.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from watchbot.model import Polling

FASTER = 0.6
SLOWER = 1.15
SPREAD = 4
LONGEST_WISH = timedelta(days=1)


class PollOutcome(StrEnum):
    """What a poll brought, as far as the pace is concerned."""

    NEW = "new"
    UNCHANGED = "unchanged"
    FAILED = "failed"


class PaceReason(StrEnum):
    """What decided the next poll."""

    ADAPTED = "adapted"
    URGENT = "urgent"
    BACKOFF = "backoff"
    RETRY_AFTER = "retry_after"
    CACHE_CONTROL = "cache_control"
    TTL = "ttl"
    SKIPPED_TIME = "skipped_time"


@dataclass(frozen=True, slots=True)
class Wishes:
    """What the publisher asks for. `skip_hours` are UTC, `skip_days` 0 Monday … 6."""

    retry_after: timedelta | None = None
    max_age: timedelta | None = None
    ttl: timedelta | None = None
    skip_hours: frozenset[int] = frozenset()
    skip_days: frozenset[int] = frozenset()


@dataclass(frozen=True, slots=True)
class Pace:
    """The next poll, the adapted interval to remember, and why."""

    next_poll: datetime
    interval: timedelta
    reason: PaceReason


NO_WISHES = Wishes()


def next_poll(
    configured: timedelta,
    adapted: timedelta | None,
    outcome: PollOutcome,
    failures: int,
    now: datetime,
    settings: Polling,
    jitter: float,
    wishes: Wishes = NO_WISHES,
    urgent: bool = False,
) -> Pace:
    """When to poll next.

    `configured` is the feed's interval, `adapted` the one remembered from before, `failures` how many polls in a row
    have failed (this one included), `jitter` a random number in 0..1. While `urgent`, polls come at the alert
    interval: the adapted interval is kept for afterwards, and wishes count up to the configured interval only.
    """
    low = max(settings.min_interval, configured / SPREAD)
    high = max(low, min(settings.max_interval, configured * SPREAD))
    interval = min(max(adapted or configured, low), high)
    if outcome is PollOutcome.FAILED:
        return _after_failure(interval, failures, now, settings, jitter, wishes)
    interval = min(max(interval * (FASTER if outcome is PollOutcome.NEW else SLOWER), low), high)
    step, reason = interval, PaceReason.ADAPTED
    if urgent and settings.alert_interval < interval:
        step, reason = settings.alert_interval, PaceReason.URGENT
    step *= 0.95 + 0.1 * jitter
    cap = max(configured, step) if urgent else max(settings.max_interval, step)
    for wish, why in ((wishes.max_age, PaceReason.CACHE_CONTROL), (wishes.ttl, PaceReason.TTL)):
        if wish is not None and step < min(wish, cap):
            step, reason = min(wish, cap), why
    if wishes.retry_after is not None and step < min(wishes.retry_after, LONGEST_WISH):
        step, reason = min(wishes.retry_after, LONGEST_WISH), PaceReason.RETRY_AFTER
    when = now + step
    if not urgent:
        later = _after_skipped(when, wishes)
        if later != when:
            when, reason = later, PaceReason.SKIPPED_TIME
    return Pace(when, interval, reason)


def _after_failure(
    interval: timedelta, failures: int, now: datetime, settings: Polling, jitter: float, wishes: Wishes
) -> Pace:
    doubled = interval.total_seconds() * 2.0 ** min(max(failures, 1) - 1, 20)
    step = timedelta(seconds=min(doubled, settings.max_backoff.total_seconds()) * (0.75 + 0.5 * jitter))
    reason = PaceReason.BACKOFF
    if wishes.retry_after is not None and step < min(wishes.retry_after, LONGEST_WISH):
        step, reason = min(wishes.retry_after, LONGEST_WISH), PaceReason.RETRY_AFTER
    return Pace(now + step, interval, reason)


def _after_skipped(when: datetime, wishes: Wishes) -> datetime:
    """The first moment from `when` on that lies in no skipped hour or day; a feed that skips all of them skips none."""
    if len(wishes.skip_hours) >= 24 or len(wishes.skip_days) >= 7:
        return when
    for _ in range(24 * 7):
        if when.hour not in wishes.skip_hours and when.weekday() not in wishes.skip_days:
            return when
        when = (when + timedelta(hours=1)).replace(minute=0, second=0, microsecond=0)
    return when
