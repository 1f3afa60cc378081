"""The gate: one pass over an entry's texts, which turns nearly every entry away for microseconds.

What passes names both sides and a contact word. An office without a country ("the foreign minister") counts for the
side that nobody else stands for.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from watchbot.contacts import place
from watchbot.contacts.implied import implied
from watchbot.contacts.joining import ALIEN
from watchbot.contacts.lexicon import Term, terms
from watchbot.contacts.nicknames import nicknames
from watchbot.contacts.people import roster_patterns
from watchbot.contacts.replies import replied
from watchbot.contacts.scan import Hit, Scanner
from watchbot.contacts.settled import settled
from watchbot.contacts.text import fold
from watchbot.model import Entry, Roster, Verdict

FUNCTION = frozenset({"status", "back", "about", "with"})


@dataclass(frozen=True, slots=True)
class Scanned:
    """One text of an entry: title or summary, as it is, folded, and every term found in it."""

    where: str
    text: str
    folded: str
    hits: list[Hit]


@dataclass(frozen=True, slots=True)
class Passage:
    """What the gate found: the texts, and the first reason to turn the entry away, or None."""

    texts: list[Scanned]
    refusal: tuple[Verdict, str] | None
    half: bool  # a contact word and one side, or "the two leaders", which the contacts of these days may complete


class Gate:
    """Compiled once from the roster and the lexicons."""

    def __init__(self, roster: Roster) -> None:
        own = [(fold(t.word, chinese=True), t) for t in terms() if t.kind not in FUNCTION]
        self._scanner = Scanner([*roster_patterns(roster), *nicknames(roster), *own])

    def scan(self, entry: Entry) -> Passage:
        """Scan both texts once and say whether the entry may speak of a contact."""
        chinese = entry.lang.startswith(("zh", "ko")) or not entry.lang  # Korean headlines write 習, 韓, 對
        texts: list[Scanned] = []
        us = cn = contact = third = together = False
        for where, text in (("title", entry.title), ("summary", entry.summary)):
            if not text:
                continue
            folded = fold(text, chinese)
            scanned = self._scanner.scan(folded, text)
            found = [
                h
                for h in scanned
                if _speaks(h.term, entry.lang) and not _of_another_word(h, folded) and not _a_call(h, scanned, folded)
            ]
            for hit in found:
                kind, side = hit.term.kind, hit.term.side
                if kind == "contact":
                    contact = True
                    us = us or side in {"us", "both"}
                    cn = cn or side in {"cn", "both"}
                elif kind == "pair":
                    us = cn = True
                elif kind == "both":
                    together = True
                elif kind == "third":
                    third = True
                elif kind not in ALIEN and kind != "home":
                    us = us or side == "us"
                    cn = cn or side == "cn"
            if us and cn and (said := implied(found, folded)):
                found = [*(h for h in found if (h.start, h.end) != (said.start, said.end)), said]
                contact = True
            if where == "title" and us and cn and (deal := settled(found, folded)):
                found.append(deal)
                contact = True
            texts.append(Scanned(where, text, folded, found))
        if us and cn and not contact and (said := replied(texts[0].hits, texts[0].folded)):
            texts[0].hits.append(said)
            contact = True
        if contact and us != cn and _travels_to("cn" if us else "us", texts):
            us = cn = True
        if contact and (us != cn or not third):
            homes = {"cn" if us else "us"} if us != cn else {"us", "cn"} if us else set()
            texts = [replace(one, hits=_at_home(one, homes)) for one in texts]
            us = us or any(h.term.side == "us" for one in texts for h in one.hits)
            cn = cn or any(h.term.side == "cn" for one in texts for h in one.hits)
        return Passage(texts, _refusal(texts, us, cn, contact), contact and (us != cn or together))


def _of_another_word(hit: Hit, folded: str) -> bool:
    """Whether the 日 of 日中 ends a date, the 李 of a president begins another's name, or 全会 is cut from 安全会谈."""
    before = folded[hit.start - 1 : hit.start]
    if hit.term.kind in {"idiom", "topic"} and before and before in _CUT_FROM.get(hit.term.word, ""):
        return folded[hit.end : hit.end + 1] in _AFTER_MEET
    if hit.term.word == "PM" and _A_CLOCK.search(folded, max(0, hit.start - 3), hit.start):
        return True
    if hit.term.word == "letters" and folded.endswith("| ", 0, hit.start):
        return True  # the readers' page: "Trump needs Xi more | Letters"
    if hit.term.word == "李" and "一" <= folded[hit.end : hit.end + 1] <= "鿿":
        return True  # 李强, not President Lee
    return hit.term.kind == "third" and folded[hit.start] == "日" and folded[hit.start - 1 : hit.start] in _BEFORE_DAY


_A_CLOCK = re.compile(r"\d ?$")
# What the word before ends in where 会 begins the next: 安全会谈, 通商会谈, 协议会谈.
_CUT_FROM = {"全会": "安", "商会": "通经协磋", "大会": "盛重", "学会": "科", "议会": "协"}
_AFTER_MEET = frozenset("谈晤见面商")
_BEFORE_DAY = frozenset("昨今明当即同近前次翌连周节假生终每整平往首末双0123456789一二三四五六七八九十")


