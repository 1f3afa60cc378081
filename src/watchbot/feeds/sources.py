"""Sources: what is polled, each with its state, in memory between cycles. Not pure only in that it is kept.

The store is the truth; this saves reading a thousand rows every two seconds. A state is put here only after its commit,
so what is polled next never rests on something that a crash would undo.
"""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import datetime, timedelta

from watchbot.model import Feed, FeedCondition, FeedState

Source = tuple[Feed, FeedState]


class Sources:
    """Feeds by id. `busy` ones are being polled and aren't due."""

    def __init__(self, known: Mapping[str, Source]) -> None:
        self._known = dict(known)
        self._busy: set[str] = set()

    def __getitem__(self, id: str) -> Source:
        return self._known[id]

    def __contains__(self, id: str) -> bool:
        return id in self._known

    def replace(self, known: Mapping[str, Source]) -> None:
        """Another set of feeds; one that is being polled keeps the state that its poll began with."""
        self._known = {id: self._known.get(id, source) if id in self._busy else source for id, source in known.items()}

    def take_due(self, now: datetime) -> list[Source]:
        """The feeds to poll now, each busy until `put` or `release`; those that fail come last and hold up none."""
        due = [
            (feed, state)
            for feed, state in self._known.values()
            if state.condition is FeedCondition.ACTIVE
            and (state.next_poll is None or state.next_poll <= now)
            and feed.id not in self._busy
        ]
        due.sort(key=lambda one: (one[1].failures > 0, one[1].next_poll is not None, one[1].next_poll or now))
        self._busy.update(feed.id for feed, _ in due)
        return due

    def put(self, states: Iterable[FeedState]) -> None:
        """What polls ended with, once committed."""
        for state in states:
            self._busy.discard(state.id)
            if state.id in self._known:
                self._known[state.id] = (self._known[state.id][0], state)

    def release(self, id: str) -> None:
        """A poll that was dropped: the feed is due again."""
        self._busy.discard(id)

    def hasten(self, now: datetime, interval: timedelta) -> None:
        """Nobody waits longer than `interval` any more, save where a feed failed or asked for patience."""
        soon = now + interval
        for id, (feed, state) in self._known.items():
            waits = state.next_poll is not None and state.next_poll > soon
            asked = state.next_poll is not None and state.interval is not None and state.last_poll is not None
            patient = asked and state.next_poll - state.last_poll > max(state.interval * 1.1, feed.interval)  # type: ignore[operator]
            if waits and not state.failures and not patient:
                self._known[id] = (feed, replace(state, next_poll=soon))
