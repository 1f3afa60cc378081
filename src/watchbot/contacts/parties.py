"""Parties: which names, offices, bodies and capitals in an entry can take part in a contact, and for whom they stand.

A country before a noun is an attribute ("Chinese goods"), behind "about" a topic, before "officials" a body. A surname
that is also a word needs its bearer or a fitting counterpart in the same entry. Who left office is no official.
"""

import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from watchbot.contacts.bearers import Bearers, Setting
from watchbot.contacts.likeness import CONGRESS, PRESIDENCIES
from watchbot.contacts.pairs import of_others, read_pair
from watchbot.contacts.people import in_office, only_speaks
from watchbot.contacts.posts import AIDE, CREW, NOT_HIMSELF, his_man, post, wrongly_former
from watchbot.contacts.quoting import objects, speaks
from watchbot.contacts.roles import plain
from watchbot.contacts.scan import Hit
from watchbot.contacts.thirds import third, with_a_third
from watchbot.contacts.topical import topical
from watchbot.model import Roster

PARTY = frozenset({"side", "pair", "body", "office", "actor", "short", "third", "outsider"})
SIDE_NAME = {"us": "US", "cn": "Chinese"}
_ABOUT = re.compile(r"\b(?:about|on|over|regarding|concerning|against|toward|towards)\s(?:the\s)?$")
_MEMBER_OF = re.compile(
    r"\b(counterparts?|officials|negotiators|delegat\w+|teams?|envoys?|representatives|ministers?|diplomats"
    r"|commanders?) (?:from|of) (?:both )?(?:the )?$"
)
_COMPANY = re.compile(r"公司|集团|银行|大学|基金|执行|董事|总裁|总经理")
_WARES = re.compile(r" (?:jets?|planes?|aircraft|airliners|chips?|gpus?)\b")
_DISCUSSED = re.compile(r"\b(?:discuss(?:es|ed|ing)?|raise[sd]?|raising) $")
_SUMMONS = re.compile(r"(?:紧急|当面)?(?:召见|约见)美国?驻华")
_LIST = re.compile(r", (?:and )?|,? and | & ")
_ADJECTIVE = re.compile(r"(?:[a-z]+ )?")
_LED_BY = re.compile(
    r"-(?:led|backed|based|made|style|born|friendly|listed|owned|linked|sanctioned|educated|trained|bound|wide|centric"
    r"|only|aligned)\b"
)
_HYPHENED = re.compile(r"\b[a-z]{3,}-$")
_CHINA_DASH = re.compile(r"\b(?:china|beijing|sino|chinese|non|anti|pro|all|key|mid|ex|trans|post|pre)-$")
_FORMER = re.compile(r"(?:\bformer|\bex|\bthen)[- ]$|前$")
# "China scraps talks with the US over Pelosi trip": why, not who.
_OVER = re.compile(
    r"\b(?:over|because of|(?:in )?(?:protest|retaliation|anger|response) (?:at|of|over|for|to)) (?:the )?$"
)
_TRIP = re.compile(r"(?:'s)? (?:taiwan |taipei )?(?:visit|trip|tour|stopover|transit)\b")
_ALLY = re.compile(r"\b(?:ally of|allies of|aides? to|critic of|under)\s(?:former\s)?(?:president\s)?$")


