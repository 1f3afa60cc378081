"""Casting: from the parties that a contact word joins to the people who take part in the contact."""

import re
from collections.abc import Sequence, Set
from dataclasses import replace
from datetime import date

from watchbot.contacts.attending import attendants, companions, greeters, he_and
from watchbot.contacts.field import Field, acting
from watchbot.contacts.joining import Joined
from watchbot.contacts.likeness import CONGRESS, PRESIDENCIES
from watchbot.contacts.merging import distinct
from watchbot.contacts.occurrence import Occurrence
from watchbot.contacts.people import both_sides, domains_of, only_speaks, participant
from watchbot.contacts.people import fields_of as office_fields
from watchbot.contacts.place import country
from watchbot.contacts.scan import Hit
from watchbot.model import UNNAMED, Mention, Mode, Participant, Roster, Side, Status

_HEADS = re.compile(r"\b(?:presidents|heads of state) of\b|两国元首|两国领导人|양국 정상|두 정상|양 정상")
# "the leaders' call", not talks that prepare one.
_HEADS_OWN = re.compile(r"\b(?:presidents|leaders)'")
# "정상 통화", "元首通话": the leaders' own, whoever else the sentence names.
_OF_LEADERS = re.compile(r"(?:정상 ?|元首|首脑|领导人|leaders' )(?:[\d月日号昨今晚上]{1,6})?$")
# The rules that take a side from elsewhere in the entry.
_FROM_AFAR = frozenset({"join.entry", "join.entry-weak", "join.topic"})
_SIDES = frozenset(side.value for side in Side)
_BESIDE = 7  # characters: "可能与习近平会面", "시진핑 주석 면담 가능성"
_GROUPS = ("delegation", "group", "senators", "members", "lawmakers")


