"""Messages: what is handed to a notifier, and what became of it. Telegram's terms, without Telegram's library."""

from dataclasses import dataclass
from datetime import timedelta
from enum import StrEnum

from watchbot.model.alerts import ChatKey, DeliveryKind


@dataclass(frozen=True, slots=True)
class Button:
    """An inline button: `data` (at most 64 bytes, survives restarts and upgrades) or a `url`."""

    text: str
    data: str = ""
    url: str = ""


@dataclass(frozen=True, slots=True)
class Outgoing:
    """One message, ready to send.

    `html` is Telegram's HTML, escaped and within 4,096 UTF-16 units (1,024 as a caption); `plain` is the same words
    without markup, sent when Telegram refuses the markup. `target` is the message to reply to or to edit. `silent`
    sends without sound. `photo` (PNG) or `document` (file name, bytes) turn the text into a caption. `pin` asks to pin.
    """

    chat: ChatKey
    kind: DeliveryKind
    html: str
    plain: str
    buttons: tuple[tuple[Button, ...], ...] = ()
    target: int | None = None
    silent: bool = False
    photo: bytes | None = None
    document: tuple[str, bytes] | None = None
    pin: bool = False


class FailureKind(StrEnum):
    """Classes of failure; what to do follows from the class alone."""

    PERMANENT = "permanent"
    MIGRATED = "migrated"
    RATE_LIMITED = "rate_limited"
    RETRYABLE = "retryable"
    MALFORMED = "malformed"
    ANSWER_LOST = "answer_lost"
    GONE = "gone"
    UNCHANGED = "unchanged"


@dataclass(frozen=True, slots=True)
class Sent:
    """Telegram took it; `message` is its id there."""

    message: int


@dataclass(frozen=True, slots=True)
class Failed:
    """It did not go through.

    PERMANENT: the chat is lost (blocked, kicked, not found). MIGRATED: `new_chat` is its new id.
    ANSWER_LOST: the request left but no answer came, so it may have been sent. GONE: the message to edit or reply to
    no longer exists. UNCHANGED: the edit changes nothing. `detail` never holds the token.
    """

    kind: FailureKind
    detail: str
    retry_after: timedelta | None = None
    new_chat: int | None = None


SendOutcome = Sent | Failed
