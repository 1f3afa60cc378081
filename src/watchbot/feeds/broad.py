"""The broad reader: feedparser, for everything that the fast one declines.

Sanitising and the resolution of links inside markup are off: what leaves here is turned into plain text anyway, and
they cost more than the rest. Document types are cut before, so that no entity is ever declared, let alone expanded.
"""

import calendar
import io
import re
from datetime import UTC, datetime
from typing import Any

import feedparser

from watchbot.feeds.dates import read_date
from watchbot.feeds.document import Document, Item
from watchbot.feeds.fast import DAYS, minutes
from watchbot.model import FetchLimits

_DOCTYPE = re.compile(rb"<!DOCTYPE[^>\[]*(?:\[[^\]]*\]\s*)?>?", re.IGNORECASE)
_ENTITY = re.compile(rb"<!(?:ENTITY|ELEMENT|ATTLIST|NOTATION)[^>]*>?", re.IGNORECASE)
_HEAD = 64 * 1024
_SKIP_HOURS = re.compile(rb"<skipHours>([^!]{0,2000}?)</skipHours>")
_SKIP_DAYS = re.compile(rb"<skipDays>([^!]{0,2000}?)</skipDays>")
_HOUR = re.compile(rb"<hour>\s*(\d{1,2})\s*</hour>")
_DAY = re.compile(rb"<day>\s*([A-Za-z]{6,9})\s*</day>")


def read(body: bytes, content_type: str, url: str, limits: FetchLimits) -> Document:
    """The document in `body`, as feedparser reads it. May raise whatever feedparser raises."""
    headers = {"content-location": url}
    if content_type:
        headers["content-type"] = content_type
    found = feedparser.parse(
        io.BytesIO(_without_doctype(body)),
        response_headers=headers,
        resolve_relative_uris=False,
        sanitize_html=False,
    )
    entries = found.entries
    kept = entries[: limits.entries]
    return Document(
        items=tuple(_item(entry) for entry in kept),
        title=_string(found.feed.get("title")),
        ttl=minutes(_string(found.feed.get("ttl"))),
        skip_hours=_skipped_hours(body),
        skip_days=_skipped_days(body),
        dropped=len(entries) - len(kept),
    )


def _skipped_hours(body: bytes) -> frozenset[int]:
    """feedparser passes over skipHours, so they are read here; only the channel's head is searched."""
    found = _SKIP_HOURS.search(body, 0, _HEAD)
    return frozenset(int(hour) % 24 for hour in _HOUR.findall(found[1])) if found else frozenset()


def _skipped_days(body: bytes) -> frozenset[int]:
    found = _SKIP_DAYS.search(body, 0, _HEAD)
    names = [day.decode("ascii", "replace").lower() for day in _DAY.findall(found[1])] if found else []
    return frozenset(DAYS.index(name) for name in names if name in DAYS)


def _without_doctype(body: bytes) -> bytes:
    if b"<!" not in body:
        return body
    return _ENTITY.sub(b"", _DOCTYPE.sub(b"", body))


def _item(entry: Any) -> Item:
    source = entry.get("source") or {}
    return Item(
        guid=_string(entry.get("id")),
        link=_string(entry.get("link")),
        title=_string(entry.get("title")),
        summary=_summary(entry),
        published=_published(entry),
        source=_string(source.get("title")),
    )


def _summary(entry: Any) -> str:
    summary = _string(entry.get("summary"))
    if summary:
        return summary
    return next((_string(one.get("value")) for one in entry.get("content") or () if one.get("value")), "")


def _published(entry: Any) -> datetime | None:
    """feedparser's own reading; ours where it found the words but no time in them."""
    for name in ("published", "updated", "created"):
        parsed = dict.get(entry, f"{name}_parsed")
        if parsed is not None:
            try:
                return datetime.fromtimestamp(calendar.timegm(parsed), tz=UTC)
            except (ValueError, OverflowError, OSError):
                continue
        text = dict.get(entry, name)
        if isinstance(text, str) and (moment := read_date(text)) is not None:
            return moment
    return None


def _string(value: Any) -> str:
    return value.strip() if isinstance(value, str) else ""
