"""Recall: an entry that leaves a side unsaid is read by what is going on that day.

"Stockholm huddle breaks up: Bessent upbeat" names no Chinese side, but a meeting of his with He Lifeng in Stockholm is
on record for today. Only contacts of the last and next two days count, nobody of a third country may be about, and two
different things (who, where, how) must agree; where two contacts fit alike the entry stays what it was.
"""

import re
from collections.abc import Sequence, Set
from datetime import date, timedelta

from watchbot.contacts import place
from watchbot.contacts.adjunct import adjunct
from watchbot.contacts.casting import Casting
from watchbot.contacts.field import Field
from watchbot.contacts.joining import somebody_else
from watchbot.contacts.likeness import PRESIDENCIES, family
from watchbot.contacts.occurrence import Occurrence, occurrences
from watchbot.contacts.principals import fields as worked
from watchbot.contacts.principals import keys
from watchbot.contacts.reading import scene_of
from watchbot.contacts.scan import Hit
from watchbot.contacts.scene import Ruling
from watchbot.contacts.status import rule_on
from watchbot.contacts.urging import urged
from watchbot.model import Contact, Entry, Evidence, Mention, Mode, Polarity, Side, Status

NEAR = timedelta(days=2)
LAST = timedelta(days=1)
_OPEN = frozenset({Status.HELD, Status.PLANNED, Status.POSTPONED})
_GENERIC_MODES = frozenset({Mode.TALKS, Mode.MEETING, Mode.SUMMIT})


RECALLED = "join.recalled"
SCORE = 0.5


def is_near(contact: Contact, day: date) -> bool:
    """Whether a contact is of these days."""
    if contact.status not in _OPEN or not contact.sure:
        return False
    return abs(_day_of(contact) - day) <= NEAR


def _day_of(contact: Contact) -> date:
    return contact.start or max(r.published.date() for r in contact.reports)


def they_met(fields: Sequence[Field], around: Sequence[Contact], day: date) -> bool:
    """Whether officials of both sides whom the entry names have met or talked since the day before."""
    named = {p.term.actor for f in fields for p in f.parties if p.term.actor}
    return any(
        contact.sure
        and contact.status is Status.HELD
        and timedelta() <= day - _day_of(contact) <= LAST
        and all(any(p.actor in named for p in people) for people in (contact.us, contact.cn))
        for contact in around
    )


def recalled(
    entry: Entry, fields: Sequence[Field], around: Sequence[Contact], issues: tuple[str, ...], casting: Casting
) -> Mention | None:
    """The entry read by the contact of these days that it speaks of; None without one, or where it only looks back."""
    day = entry.published.date()
    found = recall(fields, around, day, casting)
    if found is None:
        return None
    contact, seen = found
    field = seen.field
    ruling = rule_on(scene_of(seen))
    status = ruling.status
    if status is None:
        return None
    if status is Status.HELD and ruling.word is None and contact.status is not Status.HELD:
        due = contact.start is not None and contact.start <= day
        status = Status.HELD if due else contact.status
    word = field.text[seen.cue.start : seen.cue.end]
    team = [casting.named(p, day) for f in fields for p in f.parties if _is_of_the_team(p, contact, casting, day)]
    return Mention(
        us=tuple(p for p in team if p.side is Side.US) or contact.us,
        cn=tuple(p for p in team if p.side is Side.CN) or contact.cn,
        mode=contact.mode,
        status=status,
        certainty=Ruling(status, ruling.rule).certainty,
        polarity=Polarity.NEGATIVE if status in {Status.DENIED, Status.CANCELLED} else Polarity.POSITIVE,
        place=contact.place,
        start=contact.start,
        end=contact.start,
        issues=issues,
        score=SCORE,
        rules=(seen.cue.term.rule, RECALLED, ruling.rule),
        evidence=(Evidence(field.where, seen.cue.start, seen.cue.end, word, RECALLED),),
    )


