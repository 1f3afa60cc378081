"""The loopback feed server, over real HTTP: documents as of now, validators, and what it answers to odd requests."""

import asyncio
from collections.abc import AsyncIterator
from datetime import UTC, datetime, timedelta
from email.utils import parsedate_to_datetime

import feedparser
import httpx
import pytest

from watchbot.demo.documents import document, http_date, published_by
from watchbot.demo.season import Season, SeasonFeed, load_season
from watchbot.demo.server import FeedServer, snapshot, unchanged

NOON = datetime(2025, 10, 30, 12, tzinfo=UTC)
SEASON = load_season()


class Hands:
    """A clock that tests move."""

    def __init__(self, now: datetime) -> None:
        self.now = now

    def __call__(self) -> datetime:
        return self.now


def feed(season: Season, name: str) -> SeasonFeed:
    return next(f for f in season.feeds if f.id == name)


@pytest.fixture
def clock() -> Hands:
    return Hands(NOON)


@pytest.fixture
async def server(clock: Hands) -> AsyncIterator[FeedServer]:
    async with FeedServer(SEASON, clock) as running:
        yield running


@pytest.fixture
async def client() -> AsyncIterator[httpx.AsyncClient]:
    async with httpx.AsyncClient() as one:
        yield one


@pytest.mark.parametrize("source", SEASON.feeds, ids=lambda f: f.id)
def test_feedparser_reads_every_title_of_every_document_as_it_was_written(source: SeasonFeed) -> None:
    entries = published_by(source, SEASON.end)
    parsed = feedparser.parse(document(source, entries), sanitize_html=False)
    assert not parsed.bozo
    assert [e.title.replace("&lsquo;", "‘") for e in parsed.entries] == [
        e.title.replace("&lsquo;", "‘") for e in entries
    ]


@pytest.mark.parametrize("source", SEASON.feeds, ids=lambda f: f.id)
def test_a_document_holds_nothing_from_the_future_and_no_more_than_its_window(source: SeasonFeed) -> None:
    entries = published_by(source, NOON)
    assert all(e.published <= NOON for e in entries)
    assert 0 < len(entries) <= source.window <= 30


def test_the_newest_entry_comes_first() -> None:
    entries = published_by(feed(SEASON, "reuters"), NOON)
    assert list(entries) == sorted(entries, key=lambda e: e.published, reverse=True)


@pytest.mark.parametrize(("name", "version"), [("reuters", "rss20"), ("udn", "atom10"), ("nikkei", "rss10")])
async def test_each_format_is_served_as_its_own_kind(
    name: str, version: str, server: FeedServer, client: httpx.AsyncClient
) -> None:
    answer = await client.get(server.url(name))
    assert feedparser.parse(answer.content).version == version


async def test_a_document_in_gb18030_is_declared_and_read_as_such(
    server: FeedServer, client: httpx.AsyncClient
) -> None:
    answer = await client.get(server.url("mofcom"))
    assert "商务部" in answer.content.decode("gb18030")
    assert feedparser.parse(answer.content).entries[0].title == "商务部新闻发言人介绍中美吉隆坡经贸磋商成果共识"


async def test_the_truth_about_an_entry_is_never_served(server: FeedServer, client: httpx.AsyncClient) -> None:
    bodies = [(await client.get(server.url(f.id))).text for f in SEASON.feeds]
    assert not any(o.id in body or "truth" in body for body in bodies for o in SEASON.occurrences)


@pytest.mark.parametrize(
    ("validator", "condition"), [("etag", "If-None-Match"), ("last-modified", "If-Modified-Since")]
)
async def test_a_reader_that_has_the_document_gets_304_and_no_body(
    validator: str, condition: str, server: FeedServer, client: httpx.AsyncClient
) -> None:
    first = await client.get(server.url("cna"))
    again = await client.get(server.url("cna"), headers={condition: first.headers[validator]})
    assert (again.status_code, again.content) == (304, b"")


async def test_a_new_entry_changes_the_etag_and_last_modified(
    server: FeedServer, client: httpx.AsyncClient, clock: Hands
) -> None:
    first = await client.get(server.url("reuters"))
    clock.now += timedelta(days=1)
    headers = {"If-None-Match": first.headers["etag"], "If-Modified-Since": first.headers["last-modified"]}
    second = await client.get(server.url("reuters"), headers=headers)
    assert second.status_code == 200
    assert second.headers["etag"] != first.headers["etag"]
    assert parsedate_to_datetime(second.headers["last-modified"]) > parsedate_to_datetime(
        first.headers["last-modified"]
    )


async def test_an_empty_feed_is_still_a_valid_document_without_last_modified(
    server: FeedServer, client: httpx.AsyncClient, clock: Hands
) -> None:
    clock.now = datetime(2025, 1, 1, tzinfo=UTC)
    answer = await client.get(server.url("whitehouse"))
    parsed = feedparser.parse(answer.content)
    assert (answer.status_code, parsed.version, parsed.entries) == (200, "atom10", [])
    assert "last-modified" not in answer.headers


async def test_the_server_counts_what_it_answered(server: FeedServer, client: httpx.AsyncClient) -> None:
    tag = (await client.get(server.url("ap"))).headers["etag"]
    await client.get(server.url("ap"), headers={"If-None-Match": tag})
    await client.get(server.url("nobody"))
    assert (server.served.full, server.served.not_modified, server.served.not_found) == (1, 1, 1)


async def test_head_gets_the_length_without_the_body(server: FeedServer, client: httpx.AsyncClient) -> None:
    full = await client.get(server.url("bbc"))
    head = await client.head(server.url("bbc"))
    assert (head.content, head.headers["content-length"]) == (b"", str(len(full.content)))


async def test_other_methods_are_refused(server: FeedServer, client: httpx.AsyncClient) -> None:
    assert (await client.post(server.url("bbc"))).status_code == 405


async def test_a_client_that_speaks_no_http_loses_only_its_own_connection(
    server: FeedServer, client: httpx.AsyncClient
) -> None:
    reader, writer = await asyncio.open_connection("127.0.0.1", server.port)
    writer.write(b"nonsense\r\n\r\n")
    assert await reader.read() == b""
    writer.close()
    assert (await client.get(server.url("bbc"))).status_code == 200


def test_the_port_is_unknown_before_the_start() -> None:
    with pytest.raises(RuntimeError, match="has not started"):
        _ = FeedServer(SEASON, lambda: NOON).port


@pytest.mark.parametrize(
    ("headers", "expected"),
    [
        ({}, False),
        ({"if-none-match": "*"}, True),
        ({"if-none-match": '"other"'}, False),
        ({"if-none-match": '"other", W/{etag}'}, True),
        ({"if-none-match": '"other"', "if-modified-since": "{modified}"}, False),
        ({"if-modified-since": "{modified}"}, True),
        ({"if-modified-since": "Mon, 01 Sep 2025 00:00:00 GMT"}, False),
        ({"if-modified-since": "yesterday"}, False),
    ],
)
def test_conditions_follow_rfc_9110(headers: dict[str, str], expected: bool) -> None:
    snap = snapshot(feed(SEASON, "ap"), NOON)
    assert snap.modified is not None
    known = {"etag": snap.etag, "modified": http_date(snap.modified)}
    assert unchanged(snap, {name: value.format(**known) for name, value in headers.items()}) is expected
