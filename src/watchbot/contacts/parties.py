"""Parties: which names, offices, bodies and capitals in an entry can take part in a contact, and for whom they stand.

A country before a noun is an attribute ("Chinese goods"), behind "about" a topic, before "officials" a body. A surname
that is also a word needs its bearer or a fitting counterpart in the same entry. Who left office is no official.
"""

import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from watchbot.contacts.bearers import Bearers
from watchbot.contacts.lawmakers import delegation, together
from watchbot.contacts.pairs import of_others, read_pair
from watchbot.contacts.people import in_office, only_speaks
from watchbot.contacts.roles import plain
from watchbot.contacts.scan import Hit
from watchbot.contacts.thirds import of_a_third, third
from watchbot.model import Roster

PARTY = frozenset({"side", "pair", "body", "office", "actor", "short", "third", "outsider"})
SIDE_NAME = {"us": "US", "cn": "Chinese"}
_NO_VERB = r"(?!(?:on|over|about|for|to|after|in|of|and|as|with|amid|at|by|from|will|may|[a-z]+s)\b)"
_POSSESSED = re.compile(rf"^(?:'s|s')\s+(?:(?!and\b|on\b)[a-z]+\s){{0,2}}$|^\s+(?:{_NO_VERB}[a-z]+\s){{0,2}}$")
_NAME = re.compile(r"[\u4e00-\u9fff]{0,6}")
_QUOTED = re.compile(
    r"\s?[:：]|\s?[\"“「]|,? (?:says|said|confirms|confirmed|announces|announced|claims|claimed|added|noted|wrote"
    r"|posted|tells (?:fox|cnn|cnbc|nbc|reporters)|told (?:reporters|fox|cnbc|cnn)|sends|dispatches)\b"
    r"|(?:\d{1,2}日|今天|今日|昨天|昨日|今|昨|当天|周[一二三四五六日])?(?:在[^，。]{1,8})?"
    r"(?:宣布|表示|称|说|透露|证实|指出|强调|认为|预告|爆料|坦言|直言|披露|回应|谈)"
)
_SAYS = re.compile(r"(?:says|said|per) (?:the )?$")
_ABOUT = re.compile(r"\b(?:about|on|over|regarding|concerning|against|toward|towards)\s(?:the\s)?$")
_SIDED = re.compile(r"美|中国|国务|大陆|陆|华|习|中共|北京|贸易")
_FORMER_OFFICE = re.compile(
    r"(?:\bformer|\bex|\bthen|\bonetime|\bretired)[- ](?:us |u-s- |chinese |american |senior |top )?$"
    r"|(?<![日此目先之以会提眼当空])前$|(?:^|\s)전 $|전직 $"
)
_MEMBER_OF = re.compile(
    r"\b(counterparts?|officials|negotiators|delegat\w+|teams?|envoys?|representatives|ministers?|diplomats"
    r"|commanders?) (?:from|of) (?:both )?(?:the )?$"
)
_COMPANY = re.compile(r"公司|集团|银行|大学|基金|执行|董事|总裁|总经理")
_NOT_HIMSELF = re.compile(
    r"(?:'s)? (?:wife|husband|spouse|sons?|son-in-law|daughters?|brother|biographer|lawyers?|ally|allies|loyalists?"
    r"|appointees?|supporters?|critics?|voters?|tower|era|tariffs?"
    r"|trade war|doctrine|term|presidency|slump|effect|trade(?= (?:war|policy|agenda|adviser|unwinds|fades)|$)|rally"
    r"|family|organization|phone|coin|accounts?|foundation|adviser|aides?)\b"
    r"|(?:窜?访台|抵台|访问台湾)|的?(?:关税(?!谈|磋)|时代|效应|好友|盟友|亲信|密友|心腹|支持者|阵营|家族|之子)"
    r"| ?의? ?(?:절친|충성파|우군"
    r"|관세(?! ?협상| ?담판)"
    r"|리스크|시대|변수|쇼크|최측근|측근|지지자|가족)"
)
_LIST = re.compile(r", (?:and )?|,? and | & ")
_ADJECTIVE = re.compile(r"(?:[a-z]+ )?")
_LED_BY = re.compile(
    r"-(?:led|backed|based|made|style|born|friendly|listed|owned|linked|sanctioned|educated|trained|bound|wide|centric"
    r"|only|aligned)\b"
)
_FORMER = re.compile(r"(?:\bformer|\bex|\bthen)[- ]$|前$")
_ALLY = re.compile(r"\b(?:ally of|allies of|aides? to|critic of|under)\s(?:former\s)?(?:president\s)?$")
# The inauguration of "the US president" is that of whoever is to become it.
_SWORN_IN = re.compile(r"的?(?:就职|宣誓)|'s (?:inaug|swearing)|의? ?취임")
# The president's aeroplane stands for him where it goes or lands, not where somebody speaks aboard.
_PLANES = frozenset({"air force one", "空军一号", "空軍一號", "에어포스원"})
_ABOARD = re.compile(
    r"\b(?:aboard|on|from|off|in|to|boarded|boards|via) air force one|[在搭乘于].{0,2}空军一号|空军一号[上内里]"
    r"|에어포스원 ?(?:에서|안)"
)
_COUNTRIES = frozenset({"美国", "中国", "大陆"})
_BEFORE_OFFICE = "与同和跟对会见晤美中方陆由向及"


