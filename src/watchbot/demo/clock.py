"""The virtual clock: ten weeks in under a minute, without telling the service anything but the time.

The service is made to poll every few minutes. Polls between which no feed changed only get "not modified", so the clock
skips them: it stops on the five-minute mark after each publication, every few hours besides, and at each moment at
which the countdown has something to say. What the service does at a stop, and in which order, is its own business.
"""

from collections.abc import Iterable
from datetime import datetime, timedelta

from watchbot.demo.season import Season
from watchbot.model import aware

POLL_EVERY = timedelta(minutes=5)
IDLE_POLL_EVERY = timedelta(hours=3)


class VirtualClock:
    """A clock that stands still until it is set forward."""

    def __init__(self, now: datetime) -> None:
        self._now = aware(now, "virtual clock")

    def __call__(self) -> datetime:
        return self._now

    def set(self, now: datetime) -> None:
        """Go to `now`.

        Raises:
            ValueError: `now` is naive or before the time that the clock shows.
        """
        if aware(now, "virtual clock") < self._now:
            raise ValueError(f"the virtual clock can't go back from {self._now.isoformat()} to {now.isoformat()}")
        self._now = now


def stops(season: Season, moments: Iterable[datetime] = ()) -> tuple[datetime, ...]:
    """Where the clock stops, in order: after publications, every few hours, and at `moments` of the countdown."""
    found = {season.start, season.end}
    found.update(_next_mark(entry.published, season.start) for entry in season.entries)
    found.update(moments)
    idle = season.start
    while idle <= season.end:
        found.add(idle)
        idle += IDLE_POLL_EVERY
    return tuple(sorted(stop for stop in found if season.start <= stop <= season.end))


def _next_mark(moment: datetime, start: datetime) -> datetime:
    """The first five-minute mark, counted from `start`, that is not before `moment`."""
    return start - (start - moment) // POLL_EVERY * POLL_EVERY
