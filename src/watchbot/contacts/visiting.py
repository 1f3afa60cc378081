"""Visiting: an official of one side who goes to, is in, or comes from the land of the other makes a contact by that.

The traveller is an official, an office or a delegation, never a bare metonym; the destination is the other side's
country or one of its cities. Who travels to a third country is no visitor, whomever he sees there.
"""

import re
from collections.abc import Sequence

from watchbot.contacts.arguments import chain
from watchbot.contacts.destinations import LEADS, destination, destinations, travels
from watchbot.contacts.joining import ALIEN, Joined, somebody_else, turned_away
from watchbot.contacts.scan import Hit
from watchbot.model import Verdict

_OFFICIAL = frozenset({"actor", "office", "body"})
_SENDS = re.compile(r"\b(?:sends?|sending|sent|dispatch(?:es|ed|ing)?)\b")
_BY = re.compile(
    r"^\s(?:(?:led |headed |planned )?by|of|from|for)\s(?:the |a |an |his |her |its |new |us |u-s- |chinese "
    r"|american )*(?:(?!as\b|while\b|amid\b|after\b|before\b|over\b)[a-z-]+ ){0,3}$"
)
_SPOKEN_TO = re.compile(
    r"\b(?:speaks?|spoke|talks?|talked|writes|wrote) (?:to|with) (?:[a-z.]+ ){0,2}$"
    r"|\b(?:calls|phones|meets|met|sees|saw) $"
)
_PRONOUN = re.compile(
    r"\b(?:he|she|they|his|her|their|who|the president|president's"
    r"|the (?:un\w+ )?(?:trip|visit|journey|delegation|group|tour)|senior (?:staff|aides))\b"
)


# "Trump's Asia tour": to many countries.
_REGION = re.compile(
    r"\b(?:asia|asian|asia-pacific|europe|european|mideast|middle east|gulf|africa|african|latin america)(?:'s)?"
    r" (?:(?!to )[a-z-]+ )?$"
)
# "arrived in Taiwan on a visit"
_THERE_ON = re.compile(r" (?:on|for|during) (?:an? |his |her |their )?(?:[a-z-]+ ){0,2}")
_SENT = re.compile(
    r"\b(?:officials?|delegat\w+|teams?|envoys?|negotiators?|minister|premier|president|secretary|representatives?"
    r"|aides"
    r"|lawmakers|mission)\b"
)


def _sends(cue: Hit, goal: Hit, folded: str) -> bool:
    """ "sends officials to …": whoever speaks for the sender goes."""
    return cue.term.word.startswith("send") and _SENT.search(folded, cue.end, goal.start) is not None


def _ground(hits: Sequence[Hit], folded: str) -> Hit | None:
    """The one land that the field says something takes place in."""
    lands = [
        x for x in destinations(hits, folded, (0, len(folded))) if re.search(r"\bin (?:the )?$", folded[: x.start][-8:])
    ]
    own = bool(lands) and lands[0].term.side != "third" and all(x.term.side == lands[0].term.side for x in lands)
    return lands[0] if own else None


def _taken_along(cue: Hit, goal: Hit, behind: Sequence[Hit], folded: str) -> list[Hit]:
    """Whom somebody sends, or the delegation that he leads: those between the word and the land."""
    sends = cue.term.word.startswith("send")
    if not sends and (cue.term.word not in LEADS or folded[cue.start - 1 : cue.start] == "-"):
        return []
    return [p for p in behind if p.term.kind in (_OFFICIAL if sends else {"body"}) and p.start < goal.start]


def join_visit(
    cue: Hit, hits: Sequence[Hit], parties: Sequence[Hit], everyone: Sequence[Hit], folded: str, span: tuple[int, int]
) -> Joined:
    """Whether a word of travel makes a contact: its traveller's side is not the one whose land he goes to."""
    goal = destination(cue, hits, folded, span)
    if (
        cue.term.word.startswith("send")
        and goal is not None
        and goal.start >= cue.end
        and not _sends(cue, goal, folded)
        and not any(p.term.kind in _OFFICIAL and cue.end <= p.start < goal.start for p in parties)
    ):
        return Joined((), 0, "join.sends-word", Verdict.NOT_A_CONTACT_SENSE)
    noun = cue.term.form == "noun" or cue.term.word.endswith("guest")  # "Xi to be Trump's guest"
    if noun and _REGION.search(folded, max(span[0], cue.start - 24), cue.start):
        return Joined((), 0, "join.elsewhere", Verdict.THIRD_PARTY)
    if goal is None and not noun:
        return Joined((), 0, "join.visitor", Verdict.NOT_JOINED)
    if goal is not None and goal.term.side == "third":
        return Joined((), 0, "join.elsewhere", Verdict.THIRD_PARTY)
    if goal is None:
        goal = _ground(hits, folded)
        if any(
            x.term.side == "third" and _THERE_ON.fullmatch(folded, x.end, cue.start)
            for x in destinations(hits, folded, span)
        ):
            return Joined((), 0, "join.elsewhere", Verdict.THIRD_PARTY)
    inside = [p for p in parties if span[0] <= p.start < span[1]]
    if noun and any(p.term.kind == "third" and p.term.form == "person" for p in inside):
        return Joined((), 0, "join.third-party", Verdict.THIRD_PARTY)
    left = [p for p in inside if p.end <= cue.start and (goal is None or p.start != goal.start)]
    official = [p for p in left if p.term.kind in _OFFICIAL or p.term.kind in ALIEN]
    travellers = list(chain(official, folded, -1))
    if travellers and _SPOKEN_TO.search(folded, span[0], travellers[0].start) and official[0].term.kind in ALIEN:
        travellers = official[:1]  # "Modi speaks to Trump, heads to China"
    behind = [p for p in inside if p.start >= cue.end and (p.term.kind in _OFFICIAL or p.term.kind in ALIEN)]
    if not travellers and behind and cue.term.rule == "en.visit.in":
        travellers = behind[:1]  # "In Beijing, Schumer says …"
    if not travellers and goal is not None:
        travellers = _taken_along(cue, goal, behind, folded)
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
        p
        for p in inside
        if p.term.side not in {guest, ""}
        and p.term.kind not in ALIEN
        and p.term.reach != "speaker"
        and not any(p.end <= q.start < cue.start and somebody_else(q) for q in inside)  # who meets Lai is no host
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
    travellers = [p for p in (*clause, *inside) if travels(p, guest)]
    if not travellers and not foreign:
        travellers = [p for p in everyone if travels(p, guest)]
    others = (p for p in inside if p.term.kind == "third" or (p.term.kind in ALIEN and p.end <= cue.start))
    if not travellers or any(p.term.form != "country" for p in others):
        return Joined((), 0, "join.visitor", Verdict.NOT_JOINED)
    own = travellers[0] in clause  # then colleagues in the next clause do something else
    along = [p for p in inside if p.term.kind not in ALIEN and not (own and p.term.side == guest and p not in clause)]
    return Joined(
        tuple(dict.fromkeys((travellers[0], *along))),
        0.8,
        "join.going",
        land="us" if guest == "cn" else "cn",
    )
