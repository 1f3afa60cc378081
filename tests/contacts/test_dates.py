"""Dates in the text against the day of publication, a Wednesday."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from watchbot.contacts import datefit, dates
from watchbot.contacts.text import fold

WEDNESDAY = date(2025, 9, 24)
DAY = timedelta(days=1)


@pytest.mark.parametrize(
    ("text", "language", "ahead", "day"),
    [
        ("they met on tuesday", "en", False, date(2025, 9, 23)),
        ("they meet on tuesday", "en", True, date(2025, 9, 30)),
        ("they meet next friday", "en", True, date(2025, 9, 26)),
        ("they meet friday and saturday", "en", True, date(2025, 9, 26)),
        ("they meet from friday to monday", "en", True, date(2025, 9, 26)),
        ("they meet on 14 and 15 october", "en", True, date(2025, 10, 14)),
        ("they meet oct. 24-27", "en", True, date(2025, 10, 24)),
        ("they spoke last night", "en", False, date(2025, 9, 23)),
        ("两人将于10月24日至27日会谈", "zh-Hans", True, date(2025, 10, 24)),
        ("两人26、27日会谈", "zh-Hans", True, date(2025, 9, 26)),
        ("前一晚通电话", "zh-Hans", False, date(2025, 9, 23)),
        ("明早会谈", "zh-Hans", True, date(2025, 9, 25)),
        ("26일부터 이틀간 회담", "ko", True, date(2025, 9, 26)),
        ("다음 주 월요일 회담", "ko", True, date(2025, 9, 29)),
    ],
)
def test_a_day_in_the_text_is_resolved(text: str, language: str, ahead: bool, day: date) -> None:
    found = [w for w in dates.find(text, language, WEDNESDAY, ahead) if datefit.fits(w, text, WEDNESDAY, ahead)]
    assert [one.day for one in found] == [day]


@pytest.mark.parametrize(
    ("summary", "headline", "language", "day"),
    [
        ("李成钢23日说达成共识", "马德里两天谈完", "zh-Hans", date(2025, 9, 22)),
        ("李成钢23日说达成共识", "马德里会谈", "zh-Hans", date(2025, 9, 23)),
        ("23일까지 이틀간 논의했다", "", "ko", date(2025, 9, 22)),
    ],
)
def test_two_days_that_are_over_began_the_day_before(summary: str, headline: str, language: str, day: date) -> None:
    (when,) = dates.find(summary, language, WEDNESDAY, False)
    assert datefit.first_day(when, summary, WEDNESDAY, headline) == day


@pytest.mark.parametrize(
    ("text", "headline", "language"),
    [
        ("结束两天北京行程，23日见何立峰", "", "zh-Hans"),
        ("两人23日会面", "结束两天的北京之行", "zh-Hans"),
        ("they met on tuesday as he wrapped up a two-day trip", "", "en"),
    ],
)
def test_two_days_of_a_trip_do_not_move_the_day_of_a_meeting(text: str, headline: str, language: str) -> None:
    (when,) = dates.find(text, language, WEDNESDAY, False)
    assert datefit.first_day(when, text, WEDNESDAY, headline) == date(2025, 9, 23)


@pytest.mark.parametrize(
    ("text", "speech"),
    [
        ("he said on tuesday that", True),
        ("he was asked on tuesday whether", True),
        ("they met on tuesday in", False),
    ],
)
def test_the_day_of_speech_is_told_from_the_day_of_the_contact(text: str, speech: bool) -> None:
    (when,) = dates.find(text, "en", WEDNESDAY, False)
    assert datefit.of_speech(when, text) is speech


def test_a_dispatch_gives_its_day_only_while_it_is_fresh() -> None:
    assert dates.dateline("新华社奥斯陆9月23日电 双方", WEDNESDAY) == date(2025, 9, 23)
    assert dates.dateline("新华社奥斯陆9月3日电 双方", WEDNESDAY) is None


WEEK = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")


@given(st.dates(date(2022, 1, 1), date(2030, 1, 1)), st.sampled_from(WEEK), st.booleans())
def test_a_weekday_is_the_nearest_one_in_its_direction(published: date, name: str, ahead: bool) -> None:
    (found,) = dates.find(f"they meet on {name}", "en", published, ahead)
    assert found.day.weekday() == WEEK.index(name)
    gap = (found.day - published).days
    # Six days back is rather tomorrow, told in the west while the east is a day on.
    assert 0 <= gap <= 6 if ahead else -5 <= gap <= 1


@given(st.dates(date(2022, 1, 1), date(2030, 1, 1)), st.integers(-170, 170))
def test_a_day_and_month_mean_the_nearest_such_day(published: date, distance: int) -> None:
    day = published + distance * DAY
    for text, language in ((f"on {day:%B} {day.day}".lower(), "en"), (f"{day.month}月{day.day}日", "zh-Hans")):
        (found,) = dates.find(text, language, published, None)
        assert found.day == day


@given(st.text(alphabet="0123456789月日号年至、和-/ 周一二三四五六日mondaytueprilsth", max_size=40), st.booleans())
def test_no_text_breaks_the_reading_of_dates(text: str, ahead: bool) -> None:
    for language in ("en", "zh-Hans", "ko"):
        for found in dates.find(text, language, WEDNESDAY, ahead):
            assert 0 <= found.start < found.end <= len(text)


@pytest.mark.parametrize(
    ("text", "day"), [("发言人郭嘉昆23日表示，双方交换了意见", True), ("何立峰23日表示，双方交换了意见", False)]
)
def test_what_a_spokesperson_tells_was_before(text: str, day: bool) -> None:
    (when,) = dates.find(text, "zh-Hans", WEDNESDAY, False)
    assert datefit.of_spokesperson(when, text) is day


def test_the_day_for_which_something_is_arranged_is_not_that_of_the_call() -> None:
    text = "in a call they went over arrangements for tuesday"
    (when,) = dates.find(text, "en", WEDNESDAY, False)
    assert not datefit.fits(when, text, WEDNESDAY, False)


def test_the_day_on_which_others_decide_is_not_that_of_the_talks() -> None:
    text = "two days of talks produced a framework for the leaders to consider on tuesday"
    (when,) = dates.find(text, "en", WEDNESDAY, False)
    assert not datefit.fits(when, text, WEDNESDAY, False)


@pytest.mark.parametrize(
    ("text", "another"), [("they discussed tuesday's meeting of the leaders", True), ("tuesday's markets fell", False)]
)
def test_the_day_of_a_meeting_that_is_talked_about_is_another(text: str, another: bool) -> None:
    (when,) = dates.find(text, "en", WEDNESDAY, False)
    assert datefit.of_another(when, text) is another


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("川普22日在返回华府的空军一号上说，将访问中国", "zh-Hans"),
        ("贝森特22日披露会谈安排", "zh-Hans"),
        ("베선트는 22일(현지시간) 엑스에 협상단이 만났다고 썼다", "ko"),
    ],
)
def test_the_day_on_which_somebody_spoke_is_told_apart(text: str, language: str) -> None:
    (when,) = dates.find(text, language, WEDNESDAY, False)
    assert datefit.of_speech(when, text)


def test_the_day_on_which_a_president_took_office_is_no_day_of_a_contact() -> None:
    text = "这是川普20日就任以来首度通话"
    (when,) = dates.find(text, "zh-Hans", WEDNESDAY, False)
    assert not datefit.fits(when, text, WEDNESDAY, False)


@pytest.mark.parametrize(
    ("text", "language"),
    [("路透社週四（9月11日）引述財政部聲明", "zh-Hant"), ("on thursday (september 11), the ministry said", "en")],
)
def test_a_date_in_brackets_is_that_of_the_weekday_before_it(text: str, language: str) -> None:
    (when,) = dates.find(fold(text, chinese=True), language, date(2025, 9, 12), True)
    assert when.day == date(2025, 9, 11)


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("지난해 10월 30일 두 정상이 마주 앉았던 곳", "ko"),
        ("去年10月30日在釜山会晤", "zh-Hans"),
        ("on october 30 last year", "en"),
    ],
)
def test_a_day_of_last_year_is_not_one_of_this_year(text: str, language: str) -> None:
    (when,) = dates.find(text, language, date(2026, 10, 30), None)
    assert when.day == date(2025, 10, 30)


def test_the_expiration_of_a_truce_is_no_day_of_talks() -> None:
    text = "talks come before the scheduled nov 10 expiration of a truce"
    (when,) = dates.find(text, "en", date(2025, 10, 3), True)
    assert not datefit.fits(when, text, date(2025, 10, 3), True)


@pytest.mark.parametrize(
    ("text", "language", "day"),
    [
        ("本月4日通电话时说将访美", "zh-Hans", date(2025, 9, 4)),
        ("上月4日通电话时说将访美", "zh-Hans", date(2025, 8, 4)),
        ("지난 4일 통화에서 방미를 말했다", "ko", date(2025, 9, 4)),
        ("이달 30일 회담", "ko", date(2025, 9, 30)),
    ],
)
@pytest.mark.parametrize("ahead", [True, False])
def test_a_day_of_this_month_or_the_last_is_that_day_whatever_is_to_come(
    text: str, language: str, day: date, ahead: bool
) -> None:
    assert dates.find(text, language, WEDNESDAY, ahead)[0].day == day
