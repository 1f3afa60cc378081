"""Coding: one entry in, its mentions out, with the reason for every answer.

Scan both fields once; unless both sides and a contact word are there, stop. Then for each contact word: who is joined
(joining), what became of it (status), when and where. The mentions of one contact are merged; the headline's comes first.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from watchbot.contacts import dates, place
from watchbot.contacts.joining import ALIEN, BOTH, Joined, join, sides
from watchbot.contacts.lexicon import Term, terms
from watchbot.contacts.people import SHARED_SURNAMES, domains_of, in_office, participant, roster_patterns
from watchbot.contacts.scan import Hit, Scanner, longest
from watchbot.contacts.status import Ruling, Scene, rule_on
from watchbot.contacts.text import Sentence, fold, is_cjk, sentences
from watchbot.issues import IssueMatcher
from watchbot.model import (
    Coding,
    Entry,
    Evidence,
    Issue,
    Mention,
    Mode,
    Participant,
    Polarity,
    Roster,
    Side,
    Status,
    Verdict,
)

FUNCTION = frozenset({"status", "back", "about", "with"})
PARTY = frozenset({"side", "pair", "body", "office", "actor", "short", "third", "outsider"})
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
}
REMOTE = frozenset({Mode.PHONE, Mode.VIDEO})
TRIP = frozenset({Mode.VISIT})
_POSSESSED = re.compile(r"^(?:'s|s')?\s+(?:[a-z]+\s){0,2}$")
_ABOUT = re.compile(r"\b(?:about|on|over|regarding|concerning|against|toward|towards)\s(?:the\s)?$")
_SIDED = re.compile(r"美|中国|国务|大陆|陆|华|习|中共|北京|贸易")
_LEADERS = re.compile(r"xi\b|习|시진핑")
_HEADS = re.compile(r"president|leaders|元首|领导人|领袖|정상|首脑")
_VENUES = frozenset(
    {
        "Switzerland",
        "Swiss",
        "Malaysia",
        "Sweden",
        "Swedish",
        "Spain",
        "Spanish",
        "France",
        "Paris",
        "London",
        "Britain",
        "South Korea",
        "Seoul",
        "Singapore",
        "Rome",
        "Bangkok",
        "Malaysian",
        "Geneva",
        "Davos",
    }
)
_FORMER = re.compile(r"(?:\bformer|\bex|\bthen)[- ]$|前$")
_ALLY = re.compile(r"\b(?:ally of|allies of|aides? to|critic of|urge|urges|urging)\s(?:former\s)?(?:president\s)?$")


@dataclass(frozen=True, slots=True)
class _Field:
    where: str
    text: str
    folded: str
    hits: Sequence[Hit]
    words: Sequence[Hit]
    parties: Sequence[Hit]


@dataclass(frozen=True, slots=True)
class _Find:
    mention: Mention
    background: bool
    title: bool
    order: int
    explicit: bool


class Coder:
    """Compiled once from the roster and the issues; `code` is pure."""

    def __init__(self, roster: Roster, issues: Sequence[Issue]) -> None:
        self.roster = roster
        self._issues = IssueMatcher(issues)
        own = [(fold(t.word, chinese=True), t) for t in terms()]
        content = [*roster_patterns(roster), *((p, t) for p, t in own if t.kind not in FUNCTION)]
        self._content = Scanner(content)
        self._function = Scanner((p, t) for p, t in own if t.kind in FUNCTION)

    def code(self, entry: Entry) -> Coding:
        """What the entry says of contacts."""
        issues = self._issues.match(entry.title, entry.summary)
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
                elif kind not in ALIEN:
                    us = us or hit.term.side == "us"
                    cn = cn or hit.term.side == "cn"
            raw.append((where, text, folded, found))
        if not (us and cn and contact):
            verdict = Verdict.NO_CONTACT_WORD if not contact else Verdict.NO_US_SIDE if not us else Verdict.NO_CN_SIDE
            return Coding(verdict, f"gate.{verdict.value}", (), issues, ())
        return self._read(entry, raw, issues)

    def _read(self, entry: Entry, raw: list[tuple[str, str, str, list[Hit]]], issues: tuple[object, ...]) -> Coding:
        day = entry.published.date()
        selected = [(w, t, f, longest(h, RANK)) for w, t, f, h in raw]
        known = {h.term.actor for _, _, _, hits in selected for h in hits if h.term.kind == "actor"}
        fields = [
            _Field(w, t, f, hits, self._words(f, t), self._parties(hits, t, f, day, known))
            for w, t, f, hits in selected
        ]
        everyone = [p for f in fields for p in f.parties]
        issue_ids = tuple(hit.issue for hit in issues)  # type: ignore[attr-defined]
        finds: list[_Find] = []
        first: Joined | None = None
        order = 0
        for field in fields:
            for sentence in sentences(field.text, field.where):
                for cue in field.hits:
                    if cue.term.kind != "contact" or not sentence.start <= cue.start < sentence.end:
                        continue
                    order += 1
                    joined = self._join(cue, sentence, field, everyone)
                    if joined.verdict is not Verdict.CONTACT:
                        first = first or joined
                        continue
                    finds.append(self._find(entry, field, sentence, cue, joined, issue_ids, order, everyone))
        mentions = _merge([f for f in finds if not f.background])
        if mentions:
            main = mentions[0]
            return Coding(Verdict.CONTACT, main.rules[0], tuple(mentions), issues, main.evidence)  # type: ignore[arg-type]
        if finds:
            evidence = finds[0].mention.evidence
            return Coding(Verdict.BACKGROUND_ONLY, finds[0].mention.rules[-1], (), issues, evidence)  # type: ignore[arg-type]
        verdict = first.verdict if first else Verdict.NO_CONTACT_WORD
        return Coding(verdict, first.rule if first else "gate.idiom", (), issues, ())  # type: ignore[arg-type]

    def _words(self, folded: str, text: str) -> list[Hit]:
        found = self._function.scan(folded, text)
        return [
            *longest(h for h in found if h.term.kind == "status"),
            *longest(h for h in found if h.term.kind == "back"),
        ]

    def _parties(self, hits: Sequence[Hit], text: str, folded: str, day: date, known: set[str]) -> list[Hit]:
        made: list[Hit] = []
        for index, hit in enumerate(hits):
            if hit.term.side == "both":
                made.append(Hit(hit.start, hit.end, replace(hit.term, kind="pair", side="")))
            if hit.term.kind not in PARTY:
                continue
            following = hits[index + 1] if index + 1 < len(hits) else None
            kept = self._party(hit, following, hits, text, folded, day, known)
            if kept is not None:
                made.append(kept)
        return made

    def _party(
        self, hit: Hit, following: Hit | None, hits: Sequence[Hit], text: str, folded: str, day: date, known: set[str]
    ) -> Hit | None:
        term = hit.term
        before = folded[max(0, hit.start - 30) : hit.start]
        if term.kind in {"actor", "short"}:
            if _ALLY.search(before):
                return None
            if term.kind == "short":
                named = self._short(hit, hits, day, known, text)
                if named is None:
                    return None
                hit = named
            if _FORMER.search(before) and term.language != "ko" and not in_office(self.roster, hit.term.actor, day):
                return None
            if not in_office(self.roster, hit.term.actor, day):
                return Hit(hit.start, hit.end, replace(hit.term, kind="outsider", side=""))
            return hit
        if term.kind == "third" and term.form == "country":
            if re.search(
                r"\b(?:in|at|near|from|on|about|over|to|of|against|with)\s(?:the\s)?$", before
            ) and not before.endswith("with "):
                return None
            after = folded[hit.end : hit.end + 14]
            if (
                term.word in _VENUES
                and not before.endswith("with ")
                and not re.match(r"(?:'s)? (?:and|foreign|president|prime|leader)\b|, (?:china|us|u\.s)", after)
            ):
                return None
            if before.endswith(("赴", "在", "往", "到", "抵")):
                return None
            if (
                term.language != "en"
                and not re.match(
                    r"^(?:总统|總統|外长|防长|首相|总理|外相|领导|代表|外务|외무|외상|총리|대통령|정상|장관|官员|方|と|国防|外交|[与同和]|행|국방)",
                    after,
                )
                and not before.endswith(("与", "同", "和", "见", "訪", "访"))
            ):
                return None
            if (
                term.language == "en"
                and following is not None
                and following.term.kind in {"third"}
                and following.start - hit.end < 20
            ):
                return None
            return hit
        if term.kind == "side":
            if _topical(hit, following, folded):
                return None
            if (
                following is not None
                and following.term.kind == "outsider"
                and following.start - hit.end <= (22 if term.language == "en" else 6)
            ):
                return None
            if term.form in {"country", "capital"} and term.language == "en" and _ABOUT.search(before):
                return None
            if following is not None and following.start - hit.end <= (22 if term.language == "en" else 6):
                gap = folded[hit.end : following.start]
                if following.term.kind == "role" and _adjoins(gap, term.language):
                    side = "US" if term.side == "us" else "Chinese"
                    return Hit(
                        hit.start,
                        following.end,
                        replace(
                            term,
                            kind="body",
                            name=f"{side} {_plain(following, text)}",
                            office=following.term.office if self._of_side(following.term.office, term.side) else "",
                        ),
                    )
            if term.form == "demonym" and term.language == "en":
                return None
            return hit
        if term.kind == "pair":
            return None if _topical(hit, following, folded) else hit
        if term.kind == "office" and term.language.startswith("zh") and not _SIDED.search(folded[hit.start : hit.end]):
            previous = folded[hit.start - 1 : hit.start]
            if previous and "\u4e00" <= previous <= "\u9fff" and previous not in "与同和跟对会见晤美中方陆由向及":
                return None
        return hit

    def _of_side(self, office: str, side: str) -> bool:
        return office in self.roster.offices and self.roster.offices[office].side.value == side

    def _short(self, hit: Hit, hits: Sequence[Hit], day: date, known: set[str], text: str) -> Hit | None:
        """A surname means an official when the full name or a fitting counterpart stands in the same entry."""
        candidates = [
            a for a in self.roster.actors.values() if any(hit.term.word in words for words in a.short.values())
        ]
        named = [a for a in candidates if a.id in known]
        serving = [a for a in candidates if in_office(self.roster, a.id, day)]
        word = hit.term.word.lower()
        if (
            word == "he"
            and (hit.start == 0 or text[hit.start - 2 : hit.start] in {". ", "? ", "! ", ": ", "- "})
            and not text[hit.end : hit.end + 1] == ","
        ):
            return None
        if named:
            return Hit(hit.start, hit.end, replace(hit.term, kind="actor", actor=named[0].id, name=named[0].name))
        if word not in SHARED_SURNAMES and len(serving) == 1:
            return Hit(hit.start, hit.end, replace(hit.term, kind="actor", actor=serving[0].id, name=serving[0].name))
        others = [
            h for h in hits if h.term.kind in {"actor", "office"} and h.term.side and h.term.side != hit.term.side
        ]
        wanted: set[str] = set()
        for other in others:
            if other.term.actor:
                wanted |= domains_of(self.roster, other.term.actor, day)
        shorts = [
            h
            for h in hits
            if h.term.kind == "short"
            and h.term.side
            and h.term.side != hit.term.side
            and h.term.word.lower() not in SHARED_SURNAMES
        ]
        for other in shorts:
            wanted |= domains_of(self.roster, other.term.actor, day)
        fitting = [a for a in serving if domains_of(self.roster, a.id, day) & (wanted - {"leader"})]
        if (
            word == "he"
            and not re.search(r"(?:and|&|-|,|with|between|mr\.?|premier) ?$", text[: hit.start].lower())
            and not re.match(r"(?: and [A-Z]|-[A-Z]|,? [A-Z][a-z]+ (?:to|hold|meet))", text[hit.end :])
        ):
            return None
        if fitting:
            ranked = sorted(
                fitting, key=lambda a: min((self.roster.offices[o].rank for o in a.offices_on(day)), default=9)
            )
            return Hit(hit.start, hit.end, replace(hit.term, kind="actor", actor=ranked[0].id, name=ranked[0].name))
        return None

    def _join(self, cue: Hit, sentence: Sentence, field: _Field, everyone: Sequence[Hit]) -> Joined:
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
            if ahead is None:
                return Joined((), 0, "join.tight", Verdict.NOT_A_CONTACT_SENSE)
            if ahead.term.kind in ALIEN:
                return Joined((), 0, "join.third-party", Verdict.THIRD_PARTY)
        if cue.term.mode == "visit" and cue.term.side:
            guest = "us" if cue.term.side == "cn" else "cn"
            guests = [
                p
                for p in (*clause, *inside, *everyone)
                if p.term.side == guest and p.term.kind in {"actor", "office", "body"}
            ]
            aliens = [p for p in clause if p.term.kind in ALIEN]
            if guests and not aliens:
                return Joined(
                    tuple(dict.fromkeys((guests[0], *(p for p in inside if p.term.kind not in ALIEN)))),
                    0.8,
                    "join.going",
                )
            return Joined((), 0, "join.visitor", Verdict.NOT_JOINED)
        if cue.term.mode == "visit" and cue.term.form in {"going", "noun"}:
            firm = [p for p in inside if p.term.kind in {"actor", "office", "body"}]
            if not firm:
                return Joined((), 0, "join.visitor", Verdict.NOT_JOINED)
        return join(cue, clause, inside, everyone, field.folded, cjk, anaphor)

    def _find(
        self,
        entry: Entry,
        field: _Field,
        sentence: Sentence,
        cue: Hit,
        joined: Joined,
        issues: tuple[str, ...],
        order: int,
        everyone: Sequence[Hit],
    ) -> _Find:
        clause = next(((a, b) for a, b in sentence.clauses if a <= cue.start < b), (sentence.start, sentence.end))
        cjk = is_cjk(field.text[sentence.start : sentence.end])
        ruling = rule_on(Scene(cue, clause, field.where == "title", cjk, field.words, field.folded))
        day = entry.published.date()
        named = [participant(self.roster, p.term, day) for p in joined.parties if p.term.kind != "pair"]
        for pair in (p for p in joined.parties if p.term.kind == "pair"):
            leaders = self._leaders(pair, field, day)
            if leaders:
                named += leaders
                continue
            role = next((h for h in field.hits if h.term.kind == "role" and 0 <= h.start - pair.end <= 12), None)
            word = _plain(role, field.text) if role else "side"
            named += [Participant(Side.US, f"US {word}"), Participant(Side.CN, f"Chinese {word}")]
        people = _participants(named)
        people = self._complete(people, everyone, day)
        status = ruling.status or Status.HELD
        start, exact = self._when(entry, field, sentence, cue, ruling)
        spot = (
            place.find(field.folded[sentence.start : sentence.end])
            or place.find(fold(entry.title, True))
            or place.find(fold(entry.summary, True))
        )
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
            place=None if Mode(cue.term.mode) in REMOTE else spot,
            start=start,
            end=start,
            issues=issues,
            score=round(score, 2),
            rules=(cue.term.rule, joined.rule, ruling.rule),
            evidence=tuple(evidence),
        )
        explicit = ruling.word is not None or cue.term.form == "fin"
        return _Find(mention, ruling.status is None, field.where == "title", order, explicit or exact)

    def _leaders(self, pair: Hit, field: _Field, day: date) -> list[Participant]:
        """The two presidents, where a pair names them or leads to "presidents", 元首, 정상."""
        after = field.folded[pair.start : pair.end + 12]
        if not _LEADERS.search(field.folded[pair.start : pair.end]) and not _HEADS.search(after):
            return []
        return [
            Participant(a.side, a.name, a.id, office)
            for office in ("us-president", "cn-president")
            for a in self.roster.holders(office, day)
        ]

    def _complete(self, people: list[Participant], everyone: Sequence[Hit], day: date) -> list[Participant]:
        """Officials named elsewhere in the entry stand for a side that the sentence leaves open, leaders only with leaders."""
        leaders = {"us-president", "us-president-elect", "cn-president"}
        for side in Side:
            mine = [p for p in people if p.side is side]
            others = [p for p in people if p.side is not side]
            if any(p.actor for p in mine):
                continue
            leading = any(p.office in leaders for p in (*others, *mine))
            for hit in everyone:
                if hit.term.kind == "actor" and hit.term.side == side.value:
                    found = participant(self.roster, hit.term, day)
                    if (
                        (found.office in leaders) == leading
                        and found not in people
                        and not (found.office or "").endswith("-spokesperson")
                    ):
                        people = [*people, found]
        return _participants(people)

    def _when(
        self, entry: Entry, field: _Field, sentence: Sentence, cue: Hit, ruling: Ruling
    ) -> tuple[date | None, bool]:
        future = ruling.status in {Status.PLANNED, Status.SPECULATED}
        published = entry.published.date()
        language = entry.lang if entry.lang.startswith(("zh", "ko")) else "en"
        found = dates.find(field.folded, language, published, future)
        usable = [w for w in found if dates.fits(w, field.folded, published, future)]
        inside = [w for w in usable if sentence.start <= w.start < sentence.end]
        low, high = next(((a, b) for a, b in sentence.clauses if a <= cue.start < b), (sentence.start, sentence.end))
        pool = (
            [w for w in inside if low <= w.start < high]
            or inside
            or [w for w in usable if abs(w.start - cue.start) < 260 and abs((w.day - published).days) <= 5]
        )
        if pool:
            best = min(pool, key=lambda w: min(abs(w.start - cue.end), abs(cue.start - w.end)))
            return dates.first_day(best, field.folded, published), bool(inside)
        if field.where == "title" and entry.summary:
            folded = fold(entry.summary, chinese=True)
            later = [
                w for w in dates.find(folded, language, published, future) if dates.fits(w, folded, published, future)
            ]
            if later and abs((later[0].day - published).days) <= (40 if future else 5):
                return dates.first_day(later[0], folded, published), False
        return None, False


def _speaks(term: Term, language: str) -> bool:
    """Whether a term belongs to the entry's language; Latin names are at home everywhere."""
    if term.word.isascii() or not language:
        return True
    return (term.language == "ko") == (language == "ko") or language.startswith("en")


