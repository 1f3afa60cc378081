"""Lists of feeds: found from a site's address, written as OPML, read back, kept, and removed by the command."""

import asyncio
from datetime import UTC, datetime, timedelta
from pathlib import Path

import orjson
import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.feeds.stand import LIMITS, POLLING, Clock, Desk, feed, poller, rss, stand

from watchbot.cli import main
from watchbot.configuration.values import is_identifier
from watchbot.feeds.discovery import NothingFound, candidates, discover, language_of
from watchbot.feeds.fetch import Fetcher
from watchbot.feeds.opml import NotOpml, id_of, read, written
from watchbot.model import FeedKind, Side
from watchbot.store import Database, feeds

ROOT = Path(__file__).parents[2]
PAGE = b"""<!doctype html><html><head><title>Site</title><base href="/news/">
<link rel="alternate" type="application/rss+xml" title="Comments" href="comments.xml">
<link rel="ALTERNATE" type="application/rss+xml; charset=utf-8" title="News" href="main.xml">
<link rel="alternate" type="text/html" hreflang="ko" href="/ko">
<link rel="alternate" href="javascript:1" type="text/xml">
</head><body></body></html>"""


def fetcher() -> Fetcher:
    return Fetcher(POLLING, LIMITS, lambda: datetime(2025, 9, 10, tzinfo=UTC))


def test_a_page_names_its_feeds_the_comments_last() -> None:
    assert candidates(PAGE, "https://site.example/") == (
        "https://site.example/news/main.xml",
        "https://site.example/news/comments.xml",
    )


@given(st.binary(max_size=300))
def test_any_page_can_be_searched_for_feeds(page: bytes) -> None:
    assert candidates(page, "https://site.example/") == candidates(page, "https://site.example/")


async def test_the_feeds_that_a_site_names_are_found_and_tried() -> None:
    fetching = fetcher()
    async with stand() as site:
        site.serve("/", PAGE, Content_Type="text/html")
        site.serve("/news/main.xml", rss("Envoys meet", head="<description>x</description>"))
        found = await discover(f"{site.base}/", fetching, LIMITS)
    await fetching.aclose()
    assert not isinstance(found, NothingFound)
    assert [(one.url, one.title, one.titles) for one in found] == [
        (f"{site.base}/news/main.xml", "x", ("Envoys meet",))
    ]


async def test_the_usual_places_are_tried_where_a_site_names_none() -> None:
    fetching = fetcher()
    async with stand() as site:
        site.serve("/", b"<html><body>Hi</body></html>", Content_Type="text/html")
        site.serve("/rss.xml", rss("One"))
        found = await discover(site.base, fetching, LIMITS)
        site.serve("/bare", b"<html><body>Hi</body></html>", Content_Type="text/html")
        nothing = await discover(f"{site.base}/bare", fetching, LIMITS)
        missing = await discover(f"{site.base}/missing", fetching, LIMITS)
    await fetching.aclose()
    assert not isinstance(found, NothingFound)
    assert found[0].url == f"{site.base}/rss.xml"
    assert nothing == NothingFound("the page names no feed, and none is in the usual places")
    assert missing == NothingFound("status: HTTP status 404")


@pytest.mark.parametrize(
    ("title", "language"),
    [
        ("Envoys meet in Geneva", "en"),
        ("中美经贸磋商在日内瓦举行", "zh-Hans"),
        ("美國總統與習近平會談 關稅問題", "zh-Hant"),
        ("미중 고위급 회담 제네바에서 열려", "ko"),
        ("米中が高官協議、ジュネーブで", "ja"),
        ("", "en"),
    ],
)
def test_the_language_is_told_by_the_letters(title: str, language: str) -> None:
    assert language_of((title,)) == language


def test_what_is_written_as_opml_reads_back_the_same() -> None:
    known = [
        feed("a", "https://a.example/rss?x=1&y=2"),
        feed(
            "mfa",
            "https://b.example/",
            kind=FeedKind.READOUT,
            side=Side.CN,
            lang="zh-Hans",
            interval=timedelta(minutes=2),
        ),
    ]
    assert [one.feed for one in read(written(known).encode())] == known


def test_an_outline_of_another_reader_becomes_a_feed_and_a_bad_one_is_named_with_its_line() -> None:
    text = b"""<opml version="1.0"><body><outline text="Folder">
<outline text="Paper" type="rss" xmlUrl="https://www.paper.example/world/rss.xml" language="zh-tw"/>
<outline text="Bad" xmlUrl="ftp://paper.example/"/></outline></body></opml>"""
    good, bad = read(text)
    assert good.feed is not None
    assert (good.line, good.feed.id, good.feed.publisher, good.feed.lang) == (
        2,
        "paper-example-world-rss-xml",
        "Paper",
        "zh-Hant",
    )
    assert (bad.line, bad.problem) == (3, "'ftp://paper.example/' is no http address")


