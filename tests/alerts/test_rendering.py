"""Rendering: what a feed says is shown, never believed."""

import re
from datetime import timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.model import MORNING, RUBIO, chat, contact, entry, mention, readout

from watchbot.alerts.rendering import change_message, contact_line, contact_message
from watchbot.alerts.view import View, view_for
from watchbot.config import load
from watchbot.contacts import add_report, open_contact
from watchbot.model import UNNAMED, AlertReason, Participant, Side, Status

CONFIG = load(Path(__file__).parents[2] / "config")
ISSUES = {issue.id: issue for issue in CONFIG.issues}
TAG = re.compile(r"</?(?:b|i|code)>|<a href=\"[^\"<>]*\">|</a>|&(?:amp|lt|gt|quot|#x27|#39);")


def view(locale: str = "en") -> View:
    return view_for(chat(locale=locale), CONFIG.roster, ISSUES, MORNING)


def test_the_live_message_says_what_who_when_and_who_says_so() -> None:
    told = add_report(contact(issues=("taiwan",)), mention(issues=("taiwan",)), readout("State", Side.US))
    text = contact_message(told, None, view()).fit().plain
    rows = text.splitlines()
    assert rows[0] == "✅ Held · Phone call"
    assert rows[1] == "Marco Rubio (US Secretary of State) – Wang Yi (Chinese Foreign Minister)"
    assert rows[2] == "Wed 10 Sep 2025"
    assert rows[3] == "Issues: Taiwan"
    assert text.endswith("Confirmed by: United States\nSources: State (official), Reuters")


def test_a_title_can_neither_break_nor_forge_a_message() -> None:
    bad = entry(
        "<b>X</b>", title='</i><a href="https://evil.example">click</a> & "more"', link='https://a.example/"><b>'
    )
    html = contact_message(open_contact("c", mention(), bad), None, view()).fit().html
    assert "<a" not in html
    assert "&lt;a href=" in html


@given(title=st.text(max_size=5000), publisher=st.text(min_size=1, max_size=200), link=st.text(max_size=100))
def test_no_text_of_a_feed_makes_malformed_or_oversized_markup(title: str, publisher: str, link: str) -> None:
    told = open_contact("c", mention(), entry(publisher, title=title, link=link))
    for text in (contact_message(told, None, view()), contact_line(told, view())):
        fitted = text.fit()
        assert "<" not in TAG.sub("", fitted.html)
        assert len(fitted.plain.encode("utf-16-le")) // 2 <= 4096


def test_many_names_and_publishers_are_counted_and_not_listed() -> None:
    told = contact(us=tuple(Participant(Side.US, f"Senator {n}") for n in range(7)))
    for n in range(12):
        told = add_report(told, mention(), entry(f"Paper {n}", MORNING + timedelta(minutes=n)))
    told = contact(us=tuple(Participant(Side.US, f"Senator {n}") for n in range(7)), reports=told.reports)
    text = contact_message(told, None, view()).fit().plain
    assert "Senator 3 and 3 more" in text
    assert "and 5 more" in text.splitlines()[-1]


def test_each_change_has_words_of_its_own() -> None:
    said = {
        change_message(contact(status), AlertReason.STATUS_CHANGED, view()).fit().plain.splitlines()[0]
        for status in Status
    }
    assert len(said) == len(Status)


def test_a_chinese_reader_reads_chinese_names_and_words() -> None:
    text = contact_message(contact(us=(RUBIO,)), None, view("zh-Hans")).fit().plain
    assert "鲁比奥" in text
    assert "王毅" in text
    assert "来源" in text


@pytest.mark.parametrize(
    ("locale", "pair"),
    [("en", "United States – China"), ("zh-Hans", "美国 – 中国"), ("zh-Hant", "美國 – 中國"), ("ko", "미국 – 중국")],
)
def test_a_side_of_which_nobody_is_named_is_the_country_in_the_readers_language(locale: str, pair: str) -> None:
    sides = {side.value: (Participant(side, name),) for side, name in UNNAMED.items()}
    text = contact_message(contact(us=sides["us"], cn=sides["cn"]), None, view(locale)).fit().plain
    assert text.splitlines()[1] == pair