def _topical(hit: Hit, following: Hit | None, folded: str) -> bool:
    if following is None or following.term.kind != "topic":
        return False
    gap = folded[hit.end : following.start]
    return len(gap) <= 12 and (not gap.strip() or bool(_POSSESSED.match(gap)))


def _adjoins(gap: str, language: str) -> bool:
    if language != "en":
        return len(gap.strip()) <= 4 and not any(c in gap for c in "，,、")
    return bool(re.match(r"^(?:'s|s')?\s(?:[a-z-]+\s){0,2}$", gap)) and " and " not in gap and " to " not in gap


def _plain(role: Hit, text: str) -> str:
    word = text[role.start : role.end]
    return word if word.isascii() else "officials delegation side counterpart"


def _participants(people: list[Participant]) -> list[Participant]:
    """Each once; a bare side is dropped where somebody of that side is named."""
    unique = list({(p.side, p.name): p for p in people}.values())
    made = []
    for person in unique:
        better = [q for q in unique if q.side is person.side and (q.actor or q.office) and q is not person]
        if not person.actor and not person.office and better and person.name.endswith(" side"):
            continue
        made.append(person)
    return made


def family(mode: Mode) -> str:
    """Phone and video are remote; meeting, talks, summit and visit are in person."""
    return "remote" if mode in REMOTE else "letter" if mode is Mode.LETTER else "in person"


