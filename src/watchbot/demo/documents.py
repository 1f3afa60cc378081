"""A feed's document as of a moment: RSS 2.0, Atom 1.0 or RDF (RSS 1.0), in the bytes a publisher would send.

Why by hand and not with a library: publishers' documents differ in just the ways that matter here (entities inside
descriptions, guids that are no links, RDF without guids, encodings that aren't UTF-8), and a generator smooths them.
Sources: the RSS 2.0 specification, RFC 4287, RSS 1.0 with the Dublin Core module.
"""

from collections.abc import Callable, Sequence
from datetime import UTC, datetime
from email.utils import format_datetime
from xml.sax.saxutils import escape, quoteattr

from watchbot.demo.season import SeasonEntry, SeasonFeed

CONTENT_TYPES = {
    "rss": "application/rss+xml",
    "atom": "application/atom+xml",
    "rdf": "application/rdf+xml",
}


def published_by(feed: SeasonFeed, now: datetime) -> tuple[SeasonEntry, ...]:
    """What the document holds at `now`: the newest `feed.window` entries that were out by then, newest first."""
    return tuple(e for e in reversed(feed.entries) if e.published <= now)[: feed.window]


def document(feed: SeasonFeed, entries: Sequence[SeasonEntry]) -> bytes:
    """The bytes of `feed` with `entries`, newest first; a function of these alone, so equal content is equal bytes."""
    text = _WRITERS[feed.format](feed, entries)
    return f'<?xml version="1.0" encoding="{feed.encoding}"?>\n{text}'.encode(feed.encoding, "xmlcharrefreplace")


def http_date(moment: datetime) -> str:
    """The form of RFC 9110, in GMT and whole seconds."""
    return format_datetime(moment.astimezone(UTC).replace(microsecond=0), usegmt=True)


def _home(feed: SeasonFeed) -> str:
    return f"https://{feed.id}.example/"


def _rss(feed: SeasonFeed, entries: Sequence[SeasonEntry]) -> str:
    items = []
    for entry in entries:
        permalink = "true" if entry.id == entry.link else "false"
        source = f"<source url={quoteattr(_home(feed))}>{escape(entry.publisher)}</source>"
        items.append(
            f"<item><title>{escape(entry.title)}</title><link>{escape(entry.link)}</link>"
            f'<guid isPermaLink="{permalink}">{escape(entry.id)}</guid>'
            f"<pubDate>{format_datetime(entry.published)}</pubDate>"
            f"<description>{escape(entry.summary)}</description>"
            f"{source if entry.publisher != feed.publisher else ''}</item>"
        )
    return (
        f'<rss version="2.0"><channel><title>{escape(feed.title)}</title><link>{_home(feed)}</link>'
        f"<description>{escape(feed.publisher)}</description><language>{feed.lang}</language>"
        f"{''.join(items)}</channel></rss>"
    )


def _atom(feed: SeasonFeed, entries: Sequence[SeasonEntry]) -> str:
    items = [
        f'<entry><title type="html">{escape(e.title)}</title><link rel="alternate" href={quoteattr(e.link)}/>'
        f"<id>{escape(e.id)}</id><published>{e.published.isoformat()}</published>"
        f'<updated>{e.published.isoformat()}</updated><summary type="html">{escape(e.summary)}</summary></entry>'
        for e in entries
    ]
    updated = entries[0].published.isoformat() if entries else "1970-01-01T00:00:00Z"
    return (
        f'<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="{feed.lang}"><title>{escape(feed.title)}</title>'
        f"<id>{_home(feed)}</id><updated>{updated}</updated><author><name>{escape(feed.publisher)}</name></author>"
        f"{''.join(items)}</feed>"
    )


def _rdf(feed: SeasonFeed, entries: Sequence[SeasonEntry]) -> str:
    listed = "".join(f"<rdf:li rdf:resource={quoteattr(e.link)}/>" for e in entries)
    items = "".join(
        f"<item rdf:about={quoteattr(e.link)}><title>{escape(e.title)}</title><link>{escape(e.link)}</link>"
        f"<description>{escape(e.summary)}</description><dc:date>{e.published.isoformat()}</dc:date></item>"
        for e in entries
    )
    return (
        '<rdf:RDF xmlns="http://purl.org/rss/1.0/" xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" '
        'xmlns:dc="http://purl.org/dc/elements/1.1/">'
        f"<channel rdf:about={quoteattr(_home(feed))}><title>{escape(feed.title)}</title><link>{_home(feed)}</link>"
        f"<description>{escape(feed.publisher)}</description><dc:language>{feed.lang}</dc:language>"
        f"<items><rdf:Seq>{listed}</rdf:Seq></items></channel>{items}</rdf:RDF>"
    )


_WRITERS: dict[str, Callable[[SeasonFeed, Sequence[SeasonEntry]], str]] = {"rss": _rss, "atom": _atom, "rdf": _rdf}