class Casting:
    """Names participants by the roster as it stands on the day of the entry."""

    def __init__(self, roster: Roster) -> None:
        self.roster = roster

    def cast(self, seen: Occurrence, joined: Joined, everyone: Sequence[Hit], day: date) -> list[Participant]:
        """Who takes part, of each side somebody: by name, by office or, at least, the country."""
        taking_part = acting(seen.cue, joined.parties, seen.field)
        known = {p.term.actor for p in everyone if p.term.actor}
        works = {p.term.side: self.fields_of(p, day) for p in taking_part if p.term.side}
        named = [
            participant(self.roster, p.term, day, known, works.get("us" if p.term.side == "cn" else "cn", ()))
            for p in taking_part
            if p.term.side in _SIDES  # neither pairs nor anybody of a third country
            and not _is_title(p, taking_part)
            and not (p.term.actor and only_speaks(self.roster, p.term.actor, day))
        ]
        for pair in (p for p in taking_part if p.term.kind == "pair"):
            if pair.term.form == "leaders":
                named += self.presidents(day, seen.field.folded[pair.start : pair.end])
            else:
                posts = both_sides(self.roster, pair.term, day)
                named += [self._meant(p, pair.term.domain, everyone, day) for p in posts]
        heads = _HEADS.search(seen.field.folded, *seen.clause)
        together = any(_both_leaders(h) and _in(h, seen.clause) for h in seen.field.hits)
        heads = heads or _HEADS_OWN.search(seen.field.folded, seen.clause[0], seen.cue.end)
        if (heads or together) and not any(p.actor or p.office for p in named):
            named = self.presidents(day)
        if _OF_LEADERS.search(seen.field.folded[max(0, seen.cue.start - 14) : seen.cue.start]):
            named = self.presidents(day)
        along = [*companions(seen, taking_part), *he_and(seen, taking_part)]
        named += [participant(self.roster, p.term, day, known) for p in along]
        people = distinct(self._without_titles(named, day))
        if seen.cue.term.mode == "summit":
            people = _leaders_only(people)
        if seen.cue.term.mode == "talks" and _DAYS_OF.search(seen.field.folded, seen.clause[0], seen.cue.start):
            people = _without_a_lone_leader(people)
        if joined.rule in _FROM_AFAR:
            travels = seen.inside() if seen.cue.term.mode == "visit" else ()
            beside = [p for p in seen.inside() if seen.cjk and 0 <= seen.cue.start - p.end <= _BESIDE]
            here = {
                participant(self.roster, p.term, day).actor for p in (*travels, *beside) if p.term.side in {"us", "cn"}
            }
            near = here | {
                participant(self.roster, p.term, day).actor for p in seen.inside() if p.term.side in {"us", "cn"}
            }
            people = _without_strange_leaders(_without_bystanders(people, near), here, near)
            if _DEPUTIES.search(seen.field.folded, max(seen.clause[0], seen.cue.start - 40), seen.cue.start):
                people = [p for p in people if p.office not in PRESIDENCIES]  # "their deputies are on the phone"
        people = self._complete(people, everyone, day)
        if _TROOPS.search(seen.field.folded, *seen.clause):
            told = named if joined.rule not in _FROM_AFAR else ()
            people = [
                p for p in people if p in told or not p.actor or "defence" in domains_of(self.roster, p.actor, day)
            ]
        people += self._other_leader(people, seen, day)
        return [*people, *(Participant(s, UNNAMED[s]) for s in Side if not any(p.side is s for p in people))]

    def with_others(self, mention: Mention, fields: Sequence[Field], day: date, alone: bool) -> Mention:
        """The mention with who else is there: those who greet a guest, sit in, or see the lawmakers too.

        "hosts Daines, who's also to see Premier Li Qiang"; "lands in Beijing, Han Zheng at the foot of the stairs".
        `alone` says that the entry tells of no other contact.
        """
        hosts: list[Participant] = []
        if mention.mode is Mode.VISIT and mention.status is Status.HELD:
            land = "cn" if "China" in {mention.place, country(mention.place or "")} else "us"
            hosts = [participant(self.roster, h.term, day) for h in greeters(fields) if h.term.side == land]
        if alone and any(p.actor for p in (*mention.us, *mention.cn)):
            there = [participant(self.roster, h.term, day) for h in attendants(fields)]
            hosts += [p for p in there if p.office not in PRESIDENCIES]
        if any(p.actor and p.office in CONGRESS for p in mention.us):
            hits = [h for f in fields for h in f.parties if h.term.kind == "actor" and h.term.side == "cn"]
            seen = [participant(self.roster, h.term, day) for h in hits]
            hosts += [p for p in seen if p.office not in PRESIDENCIES]
        hosts = [p for p in hosts if not (p.office or "").endswith("-spokesperson")]
        us = [p for p in hosts if p.side is Side.US]
        cn = [p for p in hosts if p.side is Side.CN]
        return replace(mention, us=tuple(distinct([*mention.us, *us])), cn=tuple(distinct([*mention.cn, *cn])))

    def named(self, party: Hit, day: date) -> Participant:
        """A party as a participant, by the offices of the day."""
        return participant(self.roster, party.term, day)

    def fields_of(self, party: Hit, day: date) -> Set[str]:
        """The fields in which a party works on a day."""
        return domains_of(self.roster, party.term.actor, day) if party.term.actor else office_fields(party.term.office)

    def _meant(self, post: Participant, domain: str, everyone: Sequence[Hit], day: date) -> Participant:
        """Who "the two chief diplomats" are: the entry may name the adviser, where the post is the secretary's."""
        theirs = [h for h in everyone if h.term.kind == "actor" and h.term.side == post.side.value]
        if domain != "diplomacy" or any(h.term.actor == post.actor for h in theirs):
            return post
        others = [h for h in theirs if "diplomacy" in domains_of(self.roster, h.term.actor, day)]
        return participant(self.roster, others[0].term, day) if others else post

    def presidents(self, day: date, word: str = "") -> list[Participant]:
        """The two leaders; before an inauguration the one elect, where a word like 特习 or 트럼프·시진핑 names him."""
        elect = self.roster.holders("us-president-elect", day)
        called = [a for a in elect if any(n.lower() in word for ns in a.names.values() for n in ns)]
        us = [(a, "us-president-elect") for a in called if word]
        leaders = us or [(a, "us-president") for a in self.roster.holders("us-president", day)]
        leaders += [(a, "cn-president") for a in self.roster.holders("cn-president", day)]
        return [Participant(a.side, a.name, a.id, office) for a, office in leaders]

    def _without_titles(self, people: list[Participant], day: date) -> list[Participant]:
        """An office that somebody named here holds is that person's title ("Politburo member Wang Yi"), nobody else."""
        held = {office for p in people if p.actor for office in self.roster.actors[p.actor].offices_on(day)}
        return [p for p in people if p.actor or p.office not in held or p.name.endswith(_GROUPS)]

    def _other_leader(self, people: Sequence[Participant], seen: Occurrence, day: date) -> list[Participant]:
        """Whom "the two heads of state" stands for beside the one that is named."""
        named = {p.side for p in people if p.actor or p.office}
        leading = any(p.office in PRESIDENCIES for p in people)
        together = any(h.term.kind == "both" and h.term.form == "leaders" for h in seen.field.hits)
        if len(named) != 1 or not leading or not together:
            return []
        return [p for p in self.presidents(day) if p.side not in named]

    def _complete(self, people: list[Participant], everyone: Sequence[Hit], day: date) -> list[Participant]:
        """Officials named elsewhere stand for a side that the sentence leaves open, leaders only with leaders."""
        for side in Side:
            mine = [p for p in people if p.side is side]
            others = [p for p in people if p.side is not side]
            if any(p.actor for p in mine):
                continue
            leading = any(p.office in PRESIDENCIES for p in (*others, *mine))
            for hit in everyone:
                if hit.term.kind == "actor" and hit.term.side == side.value and hit.term.reach != "elsewhere":
                    found = participant(self.roster, hit.term, day)
                    alike = (found.office in PRESIDENCIES) == leading
                    alike = alike or (found.office in CONGRESS and any(p.office in CONGRESS for p in mine))
                    if alike and found not in people and not (found.office or "").endswith("-spokesperson"):
                        people = [*people, found]
        return distinct(people)


