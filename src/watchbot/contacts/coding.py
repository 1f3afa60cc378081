"""Coding: one entry in, its mentions out, with the reason for every answer.

Scan both fields once; unless both sides and a contact word are there, stop. Then for each contact word: who is joined
(joining), what became of it (status), when and where. The mentions of one contact are merged, the headline's first.
"""

import re
from collections.abc import Callable, Sequence, Set
from dataclasses import replace
from datetime import date

from watchbot.contacts import place
from watchbot.contacts.adjunct import adjunct, told_by_its_own
from watchbot.contacts.arguments import arguments
from watchbot.contacts.joining_cjk import join_by_particle
from watchbot.contacts.joining_en import join_english
from watchbot.contacts.field import Field, acting, addressed, by_wire, calls_names, only_a_mark
from watchbot.contacts.joining import ALIEN, BOTH, Joined, join, sides
from watchbot.contacts.lexicon import Term, terms
from watchbot.contacts.merging import FRESH_DAYS, PRESIDENCIES, REMOTE, Find, by_weight, distinct, merge
from watchbot.contacts.parties import PartyFinder
from watchbot.contacts.people import both_sides, domains_of, fields_of, only_speaks, participant, roster_patterns
from watchbot.contacts.recall import is_near, recall
from watchbot.contacts.scan import Hit, Scanner, longest
from watchbot.contacts.status import Ruling, Scene, is_month, rule_on
from watchbot.contacts.text import Sentence, fold, is_cjk, sentences
from watchbot.contacts.timing import dated, when
from watchbot.contacts.visiting import join_going, join_visit, land_of
from watchbot.issues import IssueMatcher
from watchbot.model import (
    Coding,
    Contact,
    Entry,
    Evidence,
    Issue,
    IssueHit,
    Mention,
    Mode,
    Participant,
    Polarity,
    Roster,
    Side,
    Status,
    Verdict,
)

RANK = {
    "actor": 0,
    "office": 1,
    "short": 2,
    "idiom": 0,
    "body": 3,
    "pair": 3,
    "third": 4,
    "side": 5,
    "contact": 6,
    "role": 7,
    "home": 8,
}
COUNTRY = {Side.US: "US", Side.CN: "China"}
FUNCTION = frozenset({"status", "back", "about", "with"})
# What an entry may have left unsaid, so that the contacts of these days can tell.
UNSAID = frozenset({Verdict.NO_US_SIDE, Verdict.NO_CN_SIDE, Verdict.NOT_JOINED, Verdict.NOT_A_CONTACT_SENSE})
_PROGRESS = re.compile(r"\b(?:second|first|final|third) day\b|两天|兩天|首日|이틀|첫날|사흘")
_HEADS = re.compile(
    r"\b(?:presidents|heads of state) of\b|\b(?:presidents|leaders)'|两国元首|两国领导人|양국 정상|두 정상|양 정상"
)
_APART = re.compile(r"\s*(?:before|ahead of|after|since|while|as)\b")
_LED = re.compile(r"[与同和跟]\W?(?:美|中|美国|中国|陆|华)?$")


