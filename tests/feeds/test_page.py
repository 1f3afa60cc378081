"""Government pages without a feed are read by selectors; a page that was rebuilt says so."""

from datetime import UTC, datetime

import pytest

from watchbot.feeds.document import Document, ParseProblem, Unreadable
from watchbot.feeds.parse import parse
from watchbot.model import FetchLimits

URL = "https://ministry.example/news/"
LIMITS = FetchLimits()
SELECTORS = {"item": "li.entry", "title": "a", "link": "a", "date": ".day", "zone": "Asia/Shanghai"}
PAGE = """<html><head><title>部委新闻</title></head><body><ul>
<li class="entry"><a href="t1.html">部长会见来访代表团</a> <span class="day">2025-09-10 09:30</span></li>
<li class="entry"><a href="/abs/t2.html">中美经贸磋商</a> <span class="day">2025年9月11日</span></li>
<li class="entry"><span class="day">soon</span></li><li>not an entry</li></ul></body></html>"""


def read(body: bytes, content_type: str = "text/html; charset=utf-8", **more: str) -> Document | Unreadable:
    return parse(body, content_type, URL, LIMITS, {**SELECTORS, **more})


def test_entries_have_their_own_links_and_the_zones_dates() -> None:
    found = read(PAGE.encode())
    assert isinstance(found, Document)
    assert found.title == "部委新闻"
    assert [(item.title, item.link, item.published) for item in found.items[:2]] == [
        ("部长会见来访代表团", "https://ministry.example/news/t1.html", datetime(2025, 9, 10, 1, 30, tzinfo=UTC)),
        ("中美经贸磋商", "https://ministry.example/abs/t2.html", datetime(2025, 9, 10, 16, tzinfo=UTC)),
    ]


@pytest.mark.parametrize(("content_type", "meta"), [("text/html; charset=gb2312", ""), ("text/html", "gbk")])
def test_chinese_encodings_are_read_as_the_header_or_the_page_says(content_type: str, meta: str) -> None:
    page = PAGE.replace("<head>", f'<head><meta charset="{meta}">') if meta else PAGE
    found = read(page.encode("gb18030"), content_type)
    assert isinstance(found, Document)
    assert found.items[1].title == "中美经贸磋商"


def test_a_date_format_of_its_own_is_understood() -> None:
    found = read(PAGE.replace("2025-09-10 09:30", "10/09/2025").encode(), date_format="%d/%m/%Y")
    assert isinstance(found, Document)
    assert found.items[0].published == datetime(2025, 9, 9, 16, tzinfo=UTC)


@pytest.mark.parametrize("selector", ["li.gone", "li[[", ""])
def test_a_selector_that_finds_nothing_is_named(selector: str) -> None:
    found = read(PAGE.encode(), item=selector)
    assert isinstance(found, Unreadable)
    assert found.problem is ParseProblem.SELECTOR


def test_entries_beyond_the_limit_are_dropped_and_counted() -> None:
    body = "<ul>" + "<li class=entry><a href=x>Title</a></li>" * (LIMITS.entries + 5) + "</ul>"
    found = read(body.encode())
    assert isinstance(found, Document)
    assert (len(found.items), found.dropped) == (LIMITS.entries, 5)
