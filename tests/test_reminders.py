"""Reminders: each milestone once for each chat, whatever the clock, the process and the truce do meanwhile."""

import asyncio
import random
from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import Connection, delete, select
from tests.countdown.truce import FIRST, LABELS, SECOND, TRUCE, at
from tests.model import chat

from watchbot.model import AlertKind, ChatKey, Deadline
from watchbot.reminders import tick
from watchbot.store import Database, chats, schema

BEFORE = replace(TRUCE, revisions=(FIRST, SECOND))


def subscribe(connection: Connection, now: datetime, *numbers: int) -> None:
    for number in numbers:
        chats.save(connection, replace(chat(), key=ChatKey(number)), now)


def run(database: Database, deadline: Deadline, *moments: datetime) -> None:
    for now in moments:
        database.transact(lambda connection, now=now: tick(connection, (deadline,), now))  # type: ignore[misc]


def raised(database: Database, kind: AlertKind = AlertKind.REMINDER) -> list[str]:
    with database.begin() as connection:
        rows = connection.execute(select(schema.alerts).order_by(schema.alerts.c.created)).all()
    return [row.payload.get("milestone", row.key) for row in rows if row.kind == kind.value]


def hourly(start: datetime, end: datetime) -> list[datetime]:
    return [start + timedelta(hours=n) for n in range(int((end - start) / timedelta(hours=1)) + 1)]


@pytest.fixture
def subscribed(database: Database) -> Database:
    start = at("2025-09-01T00:00")
    database.transact(lambda connection: subscribe(connection, start, 7, 8))
    run(database, BEFORE, start)
    return database


def test_every_milestone_comes_once_in_order(subscribed: Database) -> None:
    run(subscribed, BEFORE, *hourly(at("2025-09-01T01:00"), at("2025-11-12T00:00")))
    assert raised(subscribed) == [f"T{label}" if label[0] == "+" else f"T-{label}" for label in LABELS]


def test_the_extension_cancels_what_was_left_and_is_told_once(subscribed: Database) -> None:
    run(subscribed, TRUCE, *hourly(at("2025-09-01T01:00"), at("2025-11-12T00:00")))
    assert raised(subscribed) == ["T-60d", "T-30d", "T-14d", "T-7d"]
    assert len(raised(subscribed, AlertKind.DEADLINE_MOVED)) == 1


def test_what_downtime_overtook_is_told_late_and_only_the_newest(subscribed: Database) -> None:
    run(subscribed, BEFORE, at("2025-11-09T12:30"))
    late = raised(subscribed)
    run(subscribed, BEFORE, at("2025-11-09T12:31"), at("2025-11-09T12:45"))
    assert (len(late), raised(subscribed)) == (1, late)


def test_a_clock_that_jumps_back_repeats_nothing(subscribed: Database) -> None:
    forth = hourly(at("2025-09-01T01:00"), at("2025-11-05T00:00"))
    run(subscribed, BEFORE, *forth)
    once = raised(subscribed)
    run(subscribed, BEFORE, *forth[-600:], *forth[-600:])
    assert raised(subscribed) == once


def test_a_chat_that_subscribes_late_gets_nothing_of_before(subscribed: Database) -> None:
    run(subscribed, BEFORE, *hourly(at("2025-09-01T01:00"), at("2025-10-20T00:00")))
    subscribed.transact(lambda connection: subscribe(connection, at("2025-10-20T00:30"), 9))
    run(subscribed, BEFORE, *hourly(at("2025-10-20T01:00"), at("2025-10-30T00:00")))
    with subscribed.begin() as connection:
        mine = connection.execute(select(schema.deliveries.c.alert).where(schema.deliveries.c.chat == 9)).all()
    assert [row.alert.rpartition("|")[2] for row in mine] == ["T-14d"]


def test_the_present_truce_has_passed_and_nothing_more_is_due(database: Database) -> None:
    start = at("2026-11-24T00:00")
    database.transact(lambda connection: subscribe(connection, start, 7))
    run(database, TRUCE, *hourly(start, at("2026-12-24T00:00")))
    assert raised(database) == []


@settings(max_examples=12, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(seed=st.integers(0, 10_000))
def test_irregular_ticks_and_restarts_send_each_milestone_at_most_once_and_miss_none(
    database: Database, seed: int
) -> None:
    chance = random.Random(seed)
    with database.begin() as connection:
        for table in reversed(schema.metadata.sorted_tables):
            if table.name != "alembic_version":
                connection.execute(delete(table))
        subscribe(connection, at("2025-09-01T00:00"), 7)
    moments = [at("2025-09-01T00:00")]
    while moments[-1] < at("2025-11-12T00:00"):
        moments.append(moments[-1] + timedelta(minutes=chance.choice((1, 20, 300, 2000, -120))))
    run(database, BEFORE, *moments)
    with database.begin() as connection:
        decided = connection.execute(select(schema.reminders)).all()
    told = [row.milestone for row in decided if row.state == "due"]
    assert len(told) == len(set(told)) == len(raised(database))
    assert len(decided) == len(LABELS)


async def test_two_processes_that_tick_at_once_send_one_reminder(subscribed: Database, tmp_path: Path) -> None:
    other = Database.open(f"sqlite:///{tmp_path / 'watchbot.db'}")
    now = at("2025-09-11T00:02")
    raised_by_each = await asyncio.gather(
        *(one.run(lambda connection: tick(connection, (BEFORE,), now)) for one in (subscribed, other) for _ in range(5))
    )
    other.close()
    assert sum(raised_by_each) == 1
    assert raised(subscribed) == ["T-60d"]