def _a_call(hit: Hit, hits: Sequence[Hit], folded: str) -> bool:
    """Whether the "call on" of an idiom is a noun ("hold high-stakes call on Taiwan"), or one calls on an official."""
    if hit.term.word in _SPOKE_ABOUT:
        return _two_speak(hit, hits, folded)
    if hit.term.kind != "idiom" or hit.term.word not in {
        "call on",
        "call to",
        "call for",
        "calls on",
        "called on",
        "再见",
    }:
        return False
    if hit.term.word == "call for":
        return _FOR_A_DAY.match(folded, hit.end) is not None  # "set the chiefs' call for Friday"
    if hit.term.word == "再见":
        return any(h.term.kind in {"actor", "office"} and h.start == hit.end for h in hits)  # 再见何立峰
    if hit.term.word in {"calls on", "called on"}:
        official = any(h.term.kind in {"actor", "office"} and 0 < h.start - hit.end <= 20 for h in hits)
        return official and _URGING.match(folded, hit.end) is None
    on_it = hit.term.word == "call to" and folded.endswith((" on ", " during ", " in "), 0, hit.start)
    return on_it or _CALL_OF.search(folded, max(0, hit.start - 16), hit.start) is not None


def _two_speak(hit: Hit, hits: Sequence[Hit], folded: str) -> bool:
    """ "Witkoff and Wang Yi talked about Iran": to each other."""
    named = [h for h in hits if h.term.kind in {"actor", "office", "short"} and h.term.side]
    second = [h for h in named if h.end == hit.start - 1]
    return any(
        one.term.side != two.term.side and folded[one.end : two.start] in {" and ", ", ", " & "}
        for two in second
        for one in named
    )


_SPOKE_ABOUT = frozenset({"talked about", "spoke about", "spoke of", "speaks about"})
_FOR_A_DAY = re.compile(r" (?:(?:next|this|early|late) |[a-z]+day\b|tomorrow|tonight|today|\d)")
_URGING = re.compile(r"[^.;:]*?\b(?:to|for|over)\b")
_CALL_OF = re.compile(
    r"\b(?:had|have|having|hailed?|hails)(?: an?)?(?: [a-z'\"-]+){1,2} $"
    r"|\b(?:holds?|held|phone|video|secure|leaders'|stakes|hour|minute|long|lengthy|surprise|rare|first|second|third"
    r"|latest|follow-up|introductory|virtual|conference|in|in a|during|via) $"
)


def _travels_to(side: str, texts: Sequence[Scanned]) -> bool:
    """Whether an official goes to a city of the other side: "Bessent lands in Shanghai" names no other word for it."""
    return any(
        place.country(spot.term.name) == place.LANDS[side] and spot.term.name != UN_SEAT
        for one in texts
        if any(h.term.kind == "contact" and h.term.mode == "visit" for h in one.hits)
        and any(h.term.kind in {"actor", "short", "office", "body", "role"} for h in one.hits)
        for spot in place.cities(one.folded)
    )


# Whoever goes there goes to the United Nations.
UN_SEAT = "New York"


def _refusal(texts: Sequence[Scanned], us: bool, cn: bool, contact: bool) -> tuple[Verdict, str] | None:
    sport = bool(texts) and any(h.term.form == "sport" for h in texts[0].hits)
    if sport and not any(h.term.kind in {"actor", "office"} for one in texts for h in one.hits):
        return Verdict.NOT_OFFICIAL, "gate.sport"
    if us and cn and contact:
        return None
    verdict = Verdict.NO_CONTACT_WORD if not contact else Verdict.NO_US_SIDE if not us else Verdict.NO_CN_SIDE
    return verdict, f"gate.{verdict.value}"


def _at_home(one: Scanned, sides: set[str]) -> list[Hit]:
    """Offices without a country, read as those of the side that the text doesn't name.

    A `local` one (省长, 州长) is only known in one of the two countries, so that it is read whichever side is named.
    """
    if _OTHER_MONEY.search(one.folded):
        return one.hits  # "Finance minister to meet Bessent over won": Seoul's
    return [
        h._replace(term=replace(h.term, kind="body" if h.term.form == "body" else "office"))
        if h.term.kind == "home"
        and (h.term.side in sides or h.term.form == "local")
        and not (h.term.form == "body" and len(sides) > 1)
        and not _of_a_stranger(h, one)
        else h
        for h in one.hits
    ]


def _of_a_stranger(hit: Hit, one: Scanned) -> bool:
    """Whether a name that nobody here knows stands beside an English office: "Argentine Foreign Minister Werthein"."""
    if hit.term.language != "en":
        return False
    behind, before = _NAME_BEHIND.match(one.text, hit.end), _NAME_BEFORE.search(one.text[: hit.start])
    places = [m.start(1) for m in (behind, before) if m is not None]
    return any(
        not any(h.start <= at < h.end and h is not hit and h.term.kind not in ALIEN for h in one.hits) for at in places
    )


_OTHER_MONEY = re.compile(r"\b(?:over|on|as|amid|about|for) (?:the )?(?:won|yen|rupee|ringgit|baht|peso|rupiah|dong)\b")
_NAME_BEHIND = re.compile(
    r" (?!(?:Jan|Febr)uary|March|April|May\b|June|July|August|(?:Septem|Octo|Novem|Decem)ber|(?:Mon|Tues|Wednes|Thurs"
    r"|Fri|Satur|Sun)day|Beijing|China|Asia)([A-Z][a-z’'-]+)"
)
_NAME_BEFORE = re.compile(
    r"(?<=[a-z,] )(?!The |A |An |His |Her |Its |Our |Their |Deputy |Vice |Chief |Top )([A-Z][a-z]+) $"
)


def _speaks(term: Term, language: str) -> bool:
    """Whether a term belongs to the entry's language; Latin names are at home everywhere."""
    if term.word.isascii() or not language:
        return True
    return (term.language == "ko") == (language == "ko") or language.startswith("en")
