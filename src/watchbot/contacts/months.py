"""Months: the month or the year that a noun carries, "Trump's May trip", 4月访华, "her 2023 Beijing visit"."""

import re
from datetime import date

from watchbot.contacts.datewords import MONTHS, numeral

_FULL = "january|february|march|april|june|july|august|september|october|november|december"
_MONTH_OF = re.compile(
    rf"\b(?P<en>{_FULL}|(?<=in )may|(?<='s )may|(?<=this )may|(?<=his )may) (?:state |official |beijing |china )?$"
    r"|(?<![\d年])(?<!년 )(?P<cjk>\d{1,2}|[一二三四五六七八九十]{1,2})[月월] ?(?:底|末|中旬|下旬|上旬|말|중순)?"
    r"(?:(?:的|의|将|赴|去|到|在|底)?(?:베이징|중국|미중|미·중|美中)?|[^，。；：\d\s]{1,8})\s?$"
)
_IN_MONTH = re.compile(
    rf"(?:'s? [a-z]+)?(?: (?:to|with) [a-z.' ]{{2,24}}?)? in (?:late |early |mid-)?(?P<en>{_FULL}|may)\b"
)


def month_ahead(folded: str, start: int, end: int, published: date) -> bool:
    """Whether the month that a noun carries ("Trump's May trip", 4月访华) is still to come."""
    return 1 <= _months_on(folded, start, end, published) <= 8


def month_past(folded: str, start: int, end: int, published: date) -> bool:
    """Whether that month is over: what took place then is no news."""
    return _months_on(folded, start, end, published) >= 9


def told_past(folded: str, start: int, end: int, verb: bool, published: date) -> bool:
    """Whether an English sentence tells of a month that is over: "in January, when they talked", "met in May".

    The last month still counts for ten days: what took place on its last days is told then.
    """
    found = _WHEN.search(folded[max(0, start - 80) : start]) or (
        (_SINCE_THEN.match(folded[end : end + 60]) or _AFTER_THEY.search(folded[max(0, start - 80) : start]))
        if verb
        else None
    )
    if found is None:
        return False
    back = (published.month - MONTHS[found["en"]]) % 12
    return 2 <= back <= 8 or (back == 1 and published.day > 10)


_WHEN = re.compile(rf"\bin (?:late |early |mid-)?(?P<en>{_FULL}|may),? when [^,;.]{{0,50}}$")
_AFTER_THEY = re.compile(rf"\b(?:in|by) (?:late |early |mid-)?(?P<en>{_FULL}|may),? (?:after|once) [^,;.]{{3,60}}$")
_SINCE_THEN = re.compile(
    rf"(?: (?!to\b|and\b|that\b|after\b|before\b|as\b|ahead\b|for\b)[a-z.'-]+){{0,5}}? in (?:late |early |mid-)?"
    rf"(?P<en>{_FULL}|may)\b(?! \d)"
)


def year_past(folded: str, start: int, end: int, published: date) -> bool:
    """Whether the contact word carries a year that is over: "her 2023 Beijing visit", 2017年访华."""
    found = _YEAR_OF.search(folded, max(0, start - 24), start) or _IN_YEAR.match(folded, end)
    return found is not None and int(found["en"] or found["cjk"]) < published.year


# "approved by phone in 2025"
_IN_YEAR = re.compile(
    r"(?: (?!since\b|for\b|to\b|and\b|after\b)[a-z'-]+){0,4} in (?:[a-z]+ )?(?P<en>20\d\d)\b(?P<cjk>)"
)
_YEAR_OF = re.compile(
    r"\b(?P<en>(?:19|20)\d\d) (?:(?!and\b|to\b|as\b)[a-z-]+ ){0,2}$"
    r"|(?<!\d)(?P<cjk>(?:19|20)\d\d) ?[年년] ?(?:\d{1,2} ?[月월] ?(?!\d))?(?! ?\d)(?:底|初|的|의|말|초)?"
    r" ?[^，。；：\d\s]{0,6} ?$"
)


def _months_on(folded: str, start: int, end: int, published: date) -> int:
    before, behind = _MONTH_OF.search(folded[max(0, start - 24) : start]), _IN_MONTH.match(folded, end)
    name = (before and before["en"]) or (behind and behind["en"])
    if name is None and before is None:
        return 0
    month = MONTHS[name] if name else _number(before["cjk"]) if before else 0
    return (month - published.month) % 12 if 1 <= month <= 12 else 0


def _number(text: str) -> int:
    return int(text) if text.isdecimal() else numeral(text)