class PartyFinder:
    """Reads parties by the roster as it stands on the day of the entry."""

    def __init__(self, roster: Roster) -> None:
        self.roster = roster
        self._bearers = Bearers(roster)

    def find(self, around: Setting) -> list[Hit]:
        """The parties among the hits of one field, in order."""
        hits, text, folded, day = around.hits, around.text, around.folded, around.day
        made: list[Hit] = []
        for index, hit in enumerate(hits):
            if hit.term.side == "both":
                pair = Hit(hit.start, hit.end, replace(hit.term, kind="pair", side=""))
                made.append(read_pair(pair, hits, text, folded))
            if hit.term.kind not in PARTY:
                if (listed := self._listed(hit, made, folded)) is not None:
                    made.append(listed)
                continue
            following = _next(hits, index, folded)
            kept = self._party(hit, following, around)
            if kept is not None and not objects(kept, folded):
                quoted = kept.term.kind in {"actor", "office", "body"} and speaks(kept, folded)
                quoted = quoted or (kept.term.kind == "actor" and only_speaks(self.roster, kept.term.actor, day))
                made.append(Hit(kept.start, kept.end, replace(kept.term, reach="speaker")) if quoted else kept)
        made = [with_a_third(h, made, hits) for h in made if not wrongly_former(h, made)]
        if {"us", "cn"} <= {h.term.side for h in made if h.term.kind == "actor"}:
            return [h for h in made if h.term.form != "sport"]  # 韩正赴世足决赛 与川普握手
        return made

    def _party(self, hit: Hit, following: Hit | None, around: Setting) -> Hit | None:
        hits, text, folded, day = around.hits, around.text, around.folded, around.day
        kind = hit.term.kind
        crew = self._crew(hit, hits, folded, day) if kind in {"actor", "office", "short"} else None
        if crew is not None:
            name = f"{SIDE_NAME[hit.term.side]} {crew['crew']}"
            return Hit(hit.start, crew.end(), replace(hit.term, kind="body", actor="", office="", name=name))
        if kind in {"actor", "short"} and his_man(hit, hits, folded) and PRESIDENCIES & set(self._offices(hit, day)):
            return None
        served = self._served(hit, hits, folded) if kind in {"actor", "office"} else None
        if served is not None:
            return served
        if kind == "outsider" and (_WARES.match(folded, hit.end) or _DISCUSSED.search(folded, 0, hit.start)):
            return None  # "200 Boeing jets", "discuss Nvidia"
        if kind in {"actor", "short"}:
            return self._person(hit, around)
        if kind == "third":
            return third(hit, following, folded)
        if kind == "side":
            return self._side(hit, following, text, folded)
        if kind == "pair":
            if topical(hit, following, folded) or of_others(hit, hits, folded):
                return None
            return read_pair(hit, hits, text, folded)
        if kind == "office" and self._of_the_named(hit, hits, folded, day):
            return None
        if kind in {"office", "body"}:
            return post(hit, hits, text, folded)
        return hit

    def _crew(self, hit: Hit, hits: Sequence[Hit], folded: str, day: date) -> re.Match[str] | None:
        """A leader's men, or an official's aide who isn't named: "Trump's negotiators", "Greer aide"."""
        if PRESIDENCIES.intersection(self._offices(hit, day)):
            return CREW.match(folded, hit.end)
        aide = AIDE.match(folded, hit.end) if hit.term.language == "en" else None
        named = aide is not None and any(0 <= h.start - aide.end() <= 1 and h.term.kind == "actor" for h in hits)
        return None if named else aide

    def _offices(self, hit: Hit, day: date) -> Sequence[str]:
        return list(self.roster.actors[hit.term.actor].offices_on(day)) if hit.term.actor else [hit.term.office]

    def _listed(self, hit: Hit, made: Sequence[Hit], folded: str) -> Hit | None:
        """ "the U.S. Treasury secretary, trade representative": the second post is of the side of the first.

        Who summons the American ambassador in China, 外交部副部长召见美驻华大使, holds his post there.
        """
        if hit.term.office in self.roster.offices and _SUMMONS.match(folded, hit.end):
            return Hit(hit.start, hit.end, replace(hit.term, kind="office", side="cn"))
        if hit.term.kind not in {"role", "home"} or not hit.term.office or not made or hit.term.language != "en":
            return None
        first = made[-1]
        beside = first.term.kind in {"office", "actor"} and _LIST.fullmatch(folded, first.end, hit.start)
        if not beside or not self._of_side(hit.term.office, first.term.side) or hit.term.office == first.term.office:
            return None
        return Hit(hit.start, hit.end, replace(hit.term, kind="office", side=first.term.side))

    def _of_the_named(self, hit: Hit, hits: Sequence[Hit], folded: str, day: date) -> bool:
        """ "Beijing's envoy Li Chenggang": the title of whoever is named behind it, who holds another office."""
        named = next((h for h in hits if h.start >= hit.end and h.term.kind == "actor"), None)
        if (
            named is None
            or "envoy" not in hit.term.word.lower()
            or named.term.side != hit.term.side
            or folded[hit.end : named.start] != " "
        ):
            return False
        offices = self.roster.actors[named.term.actor].offices_on(day)
        return bool(offices) and hit.term.office not in offices

    def _served(self, hit: Hit, hits: Sequence[Hit], folded: str) -> Hit | None:
        """ "Xi meets the U.S. president's national security adviser": the adviser, not the president."""
        if not folded.startswith("'s ", hit.end):
            return None
        for role in hits:
            if role.term.kind not in {"home", "role", "office"} or not 3 <= role.start - hit.end <= 12:
                continue
            adjective = _ADJECTIVE.fullmatch(folded, hit.end + 3, role.start) is not None
            if adjective and role.term.office != hit.term.office and self._of_side(role.term.office, hit.term.side):
                name = self.roster.offices[role.term.office].title
                term = replace(role.term, kind="office", side=hit.term.side, actor="", name=name)
                return Hit(hit.start, role.end, term)
        return None

    def _person(self, hit: Hit, around: Setting) -> Hit | None:
        """A name: an official's, or an outsider's where it was one; None where it is only part of another word."""
        text, folded, day = around.text, around.folded, around.day
        term, before = hit.term, folded[max(0, hit.start - 30) : hit.start]
        if term.language.startswith("zh") and _COMPANY.match(folded, hit.end):
            return Hit(hit.start, hit.end, replace(term, kind="outsider", side=""))
        if _acted(hit, text) or _ALLY.search(before) or NOT_HIMSELF.match(folded, hit.end):
            return None
        named = self._bearers.bearer(hit, around) if term.kind == "short" else hit
        if named is None or in_office(self.roster, named.term.actor, day):
            cause = _OVER.search(before) and _TRIP.match(folded, hit.end)
            return None if cause and named is not None and CONGRESS.intersection(self._offices(named, day)) else named
        if _FORMER.search(before) and term.language != "ko":
            return None
        return Hit(hit.start, hit.end, replace(named.term, kind="outsider", side=""))

    def _side(self, hit: Hit, following: Hit | None, text: str, folded: str) -> Hit | None:
        """A country or capital: for its government, or with the role that stands beside it a body."""
        term, before = hit.term, folded[max(0, hit.start - 30) : hit.start]
        english = term.language == "en"
        if topical(hit, following, folded) or _LED_BY.match(folded, hit.end):
            return None
        if english and _HYPHENED.search(folded, 0, hit.start) and not _CHINA_DASH.search(folded, 0, hit.start):
            return None  # "Iran-US understanding"
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
        if term.form == "demonym" and english:
            people = Hit(hit.start, hit.end, replace(term, kind="body", name=f"{SIDE_NAME[term.side]} side"))
            return people if _WITH_THE.search(before) and _PEOPLE.match(folded, hit.end) else None
        return None if term.language == "ko" and folded.startswith("의 ", hit.end) else hit

    def _of_side(self, office: str, side: str) -> bool:
        return office in self.roster.offices and self.roster.offices[office].side.value == side


