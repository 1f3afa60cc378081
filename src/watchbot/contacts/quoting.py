"""Quoting: parties who are only quoted on something, or whose word is still out."""

import re

from watchbot.contacts.scan import Hit

_QUOTED = re.compile(
    r"\s?[:：]|\s?[\"“「]|,? (?:says|said|confirms|confirmed|announces|announced|claims|claimed|added|noted|wrote"
    r"|posted|tells (?:fox|cnn|cnbc|nbc|reporters)|told (?:reporters|fox|cnbc|cnn)|sends|dispatches)\b"
    r"|(?:\d{1,2}日|今天|今日|昨天|昨日|今|昨|当天|周[一二三四五六日])?(?:在[^，。]{1,8})?"
    r"(?:宣布|表示|称|说|透露|证实|指出|强调|认为|预告|爆料|坦言|直言|披露|回应|谈)"
)
_SAYS = re.compile(r"(?:says|said|per) (?:the )?$")
# "Treasury says Bessent, Greer will meet": of whom it is said, not who says it.
_DOES = re.compile(
    r"(?:,? (?:and )?(?!who\b|as\b)[a-z]+)? (?:will|to|would|is|are|was|were|has|have|may|might|could|can)\b"
)
# 待特朗普拍板: his word is still out.
_DECIDES = re.compile(
    r"(?:总统)?(?:最终|最后)?(?:拍板|点头|定夺|首肯|裁决|批准)| (?:대통령(?:의)? )?(?:승인|재가|결단)"
)


def speaks(hit: Hit, folded: str) -> bool:
    """Whether the party is only quoted on something: "Bessent: …", "…, Bessent says", 貝森特：…"""
    quoted = _QUOTED.match(folded[hit.end : hit.end + 24]) or _DECIDES.match(folded, hit.end)
    if quoted is not None:
        return True
    said = _SAYS.search(folded, max(0, hit.start - 8), hit.start)
    return said is not None and _DOES.match(folded, hit.end) is None


# "Beijing's Taiwan Affairs Office condemned the trip": one to somewhere else; nobody condemns his own guest's coming.
_OBJECTS = re.compile(
    r"(?:'s)?(?: (?!and\b|but\b|as\b|after\b)[a-z-]+){0,4} (?:denounc|condemn|slam|protest|oppos|critici[sz]|decri"
    r"|lambast|blast|rebuk)(?:e|es|ed|s|ing)? (?:against |over )?(?:the|their|this|any|such|that) (?:[a-z-]+ ){0,2}"
    r"(?:visit|trip|stop|stopover|tour|transit|delegation|arrival)s?\b"
)


def objects(hit: Hit, folded: str) -> bool:
    """Whether the party only objects to somebody's journey, and so is neither its host nor its guest."""
    return hit.term.language == "en" and _OBJECTS.match(folded, hit.end) is not None


def is_addressee(party: Hit, folded: str) -> bool:
    """Whether a party is only told something: "Xi's summit sends a message straight to Trump"."""
    return _MESSAGE.search(folded, max(0, party.start - 40), party.start) is not None


_MESSAGE = re.compile(
    r"\b(?:message|signal|warning|challenge|rebuke)s? (?:[a-z]+ ){0,2}(?:to|for) (?:the |president )?$"
)