@pytest.mark.parametrize("text", [b"", b"<opml>", b"<rss/>", b"\x00\xff", b"<!DOCTYPE x [<!ENTITY a 'b'>]><y>&a;</y>"])
def test_what_is_no_opml_is_refused(text: bytes) -> None:
    with pytest.raises(NotOpml):
        read(text)


@given(st.text(max_size=80))
def test_an_id_from_any_address_is_an_id(text: str) -> None:
    assert is_identifier(id_of(f"https://{text}"))


@pytest.fixture
def place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with a database and a configuration of one feed, named in the environment."""
    folder = tmp_path / "config"
    folder.mkdir()
    for name in ("actors.toml", "issues.toml", "deadlines.toml"):
        (folder / name).write_text((ROOT / "config" / name).read_text("utf-8"), "utf-8")
    (folder / "watchbot.toml").write_text('[polling]\nallow_hosts = ["127.0.0.1"]\nhost_delay = "0s"\n', "utf-8")
    (folder / "feeds.toml").write_text(
        '[[feed]]\nid = "wire"\nurl = "https://wire.example/rss"\npublisher = "Wire"\nlang = "en"\nkind = "press"\n'
        'interval = "5m"\nsource = "test"\n',
        "utf-8",
    )
    monkeypatch.setenv("WATCHBOT_CONFIG", str(folder))
    monkeypatch.setenv("DATABASE_URL", f"sqlite:///{tmp_path / 'w.db'}")
    return tmp_path


def listed(capsys: pytest.CaptureFixture[str]) -> list[dict[str, object]]:
    capsys.readouterr()
    assert main(["feeds", "list", "--json"]) == 0
    found: list[dict[str, object]] = orjson.loads(capsys.readouterr().out)
    return found


async def test_a_feed_is_added_from_its_sites_address_polled_and_removed(
    place: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    async with stand() as site:
        site.serve("/", b"<html><head><link rel=alternate type=application/rss+xml href=/f></head></html>")
        site.serve("/f", rss("미중 고위급 회담 제네바에서 열려"))
        assert await asyncio.to_thread(main, ["feeds", "add", site.base, "--id", "site", "--interval", "2m"]) == 0
        assert await asyncio.to_thread(main, ["feeds", "add", f"{site.base}/f"]) == 1
        database, desk = Database.open(f"sqlite:///{place / 'w.db'}"), Desk()
        watching = poller(database, [], desk, Clock())
        await watching.cycle()
        await watching.close()
        database.close()
        url = f"{site.base}/f"
    assert desk.titles == {"site": ["미중 고위급 회담 제네바에서 열려"]}
    by_id = {str(one["id"]): one for one in listed(capsys)}
    assert (by_id["site"]["url"], by_id["site"]["lang"], by_id["site"]["entries"]) == (url, "ko", 1)
    assert by_id["wire"]["state"] == "waiting"
    assert main(["feeds", "remove", "site"]) == 0
    assert main(["feeds", "remove", "site"]) == 1
    assert main(["feeds", "remove", "wire"]) == 1
    assert "stands in feeds.toml" in capsys.readouterr().err
    assert [one["id"] for one in listed(capsys)] == ["wire"]


def test_lists_are_exchanged_as_opml(place: Path, capsys: pytest.CaptureFixture[str]) -> None:
    source = place / "in.opml"
    source.write_text(
        '<opml version="2.0"><body>\n<outline text="A" xmlUrl="https://a.example/rss"/>\n'
        '<outline text="W" xmlUrl="https://wire.example/rss"/></body></opml>',
        "utf-8",
    )
    assert main(["feeds", "import", str(source)]) == 1
    said = capsys.readouterr()
    assert said.out == "added 1 of 2 feeds\n"
    assert said.err == f"{source}:3: https://wire.example/rss is polled already, as wire\n"
    assert main(["feeds", "export", str(place / "out.opml")]) == 0
    assert [one.feed.id for one in read((place / "out.opml").read_bytes()) if one.feed] == ["wire", "a-example-rss"]


@pytest.mark.parametrize(
    ("words", "status", "said"),
    [
        (["add", "ftp://x.example"], 2, "x.example"),
        (["add", "https://x.example", "--kind", "readout"], 2, "--side"),
        (["add", "https://x.example", "--interval", "soon"], 2, "soon"),
        (["import", "/nowhere/at/all.opml"], 2, "/nowhere/at/all.opml"),
        (["add", "http://127.0.0.1:1/"], 1, "connect"),
    ],
)
def test_a_mistake_is_named(
    place: Path, capsys: pytest.CaptureFixture[str], words: list[str], status: int, said: str
) -> None:
    assert main(["feeds", *words]) == status
    assert said in capsys.readouterr().err


def test_an_added_feed_takes_over_the_row_that_a_configured_one_left(database: Database) -> None:
    once = feed("a", "https://a.example/1")
    database.transact(lambda connection: feeds.load(connection, [once]))
    again = feed("a", "https://a.example/2")
    assert database.transact(lambda connection: feeds.add(connection, again, None))
    assert not database.transact(lambda connection: feeds.add(connection, again, None))
    assert database.transact(feeds.added) == (again,)
