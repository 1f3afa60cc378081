"""Weekdays: which week a weekday belongs to, where the text or the hour tells."""

import re
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

from watchbot.contacts.dates import When
from watchbot.contacts.datewords import weekday
from watchbot.contacts.text import fold
from watchbot.model import Entry

WASHINGTON = timedelta(hours=5)


def tonight(when: When, folded: str, published: datetime) -> When:
    """ "on Friday evening", written when it is still Friday in Washington and Saturday in Seoul, is not in a week."""
    bare = folded[when.start : when.end] in _WEEKDAY_NAMES
    today = (published.astimezone(UTC) - WASHINGTON).date()
    if not bare or when.day - published.date() != timedelta(days=6) or today != when.day - timedelta(days=7):
        return when
    return replace(when, day=today)


_WEEKDAY_NAMES = frozenset(("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"))


def was_then(when: When, folded: str, published: date, ahead: bool | None) -> When:
    """A weekday behind a verb in the past is the last such day: "held exchanges from Tuesday to Thursday".

    `ahead` is which way the date was read; None for the nearest.
    """
    if (
        ahead is not None
        or when.monthly
        or when.day <= published
        or folded[when.start : when.end] not in _WEEKDAY_NAMES
    ):
        return when
    held = _HELD.search(folded, max(0, when.start - 120), when.start) is not None
    return replace(when, day=when.day - timedelta(days=7)) if held else when


_HELD = re.compile(
    r"\b(?:held|met|spoke|talked|sat down|took place|conferred|convened|told|reached|agreed|raised|discussed|pressed"
    r"|urged|warned|made)\b(?:(?!\b(?:will|would|to|plans?|due|set|next|ahead|before|for)\b)[^.;:]){0,90} (?:on|from) $"
)


def was_last(day: date, entry: Entry) -> bool:
    """Whether the entry gives the weekday elsewhere as last week's: 上周五 in the headline, 周五 in the summary."""
    for text in (entry.title, entry.summary):
        for last in _LAST_WEEKDAY.finditer(fold(text, chinese=True)):
            if weekday(last[1] or last[2] or last[3]) == day.weekday():
                return True
    return False


_LAST_WEEKDAY = re.compile(
    r"\blast (monday|tuesday|wednesday|thursday|friday|saturday|sunday)\b|上(?:周|星期|礼拜)([一二三四五六日天])"
    r"|지난 ?주? ?([월화수목금토일])요일"
)
