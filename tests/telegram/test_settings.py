"""Settings, digests, feedback, privacy, deep links and channels, over the real application and the double."""

from collections.abc import AsyncIterator
from dataclasses import replace
from datetime import UTC, datetime, time, timedelta
from pathlib import Path
from typing import Any

import orjson
import pytest
from sqlalchemy import Connection, select
from telegram.ext import Application
from tests.fakes.bot_api import BotApi, person
from tests.model import contact, entry, mention
from tests.telegram.test_chat import ADMIN, GROUP, MEMBER, READER, deliver, press, saved, say

from watchbot.alerts.callbacks import encode, token
from watchbot.app import assemble
from watchbot.config import Config, load
from watchbot.contacts import open_contact
from watchbot.digests import tick
from watchbot.model import Alert, AlertKind, AlertReason, ChatKey, DeliveryKind, DigestRule, FeedState, QuietHours, Sent
from watchbot.store import Database, chats, contacts, feeds, outbox, schema
from watchbot.telegram.bot import build
from watchbot.telegram.services import Services

NOW = datetime(2025, 11, 1, 3, tzinfo=UTC)  # 23:00 on 31 October in New York
CHANNEL, BOT = -1009, 8_000_000_000
App = Application[Any, Any, Any, Any, Any, Any]


@pytest.fixture(scope="module")
def config() -> Config:
    loaded = load(Path(__file__).parents[2] / "config")
    return replace(loaded, settings=replace(loaded.settings, admins=(ADMIN,)))


@pytest.fixture
async def app(bot_api: BotApi, database: Database, config: Config) -> AsyncIterator[App]:
    for private in (READER, ADMIN):
        bot_api.add_chat(private)
    bot_api.add_chat(GROUP, "supergroup", "Desk").admins.add(ADMIN)
    services = Services(database, config, lambda: NOW, lambda: None)
    async with build(bot_api.token, bot_api.url, None, services) as running:
        yield running


class Sink:
    """A notifier that keeps what is sent."""

    def __init__(self) -> None:
        self.texts: list[str] = []

    async def deliver(self, message: Any) -> Sent:
        self.texts.append(message.plain)
        return Sent(len(self.texts))


def pressed_data(api: BotApi, chat: int, row: int, column: int = 0) -> str:
    return str(api.shown(chat)[-1]["reply_markup"]["inline_keyboard"][row][column]["callback_data"])


async def test_the_card_shows_every_setting(app: App, bot_api: BotApi) -> None:
    await say(app, bot_api, READER, "/settings")
    for name in ("Issues: all", "Least certainty: probable", "Time zone: America/New_York", "Quiet hours: off"):
        assert name in bot_api.texts(READER)[-1]


@pytest.mark.parametrize(
    ("field", "choice", "attribute", "value", "said"),
    [
        ("quiet", "22:00-07:00", "quiet", QuietHours(time(22), time(7)), "22:00–07:00"),
        ("digest", "daily 08:00", "digest", DigestRule(time(8)), "daily 08:00"),
        ("language", "zh-Hans", "locale", "zh-Hans", "设置"),
    ],
)
async def test_a_button_opens_the_choices_and_another_sets_one(
    app: App,
    bot_api: BotApi,
    database: Database,
    field: str,
    choice: str,
    attribute: str,
    value: object,
    said: str,
) -> None:
    await say(app, bot_api, READER, "/settings")
    await press(app, bot_api, READER, encode("page", field))
    await press(app, bot_api, READER, encode("set", field, choice))
    chat = saved(database, READER)
    assert getattr(chat, attribute) == value
    assert said in bot_api.texts(READER)[-1]


@pytest.mark.parametrize(
    ("words", "said"),
    [
        ("/settings zone Asia/Kathmandu", "Asia/Kathmandu"),
        ("/settings quiet 21:15-06:45", "21:15–06:45"),
        ("/settings mute 2h", "01:00 EDT"),
        ("/settings quiet soon", "Expected one of: 22:00-07:30, off"),
        ("/settings colour red", "Expected one of: status, certainty"),
    ],
)
async def test_settings_are_typed_as_well(app: App, bot_api: BotApi, words: str, said: str) -> None:
    await say(app, bot_api, READER, words)
    assert said in bot_api.texts(READER)[-1]


