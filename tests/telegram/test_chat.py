"""The chat surface: the real application and a real SQLite file, against the Bot API double."""

import logging
from collections.abc import AsyncIterator
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from telegram.ext import Application
from tests.fakes.bot_api import BotApi, person

from watchbot.alerts.callbacks import decode, encode, token
from watchbot.config import Config, load
from watchbot.contacts import Coder, open_contact
from watchbot.model import Chat, ChatKey, ChatKind, Entry
from watchbot.store import Database, chats, contacts
from watchbot.telegram.bot import build, show_menu
from watchbot.telegram.commands import COMMANDS
from watchbot.telegram.issues import toggled
from watchbot.telegram.services import Services

READER, GROUP, ADMIN, MEMBER, TOPIC = 42, -1007, 1, 2, 9
NOW = datetime(2025, 10, 1, 12, tzinfo=UTC)
App = Application[Any, Any, Any, Any, Any, Any]


@pytest.fixture(scope="module")
def config() -> Config:
    return load(Path(__file__).parents[2] / "config")


@pytest.fixture
async def app(bot_api: BotApi, database: Database, config: Config) -> AsyncIterator[App]:
    bot_api.add_chat(READER)
    bot_api.add_chat(GROUP, "supergroup", "Desk <China>", topics={TOPIC}).admins.add(ADMIN)
    services = Services(database, config, lambda: NOW, lambda: None)
    async with build(bot_api.token, bot_api.url, None, services) as running:
        yield running


async def say(app: App, api: BotApi, chat: int, text: str, user: int = READER, **more: Any) -> None:
    """What a person writes, through the double's own form of an update."""
    api.say(chat, text, user, **more)
    await deliver(app, api)


async def press(app: App, api: BotApi, chat: int, data: str, user: int = READER) -> str:
    """A press on a button of the newest message; gives what Telegram showed for it."""
    query = api.press(chat, api.shown(chat, more_thread(api, chat))[-1]["message_id"], data, user)
    await deliver(app, api)
    return str(api.called("answerCallbackQuery")[-1].params.get("text", "")) if query else ""


def more_thread(api: BotApi, chat: int) -> int:
    """The topic that the newest message of the chat stands in."""
    return int([m for (c, _), m in api.messages.items() if c == chat][-1].get("message_thread_id", 0))


async def deliver(app: App, api: BotApi) -> None:
    for update in await app.bot.get_updates(offset=app.bot_data.get("offset", 0)):
        app.bot_data["offset"] = update.update_id + 1
        await app.process_update(update)


def saved(database: Database, chat: int, thread: int = 0) -> Chat | None:
    return database.transact(lambda connection: chats.find(connection, ChatKey(chat, thread)))


async def test_start_subscribes_with_the_configured_defaults(
    app: App,
    bot_api: BotApi,
    database: Database,
    config: Config,
) -> None:
    await say(app, bot_api, READER, "/start")
    chat = saved(database, READER)
    assert chat is not None
    assert (True, config.settings.chats.zone, None) == (chat.active, chat.zone, chat.issues)


async def test_start_shows_the_nearest_deadline_and_a_button_for_each_issue(
    app: App,
    bot_api: BotApi,
    config: Config,
) -> None:
    await say(app, bot_api, READER, "/start")
    shown = bot_api.shown(READER)[-1]
    assert "⏳" in shown["text"]
    pressed = [decode(b["callback_data"]) for row in shown["reply_markup"]["inline_keyboard"] for b in row]
    assert [issue.id for issue in config.issues] == [one.argument(0) for one in pressed if one]


async def test_stop_keeps_the_settings_and_start_brings_them_back(
    app: App,
    bot_api: BotApi,
    database: Database,
) -> None:
    await say(app, bot_api, READER, "/start")
    await press(app, bot_api, READER, encode("issue", "taiwan"))
    chosen = saved(database, READER)
    await say(app, bot_api, READER, "/stop")
    stopped = saved(database, READER)
    assert stopped is not None
    assert not stopped.active
    await say(app, bot_api, READER, "/start")
    assert chosen == saved(database, READER)


async def test_a_tap_turns_an_issue_off_and_a_second_one_on_again(
    app: App,
    bot_api: BotApi,
    database: Database,
) -> None:
    await say(app, bot_api, READER, "/start")
    assert (await press(app, bot_api, READER, encode("issue", "taiwan"))).endswith("off")
    chat = saved(database, READER)
    assert chat is not None
    assert chat.issues is not None
    assert "taiwan" not in chat.issues
    assert (await press(app, bot_api, READER, encode("issue", "taiwan"))).endswith("on")
    chat = saved(database, READER)
    assert chat is not None
    assert chat.issues is None