_SURE = {
    Status.DENIED: 5,
    Status.CANCELLED: 5,
    Status.POSTPONED: 5,
    Status.HELD: 3,
    Status.PLANNED: 2,
    Status.SPECULATED: 1,
}


def _merge(finds: list[_Find]) -> list[Mention]:
    """One mention for each contact: finds of one family and overlapping parties are the same; the headline leads."""
    groups: list[list[_Find]] = []
    for find in finds:
        for group in groups:
            if _same(group[0].mention, find.mention):
                group.append(find)
                break
        else:
            groups.append([find])
    return [_combine(group) for group in groups]


def _names(people: Sequence[Participant]) -> set[str]:
    return {p.actor or p.office or "" for p in people} - {""}


def _same(one: Mention, two: Mention) -> bool:
    first, second = family(one.mode), family(two.mode)
    generic = one.rules[0] in _GENERIC or two.rules[0] in _GENERIC
    if first != second and not generic:
        return False
    for a, b in ((one.us, two.us), (one.cn, two.cn)):
        x, y = _names(a), _names(b)
        if x and y and not x & y:
            return False
    return True


_CLOSE = frozenset({"join.clause", "join.nearest", "join.list", "join.going", "join.called", "join.pair"})
_GENERIC = frozenset(
    {
        "en.talks.fin",
        "en.talks.base",
        "en.talks.ing",
        "en.talks.weak-noun",
        "en.talks.noun",
        "zh.talks",
        "ko.talks",
        "en.meeting.fin",
    }
)


