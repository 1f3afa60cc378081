"""Which announcement rules, and how many days are left."""

import itertools
from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo, available_timezones

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st
from tests.countdown.truce import FIRST, SECOND, THIRD, TRUCE, at, revision

from watchbot.countdown import days_between, revised, ruling, soonest_first, standing
from watchbot.model import Deadline, DeadlineState, Outcome

ZONES = sorted(available_timezones() - {"localtime", "Factory"})


@pytest.mark.parametrize(
    ("when", "end", "days", "state"),
    [
        ("2025-05-12T12:00", "2025-08-12", 92, DeadlineState.ACTIVE),
        ("2025-09-11T00:00", "2025-11-10", 60, DeadlineState.ACTIVE),
        ("2025-09-11T23:59", "2025-11-10", 60, DeadlineState.ACTIVE),
        ("2025-11-04T16:59", "2025-11-10", 6, DeadlineState.ACTIVE),
        ("2025-11-04T17:00", "2026-11-10", 371, DeadlineState.ACTIVE),
        ("2025-11-05T00:00", "2026-11-10", 370, DeadlineState.ACTIVE),
        ("2026-11-09T23:59", "2026-11-10", 1, DeadlineState.ACTIVE),
        ("2026-11-10T00:00", "2026-11-10", 0, DeadlineState.ACTIVE),
        ("2026-11-10T00:01", "2026-11-10", 0, DeadlineState.PASSED),
        ("2026-11-23T00:00", "2026-11-10", -13, DeadlineState.PASSED),
    ],
)
def test_the_latest_revision_announced_by_then_rules(when: str, end: str, days: int, state: DeadlineState) -> None:
    found = standing(TRUCE, at(when), "America/New_York")
    assert found is not None
    assert (date.fromisoformat(end), days, state) == (found.expires.date(), found.days_left, found.state)


def test_before_its_first_announcement_a_deadline_stands_nowhere() -> None:
    assert standing(TRUCE, at("2025-05-01T00:00"), "America/New_York") is None


def test_days_are_counted_on_the_calendar_of_the_asked_zone() -> None:
    moment = at("2025-11-09T20:00")
    days = {
        zone: found.days_left
        for zone in ("America/Los_Angeles", "America/New_York", "Asia/Shanghai")
        if (found := standing(replace(TRUCE, revisions=(SECOND,)), moment, zone))
    }
    assert days == {"America/Los_Angeles": 0, "America/New_York": 1, "Asia/Shanghai": 0}


@pytest.mark.parametrize("outcome", list(Outcome))
def test_an_outcome_on_record_is_the_state(outcome: Outcome) -> None:
    ended = replace(SECOND, announced=at("2025-11-11T09:00"), outcome=outcome)
    found = standing(replace(TRUCE, revisions=(SECOND, ended)), at("2025-11-12T00:00"), "UTC")
    assert found is not None
    assert outcome.value == found.state.value


def test_a_new_end_after_an_outcome_rules_again() -> None:
    ended = replace(SECOND, announced=at("2025-11-01T09:00"), outcome=Outcome.LAPSED)
    found = standing(replace(TRUCE, revisions=(SECOND, ended, THIRD)), at("2025-11-12T00:00"), "UTC")
    assert found is not None
    assert found.state == DeadlineState.ACTIVE


def test_revisions_rule_by_announcement_however_they_are_written_down() -> None:
    shuffled = replace(TRUCE, revisions=(THIRD, FIRST, SECOND))
    assert ruling(shuffled, at("2025-09-11T00:00")) == SECOND


def test_a_revision_that_repeats_the_end_is_no_second_revision() -> None:
    again = replace(THIRD, announced=THIRD.announced + timedelta(days=2), source="an admin")
    assert revised(TRUCE, [again]) == TRUCE


def test_an_end_written_in_another_zone_is_the_same_revision() -> None:
    assert THIRD.key == replace(THIRD, expires=THIRD.expires.astimezone(UTC)).key


def test_open_deadlines_come_first_soonest_end_first() -> None:
    def made(name: str, end: str, outcome: Outcome | None = None) -> Deadline:
        one = revision("2025-01-01T00:00", end)
        ending = (replace(one, announced=one.announced + timedelta(days=1), outcome=outcome),) if outcome else ()
        return Deadline(name, {"en": name}, (one, *ending), ())

    deadlines = (
        made("later", "2026-12-31T00:00"),
        made("ended", "2025-02-01T00:00", Outcome.MET),
        made("passed", "2026-11-10T00:01"),
        made("sooner", "2026-12-01T00:00"),
    )
    order = [one.deadline.id for one in soonest_first(deadlines, at("2026-11-23T00:00"), "UTC")]
    assert order == ["passed", "sooner", "later", "ended"]


def test_a_naive_moment_is_refused() -> None:
    with pytest.raises(ValueError, match="time zone"):
        standing(TRUCE, datetime(2025, 9, 11), "UTC")  # noqa: DTZ001


WALL = st.sampled_from([time(0, 0), time(0, 1), time(2, 30), time(12, 0), time(23, 59)])
DAYS = st.dates(date(1999, 12, 25), date(2037, 1, 5)) | st.sampled_from(
    [date(2024, 2, 28), date(2024, 2, 29), date(2024, 3, 1), date(2025, 3, 9), date(2025, 11, 2), date(2026, 3, 29)]
)


@given(zone=st.sampled_from(ZONES), today=DAYS, clock=WALL, ahead=st.integers(-400, 400), end_clock=WALL)
def test_days_left_is_the_difference_of_the_dates_on_the_wall(
    zone: str, today: date, clock: time, ahead: int, end_clock: time
) -> None:
    local = ZoneInfo(zone)
    now = datetime.combine(today, clock, local)
    end = datetime.combine(today + timedelta(days=ahead), end_clock, local)
    for moment in (now, end):
        assume(moment.astimezone(UTC).astimezone(local).replace(tzinfo=None) == moment.replace(tzinfo=None))
    assert ahead == days_between(now.astimezone(UTC), end.astimezone(UTC), local)


@given(zone=st.sampled_from(ZONES), today=DAYS)
def test_days_left_falls_by_one_where_the_date_changes_and_nowhere_else(zone: str, today: date) -> None:
    local = ZoneInfo(zone)
    end = datetime.combine(today + timedelta(days=40), time(0, 1), local)
    start = datetime.combine(today, time(12), local).astimezone(UTC)
    steps = [start + timedelta(minutes=30 * step) for step in range(60)]
    for before, after in itertools.pairwise(steps):
        turned = (after.astimezone(local).date() - before.astimezone(local).date()).days
        assert turned == days_between(before, end, local) - days_between(after, end, local)