class PartyFinder:
    """Reads parties by the roster as it stands on the day of the entry."""

    def __init__(self, roster: Roster) -> None:
        self.roster = roster
        self._bearers = Bearers(roster)

    def find(self, hits: Sequence[Hit], text: str, folded: str, day: date, known: set[str]) -> list[Hit]:
        """The parties among the hits of one field, in order; `known` are the actors named in full in the entry."""
        made: list[Hit] = []
        for index, hit in enumerate(hits):
            if hit.term.side == "both":
                pair = Hit(hit.start, hit.end, replace(hit.term, kind="pair", side=""))
                made.append(read_pair(pair, hits, text, folded))
            if hit.term.kind not in PARTY:
                if (listed := self._listed(hit, made, folded)) is not None:
                    made.append(listed)
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
        kind = hit.term.kind
        served = self._served(hit, hits, folded) if kind in {"actor", "office"} else None
        if served is not None:
            return served
        if kind in {"actor", "short"}:
            return self._person(hit, hits, text, folded, day, known)
        if kind == "third":
            return third(hit, following, folded)
        if kind == "side":
            return self._side(hit, following, text, folded)
        if kind == "pair":
            if _topical(hit, following, folded) or of_others(hit, hits, folded):
                return None
            return read_pair(hit, hits, text, folded)
        if kind in {"office", "body"}:
            return _post(hit, hits, text, folded)
        return hit

    def _listed(self, hit: Hit, made: Sequence[Hit], folded: str) -> Hit | None:
        """ "the U.S. Treasury secretary, trade representative": the second post is of the side of the first."""
        if hit.term.kind not in {"role", "home"} or not hit.term.office or not made or hit.term.language != "en":
            return None
        first = made[-1]
        beside = first.term.kind in {"office", "actor"} and _LIST.fullmatch(folded, first.end, hit.start)
        if not beside or not self._of_side(hit.term.office, first.term.side) or hit.term.office == first.term.office:
            return None
        return Hit(hit.start, hit.end, replace(hit.term, kind="office", side=first.term.side))

    def _served(self, hit: Hit, hits: Sequence[Hit], folded: str) -> Hit | None:
        """ "Xi meets the U.S. president's national security adviser": the adviser, not the president."""
        if not folded.startswith("'s ", hit.end):
            return None
        for post in hits:
            if post.term.kind not in {"home", "role", "office"} or not 3 <= post.start - hit.end <= 12:
                continue
            adjective = _ADJECTIVE.fullmatch(folded, hit.end + 3, post.start) is not None
            if adjective and post.term.office != hit.term.office and self._of_side(post.term.office, hit.term.side):
                name = self.roster.offices[post.term.office].title
                term = replace(post.term, kind="office", side=hit.term.side, actor="", name=name)
                return Hit(hit.start, post.end, term)
        return None

    def _person(self, hit: Hit, hits: Sequence[Hit], text: str, folded: str, day: date, known: set[str]) -> Hit | None:
        """A name: an official's, or an outsider's where it was one; None where it is only part of another word."""
        term, before = hit.term, folded[max(0, hit.start - 30) : hit.start]
        if term.language.startswith("zh") and _COMPANY.match(folded, hit.end):
            return Hit(hit.start, hit.end, replace(term, kind="outsider", side=""))
        if _ALLY.search(before) or _NOT_HIMSELF.match(folded, hit.end):
            return None
        named = self._bearers.bearer(hit, hits, day, known, text) if term.kind == "short" else hit
        if named is None or in_office(self.roster, named.term.actor, day):
            return named
        if _FORMER.search(before) and term.language != "ko":
            return None
        return Hit(hit.start, hit.end, replace(named.term, kind="outsider", side=""))

    def _side(self, hit: Hit, following: Hit | None, text: str, folded: str) -> Hit | None:
        """A country or capital: for its government, or with the role that stands beside it a body."""
        term, before = hit.term, folded[max(0, hit.start - 30) : hit.start]
        english = term.language == "en"
        if _topical(hit, following, folded) or _LED_BY.match(folded, hit.end):
            return None
        if english and hit.start <= 2 and text[hit.start : hit.end].isupper() and _DATELINE.match(text, hit.end):
            return None  # WASHINGTON (AP) — …
        near = following is not None and following.start - hit.end <= (22 if english else 6)
        if near and following is not None and following.term.kind == "outsider":
            return None
        if near and following is not None and not english and _COMPANY.match(folded, following.end):
            return None  # 美国强生公司
        member = _MEMBER_OF.search(before) if english else None
        if member is not None:
            return Hit(hit.start, hit.end, replace(term, kind="body", name=f"{SIDE_NAME[term.side]} {member[1]}"))
        if term.form in {"country", "capital"} and english and _ABOUT.search(before):
            return None
        led = near and following is not None and following.term.kind == "role"
        if led and following is not None and _adjoins(folded[hit.end : following.start], term.language):
            name, office = f"{SIDE_NAME[term.side]} {plain(following, text)}", following.term.office
            held = replace(term, kind="body", name=name, office=office if self._of_side(office, term.side) else "")
            return Hit(hit.start, following.end, held)
        if (term.form == "demonym" and english) or (term.language == "ko" and folded.startswith("의 ", hit.end)):
            return None
        return hit

    def _of_side(self, office: str, side: str) -> bool:
        return office in self.roster.offices and self.roster.offices[office].side.value == side


