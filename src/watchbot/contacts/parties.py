"""Parties: which names, offices, bodies and capitals in an entry can take part in a contact, and for whom they stand.

A country before a noun is an attribute ("Chinese goods"), behind "about" a topic, before "officials" a body. A surname
that is also a word needs its bearer or a fitting counterpart in the same entry. Who left office is no official.
"""

import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from watchbot.contacts.people import SHARED_SURNAMES, domains_of, fields_of, in_office, only_speaks
from watchbot.contacts.scan import Hit
from watchbot.contacts.surnames import beside_another_name
from watchbot.contacts.text import fold
from watchbot.model import Actor, Roster

PARTY = frozenset({"side", "pair", "body", "office", "actor", "short", "third", "outsider"})
_NOT_PREPOSITION = r"(?!on\b|over\b|about\b|for\b|to\b|after\b|in\b|of\b|and\b|as\b|with\b|amid\b|at\b|by\b|from\b|will\b|may\b|[a-z]+s\b)"
_POSSESSED = re.compile(rf"^(?:'s|s')\s+(?:(?!and\b|on\b)[a-z]+\s){{0,2}}$|^\s+(?:{_NOT_PREPOSITION}[a-z]+\s){{0,2}}$")
_NAME = re.compile(r"[\u4e00-\u9fff]{0,6}")
_LEADERS = re.compile(r"xi\b|习|시진핑")
_HEADS = re.compile(r"president|leaders|元首|领导人|领袖|정상|首脑")
_QUOTED = re.compile(
    r"\s?[:：]|\s?[\"“「]|,? (?:says|said|confirms|confirmed|announces|announced|claims|claimed|added|noted|wrote|posted|tells (?:fox|cnn|cnbc|nbc|reporters)|told (?:reporters|fox|cnbc|cnn)|sends|dispatches)\b"
    r"|(?:\d{1,2}日|今天|今日|昨天|昨日|今|昨|当天|周[一二三四五六日])?(?:在[^，。]{1,8})?(?:宣布|表示|称|说|透露|证实|指出|强调|认为|预告|爆料|坦言|直言|披露|回应|谈)"
)
_SAYS = re.compile(r"(?:says|said|per) (?:the )?$")
_ABOUT = re.compile(r"\b(?:about|on|over|regarding|concerning|against|toward|towards)\s(?:the\s)?$")
_SIDED = re.compile(r"美|中国|国务|大陆|陆|华|习|中共|北京|贸易")
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
_HOLDER = re.compile(
    r"(?:总统|国王|女王|王储|元首|国防部长|议长|总书记|国家主席|外长|防长|首相|总理|外相|外务|외무|외상|총리|대통령|정상|장관|국방)"
)
_FORMER_OFFICE = re.compile(
    r"(?:\bformer|\bex|\bthen|\bonetime|\bretired)[- ](?:us |u\.s\. |chinese |american |senior |top )?$|(?<![日此目先之以会提眼当空])前$|(?:^|\s)전 $"
)
_MEMBER_OF = re.compile(
    r"\b(counterparts?|officials|negotiators|delegat\w+|teams?|envoys?|representatives|ministers?|diplomats|commanders?) (?:from|of) (?:both )?(?:the )?$"
)
_COMPANY = re.compile(r"公司|集团|银行|大学|基金|执行|董事|总裁|总经理")
_NOT_HIMSELF = re.compile(
    r"(?:'s)? (?:wife|sons?|daughter|ally|allies|loyalists?|appointees?|supporters?|critics?|voters?|tower|era|tariffs?|trade war|doctrine|term|presidency|"
    r"slump|effect|trade(?= (?:war|policy|agenda|adviser|unwinds|fades)|$)|rally|family|organization|phone|coin|accounts?|foundation|adviser|aides?)\b"
)
_LED_BY = re.compile(
    r"-(?:led|backed|based|made|style|born|friendly|listed|owned|linked|sanctioned|educated|trained|bound|wide|centric|only|aligned)\b"
)
_FORMER = re.compile(r"(?:\bformer|\bex|\bthen)[- ]$|前$")
_ALLY = re.compile(r"\b(?:ally of|allies of|aides? to|critic of|under)\s(?:former\s)?(?:president\s)?$")


