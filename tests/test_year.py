"""A simulated year: 400 virtual days, two revisions, restarts, downtime, both DST changes, chats in twelve zones."""

from collections import defaultdict
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

from tests.countdown.truce import FIRST, SECOND, TRUCE, at, milestones, revision
from tests.test_line import CONFIG, Clock

from watchbot.app import Line, assemble
from watchbot.countdown import moment, moments
from watchbot.model import Chat, ChatKey, ChatKind, Outgoing, Revision, Sent
from watchbot.store import Database, chats

ZONES = (
    "America/New_York",
    "America/Los_Angeles",
    "America/St_Johns",
    "Europe/London",
    "Europe/Berlin",
    "Asia/Shanghai",
    "Asia/Kolkata",
    "Asia/Kathmandu",
    "Asia/Seoul",
    "Australia/Lord_Howe",
    "Pacific/Chatham",
    "Pacific/Kiritimati",
)
START = at("2025-07-20T12:00").astimezone(UTC)
END = START + timedelta(days=400)
DOWN = (at("2025-10-26T00:00").astimezone(UTC), at("2025-10-29T00:00").astimezone(UTC))
RESTARTS = tuple(START + timedelta(days=days, hours=5) for days in (10, 60, 98, 150, 260, 370))
STEP = timedelta(hours=3)
OWN = milestones("45d", "5d", "0", "+1d")
# An end that the 400 days reach, so that the last revision runs out too.
LAST = revision("2025-11-04T22:00", "2026-07-10T00:01")
DEADLINE = replace(TRUCE, revisions=(FIRST, SECOND, LAST), auto_apply=False)


class Reminded:
    """A notifier that notes what each chat was told, and when."""

    def __init__(self, clock: Clock) -> None:
        self.clock = clock
        self.told: dict[int, list[tuple[datetime, str]]] = defaultdict(list)

    async def deliver(self, message: Outgoing) -> Sent:
        self.told[message.chat.chat].append((self.clock.now, message.plain.splitlines()[0]))
        return Sent(sum(map(len, self.told.values())))


def open_line(file: Path, notifier: Reminded, clock: Clock) -> Line:
    config = replace(CONFIG, feeds=(), deadlines=(DEADLINE,))
    return assemble(config, Database.open(f"sqlite:///{file}"), notifier, clock)


def chosen(number: int) -> tuple[object, ...]:
    return OWN if number % 3 == 2 else DEADLINE.milestones


def expected(number: int) -> list[tuple[datetime, str]]:
    """By plain reading of the rules: (when due, label) of each reminder that this chat must get, in order."""
    found = []
    ruled: tuple[tuple[Revision, datetime], ...] = (
        (FIRST, SECOND.announced),
        (SECOND, LAST.announced),
        (LAST, END),
    )
    for ruling, until in ruled:
        for one in chosen(number):
            due = moment(ruling, one)  # type: ignore[arg-type]
            if max(START, ruling.announced) < due <= min(until, END) and due != until:
                found.append((due, one.label))  # type: ignore[attr-defined]
    kept, missed = [], []
    for due, label in sorted(found):
        (missed if DOWN[0] < due <= DOWN[1] else kept).append((due, label))
    return sorted([*kept, *missed[-1:]])


async def test_every_reminder_due_is_sent_once_none_early_and_none_after_its_revision_was_replaced(
    tmp_path: Path,
) -> None:
    clock = Clock()
    clock.now = START
    notifier = Reminded(clock)
    line = open_line(tmp_path / "year.db", notifier, clock)
    for number, zone in enumerate(ZONES):
        own = OWN if chosen(number) is OWN else None
        chat = Chat(ChatKey(100 + number), ChatKind.PRIVATE, zone=zone, milestones=own)
        line.database.transact(lambda connection, chat=chat: chats.save(connection, chat, START))  # type: ignore[misc]
    events = moments((DEADLINE,), START, END, OWN)
    ticks = {START + n * STEP for n in range(int((END - START) / STEP) + 1)} | {
        e + timedelta(seconds=20) for e in events
    }
    restarts = list(RESTARTS)
    for now in sorted(ticks):
        if DOWN[0] < now < DOWN[1]:
            continue
        clock.now = now
        if restarts and now >= restarts[0]:
            restarts.pop(0)
            await line.close()
            line = open_line(tmp_path / "year.db", notifier, clock)
        await line.ticker.tick()
        await line.pump.drain()
    await line.close()
    assert not restarts
    for number, zone in enumerate(ZONES):
        told = notifier.told[100 + number]
        reminders = [(when, text.split(" ")[0]) for when, text in told if text.startswith("T")]
        due = expected(number)
        assert len(due) > len(OWN), zone
        assert [label for _, label in reminders] == [label for _, label in due], zone
        for (when, label), (should, _) in zip(reminders, due, strict=True):
            late = timedelta(days=3) if DOWN[0] < should <= DOWN[1] else STEP
            assert should <= when <= should + late, (zone, label)
        assert sum(text.startswith("📌") for _, text in told) == 2, zone
