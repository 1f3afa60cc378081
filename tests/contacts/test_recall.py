"""An entry that leaves a side unsaid is read by the contacts of these days, and by nothing else."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from watchbot.commands.detect import coder_of
from watchbot.contacts import Coder, open_contact
from watchbot.model import Contact, Entry, Status, Verdict

DAY = datetime(2026, 1, 20, 12, tzinfo=UTC)


@pytest.fixture(scope="module")
def coder() -> Coder:
    return coder_of(Path(__file__).parents[2] / "config")


def entry(title: str, summary: str = "", day: datetime = DAY) -> Entry:
    return Entry(title, "f", "p", day, day, title, summary, lang="en")


@pytest.fixture(scope="module")
def lima(coder: Coder) -> Contact:
    first = entry("Bessent meets He Lifeng in Lima on Tuesday")
    return open_contact("lima", coder.code(first).mentions[0], first)


UNSAID = "Lima talks end, Bessent upbeat"


def test_what_goes_on_completes_a_headline_that_names_one_side(coder: Coder, lima: Contact) -> None:
    assert coder.code(entry(UNSAID)).mentions == ()
    coding = coder.code(entry(UNSAID), lambda: (lima,))
    assert [(m.cn, m.place, m.rules[1]) for m in coding.mentions] == [(lima.cn, "Lima", "join.recalled")]


def test_a_contact_of_last_week_completes_nothing(coder: Coder, lima: Contact) -> None:
    late = entry(UNSAID, day=DAY + timedelta(days=6))
    assert coder.code(late, lambda: (lima,)).mentions == ()


def test_a_third_country_in_the_text_forbids_it(coder: Coder, lima: Contact) -> None:
    other = entry("Bessent, Japan's Kato end Lima talks")
    assert coder.code(other, lambda: (lima,)).mentions == ()


def test_two_contacts_that_fit_alike_leave_it_unsaid(coder: Coder, lima: Contact) -> None:
    twin = replace(lima, id="twin")
    assert coder.code(entry(UNSAID), lambda: (lima, twin)).mentions == ()


def test_a_plan_that_is_due_counts_as_held_and_one_ahead_stays_a_plan(coder: Coder, lima: Contact) -> None:
    for days, status in ((0, Status.HELD), (2, Status.PLANNED)):
        plan = replace(lima, status=Status.PLANNED, start=(DAY + timedelta(days=days)).date())
        coding = coder.code(entry("Bessent in Lima: talks on tariffs"), lambda plan=plan: (plan,))
        assert [m.status for m in coding.mentions] == [status]


def test_the_contacts_of_these_days_are_only_asked_for_where_a_side_is_missing(coder: Coder) -> None:
    def never() -> tuple[Contact, ...]:
        raise AssertionError("asked")

    assert coder.code(entry("Soybeans rally on weather"), never).verdict is Verdict.NO_CONTACT_WORD
    assert coder.code(entry("Bessent meets He Lifeng in Lima"), never).mentions


def test_the_two_leaders_in_their_city_are_the_summit_on_record(coder: Coder) -> None:
    first = entry("Trump and Xi hold summit in Busan on Tuesday")
    summit = open_contact("busan", coder.code(first).mentions[0], first)
    unsaid = entry("Cameras leave as the two leaders begin talks in Busan")
    assert coder.code(unsaid).mentions == ()
    assert [m.rules[1] for m in coder.code(unsaid, lambda: (summit,)).mentions] == ["join.recalled"]


def test_a_negotiator_just_back_from_talks_speaks_of_them(coder: Coder, lima: Contact) -> None:
    unsaid = entry("Bessent cites preliminary consensus on port fees")
    assert [m.rules[1] for m in coder.code(unsaid, lambda: (lima,)).mentions] == ["join.recalled"]


def test_a_stranger_beside_the_one_side_forbids_it(coder: Coder, lima: Contact) -> None:
    assert coder.code(entry("Trade pact near as Werthein, Bessent hold talks in Lima"), lambda: (lima,)).mentions == ()
    assert coder.code(entry("Trade pact near as Bessent holds talks in Lima"), lambda: (lima,)).mentions != ()


def test_what_one_urges_the_other_was_said_where_they_have_just_met(coder: Coder, lima: Contact) -> None:
    said = entry("Bessent presses He Lifeng over rare earths")
    assert coder.code(said, lambda: (lima,)).mentions[0].rules[1] == "join.called"
    assert coder.code(said).verdict is Verdict.STATEMENT_ONLY
    late = replace(said, published=DAY + timedelta(days=3))
    assert coder.code(late, lambda: (lima,)).verdict is Verdict.STATEMENT_ONLY


def test_officials_quoted_one_after_the_other_speak_to_each_other_where_they_have_just_met(
    coder: Coder, lima: Contact
) -> None:
    said = replace(entry('베선트 "좋은 진전"…허리펑 "서로 존중해야"'), lang="ko")
    assert coder.code(said, lambda: (lima,)).mentions[0].rules[:2] == ("ko.replies", "join.called")
    assert coder.code(said).verdict is Verdict.STATEMENT_ONLY


def test_a_member_of_a_team_that_nobody_named_is_known_by_his_field_and_the_city(coder: Coder) -> None:
    first = replace(entry("何立峰在利马同美方举行经贸磋商"), lang="zh-Hans")
    talks = open_contact("lima", coder.code(first).mentions[0], first)
    said = replace(entry('베선트 "실질적 진전"…리마 협상 이틀째'), lang="ko")
    mention = coder.code(said, lambda: (talks,)).mentions[0]
    assert (mention.rules[1], [p.name for p in mention.us]) == ("join.recalled", ["Scott Bessent"])
    other = replace(said, title='헤그세스 "실질적 진전"…리마 협상 이틀째')
    assert coder.code(other, lambda: (talks,)).mentions == ()


def test_after_a_call_or_talks_tells_of_them_where_somebody_who_took_part_is_named(coder: Coder, lima: Contact) -> None:
    told = entry("Duties to come down, Bessent says after Lima talks")
    assert coder.code(told, lambda: (lima,)).mentions[0].rules[1] == "join.recalled"
    nobody = replace(told, title="Which US duties stay after the Lima talks")
    assert coder.code(nobody, lambda: (lima,)).mentions == ()
