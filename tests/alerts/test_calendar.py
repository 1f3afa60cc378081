"""The calendar as a calendar program reads it: one event for each thing, whatever moves."""

from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from icalendar import Calendar, Event
from tests.countdown.truce import TRUCE, at

from watchbot.alerts.calendar import calendar
from watchbot.alerts.language import language
from watchbot.alerts.view import View
from watchbot.config import Config, load
from watchbot.contacts import Coder, add_report, open_contact
from watchbot.countdown import soonest_first
from watchbot.model import Contact, Entry, Status

SEEN = datetime(2025, 10, 24, 9, tzinfo=UTC)


@pytest.fixture(scope="module")
def config() -> Config:
    return load(Path(__file__).parents[2] / "config")


def view(config: Config, now: datetime) -> View:
    return View(language("en"), ZoneInfo("Asia/Tokyo"), config.roster, {i.id: i for i in config.issues}, now)


def entry(id: str, title: str, seen: datetime = SEEN, link: str = "https://example.org/a") -> Entry:
    return Entry(id=id, feed="f", publisher="Reuters", published=seen, seen=seen, title=title, link=link, lang="en")


def contact(config: Config, title: str, link: str = "https://example.org/a") -> Contact:
    told = entry("1", title, link=link)
    return open_contact("2025-10-30-trump-xi", Coder(config.roster, config.issues).code(told).mentions[0], told)


def events(config: Config, now: datetime, *contacts: Contact) -> dict[str, Event]:
    """What a program reads, by UID."""
    sheet = Calendar.from_ical(calendar(soonest_first([TRUCE], now, "Asia/Tokyo"), contacts, view(config, now)))
    return {str(event["uid"]): event for event in sheet.walk("VEVENT")}


def test_a_moved_deadline_is_the_same_event_on_another_day_with_a_higher_sequence(config: Config) -> None:
    before = events(config, at("2025-11-01T12:00"))["deadline-truce@watchbot"]
    after = events(config, at("2025-11-05T12:00"))["deadline-truce@watchbot"]
    assert (date(2025, 11, 10), 1) == (before["dtstart"].dt.date(), before["sequence"])
    assert (date(2026, 11, 10), 2) == (after["dtstart"].dt.date(), after["sequence"])


def test_milestones_are_alarms_at_the_exact_distance_across_a_change_of_clocks(config: Config) -> None:
    event = events(config, at("2025-11-01T12:00"))["deadline-truce@watchbot"]
    triggers = {str(alarm["description"]).split(" ")[0]: alarm["trigger"].dt for alarm in event.walk("VALARM")}
    assert timedelta(days=-7) == triggers["T-7d"]
    assert timedelta(days=-14, hours=-1) == triggers["T-14d"]
    assert timedelta(days=1) == triggers["T+1d"]


def test_a_deadline_that_has_passed_rings_no_more(config: Config) -> None:
    event = events(config, at("2026-11-23T12:00"))["deadline-truce@watchbot"]
    assert event.walk("VALARM") == []


def test_nothing_new_gives_the_same_bytes(config: Config) -> None:
    planned = contact(config, "Trump to meet Xi in Busan on Oct 30")
    first, second = at("2025-11-05T12:00"), at("2025-11-06T12:00")
    assert calendar(soonest_first([TRUCE], first, "Asia/Tokyo"), [planned], view(config, first)) == calendar(
        soonest_first([TRUCE], second, "Asia/Tokyo"), [planned], view(config, second)
    )


def test_a_planned_contact_stands_on_its_day_as_tentative(config: Config) -> None:
    event = events(config, at("2025-10-25T12:00"), contact(config, "Trump to meet Xi in Busan on Oct 30"))
    found = event["contact-2025-10-30-trump-xi@watchbot"]
    assert (date(2025, 10, 30), date(2025, 10, 31), "TENTATIVE", "Busan") == (
        found["dtstart"].dt,
        found["dtend"].dt,
        str(found["status"]),
        str(found["location"]),
    )


def test_a_planned_contact_that_is_held_stays_one_event(config: Config) -> None:
    planned = contact(config, "Trump to meet Xi in Busan on Oct 30")
    told = entry("2", "Trump and Xi meet in Busan", seen=datetime(2025, 10, 30, 3, tzinfo=UTC))
    held = add_report(planned, Coder(config.roster, config.issues).code(told).mentions[0], told)
    found = events(config, at("2025-10-30T12:00"), held)["contact-2025-10-30-trump-xi@watchbot"]
    assert (held.status, str(found["status"]), found["sequence"]) == (Status.HELD, "CONFIRMED", 1)


def test_a_contact_without_a_date_is_left_out(config: Config) -> None:
    assert list(events(config, at("2025-10-25T12:00"), contact(config, "Trump to meet Xi, White House says"))) == [
        "deadline-truce@watchbot"
    ]


def test_a_link_that_is_no_web_address_is_dropped(config: Config) -> None:
    planned = contact(config, "Trump to meet Xi in Busan on Oct 30", link="javascript:alert(1)")
    found = events(config, at("2025-10-25T12:00"), planned)["contact-2025-10-30-trump-xi@watchbot"]
    assert "url" not in found
