"""Visiting: an official of one side who goes to, is in, or comes from the land of the other makes a contact by that.

The traveller is an official, an office or a delegation, never a bare metonym; the destination is the other side's
country or one of its cities. Who travels to a third country is no visitor, whomever he sees there.
"""

import re
from collections.abc import Sequence

from watchbot.contacts import place
from watchbot.contacts.arguments import chain
from watchbot.contacts.joining import ALIEN, Joined, somebody_else, turned_away
from watchbot.contacts.lexicon import Term
from watchbot.contacts.scan import Hit
from watchbot.model import Verdict

_LANDS = {"China": "cn", "United States": "us"}
_OFFICIAL = frozenset({"actor", "office", "body"})
_LINK = re.compile(
    r"(?:^|\s)(?:to|in|for|at|into|on|from|of|through|the)\s(?:[a-z'-]+\s){0,4}$|^\s?(?:(?:next |later |this |last "
    r"|the |mainland |communist )){0,2}$"
)
_SENDS = re.compile(r"\b(?:sends?|sending|sent|dispatch(?:es|ed|ing)?)\b")
_BY = re.compile(
    r"^\s(?:by|of|from|for)\s(?:the |a |an |his |her |its |new |us |u-s- |chinese |american )*(?:[a-z-]+ ){0,3}$"
)
_PRONOUN = re.compile(
    r"\b(?:he|she|they|his|her|their|who|the president|the (?:un\w+ )?(?:trip|visit|journey|delegation|group|tour)"
    r"|senior (?:staff|aides))\b"
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
    if noun:
        before = [x for x in lands if x.end <= cue.start and _ATTRIBUTE.fullmatch(folded[x.end : cue.start])]
        if before:
            return before[-1]
    for land in lands:
        if land.start >= cue.end:
            gap = folded[cue.end : land.start]
            if len(gap) > 48 or any(c in gap for c in ".;:("):
                break
            if not noun and (_AT.match(gap) and not cue.term.word.startswith(("arriv", "land", "touch"))):
                break
            if cue.term.word in {"heads", "headed", "heading", "head"} and (_LED.match(gap) or gap.startswith(" of ")):
                break
            if cue.term.word in {"lead", "leads", "led"} and not _CREW.search(gap):
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


# "Trump's Asia tour": to many countries.
_REGION = re.compile(
    r"\b(?:asia|asian|asia-pacific|europe|european|mideast|middle east|gulf|africa|african|latin america)(?:'s)?"
    r" (?:[a-z-]+ )?$"
)
_TO_VISIT = re.compile(r"\b(?:to|will|would|may|could|might) (?:also |soon |then )?$")
_SENT = re.compile(
    r"\b(?:officials?|delegat\w+|teams?|envoys?|negotiators?|minister|premier|president|secretary|representatives?"
    r"|aides"
    r"|lawmakers|mission)\b"
)


def _sends(cue: Hit, goal: Hit, folded: str) -> bool:
    """ "sends officials to …": whoever speaks for the sender goes."""
    return cue.term.word.startswith("send") and _SENT.search(folded, cue.end, goal.start) is not None


_INAUGURATION = re.compile(r"\b(?:inauguration|inaugural|swearing-in)\b")
_ATTENDED = re.compile(r"\s(?:[a-z.'-]+\s){0,4}$")
_AT = re.compile(r"\s(?:[a-z]+\s)?at\s")
_LED = re.compile(r"\s(?:a|an|the|its|his|her|up)\s")
_ASTRAY = re.compile(r"\b(?:despite|warnings?|after|before|amid|as|with|because|over|against|that|said|says)\b")
_ATTRIBUTE = re.compile(
    r"(?:'s?)?\s(?:(?!(?:on|in|to|of|for|with|by|and|as|at|over|about|from|after|before|says?|said|that|his|her"
    r"|their)\b)[a-z-]+\s){0,2}"
)
_TO_LAND = re.compile(r"^\s(?:[a-z]+\s){0,3}(?:to|in|of|for|at|through)\s(?:the\s)?(?:[a-z'-]+\s){0,2}$")


def join_visit(
    cue: Hit, hits: Sequence[Hit], parties: Sequence[Hit], everyone: Sequence[Hit], folded: str, span: tuple[int, int]
) -> Joined:
    """Whether a word of travel makes a contact: its traveller's side is not the one whose land he goes to."""
    goal = destination(cue, hits, folded, span)
    noun = cue.term.form == "noun"
    if noun and _REGION.search(folded, max(span[0], cue.start - 24), cue.start):
        return Joined((), 0, "join.elsewhere", Verdict.THIRD_PARTY)
    if goal is None and not noun:
        return Joined((), 0, "join.visitor", Verdict.NOT_JOINED)
    if goal is not None and goal.term.side == "third":
        return Joined((), 0, "join.elsewhere", Verdict.THIRD_PARTY)
    if goal is None:
        lands = [
            x
            for x in destinations(hits, folded, (0, len(folded)))
            if re.search(r"\bin (?:the )?$", folded[: x.start][-8:])
        ]
        goal = lands[0] if lands and all(x.term.side == lands[0].term.side for x in lands) else None
    inside = [p for p in parties if span[0] <= p.start < span[1]]
    if noun and any(p.term.kind == "third" and p.term.form == "person" for p in inside):
        return Joined((), 0, "join.third-party", Verdict.THIRD_PARTY)
    left = [p for p in inside if p.end <= cue.start and (goal is None or p.start != goal.start)]
    official = [p for p in left if p.term.kind in _OFFICIAL or p.term.kind in ALIEN]
    travellers = list(chain(official, folded, -1))
    behind = [p for p in inside if p.start >= cue.end and (p.term.kind in _OFFICIAL or p.term.kind in ALIEN)]
    if not travellers and behind and cue.term.rule == "en.visit.in":
        travellers = behind[:1]  # "In Beijing, Schumer says …"
    after = goal.end if goal is not None and goal.start >= cue.end else cue.end
    if behind and noun and (_BY.match(folded[cue.end : behind[0].start]) or _BY.match(folded[after : behind[0].start])):
        travellers = list(chain(behind, folded, 0))
    if travellers and all(p.term.kind in ALIEN for p in travellers):
        return turned_away(travellers[-1:])
    if (
        cue.term.word == "visiting"
        and behind
        and behind[0].term.kind in ALIEN
        and len(folded[after : behind[0].start]) < 2
    ):
        return turned_away(behind[:1])  # "tells visiting US executives"
    travellers = [p for p in travellers if p.term.kind not in ALIEN]
    if goal is not None and not any(p.term.side != goal.term.side for p in travellers):
        senders = [
            p
            for p in left
            if p.term.kind == "side"
            and p.term.side != goal.term.side
            and (_SENDS.search(folded[p.end : cue.start]) or _sends(cue, goal, folded))
        ]
        earlier = [p for p in official if p.term.side != goal.term.side and p.term.kind not in ALIEN]
        around = [p for p in everyone if p.term.kind in _OFFICIAL and p.term.side != goal.term.side]
        strangers = any(somebody_else(p) for p in everyone)
        if senders:
            travellers = senders[-1:]
        elif earlier:
            travellers = earlier[-1:]
        elif around and not strangers and not travellers and _PRONOUN.search(folded[span[0] : cue.end]):
            travellers = sorted(around, key=lambda p: p.term.kind != "actor")[:1]
        else:
            return Joined((), 0, "join.visitor", Verdict.NOT_JOINED)
    if not travellers:
        return Joined((), 0, "join.visitor", Verdict.NOT_JOINED)
    guest = travellers[-1].term.side if goal is None else ("us" if goal.term.side == "cn" else "cn")
    travellers = [p for p in travellers if p.term.side == guest]
    hosts = [
        p for p in inside if p.term.side not in {guest, ""} and p.term.kind not in ALIEN and p.term.reach != "speaker"
    ]
    if goal is not None and not hosts:
        hosts = [goal]
    if not hosts and not (goal is None and any(somebody_else(p) for p in everyone)):
        hosts = [p for p in everyone if p.term.side not in {guest, ""} and p.term.kind in _OFFICIAL | {"side"}][:1]
    if not hosts or not travellers:
        return Joined((), 0, "join.visitor", Verdict.NOT_JOINED)
    return Joined((*travellers, *hosts), 0.8, "join.going", land="us" if guest == "cn" else "cn")


def join_going(cue: Hit, guest: str, clause: Sequence[Hit], inside: Sequence[Hit], everyone: Sequence[Hit]) -> Joined:
    """The same for a Chinese or Korean word that names the land (访华, 방중): `guest` is the side that travels."""
    foreign = any(somebody_else(p) for p in everyone)
    near = [p for p in (*clause, *inside) if p.end <= cue.start + 1]
    if near and max(near, key=lambda p: p.end).term.kind in ALIEN:
        return Joined((), 0, "join.third-party", Verdict.THIRD_PARTY)
    travellers = [p for p in (*clause, *inside) if _travels(p, guest)]
    if not travellers and not foreign:
        travellers = [p for p in everyone if _travels(p, guest)]
    if not travellers or any(p.term.kind in ALIEN and p.term.form != "country" for p in inside):
        return Joined((), 0, "join.visitor", Verdict.NOT_JOINED)
    own = travellers[0] in clause  # then colleagues in the next clause do something else
    along = [p for p in inside if p.term.kind not in ALIEN and not (own and p.term.side == guest and p not in clause)]
    return Joined(
        tuple(dict.fromkeys((travellers[0], *along))),
        0.8,
        "join.going",
        land="us" if guest == "cn" else "cn",
    )


_CREW = re.compile(
    r"delegation|officials|lawmakers|team|members|negotiators|military|representatives|senator|governor|group|mission"
    r"|codel",
    re.IGNORECASE,
)


def _travels(party: Hit, guest: str) -> bool:
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
    guests = {p.term.side for p in inside if _travels(p, p.term.side)}
    return next((side for side in lands if ({"us", "cn"} - {side}) & guests), "")
