"""Whatever bytes come: no exception leaves the parser, nothing outside is read, and reading ends in good time."""

import time
import unicodedata
from types import EllipsisType

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st
from tests.feeds.corpus import DOCUMENTS, HEAD, Expected, rss

from watchbot.demo.season import load_season
from watchbot.demo.server import snapshot
from watchbot.feeds import broad, fast, parse
from watchbot.feeds.document import Document, Unreadable
from watchbot.feeds.sift import new_entries, sift
from watchbot.model import Entry, Feed, FeedKind, FetchLimits
from watchbot.store.entries import NOTHING_KNOWN

LIMITS = FetchLimits()
URL = "https://publisher.example/feed"
SEASON = load_season()
SEEN = SEASON.end
REAL = [snapshot(feed, SEASON.end) for feed in SEASON.feeds]
PUBLISHER = Feed("p", URL, "P", "en", FeedKind.PRESS)


def entries_of(document: Document) -> list[Entry]:
    """What would be stored: the whole way from a parsed document to entries."""
    return [entry for entry, _ in new_entries(sift(PUBLISHER, document, SEEN, LIMITS), NOTHING_KNOWN, LIMITS)]


def check_stored(document: Document) -> None:
    assert len(document.items) <= LIMITS.entries
    for entry in entries_of(document):
        assert len(entry.title) <= LIMITS.title
        assert len(entry.summary) <= LIMITS.summary
        assert not any(unicodedata.category(c) in {"Cc", "Cs"} for c in entry.title + entry.summary)
        assert not set(entry.title + entry.summary) & set("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")
        assert entry.link == "" or entry.link.startswith(("http://", "https://"))
        assert entry.published <= SEEN
        entry.title.encode()
        entry.summary.encode()


def test_the_corpus_is_large_enough() -> None:
    assert len(DOCUMENTS) >= 60


@pytest.mark.parametrize(("body", "expected"), DOCUMENTS.values(), ids=DOCUMENTS.keys())
def test_a_broken_or_hostile_document_is_read_or_named(body: bytes, expected: Expected) -> None:
    began = time.process_time()
    found = parse(body, "application/rss+xml", URL, LIMITS)
    assert time.process_time() - began < 10
    if isinstance(found, Document):
        check_stored(found)
    if isinstance(expected, str):
        assert isinstance(found, Unreadable)
        assert found.problem.value == expected
    elif not isinstance(expected, EllipsisType):
        assert isinstance(found, Document), found
        assert [item.title for item in found.items] == expected


@pytest.mark.parametrize("name", [name for name in DOCUMENTS if "entity" in name or "laughs" in name or "blow" in name])
def test_no_entity_of_a_document_is_expanded(name: str) -> None:
    found = parse(DOCUMENTS[name][0], "application/rss+xml", URL, LIMITS)
    if isinstance(found, Document):
        for item in found.items:
            assert "root:" not in item.title
            assert len(item.title) < 100


@st.composite
def mutated(draw: st.DrawFn) -> tuple[bytes, str]:
    """A real document with a few bytes cut, doubled, moved, or replaced by what breaks parsers."""
    snap = draw(st.sampled_from(REAL))
    body = bytearray(snap.body[:20_000])
    for _ in range(draw(st.integers(1, 6))):
        if not body:
            break
        at = draw(st.integers(0, len(body) - 1))
        end = min(len(body), at + draw(st.sampled_from([1, 2, 16, 300, 5_000])))
        how = draw(st.sampled_from(["cut", "double", "swap", "noise", "token"]))
        if how == "cut":
            del body[at:end]
        elif how == "double":
            body[at:at] = body[at:end]
        elif how == "swap":
            other = draw(st.integers(0, len(body) - 1))
            body[at], body[other] = body[other], body[at]
        elif how == "noise":
            body[at:end] = draw(st.binary(min_size=0, max_size=24))
        else:
            body[at:at] = draw(st.sampled_from(TOKENS))
    return bytes(body), snap.content_type


TOKENS = (
    *(
        b"<",
        b">",
        b"&",
        b"]]>",
        b"<![CDATA[",
        b"<!--",
        b"-->",
        b"\x00",
        b"\xff\xfe",
        b"&#0;",
        b"&#xFFFFFFFF;",
        b"&nbsp;",
    ),
    *(b"<!DOCTYPE x [", b'<!ENTITY a "b">', b"&a;", b"<?xml version='1.0' encoding='utf-16'?>", b"\xed\xa0\x80"),
    *(b"<item>", b"</item>", b"<channel>", b"</rss>", b"<script>", b"xmlns=''", b"<title>", b"</title>", b"'" * 3),
)


@settings(max_examples=250, deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large])
@given(mutated())
def test_a_mutated_real_document_never_raises(made: tuple[bytes, str]) -> None:
    found = parse(*made, URL, LIMITS)
    assert isinstance(found, Document | Unreadable)
    if isinstance(found, Document):
        check_stored(found)


@settings(max_examples=150, deadline=None)
@given(st.binary(max_size=400))
@example(b"<rss><channel><item><title>\xff")
@example(b"{\x00")
def test_any_bytes_never_raise(body: bytes) -> None:
    for whole in (body, b"<rss><channel><item><title>" + body, HEAD.encode() + b"<feed>" + body):
        assert isinstance(parse(whole, "", URL, LIMITS), Document | Unreadable)


@settings(max_examples=200, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(mutated())
def test_where_the_fast_reader_takes_a_document_it_reads_what_feedparser_reads(made: tuple[bytes, str]) -> None:
    try:
        quick = fast.read(*made, URL, LIMITS)
    except fast.Unusual:
        return
    assert quick == broad.read(*made, URL, LIMITS)


@pytest.mark.parametrize(
    ("markup", "hours", "days"),
    [
        ("<skipHours><hour>0</hour><hour>13</hour></skipHours>", {0, 13}, set()),
        ("<skipDays><day>Saturday</day><day>Sunday</day></skipDays>", set(), {5, 6}),
        ("<skipHours><hour>99</hour><hour>x</hour></skipHours>", {3}, set()),
    ],
)
def test_both_readers_take_the_times_to_skip(markup: str, hours: set[int], days: set[int]) -> None:
    body = rss(f"{markup}<item><title>One</title></item>")
    for reader in (fast.read, broad.read):
        found = reader(body, "application/rss+xml", URL, LIMITS)
        assert (found.skip_hours, found.skip_days) == (hours, days)
