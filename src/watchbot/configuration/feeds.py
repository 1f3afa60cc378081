"""feeds.toml: what is polled, whose word it is, and the public list that each address came from."""

from collections.abc import Mapping
from datetime import timedelta

from watchbot.configuration import values
from watchbot.configuration.documents import Document, dotted
from watchbot.configuration.tables import Table, alternatives, one_of, unique
from watchbot.model import Feed, FeedKind, Side

SHORTEST_INTERVAL = timedelta(seconds=30)

_NEEDED = ("item", "title", "link", "date")
_FORMATS = ("feed", "page")


def read_feeds(document: Document) -> tuple[Feed, ...]:
    """The feeds in `document`, in its order."""
    root = Table(document, (), document.values)
    ids: dict[str, str] = {}
    urls: dict[str, str] = {}
    feeds = [feed for table in root.tables("feed") if (feed := _feed(table, ids, urls)) is not None]
    root.close()
    return tuple(feeds)


def _feed(table: Table, ids: dict[str, str], urls: dict[str, str]) -> Feed | None:
    id_ = table.required("id", values.identifier)
    url = table.required("url", values.address)
    publisher = table.required("publisher", values.text)
    lang = table.required("lang", _language)
    kind = table.required("kind", one_of(FeedKind))
    side = table.optional("side", one_of(Side), default=None)
    interval = table.required("interval", _interval)
    table.required("source", values.text)
    format_ = table.optional("format", _format, default="feed")
    selectors = _selectors(table, format_)
    table.close()
    unique(table, "id", id_, ids, dotted(table.path))
    unique(table, "url", url, urls, id_ or dotted(table.path))
    if kind is FeedKind.READOUT and not table.has("side"):
        table.wrong('is missing, expected "us" or "cn": a readout speaks for one side', "side")
    if kind not in (FeedKind.READOUT, None) and table.has("side"):
        table.wrong(f'stands beside kind = "{kind}", expected it only with kind = "readout"', "side")
    if not table.sound or id_ is None or url is None or publisher is None or lang is None:
        return None
    if kind is None or interval is None:
        return None
    return Feed(id_, url, publisher, lang, kind, side, interval, format_, selectors)


def _selectors(table: Table, format_: str) -> Mapping[str, str]:
    inner = table.table("selectors", required=format_ == "page")
    if inner is None:
        return {}
    if format_ == "feed":
        inner.wrong('stands beside format = "feed", expected it only with format = "page"')
    found = {key: inner.required(key, values.text) for key in _NEEDED}
    found |= {key: inner.optional(key, values.text, default=None) for key in ("summary", "date_format")}
    found["zone"] = inner.optional("zone", values.zone, default=None)
    inner.close()
    return {key: value for key, value in found.items() if value is not None}


def _language(value: object) -> str:
    if value not in values.LANGUAGES:
        shown = repr(value) if isinstance(value, str) else f"is {values.kind_of(value)}"
        raise ValueError(f"{shown} is not a language known here, expected {alternatives(values.LANGUAGES)}")
    return str(value)


def _interval(value: object) -> timedelta:
    interval = values.duration(value)
    if not SHORTEST_INTERVAL <= interval <= timedelta(days=7):
        raise ValueError(f"{value!r} is out of bounds, expected 30s to 7d")
    return interval


def _format(value: object) -> str:
    if value not in _FORMATS:
        shown = repr(value) if isinstance(value, str) else f"is {values.kind_of(value)}"
        raise ValueError(f"{shown} is not a format, expected {alternatives(_FORMATS)}")
    return str(value)