class PartyFinder:
    """Reads parties by the roster as it stands on the day of the entry."""

    def __init__(self, roster: Roster) -> None:
        self.roster = roster
        self._by_short: dict[str, list[Actor]] = {}
        for actor in roster.actors.values():
            for word in dict.fromkeys(word for words in actor.short.values() for word in words):
                self._by_short.setdefault(word, []).append(actor)

    def find(self, hits: Sequence[Hit], text: str, folded: str, day: date, known: set[str]) -> list[Hit]:
        """The parties among the hits of one field, in order; `known` are the actors named in full in the entry."""
        made: list[Hit] = []
        for index, hit in enumerate(hits):
            if hit.term.side == "both":
                made.append(_pair(Hit(hit.start, hit.end, replace(hit.term, kind="pair", side="")), hits, text, folded))
            if hit.term.kind not in PARTY:
                continue
            following = hits[index + 1] if index + 1 < len(hits) else None
            kept = self._party(hit, following, hits, text, folded, day, known)
            if kept is not None:
                speaks = kept.term.kind in {"actor", "office", "body"} and _speaks(kept, folded)
                speaks = speaks or (kept.term.kind == "actor" and only_speaks(self.roster, kept.term.actor, day))
                made.append(Hit(kept.start, kept.end, replace(kept.term, reach="speaker")) if speaks else kept)
        return made

    def _party(
        self, hit: Hit, following: Hit | None, hits: Sequence[Hit], text: str, folded: str, day: date, known: set[str]
    ) -> Hit | None:
        term = hit.term
        before = folded[max(0, hit.start - 30) : hit.start]
        if term.kind in {"office", "body"} and _FORMER_OFFICE.search(before):
            return Hit(hit.start, hit.end, replace(term, kind="outsider", side=""))
        if term.kind in {"office", "body"} and term.language == "en" and _of_a_third(hit, hits):
            return Hit(hit.start, hit.end, replace(term, kind="third", form="person", side=""))
        if term.kind in {"actor", "short"} and term.language.startswith("zh") and _COMPANY.match(folded, hit.end):
            return Hit(hit.start, hit.end, replace(term, kind="outsider", side=""))
        if term.kind in {"actor", "short"}:
            if _ALLY.search(before) or _NOT_HIMSELF.match(folded, hit.end):
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
        if term.kind == "third" and term.form == "pair":
            return Hit(hit.start, hit.end, replace(term, form="person")) if _MEETS.match(folded, hit.end) else None
        if term.kind == "third" and term.form == "country":
            if re.search(
                r"\b(?:in|at|near|from|on|about|over|to|of|against|with)\s(?:the\s)?$", before
            ) and not before.endswith(("with ", "those of ")):
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
                    r"^\s?(?:总统|總統|国王|女王|王储|元首|国防部长|议长|总书记|国家主席|外长|防长|首相|总理|外相|领导|代表|外务|외무|외상|총리|대통령|정상|장관|官员|方|と|国防|外交|[与同和]|행|국방)",
                    after,
                )
                and not before.endswith(("与", "同", "和", "见", "訪", "访"))
            ):
                return None
            if term.language != "en" and _HOLDER.match(after):
                return Hit(hit.start, hit.end, replace(term, form="person"))
            if (
                term.language == "en"
                and following is not None
                and following.term.kind == "third"
                and following.start - hit.end < 20
            ):
                return None
            return hit
        if term.kind == "side":
            if _topical(hit, following, folded) or _LED_BY.match(folded, hit.end):
                return None
            if (
                following is not None
                and following.term.kind == "outsider"
                and following.start - hit.end <= (22 if term.language == "en" else 6)
            ):
                return None
            if term.language == "en" and _MEMBER_OF.search(before):
                side = "US" if term.side == "us" else "Chinese"
                return Hit(
                    hit.start, hit.end, replace(term, kind="body", name=f"{side} {_MEMBER_OF.search(before)[1]}")
                )
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
                            name=f"{side} {plain(following, text)}",
                            office=following.term.office if self._of_side(following.term.office, term.side) else "",
                        ),
                    )
            if term.form == "demonym" and term.language == "en":
                return None
            if term.language == "ko" and folded.startswith("의 ", hit.end):
                return None
            return hit
        if term.kind == "pair":
            if _topical(hit, following, folded) or (term.language == "en" and _of_others(hit, hits, folded)):
                return None
            return _pair(hit, hits, text, folded)
        if term.kind == "office" and _SWORN_IN.match(folded, hit.end):
            return Hit(hit.start, hit.end, replace(term, kind="side", form="country", office="", name=""))
        if term.kind == "office" and term.office in _CHAMBERS and (group := _GROUP.match(folded, hit.end)):
            chamber = _CHAMBERS[term.office]
            return Hit(
                hit.start, group.end(), replace(term, kind="body", domain="congress", name=f"US {chamber} delegation")
            )
        if term.kind == "body" and term.domain == "congress" and term.language == "en":
            return Hit(hit.start, hit.end, replace(term, name=_delegation(hit, text)))
        if term.kind == "office" and term.language.startswith("zh") and not _SIDED.search(folded[hit.start : hit.end]):
            previous = folded[hit.start - 1 : hit.start]
            if previous and "\u4e00" <= previous <= "\u9fff" and previous not in "与同和跟对会见晤美中方陆由向及":
                return None
        return hit

    def _of_side(self, office: str, side: str) -> bool:
        return office in self.roster.offices and self.roster.offices[office].side.value == side

    def _short(self, hit: Hit, hits: Sequence[Hit], day: date, known: set[str], text: str) -> Hit | None:
        """A surname means an official when the full name or a fitting counterpart stands in the same entry."""
        candidates = self._by_short.get(hit.term.word, [])
        named = [a for a in candidates if a.id in known]
        serving = [a for a in candidates if in_office(self.roster, a.id, day)]
        word = hit.term.word.lower()
        if (
            word == "he"
            and (hit.start == 0 or text[hit.start - 2 : hit.start] in {". ", "? ", "! ", ": ", "- "})
            and text[hit.end : hit.end + 1] != ","
        ):
            return None
        if named:
            return Hit(hit.start, hit.end, replace(hit.term, kind="actor", actor=named[0].id, name=named[0].name))
        if beside_another_name(hit, hits, text):
            return None
        if word not in SHARED_SURNAMES and len(serving) == 1:
            return Hit(hit.start, hit.end, replace(hit.term, kind="actor", actor=serving[0].id, name=serving[0].name))
        others = [
            h for h in hits if h.term.kind in {"actor", "office"} and h.term.side and h.term.side != hit.term.side
        ]
        wanted: set[str] = set()
        for other in others:
            if other.term.actor:
                wanted |= domains_of(self.roster, other.term.actor, day)
            else:
                wanted |= fields_of(other.term.office)
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
            and not re.search(
                r"(?:and|&|-|,|with|between|mr\.?|premier|'s|’s|chinese|sees?|meets?|met|saw|joins?|official) ?$",
                text[: hit.start].lower(),
            )
            and not re.match(r"(?: and [A-Z]|-[A-Z]|, [A-Z]| [A-Z][a-z]+ (?:to|hold|meet))", text[hit.end :])
        ):
            return None
        if fitting:
            ranked = sorted(
                fitting, key=lambda a: min((self.roster.offices[o].rank for o in a.offices_on(day)), default=9)
            )
            return Hit(hit.start, hit.end, replace(hit.term, kind="actor", actor=ranked[0].id, name=ranked[0].name))
        return None


