"""The replay: the season through the service's own line, with a clock that is set forward instead of waited for.

Everything between the loopback server and the terminal is what `watchbot run` uses: `app.assemble` wires it. Only the
clock, the feeds' addresses and the terminal in place of Telegram are the demo's.
"""

import tempfile
import time
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, func, select

from watchbot.app import assemble
from watchbot.config import Config
from watchbot.countdown import moments
from watchbot.delivery.console import rendered
from watchbot.demo.clock import POLL_EVERY, VirtualClock, stops
from watchbot.demo.screen import Screen, Tally
from watchbot.demo.season import Season
from watchbot.demo.server import FeedServer
from watchbot.demo.truth import Mentioned, Resolver
from watchbot.demo.verdict import Told, ToldContact, ToldMove, ToldReminder
from watchbot.model import (
    AlertKind,
    Chat,
    ChatKey,
    ChatKind,
    Contact,
    DeliveryKind,
    DeliveryState,
    Feed,
    Mode,
    Outgoing,
    Sent,
    Status,
)
from watchbot.store import Database, chats, contacts
from watchbot.store.codec import mention_from_json
from watchbot.store.schema import alerts, deliveries, entries, mentions
from watchbot.store.schema import contacts as contact_rows

CHAT = ChatKey(0)
LABELS = {DeliveryKind.SEND: "new", DeliveryKind.REPLY: "change", DeliveryKind.EDIT: "edit"}


@dataclass(frozen=True, slots=True)
class Replayed:
    """What reached the chat, in order, and what the replay did."""

    told: tuple[Told, ...]
    tally: Tally


class ScreenNotifier:
    """A Notifier that shows each message on the screen at the virtual moment; edits amend quietly, so aren't shown."""

    def __init__(self, screen: Screen, clock: VirtualClock) -> None:
        self._screen = screen
        self._clock = clock
        self._last = 0

    async def deliver(self, message: Outgoing) -> Sent:
        """Show `message`; it always goes through."""
        if message.kind is DeliveryKind.EDIT:
            return Sent(message.target or 0)
        self._last += 1
        self._screen.message(self._clock(), LABELS[message.kind], rendered(message.html).plain)
        return Sent(self._last)


class Diary:
    """Reads back, after each stop, what was sent since the last one, with what the service then believed."""

    def __init__(self) -> None:
        self._seen = 0
        self.rows: list[tuple[datetime, AlertKind, str, dict[str, Any], Contact | None]] = []

    def read(self, connection: Connection, at: datetime) -> None:
        """Take the rows that were sent at the stop `at`."""
        found = connection.execute(
            select(deliveries.c.id, alerts.c.kind, alerts.c.subject, alerts.c.payload)
            .join(alerts, alerts.c.key == deliveries.c.alert)
            .where(deliveries.c.state == DeliveryState.SENT.value, deliveries.c.sent == at)
            .order_by(deliveries.c.id)
        )
        for row in found:
            kind = AlertKind(row.kind)
            contact = contacts.find(connection, row.subject) if kind.value.startswith("contact_") else None
            self.rows.append((at, kind, row.subject, dict(row.payload), contact))

    def told(self, truths: dict[str, str | None]) -> Iterator[Told]:
        """What was sent, as the verdict takes it; `truths` says which occurrence each contact stands for."""
        for at, kind, subject, payload, contact in self.rows:
            if contact is not None:
                yield ToldContact(
                    at=at,
                    kind=kind,
                    contact=subject,
                    truth=truths.get(subject),
                    status=contact.status,
                    mode=contact.mode,
                    us=tuple(p.name for p in contact.us),
                    cn=tuple(p.name for p in contact.cn),
                    start=contact.start,
                    title=contact.reports[0].title,
                )
            elif kind is AlertKind.REMINDER:
                yield ToldReminder(at, subject, datetime.fromisoformat(payload["expires"]), payload["milestone"])
            elif kind is AlertKind.DEADLINE_MOVED:
                yield ToldMove(at, subject, datetime.fromisoformat(payload["expires"]))


async def replay(config: Config, season: Season, screen: Screen) -> Replayed:
    """Run the season; returns what was told. Takes well under a minute of wall time."""
    began = time.monotonic()
    clock, diary = VirtualClock(season.start), Diary()
    polls = unchanged = fresh = 0
    with tempfile.TemporaryDirectory(prefix="watchbot-demo-") as folder:
        database = Database.open(f"sqlite:///{Path(folder) / 'demo.db'}")
        chat = Chat(CHAT, ChatKind.CONSOLE, "demo")
        database.transact(lambda connection: chats.save(connection, chat, season.start))
        async with FeedServer(season, clock) as server:
            line = assemble(_demo_config(config, season, server), database, ScreenNotifier(screen, clock), clock)
            await line.ticker.tick()
            for stop in stops(season, moments(config.deadlines, season.start, season.end)):
                clock.set(stop)
                report = await line.step()
                polls, unchanged, fresh = polls + report.polls, unchanged + report.unchanged, fresh + report.new_entries
                await database.run(lambda connection, stop=stop: diary.read(connection, stop))  # type: ignore[misc]
                screen.advance(stop)
            with database.begin() as connection:
                truths = _truths(connection, season)
                on_record = connection.scalar(select(func.count()).select_from(contact_rows)) or 0
            await line.close()
    told = tuple(diary.told(truths))
    tally = Tally(polls, unchanged, fresh, on_record, time.monotonic() - began)
    return Replayed(told, tally)


def _demo_config(config: Config, season: Season, server: FeedServer) -> Config:
    """The shipped configuration with the season's feeds, polled whenever the clock stops."""
    feeds = tuple(
        Feed(feed.id, server.url(feed.id), feed.publisher, feed.lang, feed.kind, feed.side, POLL_EVERY / 2)
        for feed in season.feeds
    )
    often = timedelta(seconds=1)
    polling = replace(
        config.settings.polling,
        allow_hosts=("127.0.0.1",),
        host_delay=timedelta(),
        per_host=len(feeds),
        min_interval=often,
        max_interval=POLL_EVERY / 2,
    )
    return replace(config, feeds=feeds, settings=replace(config.settings, polling=polling))


def _truths(connection: Connection, season: Season) -> dict[str, str | None]:
    """Which occurrence each of the service's contacts stands for, by the entries behind it."""
    resolver = Resolver(season)
    found: dict[str, list[Mentioned]] = {}
    rows = connection.execute(
        select(mentions.c.contact, mentions.c.body, entries.c.link).join(entries, entries.c.id == mentions.c.entry)
    )
    for row in rows:
        mention = mention_from_json(row.body)
        status, mode = Status(mention.status), Mode(mention.mode)
        found.setdefault(row.contact, []).append(Mentioned(row.link, status, mode, mention.start))
    return {contact: resolver.resolve(told) for contact, told in found.items()}
