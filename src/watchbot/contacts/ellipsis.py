"""Ellipsis: English wordings that leave a side of the contact to the reader, beyond the arguments of the verb."""

import re
from collections.abc import Sequence

from watchbot.contacts.destinations import destinations
from watchbot.contacts.joining import ALIEN, BOTH, NAMED_AFTER, Joined, sides
from watchbot.contacts.occurrence import Occurrence
from watchbot.contacts.scan import Hit

_CHIEFS = frozenset(
    f"{field} {post}"
    for field in ("defense", "defence", "foreign", "trade")
    for post in ("chiefs", "ministers", "heads")
)
_OFFICIAL = frozenset({"actor", "office", "body"})


def implicit(seen: Occurrence, inside: Sequence[Hit]) -> Joined | None:
    """Whom the wording joins where the sentence's grammar joins nobody; `inside` are the parties of the sentence."""
    return (
        _with_the_other_leader(seen, inside)
        or _over_there(seen, inside)
        or _their_chiefs(seen, inside)
        or _then(seen, inside)
        or _at_theirs(seen, inside)
        or _in_their_call(seen, inside)
    )


def _in_their_call(seen: Occurrence, inside: Sequence[Hit]) -> Joined | None:
    """ "In Wednesday's telephone talks, Xi urged the United States to …": who spoke in it, and to whom."""
    folded, cue = seen.field.folded, seen.cue
    if cue.term.form != "noun" or cue.term.mode not in _OF_LEADERS or any(p.term.kind in ALIEN for p in inside):
        return None
    behind = [p for p in inside if p.start >= cue.end]
    if len(behind) < 2 or not _IN_THE_CALL.fullmatch(folded, seen.span[0], cue.start):
        return None
    told = behind[0].term.kind in _OFFICIAL and _URGED.fullmatch(folded, behind[0].end, behind[1].start)
    return Joined(tuple(behind[:2]), 0.7, "join.sentence") if told and sides(behind[:2]) == BOTH else None


_IN_THE_CALL = re.compile(r"\s*(?:in|during|at) (?:(?:an?|the|their|this|last|[a-z]+day|[a-z]+'s|[a-z-]+) ){0,4}")
_URGED = re.compile(r"(?: [a-z]+)? (?:urged|told|asked|pressed|warned|called on|assured|reminded) (?:the )?")


def _at_theirs(seen: Occurrence, inside: Sequence[Hit]) -> Joined | None:
    """ "Greer's Beijing meeting", "the FAA chief gets his Beijing meeting": one in the other's land."""
    folded, start = seen.field.folded, seen.cue.start
    land = next((p for p in inside if p.end == start - 1 and p.term.kind == "side"), None)
    if land is None or seen.cue.term.mode not in {"meeting", "talks"} or any(p.term.kind in ALIEN for p in inside):
        return None
    mine = [p for p in inside if p.end <= land.start and p.term.kind in {"actor", "office"}]
    his = mine and (mine[-1].end + 3 == land.start or _HIS.fullmatch(folded, mine[-1].end, land.start))
    if not his or mine[-1].term.side in {"", land.term.side} or seen.cue.term.form == "fin":
        return None
    return Joined((mine[-1], land), 0.7, "join.clause")


_HIS = re.compile(r"(?: [a-z]+){1,3} (?:his|her|their) ")


def _then(seen: Occurrence, inside: Sequence[Hit]) -> Joined | None:
    """ "Xi speaks to Putin by video, then to Trump by phone": the second one, after somebody of a third country."""
    folded, subject = seen.field.folded, [p for p in inside if p.end <= seen.cue.start and p.term.kind == "actor"][-1:]
    if not subject or seen.cue.term.mode == "visit":
        return None
    if seen.cue.term.form == "noun":
        around = seen.field.parties if seen.title else inside
        first = [
            p for p in around if p.term.kind in {"actor", "office"} and p.term.side not in {"", subject[0].term.side}
        ][:1]
        last = seen.cue.start - subject[0].end == 1 and _THEN.search(folded, 0, subject[0].start)
        return Joined((*first, *subject), 0.75, "join.then") if first and last else None
    second = [
        p
        for p in inside
        if p.start >= seen.cue.end
        and p.term.kind in {"actor", "office"}
        and p.term.side not in {"", subject[0].term.side}
        and _THEN_TO.search(folded, max(0, p.start - 30), p.start)
    ]
    return Joined((*subject, second[0]), 0.75, "join.then") if second else None


# Who comes next: "Busy Wednesday for Xi: Putin on video, then Trump on the line".
_THEN = re.compile(r", (?:and )?then (?:to |with )?(?:president )?$")
_THEN_TO = re.compile(
    r", (?:and )?then (?:to|with|(?:spoke|speaks) (?:to|with)|called|calls|rang|rings) (?:the )?(?:president )?$"
)


def _with_the_other_leader(seen: Occurrence, inside: Sequence[Hit]) -> Joined | None:
    """ "Xi meeting in doubt after Trump's tariffs": a meeting named after one, and the other only as an attribute."""
    cue, field = seen.cue, seen.field
    named = (p for p in inside if p.term.kind == "actor")
    bare = cue.term.word == "in talks with"
    within = {" "} if bare else {" with "}
    owner = next((p for p in named if p.end + 1 == cue.start or field.folded[cue.end : p.start] in within), None)
    if owner is None or not seen.title or (cue.term.form == "fin" and not bare) or cue.term.mode not in _OF_LEADERS:
        return None
    others = {
        h.term.actor: h for h in field.hits if h.term.kind == "actor" and h.term.side not in {"", owner.term.side}
    }
    if len(others) != 1 or any(p.term.kind in ALIEN for p in field.parties):
        return None
    return Joined((owner, *others.values()), 0.6, NAMED_AFTER)


_OF_LEADERS = frozenset({"meeting", "summit", "phone", "talks"})


def _their_chiefs(seen: Occurrence, inside: Sequence[Hit]) -> Joined | None:
    """ "China turns down a US request for defense chiefs to meet": the ministers of the two that the sentence names."""
    chiefs = seen.cue.term.form == "base" and any(
        h.term.word in _CHIEFS and 0 <= seen.cue.start - h.end <= 4 for h in seen.field.hits
    )
    if not chiefs or sides(inside) != BOTH or any(p.term.kind in ALIEN for p in inside):
        return None
    return Joined(tuple(inside), 0.7, "join.sentence")


def _over_there(seen: Occurrence, inside: Sequence[Hit]) -> Joined | None:
    """Officials of one side in the other's land for talks: "Treasury delegation in Beijing for working groups"."""
    cue, field = seen.cue, seen.field
    if cue.term.form != "noun" or not all(p.term.kind in _OFFICIAL | {"side"} for p in inside):
        return None
    for land in destinations(field.hits, field.folded, seen.span):
        guests = [p for p in inside if p.end <= land.start and p.term.kind in _OFFICIAL]
        others = [p for p in inside if p not in guests and p.start != land.start]
        leads = _IN.search(field.folded, 0, land.start) and _FOR_TALKS.fullmatch(field.folded, land.end, cue.start)
        if leads and guests and not others and all(p.term.side not in {"", land.term.side} for p in guests):
            return Joined((*guests, land), 0.7, "join.going", land=land.term.side)
    return None


_IN = re.compile(r"\bin $")
_FOR_TALKS = re.compile(r" for (?:[a-z-]+ ){0,4}")
