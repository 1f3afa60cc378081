"""Relating: which of the joining cases reads a contact word, by its language and by what kind of word it is.

A short Chinese form (见, 会) needs its object right behind it, a word of travel its destination, "calls" a person; the
rest is joined by the arguments of its sentence.
"""

import re
from collections.abc import Sequence

from watchbot.contacts.arguments import arguments
from watchbot.contacts.field import calls_names
from watchbot.contacts.joining import ALIEN, BOTH, Joined, join, sides
from watchbot.contacts.joining_cjk import join_by_particle
from watchbot.contacts.joining_en import join_english
from watchbot.contacts.occurrence import Occurrence
from watchbot.contacts.scan import Hit
from watchbot.contacts.visiting import destinations, join_going, join_visit, land_of
from watchbot.model import Verdict

_APART = re.compile(r"\s*(?:before|ahead of|after|since|while|as)\b")
_LED = re.compile(r"[与同和跟]\W?(?:美|中|美国|中国|陆|华)?$")
_ADDRESSES = re.compile(r"\b(?:address(?:es|ed|ing)?|speech|remarks|keynote|attend(?:s|ed|ing)?)\b[^;,]{0,40}$")
_PROGRESS = re.compile(r"\b(?:second|first|final|third) day\b|两天|兩天|首日|이틀|첫날|사흘")
_OPPOSITES = frozenset({"counterpart", "counterparts", "opposite number"})
_CHIEFS = frozenset(
    f"{field} {post}"
    for field in ("defense", "defence", "foreign", "trade")
    for post in ("chiefs", "ministers", "heads")
)
_OFFICIAL = frozenset({"actor", "office", "body"})
_MARKS = ' ，。！？!?」』”"'


def relate(seen: Occurrence, everyone: Sequence[Hit], spoken: bool) -> Joined:
    """Whom a contact word joins. `spoken` says that the entry names a call or a meeting somewhere."""
    cue, field = seen.cue, seen.field
    inside = seen.inside()
    clause = [p for p in inside if seen.clause[0] <= p.start < seen.clause[1]]
    found = _turned_away(seen, inside, clause) or _travel(seen, inside, clause, everyone)
    if found is not None:
        return found
    anaphor = _anaphor(seen) or _they(seen)
    if not seen.cjk:
        args = arguments(cue, field.parties, seen.cues(), field.folded, field.text, seen.span, seen.clause)
        joined = join_english(cue, args, field.parties, everyone, field.folded, field.text, seen.span, anaphor, spoken)
        return joined if joined.parties else (_over_there(seen, inside) or _their_chiefs(seen, inside) or joined)
    taken = [p for p in inside if p.term.kind == "pair" and _taken(p, seen)]
    inside, clause = [p for p in inside if p not in taken], [p for p in clause if p not in taken]
    if cue.term.language == "ko" and _MEANWHILE.match(field.folded, cue.end):
        inside, clause = [p for p in inside if p.end <= cue.start], [p for p in clause if p.end <= cue.start]
    told = join_by_particle(cue, inside, everyone, field.folded, cue.term.language == "ko")
    return told or join(cue, clause, inside, everyone, field.folded, seen.cjk, anaphor)


# "유럽이 논의하는 사이 베선트는 …": whoever is named behind does something else.
_MEANWHILE = re.compile(r"(?:하|되|을 하|를 하|을 하고 있|를 하고 있)(?:는|던) (?:사이|가운데|동안)")


def _taken(pair: Hit, seen: Occurrence) -> bool:
    """Whether a pair belongs to another contact word: "미중 정상회담 결과를 듣고 … 논의했다"; 「习特会」呼之欲出."""
    others = [c for c in seen.cues() if c is not seen.cue]
    named = any(c.start == pair.start and c.term.side == "both" for c in others) and pair.start != seen.cue.start
    return named or any(0 <= c.start - pair.end <= 1 and c.end < seen.cue.start for c in others)


def stands_alone(seen: Occurrence, everyone: Sequence[Hit]) -> bool:
    """Whether a sentence about talks names nobody, so that they are those of the sides the entry is about.

    "US and China agree on TikTok. The talks in Madrid ended on Monday." Only where a word says what became of the
    talks, the sides act together, and nobody else is about.
    """
    cue, field = seen.cue, seen.field
    if cue.term.grip < 2 or cue.term.mode not in {"talks", "phone", "video", "summit"} or cue.term.form != "noun":
        return False
    outsiders = [p for p in everyone if p.term.kind in ALIEN and p.term.form != "country"]
    if seen.inside() or outsiders or not any(p.term.kind in {"pair", "actor", "office"} for p in everyone):
        return False
    low, high = seen.span
    told = any(low <= h.start < high and h.term.status in {"held", "planned"} for h in field.words)
    return told or _PROGRESS.search(field.folded, low, high) is not None