async def test_only_administrators_of_a_group_change_its_settings(
    app: App, bot_api: BotApi, database: Database
) -> None:
    await say(app, bot_api, GROUP, "/start", ADMIN)
    await say(app, bot_api, GROUP, "/settings mute 1d", MEMBER)
    assert "Only administrators" in bot_api.texts(GROUP)[-1]
    await say(app, bot_api, GROUP, "/settings", MEMBER)
    assert "Only administrators" in await press(app, bot_api, GROUP, encode("set", "mute", "1d"), MEMBER)
    chat = saved(database, GROUP)
    assert chat is not None
    assert chat.muted_until is None


async def test_what_was_held_comes_when_quiet_hours_are_turned_off(
    app: App, bot_api: BotApi, database: Database, config: Config
) -> None:
    await say(app, bot_api, READER, "/start")
    await say(app, bot_api, READER, "/settings quiet 22:00-07:00")

    def hold(connection: Connection) -> None:
        for name in ("a", "b"):
            told = open_contact(name, mention(), entry())
            contacts.save(connection, told)
            alert = Alert(f"contact:{name}:new", AlertKind.CONTACT_NEW, AlertReason.FIRST_REPORT, name, NOW)
            outbox.enqueue(connection, alert, [(ChatKey(READER), DeliveryKind.SEND, NOW + timedelta(hours=8))])

    database.transact(hold)
    await say(app, bot_api, READER, "/settings quiet off")
    sink = Sink()
    line = assemble(config, database, sink, lambda: NOW)  # type: ignore[arg-type]
    await line.pump.drain()
    assert len(sink.texts) == 1
    assert sink.texts[0].startswith("While it was quiet here\n")
    assert sink.texts[0].count("Marco Rubio") == 2


@pytest.mark.parametrize(("told", "said"), [(True, "Marco Rubio – Wang Yi"), (False, "Nothing new.")])
async def test_a_digest_comes_at_its_hour_once_also_when_nothing_is_new(
    app: App, bot_api: BotApi, database: Database, config: Config, told: bool, said: str
) -> None:
    await say(app, bot_api, READER, "/start")
    await say(app, bot_api, READER, "/settings digest 08:00")
    if told:
        fresh = open_contact("c", mention(), entry(at=NOW + timedelta(hours=1)))
        database.transact(lambda connection: contacts.save(connection, fresh))
    sink, due = Sink(), datetime(2025, 11, 1, 12, tzinfo=UTC)
    raised = [
        database.transact(lambda connection, at=moment: tick(connection, at))  # type: ignore[misc]
        for moment in (due - timedelta(minutes=1), due, due + timedelta(minutes=1), due + timedelta(hours=25))
    ]
    line = assemble(config, database, sink, lambda: due)  # type: ignore[arg-type]
    await line.pump.drain()
    assert raised == [0, 1, 0, 1]
    assert sink.texts[0].startswith("Digest · Sat 1 Nov 2025\n")
    assert said in sink.texts[0]


async def test_a_mark_is_kept_for_the_feed_and_rule_and_shown_to_admins_alone(
    app: App, bot_api: BotApi, database: Database
) -> None:
    told = contact()
    database.transact(lambda connection: contacts.save(connection, told))
    await say(app, bot_api, READER, "/start")
    said = [await press(app, bot_api, READER, encode("wrong", token(told.id))) for _ in range(2)]
    assert said == ["Thank you. It is noted.", "You have noted this before."]
    await say(app, bot_api, READER, "/stats")
    assert "Only the admins" in bot_api.texts(READER)[-1]
    await say(app, bot_api, ADMIN, "/stats", ADMIN)
    assert "reuters: 1" in bot_api.texts(ADMIN)[-1]
    assert "en.phone join.clause status.plain: 1" in bot_api.texts(ADMIN)[-1]


