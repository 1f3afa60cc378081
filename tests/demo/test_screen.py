"""What the demo shows, read back from a terminal that only remembers."""

from datetime import UTC, datetime, timedelta
from io import StringIO

import pytest
from rich.console import Console

from watchbot.demo.screen import (
    Tally,
    TerminalScreen,
    closing_table,
    contacts_table,
    countdown_table,
    minutes,
    verdict_text,
)
from watchbot.demo.season import load_season
from watchbot.demo.verdict import Complaint, Finding, Told, ToldContact, ToldMove, ToldReminder
from watchbot.model import AlertKind, Mode, Status

SEASON = load_season()
TRUCE = SEASON.truce
MADRID = next(o for o in SEASON.occurrences if o.id == "2025-09-14-madrid-talks")
PLAN = ToldContact(
    datetime(2025, 9, 11, 17, 5, tzinfo=UTC), AlertKind.CONTACT_NEW, "c", MADRID.id, Status.PLANNED, Mode.TALKS,
    MADRID.us, MADRID.cn, MADRID.first,
)  # fmt: skip
HELD = ToldContact(
    datetime(2025, 9, 14, 13, 10, tzinfo=UTC), AlertKind.CONTACT_CHANGE, "c", MADRID.id, Status.HELD, Mode.TALKS,
    MADRID.us, MADRID.cn, MADRID.first,
)  # fmt: skip
TOLD: list[Told] = [
    PLAN,
    HELD,
    ToldReminder(TRUCE.told["T-7d"], TRUCE.deadline, TRUCE.expires, "T-7d"),
    ToldMove(datetime(2025, 11, 4, 22, tzinfo=UTC), TRUCE.deadline, TRUCE.moved_to),
]


def shown(*things: object) -> str:
    console = Console(file=StringIO(), width=140, color_system=None)
    console.print(*things)
    assert isinstance(console.file, StringIO)
    return console.file.getvalue()


def cells(text: str) -> dict[str, str]:
    """The rows of a table of two columns."""
    return dict([cell.strip() for cell in line.strip("│").split("│")] for line in text.splitlines() if "│" in line)


def test_a_contact_has_one_row_with_plan_event_and_wait() -> None:
    row = next(line for line in shown(contacts_table(TOLD, SEASON)).splitlines() if "Madrid talks" in line)
    assert [cell.strip() for cell in row.strip("│").split("│")] == [
        "Madrid talks", "11 Sep 16:55", "11 Sep 17:05 planned", "10 min", "14 Sep 13:10", "0",
    ]  # fmt: skip


def test_the_countdown_shows_what_was_sent_what_was_cancelled_and_the_extension() -> None:
    text = shown(countdown_table(TOLD, SEASON))
    assert list(cells(text).items()) == [
        ("T-60d", "not sent"),
        ("T-30d", "not sent"),
        ("T-14d", "not sent"),
        ("T-7d", "sent 03 Nov 2025 00:01"),
        ("T-3d", "cancelled by the extension"),
        ("T-1d", "cancelled by the extension"),
        ("T-0", "cancelled by the extension"),
        ("extension", "told 04 Nov 2025 17:00: now to 10 Nov 2026 00:01"),
    ]


def test_the_closing_table_counts_what_was_told() -> None:
    text = shown(closing_table(TOLD, SEASON, Tally(1200, 1100, 533, 11, 12.34)))
    assert cells(text) == {
        "polls": "1,200",
        "of them not modified": "1,100",
        "entries": "533",
        "contacts": "11",
        "alerts": "1",
        "followed by a change (planned, then held)": "1",
        "edits": "0",
        "reminders": "1",
        "deadlines moved": "1",
        "time to alert, median (virtual)": "10 min",
        "time to alert, longest (virtual)": "10 min",
        "wall time": "12.3 s",
    }


def test_the_closing_table_of_a_silent_season_has_no_time_to_alert() -> None:
    rows = cells(shown(closing_table([], SEASON, Tally(1, 0, 0, 0, 0.1))))
    assert rows["time to alert, median (virtual)"] == "–"


def test_a_message_is_shown_as_text_whatever_it_looks_like() -> None:
    console = Console(file=StringIO(), width=120, color_system=None)
    screen = TerminalScreen(console, SEASON)
    with screen.running():
        screen.advance(SEASON.start)
        screen.message(datetime(2025, 9, 10, 13, tzinfo=UTC), "new", "[bold]Trump[/bold] & Xi <b>meet</b>")
    assert isinstance(console.file, StringIO)
    text = console.file.getvalue()
    assert "[bold]Trump[/bold] & Xi <b>meet</b>" in text
    assert "Wed 10 Sep 2025, 09:00 New York · new" in text


@pytest.mark.parametrize(
    ("length", "expected"),
    [(timedelta(), "0 min"), (timedelta(seconds=1), "1 min"), (timedelta(minutes=5), "5 min")],
)
def test_waits_are_rounded_up_to_minutes(length: timedelta, expected: str) -> None:
    assert minutes(length) == expected


def test_the_last_word_lists_every_mistake() -> None:
    text = shown(verdict_text([Finding(Complaint.MISSING, "extension"), Finding(Complaint.TWICE, "Busan summit")]))
    assert [line.strip() for line in text.splitlines()] == [
        "The verdict found 2 mistake(s):",
        "extension: missing",
        "Busan summit: told twice",
    ]


def test_without_mistakes_the_last_word_says_so() -> None:
    assert shown(verdict_text([])).strip() == "Everything that happened was told once, in order."
