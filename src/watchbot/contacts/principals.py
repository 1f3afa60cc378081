"""Principals: whether those whom a mention names can be those of a contact."""

import re
from collections.abc import Sequence
from functools import lru_cache

from watchbot.contacts import place
from watchbot.contacts.likeness import CONGRESS, PRESIDENCIES, family
from watchbot.contacts.people import fields_of
from watchbot.model import Contact, Mention, Mode, Participant, Side


def keys(people: Sequence[Participant]) -> set[str]:
    """The ids of the persons named."""
    return {p.actor for p in people if p.actor}


def principals(mention: Mention, contact: Contact, leaders: bool) -> float:
    """How well those named agree: 0 when they contradict; more for names in common than for sides left open."""
    score, strangers = 0.0, 0
    for mine, theirs in ((mention.us, contact.us), (mention.cn, contact.cn)):
        a, b = keys(mine), keys(theirs)
        if _resident_alone(mine) and not b and not _residents(theirs) and not keys((*contact.us, *contact.cn)):
            return 0  # an ambassador does not stand for the teams of talks that name nobody
        nameless = mention.mode is Mode.TALKS and not keys((*mention.us, *mention.cn))
        if nameless and _resident_alone(theirs) and contact.mode is Mode.MEETING:
            return 0  # nor are such talks the meeting of an ambassador
        if leaders and not (a and b):
            score += 2  # a leader's visit means the other leader, named or not
        elif a and b and not a & b:
            strangers += 1
            if mention.mode is not Mode.VISIT and (_residents((*mine, *theirs)) or _met_by_resident(mention, contact)):
                return 0  # an ambassador's callers and hosts are contacts of their own
        else:
            score += 2 if a and b else 0.5
        visit = mention.mode is Mode.VISIT
        if _of_another_field(mine, theirs, visit) or _of_another_field(theirs, mine, visit):
            return 0  # "US commanders" are not the commerce secretary
    lawmakers = congress(mention.us), congress(contact.us)
    if lawmakers[0] != lawmakers[1] and keys(contact.us if lawmakers[0] else mention.us):
        return 0
    if all(lawmakers) and not _chambers(mention.us) & _chambers(contact.us):
        return 0
    score += 1.5 * (lawmakers == (True, True))
    if not strangers:
        return score
    one, two = fields(mention), fields(contact)
    if one and two and not one & two and "leader" not in one | two and not any(lawmakers):
        return 0  # the defence ministers in the city of last week's trade talks
    if strangers == len(Side) and _one_delegation(mention, contact):
        return 0.5
    if strangers == 1 and score < 1 and mention.mode is Mode.TALKS and fields(mention) & fields(contact):
        return score
    in_person = family(mention.mode) == family(contact.mode) == "in person"
    together = (
        (in_person and score >= 2)
        or (mention.place is not None and mention.place == contact.place and not place.is_country(mention.place))
        or (congress(mention.us) and congress(contact.us))
    )
    return score if strangers == 1 and together else 0


def _one_delegation(mention: Mention, contact: Contact) -> bool:
    """Whether two reports of trade talks in one city name other members of the two delegations."""
    there = place.agree(mention.place, contact.place) and {mention.place, contact.place}.isdisjoint(_NO_CITY)
    talks = mention.mode is Mode.TALKS is contact.mode
    sides = ((mention.us, contact.us), (mention.cn, contact.cn))
    return there and talks and all("economy" in _fields(a) & _fields(b) for a, b in sides)


_NO_CITY = frozenset({None, *place.LANDS.values()})


def _fields(people: Sequence[Participant]) -> set[str]:
    return {field for p in people if p.actor for field in fields_of(p.office or "")}


def _of_another_field(group: Sequence[Participant], people: Sequence[Participant], visit: bool) -> bool:
    """Whether a side is told only as a group of one field, and those on the other hand work in others.

    A leader deals with every field, but the visit of a department's officials is not his.
    """
    if keys(group):
        return False
    said = _said(group)
    theirs = _fields(people) or _said(people)
    theirs |= {"congress"} if congress(people) else set()
    return bool(said and theirs) and not said & theirs and (visit or "leader" not in theirs)


def _said(group: Sequence[Participant]) -> set[str]:
    """The fields that the names of groups tell of: "US military", "Chinese Agriculture Ministry"."""
    return {field for p in group if not p.actor for field in _fields_in(p.name)}