def recall(
    fields: Sequence[Field], around: Sequence[Contact], day: date, casting: Casting
) -> tuple[Contact, Occurrence] | None:
    """The one contact of these days that the entry fits in two ways or more, and the contact word that speaks of it."""
    everyone = [p for f in fields for p in f.parties]
    if any(somebody_else(p) for p in everyone) or any(_listed_stranger(p, f) for f in fields for p in f.parties):
        return None
    words = [seen for f in fields for seen in occurrences(f) if _tells(seen) and urged(scene_of(seen)) is None]
    words = [seen for seen in words if not _with_a_stranger(seen)]
    if not words:
        return None
    named = {p.term.actor for p in everyone if p.term.actor}
    spots = {hit.term.name for f in fields for hit in place.cities(f.folded)}
    together = any(h.term.kind in {"pair", "both"} or h.term.side == "both" for f in fields for h in f.hits)
    leaders = any(h.term.kind == "both" and h.term.form == "leaders" for f in fields for h in f.hits)
    sides = {p.term.side for p in everyone}
    fits: list[tuple[int, tuple[Contact, Occurrence]]] = []
    for contact in around:
        if not is_near(contact, day):
            continue
        shared = [{p.actor for p in people if p.actor} & named for people in (contact.us, contact.cn)]
        mine = [w for w in words if _alike(Mode(w.cue.term.mode), contact.mode) and (any(shared) or not _only_after(w))]
        if not mine or _foreign(fields, contact):
            continue
        here = _here(contact, spots)
        other = {Side.US.value, Side.CN.value} <= sides or together
        summit = leaders and all(any(p.office in PRESIDENCIES for p in people) for people in (contact.us, contact.cn))
        ways = 2 * all(shared) + any(shared) + here + (other and any(shared)) + summit
        ways += any(shared) and contact.status is Status.HELD and _meets_few(contact, named)
        ways += here and any(_is_of_the_team(p, contact, casting, day) for p in everyone)
        if ways >= 2:
            fits.append((ways, (contact, mine[0])))
    best = max((ways for ways, _ in fits), default=0)
    chosen = [one for ways, one in fits if ways == best]
    return chosen[0] if len(chosen) == 1 else None


def _with_a_stranger(seen: Occurrence) -> bool:
    """Whether somebody whom nobody here knows is the other one: "as Teodoro, Hegseth meet in Kuala Lumpur"."""
    before = [p for p in seen.inside() if p.end <= seen.cue.start]
    found = _STRANGER.search(seen.field.text, 0, before[-1].start) if before else None
    return found is not None and not any(h.start <= found.start(1) < h.end for h in seen.field.hits)


def _listed_stranger(party: Hit, field: Field) -> bool:
    """Whether a name that nobody here knows opens the text beside an official: "Rajnath, Hegseth sign pact"."""
    found = _OPENS_WITH.fullmatch(field.text, 0, party.start)
    return found is not None and party.term.kind == "actor" and not any(h.start == 0 for h in field.hits)


_OPENS_WITH = re.compile(r"(?!Exclusive|Update|Live)[A-Z][a-z]{2,}(?:,| and| &) ")
_STRANGER = re.compile(
    r"(?<![.:;] )(?<!^)\b(?!(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day|U)([A-Z][a-z][\w’'-]+)(?:,| and| &) $"
)
_BUSY = PRESIDENCIES | {"us-secretary-of-state", "cn-foreign-minister"}


def _meets_few(contact: Contact, named: Set[str | None]) -> bool:
    """Whether those named meet nobody else these days: trade negotiators, not a president or a foreign minister."""
    return not any(p.office in _BUSY for p in (*contact.us, *contact.cn) if p.actor in named)


def _is_of_the_team(party: Hit, contact: Contact, casting: Casting, day: date) -> bool:
    """Whether an official works in the contact's field: Bessent, on trade, where nobody of his side or a team met."""
    people = contact.us if party.term.side == Side.US.value else contact.cn
    official = bool(party.term.actor and party.term.side) and (not keys(people) or contact.mode is Mode.TALKS)
    return official and bool(worked(contact) & casting.fields_of(party, day))


def _here(contact: Contact, spots: Set[str]) -> bool:
    """Whether the entry names the contact's city, or for one still to come another city of that country."""
    if contact.place is None or contact.place in spots:
        return contact.place is not None
    land = place.country(contact.place)
    return contact.status is not Status.HELD and land is not None and any(place.country(s) == land for s in spots)


def _foreign(fields: Sequence[Field], contact: Contact) -> bool:
    """Whether the entry names a third country other than the one where the contact takes place."""
    host = place.country(contact.place or "") or contact.place
    for field in fields:
        hosts = {h.start for h in place.countries(field.folded) if h.term.name == host}
        if any(h.term.kind == "third" and h.start not in hosts for h in field.hits):
            return True
    return False


def _tells(seen: Occurrence) -> bool:
    """Whether a contact word can tell of a contact itself."""
    term = seen.cue.term
    firm = term.form not in {"tight", "behind"} and term.grip > 0 and term.mode != "visit"
    firm = firm and not (term.form == "duration" and _AFTERWARDS.match(seen.field.folded, seen.cue.end))
    return firm and adjunct(seen.field.folded, seen.cue, seen.span) in {None, "after"}


def _only_after(seen: Occurrence) -> bool:
    """Whether it only says when: "Trump says after call". Then somebody who took part must be named."""
    return adjunct(seen.field.folded, seen.cue, seen.span) is not None


# "took the same stage two hours later"
_AFTERWARDS = re.compile(r" (?:later|earlier)\b")


def _alike(mode: Mode, other: Mode) -> bool:
    return family(mode) == family(other) or mode in _GENERIC_MODES - {Mode.SUMMIT}
