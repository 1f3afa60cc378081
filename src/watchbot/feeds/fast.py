"""The fast reader: ordinary RSS, RDF and Atom, with the same result as feedparser in a twentieth of its time.

It declines (raises `Unusual`) whenever it isn't sure to read a document as feedparser would: document types, other
encodings than UTF-8, markup inside text elements, xml:base, dates in rare forms, elements of media and podcast modules
that feedparser lets stand for title or summary. The equality is a test over many documents (tests/feeds/test_fast.py).

Hard to hurt: libxml2 without entities, DTDs, network or huge trees; `huge_tree=False` bounds depth and text length.
"""

import re
from collections.abc import Callable
from datetime import datetime, timedelta
from urllib.parse import urljoin

from lxml import etree

from watchbot.feeds.dates import read_date
from watchbot.feeds.document import Document, Item
from watchbot.feeds.repair import repair
from watchbot.model import FetchLimits

RSS10 = "http://purl.org/rss/1.0/"
RDF = "http://www.w3.org/1999/02/22-rdf-syntax-ns#"
ATOM = "http://www.w3.org/2005/Atom"
DC = "http://purl.org/dc/elements/1.1/"
TERMS = "http://purl.org/dc/terms/"
CONTENT = "http://purl.org/rss/1.0/modules/content/"
SLASH = "http://purl.org/rss/1.0/modules/slash/"
MEDIA = "http://search.yahoo.com/mrss/"

_CHARSET = re.compile(r"charset\s*=\s*\"?([\w.-]+)", re.IGNORECASE)
_DECLARED = re.compile(rb"^(?:\xef\xbb\xbf)?\s*<\?xml[^>]{0,200}?encoding\s*=\s*[\"']([\w.-]+)[\"']", re.IGNORECASE)
_QUERY_ENTITY = re.compile(r"&([A-Za-z0-9_]+);")
_HTML_LINK = frozenset({"text/html", "application/xhtml+xml", "html", "xhtml"})
DAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")


class Unusual(Exception):
    """The document isn't ordinary enough to be read here."""


def read(body: bytes, content_type: str, url: str, limits: FetchLimits) -> Document:
    """The document in `body`.

    Raises:
        Unusual: leave it to feedparser.
    """
    _check_prologue(body, content_type)
    parser = etree.XMLParser(
        resolve_entities=False,
        no_network=True,
        load_dtd=False,
        huge_tree=False,
        remove_comments=True,
        remove_pis=True,
        collect_ids=False,
    )
    try:
        root = etree.fromstring(body, parser)
    except (etree.XMLSyntaxError, ValueError) as error:
        raise Unusual(str(error)) from error
    tag = root.tag
    if tag == "rss":
        channel = root.find("channel")
        if channel is None or len(root) != 1:
            raise Unusual("rss without one channel")
        return _document(channel, channel.findall("item"), url, limits)
    if tag == f"{{{RDF}}}RDF":
        channel = root.find(f"{{{RSS10}}}channel")
        if channel is None:
            raise Unusual("rdf without channel")
        return _document(channel, root.findall(f"{{{RSS10}}}item"), url, limits)
    if tag == f"{{{ATOM}}}feed":
        return _document(root, root.findall(f"{{{ATOM}}}entry"), url, limits)
    raise Unusual(f"root {str(tag)[:80]}")


def _check_prologue(body: bytes, content_type: str) -> None:
    declared = _DECLARED.match(body[:400])
    encoding = declared[1].lower() if declared else b"utf-8"
    charset = _CHARSET.search(content_type)
    if encoding not in (b"utf-8", b"utf8") or (charset and charset[1].lower() not in ("utf-8", "utf8")):
        raise Unusual("encoding")
    if b"<!DOCTYPE" in body or b"<!ENTITY" in body or b"xml:base" in body:
        raise Unusual("document type or base")


def _document(channel: etree._Element, elements: list[etree._Element], url: str, limits: FetchLimits) -> Document:
    title, ttl, hours, days = "", None, frozenset[int](), frozenset[int]()
    for child in channel:
        name = etree.QName(child).localname
        if name == "title" and not title:
            if child.get("mode") or child.get("type", "text") not in ("text", "html"):
                raise Unusual("title type")
            title = repair(_text(child))
        elif name == "ttl":
            ttl = minutes(_text(child))
        elif name == "skipHours":
            hours = frozenset(int(h) % 24 for c in child if (h := _text(c)).isdecimal() and len(h) < 3)
        elif name == "skipDays":
            days = frozenset(DAYS.index(d) for c in child if (d := _text(c).lower()) in DAYS)
        elif name == "title":
            raise Unusual("two titles")
        elif name in ("category", "description") and len(child):
            raise Unusual("markup in the head")
        elif name in ("item", "entry") and child.tag not in _ITEM_TAGS:
            raise Unusual("items of another namespace")
    if not title and any(_is_title(n) for c in channel if c.tag not in _ITEM_TAGS for n in c.iter()):
        raise Unusual("title in an odd place")
    kept = elements[: limits.entries]
    return Document(
        items=tuple(_item(element, url) for element in kept),
        title=title,
        ttl=ttl,
        skip_hours=hours,
        skip_days=days,
        dropped=len(elements) - len(kept),
    )


