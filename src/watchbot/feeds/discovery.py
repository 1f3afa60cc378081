"""Discovery: from the address of a site, or of a feed, to the feeds that are there.

A page names its feeds in its head; where it names none, the usual places are tried. Every candidate is fetched and read
as the service would read it, so what is added is known to work.
"""

from dataclasses import dataclass
from urllib.parse import urljoin

from selectolax.lexbor import LexborHTMLParser

from watchbot.feeds.document import Document
from watchbot.feeds.fetch import Failed, Fetcher, NotModified
from watchbot.feeds.parse import parse
from watchbot.feeds.text import plain
from watchbot.model import FetchLimits

USUAL_PLACES = ("feed", "rss", "feed/", "rss.xml", "atom.xml", "feed.xml", "index.xml", "feeds/posts/default")
_TYPES = frozenset(
    {"application/rss+xml", "application/atom+xml", "application/feed+json", "application/rdf+xml", "text/xml"}
)
_MOST = 10


@dataclass(frozen=True, slots=True)
class Found:
    """A feed that answered and could be read, with its own title and its items' titles."""

    url: str
    title: str
    titles: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class NothingFound:
    """Why there is no feed at an address."""

    detail: str


async def discover(url: str, fetcher: Fetcher, limits: FetchLimits) -> tuple[Found, ...] | NothingFound:
    """The feeds at `url`: itself where it is one, else those that the page names, else those in the usual places."""
    answer = await fetcher.fetch(url)
    if isinstance(answer, Failed | NotModified):
        return NothingFound(f"{answer.problem.value}: {answer.detail}" if isinstance(answer, Failed) else "no content")
    parsed = parse(answer.body, answer.content_type, answer.url, limits)
    if isinstance(parsed, Document):
        return (_found(answer.moved_to or url, parsed, limits),)
    named = candidates(answer.body, answer.url)
    places = named or tuple(urljoin(answer.url.rstrip("/") + "/", place) for place in USUAL_PLACES)
    found: list[Found] = []
    for place in dict.fromkeys(places[:_MOST]):
        there = await fetcher.fetch(place)
        if isinstance(there, Failed | NotModified):
            continue
        read = parse(there.body, there.content_type, there.url, limits)
        if isinstance(read, Document):
            found.append(_found(place, read, limits))
            if not named:
                break
    return tuple(found) or NothingFound("the page names no feed, and none is in the usual places")


def candidates(page: bytes, url: str) -> tuple[str, ...]:
    """The addresses of feeds that a page names in `<link rel="alternate">`, those of comments last. Pure."""
    tree = LexborHTMLParser(page.decode("utf-8", "replace"))
    base = tree.css_first("base[href]")
    start = urljoin(url, (base.attributes.get("href") or "") if base is not None else "")
    named: list[tuple[bool, str]] = []
    for node in tree.css("link[rel][href]"):
        rel = (node.attributes.get("rel") or "").lower().split()
        kind = (node.attributes.get("type") or "").partition(";")[0].strip().lower()
        href = (node.attributes.get("href") or "").strip()
        if href and (("alternate" in rel and kind in _TYPES) or "feed" in rel):
            address = urljoin(start, href)
            if address.startswith(("http://", "https://")):
                about = f"{node.attributes.get('title') or ''} {address}".lower()
                named.append(("comments" in about, address))
    return tuple(dict.fromkeys(address for _, address in sorted(named, key=lambda one: one[0])))


def _found(url: str, document: Document, limits: FetchLimits) -> Found:
    return Found(url, plain(document.title, 120), tuple(plain(item.title, limits.title) for item in document.items))


def language_of(titles: tuple[str, ...]) -> str:
    """The language that titles are written in, by their letters: ko, ja, zh-Hans, zh-Hant or en."""
    text = "".join(titles)
    hangul = sum("\uac00" <= c <= "\ud7a3" for c in text)
    kana = sum("\u3040" <= c <= "\u30ff" for c in text)
    han = sum("\u4e00" <= c <= "\u9fff" for c in text)
    if hangul * 5 > len(text):
        return "ko"
    if kana * 10 > len(text):
        return "ja"
    if han * 5 > len(text):
        return "zh-Hant" if sum(c in _TRADITIONAL for c in text) * 50 > han else "zh-Hans"
    return "en"


_TRADITIONAL = frozenset(
    "國會議談華務長戰關稅與對應總統經濟貿歐聯黨員為說區東馬書實現將從後無種點機來這個們發時動學業產"
)
