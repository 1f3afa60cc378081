"""Destinations: the land or city that a word of travel leads to."""

import re
from collections.abc import Sequence

from watchbot.contacts import place
from watchbot.contacts.lexicon import Term
from watchbot.contacts.scan import Hit

_LANDS = {"China": "cn", "United States": "us"}
_LINK = re.compile(
    r"(?:^|\s)(?:to|in|for|at|into|on|from|of|through|the)\s(?:[a-z'-]+\s){0,4}$|^\s?(?:(?:next |later |this |last "
    r"|the |mainland |communist )){0,2}$"
)


def destinations(hits: Sequence[Hit], folded: str, span: tuple[int, int]) -> list[Hit]:
    """The lands and cities in a stretch, as terms of the side that they belong to; `third` for other countries."""
    found = [
        h
        for h in hits
        if h.term.kind == "side" and h.term.form in {"country", "capital"} and span[0] <= h.start < span[1]
    ]
    taken = {h.start for h in found}
    for hit in place.cities(folded):
        if not span[0] <= hit.start < span[1] or hit.start in taken:
            continue
        side = _LANDS.get(place.country(hit.term.name) or "", "third")
        found.append(
            Hit(hit.start, hit.end, Term(hit.term.word, "side", "", side=side, form="city", name=hit.term.name))
        )
    for hit in hits:
        if hit.term.kind == "third" and hit.term.form == "country" and span[0] <= hit.start < span[1]:
            found.append(
                Hit(
                    hit.start,
                    hit.end,
                    Term(hit.term.word, "side", "", side="third", form="country", name=hit.term.name),
                )
            )
    found += [
        Hit(m.start(), m.end(), Term(m.group(), "side", "", side="us", form="city", name="Washington"))
        for m in _INAUGURATION.finditer(folded, *span)
    ]
    return sorted(found, key=lambda h: h.start)


def destination(cue: Hit, hits: Sequence[Hit], folded: str, span: tuple[int, int]) -> Hit | None:
    """Where the trip goes: what stands behind the contact word by a preposition, else the attribute before it."""
    lands = destinations(hits, folded, span)
    noun = cue.term.form == "noun" and not _TO_VISIT.search(folded, max(0, cue.start - 14), cue.start)
    noun = noun and not (cue.term.word in {"visits", "tours"} and any(x.start == cue.end + 1 for x in lands))
    if noun:
        before = [x for x in lands if x.end <= cue.start and _ATTRIBUTE.fullmatch(folded[x.end : cue.start])]
        if before:
            return before[-1]
    if cue.term.word in LEAVES:
        lands = _onward(cue, lands, folded)
    for land in lands:
        if land.start >= cue.end:
            gap = folded[cue.end : land.start]
            if len(gap) > 48 or any(c in gap for c in ".;:("):
                break
            if not noun and (_AT.match(gap) and not _AT_IT.match(cue.term.word)):
                break
            if cue.term.word in {"heads", "headed", "heading", "head"} and (_LED.match(gap) or gap.startswith(" of ")):
                break
            if cue.term.word in LEADS and not _CREW.search(gap):
                break
            if cue.term.word == "reaches" and (gap != " " or not _BY_ITSELF.match(folded, land.end)):
                break
            if folded.startswith("'s ", land.end) and not noun:
                continue
            if cue.term.word.startswith("attend") and _ATTENDED.match(gap):
                return land
            if noun and gap == " " and cue.term.word in {"visit", "tour"} and land.term.form == "country":
                return land  # "US lawmakers visit Taiwan"
            if (_TO_LAND if noun else _LINK).search(gap) and not _ASTRAY.search(gap) and not (noun and not gap.strip()):
                return land
    return None


def _onward(cue: Hit, lands: Sequence[Hit], folded: str) -> list[Hit]:
    """The lands without the one that is left for the next: "left Joint Base Andrews on Tuesday for Beijing"."""
    behind = [x for x in lands if x.start >= cue.end]
    if len(behind) < 2 or folded[cue.end : behind[0].start].strip() or behind[0].term.side == behind[1].term.side:
        return list(lands)
    onward = _ONWARD.fullmatch(folded, behind[0].end, behind[1].start) is not None
    return [x for x in lands if x is not behind[0]] if onward and behind[1].term.side != "third" else list(lands)


LEAVES = frozenset({"left", "leaves", "leave", "leaving", "departed", "departs", "depart", "departing"})
_ONWARD = re.compile(r" (?:[a-z]+ ){0,4}(?:for|bound for) ")
# "Blinken reaches Beijing", not "Trump reaches China deal"
_BY_ITSELF = re.compile(r"$|[.,;:]| (?:on|for|after|as|late|early|with|to|amid)\b")
LEADS = frozenset({"lead", "leads", "led", "leading", "take", "takes", "taking"})
_TO_VISIT = re.compile(r"\b(?:to|will|would|may|could|might) (?:also |soon |then )?$")
_INAUGURATION = re.compile(r"\b(?:inauguration|inaugural|swearing-in)\b")
_ATTENDED = re.compile(r"\s(?:[a-z.'-]+\s){0,4}$")
_AT_IT = re.compile(r"arriv|land|touch|be (?:his|her|a|trump's|xi's) guest")
_AT = re.compile(r"\s(?:[a-z]+\s)?at\s")
_LED = re.compile(r"\s(?:a|an|the|its|his|her|up)\s")
_ASTRAY = re.compile(r"\b(?:despite|warnings?|after|before|amid|as|with|because|over|against|that|said|says)\b")
_ATTRIBUTE = re.compile(
    r"(?:'s?)?\s(?:(?!(?:on|in|to|of|for|with|by|and|as|at|over|about|from|after|before|says?|said|that|his|her"
    r"|their)\b)[a-z-]+\s){0,2}"
)
_TO_LAND = re.compile(r"^\s(?:[a-z]+\s){0,3}(?:to|in|of|for|at|through)\s(?:the\s)?(?:[a-z'-]+\s){0,2}$")
_CREW = re.compile(
    r"delegation|officials|lawmakers|team|members|negotiators|military|representatives|senator|governor|group|mission"
    r"|codel|colleagues",
    re.IGNORECASE,
)


def travels(party: Hit, guest: str) -> bool:
    """Whether a party can be the one that goes somewhere: an official, or a crew of the guest's side."""
    if party.term.side != guest:
        return False
    return party.term.kind in {"actor", "office"} or (
        party.term.kind == "body" and _CREW.search(party.term.name) is not None
    )


_TO_COUNTRY = re.compile(r"(?:을|를)? ?(?:국빈|공식|실무|첫)? ?$|(?:进行|作|做)?(?:正式|国事|工作)?$")


def land_of(cue: Hit, hits: Sequence[Hit], folded: str, span: tuple[int, int], inside: Sequence[Hit]) -> str:
    """The side whose land a Chinese or Korean sentence of travel names, where the other side's official is in it."""
    lands = [
        x.term.side
        for x in destinations(hits, folded, span)
        if x.term.form in {"city", "capital"}
        or (x.end <= cue.start and _TO_COUNTRY.fullmatch(folded, x.end, cue.start))
    ]
    if not lands or "third" in lands:
        return ""
    guests = {p.term.side for p in inside if travels(p, p.term.side)}
    return next((side for side in lands if ({"us", "cn"} - {side}) & guests), "")
