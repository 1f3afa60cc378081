"""The fast reader gives what feedparser gives, or declines."""

import pytest

from watchbot.demo.season import SeasonFeed, load_season
from watchbot.demo.server import snapshot
from watchbot.feeds import broad, fast, parse
from watchbot.feeds.document import Document, ParseProblem, Unreadable
from watchbot.model import FetchLimits

SEASON = load_season()
LIMITS = FetchLimits()
URL = "https://publisher.example/feed"


@pytest.mark.parametrize("feed", SEASON.feeds, ids=lambda feed: feed.id)
def test_both_readers_agree_on_a_publishers_document(feed: SeasonFeed) -> None:
    snap = snapshot(feed, SEASON.end)
    try:
        quick = fast.read(snap.body, snap.content_type, URL, LIMITS)
    except fast.Unusual:
        quick = broad.read(snap.body, snap.content_type, URL, LIMITS)
    assert broad.read(snap.body, snap.content_type, URL, LIMITS) == quick


def test_the_fast_reader_takes_most_of_the_publishers_documents() -> None:
    taken = 0
    for feed in SEASON.feeds:
        snap = snapshot(feed, SEASON.end)
        try:
            fast.read(snap.body, snap.content_type, URL, LIMITS)
            taken += 1
        except fast.Unusual:
            pass
    assert taken > len(SEASON.feeds) / 2


@pytest.mark.parametrize(
    ("body", "problem"),
    [
        (b"", ParseProblem.EMPTY),
        (b"<!doctype html><html><body>Moved</body></html>", ParseProblem.HTML),
        (b"just words", ParseProblem.NOT_A_FEED),
    ],
)
def test_what_is_no_feed_is_named_as_what_it_is(body: bytes, problem: ParseProblem) -> None:
    found = parse(body, "text/html", URL, LIMITS)
    assert isinstance(found, Unreadable)
    assert found.problem is problem


def test_a_truncated_feed_still_gives_its_whole_items() -> None:
    feed = next(one for one in SEASON.feeds if len(one.entries) > 20)
    snap = snapshot(feed, SEASON.end)
    found = parse(snap.body[: len(snap.body) // 2], snap.content_type, URL, LIMITS)
    assert isinstance(found, Document)
    assert len(found.items) > 3
