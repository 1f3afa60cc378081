"""Admins hear once when a feed dies or falls silent, and once when it is back."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from sqlalchemy import Connection, func, select
from tests.feeds.stand import Clock, feed
from tests.model import contact
from tests.test_line import Recorder

from watchbot.app import assemble
from watchbot.config import load
from watchbot.feeds.health import Health, judge, notice, silence_allowed
from watchbot.feedwatch import overview, tick
from watchbot.model import ChatKey, FeedCondition, FeedState, IdentityReason
from watchbot.store import Database, contacts, feedback, feeds
from watchbot.store.schema import deliveries

NOW = datetime(2025, 10, 1, 12, tzinfo=UTC)
DAY = timedelta(days=1)
ADMIN = 77
KNOWN = [feed(name, f"https://{name}.example/") for name in ("a", "b", "c")]
WELL = FeedState("a", "x", baseline=NOW - 90 * DAY, last_poll=NOW, last_ok=NOW, last_new_entry=NOW - DAY, entries=900)
CONFIG = load(Path(__file__).parent.parent / "config")


@pytest.mark.parametrize(
    ("state", "health"),
    [
        (WELL, Health.WELL),
        (FeedState("a", "x"), Health.WAITING),
        (replace(WELL, condition=FeedCondition.GONE), Health.DEAD),
        (replace(WELL, failures=3, last_ok=NOW - timedelta(hours=2)), Health.FAILING),
        (replace(WELL, failures=9, last_ok=NOW - timedelta(hours=23)), Health.FAILING),
        (replace(WELL, failures=9, last_ok=NOW - timedelta(hours=25)), Health.DEAD),
        (replace(WELL, failures=4, last_ok=NOW - 3 * DAY), Health.FAILING),
        (replace(WELL, last_new_entry=NOW - 6 * DAY), Health.WELL),
        (replace(WELL, last_new_entry=NOW - 8 * DAY), Health.SILENT),
        (replace(WELL, entries=5, last_new_entry=NOW - 30 * DAY), Health.WELL),
    ],
)
def test_a_feed_is_judged_by_its_own_habits(state: FeedState, health: Health) -> None:
    assert judge(state, NOW) is health


def test_a_slow_feed_may_be_silent_for_longer_than_a_fast_one() -> None:
    assert silence_allowed(replace(WELL, entries=5)) > silence_allowed(WELL)


def test_a_notice_is_due_once_and_again_when_the_feed_is_back() -> None:
    dead = replace(WELL, failures=9, last_ok=NOW - 2 * DAY)
    first = notice(dead, NOW)
    assert first is not None
    assert first.health is Health.DEAD
    assert notice(replace(dead, notified="dead"), NOW) is None
    back = notice(replace(WELL, notified="dead"), NOW)
    assert back is not None
    assert back.health is Health.WELL
    assert notice(WELL, NOW) is None


def keep(database: Database, *states: FeedState) -> None:
    def write(connection: Connection) -> None:
        feeds.load(connection, KNOWN)
        feeds.save(connection, states)

    database.transact(write)


def raised(database: Database, now: datetime, admins: Sequence[int] = (ADMIN,)) -> int:
    return database.transact(lambda connection: tick(connection, KNOWN, admins, now))


async def test_what_changed_comes_as_one_message_once(database: Database) -> None:
    dead = replace(WELL, failures=9, error="connect: refused", last_ok=NOW - 2 * DAY)
    keep(database, replace(dead, id="a", url="https://a.example/"), replace(WELL, id="c", last_new_entry=NOW - 9 * DAY))
    assert [raised(database, NOW + timedelta(minutes=n)) for n in range(3)] == [1, 0, 0]
    recorder = Recorder()
    clock = Clock()
    clock.now = NOW + timedelta(minutes=5)
    config = replace(CONFIG, settings=replace(CONFIG.settings, admins=(ADMIN,)))
    line = assemble(config, database, recorder, clock)
    await line.pump.drain()
    (message,) = recorder.messages
    assert message.chat == ChatKey(ADMIN)
    assert message.plain.splitlines() == [
        "Feeds",
        "❌ A (a): no answer since Mon 29 Sep 2025 08:00 EDT · connect: refused",
        "🔇 C (c): nothing new since Mon 22 Sep 2025 08:00 EDT",
    ]
    keep(database, replace(WELL, id="a", url="https://a.example/"))
    assert [raised(database, NOW + timedelta(hours=n)) for n in (1, 2)] == [1, 0]
    clock.now = NOW + timedelta(hours=3)
    await line.pump.drain()
    assert recorder.messages[1].plain.splitlines() == ["Feeds", "✅ A (a): is back"]
    await line.close()


def test_without_admins_a_change_is_logged_and_not_raised_later(
    database: Database, caplog: pytest.LogCaptureFixture
) -> None:
    keep(database, replace(WELL, id="b", failures=9, last_ok=NOW - 2 * DAY))
    assert raised(database, NOW, ()) == 0
    assert "feed b: dead" in caplog.text
    assert raised(database, NOW) == 0
    with database.begin() as connection:
        assert connection.scalar(select(func.count()).select_from(deliveries)) == 0


def test_a_poll_does_not_forget_what_was_told(database: Database) -> None:
    dead = replace(WELL, id="b", failures=9, last_ok=NOW - 2 * DAY)
    keep(database, dead)
    raised(database, NOW)
    keep(database, replace(dead, failures=10))
    assert raised(database, NOW) == 0


def test_the_overview_counts_contacts_and_the_share_marked_wrong(database: Database) -> None:
    def fill(connection: Connection) -> None:
        feeds.load(connection, KNOWN)
        for number in range(4):
            told = replace(contact(), id=f"c{number}")
            told = replace(told, reports=(replace(told.reports[0], feed="b"),))
            contacts.save(connection, told)
            contacts.add_mention(connection, told, entry_row=number, reason=IdentityReason.NEW_NO_CANDIDATE)
        feedback.add(connection, "c1", 7, 7, "b", "rule", NOW)

    database.transact(fill)
    by_id = {one.feed.id: one for one in database.transact(lambda connection: overview(connection, KNOWN, NOW))}
    assert (by_id["b"].contacts, by_id["b"].wrong, by_id["b"].wrong_share) == (4, 1, 0.25)
    assert by_id["a"].wrong_share == 0