# "met with the Chinese in Paris", "we're talking to the Chinese"
_WITH_THE = re.compile(r"\b(?:with|to|by|from) (?:the )?$|\b(?:meets?|met|see|sees|saw) (?:the )$")
_PEOPLE = re.compile(
    r"$|[.,;:!?\"]|'(?!s\b)| (?:in|on|at|over|about|to|for|during|this|last|next|after|before|yesterday|today|tomorrow"
    r"|again|here|[a-z]+day|behind)\b"
)
_DATELINE = re.compile(r"\s?(?:—|–|--|- |\(|, [A-Z][a-z]{2,8}\.? \d)")


def _acted(hit: Hit, text: str) -> bool:
    """Whether a name stands alone in quotation marks: "‘Xi’ serves ‘Trump’" on a stage."""
    return text[hit.start - 1 : hit.start] in {"‘", "“", '"'} and text[hit.end : hit.end + 1] in {"’", "”", '"'}


def _next(hits: Sequence[Hit], index: int, folded: str) -> Hit | None:
    """The hit that follows; of "US drug policy officials" the officials, not what their policy is."""
    following = hits[index + 1] if index + 1 < len(hits) else None
    behind = hits[index + 2] if index + 2 < len(hits) else None
    if following is None or behind is None or hits[index].term.kind != "side":
        return following
    if following.term.kind != "topic" or behind.term.kind != "role":
        return following
    return behind if following.term.language == "en" and folded[following.end : behind.start] == " " else following


def _adjoins(gap: str, language: str) -> bool:
    if language != "en":
        return len(gap.strip()) <= 4 and not any(c in gap for c in "，,、")
    if _PRIVATE.search(gap):
        return False  # "US business council delegation"
    return bool(re.match(r"^(?:'s|s')?\s(?:[a-z-]+\s){0,2}$", gap)) and " and " not in gap and " to " not in gap


_PRIVATE = re.compile(r"\b(?:business|industry|corporate|student|youth|academic|university|chamber|sports)\b")