def _they(seen: Occurrence) -> bool:
    """Whether "after they spoke", "their first meeting" mean those whom the sentence, or the entry, is about."""
    if seen.cjk:
        return False
    if seen.cue.term.form in {"noun", "ing"} and _THEIR.search(seen.field.folded, seen.clause[0], seen.cue.start):
        return True
    return _AFTER_THEY.fullmatch(seen.field.folded, seen.clause[0], seen.cue.start) is not None


_THEIR = re.compile(
    r"\b(?:their|the two's|the pair's) (?:(?:first|second|third|last|latest|next|own|face-to-face|brief|long) ){0,2}$"
)


_AFTER_THEY = re.compile(
    r"\s*(?:after|when|as) (?:they|the two|the pair|both sides|negotiators|their teams) (?:[a-z]+ ){0,2}"
    r"|\s*after (?:the )?(?:two )?(?:leaders|presidents|ministers|men) (?:[a-z]+ ){0,2}"
)


def _anaphor(seen: Occurrence) -> bool:
    """Whether "the two", "both sides" or "his counterpart" stands for a side."""
    low, high = seen.span
    together = (
        h.term.kind == "both" or h.term.word == "heads of state" for h in seen.field.hits if low <= h.start < high
    )
    return any(together) or any(h.term.kind == "role" and h.term.word in _OPPOSITES for h in seen.field.hits)


def _their_chiefs(seen: Occurrence, inside: Sequence[Hit]) -> Joined | None:
    """ "China turns down a US request for defense chiefs to meet": the ministers of the two that the sentence names."""
    chiefs = seen.cue.term.form == "base" and any(
        h.term.word in _CHIEFS and 0 <= seen.cue.start - h.end <= 4 for h in seen.field.hits
    )
    if not chiefs or sides(inside) != BOTH or any(p.term.kind in ALIEN for p in inside):
        return None
    return Joined(tuple(inside), 0.7, "join.sentence")


def _turned_away(seen: Occurrence, inside: Sequence[Hit], clause: Sequence[Hit]) -> Joined | None:
    """The cases in which the shape of the word already decides; None where it doesn't."""
    cue, field = seen.cue, seen.field
    before = [p for p in clause if p.end <= cue.start]
    if cue.term.form == "tight":
        ahead = next((p for p in inside if 0 <= p.start - cue.end <= 3 and p.term.kind in _OFFICIAL | ALIEN), None)
        if ahead is None and not field.folded[cue.end : seen.clause[1]].strip(_MARKS) and sides(before) == BOTH:
            return Joined(tuple(before), 0.8, "join.clause")
        if ahead is None:
            return Joined((), 0, "join.tight", Verdict.NOT_A_CONTACT_SENSE)
        if ahead.term.kind in ALIEN:
            return Joined((), 0, "join.third-party", Verdict.THIRD_PARTY)
    if calls_names(cue, inside, field):
        return Joined((), 0, "join.calls-names", Verdict.NOT_A_CONTACT_SENSE)
    if cue.term.rule == "en.video" and _ADDRESSES.search(field.folded, seen.clause[0], cue.start):
        return Joined((), 0, "join.public", Verdict.STATEMENT_ONLY)
    verb = cue.term.form in {"base", "fin"} and not seen.cjk
    if verb and not clause and _APART.match(field.folded[seen.clause[0] : seen.clause[1]]) and not _they(seen):
        return Joined((), 0, "join.other-clause", Verdict.NOT_JOINED)
    if cue.term.form == "weak-noun" and _same_event(seen):
        return Joined((), 0, "join.same-event", Verdict.NOT_JOINED)
    if cue.term.word in _SPEAKS and _FROM_A_STAGE.match(field.folded, cue.end):
        return Joined((), 0, "join.speech", Verdict.STATEMENT_ONLY)
    if cue.term.word in _SPEAKS and sides(before) != BOTH and _ON_A_TOPIC.match(field.folded, cue.end):
        return Joined((), 0, "join.speech", Verdict.STATEMENT_ONLY)
    if cue.term.word in _SEES and _SEES_SOMETHING.match(field.folded, cue.end):
        return Joined((), 0, "join.sees-something", Verdict.NOT_A_CONTACT_SENSE)
    if cue.term.form == "behind":
        led = [p for p in inside if p.end == cue.start and _LED.search(field.folded[max(0, p.start - 4) : p.start])]
        if not led:
            return Joined((), 0, "join.behind", Verdict.NOT_A_CONTACT_SENSE)
    return None


# "Xi spoke on supply chains": to whoever was in the hall.
_SPEAKS = frozenset({"spoke", "speaks", "speak", "speaking"})
_ON_A_TOPIC = re.compile(
    r" on (?!(?:the |a |their |his )?(?:phone|telephone|line|call|sidelines|margins|fringes|video|[a-z]+day\b|jan|feb"
    r"|mar|apr|may"
    r"|jun|jul|aug|sep|oct|nov|dec|\d|eve))"
)
_FROM_A_STAGE = re.compile(
    r" (?:back to back|in turn|one after the other|from the (?:main |same )?(?:stage|podium|rostrum))\b"
)


