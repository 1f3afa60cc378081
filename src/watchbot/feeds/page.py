"""Government pages without a feed: a list of links, read with CSS selectors.

`item` selects each entry; `title`, `link`, `date` and `summary` are selected inside it. `link` is an element with an
href (default: the title's own, or the first link of the item). `date_format` is strptime's, `zone` an IANA name
(default UTC). A date is searched in the element's `datetime` attribute, then its text.
"""

import re
from collections.abc import Mapping
from datetime import UTC, datetime
from urllib.parse import urljoin
from zoneinfo import ZoneInfo

from selectolax.lexbor import LexborHTMLParser, LexborNode, SelectolaxError

from watchbot.feeds.dates import read_date
from watchbot.feeds.document import Document, Item, Parsed, ParseProblem, Unreadable
from watchbot.model import FetchLimits

_CHARSET = re.compile(rb"<meta[^>]{0,200}?charset\s*=\s*[\"']?([\w-]+)", re.IGNORECASE)
_HEADER = re.compile(r"charset\s*=\s*\"?([\w-]+)", re.IGNORECASE)
_DAY = re.compile(r"(\d{4})\s*[-/.年]\s*(\d{1,2})\s*[-/.月]\s*(\d{1,2})(?:\D{1,4}(\d{1,2}):(\d{2})(?::(\d{2}))?)?")
_TEXT_LIMIT = 20_000


def read(body: bytes, content_type: str, url: str, limits: FetchLimits, selectors: Mapping[str, str]) -> Parsed:
    """The entries that `selectors` find in the page. A page where `item` finds nothing has changed its build."""
    if not body.strip():
        return Unreadable(ParseProblem.EMPTY)
    tree = LexborHTMLParser(_decoded(body, content_type))
    try:
        found = tree.css(selectors["item"])
        items = [item for node in found[: limits.entries] if (item := _item(node, url, selectors)) is not None]
    except (SelectolaxError, ValueError, KeyError, RuntimeError) as error:
        return Unreadable(ParseProblem.SELECTOR, f"{type(error).__name__}: {error}"[:200])
    if not items:
        return Unreadable(ParseProblem.SELECTOR, f"{selectors['item']!r} finds no entry")
    head = tree.css_first("title")
    return Document(
        items=tuple(items),
        title=head.text(strip=True)[:_TEXT_LIMIT] if head is not None else "",
        dropped=max(0, len(found) - limits.entries),
    )


def _decoded(body: bytes, content_type: str) -> str:
    named = _HEADER.search(content_type)
    meta = _CHARSET.search(body[:4096])
    name = named[1] if named else meta[1].decode("ascii", "replace") if meta else "utf-8"
    if name.lower() in ("gb2312", "gbk"):
        name = "gb18030"
    try:
        return body.decode(name, "replace")
    except LookupError:
        return body.decode("utf-8", "replace")


def _item(node: LexborNode, url: str, selectors: Mapping[str, str]) -> Item | None:
    title_node = _one(node, selectors.get("title", ""))
    title = title_node.text(separator=" ", strip=True)[:_TEXT_LIMIT] if title_node is not None else ""
    link = _href(node, title_node, selectors.get("link", ""))
    if not title and not link:
        return None
    date_node = _one(node, selectors["date"]) if selectors.get("date") else None
    summary_node = _one(node, selectors["summary"]) if selectors.get("summary") else None
    return Item(
        guid="",
        link=urljoin(url, link) if link else "",
        title=title,
        summary=summary_node.text(separator=" ", strip=True)[:_TEXT_LIMIT] if summary_node is not None else "",
        published=_date(date_node, selectors) if date_node is not None else None,
    )


def _one(node: LexborNode, selector: str) -> LexborNode | None:
    return node.css_first(selector) if selector else node


def _href(node: LexborNode, title_node: LexborNode | None, selector: str) -> str:
    chosen = node.css_first(selector) if selector else None
    for one in (chosen, title_node, node, node.css_first("a[href]")):
        if one is not None and (href := one.attributes.get("href")):
            return href.strip()
    return ""


def _date(node: LexborNode, selectors: Mapping[str, str]) -> datetime | None:
    zone = ZoneInfo(selectors["zone"]) if selectors.get("zone") else UTC
    for text in (node.attributes.get("datetime") or "", node.text(separator=" ", strip=True)[:200]):
        if not text:
            continue
        if (moment := read_date(text)) is not None:
            return moment
        try:
            if selectors.get("date_format"):
                naive = datetime.strptime(text.strip(), selectors["date_format"])  # noqa: DTZ007 - zoned below
                return (naive if naive.tzinfo else naive.replace(tzinfo=zone)).astimezone(UTC)
        except ValueError:
            pass
        if found := _DAY.search(text):
            try:
                parts = [int(part) for part in found.groups(default="0")]
                return datetime(*parts[:6], tzinfo=zone).astimezone(UTC)  # type: ignore[misc,arg-type]
            except (ValueError, OverflowError):
                continue
    return None