class Coder:
    """Compiled once from the roster and the issues; `code` is pure."""

    def __init__(self, roster: Roster, issues: Sequence[Issue]) -> None:
        self.roster = roster
        self._party_finder = PartyFinder(roster)
        self._issues = IssueMatcher(issues)
        own = [(fold(t.word, chinese=True), t) for t in terms()]
        content = [*roster_patterns(roster), *((p, t) for p, t in own if t.kind not in FUNCTION)]
        self._content = Scanner(content)
        self._function = Scanner((p, t) for p, t in own if t.kind in FUNCTION)

    def code(self, entry: Entry, around: Callable[[], Sequence[Contact]] = tuple) -> Coding:
        """What the entry says of contacts. What the gate turns away, nearly all, isn't searched for issues.

        `around` gives the contacts of these days, by which an entry that leaves a side unsaid can still be read; it is
        only called for such an entry.
        """
        chinese = entry.lang.startswith("zh") or not entry.lang
        raw: list[tuple[str, str, str, list[Hit]]] = []
        us = cn = contact = False
        for where, text in (("title", entry.title), ("summary", entry.summary)):
            if not text:
                continue
            folded = fold(text, chinese)
            found = [h for h in self._content.scan(folded, text) if _speaks(h.term, entry.lang)]
            for hit in found:
                kind = hit.term.kind
                if kind == "contact":
                    contact = True
                    us = us or hit.term.side in {"us", "both"}
                    cn = cn or hit.term.side in {"cn", "both"}
                elif kind == "pair":
                    us = cn = True
                elif kind not in ALIEN and kind != "home":
                    us = us or hit.term.side == "us"
                    cn = cn or hit.term.side == "cn"
            if us and cn and (said := addressed(found, folded)):
                found.append(said)
                contact = True
            raw.append((where, text, folded, found))
        foreign = any(h.term.kind == "third" for *_, hits in raw for h in hits)
        if contact and (us != cn or not foreign):
            homes = {"cn" if us else "us"} if us != cn else {"us", "cn"} if us else set()
            raw = [(w, t, f, _at_home(hits, homes)) for w, t, f, hits in raw]
            us = us or any(h.term.side == "us" for *_, hits in raw for h in hits)
            cn = cn or any(h.term.side == "cn" for *_, hits in raw for h in hits)
        if any(h.term.form == "sport" for h in raw[0][3]) and not any(
            h.term.kind == "actor" for *_, hits in raw for h in hits
        ):
            return Coding(Verdict.NOT_OFFICIAL, "gate.sport", (), (), ())
        if not (us and cn and contact):
            verdict = Verdict.NO_CONTACT_WORD if not contact else Verdict.NO_US_SIDE if not us else Verdict.NO_CN_SIDE
            rejected = Coding(verdict, f"gate.{verdict.value}", (), (), ())
            known = around() if contact and (us or cn) else ()
            near = any(is_near(one, entry.published.date()) for one in known)
            return self._recalled(entry, self._fields_of(entry, raw), known, rejected) if near else rejected
        fields = self._fields_of(entry, raw)
        coding = self._read(entry, fields, self._issues.match(entry.title, entry.summary))
        return self._recalled(entry, fields, around(), coding) if coding.verdict in UNSAID else coding

    def _fields_of(self, entry: Entry, raw: list[tuple[str, str, str, list[Hit]]]) -> list[Field]:
        day = entry.published.date()
        selected = [(w, t, f, longest(h, RANK)) for w, t, f, h in raw]
        known = {h.term.actor for _, _, _, hits in selected for h in hits if h.term.kind == "actor"}
        return [
            Field(w, t, f, hits, self._words(f, t), self._party_finder.find(hits, t, f, day, known))
            for w, t, f, hits in selected
        ]

    def _recalled(self, entry: Entry, fields: list[Field], around: Sequence[Contact], rejected: Coding) -> Coding:
        """The entry read by what goes on these days; `rejected` where nothing of it fits."""
        found = recall(fields, around, entry.published.date())
        if found is None:
            return rejected
        contact, field, cue, sentence = found.contact, found.field, found.cue, found.sentence
        clause = next(((a, b) for a, b in sentence.clauses if a <= cue.start < b), (sentence.start, sentence.end))
        cjk = is_cjk(field.text[sentence.start : sentence.end])
        cues = [h for h in field.hits if h.term.kind == "contact"]
        ruling = rule_on(Scene(cue, clause, field.where == "title", cjk, field.heard(cue), cues, field.folded))
        status = ruling.status
        if status is None:
            return rejected
        if status is Status.HELD and ruling.word is None and contact.status is not Status.HELD:
            due = contact.start is not None and contact.start <= entry.published.date()
            status = Status.HELD if due else contact.status
        issues = self._issues.match(entry.title, entry.summary)
        mention = Mention(
            us=contact.us,
            cn=contact.cn,
            mode=contact.mode,
            status=status,
            certainty=Ruling(status, ruling.rule).certainty,
            polarity=Polarity.NEGATIVE if status in {Status.DENIED, Status.CANCELLED} else Polarity.POSITIVE,
            place=contact.place,
            start=contact.start,
            end=contact.start,
            issues=tuple(hit.issue for hit in issues),
            score=0.5,
            rules=(cue.term.rule, "join.recalled", ruling.rule),
            evidence=(Evidence(field.where, cue.start, cue.end, field.text[cue.start : cue.end], "join.recalled"),),
        )
        return Coding(Verdict.CONTACT, cue.term.rule, (mention,), issues, mention.evidence)

    def _read(self, entry: Entry, fields: list[Field], issues: tuple[IssueHit, ...]) -> Coding:
        day = entry.published.date()
        everyone = [p for f in fields for p in f.parties]
        issue_ids = tuple(hit.issue for hit in issues)
        elsewhere = next(filter(None, (place.find(f.folded) for f in fields)), None)
        finds: list[Find] = []
        first: Joined | None = None
        spoken = any(
            h.term.kind == "contact"
            and h.term.form == "noun"
            and h.term.mode in {"phone", "video", "meeting", "talks", "summit"}
            for f in fields
            for h in f.hits
        )
        order = 0
        for field in fields:
            for sentence in sentences(field.text, field.where):
                for cue in field.hits:
                    if cue.term.kind != "contact" or not sentence.start <= cue.start < sentence.end:
                        continue
                    order += 1
                    joined = self._join(cue, sentence, field, everyone, spoken)
                    if joined.rule == "join.apart" and self._stands_alone(cue, sentence, field, everyone):
                        around = tuple(p for p in everyone if p.term.kind not in ALIEN)
                        joined = Joined(around, 0.55, "join.topic")
                    if joined.verdict is not Verdict.CONTACT:
                        first = first or joined
                        continue
                    finds.append(self._find(entry, field, sentence, cue, joined, issue_ids, order, everyone, elsewhere))
        told = [f for f in finds if not f.background]
        if fields[0].where == "title" and _foreign_lead(fields[0]) and not any(f.title for f in told):
            told = [f for f in told if _own_news(f)]
        merged = merge(told, day)
        mentions = by_weight([by_wire(m, fields) for m in merged], day)
        if mentions:
            main = mentions[0]
            return Coding(Verdict.CONTACT, main.rules[0], tuple(mentions), issues, main.evidence)
        if finds:
            evidence = finds[0].mention.evidence
            return Coding(Verdict.BACKGROUND_ONLY, finds[0].mention.rules[-1], (), issues, evidence)
        verdict = first.verdict if first else Verdict.NO_CONTACT_WORD
        return Coding(verdict, first.rule if first else "gate.idiom", (), issues, ())

    def _words(self, folded: str, text: str) -> list[Hit]:
        found = [h for h in self._function.scan(folded, text) if not is_month(h, text)]
        return [
            *longest(h for h in found if h.term.kind == "status"),
            *longest(h for h in found if h.term.kind == "back"),
        ]

    def _join(self, cue: Hit, sentence: Sentence, field: Field, everyone: Sequence[Hit], spoken: bool) -> Joined:
        low, high = next(((a, b) for a, b in sentence.clauses if a <= cue.start < b), (sentence.start, sentence.end))
        inside = [p for p in field.parties if sentence.start <= p.start < sentence.end]
        clause = [p for p in inside if low <= p.start < high]
        anaphor = any(h.term.kind == "both" and sentence.start <= h.start < sentence.end for h in field.hits) or any(
            h.term.kind == "role" and h.term.word in {"counterpart", "counterparts", "opposite number"}
            for h in field.hits
        )
        cjk = is_cjk(field.text[sentence.start : sentence.end])
        if cue.term.form == "tight":
            ahead = next(
                (
                    p
                    for p in inside
                    if 0 <= p.start - cue.end <= 3 and p.term.kind in {"actor", "office", "body", "third", "outsider"}
                ),
                None,
            )
            before = [p for p in clause if p.end <= cue.start]
            if ahead is None and not field.folded[cue.end : high].strip(' ，。！？!?」』”"') and sides(before) == BOTH:
                return Joined(tuple(before), 0.8, "join.clause")
            if ahead is None:
                return Joined((), 0, "join.tight", Verdict.NOT_A_CONTACT_SENSE)
            if ahead.term.kind in ALIEN:
                return Joined((), 0, "join.third-party", Verdict.THIRD_PARTY)
        if calls_names(cue, inside, field):
            return Joined((), 0, "join.calls-names", Verdict.NOT_A_CONTACT_SENSE)
        verb = cue.term.form in {"base", "fin"} and not cjk
        if verb and not clause and _APART.match(field.folded[low:high]):
            return Joined((), 0, "join.other-clause", Verdict.NOT_JOINED)
        if cue.term.form == "behind":
            led = [p for p in inside if p.end == cue.start and _LED.search(field.folded[max(0, p.start - 4) : p.start])]
            if not led:
                return Joined((), 0, "join.behind", Verdict.NOT_A_CONTACT_SENSE)
        if cue.term.mode == "visit" and not cjk:
            return join_visit(cue, field.hits, field.parties, everyone, field.folded, (sentence.start, sentence.end))
        if cue.term.mode == "visit" and cue.term.side:
            guest = "us" if cue.term.side == "cn" else "cn"
            return join_going(cue, guest, clause, inside, everyone, field.folded)
        if cue.term.mode == "visit" and (
            land := land_of(cue, field.hits, field.folded, (sentence.start, sentence.end), inside)
        ):
            return join_going(cue, "us" if land == "cn" else "cn", clause, inside, everyone, field.folded)
        if cue.term.mode == "visit" and cue.term.form in {"going", "noun"}:
            firm = [p for p in inside if p.term.kind in {"actor", "office", "body"}]
            if not firm:
                return Joined((), 0, "join.visitor", Verdict.NOT_JOINED)
        if not cjk:
            span = (sentence.start, sentence.end)
            cues = [h for h in field.hits if h.term.kind == "contact"]
            args = arguments(cue, field.parties, cues, field.folded, field.text, span, (low, high))
            return join_english(cue, args, field.parties, everyone, field.folded, field.text, span, anaphor, spoken)
        told = join_by_particle(cue, inside, everyone, field.folded, cue.term.language == "ko")
        return told or join(cue, clause, inside, everyone, field.folded, cjk, anaphor)

    def _stands_alone(self, cue: Hit, sentence: Sentence, field: Field, everyone: Sequence[Hit]) -> bool:
        """Whether a sentence about talks names nobody, so that they are those of the sides the entry is about.

        "US and China agree on TikTok. The talks in Madrid ended on Monday." Only where a word says what became of the
        talks, the sides act together, and nobody else is about.
        """
        if cue.term.grip < 2 or cue.term.mode not in {"talks", "phone", "video", "summit"} or cue.term.form != "noun":
            return False
        inside = [p for p in everyone if p in field.parties and sentence.start <= p.start < sentence.end]
        outsiders = [p for p in everyone if p.term.kind in ALIEN and p.term.form != "country"]
        if inside or outsiders or not any(p.term.kind in {"pair", "actor", "office"} for p in everyone):
            return False
        return any(
            sentence.start <= h.start < sentence.end and h.term.status in {"held", "planned"} for h in field.words
        ) or any(sentence.start <= m.start() < sentence.end for m in _PROGRESS.finditer(field.folded))

    def _find(
        self,
        entry: Entry,
        field: Field,
        sentence: Sentence,
        cue: Hit,
        joined: Joined,
        issues: tuple[str, ...],
        order: int,
        everyone: Sequence[Hit],
        elsewhere: str | None,
    ) -> Find:
        clause = next(((a, b) for a, b in sentence.clauses if a <= cue.start < b), (sentence.start, sentence.end))
        cjk = is_cjk(field.text[sentence.start : sentence.end])
        cues = [h for h in field.hits if h.term.kind == "contact"]
        ruling = rule_on(Scene(cue, clause, field.where == "title", cjk, field.heard(cue), cues, field.folded))
        if cjk and only_a_mark(cue, joined, field):
            ruling = Ruling(None, "status.background:mark")
        role = adjunct(field.folded, cue, (sentence.start, sentence.end))
        own = role == "after" and ruling.status is not None
        fresh = self._fresh(entry, field, sentence, cue) if own else None
        own = own and (
            fresh
            if fresh is not None
            else told_by_its_own(field.folded, cue, (sentence.start, sentence.end), field.parties)
        )
        if role is not None and not own:
            ruling = Ruling(None, f"status.adjunct:{role}")
        day = entry.published.date()
        taking_part = acting(cue, joined.parties, field)
        known = {p.term.actor for p in everyone if p.term.actor}
        works = {p.term.side: self._fields(p, day) for p in taking_part if p.term.side}
        named = [
            participant(self.roster, p.term, day, known, works.get("us" if p.term.side == "cn" else "cn", ()))
            for p in taking_part
            if p.term.kind != "pair" and not (p.term.actor and only_speaks(self.roster, p.term.actor, day))
        ]
        for pair in (p for p in taking_part if p.term.kind == "pair"):
            if pair.term.form == "leaders":
                named += self._presidents(day)
            else:
                named += both_sides(self.roster, pair.term, day)
        if not any(p.actor or p.office for p in named) and _HEADS.search(field.folded, *clause):
            named = self._presidents(day)
        named = self._without_titles(named, day)
        people = _leaders_only(distinct(named)) if cue.term.mode == "summit" else distinct(named)
        people = self._complete(people, everyone, day)
        people += [Participant(side, COUNTRY[side]) for side in Side if not any(p.side is side for p in people)]
        ruling, start, exact = dated(entry, field, sentence, cue, ruling)
        status = ruling.status or Status.HELD
        remote = Mode(cue.term.mode) in REMOTE
        spot = None
        if not remote:
            apart = _APART.match(field.folded[clause[0] : clause[1]]) is not None
            spot = place.find(field.folded, *clause, near=cue.start)
            if spot is None and not apart:
                spot = place.find(field.folded, sentence.start, sentence.end, near=cue.start)
            if joined.rule == "join.going":
                spot = place.of_side(joined.land, spot)
            else:
                spot = spot or place.land(field.folded, *clause) or (None if apart else elsewhere)
        score = joined.score - (0.15 if status is Status.SPECULATED else 0.0)
        evidence = [Evidence(field.where, cue.start, cue.end, field.text[cue.start : cue.end], cue.term.rule)]
        evidence += [
            Evidence(field.where, p.start, p.end, field.text[p.start : p.end], joined.rule)
            for p in joined.parties
            if p in field.parties
        ]
        if ruling.word is not None:
            evidence.append(
                Evidence(
                    field.where,
                    ruling.word.start,
                    ruling.word.end,
                    field.text[ruling.word.start : ruling.word.end],
                    ruling.rule,
                )
            )
        mention = Mention(
            us=tuple(p for p in people if p.side is Side.US),
            cn=tuple(p for p in people if p.side is Side.CN),
            mode=Mode(cue.term.mode),
            status=status,
            certainty=ruling.certainty,
            polarity=Polarity.NEGATIVE if status in {Status.DENIED, Status.CANCELLED} else Polarity.POSITIVE,
            place=spot,
            start=start,
            end=start,
            issues=issues,
            score=round(score, 2),
            rules=(cue.term.rule, joined.rule, ruling.rule),
            evidence=tuple(evidence),
        )
        explicit = ruling.word is not None or cue.term.form == "fin"
        return Find(
            mention,
            ruling.status is None,
            field.where == "title",
            order,
            explicit or exact,
            role is not None,
            self._fresh(entry, field, sentence, cue),
        )

    def _fields(self, party: Hit, day: date) -> Set[str]:
        return domains_of(self.roster, party.term.actor, day) if party.term.actor else fields_of(party.term.office)

    def _fresh(self, entry: Entry, field: Field, sentence: Sentence, cue: Hit) -> bool | None:
        """Whether the day that the sentence gives the contact word is one of the last few; None where it gives none."""
        day, own = when(entry, field, sentence, cue, False)
        return 0 <= (entry.published.date() - day).days <= FRESH_DAYS if own and day is not None else None

    def _without_titles(self, people: list[Participant], day: date) -> list[Participant]:
        """An office that somebody named here holds is that person's title ("Politburo member Wang Yi"), nobody else."""
        known = {p.actor: self.roster.actors[p.actor].offices_on(day) for p in people if p.actor}
        held = {office for offices in known.values() for office in offices}
        groups = ("delegation", "group", "senators", "members", "lawmakers")
        return [p for p in people if p.actor or p.office not in held or p.name.endswith(groups)]

    def _presidents(self, day: date) -> list[Participant]:
        return [
            Participant(a.side, a.name, a.id, office)
            for office in ("us-president", "cn-president")
            for a in self.roster.holders(office, day)
        ]

    def _complete(self, people: list[Participant], everyone: Sequence[Hit], day: date) -> list[Participant]:
        """Officials named elsewhere stand for a side that the sentence leaves open, leaders only with leaders."""
        for side in Side:
            mine = [p for p in people if p.side is side]
            others = [p for p in people if p.side is not side]
            if any(p.actor for p in mine):
                continue
            leading = any(p.office in PRESIDENCIES for p in (*others, *mine))
            for hit in everyone:
                if hit.term.kind == "actor" and hit.term.side == side.value:
                    found = participant(self.roster, hit.term, day)
                    if (
                        (found.office in PRESIDENCIES) == leading
                        and found not in people
                        and not (found.office or "").endswith("-spokesperson")
                    ):
                        people = [*people, found]
        return distinct(people)


