"""Arguments: who does what to whom around an English contact word.

"Taiwan watches as Trump meets Xi in Beijing": the subject of "meets" is Trump, its object Xi, and Beijing is a place. A
party that is only spoken about ("talks on Taiwan"), or where something happens, is no argument.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from watchbot.contacts import place
from watchbot.contacts.quoting import is_addressee
from watchbot.contacts.scan import Hit

_TOPIC = re.compile(
    r"\b(?:about|on|over|regarding|concerning|against|towards?|despite|amid|than|like|unlike|beyond|for|around"
    r"|of dealings with)"
    r"\s(?:the |its |their |his |new |a )?$"
)
_TOPICS = re.compile(r"\b(?:about|on|over) (?:(?:[a-z-]+ )?[a-z-]+, )*(?:[a-z-]+ )?[a-z-]+,? (?:and|&) $")
_WHERE = re.compile(
    r"\b(?:in|at|near|from|into|across|to|outside|inside|through|via|back|within|toward|towards)\s(?:the |mainland )?$"
)
_FOR = re.compile(r"\bfor (?:the |a )?$")
_MEMBER = re.compile(
    r"\b(?:officials?|negotiators?|delegat\w+|teams?|envoys?|representatives?|ministers?|leaders?|presidents?"
    r"|diplomats?|"
    r"counterparts?|commanders?|those|sides?|militar\w+|chiefs?|secretar\w+|lawmakers?|governments?|visitors?"
    r"|heads of state)"
    r" (?:from|of) (?:both )?(?:the )?$"
)
_TITLE = (
    r"(?:president|vice|premier|secretary|secretaries|foreign|prime|ministers?|treasury|commerce|trade|defen[cs]e"
    r"|state|representatives?|"
    r"chiefs?|leaders?|officials?|envoys?|ambassador|negotiators?|top|senior|deputy|new|counterparts?|diplomats?"
    r"|gen\.|general|"
    r"commanders?|admiral|adm\.|sen\.|senators?|rep\.|mr\.?|house|speaker|czar|tsar|his|her|its|their|side)"
)
_AND = re.compile(
    r"\s*(?:(?:,|/|&|-|\()\s*(?:and |then |and then |plus |alongside |along with |together with |as well as )?"
    r"|(?:and |then |and then |plus |alongside |along with |together with |as well as ))"
    r"(?:the |a |an |his |her |their |its )?"
    r"(?:(?!(?:say|tell|urge|warn|hail|vow|blast|slam|call|accuse|eye|want|see)s\b|said\b|told\b)"
    r"[a-z-]+ |mr\. |adm\. |gen\. |sen\. |rep\. ){0,2}?$"
    rf"|\s*(?:{_TITLE} ){{0,3}}$|'s (?:[a-z-]+ ){{0,2}}$"
)
# "En route to Tokyo with Trump, Rubio rings Beijing": the phrase before the comma isn't the subject.
_LED_IN = re.compile(
    r"(?:^|[.;:] )(?!with )[a-z][^,.;:]{4,60}\b(?:with|after|to|by|for|from|under)\s"
    r"(?:(?!sa(?:ys?|id)\b)[a-z.]+\s){0,2}$|^(?:after|following) (?:[a-z.]+ ){0,2}$"
)
_LINK = re.compile(
    r"\b(?:with|between|and(?! [a-z]+ed )|opposite|across from|alongside)\s(?:[^,;:.]{0,40}\s)?$|\bwith\b[^;:.]{0,60}$"
)
_WITH = re.compile(r", (?:with|between)\s(?:[a-z.'-]+\s){0,4}$")
_DIRECT = re.compile(
    r"^\s(?:(?!in\b|at\b|on\b|over\b|after\b|before\b|as\b|about\b|for\b|to\b|of\b|from\b|by\b|that\b|if\b|when\b"
    r"|and\b|but\b|or\b|while\b)[a-z'.-]+\s){0,4}$|^[\s'\"]{0,2}$"
)
_TO = re.compile(r"^\s(?:to|by|of|from)\s(?:the |a |his |her |its |new |visiting )?(?:[a-z-]+ ){0,2}$")
# "Musk stays on after Trump trip, meets vice mayor": whose trip it was is not who meets.
_ITS_TRIP = re.compile(r"(?:'s)? (?:trip|visit|tour|stay)\b,")
# "met a delegation headed by Senator Daines"
_LED_BY = re.compile(
    r"^\s(?:(?:a|an|the|his|her|bipartisan|congressional|senate|house|visiting|u-s-|us|american"
    r"|chinese|high-level) ){0,4}"
    r"(?:delegation|group|team|party|panel|mission) (?:headed|led|co-led|chaired) by (?:the )?(?:[a-z.-]+ ){0,2}$"
)
_NAME_BEFORE = re.compile(
    r"(?:^|[\s\"'(])((?:(?!No|They|He|She|It|We|The|Both|Each|Then|This|That|Who|Officials|Leaders|Negotiators|Envoys"
    r"|Diplomats|Delegations|Teams|Sides|Presidents|Ministers|Trade|Two|Top|Senior|Chinese|American|Also|And|But|After|Before|When|While"
    r"|As|In|On|At)[A-Z][\w’'-]+\s){1,3})(?:also |later |then |has |had |is |was |will |to |may |could |would )*$"
)


@dataclass(frozen=True, slots=True)
class Arguments:
    """The nearest chain of parties on each side; `stranger` where somebody unknown stands as the subject."""

    subject: tuple[Hit, ...]
    object: tuple[Hit, ...]
    stranger: bool = False

    @property
    def all(self) -> tuple[Hit, ...]:
        """Both, in the order of the text."""
        return (*self.subject, *self.object)


_HIS_TRIP = re.compile(r"(?:'s)? (?:[a-z]+ )?(?:visit|trip|tour|arrival)\b")
# "to Malaysia for U.S. trade consultations"
_ITS_TALKS = re.compile(r" (?:(?:trade|tariff|economic|military|security|defen[cs]e|climate|nuclear|ai) )?")


def taking_part(parties: Sequence[Hit], folded: str, cue: Hit) -> list[Hit]:
    """The parties that can be arguments: neither a topic nor a place."""
    kept = []
    for party in parties:
        before = folded[max(0, party.start - 40) : party.start]
        bare = party.term.kind in {"side", "third", "pair"} and party.term.form != "person"
        if bare and _MEMBER.search(before):
            kept.append(party)
            continue
        if _ITS_TALKS.fullmatch(folded, party.end, cue.start) and (
            (cue.term.form == "noun" and party.term.kind == "side")
            or (cue.term.word == "meeting" and party.term.kind == "pair" and not _FOR.search(before))
        ):
            kept.append(party)
            continue
        if cue.term.form == "noun" and party.start > cue.end and is_addressee(party, folded):
            continue
        if party.term.kind == "actor" and _TOPIC.search(before) and _HIS_TRIP.match(folded, party.end):
            continue  # "speak by phone on Trump visit"
        if _TOPIC.search(before) and party.term.kind in {"side", "third", "pair", "outsider"}:
            continue
        if party.term.kind == "third" and _TOPICS.search(before):
            continue  # "call on trade and Taiwan"
        if bare and party.term.kind != "pair" and _WHERE.search(before) and not 0 <= party.start - cue.end <= 5:
            continue
        kept.append(party)
    return kept


def chain(parties: Sequence[Hit], folded: str, start: int) -> tuple[Hit, ...]:
    """The parties from `start` on (going left where it is negative) that are coordinated or in apposition."""
    if not parties:
        return ()
    if start < 0:
        found = [parties[-1]]
        for party in reversed(parties[:-1]):
            gap = folded[party.end : found[0].start]
            if not _AND.fullmatch(gap) or (gap == ", " and _LED_IN.search(folded, 0, party.start)):
                break
            found.insert(0, party)
        return tuple(found)
    found = [parties[0]]
    for party in parties[1:]:
        gap = folded[found[-1].end : party.start]
        if not _AND.fullmatch(gap) or (
            found[-1].term.kind == "third" and _NEW_CLAUSE.match(gap + folded[party.start :])
        ):
            break
        found.append(party)
    return tuple(found)


# "Trump calls Putin, threatens China"; "Xi calls Zelenskiy, US watches closely"
_NEW_CLAUSE = re.compile(r", (?:[a-z]+ )?[a-z]+s (?!and\b)|, (?:[a-z]+ )?[a-z-]+ [a-z]+(?:s|ed) (?!and\b)")


def _is_attribute(place: Hit, before: Hit, cue: Hit, folded: str) -> bool:
    """Whether a capital right before a noun says where it is, and those who meet stand before a verb."""
    bare = place.term.kind == "side" and place.term.form in {"capital", "city"} and place.end + 1 == cue.start
    return (
        bare
        and before.term.kind in {"actor", "office"}
        and _A_VERB.fullmatch(folded, before.end, place.start) is not None
    )


# "Vance to represent US at APEC, meet Xi"
_TO_DO = re.compile(r"\b(?:to|will) [a-z]+ ")
# "Han, who is attending the General Assembly, met Blinken"
_WHO_IS = re.compile(r", (?:who|which|whose) [^,;.]{3,90},")
# "will be in the country, China's commerce ministry said, for consultations"
_SAID_SO = re.compile(r" (?:said|says|announced|confirmed)(?: on [a-z]+)?,")
_A_VERB = re.compile(r" [a-z]+ (?:up |off |out |down )?(?:the |their |a )?")


def arguments(
    cue: Hit,
    parties: Sequence[Hit],
    cues: Sequence[Hit],
    folded: str,
    text: str,
    span: tuple[int, int],
    clause: tuple[int, int],
) -> Arguments:
    """Subject and object of a contact word in its sentence `span`; `cues` are the other contact words of the field."""
    inside = [p for p in taking_part(parties, folded, cue) if span[0] <= p.start < span[1]]
    verb = cue.term.form in {"fin", "base", "ing"}
    left = [p for p in inside if p.end <= cue.start + 1]
    # The object of another contact word is no subject: "Bessent met Anwar and spoke with He".
    between = [c for c in cues if c.term.form in {"fin", "base"} and c is not cue and c.end <= cue.start]
    while left and between:
        last = left[-1]
        if not verb and last.term.kind == "pair" and _ITS_TALKS.fullmatch(folded, last.end, cue.start):
            break  # "Nvidia goes unmentioned in Trump-Xi sit-down"
        verb_before = [c for c in between if c.end <= last.start and c.start >= span[0]]
        if (
            verb_before
            and any(p.end <= verb_before[-1].start for p in left)
            and "," not in folded[last.end : cue.start]
            and not verb_before[-1].end <= clause[0] <= last.start
            and folded[verb_before[-1].end : last.start] != ", "  # "The forum ends, Xi phones Trump"
        ):
            left = [p for p in left if p.end <= verb_before[-1].start]
            continue
        break
    aside = [m.span() for m in _WHO_IS.finditer(folded, span[0], cue.start)]
    left = [p for p in left if not any(low < p.start < high for low, high in aside)] or left
    left = [p for p in left if not _SAID_SO.match(folded, p.end)] or left
    if verb and folded[max(0, cue.start - 2) : cue.start] == ", ":
        # "Wang warns partners on tariffs, tells Rubio …": the second verb has the subject of the first.
        first = next(
            (c for c in cues if c is not cue and span[0] <= c.start < cue.start and c.term.form == "fin"), None
        )
        led = _TO_DO.search(folded, clause[0], cue.start) if first is None and cue.term.form == "base" else None
        own = [p for p in left if first is not None and p.end <= first.start]
        own = own or [p for p in left if led is not None and p.end <= led.start()]
        left = own or (left if cue.term.grip or first is None else [])
    if verb:
        left = [p for p in left if not _ITS_TRIP.match(folded, p.end)] or left
    if not verb and len(left) > 1 and _is_attribute(left[-1], left[-2], cue, folded):
        left = left[:-1]  # "Trump and Xi close Beijing summit"
    subject = chain(left, folded, -1)
    right = [p for p in inside if p.start >= cue.end - 1 and p.start < clause[1]]
    reached: tuple[Hit, ...] = ()
    for index, party in enumerate(right):
        gap = folded[cue.end : party.start]
        if cue.term.reach == "topic" and party.term.kind == "third" and party.term.form == "country":
            continue  # "discussed the situation with Iran"
        if (
            ((verb and cue.term.reach != "topic") and _DIRECT.match(gap) and len(gap) <= 40)
            or (verb and _LED_BY.match(gap))
            or _TO.match(gap)
            or (_LINK.search(gap) and ("," not in gap or _WITH.search(gap)))
            or (not gap.strip() and cue.term.reach != "topic")
            or (cue.term.form == "duration" and len(gap) < 20)
        ):
            reached = chain(right[index:], folded, 0)
            break
        if len(gap) > 110:
            break
    stranger = False
    if verb and (not subject or subject[-1].end < cue.start - 40):
        found = _NAME_BEFORE.search(text[max(span[0], cue.start - 60) : cue.start])
        at = max(span[0], cue.start - 60) + found.start(1) if found else -1
        lands = (*place.cities(folded), *place.countries(folded))
        stranger = found is not None and not any(h.start == at for h in lands)
        stranger = stranger and not any(p.start >= cue.start - 60 and p.end <= cue.start for p in parties)
    return Arguments(subject, reached, stranger)
