"""News that moves a deadline: what is done and dated is proposed, what is only expected never is."""

from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import orjson
import pytest
from hypothesis import given
from hypothesis import strategies as st

from watchbot.commands.detect import entry_of
from watchbot.config import load
from watchbot.countdown.ends import Span
from watchbot.countdown.news import proposals, spoken_of
from watchbot.model import Entry, Outcome

DEADLINES = load(Path(__file__).parents[2] / "config").deadlines
DATA = Path(__file__).parents[1] / "data"
AUGUST = "2025-08-12T01:00:00+00:00"
BEFORE_AUGUST_ORDER = "2025-08-11T20:00:00+00:00"
NOVEMBER = "2025-11-04T20:00:00+00:00"
LATE = "2026-11-08T12:00:00+00:00"


def entry(title: str, at: str, summary: str = "", lang: str = "en") -> Entry:
    when = datetime.fromisoformat(at)
    return Entry("e", "f", "p", when, when, title, summary, "", lang)


def told(title: str, at: str, summary: str = "") -> dict[str, str]:
    """What is proposed: deadline -> the new end's day, or the outcome."""
    found = proposals(entry(title, at, summary), DEADLINES)
    return {p.deadline: p.revision.outcome or p.revision.expires.date().isoformat() for p in found}


@pytest.mark.parametrize(
    ("title", "at", "moved"),
    [
        ("Trump signs order extending China tariff truce until Nov. 10", BEFORE_AUGUST_ORDER, "2025-11-10"),
        ("US, China extend tariff truce by 90 days", BEFORE_AUGUST_ORDER, "2025-11-10"),
        ("Trump extends US-China trade truce for another 90 days", BEFORE_AUGUST_ORDER, "2025-11-10"),
        ("White House prolongs China tariff truce to 10 November 2026", NOVEMBER, "2026-11-10"),
        ("Trump signs executive order to extend China trade truce for one year", NOVEMBER, "2026-11-10"),
        ("美国将对华关税休战延长至2026年11月10日", NOVEMBER, "2026-11-10"),
        ("國務院：美中關稅休戰展期一年", NOVEMBER, "2026-11-10"),
        ("미국, 대중 관세 휴전 내년 11월 10일까지 연장", NOVEMBER, "2026-11-10"),
        ("트럼프, 대중 관세 휴전 90일 더…11일 행정명령 서명", BEFORE_AUGUST_ORDER, "2025-11-10"),
        ("US extends China tariff truce until May 10, 2027", LATE, "2027-05-10"),
    ],
)
def test_a_reported_extension_of_the_truce_is_proposed_with_its_new_end(title: str, at: str, moved: str) -> None:
    assert told(title, at) == {"truce": moved}


@pytest.mark.parametrize(
    "title",
    [
        "US-China tariff truce could be extended until Feb. 10, Bessent says",
        "US and China agree to seek extension of tariff truce by 90 days",
        "Trump says he will extend China tariff truce by a year",
        "China urges US to extend tariff truce until 2027",
        "Will Trump extend the China tariff truce by 90 days?",
        "US, China near deal to extend trade truce by a year",
        "US and China agreed to extend the tariff truce for a year, sources say",
        "Trump has not extended China tariff truce, White House says",
        "Israel, Hamas extend truce by 90 days; Trump thanks China",
        "Trump extends China tariff truce",
        "Oil extends gains for another day as US-China truce holds",
        "中美讨论延长关税休战90天",
        "中美关税休战有望延长至2027年5月10日",
        "外媒：美中擬將關稅休戰延長一年",
        "미중 관세 휴전 90일 연장 검토",
        "미중, 관세 휴전 90일 연장 합의할 듯",
        "Tariff truce, extended in August by 90 days, holds between US and China",
    ],
)
def test_expectation_doubt_and_other_truces_propose_nothing(title: str) -> None:
    for at in (BEFORE_AUGUST_ORDER, "2025-10-20T12:00:00+00:00", LATE):
        if "extended in August" in title and at == BEFORE_AUGUST_ORDER:
            continue
        assert told("Markets wrap", at, f"{title}.") == {}
        if "extended in August" not in title:
            assert told(title, at) == {}


@pytest.mark.parametrize("days", [0, 1, 5, 13])
def test_an_extension_that_is_on_record_is_not_proposed_again(days: int) -> None:
    at = (datetime.fromisoformat("2025-08-12T01:00:00+00:00") + timedelta(days=days)).isoformat()
    assert told("US, China extend tariff truce by 90 days", at) == {}
    assert told("Trump extends China tariff truce until Nov. 10", at) == {}
    assert told("Trump pushes China tariff truce deadline back to Nov. 9", at) == {}


@pytest.mark.parametrize(
    ("title", "deadline", "moved"),
    [
        ("US suspends port fees on Chinese ships until November 10, 2027", "port-fees", "2027-11-10"),
        ("Trump terminates the tariff truce with China", "truce", Outcome.WITHDRAWN.value),
        ("China pulls out of US tariff truce", "", ""),
        ("美国宣布终止对华关税休战", "truce", Outcome.WITHDRAWN.value),
        ("미국, 중국과 관세 휴전 파기", "truce", Outcome.WITHDRAWN.value),
        ("Truce ends uncertainty over tariffs between US and China", "", ""),
    ],
)
def test_suspensions_and_early_ends(title: str, deadline: str, moved: str) -> None:
    ids = {d.id for d in DEADLINES}
    found = told(title, "2026-06-01T00:00:00+00:00")
    assert set(found) <= ids
    wanted = next((id for id in ids if deadline and deadline in id), None)
    assert found.get(wanted or "") == (moved or None)


def test_the_proposal_carries_its_evidence() -> None:
    said = "Trump signs order extending China tariff truce until Nov. 10"
    (proposal,) = proposals(entry(said, BEFORE_AUGUST_ORDER), DEADLINES)
    end = proposal.revision.expires
    assert (proposal.quote, proposal.rule, proposal.publisher) == (said, "news.moved", "p")
    assert (end.hour, end.minute, proposal.revision.zone) == (0, 1, "America/New_York")


@pytest.mark.parametrize(("name", "right"), [("dev", {"2025-11-09", "2025-11-10"}), ("heldout", {"2026-11-10"})])
def test_labelled_entries_propose_no_false_revision(name: str, right: set[str]) -> None:
    rows = [orjson.loads(line) for line in (DATA / f"{name}.jsonl").read_bytes().splitlines()]
    moved = {
        (p.deadline, p.revision.outcome or p.revision.expires.date().isoformat())
        for row in rows
        for p in proposals(entry_of(row), DEADLINES)
    }
    assert moved <= {(deadline.id, day) for deadline in DEADLINES for day in right}


def test_an_entry_that_names_the_truce_speaks_of_it() -> None:
    truce = next(one for one in DEADLINES if one.id == "truce")
    assert spoken_of(truce, entry("China-US tariff truce expires tonight", LATE))
    assert not spoken_of(truce, entry("Gaza truce holds", LATE))


@given(st.dates(date(2024, 1, 1), date(2030, 12, 31)), st.integers(0, 36), st.integers(0, 400))
def test_a_span_of_months_keeps_the_day_where_the_month_has_it(day: date, months: int, days: int) -> None:
    end = Span(months=months).after(day)
    assert (end.year * 12 + end.month) - (day.year * 12 + day.month) == months
    assert end.day == day.day or (end + timedelta(days=1)).day == 1
    assert Span(days=days).after(day) == day + timedelta(days=days)
    assert datetime.combine(end, datetime.min.time(), UTC) >= datetime.combine(day, datetime.min.time(), UTC)
