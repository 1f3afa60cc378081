"""The loopback publisher of `tests.bench.feeds`: made-up feeds of 30 entries and about 35 kB each, with ETags.

    python -m tests.bench.feeds_server

Prints its port, then reads commands from standard input: `change N` gives every N-th feed two new entries, one of
which, in every hundredth feed, reports a contact. Feed number n is at http://127.0.1.(1 + n % 50):PORT/n.
"""

import asyncio
import random
import sys
import time
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime
from pathlib import Path

from watchbot.config import load
from watchbot.model import Side

ENTRIES, HOSTS, CARRIERS = 30, 50, 100
STARTED = datetime.now(UTC)
ROSTER = load(Path(__file__).parents[2] / "config").roster
PLACES = ("Lisbon", "Nairobi", "Jakarta", "Ottawa", "Lima", "Oslo", "Hanoi", "Quito", "Rabat", "Riga")
SUBJECTS = ("harbour workers", "the central bank", "wheat growers", "the space agency", "city planners", "rail unions")
DEEDS = ("agree on a pay scale", "publish the spring figures", "delay the vote", "open a second terminal", "cut costs")
BOTH = (
    "Trade between the US and China in figures",
    "What Washington and Beijing want from chips",
    "China, US and rice",
)
# As publishers write an item: some text in escaped markup, and around it as many bytes of everything else.
PROSE = (
    "&lt;p&gt;The report runs to ninety pages and was handed over without comment on Monday. A second part is due "
    'after the holidays, said &lt;a href="https://p.example/people?id=31&amp;amp;ref=feed"&gt;a person who has read it'
    "&lt;/a&gt;, and nobody expects it to differ much.&lt;/p&gt;&lt;p&gt;Prices moved little during the day, and the "
    "committee will look at them again in the autumn. Until then the old rates stay, whatever the season brings; the "
    "members were of one mind in that, though not in much else, and went home early.&lt;/p&gt;"
)
AROUND = (
    "<dc:creator>Our correspondent</dc:creator>"
    + "".join(f"<category>{name}</category>" for name in ("World", "Business", "Public finance", "Analysis"))
    + '<media:thumbnail url="https://static.p.example/images/2026/11/assets/wide-angle-1200x675.jpg" width="1200" '
    'height="675"/><media:credit>Photograph by an agency</media:credit>'
)
SPACES = 'xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:media="http://search.yahoo.com/mrss/"'


def _official(side: Side, number: int) -> str:
    serving = [a.name for a in ROSTER.actors.values() if a.side is side and a.offices_on(STARTED.date())]
    return serving[number % len(serving)]


def headline(feed: int, entry: int) -> str:
    """The world's news, of which one in fifty names both sides (four times the share in a year of real headlines).

    In one of five feeds that change, one of the two new entries reports a contact.
    """
    chance = random.Random(feed * 100_003 + entry)
    if entry >= ENTRIES and entry % 2 and feed % CARRIERS == 0:
        at = feed + entry * 7
        return f"{_official(Side.US, at)} meets {_official(Side.CN, at // 11)} in {chance.choice(PLACES)}"
    if chance.random() < 0.02:
        return f"{chance.choice(BOTH)}, part {entry} of {feed}"
    place, subject, deed = chance.choice(PLACES), chance.choice(SUBJECTS), chance.choice(DEEDS)
    return f"{place}: {subject} {deed} ({feed}-{entry})"


def document(feed: int, version: int) -> bytes:
    """The newest 30 entries of a feed to which `version` changes brought two entries each."""
    newest = ENTRIES + 2 * version
    items = []
    for entry in range(newest - 1, newest - ENTRIES - 1, -1):
        when = format_datetime(STARTED - timedelta(minutes=30 if entry >= ENTRIES else 60 * (ENTRIES - entry)))
        items.append(
            f"<item><title>{headline(feed, entry)}</title><link>https://p{feed}.example/news/world/2026/{entry}-the-whole-story?utm_source=feed</link>"
            f'<guid isPermaLink="false">{feed}-{entry}</guid><pubDate>{when}</pubDate>'
            f"<description>{PROSE}</description>{AROUND}</item>"
        )
    head = f"<title>Publisher {feed}</title><link>https://p{feed}.example/</link><description>News</description>"
    channel = f"<channel>{head}{''.join(items)}</channel>"
    return f'<?xml version="1.0" encoding="utf-8"?><rss version="2.0" {SPACES}>{channel}</rss>'.encode()


class Publisher(asyncio.Protocol):
    """HTTP/1.1 with keep-alive; `versions` says how often a feed has changed."""

    step = 0
    changes = 0

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        assert isinstance(transport, asyncio.Transport)
        self.transport, self.buffer = transport, b""

    def data_received(self, data: bytes) -> None:
        self.buffer += data
        while b"\r\n\r\n" in self.buffer:
            head, _, self.buffer = self.buffer.partition(b"\r\n\r\n")
            self.transport.write(self.answer(head))

    def answer(self, head: bytes) -> bytes:
        lines = head.decode("latin-1").split("\r\n")
        feed = int(lines[0].split()[1].strip("/"))
        fields = dict(line.lower().split(": ", 1) for line in lines[1:] if ": " in line)
        version = Publisher.changes if Publisher.step and feed % Publisher.step == 0 else 0
        tag = f'"{feed}-{version}"'
        if fields.get("if-none-match") == tag:
            return f"HTTP/1.1 304 Not Modified\r\nETag: {tag}\r\n\r\n".encode()
        body = document(feed, version)
        return (
            f"HTTP/1.1 200 OK\r\nContent-Type: application/rss+xml; charset=utf-8\r\nETag: {tag}\r\n"
            f"Content-Length: {len(body)}\r\n\r\n"
        ).encode() + body


async def main() -> None:
    loop = asyncio.get_running_loop()
    server = await loop.create_server(Publisher, "0.0.0.0", 0, backlog=512)
    print(server.sockets[0].getsockname()[1], flush=True)
    while words := (await asyncio.to_thread(sys.stdin.readline)).split():
        Publisher.step, Publisher.changes = int(words[1]), Publisher.changes + 1
        print(f"changed {time.monotonic()}", flush=True)


if __name__ == "__main__":
    asyncio.run(main())