async def test_a_topic_of_a_forum_is_a_subscription_of_its_own(
    app: App,
    bot_api: BotApi,
    database: Database,
) -> None:
    await say(app, bot_api, GROUP, "/start", ADMIN, thread=TOPIC)
    assert len(bot_api.texts(GROUP, TOPIC)) == 1
    assert saved(database, GROUP, TOPIC) is not None
    assert saved(database, GROUP) is None


async def test_a_member_of_a_group_cannot_subscribe_it(
    app: App,
    bot_api: BotApi,
    database: Database,
) -> None:
    await say(app, bot_api, GROUP, "/start", MEMBER)
    assert "Only administrators" in bot_api.texts(GROUP)[-1]
    assert saved(database, GROUP) is None


async def test_a_member_of_a_group_cannot_stop_it(app: App, bot_api: BotApi, database: Database) -> None:
    await say(app, bot_api, GROUP, "/start", ADMIN)
    await say(app, bot_api, GROUP, "/stop", MEMBER)
    chat = saved(database, GROUP)
    assert chat is not None
    assert chat.active


async def test_a_member_of_a_group_cannot_change_its_issues(
    app: App,
    bot_api: BotApi,
    database: Database,
) -> None:
    await say(app, bot_api, GROUP, "/start", ADMIN)
    assert "Only administrators" in await press(app, bot_api, GROUP, encode("issue", "taiwan"), MEMBER)
    chat = saved(database, GROUP)
    assert chat is not None
    assert chat.issues is None


async def test_countdown_lists_every_announced_deadline_soonest_first(
    app: App,
    bot_api: BotApi,
    config: Config,
) -> None:
    await say(app, bot_api, READER, "/countdown")
    told = [line for line in bot_api.texts(READER)[-1].splitlines() if line.startswith(("⏳", "⌛"))]
    known = [d for d in config.deadlines if any(r.announced <= NOW for r in d.revisions)]
    assert len(known) == len(told)
    assert "Nov 2025" in told[0]


async def test_contacts_says_so_where_none_is_known(app: App, bot_api: BotApi) -> None:
    await say(app, bot_api, READER, "/contacts")
    assert bot_api.texts(READER) == ["No contact has been reported yet."]


async def test_help_names_every_command(app: App, bot_api: BotApi) -> None:
    await say(app, bot_api, READER, "/help")
    assert [f"/{name} – {text}" for name, text in COMMANDS.items()] == bot_api.texts(READER)[-1].splitlines()


async def test_the_menu_and_the_help_are_one_table(app: App, bot_api: BotApi) -> None:
    await show_menu(app)
    english, *others = bot_api.commands
    assert {one["command"]: one["description"] for one in english["commands"]} == COMMANDS
    assert [menu["language_code"] for menu in others] == ["zh", "ko"]
    for menu in others:
        assert [one["command"] for one in menu["commands"]] == list(COMMANDS)
        assert not {one["description"] for one in menu["commands"]} & set(COMMANDS.values())


async def test_a_reader_s_language_is_used_for_every_answer(app: App, bot_api: BotApi, database: Database) -> None:
    database.transact(lambda c: chats.save(c, Chat(ChatKey(READER), ChatKind.PRIVATE, locale="ko"), NOW))
    await say(app, bot_api, READER, "/stop")
    assert bot_api.texts(READER) == ["중지했습니다. 설정은 보관되며 /start로 다시 받을 수 있습니다."]
    assert "이 버튼은" in await press(app, bot_api, READER, "0:gone:x")


@pytest.mark.parametrize("data", ["0:gone:x", "something", encode("issue", "no-such-issue"), encode("future", 1)])
async def test_an_old_button_is_answered_politely(app: App, bot_api: BotApi, data: str) -> None:
    await say(app, bot_api, READER, "/help")
    assert "out of date" in await press(app, bot_api, READER, data)


async def test_why_says_so_where_the_contact_is_gone(app: App, bot_api: BotApi) -> None:
    await say(app, bot_api, READER, "/help")
    assert "not kept" in await press(app, bot_api, READER, encode("why", "2025-09-10-gone"))


