"""The new end that a report gives a deadline: a day ("until Nov. 10, 2026", 至2026年11月10日, 11월 10일까지) or a span.

A span ("by 90 days", 一年, 90일 더) counts from the end that ruled. Pure; civil dates of the deadline's own zone.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_MONTH = rf"(?P<month>{'|'.join(MONTHS)})[a-z]*\.?"
_YEAR = r"(?:,?\s+(?P<year>\d{4}))?"
_LEAD = (
    r"\b(?:until|till|through|to|by)\s+"
    r"(?:at least\s+|the\s+|midnight\s+(?:on\s+)?|12:01\s+a\.?m\.?\s+(?:\w+\s+)?(?:on\s+)?)?"
)
_DAYS = (
    re.compile(rf"{_LEAD}{_MONTH}\s+(?P<day>\d{{1,2}})(?:st|nd|rd|th)?\b{_YEAR}"),
    re.compile(rf"{_LEAD}(?P<day>\d{{1,2}})(?:st|nd|rd|th)?\s+{_MONTH}{_YEAR}"),
    re.compile(r"[至到]\s*(?:(?P<year>\d{4})年|(?P<next>明年))?(?P<month>\d{1,2})月(?P<day>\d{1,2})日(?!起)"),
    re.compile(r"(?:(?P<year>\d{4})년\s*|(?P<next>내년)\s*)?(?P<month>\d{1,2})월\s*(?P<day>\d{1,2})일\s*까지"),
)
_COUNTS = {
    **dict.fromkeys(("a", "an", "one", "一", "한", "일"), 1),
    **dict.fromkeys(("two", "两", "兩", "두"), 2),
    **dict.fromkeys(("three", "三", "석", "세"), 3),
    **dict.fromkeys(("six", "六"), 6),
    **dict.fromkeys(("ninety", "九十"), 90),
}
_COUNT = "|".join(sorted(_COUNTS, key=len, reverse=True))
_SPANS = (
    re.compile(
        r"\b(?:by|for|another)\s+(?:another\s+|a\s+further\s+|an\s+additional\s+|a\s+)?"
        rf"(?P<count>\d{{1,3}}|{_COUNT})(?:\s+more)?[\s-](?P<unit>day|year)s?\b"
    ),
    re.compile(rf"(?<![\d月])(?P<count>\d{{1,3}}|{_COUNT})\s*(?P<unit>天|年)(?![前来來度初底末])"),
    re.compile(rf"(?<![\d월])(?P<count>\d{{1,3}}|{_COUNT})\s*(?P<unit>일|년)(?:간)?\s?(?:더|추가|연장|재연장|유예|늘)"),
)
_YEAR_UNITS = {"year", "年", "년"}


@dataclass(frozen=True, slots=True)
class Span:
    """So many days or calendar months more."""

    days: int = 0
    months: int = 0

    def after(self, day: date) -> date:
        """The day that lies so far behind `day`; the month's last where it has no such day."""
        index = day.year * 12 + day.month - 1 + self.months
        year, month = divmod(index, 12)
        last = (date(year + (month == 11), (month + 1) % 12 + 1, 1) - timedelta(days=1)).day
        return date(year, month + 1, min(day.day, last)) + timedelta(days=self.days)


def days(folded: str, published: date) -> Iterator[date]:
    """Every day up to which the lower-case text says something runs; without a year, the next after `published`."""
    for pattern in _DAYS:
        for found in pattern.finditer(folded):
            name = found["month"]
            month = MONTHS.index(name) + 1 if name in MONTHS else int(name)
            said = found.groupdict()
            year = int(said["year"]) if said.get("year") else published.year + bool(said.get("next"))
            try:
                day = date(year, month, int(found["day"]))
                if day < published and not said.get("year"):
                    day = day.replace(year=year + 1)
            except ValueError:
                continue
            yield day


def spans(folded: str) -> Iterator[Span]:
    """Every span by which the lower-case text says something was lengthened.

    Days and years only: "three months" is how reports round ninety days, and a countdown must not round.
    """
    for pattern in _SPANS:
        for found in pattern.finditer(folded):
            count, unit = found["count"], found["unit"]
            number = int(count) if count.isdigit() else _COUNTS[count]
            if unit in _YEAR_UNITS:
                yield Span(months=12 * number)
            else:
                yield Span(days=number)