async def test_a_chat_gets_its_data_and_can_have_it_deleted(app: App, bot_api: BotApi, database: Database) -> None:
    await say(app, bot_api, READER, "/start")
    await say(app, bot_api, READER, "/export")
    assert bot_api.called("sendDocument")
    kept = database.transact(lambda connection: chats.export(connection, ChatKey(READER)))
    assert orjson.loads(orjson.dumps(kept))["chat"]["chat"] == READER
    await say(app, bot_api, READER, "/forget")
    assert saved(database, READER) is not None
    await press(app, bot_api, READER, pressed_data(bot_api, READER, 0))
    assert saved(database, READER) is None
    with database.begin() as connection:
        left = [
            connection.execute(select(table).where(table.c.chat == READER)).all()
            for table in (schema.chats, schema.deliveries, schema.live_messages, schema.reminders, schema.feedback)
        ]
    assert left == [[]] * 5


async def test_a_deep_link_subscribes_to_one_issue_and_a_second_adds_another(
    app: App, bot_api: BotApi, database: Database
) -> None:
    await say(app, bot_api, READER, "/start issue_tiktok")
    await say(app, bot_api, READER, "/start issue_rare_earths")
    await say(app, bot_api, READER, "/start issue_nonsense")
    chat = saved(database, READER)
    assert chat is not None
    assert chat.issues == frozenset({"tiktok", "rare-earths"})


async def test_a_channel_is_bound_by_its_administrator_and_by_nobody_else(
    app: App, bot_api: BotApi, database: Database
) -> None:
    channel = bot_api.add_chat(CHANNEL, "channel", "Desk wire")
    channel.username = "deskwire"
    for words, said in (
        ("/bind", "Write /bind @channel"),
        ("/bind @nowhere", "can't see"),
        ("/bind @deskwire", "can't see"),
    ):
        await say(app, bot_api, ADMIN, words, ADMIN)
        assert said in bot_api.texts(ADMIN)[-1]
    channel.admins |= {app.bot.id, ADMIN}
    await say(app, bot_api, READER, "/bind @deskwire")
    assert "Only administrators of the channel" in bot_api.texts(READER)[-1]
    assert saved(database, CHANNEL) is None
    await say(app, bot_api, ADMIN, "/bind @deskwire", ADMIN)
    bound = saved(database, CHANNEL)
    assert bound is not None
    assert (bound.active, bound.kind.value, bound.title) == (True, "channel", "Desk wire")
    await say(app, bot_api, ADMIN, f"/unbind {CHANNEL}", ADMIN)
    stopped = saved(database, CHANNEL)
    assert stopped is not None
    assert not stopped.active


async def test_a_group_that_adds_the_bot_is_told_how_to_start(app: App, bot_api: BotApi, database: Database) -> None:
    bot = {"id": app.bot.id, "is_bot": True, "first_name": "watchbot"}
    change = {
        "chat": {"id": GROUP, "type": "supergroup", "title": "Desk"},
        "from": person(ADMIN),
        "date": int(NOW.timestamp()),
        "old_chat_member": {"user": bot, "status": "left"},
        "new_chat_member": {"user": bot, "status": "member"},
    }
    bot_api.push_update({"my_chat_member": change})
    await deliver(app, bot_api)
    assert "/start" in bot_api.texts(GROUP)[-1]
    assert saved(database, GROUP) is None


async def test_feeds_are_shown_to_admins_alone(app: App, bot_api: BotApi, database: Database, config: Config) -> None:
    ill = FeedState(config.feeds[3].id, config.feeds[3].url, last_poll=NOW, failures=2, error="status: HTTP status 500")

    def keep(connection: Connection) -> None:
        feeds.load(connection, config.feeds)
        feeds.save(connection, [ill])

    database.transact(keep)
    await say(app, bot_api, READER, "/feeds")
    assert "Only the admins" in bot_api.texts(READER)[-1]
    await say(app, bot_api, ADMIN, "/feeds", ADMIN)
    shown = bot_api.texts(ADMIN)[-1].splitlines()
    assert shown[1] == f"⚠️ failing: 1 · ⏳ not polled yet: {len(config.feeds) - 1}"
    assert f"⚠️ {config.feeds[3].publisher} ({ill.id}): status: HTTP status 500" in shown
    await say(app, bot_api, ADMIN, f"/feeds {ill.id}", ADMIN)
    card = bot_api.texts(ADMIN)[-1]
    assert config.feeds[3].url in card
    assert "Contacts: 0, of which marked wrong: 0%" in card
