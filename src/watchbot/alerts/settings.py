"""A chat's settings as words: what one field is set to, and how what a person writes or presses changes it. Pure.

Buttons and typed words go through the same reading, so there is one grammar: `quiet 22:00-07:30`, `digest mon 08:00`,
`zone Asia/Seoul`, `mute 3h`, `language ko`, `certainty certain`, `status held`.
"""

import re
from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import datetime, time, timedelta
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from watchbot.alerts.language import NAMES
from watchbot.alerts.view import View
from watchbot.model import Certainty, Chat, DigestRule, QuietHours, Status

OFF = "off"
DAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
LONGEST_MUTE = timedelta(days=90)
_CLOCK = re.compile(r"([01]?\d|2[0-3]):([0-5]\d)")
_SPAN = re.compile(r"(\d{1,3})(m|h|d)")
_UNITS = {"m": "minutes", "h": "hours", "d": "days"}


class Unreadable(Exception):
    """What was written can't be read; the message says what was expected."""


def changed(chat: Chat, field: str, said: str, now: datetime) -> Chat:
    """The chat with one field set as `said`.

    Raises:
        Unreadable: the field is unknown or the value makes no sense for it.
    """
    setter = SETTERS.get(field)
    if setter is None:
        raise Unreadable(", ".join(SETTERS))
    return setter(chat, said.strip(), now)


def shown(chat: Chat, view: View) -> dict[str, str]:
    """By field, what it is set to, in the chat's language."""
    say, language = view.language.say, view.language
    quiet = f"{language.clock(chat.quiet.start)}–{language.clock(chat.quiet.end)}" if chat.quiet else say("off")
    digest = say("off")
    if chat.digest is not None:
        day = say("daily") if chat.digest.weekday is None else language.weekday(chat.digest.weekday)
        digest = f"{day} {language.clock(chat.digest.at)}"
    muted = chat.muted_until is not None and chat.muted_until > view.now
    return {
        "status": language.listed([view.status(one) for one in Status if one in chat.statuses]) or say("none"),
        "certainty": view.certainty(chat.least_certainty),
        "language": NAMES[language.id],
        "zone": language.zone(view.zone, view.now),
        "quiet": quiet,
        "digest": digest,
        "mute": language.moment(chat.muted_until, view.zone) if muted and chat.muted_until else say("off"),
    }


def _status(chat: Chat, said: str, _now: datetime) -> Chat:
    try:
        return replace(chat, statuses=chat.statuses ^ {Status(said)})
    except ValueError:
        raise Unreadable(", ".join(Status)) from None


def _certainty(chat: Chat, said: str, _now: datetime) -> Chat:
    try:
        return replace(chat, least_certainty=Certainty(said))
    except ValueError:
        raise Unreadable(", ".join(Certainty)) from None


def _language(chat: Chat, said: str, _now: datetime) -> Chat:
    if said not in NAMES:
        raise Unreadable(", ".join(NAMES))
    return replace(chat, locale=said)


def _zone(chat: Chat, said: str, _now: datetime) -> Chat:
    try:
        ZoneInfo(said)
    except (ZoneInfoNotFoundError, ValueError, OSError):
        raise Unreadable("Asia/Shanghai, America/New_York, UTC …") from None
    return replace(chat, zone=said)


def _quiet(chat: Chat, said: str, _now: datetime) -> Chat:
    if said == OFF:
        return replace(chat, quiet=None)
    ends = re.split(r"\s*[-–]\s*", said)
    if len(ends) != 2:
        raise Unreadable("22:00-07:30, off")
    start, end = (_clock(word, "22:00-07:30, off") for word in ends)
    return replace(chat, quiet=QuietHours(start, end) if start != end else None)


def _digest(chat: Chat, said: str, _now: datetime) -> Chat:
    if said == OFF:
        return replace(chat, digest=None)
    words = said.lower().split()
    if len(words) == 1:
        words = ["daily", *words]
    if len(words) != 2 or words[0] not in ("daily", *DAYS):
        raise Unreadable("daily 08:00, mon 08:00, off")
    weekday = None if words[0] == "daily" else DAYS.index(words[0])
    return replace(chat, digest=DigestRule(_clock(words[1], "daily 08:00, mon 08:00, off"), weekday))


def _mute(chat: Chat, said: str, now: datetime) -> Chat:
    if said == OFF:
        return replace(chat, muted_until=None)
    found = _SPAN.fullmatch(said)
    span = timedelta(**{_UNITS[found[2]]: int(found[1])}) if found else timedelta()
    if not timedelta() < span <= LONGEST_MUTE:
        raise Unreadable("30m, 8h, 2d, off")
    return replace(chat, muted_until=now + span)


def _clock(said: str, expected: str) -> time:
    found = _CLOCK.fullmatch(said)
    if found is None:
        raise Unreadable(expected)
    return time(int(found[1]), int(found[2]))


SETTERS: Mapping[str, Callable[[Chat, str, datetime], Chat]] = {
    "status": _status,
    "certainty": _certainty,
    "language": _language,
    "zone": _zone,
    "quiet": _quiet,
    "digest": _digest,
    "mute": _mute,
}
CHOICES: Mapping[str, tuple[str, ...]] = {
    "status": tuple(Status),
    "certainty": (Certainty.CERTAIN, Certainty.PROBABLE, Certainty.POSSIBLE),
    "language": tuple(NAMES),
    "zone": (
        "America/New_York",
        "America/Los_Angeles",
        "Europe/London",
        "Europe/Berlin",
        "Asia/Shanghai",
        "Asia/Taipei",
        "Asia/Hong_Kong",
        "Asia/Seoul",
        "Asia/Tokyo",
        "Asia/Singapore",
        "Australia/Sydney",
        "UTC",
    ),
    "quiet": (OFF, "21:00-07:00", "22:00-07:00", "23:00-07:00", "23:00-08:00", "00:00-08:00"),
    "digest": (OFF, "daily 07:00", "daily 08:00", "daily 18:00", "mon 08:00", "fri 17:00"),
    "mute": (OFF, "1h", "8h", "1d", "7d"),
}
