"""The notifier over the double: every class of failure, what follows from it, and the token nowhere."""

import logging
from collections.abc import AsyncIterator

import pytest
from telegram.ext import ExtBot
from tests.fakes.bot_api import TOKEN, BotApi

from watchbot.delivery import Gate
from watchbot.model import Button, ChatKey, DeliveryKind, Failed, FailureKind, Outgoing, Sending, Sent
from watchbot.redaction import Redactor
from watchbot.telegram.limiter import GateLimiter
from watchbot.telegram.notifier import TelegramNotifier

CHAT, GROUP, NEW = 42, -5, -1005


@pytest.fixture
async def notifier(bot_api: BotApi) -> AsyncIterator[TelegramNotifier]:
    bot_api.add_chat(CHAT)
    bot_api.add_chat(GROUP, "group", "Desk")
    gate = Gate(Sending())
    async with ExtBot(TOKEN, base_url=f"{bot_api.url}/bot", rate_limiter=GateLimiter(gate)) as bot:
        yield TelegramNotifier(bot, gate, Redactor(TOKEN))


def message(
    kind: DeliveryKind = DeliveryKind.SEND, chat: int = CHAT, html: str = "<b>x</b>", **more: object
) -> Outgoing:
    return Outgoing(ChatKey(chat), kind, html, "x", **more)  # type: ignore[arg-type]


async def kind_of(notifier: TelegramNotifier, sent: Outgoing) -> FailureKind | None:
    outcome = await notifier.deliver(sent)
    return outcome.kind if isinstance(outcome, Failed) else None


async def test_a_message_is_sent_with_its_buttons_then_edited_then_answered(
    notifier: TelegramNotifier, bot_api: BotApi
) -> None:
    first = await notifier.deliver(message(buttons=((Button("Why?", "1:why:c"),),)))
    assert isinstance(first, Sent)
    assert await kind_of(notifier, message(DeliveryKind.EDIT, html="<i>y</i>", target=first.message)) is None
    assert await kind_of(notifier, message(DeliveryKind.REPLY, html="z", target=first.message)) is None
    shown = bot_api.shown(CHAT)
    assert [one["text"] for one in shown] == ["y", "z"]
    assert shown[1]["reply_to_message"]["message_id"] == first.message


@pytest.mark.parametrize(
    ("words", "kind"),
    [
        ("Forbidden: bot was blocked by the user", FailureKind.PERMANENT),
        ("Forbidden: user is deactivated", FailureKind.PERMANENT),
        ("Forbidden: bot was kicked from the supergroup chat", FailureKind.PERMANENT),
        ("Bad Request: chat not found", FailureKind.PERMANENT),
        ("Bad Request: not enough rights to send text messages to the chat", FailureKind.PERMANENT),
        ("Bad Request: message thread not found", FailureKind.PERMANENT),
        ("Bad Request: message is not modified: specified new message content", FailureKind.UNCHANGED),
        ("Bad Request: message to edit not found", FailureKind.GONE),
        ("Bad Request: message can't be edited", FailureKind.GONE),
        ("Bad Request: can't parse entities: unsupported start tag", FailureKind.MALFORMED),
        ("Bad Request: BUTTON_DATA_INVALID", FailureKind.MALFORMED),
        ("Bad Gateway", FailureKind.RETRYABLE),
        ("Internal Server Error", FailureKind.RETRYABLE),
    ],
)
async def test_telegram_s_words_are_read_as_a_class(
    notifier: TelegramNotifier, bot_api: BotApi, words: str, kind: FailureKind
) -> None:
    status = {"Forbidden": 403, "Bad Request": 400}.get(words.split(":", maxsplit=1)[0], 502)
    bot_api.fail_next("sendMessage", status, words)
    assert await kind_of(notifier, message()) is kind


async def test_a_flood_wait_says_how_long_and_closes_the_chat_meanwhile(
    notifier: TelegramNotifier, bot_api: BotApi
) -> None:
    bot_api.fail_next("sendMessage", 429, "Too Many Requests: retry after 3", retry_after=3)
    outcome = await notifier.deliver(message())
    assert isinstance(outcome, Failed)
    assert outcome.kind is FailureKind.RATE_LIMITED
    assert outcome.retry_after is not None
    assert outcome.retry_after.total_seconds() == 3


async def test_an_upgraded_group_gives_its_new_id(notifier: TelegramNotifier, bot_api: BotApi) -> None:
    bot_api.migrate(GROUP, NEW)
    outcome = await notifier.deliver(message(chat=GROUP))
    assert isinstance(outcome, Failed)
    assert (outcome.kind, outcome.new_chat) == (FailureKind.MIGRATED, NEW)


async def test_an_answer_that_never_came_may_have_been_sent(notifier: TelegramNotifier, bot_api: BotApi) -> None:
    bot_api.drop_next("sendMessage")
    assert await kind_of(notifier, message()) is FailureKind.ANSWER_LOST
    assert bot_api.texts(CHAT) == ["x"]


async def test_a_server_that_is_not_there_was_certainly_not_reached(bot_api: BotApi) -> None:
    gate = Gate(Sending())
    async with ExtBot(TOKEN, base_url=f"{bot_api.url}/bot", rate_limiter=GateLimiter(gate)) as bot:
        await bot_api.close()
        assert await kind_of(TelegramNotifier(bot, gate, Redactor(TOKEN)), message()) is FailureKind.RETRYABLE


@pytest.mark.parametrize("status", [400, 403, 429, 500])
async def test_the_token_is_in_no_detail_and_in_no_log_line(
    notifier: TelegramNotifier, bot_api: BotApi, caplog: pytest.LogCaptureFixture, status: int
) -> None:
    caplog.set_level(logging.DEBUG, logger="watchbot")
    bot_api.fail_next("sendMessage", status, f"Bad Request: about {TOKEN}", retry_after=1)
    outcome = await notifier.deliver(message())
    assert isinstance(outcome, Failed)
    secret = TOKEN.partition(":")[2]
    assert secret not in outcome.detail
    assert secret not in caplog.text