async def test_a_failing_handler_is_logged_with_its_chat_and_without_the_token(
    app: App,
    bot_api: BotApi,
    caplog: pytest.LogCaptureFixture,
) -> None:
    bot_api.block(READER)
    with caplog.at_level(logging.ERROR, "watchbot"):
        await say(app, bot_api, READER, "/help")
    assert [r.getMessage() for r in caplog.records if r.levelno == 40] == ["chat 42: a handler failed with Forbidden"]
    assert bot_api.token not in caplog.text


@pytest.fixture
def hostile_contact(database: Database, config: Config) -> str:
    """A stored contact whose headline tries to be markup; gives its id."""
    title = "Rubio holds phone call with Chinese Foreign Minister Wang Yi on Taiwan & chips <b>"
    entry = Entry("e1", "f", "Paper <One>", NOW, NOW, title, link="https://paper.example/?a=1&b=2", lang="en")
    contact = open_contact(
        "2025-10-01-rubio-wang-phone", Coder(config.roster, config.issues).code(entry).mentions[0], entry
    )
    database.transact(lambda connection: contacts.save(connection, replace(contact, sure=True)))
    return contact.id


async def test_contacts_lists_what_was_reported(app: App, bot_api: BotApi, hostile_contact: str) -> None:
    await say(app, bot_api, READER, "/contacts")
    told = bot_api.texts(READER)[-1]
    assert hostile_contact
    assert "Phone call" in told
    assert "Marco Rubio" in told


async def test_why_shows_publisher_words_and_rules_and_lets_no_markup_through(
    app: App, bot_api: BotApi, hostile_contact: str
) -> None:
    await say(app, bot_api, READER, "/help")
    await press(app, bot_api, READER, encode("why", token(hostile_contact)))
    told = bot_api.texts(READER)[-1]
    assert "Paper <One>: Rubio holds phone call with Chinese Foreign Minister Wang Yi on Taiwan & chips <b>" in told
    assert "Matched words: " in told
    assert "Rules: en." in told


async def test_mute_offers_the_issues_where_the_contact_has_several(
    app: App, bot_api: BotApi, hostile_contact: str
) -> None:
    await say(app, bot_api, READER, "/help")
    await press(app, bot_api, READER, encode("mute", token(hostile_contact)))
    assert "reply_markup" in bot_api.shown(READER)[-1]


async def test_mute_silences_the_one_issue_of_a_contact_and_a_tap_brings_it_back(
    app: App, bot_api: BotApi, database: Database, hostile_contact: str
) -> None:
    contact = database.transact(lambda connection: contacts.find(connection, hostile_contact))
    assert contact is not None
    database.transact(lambda connection: contacts.save(connection, replace(contact, issues=("taiwan",))))
    await say(app, bot_api, READER, "/start")
    assert (await press(app, bot_api, READER, encode("mute", token(hostile_contact)))).startswith("Muted")
    chat = saved(database, READER)
    assert chat is not None
    assert frozenset({"taiwan"}) == chat.muted_issues
    await press(app, bot_api, READER, encode("issue", "taiwan"))
    chat = saved(database, READER)
    assert chat is not None
    assert (None, frozenset()) == (chat.issues, chat.muted_issues)


async def test_a_group_that_becomes_a_supergroup_keeps_its_subscription(
    app: App, bot_api: BotApi, database: Database
) -> None:
    await say(app, bot_api, GROUP, "/start", ADMIN)
    bot_api.say(GROUP, "", ADMIN, migrate_to_chat_id=-100999)
    await deliver(app, bot_api)
    assert saved(database, GROUP) is None
    assert saved(database, -100999) is not None


async def test_a_chat_that_blocks_the_bot_is_told_no_more_and_keeps_its_settings(
    app: App, bot_api: BotApi, database: Database
) -> None:
    await say(app, bot_api, READER, "/start")
    bot = app.bot.bot.to_dict()
    change = {
        "chat": bot_api.chats[READER].json(),
        "from": person(READER),
        "date": 0,
        "old_chat_member": {"user": bot, "status": "member"},
        "new_chat_member": {"user": bot, "status": "kicked", "until_date": 0},
    }
    bot_api.push_update({"my_chat_member": change})
    await deliver(app, bot_api)
    chat = saved(database, READER)
    assert chat is not None
    assert not chat.active


def test_the_last_issue_turned_on_means_all_again() -> None:
    assert toggled(frozenset({"a"}), "b", ["a", "b"]) is None
