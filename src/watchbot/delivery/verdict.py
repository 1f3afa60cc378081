"""What to do after a failure, from its class alone. Pure: the pump draws the chance and writes the result down."""

from datetime import datetime, timedelta
from html import escape

from watchbot.model import Outgoing, Sending

LEAST_TRIES = 5
TEXT_UNITS = 4096


def backoff(attempts: int, settings: Sending, chance: float) -> timedelta:
    """How long to wait after the `attempts`-th try: doubling, capped, and up to half of it at random (`chance` 0..1).

    The chance keeps a thousand chats that failed together from coming back together.
    """
    whole: timedelta = min(settings.max_retry, settings.first_retry * 2 ** min(attempts - 1, 30))
    return whole * (0.5 + chance / 2)


def given_up(waiting_since: datetime, attempts: int, now: datetime, settings: Sending) -> bool:
    """Whether it is old enough to give up on. Downtime alone never does it: it must have been tried as well."""
    return now - waiting_since >= settings.give_up and attempts >= LEAST_TRIES


def as_plain_text(message: Outgoing, refusal: str) -> Outgoing:
    """The same words without markup, for a message that Telegram refused as malformed.

    Buttons stay unless the refusal is about one, a picture or document unless it is about that.
    """
    words = refusal.lower()
    keep_file = not any(sign in words for sign in ("photo", "image", "document", "file"))
    return Outgoing(
        chat=message.chat,
        kind=message.kind,
        html=escape(
            cut(message.plain or "…", 1024 if keep_file and (message.photo or message.document) else TEXT_UNITS)
        ),
        plain=message.plain,
        buttons=() if "button" in words or "keyboard" in words else message.buttons,
        target=message.target,
        silent=message.silent,
        photo=message.photo if keep_file else None,
        document=message.document if keep_file else None,
        pin=message.pin,
    )


def cut(text: str, units: int) -> str:
    """At most `units` UTF-16 code units of `text`, never half a character."""
    raw = text.encode("utf-16-le")
    return text if len(raw) <= 2 * units else raw[: 2 * units].decode("utf-16-le", "ignore")
