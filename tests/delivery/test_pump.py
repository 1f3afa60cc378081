"""The pump: one answer of Telegram, one line of the table; what is committed reaches the chat or says why not."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, datetime, time, timedelta

import pytest
from sqlalchemy import Connection, select
from tests.model import MORNING, chat

from watchbot.delivery import Pump
from watchbot.model import (
    Alert,
    AlertKind,
    AlertReason,
    Chat,
    ChatKey,
    Delivery,
    DeliveryKind,
    Failed,
    FailureKind,
    Outgoing,
    QuietHours,
    Sending,
    SendOutcome,
    Sent,
)
from watchbot.store import Database, chats, outbox
from watchbot.store.schema import deliveries

READER = ChatKey(7)


class Answers:
    """A notifier that gives the answers it was told to, then takes everything."""

    def __init__(self, answers: Sequence[SendOutcome] = ()) -> None:
        self.answers = list(answers)
        self.got: list[Outgoing] = []

    async def deliver(self, message: Outgoing) -> SendOutcome:
        self.got.append(message)
        return self.answers.pop(0) if self.answers else Sent(100 + len(self.got))


class Clock:
    def __init__(self) -> None:
        self.now = MORNING

    def __call__(self) -> datetime:
        return self.now


def compose(_connection: Connection, delivery: Delivery, _now: datetime) -> Outgoing | None:
    return Outgoing(delivery.chat, delivery.kind, "<b>x</b>", "x", target=delivery.message)


def pump(database: Database, notifier: Answers, clock: Clock) -> Pump:
    return Pump(database, notifier, compose, Sending(), clock)


def order(connection: Connection, name: str, kind: DeliveryKind = DeliveryKind.SEND, chat: ChatKey = READER) -> None:
    kinds = {
        DeliveryKind.SEND: AlertKind.CONTACT_NEW,
        DeliveryKind.EDIT: AlertKind.CONTACT_EDIT,
        DeliveryKind.REPLY: AlertKind.CONTACT_CHANGE,
    }
    alert = Alert(name, kinds[kind], AlertReason.FIRST_REPORT, "c", MORNING)
    outbox.enqueue(connection, alert, [(chat, kind, MORNING)])


def states(database: Database) -> dict[str, str]:
    with database.begin() as connection:
        return {row.alert: row.state for row in connection.execute(select(deliveries).order_by(deliveries.c.id))}


@pytest.fixture
def subscribed(database: Database) -> Database:
    database.transact(lambda connection: chats.save(connection, chat(), MORNING))
    return database


def reader(database: Database, key: ChatKey = READER) -> Chat | None:
    return database.transact(lambda connection: chats.find(connection, key))


async def test_the_same_cause_queued_twice_is_sent_once(subscribed: Database) -> None:
    notifier, clock = Answers(), Clock()
    for _ in range(3):
        subscribed.transact(lambda connection: order(connection, "a"))
        await pump(subscribed, notifier, clock).drain()
    assert len(notifier.got) == 1


@pytest.mark.parametrize(
    ("answer", "state", "sends"),
    [
        (Sent(5), "sent", 1),
        (Failed(FailureKind.UNCHANGED, "not modified"), "sent", 1),
        (Failed(FailureKind.RETRYABLE, "502"), "pending", 1),
        (Failed(FailureKind.ANSWER_LOST, "timed out"), "pending", 1),
        (Failed(FailureKind.RATE_LIMITED, "429", timedelta(seconds=40)), "pending", 1),
        (Failed(FailureKind.MALFORMED, "can't parse entities"), "sent", 2),
    ],
)
async def test_each_answer_has_its_consequence(
    subscribed: Database, answer: SendOutcome, state: str, sends: int
) -> None:
    notifier = Answers([answer])
    subscribed.transact(lambda connection: order(connection, "a"))
    await pump(subscribed, notifier, Clock()).drain()
    assert (states(subscribed), len(notifier.got)) == ({"a": state}, sends)


async def test_a_flood_wait_is_kept_to_the_second(subscribed: Database) -> None:
    notifier, clock = Answers([Failed(FailureKind.RATE_LIMITED, "429", timedelta(seconds=40))]), Clock()
    subscribed.transact(lambda connection: order(connection, "a"))
    counts = []
    for seconds in (0, 39, 2):
        clock.now += timedelta(seconds=seconds)
        await pump(subscribed, notifier, clock).drain()
        counts.append(len(notifier.got))
    assert counts == [1, 1, 2]


async def test_a_chat_that_blocked_the_bot_keeps_its_settings_and_gets_nothing_more(subscribed: Database) -> None:
    notifier = Answers([Failed(FailureKind.PERMANENT, "bot was blocked by the user")])
    subscribed.transact(lambda connection: order(connection, "a"))
    subscribed.transact(lambda connection: order(connection, "b", DeliveryKind.REPLY))
    await pump(subscribed, notifier, Clock()).drain()
    found = reader(subscribed)
    assert found is not None
    assert (found.active, found.zone, len(notifier.got)) == (False, "America/New_York", 1)


async def test_a_group_that_became_a_supergroup_gets_its_alert_under_the_new_id(subscribed: Database) -> None:
    notifier = Answers([Failed(FailureKind.MIGRATED, "upgraded", new_chat=-1007)])
    subscribed.transact(lambda connection: order(connection, "a"))
    await pump(subscribed, notifier, Clock()).drain()
    assert [message.chat.chat for message in notifier.got] == [7, -1007]
    assert reader(subscribed) is None
    assert reader(subscribed, ChatKey(-1007)) is not None


async def test_a_deleted_live_message_is_forgotten_and_the_change_told_anew(subscribed: Database) -> None:
    notifier, clock = Answers([Sent(5), Failed(FailureKind.GONE, "message to edit not found")]), Clock()
    for name, kind in (("a", DeliveryKind.SEND), ("b", DeliveryKind.EDIT), ("c", DeliveryKind.REPLY)):
        subscribed.transact(lambda connection, name=name, kind=kind: order(connection, name, kind))  # type: ignore[misc]
        await pump(subscribed, notifier, clock).drain()
    assert [(message.kind, message.target) for message in notifier.got] == [
        (DeliveryKind.SEND, None),
        (DeliveryKind.EDIT, 5),
        (DeliveryKind.SEND, None),
    ]


async def test_an_edit_waits_for_the_message_that_it_amends_and_merges_into_it(subscribed: Database) -> None:
    notifier = Answers()
    subscribed.transact(lambda connection: order(connection, "a"))
    subscribed.transact(lambda connection: order(connection, "b", DeliveryKind.EDIT))
    await pump(subscribed, notifier, Clock()).drain()
    assert [message.kind for message in notifier.got] == [DeliveryKind.SEND]


async def test_what_was_in_flight_at_a_crash_goes_out_again_and_is_counted(subscribed: Database) -> None:
    subscribed.transact(lambda connection: order(connection, "a"))
    subscribed.transact(lambda connection: outbox.claim(connection, MORNING, 10, ()))
    notifier = Answers()
    again = pump(subscribed, notifier, Clock())
    assert (await again.recover(), await again.drain(), len(notifier.got)) == (1, 1, 1)


async def test_a_message_that_never_goes_through_is_given_up_after_a_day_and_says_so(subscribed: Database) -> None:
    notifier, clock = Answers([Failed(FailureKind.RETRYABLE, "502")] * 500), Clock()
    subscribed.transact(lambda connection: order(connection, "a"))
    for _ in range(200):
        await pump(subscribed, notifier, clock).drain()
        clock.now += timedelta(minutes=15)
    with subscribed.begin() as connection:
        row = connection.execute(select(deliveries)).one()
    assert (row.state, row.error.startswith("given up after")) == ("failed", True)


async def test_one_chat_that_fails_delays_no_other(subscribed: Database) -> None:
    other = ChatKey(8)
    subscribed.transact(lambda connection: chats.save(connection, replace(chat(), key=other), MORNING))
    notifier = Answers([Failed(FailureKind.RATE_LIMITED, "429", timedelta(hours=1))])
    subscribed.transact(lambda connection: order(connection, "a"))
    subscribed.transact(lambda connection: order(connection, "b", chat=other))
    await pump(subscribed, notifier, Clock()).drain()
    assert states(subscribed) == {"a": "pending", "b": "sent"}


async def test_two_alerts_of_the_night_become_one_summary(subscribed: Database) -> None:
    night = QuietHours(time(22), time(7))
    bell = datetime(2025, 9, 11, 11, tzinfo=UTC)
    subscribed.transact(lambda connection: chats.save(connection, chat(quiet=night), MORNING))

    def held(connection: Connection, name: str) -> None:
        alert = Alert(name, AlertKind.CONTACT_NEW, AlertReason.FIRST_REPORT, name, bell - timedelta(hours=8))
        outbox.enqueue(connection, alert, [(READER, DeliveryKind.SEND, bell)])

    for name in ("a", "b"):
        subscribed.transact(lambda connection, name=name: held(connection, name))  # type: ignore[misc]
    notifier, clock = Answers(), Clock()
    clock.now = bell - timedelta(minutes=1)
    await pump(subscribed, notifier, clock).drain()
    assert notifier.got == []
    clock.now = bell
    await pump(subscribed, notifier, clock).drain()
    assert len(notifier.got) == 1
    assert sorted(states(subscribed).values()) == ["dropped", "dropped", "sent"]