_FIRM_NEWS = frozenset({Status.DENIED, Status.CANCELLED, Status.POSTPONED})


def _foreign_lead(title: Field) -> bool:
    """Whether a headline is about somebody else: then what the summary says of the two sides must be news of its own."""
    return any(p.term.kind == "third" for p in title.parties)


def _own_news(find: Find) -> bool:
    """A day of the last few, a plan or its end, or a verb with both sides; not what "had" taken place before."""
    mention = find.mention
    if find.fresh is not None or mention.status in _FIRM_NEWS:
        return bool(find.fresh) or mention.status in _FIRM_NEWS
    firm = find.explicit and mention.rules[1] in {"join.clause", "join.going"} and mention.score >= 0.8
    return firm and (
        mention.status is Status.PLANNED
        or mention.rules[0].endswith((".fin", ".base"))
        or not mention.rules[0].startswith("en.")
    )


def _at_home(hits: list[Hit], sides: set[str]) -> list[Hit]:
    """Offices without a country, read as those of the side that the text doesn't name."""
    made = [
        h._replace(term=replace(h.term, kind="office")) if h.term.kind == "home" and h.term.side in sides else h
        for h in hits
    ]
    return made


def _leaders_only(people: list[Participant]) -> list[Participant]:
    """A summit is the leaders'; ministers in the same sentence prepare it or tell of it."""
    leaders = [p for p in people if p.office in PRESIDENCIES]
    return leaders or people


def _speaks(term: Term, language: str) -> bool:
    """Whether a term belongs to the entry's language; Latin names are at home everywhere."""
    if term.word.isascii() or not language:
        return True
    return (term.language == "ko") == (language == "ko") or language.startswith("en")
