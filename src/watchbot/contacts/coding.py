"""Coding: one entry in, its mentions out, with the reason for every answer.

Scan both fields once; unless both sides and a contact word are there, stop (gate). Then for each contact word: who is
joined (relating), what became of it, where and when (reading). The mentions of one contact are merged, the headline's
first. An entry that leaves a side unsaid is read by the contacts of these days (recall).
"""

import re
import traceback
from collections.abc import Callable, Sequence
from datetime import date
from pathlib import Path

from watchbot.contacts import place
from watchbot.contacts.bearers import Setting
from watchbot.contacts.congress import without_namesakes
from watchbot.contacts.field import Field, by_wire
from watchbot.contacts.finds import Find
from watchbot.contacts.gate import FUNCTION, Gate, Scanned
from watchbot.contacts.groups import with_groups
from watchbot.contacts.joining import ALIEN, Joined
from watchbot.contacts.lexicon import terms
from watchbot.contacts.likeness import PRESIDENCIES, REMOTE, names
from watchbot.contacts.merging import merge, without_echoes
from watchbot.contacts.nearing import LOOMS
from watchbot.contacts.news import only_a_topic, own_news
from watchbot.contacts.occurrence import Occurrence, occurrences
from watchbot.contacts.parties import PartyFinder
from watchbot.contacts.principals import at_his_post
from watchbot.contacts.reading import Reader, fresh
from watchbot.contacts.recall import is_near, recalled, they_met
from watchbot.contacts.relating import body_meets, relate, stands_alone
from watchbot.contacts.scan import Hit, Scanner, longest
from watchbot.contacts.scene import is_month, is_rank
from watchbot.contacts.text import fold
from watchbot.contacts.thirds import foreign_lead
from watchbot.contacts.unsaid import leaders_denied
from watchbot.issues import IssueMatcher
from watchbot.model import Coding, Contact, Entry, Issue, IssueHit, Mention, Roster, Verdict

# Of terms that begin together and are equally long, the lower rank stays.
RANK = {
    "actor": 0,
    "idiom": 0,
    "office": 1,
    "short": 2,
    "body": 3,
    "pair": 3,
    "third": 4,
    "side": 5,
    "contact": 6,
    "role": 7,
    "home": 8,
}
# What an entry may have left unsaid, so that the contacts of these days can tell.
UNSAID = frozenset({Verdict.NO_US_SIDE, Verdict.NO_CN_SIDE, Verdict.NOT_JOINED, Verdict.NOT_A_CONTACT_SENSE})
_SPOKEN = frozenset({"phone", "video", "meeting", "talks", "summit"})


