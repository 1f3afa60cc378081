"""Bearers: whom a surname means ("He", "Li", "Wang"), by the entry's full names and by the other side's officials."""

import re
from collections.abc import Sequence, Set
from dataclasses import dataclass, replace
from datetime import date

from watchbot.contacts.people import SHARED_SURNAMES, domains_of, fields_of, in_office
from watchbot.contacts.scan import Hit
from watchbot.contacts.surnames import beside_another_name
from watchbot.model import Actor, Roster

_SENTENCE_STARTS = frozenset({". ", "? ", "! ", ": ", "- "})
# Whom a headline means by "China's Wang": those who deal with foreigners.
WELL_KNOWN = frozenset({"cn-foreign-minister", "cn-defense-minister", "cn-vice-premier", "cn-premier"})
# "He" is a name only where a pronoun can't stand.
_BEFORE_HE = re.compile(
    r"(?:and|&|-|,|/|with|between|mr\.?|premier|'s|’s|chinese|sees?|meets?|met|saw|joins?|official"
    r"|sp(?:ea|o)k(?:s|e|en)? to|talk(?:s|ed)? to|meeting|phoned|hosts|hosted|receives|opposite|alongside) ?$"
)
_BEHIND_HE = re.compile(r"(?: and [A-Z]|-[A-Z]|, [A-Z]| [A-Z][a-z]+ (?:to|hold|meet))")


@dataclass(frozen=True, slots=True)
class Setting:
    """What stands around a name: the finds of its field, those of the other field (`beyond`), the text, and the day.

    `known` are the actors named in full anywhere in the entry.
    """

    hits: Sequence[Hit]
    beyond: Sequence[Hit]
    text: str
    folded: str
    day: date
    known: Set[str]


class Bearers:
    """The officials by their surnames."""

    def __init__(self, roster: Roster) -> None:
        self.roster = roster
        self._by_short: dict[str, list[Actor]] = {}
        for actor in roster.actors.values():
            for word in dict.fromkeys(word for words in actor.short.values() for word in words):
                self._by_short.setdefault(word, []).append(actor)

    def bearer(self, hit: Hit, around: Setting) -> Hit | None:
        """The hit as a named official when the full name or a fitting counterpart stands in the same entry.

        A headline's "Wang" is whom "Rubio" of the summary met.
        """
        hits, day, text = around.hits, around.day, around.text
        candidates = self._by_short.get(hit.term.word, [])
        word = hit.term.word.lower()
        opens = hit.start == 0 or text[hit.start - 2 : hit.start] in _SENTENCE_STARTS
        beside = any(h.start == hit.end + 5 and h.term.side == "us" for h in hits if h.term.kind in {"actor", "short"})
        if word == "he" and opens and text[hit.end : hit.end + 1] != "," and not (beside and hit.start == 0):
            return None  # a pronoun, unless the text opens with "He and Bessent"
        for actor in candidates:
            if actor.id in around.known:
                return _named(hit, actor)
        posts = {h.term.office for h in hits if h.term.office and hit.start - h.end == (text[h.end : hit.start] == " ")}
        holder = next((a for a in candidates if posts.intersection(a.offices_on(day))), None)
        if holder is not None:
            return _named(hit, holder)  # "Commerce Envoy Li"
        if beside_another_name(hit, hits, text):
            return None
        serving = [a for a in candidates if in_office(self.roster, a.id, day)]
        if word not in SHARED_SURNAMES and len(serving) == 1:
            return _named(hit, serving[0])
        if word == "he" and not _BEFORE_HE.search(text[: hit.start].lower()) and not _BEHIND_HE.match(text, hit.end):
            return None
        wanted = (self._wanted(hit, hits, day) or self._wanted(hit, around.beyond, day)) - {"leader"}
        fitting = [a for a in serving if domains_of(self.roster, a.id, day) & wanted]
        ranked = sorted(fitting, key=lambda a: min((self.roster.offices[o].rank for o in a.offices_on(day)), default=9))
        if not ranked and text[: hit.start].endswith(("China's ", "China’s ")):
            ranked = [a for a in serving if WELL_KNOWN & set(a.offices_on(day))]
            ranked = ranked if len(ranked) == 1 else []
        if not ranked and not wanted and self._second_in_command(hits, day):
            ranked = [a for a in serving if WELL_KNOWN & set(a.offices_on(day))]
        return _named(hit, ranked[0]) if ranked else None

    def _second_in_command(self, hits: Sequence[Hit], day: date) -> bool:
        """Whether the text names the vice president, who sees officials of every field."""
        known = (self.roster.actors[h.term.actor] for h in hits if h.term.kind in {"actor", "short"} and h.term.actor)
        return any("us-vice-president" in actor.offices_on(day) for actor in known)

    def _wanted(self, hit: Hit, hits: Sequence[Hit], day: date) -> set[str]:
        """The fields in which the other side's officials in the text work."""
        wanted: set[str] = set()
        for other in hits:
            term = other.term
            if not term.side or term.side == hit.term.side:
                continue
            plain = term.kind == "short" and term.word.lower() not in SHARED_SURNAMES
            if plain or (term.kind == "actor" and term.actor):
                wanted |= domains_of(self.roster, term.actor, day)
            elif term.kind == "office":
                wanted |= fields_of(term.office)
            elif term.kind == "body" and term.domain:
                wanted.add(term.domain)
        return wanted


def _named(hit: Hit, actor: Actor) -> Hit:
    return Hit(hit.start, hit.end, replace(hit.term, kind="actor", actor=actor.id, name=actor.name))