def _is_title(element: etree._Element) -> bool:
    name: str = etree.QName(element).localname
    return name.lower() == "title"


def minutes(text: str) -> timedelta | None:
    """A feed's `ttl` as a time, or None where it is no whole number of minutes of up to five digits."""
    return timedelta(minutes=int(text)) if text.isdecimal() and 0 < len(text) < 6 else None


class _Reading:
    """An item while its children are read, in the order in which feedparser would take them."""

    __slots__ = (
        "content",
        "created",
        "guid",
        "guid_is_link",
        "link",
        "published",
        "source",
        "summary",
        "title",
        "updated",
    )

    def __init__(self) -> None:
        self.guid = self.title = self.source = ""
        self.guid_is_link = False
        self.link: str | None = None
        self.summary: str | None = None
        self.content: str | None = None
        self.published: datetime | None = None
        self.updated: datetime | None = None
        self.created: datetime | None = None


def _item(element: etree._Element, url: str) -> Item:
    reading = _Reading()
    about = element.get(f"{{{RDF}}}about")
    if about:
        reading.guid = about
    for child in element:
        take = _TAKE.get(child.tag)
        if take is not None:
            take(reading, child)
        elif child.tag not in _HARMLESS:
            _check_stranger(child)
    link = reading.link
    if link is None and reading.guid_is_link:
        link = reading.guid
    link = link or ""
    if link and not link.startswith(("http://", "https://")):
        link = urljoin(url, link)
    summary = reading.summary if reading.summary is not None else reading.content
    return Item(
        guid=reading.guid,
        link=link,
        title=reading.title,
        summary=summary or "",
        published=reading.published or reading.updated or reading.created,
        source=reading.source,
    )


def _text(element: etree._Element) -> str:
    """The element's text; anything but text inside it is not ours to read."""
    if len(element):
        raise Unusual("markup in text")
    return (element.text or "").strip()


def _take_title(reading: _Reading, element: etree._Element) -> None:
    if element.get("type", "text") not in ("text", "html", "text/plain", "text/html") or element.get("mode"):
        raise Unusual("title type")
    if not reading.title:
        reading.title = repair(_text(element))


def _take_link(reading: _Reading, element: etree._Element) -> None:
    href = element.get("href")
    if href is None:
        if element.get("rel") or element.get("url") or element.get("uri"):
            raise Unusual("link attributes")
        text = _text(element)
        if not text:
            raise Unusual("empty link")
        reading.link = _QUERY_ENTITY.sub(r"&\1", repair(text).replace("&amp;", "&"))
    elif element.get("rel", "alternate").lower() == "alternate":  # noqa: SIM102
        if element.get("type", "text/html").lower() in _HTML_LINK:
            reading.link = href
    if href is not None and (element.text or "").strip():
        raise Unusual("link with text and address")


def _take_guid(reading: _Reading, element: etree._Element) -> None:
    reading.guid = repair(_text(element))
    reading.guid_is_link = element.get("isPermaLink", "true") == "true"
    if not reading.guid or len(element.attrib) > 1 or (element.attrib and "isPermaLink" not in element.attrib):
        raise Unusual("guid")
    # feedparser takes these for addresses, and completes or normalises them.
    plain = reading.guid.startswith(("http://", "https://")) or reading.guid[:4].lower() != "http"
    is_address = element.tag != "guid" or reading.guid_is_link
    if not plain or (is_address and ":" not in reading.guid):
        raise Unusual("guid as an address")


def _take_summary(reading: _Reading, element: etree._Element) -> None:
    if element.get("type", "text").lower() not in ("text", "html", "text/plain", "text/html") or element.get("mode"):
        raise Unusual("summary type")
    if reading.summary is not None and reading.content is None:
        raise Unusual("two summaries")
    reading.summary = repair(_text(element))
    if not reading.summary and reading.content is not None:
        raise Unusual("empty summary")


def _take_content(reading: _Reading, element: etree._Element) -> None:
    """Without a summary before it, content is one; a summary that comes later takes its place."""
    if reading.content is not None:
        raise Unusual("two contents")
    if reading.summary is None:
        if element.get("type", "html").lower() not in ("text", "html", "text/html") or element.get("src"):
            raise Unusual("content type")
        reading.summary = repair(_text(element))
        if not reading.summary:
            raise Unusual("empty content")
    reading.content = ""


