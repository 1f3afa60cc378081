"""An entry is known again by any of its keys, and paced by what its feed does."""

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from watchbot.feeds.document import Item
from watchbot.feeds.keys import canonical_link, key, keys_of, normal_title
from watchbot.feeds.pace import PaceReason, PollOutcome, Wishes, next_poll
from watchbot.feeds.publisher import attribute
from watchbot.feeds.text import plain
from watchbot.model import FeedKind, Polling

NOW = datetime(2025, 9, 10, 14, tzinfo=UTC)
TEN = timedelta(minutes=10)
POLLING = Polling()


@pytest.mark.parametrize(
    "link",
    [
        "http://p.example/a/b",
        "https://p.example/a/b",
        "https://www.P.example/a/b/",
        "https://p.example:443/a/b?utm_source=rss&utm_medium=feed",
        "https://p.example/a/b#comments",
        "//p.example/a/b?fbclid=1",
    ],
)
def test_spellings_of_one_link_are_one(link: str) -> None:
    assert canonical_link(link) == "p.example/a/b"


@pytest.mark.parametrize("link", ["https://p.example/", "https://p.example", ""])
def test_a_front_page_names_no_entry(link: str) -> None:
    assert canonical_link(link) == ""


def test_links_that_differ_in_a_parameter_that_matters_are_two() -> None:
    assert canonical_link("https://p.example/n?id=1&b=2") == canonical_link("https://p.example/n?b=2&id=1")
    assert canonical_link("https://p.example/n?id=1") != canonical_link("https://p.example/n?id=2")


def test_a_guid_that_several_entries_share_says_nothing() -> None:
    items = [Item(guid="x", link=f"https://p.example/{n}") for n in range(3)]
    assert [one.guid for one in keys_of(items, ["first headline of all", "second headline of all", "third one"])] == [
        0
    ] * 3


@given(st.text())
def test_a_key_fits_the_database_and_is_stable(text: str) -> None:
    assert 0 <= key(text) < 2**63
    assert key(text) == key(text)
    assert (key(text) == 0) == (text == "")


@given(st.text(max_size=80))
def test_a_title_is_the_same_whatever_its_spaces_and_case(text: str) -> None:
    assert normal_title(f"  {text}\t") == normal_title(text)
    if text.isascii():
        assert normal_title(text.upper()) == normal_title(text)


@given(st.text(max_size=300), st.integers(10, 200))
def test_plain_text_is_one_printable_line_within_the_limit(raw: str, limit: int) -> None:
    made = plain(raw, limit)
    assert len(made) <= limit
    assert made == made.strip()
    assert "  " not in made
    assert not any(c in made for c in "\n\r\t\x00\u202e")


@pytest.mark.parametrize(
    ("raw", "said"),
    [
        ("a <b>bold</b> word", "a bold word"),
        ("one<br/>two", "one two"),
        ("x &lt; y &amp;amp; z", "x < y & z"),
        ("<script>alert(1)</script>One", "One"),
        ("a\u200b\u00adb", "ab"),
        ("  two   spaces ", "two spaces"),
    ],
)
def test_markup_becomes_text(raw: str, said: str) -> None:
    assert plain(raw, 100) == said


@pytest.mark.parametrize(
    ("kind", "title", "source", "publisher", "kept"),
    [
        (FeedKind.AGGREGATOR, "Envoys meet in Geneva - Reuters", "Reuters", "Reuters", "Envoys meet in Geneva"),
        (FeedKind.AGGREGATOR, "Envoys meet in Geneva - Reuters", "", "Reuters", "Envoys meet in Geneva"),
        (
            FeedKind.AGGREGATOR,
            "A - B talks go on in Geneva | AP News",
            "AP News",
            "AP News",
            "A - B talks go on in Geneva",
        ),
        (FeedKind.AGGREGATOR, "No source at all here", "", "Search", "No source at all here"),
        (FeedKind.PRESS, "Envoys meet in Geneva - live", "", "Search", "Envoys meet in Geneva - live"),
    ],
)
def test_an_aggregators_entry_is_its_publishers(
    kind: FeedKind, title: str, source: str, publisher: str, kept: str
) -> None:
    assert attribute(kind, "Search", title, source) == (publisher, kept)


@given(
    st.sampled_from(PollOutcome),
    st.integers(1, 40),
    st.floats(0, 1),
    st.booleans(),
    st.one_of(st.none(), st.timedeltas(timedelta(), timedelta(days=400))),
    st.sets(st.integers(0, 23)),
    st.sets(st.integers(0, 6)),
)
def test_the_next_poll_is_never_too_soon_nor_put_off_for_ever(
    outcome: PollOutcome,
    failures: int,
    jitter: float,
    urgent: bool,
    wish: timedelta | None,
    hours: set[int],
    days: set[int],
) -> None:
    wishes = Wishes(wish, wish, wish, frozenset(hours), frozenset(days))
    pace = next_poll(TEN, None, outcome, failures, NOW, POLLING, jitter, wishes, urgent)
    assert pace.next_poll - NOW >= min(POLLING.alert_interval, POLLING.min_interval) * 0.75
    assert pace.next_poll - NOW <= timedelta(days=9)
    assert POLLING.min_interval <= pace.interval <= TEN * 4


def test_a_feed_that_changes_is_polled_sooner_and_one_that_rests_later() -> None:
    def after(outcome: PollOutcome, times: int) -> timedelta:
        interval: timedelta | None = None
        for _ in range(times):
            interval = next_poll(TEN, interval, outcome, 0, NOW, POLLING, 0.5).interval
        assert interval is not None
        return interval

    assert after(PollOutcome.NEW, 10) == TEN / 4
    assert after(PollOutcome.UNCHANGED, 20) == TEN * 4


def test_urgency_wins_over_the_adapted_interval_but_not_over_a_retry_after() -> None:
    urgent = next_poll(TEN, None, PollOutcome.UNCHANGED, 0, NOW, POLLING, 0.5, urgent=True)
    asked = Wishes(retry_after=timedelta(hours=2))
    held = next_poll(TEN, None, PollOutcome.UNCHANGED, 0, NOW, POLLING, 0.5, asked, urgent=True)
    assert (urgent.next_poll - NOW, urgent.reason) == (POLLING.alert_interval, PaceReason.URGENT)
    assert (held.next_poll - NOW, held.reason) == (timedelta(hours=2), PaceReason.RETRY_AFTER)