def _post(hit: Hit, hits: Sequence[Hit], text: str, folded: str) -> Hit | None:
    """An office or a body: somebody else's where a third country or "former" stands before it."""
    term = hit.term
    if term.word.lower() in _PLANES and _ABOARD.search(folded[max(0, hit.start - 12) : hit.end + 2]):
        return None
    if _FORMER_OFFICE.search(folded[max(0, hit.start - 30) : hit.start]):
        return Hit(hit.start, hit.end, replace(term, kind="outsider", side=""))
    if term.language in {"en", "ko"} and of_a_third(hit, hits, folded):
        return Hit(hit.start, hit.end, replace(term, kind="third", form="person", side=""))
    if term.kind == "body":
        crew = term.domain == "congress" and term.language == "en"
        return Hit(hit.start, hit.end, replace(term, name=delegation(hit, text))) if crew else hit
    if _NOT_HIMSELF.match(folded, hit.end):
        return None
    if _SWORN_IN.match(folded, hit.end):
        return Hit(hit.start, hit.end, replace(term, kind="side", form="country", office="", name=""))
    body = together(hit, folded)
    if body is not None:
        return body
    if term.language.startswith("zh") and not _SIDED.search(folded[hit.start : hit.end]):
        previous = folded[hit.start - 1 : hit.start]
        led = folded[max(0, hit.start - 2) : hit.start] in _COUNTRIES or previous in _BEFORE_OFFICE
        if previous and "\u4e00" <= previous <= "\u9fff" and not led:
            return None
    return hit


def _speaks(hit: Hit, folded: str) -> bool:
    """Whether the party is only quoted on something: "Bessent: …", "…, Bessent says", 貝森特：…"""
    quoted = _QUOTED.match(folded[hit.end : hit.end + 24]) or _DECIDES.match(folded, hit.end)
    return quoted is not None or (_SAYS.search(folded[max(0, hit.start - 8) : hit.start]) is not None)


_DATELINE = re.compile(r"\s?(?:—|–|--|- |\(|, [A-Z][a-z]{2,8}\.? \d)")
# 待特朗普拍板: his word is still out.
_DECIDES = re.compile(
    r"(?:总统)?(?:最终|最后)?(?:拍板|点头|定夺|首肯|裁决|批准)| (?:대통령(?:의)? )?(?:승인|재가|결단)"
)
# "미중 경제팀", "US-China trade teams": people, whatever they deal with.
_TEAM = re.compile(
    r"\s?(?:팀|수장|사령탑|라인|대표|당국|장관|团队|代表|官员|高官|主管|高层|牵头人)"
    r"|\s(?:teams|chiefs|czars|tsars|negotiators|officials|leads|representatives|envoys|ministers|delegations)\b"
)


def _topical(hit: Hit, following: Hit | None, folded: str) -> bool:
    """Whether a side is the attribute of what is talked about: "China trade", 美国大豆."""
    if following is None or following.term.kind != "topic":
        return False
    gap = folded[hit.end : following.start]
    if hit.term.kind == "pair" and _TEAM.match(folded, following.end):
        return False
    if following.term.form == "firm" and _NAME.fullmatch(gap):
        return True
    listed = hit.term.kind == "pair" and ("," in hit.term.word or " and " in hit.term.word)
    return len(gap) <= 12 and (not gap.strip() or (not listed and bool(_POSSESSED.match(gap))))


def _adjoins(gap: str, language: str) -> bool:
    if language != "en":
        return len(gap.strip()) <= 4 and not any(c in gap for c in "，,、")
    return bool(re.match(r"^(?:'s|s')?\s(?:[a-z-]+\s){0,2}$", gap)) and " and " not in gap and " to " not in gap