def _take_media(reading: _Reading, element: etree._Element) -> None:
    """media:content and media:group: nothing that we read, but for titles and descriptions inside them."""
    for inner in element.iterdescendants():
        if inner.tag in _MEDIA_TEXTS:
            _take_media_text(reading, inner)
        elif inner.tag not in _MEDIA_PARTS:
            raise Unusual("media element")


def _take_media_text(reading: _Reading, _element: etree._Element) -> None:
    if reading.summary is None or reading.content is not None or not reading.title:
        raise Unusual("media text before the item's own")


def _take_published(reading: _Reading, element: etree._Element) -> None:
    reading.published = _date(element)


def _take_updated(reading: _Reading, element: etree._Element) -> None:
    reading.updated = _date(element)


def _take_created(reading: _Reading, element: etree._Element) -> None:
    reading.created = _date(element)


def _date(element: etree._Element) -> datetime:
    moment = read_date(_text(element))
    if moment is None:
        raise Unusual("date")
    return moment


def _take_source(reading: _Reading, element: etree._Element) -> None:
    reading.source = repair(_text(element))


def _check_stranger(element: etree._Element) -> None:
    """Elements that nobody knows are passed over; ones that could stand for a known one are not."""
    name = etree.QName(element)
    if (element.prefix or "") in _KNOWN_PREFIXES:
        raise Unusual("a known prefix for another namespace")
    if name.namespace is None or len(element) or name.namespace.lower() in _KNOWN_LOWER:
        raise Unusual(f"element {name.localname[:60]}")
    if "userland.com" in name.namespace.lower() or "law.harvard.edu" in name.namespace.lower():
        raise Unusual("element of an old namespace")


_MEDIA_TEXTS = frozenset(f"{{{MEDIA}}}{name}" for name in ("title", "description", "text"))
_MEDIA_PARTS = frozenset(
    f"{{{MEDIA}}}{name}"
    for name in ("content", "group", "thumbnail", "credit", "keywords", "copyright", "rating", "player")
)
_Take = Callable[[_Reading, etree._Element], None]
_BARE = ("", f"{{{RSS10}}}", f"{{{ATOM}}}")
_ITEM_TAGS = frozenset({"item", f"{{{RSS10}}}item", f"{{{ATOM}}}entry"})
_KNOWN = frozenset({RSS10, ATOM, DC, TERMS, CONTENT, MEDIA, "http://www.itunes.com/dtds/podcast-1.0.dtd"})
# feedparser goes by these prefixes where it doesn't know their namespace.
_KNOWN_PREFIXES = frozenset({"dc", "dcterms", "content", "media", "itunes", "atom", "atom03", "atom10", "rdf", "xhtml"})
_KNOWN_LOWER = frozenset(name.lower() for name in _KNOWN)
_TAKE: dict[str | bytes, _Take] = {
    **{f"{ns}title": _take_title for ns in _BARE},
    **{f"{ns}link": _take_link for ns in _BARE},
    "guid": _take_guid,
    f"{{{ATOM}}}id": _take_guid,
    "description": _take_summary,
    f"{{{RSS10}}}description": _take_summary,
    f"{{{ATOM}}}summary": _take_summary,
    f"{{{ATOM}}}content": _take_content,
    f"{{{CONTENT}}}encoded": _take_content,
    f"{{{MEDIA}}}description": _take_media_text,
    f"{{{MEDIA}}}title": _take_media_text,
    f"{{{MEDIA}}}content": _take_media,
    f"{{{MEDIA}}}group": _take_media,
    "pubDate": _take_published,
    f"{{{ATOM}}}published": _take_published,
    f"{{{TERMS}}}issued": _take_published,
    f"{{{ATOM}}}updated": _take_updated,
    f"{{{DC}}}date": _take_updated,
    f"{{{TERMS}}}modified": _take_updated,
    f"{{{TERMS}}}created": _take_created,
    "source": _take_source,
}
_HARMLESS = frozenset(
    {
        *("category", "author", "comments", "enclosure"),
        *(f"{{{ATOM}}}{name}" for name in ("author", "contributor", "category", "rights")),
        *(f"{{{DC}}}{name}" for name in ("creator", "subject", "publisher", "rights", "language", "type", "format")),
        *(f"{{{MEDIA}}}{name}" for name in ("thumbnail", "credit", "keywords", "copyright", "rating")),
        *(f"{{{SLASH}}}{name}" for name in ("comments", "section", "department", "hit_parade")),
        *(
            "{http://wellformedweb.org/CommentAPI/}commentRss",
            "{http://purl.org/rss/1.0/modules/syndication/}updateBase",
        ),
    }
)