# "兩軍戰區司令近期將通話": not the adviser whom the summary names.
_TROOPS = re.compile(
    r"两军|战区(?:司令|指挥官)|two militaries|theat(?:re|er) commanders|양국 군(?![가-힣])|전구 사령관"
)


def _is_title(post: Hit, parties: Sequence[Hit]) -> bool:
    """Whether an office is the title of whoever is named beside it: 財政部副部長馬爾帕斯, 양제츠 정치국원."""
    if post.term.kind != "office" or post.term.office.endswith("-elect"):
        return False
    gap, korean = int(not post.term.language.startswith("zh")), post.term.language == "ko"
    named = [p for p in parties if p.term.kind == "actor" and p.term.side == post.term.side]
    return any(p.start - post.end == gap or (korean and post.start - p.end == 1) for p in named)


def _both_leaders(hit: Hit) -> bool:
    return hit.term.kind == "both" and hit.term.form == "leaders"


def _in(hit: Hit, stretch: tuple[int, int]) -> bool:
    return stretch[0] <= hit.start < stretch[1]


_DEPUTIES = re.compile(
    r"\b(?:deputies|diplomats|aides|lieutenants|underlings|subordinates|negotiators|envoys)\b[^,;:.]{0,24}$"
)


def _without_strange_leaders(
    people: list[Participant], here: Set[str | None], near: Set[str | None]
) -> list[Participant]:
    """Ministers meet ministers: a leader named elsewhere isn't there; `here` travel, `near` are in the sentence."""
    ministers = {p.side for p in people if p.actor and p.office not in PRESIDENCIES}
    if len(ministers) == len(Side):
        return [p for p in people if p.office not in PRESIDENCIES or p.actor in near]
    if not ministers:
        return people
    return [p for p in people if p.side in ministers or p.office not in PRESIDENCIES or p.actor in here]


def _without_bystanders(people: list[Participant], near: Set[str | None]) -> list[Participant]:
    """Leaders and officers meet their like: a speaker of the House whom the entry names elsewhere isn't there."""
    others = any(p.actor and p.side is Side.US and p.office not in CONGRESS for p in people)
    return [p for p in people if not others or p.office not in CONGRESS or p.actor in near]


def _without_a_lone_leader(people: list[Participant]) -> list[Participant]:
    """Days of talks are those of teams: a leader whom the text names without his like only has the last word."""
    others = [p for p in people if p.office not in PRESIDENCIES]
    led = {p.side for p in people if p.office in PRESIDENCIES}
    return others if len(led) == 1 else people


# "Trump will have the final say after two days of talks in Sweden"
_DAYS_OF = re.compile(r"\b(?:days?|rounds?) of (?:[a-z-]+ ){0,3}$")


def _leaders_only(people: list[Participant]) -> list[Participant]:
    """A summit is the leaders'; ministers in the same sentence prepare it or tell of it."""
    leaders = [p for p in people if p.office in PRESIDENCIES]
    return leaders or people