def _of_others(hit: Hit, hits: Sequence[Hit], folded: str) -> bool:
    """Whether two demonyms describe somebody who is no official: "US and Chinese astronomers"."""
    if not folded[hit.start : hit.end].endswith(("chinese", "american")) or folded[hit.end : hit.end + 2] in {
        "",
        ". ",
        ", ",
    }:
        return False
    near = [h for h in hits if h.term.kind in {"role", "contact", "body", "office"} and 0 < h.start - hit.end <= 32]
    return not near and _NOUN.match(folded, hit.end) is not None


_NOUN = re.compile(r"\s[a-z]+")


def _delegation(hit: Hit, text: str) -> str:
    """A body of lawmakers in the words of the text, with its country."""
    said = " ".join((text[hit.start : hit.end] + (_CREW.match(text, hit.end) or [""])[0]).split())
    return said if said.upper().startswith(("US ", "U.S. ", "AMERICAN ")) else f"US {said}"


_CREW = re.compile(r"(?: (?:delegation|members|group|team|party|visitors))?", re.IGNORECASE)


def _speaks(hit: Hit, folded: str) -> bool:
    """Whether the party is only quoted on something: "Bessent: …", "…, Bessent says", 貝森特：…"""
    return _QUOTED.match(folded[hit.end : hit.end + 24]) is not None or (
        _SAYS.search(folded[max(0, hit.start - 8) : hit.start]) is not None
    )


def _pair(hit: Hit, hits: Sequence[Hit], text: str, folded: str) -> Hit:
    """Both sides in one word: the two leaders, or the posts that follow it ("US-China trade chiefs")."""
    if _LEADERS.search(folded[hit.start : hit.end]) or _HEADS.search(folded, hit.start, hit.end + 12):
        return Hit(hit.start, hit.end, replace(hit.term, form="leaders"))
    behind = folded[hit.end : hit.end + 26]
    before = folded[max(0, hit.start - 30) : hit.start]
    domain = next((name for name, words in _POSTS.items() if words.match(behind)), "")
    if found := _OF_BOTH.search(before):
        domain = next((name for name, words in _POSTS.items() if words.match(" " + found[1] + " ")), "")
    role = next((h for h in hits if h.term.kind == "role" and 0 <= h.start - hit.end <= 12), None)
    if _FORCES.match(behind):
        return Hit(hit.start, hit.end, replace(hit.term, name="military"))
    word = hit.term.word + "方" if _TOGETHER.match(behind) else hit.term.word
    return Hit(
        hit.start, hit.end, replace(hit.term, word=word, name=plain(role, text) if role else "side", domain=domain)
    )


