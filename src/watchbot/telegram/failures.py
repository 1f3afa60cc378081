"""Failures of the Bot API by class. Telegram has no error codes for most of them, so its words decide.

Words from the Bot API server's answers; compared in lower case, as their case has changed over the years.
"""

from datetime import timedelta

import httpx
from telegram.error import BadRequest, ChatMigrated, Forbidden, InvalidToken, NetworkError, RetryAfter, TelegramError

from watchbot.model import Failed, FailureKind
from watchbot.redaction import Redactor
from watchbot.telegram.limiter import seconds

_UNCHANGED = ("message is not modified",)
_GONE = (
    "message to edit not found",
    "message can't be edited",
    "message to be replied not found",
    "message to reply not found",
    "message_id_invalid",
)
_LOST = (
    "chat not found",
    "user not found",
    "user is deactivated",
    "group chat was deactivated",
    "group is deactivated",
    "peer_id_invalid",
    "chat_write_forbidden",
    "chat_restricted",
    "not enough rights",
    "have no rights to send",
    "need administrator rights",
    "bot is not a member",
    "message thread not found",
    "topic_closed",
    "topic_deleted",
)
_NEVER_SENT = (httpx.ConnectError, httpx.ConnectTimeout, httpx.PoolTimeout, httpx.UnsupportedProtocol)


def failure(error: TelegramError, redact: Redactor) -> Failed:
    """The class of `error`, with Telegram's words, the token taken out of them.

    An answer that never came is ANSWER_LOST: the message may stand in the chat. Only where the connection was not even
    made is it certain that it doesn't.
    """
    words = redact(str(error))
    if isinstance(error, RetryAfter):
        return Failed(FailureKind.RATE_LIMITED, words, retry_after=timedelta(seconds=seconds(error)))
    if isinstance(error, ChatMigrated):
        return Failed(FailureKind.MIGRATED, words, new_chat=error.new_chat_id)
    if isinstance(error, Forbidden):
        return Failed(FailureKind.PERMANENT, words)
    if isinstance(error, BadRequest):
        return Failed(_refusal(words.lower()), words)
    if isinstance(error, InvalidToken):
        return Failed(FailureKind.RETRYABLE, "Telegram refuses the bot's token")
    if isinstance(error, NetworkError) and isinstance(error.__cause__, httpx.HTTPError):
        never = isinstance(error.__cause__, _NEVER_SENT)
        return Failed(FailureKind.RETRYABLE if never else FailureKind.ANSWER_LOST, words)
    return Failed(FailureKind.RETRYABLE, words)


def _refusal(words: str) -> FailureKind:
    for kind, signs in (
        (FailureKind.UNCHANGED, _UNCHANGED),
        (FailureKind.GONE, _GONE),
        (FailureKind.PERMANENT, _LOST),
    ):
        if any(sign in words for sign in signs):
            return kind
    return FailureKind.MALFORMED
