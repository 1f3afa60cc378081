"""The virtual clock: where it stops, and that it never goes back."""

from datetime import UTC, datetime, timedelta
from itertools import pairwise

import pytest

from watchbot.demo.clock import IDLE_POLL_EVERY, POLL_EVERY, VirtualClock, stops
from watchbot.demo.season import load_season

SEASON = load_season()
NOON = datetime(2025, 9, 9, 12, tzinfo=UTC)


def test_the_clock_stops_within_five_minutes_of_each_publication_of_the_season() -> None:
    marks = stops(SEASON)
    late = [
        e.id
        for e in SEASON.entries
        if SEASON.start <= e.published <= SEASON.end - POLL_EVERY
        and not any(e.published <= m < e.published + POLL_EVERY for m in marks)
    ]
    assert late == []


def test_stops_are_in_order_and_none_twice() -> None:
    marks = stops(SEASON, [NOON, NOON])
    assert list(marks) == sorted(set(marks))


def test_the_clock_never_rests_longer_than_between_two_idle_polls() -> None:
    marks = stops(SEASON)
    assert max(after - before for before, after in pairwise(marks)) <= IDLE_POLL_EVERY


def test_a_moment_of_the_countdown_is_met_to_the_minute() -> None:
    assert NOON + timedelta(minutes=1) in stops(SEASON, [NOON + timedelta(minutes=1)])


@pytest.mark.parametrize("days", [-1, 400])
def test_moments_outside_the_season_are_left_out(days: int) -> None:
    outside = SEASON.start + timedelta(days=days, minutes=1)
    assert outside not in stops(SEASON, [outside])


def test_the_clock_shows_what_it_was_set_to() -> None:
    clock = VirtualClock(NOON)
    clock.set(NOON + timedelta(hours=1))
    assert clock() == NOON + timedelta(hours=1)


@pytest.mark.parametrize("wrong", [NOON - timedelta(seconds=1), datetime(2025, 9, 10)])  # noqa: DTZ001
def test_the_clock_refuses_to_go_back_or_to_lose_its_zone(wrong: datetime) -> None:
    with pytest.raises(ValueError, match="virtual clock"):
        VirtualClock(NOON).set(wrong)