class Coder:
    """Compiled once from the roster and the issues; `code` is pure."""

    def __init__(self, roster: Roster, issues: Sequence[Issue]) -> None:
        self.roster = roster
        self._gate = Gate(roster)
        self._function = Scanner((fold(t.word, chinese=True), t) for t in terms() if t.kind in FUNCTION)
        self._party_finder = PartyFinder(roster)
        self._reader = Reader(roster)
        self._issues = IssueMatcher(issues)

    def code(self, entry: Entry, around: Callable[[], Sequence[Contact]] = tuple) -> Coding:
        """What the entry says of contacts. What the gate turns away, nearly all, isn't searched for issues.

        `around` gives the contacts of these days, by which an entry that leaves a side unsaid can still be read; it is
        only called for such an entry. Never raises: an entry on which the coder itself errs is `UNREADABLE`, and its
        rule says where, so that it can't take the rest of its feed with it.
        """
        try:
            return self._code(entry, around)
        except Exception as error:
            return Coding(Verdict.UNREADABLE, f"coder.failed: {error!r} in {_place_of(error)}", (), (), ())

    def _code(self, entry: Entry, around: Callable[[], Sequence[Contact]]) -> Coding:
        passage = self._gate.scan(entry)
        if passage.refusal is not None:
            verdict, rule = passage.refusal
            rejected = Coding(verdict, rule, (), (), ())
            if not passage.half:
                return rejected
            fields, day = self._fields_of(entry, passage.texts), entry.published.date()
            near = [c for c in around() if is_near(c, day)]
            coding = self._recalled(entry, fields, near, rejected) if near else rejected
            return self._denied(entry, fields, day, rejected) if coding is rejected else coding
        fields = self._fields_of(entry, passage.texts)
        issues = self._issues.match(entry.title, entry.summary)
        coding = self._read(entry, fields, issues)
        if coding.rule == "join.public" and they_met(fields, around(), entry.published.date()):
            coding = self._read(entry, fields, issues, spoken=True)
        return self._recalled(entry, fields, around(), coding) if coding.verdict in UNSAID else coding

    def _fields_of(self, entry: Entry, texts: Sequence[Scanned]) -> list[Field]:
        day = entry.published.date()
        words = [one.text for one in texts]
        selected = [without_namesakes(longest(one.hits, RANK), words, self.roster, day) for one in texts]
        known = {h.term.actor for hits in selected for h in hits if h.term.kind == "actor"}
        return [
            Field(
                one.where,
                one.text,
                one.folded,
                hits,
                self._words(one),
                self._party_finder.find(
                    Setting(hits, [h for x in selected if x is not hits for h in x], one.text, one.folded, day, known)
                ),
            )
            for one, hits in zip(texts, selected, strict=True)
        ]

    def _words(self, one: Scanned) -> list[Hit]:
        found = [
            h
            for h in self._function.scan(one.folded, one.text)
            if not is_month(h, one.text) and not is_rank(h, one.folded, one.hits) and not _begun_in_another(h, one.hits)
        ]
        kinds = ("status", "back")
        return [hit for kind in kinds for hit in longest(h for h in found if h.term.kind == kind)]

    def _recalled(self, entry: Entry, fields: list[Field], around: Sequence[Contact], rejected: Coding) -> Coding:
        """The entry read by what goes on these days; `rejected` where nothing of it fits."""
        issues = self._issues.match(entry.title, entry.summary)
        mention = recalled(entry, fields, around, tuple(hit.issue for hit in issues), self._reader.casting)
        if mention is None:
            return rejected
        return Coding(Verdict.CONTACT, mention.rules[0], (mention,), issues, mention.evidence)

    def _denied(self, entry: Entry, fields: list[Field], day: date, rejected: Coding) -> Coding:
        """The entry as the denial of what only "the two heads of state" names."""
        issues = self._issues.match(entry.title, entry.summary)
        mention = leaders_denied(fields, self._reader.casting.presidents(day), issues)
        if mention is None:
            return rejected
        return Coding(Verdict.CONTACT, mention.rules[0], (mention,), issues, mention.evidence)

    def _read(self, entry: Entry, fields: list[Field], issues: tuple[IssueHit, ...], spoken: bool = False) -> Coding:
        """`spoken`: those named have met or talked these days, so that what one urges the other was said there."""
        everyone = [p for f in fields for p in f.parties]
        finds, seen, first = self._finds(entry, fields, everyone, tuple(hit.issue for hit in issues), spoken)
        told = [f for f in finds if not f.background and not at_his_post(f.mention)]
        foreign = fields[0].where == "title" and foreign_lead(fields[0].folded, fields[0].parties)
        told = [f for f in told if not only_a_topic(f.mention)]
        told = told or [f for f in finds if f.mention.rules[-1] == LOOMS and not foreign][:1]
        if foreign and not any(f.title for f in told):
            told = [f for f in told if own_news(f, fresh(entry, seen[f.order]))]
        day = entry.published.date()
        apart = merge(told, day)
        merged = [self._reader.casting.with_others(m, fields, day, _alone(m, apart)) for m in apart]
        wired = [m if _of_others(m, merged) else by_wire(m, fields) for m in merged]
        mentions = without_echoes([with_groups(m, fields, entry.lang) for m in wired])
        if mentions:
            return Coding(Verdict.CONTACT, mentions[0].rules[0], tuple(mentions), issues, mentions[0].evidence)
        if finds:
            evidence = finds[0].mention.evidence
            return Coding(Verdict.BACKGROUND_ONLY, finds[0].mention.rules[-1], (), issues, evidence)
        verdict = first.verdict if first else Verdict.NO_CONTACT_WORD
        return Coding(verdict, first.rule if first else "gate.idiom", (), issues, ())

    def _finds(
        self, entry: Entry, fields: list[Field], everyone: list[Hit], issues: tuple[str, ...], spoken: bool
    ) -> tuple[list[Find], dict[int, Occurrence], Joined | None]:
        """Every contact word that joins both sides, read; and of those that don't, why the first doesn't."""
        elsewhere = place.of_entry([f.folded for f in fields])
        spoken = spoken or any(_names_a_call(h) for f in fields for h in f.hits)
        spoken = spoken or any(_AGREED.search(f.folded) for f in fields)
        finds: list[Find] = []
        places: dict[int, Occurrence] = {}
        first: Joined | None = None
        for order, seen in enumerate((o for f in fields for o in occurrences(f)), start=1):
            joined = relate(seen, everyone, spoken)
            if joined.rule == "join.apart" and stands_alone(seen, everyone):
                joined = Joined(tuple(p for p in everyone if p.term.kind not in ALIEN), 0.55, "join.topic")
            if joined.verdict is not Verdict.CONTACT:
                joined = body_meets(seen, everyone) or joined
            if joined.verdict is not Verdict.CONTACT:
                first = first or joined
                continue
            places[order] = seen
            finds.append(self._reader.read(entry, seen, joined, order, everyone, elsewhere, issues))
        return finds, places, first


def _place_of(error: Exception) -> str:
    """The last line of ours that an error passed."""
    ours = [f for f in traceback.extract_tb(error.__traceback__) if "watchbot" in f.filename]
    return f"{Path(ours[-1].filename).name}:{ours[-1].lineno}"


def _alone(mention: Mention, all_of_them: Sequence[Mention]) -> bool:
    """Whether the entry tells of no other contact than one of leaders, to which who "also takes part" doesn't go."""
    others = [m for m in all_of_them if m is not mention]
    return not others or (not _led(mention) and all(_led(m) for m in others))


def _led(mention: Mention) -> bool:
    return any(p.office in PRESIDENCIES for p in (*mention.us, *mention.cn))


def _of_others(mention: Mention, all_of_them: Sequence[Mention]) -> bool:
    """Whether the call that the entry speaks of is one of other people."""
    mine = names((*mention.us, *mention.cn))
    calls = [names((*m.us, *m.cn)) for m in all_of_them if m is not mention and m.mode in REMOTE]
    return bool(calls) and all(theirs and not theirs & mine for theirs in calls)


def _begun_in_another(hit: Hit, hits: Sequence[Hit]) -> bool:
    """黄坤明会见: the 明会 of "tomorrow will" begins within the name, the 중단 of 방중단 within the visit."""
    inside = (h for h in hits if h.start < hit.start < h.end < hit.end)
    return any(h.term.kind in {"actor", "short"} or h.term.language == "ko" for h in inside)


def _names_a_call(hit: Hit) -> bool:
    """Whether a word names a call or a meeting, so that "Xi urges Trump" was said in it."""
    return hit.term.kind == "contact" and hit.term.form == "noun" and hit.term.mode in _SPOKEN


# "Xi presses Trump as they agree to meet": they have talked.
_AGREED = re.compile(r"\b(?:they|the two|both) (?:also )?agree")
