"""What a poll makes of a feed's state. Pure: state, outcome and now in; the next state and whether to read on out."""

from dataclasses import replace
from datetime import datetime, timedelta

from watchbot.feeds.fetch import Failed, Fetched, FetchProblem, NotModified, Validators
from watchbot.feeds.pace import NO_WISHES, PollOutcome, Wishes, next_poll
from watchbot.model import Feed, FeedCondition, FeedState, Polling

REMEMBER_MOVE_AFTER = 3
DOUBT_MOVE_AFTER = 5
_ERROR_LIMIT = 200


def address(state: FeedState) -> str:
    """Where to poll: where the feed moved, once that was said three times in a row, else the configured address."""
    return state.moved_to if state.moved_to and state.moved_seen >= REMEMBER_MOVE_AFTER else state.url


def unchanged(
    feed: Feed,
    state: FeedState,
    fetched: NotModified | Fetched,
    now: datetime,
    settings: Polling,
    jitter: float,
    urgent: bool,
) -> FeedState:
    """After a 304, or a body that is what it was."""
    base = _answered(state, fetched, now)
    if isinstance(fetched, Fetched):
        base = replace(base, etag=fetched.validators.etag, last_modified=fetched.validators.last_modified)
    wishes = Wishes(max_age=fetched.max_age)
    pace = next_poll(feed.interval, state.interval, PollOutcome.UNCHANGED, 0, now, settings, jitter, wishes, urgent)
    return replace(base, next_poll=pace.next_poll, interval=pace.interval)


def read(
    feed: Feed,
    state: FeedState,
    fetched: Fetched,
    body_hash: str,
    new: int,
    wishes: Wishes,
    now: datetime,
    settings: Polling,
    jitter: float,
    urgent: bool,
) -> FeedState:
    """After a document that was read and stored, `new` of its entries being new."""
    outcome = PollOutcome.NEW if new and state.baseline is not None else PollOutcome.UNCHANGED
    pace = next_poll(feed.interval, state.interval, outcome, 0, now, settings, jitter, wishes, urgent)
    return replace(
        _answered(state, fetched, now),
        etag=fetched.validators.etag,
        last_modified=fetched.validators.last_modified,
        body_hash=body_hash,
        next_poll=pace.next_poll,
        interval=pace.interval,
        last_new_entry=now if new else state.last_new_entry,
        baseline=state.baseline or now,
        entries=state.entries + new,
    )


def failed(
    feed: Feed,
    state: FeedState,
    problem: str,
    detail: str,
    now: datetime,
    settings: Polling,
    jitter: float,
    retry_after: timedelta | None = None,
) -> FeedState:
    """After no document, or one that can't be read. Validators stay: what was read before is still what we have."""
    failures = state.failures + 1
    wishes = Wishes(retry_after=retry_after) if retry_after is not None else NO_WISHES
    pace = next_poll(feed.interval, state.interval, PollOutcome.FAILED, failures, now, settings, jitter, wishes)
    doubtful = state.moved_seen >= REMEMBER_MOVE_AFTER and failures >= DOUBT_MOVE_AFTER
    return replace(
        state,
        next_poll=pace.next_poll,
        interval=pace.interval,
        last_poll=now,
        failures=failures,
        error=f"{problem}: {detail}"[:_ERROR_LIMIT],
        polls=state.polls + 1,
        moved_to=None if doubtful else state.moved_to,
        moved_seen=0 if doubtful else state.moved_seen,
    )


def gone(state: FeedState, failure: Failed, now: datetime) -> FeedState:
    """After a 410: the publisher asks us not to come back."""
    return replace(
        state,
        condition=FeedCondition.GONE,
        next_poll=None,
        last_poll=now,
        failures=state.failures + 1,
        error=f"{FetchProblem.GONE.value}: {failure.detail}"[:_ERROR_LIMIT],
        polls=state.polls + 1,
    )


def validators(state: FeedState) -> Validators:
    """What makes the next request conditional."""
    return Validators(state.etag, state.last_modified)


def _answered(state: FeedState, fetched: Fetched | NotModified, now: datetime) -> FeedState:
    adopted = address(state) != state.url
    moved_to: str | None
    if fetched.moved_to:
        again = fetched.moved_to == state.moved_to
        moved_to, seen = fetched.moved_to, state.moved_seen + 1 if again else 1
        if adopted and not again:
            seen = REMEMBER_MOVE_AFTER
    elif adopted:
        moved_to, seen = state.moved_to, state.moved_seen
    else:
        moved_to, seen = None, 0
    return replace(
        state,
        last_poll=now,
        last_ok=now,
        failures=0,
        error="",
        polls=state.polls + 1,
        moved_to=moved_to,
        moved_seen=seen,
    )