def _same_event(seen: Occurrence) -> bool:
    """Whether a verb before it already tells of it: "met the Iranian side for a marathon session"."""
    verbs = [c for c in seen.cues() if c.term.form == "fin" and seen.clause[0] <= c.start < seen.cue.start]
    return bool(verbs) and _FOR_A.search(seen.field.folded, verbs[-1].end, seen.cue.start) is not None


_FOR_A = re.compile(r"\bfor (?:an?|another|their|its|\d+) (?:[a-z-]+ ){0,3}$")
# "Biden sees a thaw with Beijing", "Trump sees progress with Xi": an opinion.
_SEES = frozenset({"sees", "saw", "see", "seeing", "seen"})
_SEES_SOMETHING = re.compile(
    r" (?!u-s-|us\b|xi\b)(?:(?:an?|no|little|some|more|any|real|good|big|new|the|his|her|its|\W)\W?\s?)*"
    r"(?:[a-z'\"-]+ ){1,3}(?:with|for|from|over|between|in (?:ties|relations|talks))\b"
)


def _over_there(seen: Occurrence, inside: Sequence[Hit]) -> Joined | None:
    """Officials of one side in the other's land for talks: "Treasury delegation in Beijing for working groups"."""
    cue, field = seen.cue, seen.field
    if cue.term.form != "noun" or not all(p.term.kind in _OFFICIAL | {"side"} for p in inside):
        return None
    for land in destinations(field.hits, field.folded, seen.span):
        guests = [p for p in inside if p.end <= land.start and p.term.kind in _OFFICIAL]
        others = [p for p in inside if p not in guests and p.start != land.start]
        leads = _IN.search(field.folded, 0, land.start) and _FOR_TALKS.fullmatch(field.folded, land.end, cue.start)
        if leads and guests and not others and all(p.term.side not in {"", land.term.side} for p in guests):
            return Joined((*guests, land), 0.7, "join.going", land=land.term.side)
    return None


_IN = re.compile(r"\bin $")
_FOR_TALKS = re.compile(r" for (?:[a-z-]+ ){0,4}")


def _left(party: Hit, folded: str) -> bool:
    """ "紧接特朗普之后到京": whoever comes, he is not the one who came before."""
    return folded.startswith(("之后", "之前", "以后"), party.end)


def _abroad(seen: Occurrence) -> bool:
    """Whether a third country stands right behind a Chinese word of travel: "访问日本"."""
    hits = seen.field.hits
    return any(h.term.kind == "third" and h.term.form == "country" and 0 <= h.start - seen.cue.end <= 1 for h in hits)


# "总统亚洲之行", 유럽 방문: to many countries.
_REGION = re.compile(
    r"(?:亚洲|亚太|欧洲|中东|东南亚|东亚|非洲|拉美|南美|海湾|아시아|유럽|중동|동남아|아프리카)(?:三国|四国|多国|列国"
    r"|等国)?(?:的)? ?$"
)
# 대두 중국행: what is shipped.
_GOODS = re.compile(r"(?:대두|콩|소고기|쇠고기|반도체|칩|원유|화물|수출품|항공기|大豆|牛肉|晶片|芯片)[^,.…，。]{0,6}$")
# "接受福斯访问": an interview.
_INTERVIEW = re.compile(r"接受[^，。；]{0,14}$")


def _travel(seen: Occurrence, inside: Sequence[Hit], clause: Sequence[Hit], everyone: Sequence[Hit]) -> Joined | None:
    """Words of travel; None where the sentence gives no destination, or the word is none."""
    cue, field = seen.cue, seen.field
    if cue.term.mode != "visit":
        return None
    if _REGION.search(field.folded, max(0, cue.start - 8), cue.start):
        return Joined((), 0, "join.elsewhere", Verdict.THIRD_PARTY)
    if cue.term.form == "going" and _GOODS.search(field.folded, max(0, cue.start - 12), cue.start):
        return Joined((), 0, "join.goods", Verdict.NOT_A_CONTACT_SENSE)
    if cue.term.word == "访问" and _INTERVIEW.search(field.folded, seen.clause[0], cue.start):
        return Joined((), 0, "join.interview", Verdict.NOT_A_CONTACT_SENSE)
    if not seen.cjk:
        return join_visit(cue, field.hits, field.parties, everyone, field.folded, seen.span)
    if _abroad(seen):
        return Joined((), 0, "join.elsewhere", Verdict.THIRD_PARTY)
    inside, clause = ([p for p in part if not _left(p, field.folded)] for part in (inside, clause))
    land = cue.term.side or land_of(cue, field.hits, field.folded, seen.span, inside)
    if land:
        return join_going(cue, "us" if land == "cn" else "cn", clause, inside, everyone)
    if cue.term.form in {"going", "noun"} and not any(p.term.kind in _OFFICIAL for p in inside):
        return Joined((), 0, "join.visitor", Verdict.NOT_JOINED)
    return None