def _combine(group: list[_Find]) -> Mention:
    lead = group[0]
    best = max(group, key=lambda f: (f.mention.score, -f.order))
    firm = [f for f in group if f.mention.status in {Status.DENIED, Status.CANCELLED, Status.POSTPONED}]
    held = [f for f in group if f.mention.status is Status.HELD and f.explicit]
    chosen = firm[0] if firm else lead
    if (
        not firm
        and lead.mention.status in {Status.PLANNED, Status.SPECULATED}
        and held
        and lead.title
        and held[0].mention.rules[0] in {"en.meeting.fin", "en.talks.fin"}
    ):
        chosen = held[0]
    elif not firm and lead.mention.status is Status.HELD and not lead.explicit:
        other = [f for f in group if f.explicit and f.mention.status is not Status.HELD]
        if other and not held:
            chosen = other[0]
    modes = [f.mention.mode for f in group]
    mode = next((m for m in (Mode.VIDEO, Mode.PHONE) if m in modes), None) or next(
        (m for m in modes if m not in TRIP), lead.mention.mode
    )
    if lead.mention.rules[0] not in _GENERIC and lead.mention.mode not in REMOTE:
        mode = lead.mention.mode
    alike = [f for f in group if f.mention.start and f.mention.status is chosen.mention.status]
    dated = [f for f in alike if f.explicit] or alike
    day = (
        chosen.mention.start
        if chosen.mention.start and chosen.explicit
        else next((f.mention.start for f in dated), None)
    )
    close = [f for f in group if f.mention.rules[1] in _CLOSE] or group
    ordered = sorted(close, key=lambda f: f is not chosen)
    people = [p for f in ordered for p in (*f.mention.us, *f.mention.cn)]
    unique = _participants(people)
    return replace(
        chosen.mention,
        us=tuple(p for p in unique if p.side is Side.US),
        cn=tuple(p for p in unique if p.side is Side.CN),
        mode=mode,
        start=day,
        end=day,
        place=next((f.mention.place for f in group if f.mention.place), None) if mode not in REMOTE else None,
        score=best.mention.score,
        evidence=tuple(dict.fromkeys(e for f in group for e in f.mention.evidence)),
    )


__all__ = ["BOTH", "Coder", "Term", "family", "sides"]