# The inauguration of "the US president" is that of whoever is to become it.
_SWORN_IN = re.compile(r"的?(?:就职|宣誓)|'s (?:inaug|swearing)|의? ?취임")
_MEETS = re.compile(
    r"(?:两国)?(?:关税|贸易|经贸|元首|首脑|领导人|领袖|外长|防长|高层|三边)?(?:会谈|谈判|磋商|通话|峰会|会晤|外长|防长|元首|首脑|会面)"
)
_CHAMBERS = {"us-senator": "Senate", "us-representative": "House"}
_GROUP = re.compile(r"(?:s)?(?: (?:delegation|group))|代表团|议员团|访问团|团| ?(?:대표단|의원단|의원들|단\b|들)")
_OF_BOTH = re.compile(
    r"\b((?:defen[cs]e|foreign|trade|economic|top) (?:chiefs|ministers|secretaries|diplomats)) (?:of|from) (?:the )?$"
)
_FORCES = re.compile(
    r"(?:两|양)?\s?(?:国)?(?:军方|两军|军队|军\b|군 당국|군\b|양국 군\b|양군)|两军| (?:militaries|military)\b"
)
_TOGETHER = re.compile(r"双方|両方| ?양측| ?측")
_POSTS = {
    "defence": re.compile(
        r"(?:两国)?(?:国防部长|国防首长|防长|防务首长)| ?(?:양국 )?(?:국방 ?장관|국방 ?수장|국방장관)| (?:defen[cs]e (?:chiefs|ministers|secretaries|heads)|military chiefs)\b"
    ),
    "diplomacy": re.compile(
        r"(?:两国)?(?:外长|外交部长|外交首长)| ?(?:양국 )?(?:외교 ?장관|외교 ?수장|외교 사령탑)| (?:foreign ministers|top diplomats|diplomacy chiefs)\b"
    ),
    "trade": re.compile(
        r"(?:两国)?(?:经贸)?(?:牵头人|主谈人)| ?(?:양국 )?(?:경제|무역|통상|경제무역) ?(?:수장|사령탑|총책)| (?:trade|economic|economy) (?:chiefs|czars|tsars|leads)\b"
    ),
}


def _of_a_third(hit: Hit, hits: Sequence[Hit]) -> bool:
    """Whether a third country stands right before an office: "ROK Minister of National Defense"."""
    return any(h.term.kind == "third" and h.term.form == "country" and 0 <= hit.start - h.end <= 3 for h in hits)


def _topical(hit: Hit, following: Hit | None, folded: str) -> bool:
    if following is None or following.term.kind != "topic":
        return False
    gap = folded[hit.end : following.start]
    if following.term.form == "firm" and _NAME.fullmatch(gap):
        return True
    listed = hit.term.kind == "pair" and ("," in hit.term.word or " and " in hit.term.word)
    return len(gap) <= 12 and (not gap.strip() or (not listed and bool(_POSSESSED.match(gap))))


def _adjoins(gap: str, language: str) -> bool:
    if language != "en":
        return len(gap.strip()) <= 4 and not any(c in gap for c in "，,、")
    return bool(re.match(r"^(?:'s|s')?\s(?:[a-z-]+\s){0,2}$", gap)) and " and " not in gap and " to " not in gap


_ROLES = {
    "代表团": "delegation",
    "대표단": "delegation",
    "团队": "team",
    "双方": "side",
    "总统": "President",
    "元首": "head of state",
    "대통령": "President",
    "주석": "President",
    "정상": "head of state",
    "大使": "ambassador",
    "대사": "ambassador",
    "议员": "lawmakers",
    "의원": "lawmakers",
    "代表": "representatives",
    "대표": "representatives",
    "谈判代表": "negotiators",
    "협상단": "negotiators",
    "谈判人员": "negotiators",
    "对口": "counterpart",
    "카운터파트": "counterpart",
    "外长": "foreign minister",
    "外交部长": "foreign minister",
    "防长": "defence minister",
    "国防部长": "defence minister",
    "商务部长": "commerce minister",
    "财政部长": "finance minister",
    "军方": "military",
    "特使": "envoy",
    "外交官": "diplomats",
    "总理": "premier",
    "총리": "premier",
}


def plain(role: Hit, text: str) -> str:
    """A role as people read it."""
    word = text[role.start : role.end]
    return word if word.isascii() else _ROLES.get(fold(word, chinese=True), "officials")
