"""/deadline, /countdown and /reminders: histories for everybody, changes for the service's admins, each asked first."""

from collections.abc import AsyncIterator
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import select
from telegram.ext import Application
from tests.fakes.bot_api import BotApi
from tests.telegram.test_chat import READER, press, say

from watchbot.config import Config, load
from watchbot.model import ChatKey, Spoken
from watchbot.store import Database, chats, countdown, deadlines
from watchbot.store.schema import journal
from watchbot.telegram.bot import build
from watchbot.telegram.services import Services

ADMIN = 7
NOW = datetime(2026, 11, 23, 12, tzinfo=UTC)
App = Application[Any, Any, Any, Any, Any, Any]


@pytest.fixture(scope="module")
def config() -> Config:
    loaded = load(Path(__file__).parents[2] / "config")
    return replace(loaded, settings=replace(loaded.settings, admins=(ADMIN,)))


@pytest.fixture
async def app(bot_api: BotApi, database: Database, config: Config) -> AsyncIterator[App]:
    bot_api.add_chat(READER)
    bot_api.add_chat(ADMIN)
    async with build(
        bot_api.token, bot_api.url, None, Services(database, config, lambda: NOW, lambda: None)
    ) as running:
        yield running


def truce_ends(database: Database, config: Config) -> list[str]:
    found = database.transact(lambda connection: deadlines.load(connection, config.deadlines))
    return [one.expires.isoformat() for one in next(d for d in found if d.id == "truce").revisions]


async def test_the_countdown_says_that_the_truce_has_passed_and_who_spoke_of_it_last(
    app: App, bot_api: BotApi, database: Database
) -> None:
    said = Spoken(datetime(2026, 11, 22, tzinfo=UTC), "Truce?", "Reuters", "https://r.example/1")
    database.transact(lambda connection: countdown.set_spoken(connection, "truce", said))
    await say(app, bot_api, READER, "/countdown")
    text = bot_api.texts(READER)[-1]
    assert "Tariff truce: passed 13 days ago (Tue 10 Nov 2026); no extension on record" in text
    assert "Newest report: Sat 21 Nov 2026 · Reuters" in text
    assert "░" in text


@pytest.mark.parametrize("words", ["/countdown truce", "/countdown Tariff truce", "/deadline history truce"])
async def test_the_history_tells_each_announcement(app: App, bot_api: BotApi, words: str) -> None:
    await say(app, bot_api, READER, words)
    text = bot_api.texts(READER)[-1]
    for said in ("Executive Order 14334", "Executive Order 14358", "Mon 10 Nov 2025 00:01 EST"):
        assert said in text


async def test_an_admin_s_extension_is_asked_then_applied_then_journalled(
    app: App, bot_api: BotApi, database: Database, config: Config
) -> None:
    before = truce_ends(database, config)
    await say(app, bot_api, ADMIN, "/deadline extend truce 2027-05-10", ADMIN)
    assert truce_ends(database, config) == before
    shown = bot_api.shown(ADMIN)[-1]
    assert "Moved from Tue 10 Nov 2026 00:01 EST to Mon 10 May 2027 00:01 EDT" in shown["text"]
    data = shown["reply_markup"]["inline_keyboard"][0][0]["callback_data"]
    assert await press(app, bot_api, ADMIN, data, ADMIN) == "Applied."
    assert truce_ends(database, config) == [*before, "2027-05-10T00:01:00-04:00"]
    with database.begin() as connection:
        lines = [(row.what, row.by) for row in connection.execute(select(journal))]
    assert lines == [("deadline revised", ADMIN)]


async def test_an_ignored_change_changes_nothing(app: App, bot_api: BotApi, database: Database, config: Config) -> None:
    before = truce_ends(database, config)
    await say(app, bot_api, ADMIN, "/deadline close truce lapsed", ADMIN)
    data = bot_api.shown(ADMIN)[-1]["reply_markup"]["inline_keyboard"][0][1]["callback_data"]
    assert await press(app, bot_api, ADMIN, data, ADMIN) == "Ignored."
    assert truce_ends(database, config) == before


