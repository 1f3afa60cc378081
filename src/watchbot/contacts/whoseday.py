"""Whose day it is: whether a date in the text belongs to a contact word, or to another one nearer to it."""

import re

from watchbot.contacts import dates
from watchbot.contacts.field import Field
from watchbot.contacts.scan import Hit
from watchbot.contacts.scene import REMOTE_MODES
from watchbot.contacts.text import part_of


def apart(when: dates.When, cue: Hit) -> int:
    """Characters between a date and a contact word."""
    return min(abs(when.start - cue.end), abs(cue.start - when.end))


def owned(when: dates.When, cue: Hit, field: Field) -> bool:
    """Whether a date is the attribute of another contact word: "the results of the leaders' February 4 call"."""
    return any(
        h.term.kind == "contact"
        and h.term.form in {"noun", "going"}
        and (0 <= h.start - when.end <= 1 or field.folded[when.end : h.start] == "'s ")
        and h is not cue
        for h in field.hits
    )


def of_another_part(when: dates.When, cue: Hit, field: Field) -> bool:
    """Whether a date stands in a part of a Chinese headline that tells of a call: "会谈顺利　周五将通话"."""
    if field.where != "title" or cue.term.language != "zh":
        return False
    low, high = part_of(field.folded, when.start)
    there = [h for h in field.hits if h.term.kind == "contact" and low <= h.start < high]
    remote = cue.term.mode in REMOTE_MODES
    return not low <= cue.start < high and any((h.term.mode in REMOTE_MODES) != remote for h in there)


def of_departure(when: dates.When, folded: str) -> bool:
    """Whether a day is that on which somebody leaves: "left Washington on Tuesday for Beijing"."""
    before = (folded, max(0, when.start - 40), when.start)
    if _LEAVING_FOR.search(*before):
        return True
    return _LEAVING.search(*before) is not None and folded.startswith(" for ", when.end)


_LEAVING_FOR = re.compile(r"\b(?:leav(?:es?|ing)|depart(?:s|ed|ing)?) for [a-z ]{3,20} on $")
_LEAVING = re.compile(r"\b(?:left|leav(?:es?|ing)|depart(?:s|ed|ing)?)(?: [a-z.'-]+){0,5}(?: on)? $")


def of_a_call(when: dates.When, folded: str) -> bool:
    """Whether a day is that of the call in which a trip was agreed."""
    return _CALLED.search(folded, max(0, when.start - 80), when.end + 20) is not None


_CALLED = re.compile(r"\b(?:phone|telephone|call|spoke|talked)\b|通话|通电话|通了电话|视讯|视像|视频|통화|전화|화상")


def anothers(when: dates.When, cue: Hit, field: Field) -> bool:
    """Whether a date of another sentence is nearer to a contact word there."""
    return any(h.term.kind == "contact" and apart(when, h) < apart(when, cue) for h in field.hits if h is not cue)


def another(hit: Hit, cue: Hit) -> bool:
    """Whether a contact word speaks of another trip than this one, so that the date nearest to it is its own."""
    travel = hit.term.kind == "contact" and hit.term.mode == cue.term.mode == "visit"
    return travel and hit.start != cue.start and hit.term.word != "due"  # "his visit, due to begin on 31 March"
