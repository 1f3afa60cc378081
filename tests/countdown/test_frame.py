"""The live countdown's frames: one a day, one an hour on the last day, in the chat's zone."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from tests.countdown.truce import TRUCE, at, revision

from watchbot.countdown import soonest_first
from watchbot.countdown.frame import frame


def key(now: datetime, zone: str = "America/New_York") -> str:
    return frame(soonest_first([TRUCE], now, zone), zone, now)


@pytest.mark.parametrize(
    ("one", "two", "same"),
    [
        ("2025-11-01T00:00", "2025-11-01T23:59", True),
        ("2025-11-01T23:59", "2025-11-02T00:00", False),
        ("2025-11-03T10:00", "2025-11-03T11:00", True),
        ("2026-11-09T10:00", "2026-11-09T10:59", True),
        ("2026-11-09T10:59", "2026-11-09T11:00", False),
        ("2026-11-10T10:00", "2026-11-10T11:00", True),
    ],
)
def test_a_frame_lasts_a_day_and_an_hour_on_the_last_day(one: str, two: str, same: bool) -> None:
    assert same == (key(at(one)) == key(at(two)))


def test_the_day_is_that_of_the_chats_zone() -> None:
    evening = datetime(2025, 11, 1, 14, 30, tzinfo=UTC)
    assert key(evening, "Asia/Tokyo") != key(evening + timedelta(hours=1), "Asia/Tokyo")


def test_a_new_announcement_is_a_new_frame_on_the_same_day() -> None:
    assert key(at("2025-11-04T16:00")) != key(at("2025-11-04T18:00"))


def test_the_hour_that_comes_twice_is_two_frames() -> None:
    ends = replace(TRUCE, revisions=(revision("2025-10-01T00:00", "2025-11-02T12:00"),))
    first, second = datetime(2025, 11, 2, 5, 30, tzinfo=UTC), datetime(2025, 11, 2, 6, 30, tzinfo=UTC)
    zone = "America/New_York"
    keys = {frame(soonest_first([ends], now, zone), zone, now) for now in (first, second)}
    assert len(keys) == 2
