"""Revising: what the news proposes is asked once, applied once, and told to subscribers once."""

from dataclasses import replace
from datetime import datetime, timedelta

import pytest
from sqlalchemy import Connection, select
from tests.countdown.truce import FIRST, SECOND, TRUCE, at
from tests.model import chat

from watchbot.model import AlertKind, Deadline, Entry, FeedKind, Side
from watchbot.reminders import tick
from watchbot.revising import Reviser, apply
from watchbot.store import Database, chats, countdown, deadlines, proposals, schema

NOW = at("2025-11-04T17:00")
SAID = "Trump signs order extending China tariff truce until Nov. 10, 2026"
KNOWN = replace(TRUCE, revisions=(FIRST, SECOND), auto_apply=False)
ADMIN = 1


def report(publisher: str, title: str = SAID, *, official: bool = False, when: datetime = NOW) -> Entry:
    side, kind = (Side.US, FeedKind.READOUT) if official else (None, FeedKind.PRESS)
    return Entry(publisher, publisher, publisher, when, when, title, link="https://a.example/1", kind=kind, side=side)


def read(database: Database, deadline: Deadline, *entries: Entry, now: datetime = NOW) -> int:
    reviser = Reviser((deadline,), (ADMIN,))
    return database.transact(lambda connection: reviser.read(connection, entries, now))


def ends(database: Database, deadline: Deadline) -> list[str]:
    found = database.transact(lambda connection: deadlines.load(connection, (deadline,)))
    return [one.expires.isoformat() for one in found[0].revisions]


def alerts(database: Database, kind: AlertKind) -> int:
    with database.begin() as connection:
        rows = connection.execute(select(schema.alerts).where(schema.alerts.c.kind == kind.value)).all()
    return len(rows)


def only(database: Database) -> proposals.StoredProposal:
    def first(connection: Connection) -> proposals.StoredProposal | None:
        return proposals.find(connection, connection.scalar(select(schema.proposals.c.id)) or 0)

    found = database.transact(first)
    assert found is not None
    return found


def test_admins_are_asked_once_however_many_publishers_repeat_it(database: Database) -> None:
    read(database, KNOWN, report("AP"))
    read(database, KNOWN, report("AP"), report("Reuters"), report("State", official=True))
    assert alerts(database, AlertKind.PROPOSAL) == 1
    assert ends(database, KNOWN)[-1] == "2025-11-10T00:01:00-05:00"


@pytest.mark.parametrize(
    ("reports", "applied"),
    [
        ((report("AP"),), False),
        ((report("AP"), report("Reuters")), False),
        ((report("White House", official=True),), False),
        ((report("AP"), report("White House", official=True)), True),
    ],
)
def test_two_publishers_one_of_them_official_move_it_where_that_is_allowed(
    database: Database, reports: tuple[Entry, ...], applied: bool
) -> None:
    read(database, replace(KNOWN, auto_apply=True), *reports)
    assert (ends(database, KNOWN)[-1] == "2026-11-10T00:01:00-05:00") is applied


def test_what_was_applied_is_told_to_subscribers_once_and_asked_no_more(database: Database) -> None:
    database.transact(lambda connection: chats.save(connection, chat(), at("2025-10-01T00:00")))
    database.transact(lambda connection: tick(connection, (KNOWN,), at("2025-10-01T00:00")))
    read(database, KNOWN, report("AP"))
    stored = only(database)
    done = [
        database.transact(lambda connection: apply(connection, (KNOWN,), stored, ADMIN, NOW + timedelta(minutes=1)))
        for _ in range(2)
    ]
    for minutes in (2, 3):
        database.transact(lambda c, m=minutes: tick(c, (KNOWN,), NOW + timedelta(minutes=m)))  # type: ignore[misc]
    read(database, KNOWN, report("Reuters", when=NOW + timedelta(hours=1)), now=NOW + timedelta(hours=1))
    assert done == [True, False]
    assert (alerts(database, AlertKind.DEADLINE_MOVED), alerts(database, AlertKind.PROPOSAL)) == (1, 1)
    assert ends(database, KNOWN) == [
        "2025-08-12T00:01:00-04:00",
        "2025-11-10T00:01:00-05:00",
        "2026-11-10T00:01:00-05:00",
    ]


def test_what_an_admin_ignored_stays_ignored(database: Database) -> None:
    deadline = replace(KNOWN, auto_apply=True)
    read(database, deadline, report("AP"))
    stored = only(database)
    database.transact(lambda connection: proposals.decide(connection, stored, proposals.IGNORED, ADMIN, NOW))
    read(database, deadline, report("Reuters"), report("White House", official=True))
    assert ends(database, KNOWN)[-1] == "2025-11-10T00:01:00-05:00"
    assert only(database).state == proposals.IGNORED


def test_old_news_proposes_nothing(database: Database) -> None:
    assert read(database, KNOWN, report("AP"), now=NOW + timedelta(days=20)) == 0


def test_the_newest_entry_that_speaks_of_a_deadline_is_kept(database: Database) -> None:
    newer = report("Reuters", "China tariff truce holds, US says", when=NOW + timedelta(hours=2))
    read(database, KNOWN, newer, report("AP"), report("Yonhap", "Gaza truce holds"))
    spoken = database.transact(lambda connection: countdown.spoken(connection, KNOWN.id))
    assert spoken is not None
    assert (spoken.publisher, spoken.published) == ("Reuters", newer.published)
