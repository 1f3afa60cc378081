"""Milestones as moments: days of the calendar, exact hours."""

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.countdown.test_standing import DAYS, WALL, ZONES
from tests.countdown.truce import SECOND, THIRD, TRUCE, at, milestones, revision

from watchbot.countdown import moment, moments, parse_milestone
from watchbot.model import Milestone, Revision


@pytest.mark.parametrize(
    ("label", "local"),
    [
        ("60d", "2025-09-11T00:01-04:00"),
        ("14d", "2025-10-27T00:01-04:00"),
        ("7d", "2025-11-03T00:01-05:00"),
        ("1d", "2025-11-09T00:01-05:00"),
        ("12h", "2025-11-09T12:01-05:00"),
        ("1h", "2025-11-09T23:01-05:00"),
        ("0", "2025-11-10T00:01-05:00"),
        ("+1d", "2025-11-11T00:01-05:00"),
    ],
)
def test_milestones_of_the_truce_fall_on_the_wall_clock_of_new_york(label: str, local: str) -> None:
    (milestone,) = milestones(label)
    assert datetime.fromisoformat(local) == moment(SECOND, milestone)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("60d", Milestone(days=60)),
        ("+1d", Milestone(days=-1)),
        ("12h", Milestone(hours=12)),
        ("0", Milestone()),
        ("T-7d", Milestone(days=7)),
        ("T+1d", Milestone(days=-1)),
        ("T-0", Milestone()),
        ("5", None),
        ("7w", None),
        ("", None),
    ],
)
def test_milestones_are_read_as_people_write_them(text: str, expected: Milestone | None) -> None:
    assert expected == parse_milestone(text)


@given(st.integers(-400, 400), st.booleans())
def test_a_milestone_label_reads_back_as_itself(number: int, hours: bool) -> None:
    milestone = Milestone(hours=number) if hours else Milestone(days=number)
    assert milestone == parse_milestone(milestone.label)


def test_a_day_before_a_leap_day_end_is_the_28th() -> None:
    leap = revision("2024-01-01T00:00", "2024-03-01T23:59", "Asia/Seoul")
    assert [at("2024-02-29T23:59", "Asia/Seoul"), at("2024-02-28T23:59", "Asia/Seoul")] == [
        moment(leap, Milestone(days=days)) for days in (1, 2)
    ]


def test_an_hour_is_exact_where_the_clocks_change() -> None:
    spring = revision("2026-01-01T00:00", "2026-03-08T12:00")
    assert timedelta(hours=12) == spring.expires.astimezone(UTC) - moment(spring, Milestone(hours=12))


def test_a_day_that_the_clocks_shorten_is_still_a_day() -> None:
    spring = revision("2026-01-01T00:00", "2026-03-08T12:00")
    assert timedelta(hours=23) == spring.expires.astimezone(UTC) - moment(spring, Milestone(days=1))


@given(zone=st.sampled_from(ZONES), day=DAYS, clock=WALL, days=st.integers(-2, 60))
def test_a_milestone_in_days_has_the_wall_clock_of_the_end(zone: str, day: date, clock: time, days: int) -> None:
    local = ZoneInfo(zone)
    end = datetime.combine(day, clock, local)
    found = moment(Revision(end - timedelta(days=90), end, zone, "test"), Milestone(days=days)).astimezone(local)
    asked = datetime.combine(day - timedelta(days=days), clock)
    skipped = asked.replace(tzinfo=local).astimezone(UTC).astimezone(local).replace(tzinfo=None) != asked
    assert skipped or days == 0 or asked == found.replace(tzinfo=None)


@given(zone=st.sampled_from(ZONES), day=DAYS, clock=WALL, days=st.integers(1, 60))
def test_milestones_come_in_the_order_of_their_distance(zone: str, day: date, clock: time, days: int) -> None:
    end = datetime.combine(day, clock, ZoneInfo(zone))
    made = Revision(end - timedelta(days=90), end, zone, "test")
    ladder = [moment(made, Milestone(days=n)) for n in (days + 1, days)] + [moment(made, m) for m in milestones("0")]
    assert sorted(ladder) == ladder


def test_moments_name_every_announcement_and_milestone_of_a_span() -> None:
    found = moments([TRUCE], at("2025-11-03T00:01"), at("2026-09-11T00:01"))
    assert [moment(SECOND, Milestone(days=3))] == [one for one in found if one == at("2025-11-07T00:01")]
    assert (THIRD.announced in found, at("2026-09-11T00:01") in found, at("2025-11-03T00:01") in found) == (
        True,
        True,
        False,
    )
