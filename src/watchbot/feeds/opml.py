"""OPML: the list of feeds in the form that every feed reader exchanges. Pure.

What OPML has no word for (kind, side, interval) travels in attributes of a namespace of ours, which other readers pass
over. Source: opml.org/spec2.opml.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import timedelta

from lxml import etree

from watchbot.model import Feed, FeedKind, Side

OURS = "urn:watchbot:feeds"
_ID = re.compile(r"[^a-z0-9]+")
_LANGUAGES = {"zh": "zh-Hans", "zh-cn": "zh-Hans", "zh-tw": "zh-Hant", "zh-hk": "zh-Hant", "ko-kr": "ko"}
_KNOWN = ("en", "zh-Hans", "zh-Hant", "ko", "ja")


class NotOpml(ValueError):
    """The file is no OPML; the message says why, with the line."""


@dataclass(frozen=True, slots=True)
class Outline:
    """One feed of a file: as watchbot would poll it, or what is wrong with it. `line` counts from 1."""

    line: int
    feed: Feed | None
    problem: str = ""


def written(feeds: Iterable[Feed]) -> str:
    """The feeds as OPML 2.0. Pages with selectors are left out: nobody else could read them."""
    root = etree.Element("opml", {"version": "2.0"}, nsmap={"watchbot": OURS})
    head = etree.SubElement(root, "head")
    etree.SubElement(head, "title").text = "watchbot feeds"
    body = etree.SubElement(root, "body")
    for feed in feeds:
        if feed.format == "feed":
            ours = {"id": feed.id, "kind": feed.kind.value, "interval": str(int(feed.interval.total_seconds()))}
            if feed.side:
                ours["side"] = feed.side.value
            etree.SubElement(
                body,
                "outline",
                {
                    "type": "rss",
                    "text": feed.publisher,
                    "title": feed.publisher,
                    "xmlUrl": feed.url,
                    "language": feed.lang,
                    **{f"{{{OURS}}}{name}": value for name, value in ours.items()},
                },
            )
    document: bytes = etree.tostring(root, pretty_print=True, xml_declaration=True, encoding="utf-8")
    return document.decode()


def read(text: bytes) -> list[Outline]:
    """The feeds in an OPML file, nested ones too, each with its line.

    Raises:
        NotOpml: it isn't well-formed, or its root is another.
    """
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False)
    try:
        root = etree.fromstring(text, parser)
    except etree.XMLSyntaxError as error:
        raise NotOpml(str(error)) from error
    if root.tag != "opml":
        raise NotOpml(f"the root is {str(root.tag)[:60]!r}, expected 'opml' (line {root.sourceline})")
    found = []
    for node in root.iter("outline"):
        url = (node.get("xmlUrl") or node.get("xmlurl") or "").strip()
        if url:
            found.append(_outline(node, url))
    return found


def _outline(node: "etree._Element", url: str) -> Outline:
    line = node.sourceline or 0
    if not url.startswith(("http://", "https://")):
        return Outline(line, None, f"{url[:120]!r} is no http address")
    publisher = (node.get("title") or node.get("text") or "").strip()
    language = (node.get("language") or "en").strip()
    try:
        side = node.get(f"{{{OURS}}}side")
        seconds = float(node.get(f"{{{OURS}}}interval") or 600)
        feed = Feed(
            id=node.get(f"{{{OURS}}}id") or id_of(url),
            url=url,
            publisher=publisher or id_of(url),
            lang=language if language in _KNOWN else _LANGUAGES.get(language.lower(), "en"),
            kind=FeedKind(node.get(f"{{{OURS}}}kind") or "press"),
            side=Side(side) if side else None,
            interval=timedelta(seconds=min(max(seconds, 30.0), 7 * 86400.0)),
        )
    except ValueError as error:
        return Outline(line, None, f"{url[:120]}: {error}")
    return Outline(line, feed)


def id_of(url: str) -> str:
    """An id in kebab-case from an address: its host without www, and its path."""
    bare = re.sub(r"^https?://(?:www\.)?", "", url.lower()).partition("?")[0]
    return _ID.sub("-", bare).strip("-")[:60].strip("-") or "feed"