async def test_closing_puts_the_outcome_on_record(app: App, bot_api: BotApi, database: Database) -> None:
    await say(app, bot_api, ADMIN, "/deadline close truce lapsed", ADMIN)
    data = bot_api.shown(ADMIN)[-1]["reply_markup"]["inline_keyboard"][0][0]["callback_data"]
    await press(app, bot_api, ADMIN, data, ADMIN)
    await say(app, bot_api, READER, "/countdown truce")
    assert "its end is on record" in bot_api.texts(READER)[-1]


async def test_a_deadline_is_added_with_its_name_and_zone(
    app: App, bot_api: BotApi, database: Database, config: Config
) -> None:
    await say(app, bot_api, ADMIN, "/deadline add apec 2026-11-30 09:00 Asia/Shanghai APEC week in Shenzhen", ADMIN)
    data = bot_api.shown(ADMIN)[-1]["reply_markup"]["inline_keyboard"][0][0]["callback_data"]
    await press(app, bot_api, ADMIN, data, ADMIN)
    found = database.transact(lambda connection: deadlines.load(connection, config.deadlines))
    added = next(one for one in found if one.id == "apec")
    assert (added.names["en"], added.revisions[0].expires.isoformat()) == (
        "APEC week in Shenzhen",
        "2026-11-30T09:00:00+08:00",
    )


@pytest.mark.parametrize(
    ("words", "user", "said"),
    [
        ("/deadline extend truce 2027-05-10", READER, "Only the admins"),
        ("/deadline extend nothing 2027-05-10", ADMIN, "is no deadline, expected one of"),
        ("/deadline extend truce soon", ADMIN, "expected a date"),
        ("/deadline extend truce 2027-05-10 25:99", ADMIN, "expected a time"),
        ("/deadline extend truce 2027-05-10 00:01 Mars/Base", ADMIN, "is no IANA time zone"),
        ("/deadline close truce perhaps", ADMIN, "expected met, lapsed or withdrawn"),
        ("/deadline add truce 2027-05-10 Again", ADMIN, "expected a new ID"),
        ("/deadline add new 2027-05-10", ADMIN, "expected a name"),
        ("/deadline", READER, "/deadline history ID"),
        ("/countdown nonsense", READER, "There are: "),
    ],
)
async def test_what_cannot_be_done_is_answered_with_what_was_expected(
    app: App, bot_api: BotApi, words: str, user: int, said: str
) -> None:
    await say(app, bot_api, user, words, user)
    assert said in bot_api.texts(user)[-1]


async def test_a_reader_cannot_press_an_admin_s_button(
    app: App, bot_api: BotApi, database: Database, config: Config
) -> None:
    before = truce_ends(database, config)
    await say(app, bot_api, ADMIN, "/deadline extend truce 2027-05-10", ADMIN)
    data = bot_api.shown(ADMIN)[-1]["reply_markup"]["inline_keyboard"][0][0]["callback_data"]
    assert "Only the admins" in await press(app, bot_api, ADMIN, data, READER)
    assert truce_ends(database, config) == before


@pytest.mark.parametrize(
    ("words", "said", "kept"),
    [
        ("/reminders", "as each deadline has it", None),
        ("/reminders 30d 12h 0 +1d", "T-30d, T-12h, T-0, T+1d", 4),
        ("/reminders often", "is no milestone", None),
    ],
)
async def test_a_chat_chooses_its_own_milestones(
    app: App, bot_api: BotApi, database: Database, words: str, said: str, kept: int | None
) -> None:
    await say(app, bot_api, READER, "/start")
    await say(app, bot_api, READER, words)
    assert said in bot_api.texts(READER)[-1]
    chat = database.transact(lambda connection: chats.find(connection, ChatKey(READER)))
    assert chat is not None
    assert (len(chat.milestones) if chat.milestones else None) == kept
