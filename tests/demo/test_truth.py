"""Which real contact a contact of the service stands for, by the entries behind it."""

from datetime import date

import pytest

from watchbot.demo.season import SeasonEntry, load_season
from watchbot.demo.truth import Mentioned, Resolver
from watchbot.model import Mode, Status

SEASON = load_season()
RESOLVER = Resolver(SEASON)
CALL = "2025-09-19-xi-trump-phone"
BUSAN = "2025-10-30-busan-summit"
VISIT = "planned-2026-trump-china-visit"


def entry(*told: str) -> SeasonEntry:
    """An entry that tells of just these contacts."""
    return next(
        e for e in SEASON.entries if e.truth.contact == told[0] and [c for c, _ in e.truth.also] == list(told[1:])
    )


def mention(
    of: SeasonEntry, status: Status = Status.HELD, mode: Mode = Mode.PHONE, start: date | None = None
) -> Mentioned:
    return Mentioned(of.link, status, mode, start)


def test_a_contact_is_what_its_entries_tell_of() -> None:
    assert RESOLVER.resolve([mention(entry(CALL))]) == CALL


def test_the_majority_of_entries_decides() -> None:
    assert RESOLVER.resolve([mention(entry(CALL)), mention(entry(BUSAN)), mention(entry(BUSAN))]) == BUSAN


@pytest.mark.parametrize(
    ("status", "mode", "start", "expected"),
    [
        (Status.HELD, Mode.PHONE, None, CALL),
        (Status.PLANNED, Mode.TALKS, None, BUSAN),
        (Status.PLANNED, Mode.VISIT, None, VISIT),
        (Status.PLANNED, Mode.MEETING, date(2025, 10, 31), BUSAN),
        (Status.PLANNED, Mode.MEETING, date(2026, 4, 1), VISIT),
        (Status.DENIED, Mode.PHONE, None, CALL),
    ],
)
def test_where_an_entry_tells_of_several_the_mention_chooses(
    status: Status, mode: Mode, start: date | None, expected: str
) -> None:
    assert RESOLVER.resolve([mention(entry(CALL, BUSAN, VISIT), status, mode, start)]) == expected


def test_an_entry_that_tells_of_no_contact_has_no_say() -> None:
    nothing = next(e for e in SEASON.entries if e.truth.contact is None and not e.truth.background)
    assert RESOLVER.resolve([mention(nothing)]) is None
    assert RESOLVER.resolve([mention(nothing), mention(nothing), mention(entry(CALL))]) == CALL


def test_context_speaks_only_where_no_entry_tells_of_a_contact() -> None:
    context = next(e for e in SEASON.entries if e.truth.background == (BUSAN,))
    assert RESOLVER.resolve([mention(context)]) == BUSAN
    assert RESOLVER.resolve([mention(context), mention(context), mention(entry(CALL))]) == CALL


def test_a_link_that_no_entry_of_the_season_has_is_ignored() -> None:
    assert RESOLVER.resolve([Mentioned("https://elsewhere.example/", Status.HELD, Mode.PHONE, None)]) is None
