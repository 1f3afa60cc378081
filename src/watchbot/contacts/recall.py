"""Recall: an entry that leaves a side unsaid is read by what is going on that day.

"Stockholm huddle breaks up: Bessent upbeat" names no Chinese side, but a meeting of his with He Lifeng in Stockholm is on
record for today. Only contacts of the last and next two days count, nobody of a third country may be about, and two
different things (who, where, how) must agree; where two contacts fit alike the entry stays what it was.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from watchbot.contacts import place
from watchbot.contacts.adjunct import adjunct
from watchbot.contacts.field import Field
from watchbot.contacts.joining import ALIEN
from watchbot.contacts.merging import family
from watchbot.contacts.scan import Hit
from watchbot.contacts.text import Sentence, sentences
from watchbot.model import Contact, Mode, Side, Status

NEAR = timedelta(days=2)
_OPEN = frozenset({Status.HELD, Status.PLANNED, Status.POSTPONED})
_GENERIC_MODES = frozenset({Mode.TALKS, Mode.MEETING, Mode.SUMMIT})


@dataclass(frozen=True, slots=True)
class Recalled:
    """The contact that an entry speaks of, the contact word that does, and its place in the text."""

    contact: Contact
    field: Field
    sentence: Sentence
    cue: Hit


def is_near(contact: Contact, day: date) -> bool:
    """Whether a contact is of these days."""
    if contact.status not in _OPEN or not contact.sure:
        return False
    when = contact.start or max(r.published.date() for r in contact.reports)
    return abs(when - day) <= NEAR


def recall(fields: Sequence[Field], around: Sequence[Contact], day: date) -> Recalled | None:
    """The one contact of these days that the entry fits in two ways or more."""
    everyone = [p for f in fields for p in f.parties]
    if any(p.term.kind == "outsider" or (p.term.kind in ALIEN and p.term.form == "person") for p in everyone):
        return None
    words = [(f, s, c) for f in fields for s in sentences(f.text, f.where) for c in _words(f, s)]
    if not words:
        return None
    named = {p.term.actor for p in everyone if p.term.actor}
    spots = {hit.term.name for f in fields for hit in place.cities(f.folded)}
    together = any(h.term.kind in {"pair", "both"} or h.term.side == "both" for f in fields for h in f.hits)
    sides = {p.term.side for p in everyone}
    fits: list[tuple[int, Recalled]] = []
    for contact in around:
        if not is_near(contact, day):
            continue
        mine = [w for w in words if _alike(Mode(w[2].term.mode), contact.mode)]
        if not mine or _foreign(fields, contact):
            continue
        shared = [{p.actor for p in people if p.actor} & named for people in (contact.us, contact.cn)]
        here = contact.place is not None and contact.place in spots
        other = {Side.US.value, Side.CN.value} <= sides or together
        ways = 2 * all(shared) + any(shared) + here + (other and any(shared))
        if ways >= 2:
            fits.append((ways, Recalled(contact, *mine[0])))
    best = max((ways for ways, _ in fits), default=0)
    chosen = [one for ways, one in fits if ways == best]
    return chosen[0] if len(chosen) == 1 else None


def _foreign(fields: Sequence[Field], contact: Contact) -> bool:
    """Whether the entry names a third country other than the one where the contact takes place."""
    host = place.country(contact.place or "") or contact.place
    for field in fields:
        hosts = {h.start for h in place.countries(field.folded) if h.term.name == host}
        if any(h.term.kind == "third" and h.start not in hosts for h in field.hits):
            return True
    return False


def _words(field: Field, sentence: Sentence) -> list[Hit]:
    """The contact words of a sentence that tell of a contact themselves."""
    return [
        h
        for h in field.hits
        if h.term.kind == "contact"
        and sentence.start <= h.start < sentence.end
        and h.term.form not in {"tight", "behind"}
        and h.term.grip > 0
        and h.term.mode != "visit"
        and adjunct(field.folded, h, (sentence.start, sentence.end)) is None
    ]


def _alike(mode: Mode, other: Mode) -> bool:
    return family(mode) == family(other) or mode in _GENERIC_MODES - {Mode.SUMMIT}
