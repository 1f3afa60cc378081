"""The notations of the configuration: what each takes, and what it refuses."""

from datetime import UTC, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from watchbot.configuration import values
from watchbot.model import Milestone


@pytest.mark.parametrize(
    ("text", "span"),
    [
        ("30s", timedelta(seconds=30)),
        ("0.5s", timedelta(milliseconds=500)),
        ("5m", timedelta(minutes=5)),
        ("2h", timedelta(hours=2)),
        ("3d", timedelta(days=3)),
    ],
)
def test_a_duration_is_a_number_and_a_unit(text: str, span: timedelta) -> None:
    assert span == values.duration(text)


@pytest.mark.parametrize("value", ["", "5", "m", "-5m", "5 m", "5M", "1h30m", "5w", "٥m", 5, True, "9" * 30 + "d"])
def test_anything_else_is_no_duration(value: Any) -> None:
    with pytest.raises(ValueError, match="expected"):
        values.duration(value)


@pytest.mark.parametrize(
    ("text", "milestone"),
    [("60d", Milestone(days=60)), ("12h", Milestone(hours=12)), ("0", Milestone()), ("+1d", Milestone(days=-1))],
)
def test_a_milestone_is_days_or_hours_before_or_after(text: str, milestone: Milestone) -> None:
    assert milestone == values.milestone(text)


@pytest.mark.parametrize("value", ["0d", "-1d", "60", "d", "T-60d", "60d ", "1w", 0, None, "99999d"])
def test_anything_else_is_no_milestone(value: Any) -> None:
    with pytest.raises(ValueError, match="expected"):
        values.milestone(value)


@pytest.mark.parametrize(
    "url", ["https://a.example/feed", "http://a.example:8080/?x=1", "https://[2001:db8::1]/feed", "http://localhost/"]
)
def test_a_web_address_is_http_with_a_host(url: str) -> None:
    assert url == values.address(url)


@pytest.mark.parametrize(
    "url",
    ["a.example", "ftp://a.example", "https://", "https:///x", "http://[", "http://a:b/", "http://a b/", "file:///x"],
)
def test_anything_else_is_no_web_address(url: str) -> None:
    with pytest.raises(ValueError, match="expected http"):
        values.address(url)


def test_the_wall_clock_of_a_zone_is_one_moment() -> None:
    local = datetime(2026, 11, 10, 0, 1)  # noqa: DTZ001 - a wall clock
    moment = values.on_clock(local, ZoneInfo("America/New_York"))
    assert datetime(2026, 11, 10, 5, 1, tzinfo=UTC) == moment.astimezone(UTC)


@pytest.mark.parametrize("value", [True, -1, 1.5, "1", None])
def test_a_whole_number_is_no_truth_value_and_not_negative(value: Any) -> None:
    with pytest.raises(ValueError, match="expected"):
        values.whole(value)


@pytest.mark.parametrize("value", [True, -0.5, float("inf"), float("nan"), "1"])
def test_a_number_is_finite_and_not_negative(value: Any) -> None:
    with pytest.raises(ValueError, match="expected"):
        values.number(value)
