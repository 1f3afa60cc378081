"""JSON Feed 1.0 and 1.1 (https://www.jsonfeed.org/version/1.1/)."""

from datetime import UTC, datetime
from typing import Any
from urllib.parse import urljoin

import orjson

from watchbot.feeds.dates import read_date
from watchbot.feeds.document import Document, Item, Parsed, ParseProblem, Unreadable
from watchbot.model import FetchLimits


def read(body: bytes, url: str, limits: FetchLimits) -> Parsed:
    """The feed in `body`. An id may be a number, a text HTML; what has another type than it should is left out."""
    try:
        found = orjson.loads(body.removeprefix(b"\xef\xbb\xbf"))
    except orjson.JSONDecodeError as error:
        return Unreadable(ParseProblem.BROKEN, f"JSON: {error}"[:200])
    if not isinstance(found, dict) or not isinstance(found.get("items"), list):
        return Unreadable(ParseProblem.NOT_A_FEED, "JSON without items")
    items = [item for item in found["items"] if isinstance(item, dict)]
    kept = items[: limits.entries]
    return Document(
        items=tuple(_item(item, url) for item in kept),
        title=_string(found.get("title")),
        dropped=len(items) - len(kept),
    )


def _item(item: dict[str, Any], url: str) -> Item:
    link = _string(item.get("url")) or _string(item.get("external_url"))
    summary = _string(item.get("summary")) or _string(item.get("content_text")) or _string(item.get("content_html"))
    return Item(
        guid=_string(item.get("id")),
        link=urljoin(url, link) if link else "",
        title=_string(item.get("title")),
        summary=summary,
        published=_date(item.get("date_published")) or _date(item.get("date_modified")),
    )


def _string(value: Any) -> str:
    if isinstance(value, bool) or not isinstance(value, str | int | float):
        return ""
    return str(value).strip()


def _date(value: Any) -> datetime | None:
    if not isinstance(value, str):
        return None
    known = read_date(value)
    if known is not None:
        return known
    try:
        moment = datetime.fromisoformat(value.strip())
        return (moment if moment.tzinfo else moment.replace(tzinfo=UTC)).astimezone(UTC).replace(microsecond=0)
    except (ValueError, OverflowError):
        return None
