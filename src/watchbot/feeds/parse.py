"""Bytes to a document, whatever they turn out to be. Nothing raised by a format leaves this module.

The order is by cost: the fast reader takes ordinary XML feeds, feedparser everything that the fast one declines, so
that what comes out is feedparser's reading in both cases. JSON Feed and pages have readers of their own.
"""

import logging
import re
from collections.abc import Mapping

from watchbot.feeds import broad, fast, jsonfeed, page
from watchbot.feeds.document import Document, Parsed, ParseProblem, Unreadable
from watchbot.model import FetchLimits

log = logging.getLogger(__name__)

BROAD_LIMIT = 1024 * 1024
_ROOT = re.compile(rb"<(?:[\w.-]+:)?(rss|feed|rdf|channel|item|entry|html|body|head)[\s>/:]", re.IGNORECASE)


def parse(
    body: bytes,
    content_type: str,
    url: str,
    limits: FetchLimits,
    selectors: Mapping[str, str] | None = None,
) -> Parsed:
    """What `body` holds. With `selectors` it is read as a page.

    `content_type` is the HTTP header, `url` what relative links start from.
    """
    try:
        if selectors:
            return page.read(body, content_type, url, limits, selectors)
        return _feed(body, content_type, url, limits)
    except RecursionError:
        return Unreadable(ParseProblem.BROKEN, "nested too deeply")
    except Exception as error:  # the parsers are other people's code, and their input hostile
        log.debug("unreadable document from %s", url, exc_info=True)
        return Unreadable(ParseProblem.BROKEN, f"{type(error).__name__}: {error}"[:200])


def _feed(body: bytes, content_type: str, url: str, limits: FetchLimits) -> Parsed:
    head = body[:1024].lstrip(b"\xef\xbb\xbf \t\r\n\x00")
    if not head and not body.strip():
        return Unreadable(ParseProblem.EMPTY)
    if head[:1] in (b"{", b"["):
        return jsonfeed.read(body, url, limits)
    try:
        return fast.read(body, content_type, url, limits)
    except fast.Unusual:
        pass
    return _broad(body, content_type, url, limits)


def _broad(body: bytes, content_type: str, url: str, limits: FetchLimits) -> Parsed:
    wide = body[:4] in (b"\xff\xfe\x00\x00", b"\x00\x00\xfe\xff") or b"\x00" in body[:64]
    narrow = body[: 64 * 1024].replace(b"\x00", b"") if wide else body[: 64 * 1024]
    root = _ROOT.search(narrow)
    if root is None:
        return Unreadable(ParseProblem.NOT_A_FEED, "no rss, feed or rdf element")
    if root[1].lower() in (b"html", b"head", b"body"):
        return Unreadable(ParseProblem.HTML, "a web page, not a feed")
    if len(body) > BROAD_LIMIT:
        return Unreadable(ParseProblem.TOO_LARGE, f"{len(body)} bytes that only the slow reader could take")
    document = broad.read(body, content_type, url, limits)
    if not document.items and not document.title and not _complete(narrow):
        return Unreadable(ParseProblem.BROKEN, "holds no item and no title")
    return document


def _complete(narrow: bytes) -> bool:
    return bool(re.search(rb"</(?:[\w.-]+:)?(?:rss|feed|rdf)\s*>\s*$", narrow, re.IGNORECASE))


__all__ = ["Document", "parse"]
