"""The Bot API double is strict: it is driven by the real client library, and refuses what Telegram refuses."""

import re
from collections.abc import AsyncIterator

import pytest
from telegram.error import BadRequest, ChatMigrated, Forbidden, InvalidToken, NetworkError, RetryAfter
from tests.fakes.bot_api import BotApi, bot_api  # noqa: F401

from telegram import Bot, InlineKeyboardButton, InlineKeyboardMarkup

CHAT = 42


@pytest.fixture
async def bot(bot_api: BotApi) -> AsyncIterator[Bot]:  # noqa: F811
    bot_api.add_chat(CHAT)
    async with Bot(bot_api.token, base_url=bot_api.url + "/bot") as bot:
        yield bot


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("<b>bold", "Can't find end tag"),
        ("<b><i>crossed</b></i>", 'expected "</i>", found "</b>"'),
        ("<table>no</table>", 'Unsupported start tag "table"'),
        ("1 < 2", "Unclosed start tag"),
        ("</b>", "Unexpected end tag"),
        ("<span>no class</span>", "tg-spoiler"),
        ("x" * 4097, "message is too long"),
        ("😀" * 2049, "message is too long"),
        ("  ", "message text is empty"),
    ],
)
async def test_text_that_telegram_refuses_is_refused(bot: Bot, text: str, words: str) -> None:
    with pytest.raises(BadRequest, match="(?i)" + re.escape(words)):
        await bot.send_message(CHAT, text, parse_mode="HTML")


async def test_entities_are_counted_in_utf16_units(bot: Bot, bot_api: BotApi) -> None:  # noqa: F811
    message = await bot.send_message(
        CHAT, '😀 <b>a &amp; b</b> <a href="https://e.org/?a=1&amp;b=2">link</a>', parse_mode="HTML"
    )
    assert [(e.type, e.offset, e.length, e.url) for e in message.entities] == [
        ("bold", 3, 5, None),
        ("text_link", 9, 4, "https://e.org/?a=1&b=2"),
    ]


async def test_an_edit_that_changes_nothing_is_refused(bot: Bot) -> None:
    sent = await bot.send_message(CHAT, "same")
    with pytest.raises(BadRequest, match=r"(?i)message is not modified"):
        await bot.edit_message_text("same", CHAT, sent.message_id)


async def test_an_edit_of_an_unknown_message_is_refused(bot: Bot) -> None:
    with pytest.raises(BadRequest, match=r"(?i)message to edit not found"):
        await bot.edit_message_text("new", CHAT, 999)


async def test_callback_data_over_64_bytes_is_refused(bot: Bot) -> None:
    keyboard = InlineKeyboardMarkup([[InlineKeyboardButton("press", callback_data="月" * 22)]])
    with pytest.raises(BadRequest, match=r"(?i)button_data_invalid"):
        await bot.send_message(CHAT, "text", reply_markup=keyboard)


async def test_an_unknown_chat_is_refused(bot: Bot) -> None:
    with pytest.raises(BadRequest, match=r"(?i)chat not found"):
        await bot.send_message(7, "text")


async def test_an_unknown_topic_is_refused(bot: Bot, bot_api: BotApi) -> None:  # noqa: F811
    bot_api.add_chat(-100, "supergroup", topics={5})
    with pytest.raises(BadRequest, match=r"(?i)message thread not found"):
        await bot.send_message(-100, "text", message_thread_id=6)


async def test_a_blocked_chat_is_forbidden(bot: Bot, bot_api: BotApi) -> None:  # noqa: F811
    bot_api.block(CHAT)
    with pytest.raises(Forbidden, match="bot was blocked by the user"):
        await bot.send_message(CHAT, "text")


async def test_an_upgraded_group_names_its_new_id(bot: Bot, bot_api: BotApi) -> None:  # noqa: F811
    bot_api.add_chat(-5, "group")
    bot_api.migrate(-5, -1005)
    with pytest.raises(ChatMigrated) as raised:
        await bot.send_message(-5, "text")
    assert raised.value.new_chat_id == -1005


async def test_a_fourth_message_at_once_into_one_chat_is_refused(bot: Bot) -> None:
    for text in "abc":
        await bot.send_message(CHAT, text)
    with pytest.raises(RetryAfter):
        await bot.send_message(CHAT, "d")


async def test_a_thirty_first_message_in_one_second_is_refused(bot: Bot, bot_api: BotApi) -> None:  # noqa: F811
    for chat in range(100, 131):
        bot_api.add_chat(chat)
    for chat in range(100, 130):
        await bot.send_message(chat, "x")
    with pytest.raises(RetryAfter):
        await bot.send_message(130, "x")


async def test_a_dropped_answer_leaves_the_message_in_the_chat(bot: Bot, bot_api: BotApi) -> None:  # noqa: F811
    bot_api.drop_next("sendMessage")
    with pytest.raises(NetworkError):
        await bot.send_message(CHAT, "taken")
    assert bot_api.texts(CHAT) == ["taken"]


async def test_a_wrong_token_is_unauthorised(bot_api: BotApi) -> None:  # noqa: F811
    with pytest.raises(InvalidToken):
        async with Bot("123456789:wrong", base_url=bot_api.url + "/bot"):
            pass


async def test_what_a_person_writes_arrives_once(bot: Bot, bot_api: BotApi) -> None:  # noqa: F811
    bot_api.say(CHAT, "/start issue_tiktok")
    (update,) = await bot.get_updates(timeout=1)
    assert (update.message.text, await bot.get_updates(offset=update.update_id + 1)) == ("/start issue_tiktok", ())


async def test_a_pressed_button_is_answered_once(bot: Bot, bot_api: BotApi) -> None:  # noqa: F811
    sent = await bot.send_message(CHAT, "text")
    query = bot_api.press(CHAT, sent.message_id, "why:1")
    await bot.answer_callback_query(query, "because")
    with pytest.raises(BadRequest, match=r"(?i)query is too old"):
        await bot.answer_callback_query(query)