@lru_cache(maxsize=1024)
def _fields_in(name: str) -> frozenset[str]:
    return frozenset(field for field, word in _CREWS.items() if word.search(name))


_CREWS = {
    "agriculture": re.compile(r"[Aa]gricultur"),
    "police": re.compile(r"Public Security|[Pp]olice|[Nn]arcotic|FBI|DEA\b|Homeland"),
    "defence": re.compile(
        r"[Cc]ommand|officers|militar|[Dd]efen[cs]e|Pentagon|Army\b|Navy\b|Air Force|Fleet|Coast Guard"
    ),
    "economy": re.compile(r"[Tt]rade (?:team|negotiator|deleg|official)|Treasury|[Ee]conomic|Commerce"),
}


def _residents(people: Sequence[Participant]) -> bool:
    """Whether an ambassador is among them, by name or by office."""
    return any(p.office in _AMBASSADORS for p in people)


def _resident_alone(people: Sequence[Participant]) -> bool:
    """Whether nobody but an ambassador stands for a side."""
    officials = [p for p in people if p.actor or p.office]
    return bool(officials) and all(p.office in _AMBASSADORS for p in officials)


def at_his_post(mention: Mention) -> bool:
    """Whether a "visit" is only an ambassador where he lives: "Perdue, in Beijing, says a deal is close"."""
    guests, hosts = (mention.us, mention.cn) if mention.place in {"China", "Beijing"} else (mention.cn, mention.us)
    lives_there = bool(guests) and all(
        p.office in _AMBASSADORS or p.name.lower().endswith("ambassador") for p in guests
    )
    return ".visit" in mention.rules[0] and lives_there and not any(p.actor or p.office for p in hosts)


def _met_by_resident(mention: Mention, contact: Contact) -> bool:
    """Whether nobody but an ambassador, who lives there, is in both: whom he sees next is no part of one visit."""
    known = keys((*contact.us, *contact.cn))
    shared = [p for p in (*mention.us, *mention.cn) if p.actor and p.actor in known]
    return bool(shared) and all(p.office in _AMBASSADORS for p in shared)


_AMBASSADORS = frozenset({"us-ambassador-to-china", "cn-ambassador-to-us"})


def level(said: Mention | Contact) -> bool:
    """Whether the leaders themselves meet: named first on both sides, or on one while the other stays open.

    Whoever travels with a leader makes the leader's visit.
    """
    if said.mode is Mode.VISIT and said.place is not None:
        guests = said.us if "China" in {said.place, place.country(said.place)} else said.cn
        return any(p.office in PRESIDENCIES for p in guests)
    led = False
    for side in (said.us, said.cn):
        for person in side:
            if person.actor:
                if person.office not in PRESIDENCIES:
                    return False
                led = True
                break
    return led


def same_guest(mention: Mention, contact: Contact, gap: int | None) -> bool:
    """Whether a leader is met by somebody else of his hosts on the day and in the city of the leaders' own meeting.

    Where he arrives nobody says which city it is: "Air Force One lands, Han Zheng at the airport".
    """
    spot = mention.place is None or place.agree(mention.place, contact.place)
    leader = any(
        {p.actor for p in mine if p.office in PRESIDENCIES} & {p.actor for p in theirs}
        for mine, theirs in ((mention.us, contact.us), (mention.cn, contact.cn))
    )
    return spot and leader and gap is not None and gap <= 1 and family(mention.mode) == "in person"


def fields(said: Mention | Contact) -> set[str]:
    """The fields that those named work in: a delegation has more members than one report names."""
    return {field for person in (*said.us, *said.cn) for field in fields_of(person.office or "")}


def _chambers(people: Sequence[Participant]) -> set[str]:
    """Which chambers lawmakers come from; both where the text says only "lawmakers"."""
    found: set[str] = set()
    for person in people:
        if person.office not in _CHAMBERS:
            continue
        said = {chamber for chamber, word in _CHAMBERS.values() if word in person.name}
        found |= {_CHAMBERS[person.office][0]} if person.actor else said or {"Senate", "House"}
    return found


_CHAMBERS = {"us-senator": ("Senate", "enat"), "us-representative": ("House", "House")}


def congress(people: Sequence[Participant]) -> bool:
    """Whether a delegation of lawmakers: its members are received by several hosts on one visit."""
    return any(p.office in CONGRESS for p in people)
