"""Relating: which of the joining cases reads a contact word, by its language and by what kind of word it is.

A short Chinese form (见, 会) needs its object right behind it, a word of travel its destination, "calls" a person; the
rest is joined by the arguments of its sentence.
"""

import re
from collections.abc import Sequence

from watchbot.contacts.anaphora import they, together
from watchbot.contacts.arguments import arguments
from watchbot.contacts.destinations import land_of
from watchbot.contacts.ellipsis import implicit
from watchbot.contacts.field import quoted
from watchbot.contacts.joining import ALIEN, BOTH, Joined, join, sides
from watchbot.contacts.joining_cjk import join_by_particle
from watchbot.contacts.joining_en import join_english
from watchbot.contacts.likeness import PRESIDENCIES
from watchbot.contacts.occurrence import Occurrence
from watchbot.contacts.replies import in_reply
from watchbot.contacts.scan import Hit
from watchbot.contacts.senses import without_contact
from watchbot.contacts.shapes import shaped
from watchbot.contacts.text import part_of
from watchbot.contacts.visiting import join_going, join_visit
from watchbot.model import Verdict

_PROGRESS = re.compile(r"\b(?:second|first|final|third) day\b|两天|兩天|首日|이틀|첫날|사흘")
_OFFICIAL = frozenset({"actor", "office", "body"})


def relate(seen: Occurrence, everyone: Sequence[Hit], spoken: bool) -> Joined:
    """Whom a contact word joins. `spoken` says that the entry names a call or a meeting somewhere."""
    cue, field = seen.cue, seen.field
    inside = seen.inside()
    clause = [p for p in inside if seen.clause[0] <= p.start < seen.clause[1]]
    found = shaped(seen, inside, clause) or without_contact(seen, inside, clause)
    found = found or _travel(seen, inside, clause, everyone)
    if found is not None:
        return found
    anaphor = together(seen) or they(seen)
    if not seen.cjk:
        args = arguments(cue, field.parties, seen.cues(), field.folded, field.text, seen.span, seen.clause)
        joined = join_english(cue, args, field.parties, everyone, field.folded, field.text, seen.span, anaphor, spoken)
        if _due_elsewhere(seen, joined):
            return Joined((), 0, "join.due-elsewhere", Verdict.NOT_JOINED)
        return joined if joined.parties else implicit(seen, inside) or joined
    if cue.term.reach == "public":
        return in_reply(seen, spoken)
    taken = [p for p in inside if p.term.kind == "pair" and _taken(p, seen)]
    inside, clause = [p for p in inside if p not in taken], [p for p in clause if p not in taken]
    if seen.title and any(p.term.kind == "actor" for p in clause):
        inside = [p for p in inside if p in clause or not _of_another_part(p, seen)]
    unquoted = _outside_quotes(inside, cue, field.folded)
    if sides(unquoted) == BOTH:
        inside, clause = unquoted, [p for p in clause if p in unquoted]
    if cue.term.language == "ko" and _MEANWHILE.match(field.folded, cue.end):
        inside, clause = [p for p in inside if p.end <= cue.start], [p for p in clause if p.end <= cue.start]
    if anaphor:
        everyone = _named_so_far(seen, inside, everyone)
    told = join_by_particle(cue, inside, everyone, field.folded, cue.term.language == "ko")
    return told or join(cue, clause, inside, everyone, field.folded, seen.cjk, anaphor)


def _due_elsewhere(seen: Occurrence, joined: Joined) -> bool:
    """Whether "are due at" is said of something else than those whom only the entry names: "Export sales are due"."""
    return seen.cue.term.rule == "en.meeting.due" and joined.rule.startswith("join.entry")


def _of_another_part(party: Hit, seen: Occurrence) -> bool:
    """Whether a party stands in a part of a headline with a contact of its own: "李成钢谈磋商　川普：将打给习近平"."""
    low, high = part_of(seen.field.folded, party.start)
    there = [p for p in seen.field.parties if low <= p.start < high]
    return not low <= seen.cue.start < high and sides(there) == BOTH and any(low <= c.start < high for c in seen.cues())


def _named_so_far(seen: Occurrence, inside: Sequence[Hit], everyone: Sequence[Hit]) -> Sequence[Hit]:
    """Whom 两人 can mean: not those who are named only later, "将是两人首度对话。鲁比奥与王毅7月曾会面"."""
    later = [p for p in seen.field.parties if p.start > seen.cue.end and p not in inside]
    before = [p for p in everyone if p not in later]
    return before if sides([p for p in before if p.term.kind in _OFFICIAL]) == BOTH else everyone


def _outside_quotes(parties: Sequence[Hit], cue: Hit, folded: str) -> list[Hit]:
    """Who isn't only in what somebody says: 시진핑, 블링컨 만나 "중미는 …"."""
    spans = [s for s in quoted(folded) if not s[0] <= cue.start < s[1]]
    return [p for p in parties if not any(low <= p.start < high for low, high in spans)]


# "유럽이 논의하는 사이 베선트는 …": whoever is named behind does something else.
_MEANWHILE = re.compile(r"(?:하|되|을 하|를 하|을 하고 있|를 하고 있)(?:는|던) (?:사이|가운데|동안)")


def _taken(pair: Hit, seen: Occurrence) -> bool:
    """Whether a pair belongs to another contact word: "미중 정상회담 결과를 듣고 … 논의했다"; 「习特会」呼之欲出."""
    others = [c for c in seen.cues() if c is not seen.cue]
    named = any(c.start == pair.start and c.term.side == "both" for c in others) and pair.start != seen.cue.start
    behind = pair.start >= seen.cue.end and any(
        _ITS.fullmatch(seen.field.folded, pair.end, c.start) for c in others if c.start >= pair.end
    )
    return named or behind or any(0 <= c.start - pair.end <= 1 and c.end < seen.cue.start for c in others)


# "통화에서 미·중 정상의 전날 통화 내용도": the pair's own call.
_ITS = re.compile(r" ?(?:정상|양국)?(?:의|간) (?:전날 |지난 |첫 )?")


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
    led = any(
        low <= h.start < cue.start and h.term.kind == "role" and h.term.office in PRESIDENCIES for h in field.hits
    )
    if led and sides([p for p in everyone if p.term.kind in {"actor", "office"}]) != BOTH:
        return False  # "정상들이 논의할 것": leaders, of whom the entry names none
    persons = [p for p in field.parties if p.term.kind == "actor"]
    pairs = [p for p in field.parties if p.term.kind == "pair"]
    if seen.title and seen.cjk and sides(pairs or persons) == BOTH and len(seen.cues()) == 1:
        return True
    told = any(low <= h.start < high and h.term.status in {"held", "planned"} for h in field.words)
    return told or _PROGRESS.search(field.folded, low, high) is not None


def body_meets(seen: Occurrence, everyone: Sequence[Hit]) -> Joined | None:
    """The teams or a body of the two sides: "US, China strike a deal. Negotiators met in …", "The panel will convene".

    Only where the entry is about both sides and nobody else.
    """
    if seen.cjk or seen.cue.term.mode not in {"meeting", "talks"} or any(p.term.kind in ALIEN for p in everyone):
        return None
    teams = not seen.inside() and _TEAMS.fullmatch(seen.field.folded, seen.span[0], seen.cue.start)
    if not teams and _BODY_WILL.search(seen.field.folded, seen.span[0], seen.cue.start) is None:
        return None
    joint = [p for p in everyone if p.term.kind == "pair"] or [p for p in everyone if p.term.kind == "body"]
    return Joined(tuple(joint), 0.55, "join.topic") if sides(joint) == BOTH else None


_TEAMS = re.compile(
    r"\s*(?:(?:the|their|top|senior|trade|rival|two|both) ){0,3}(?:negotiators|delegations|teams|trade chiefs|envoys)"
    r"(?: (?:[a-z]+ ){0,2}| )"
)
_BODY_WILL = re.compile(
    r"\b(?:panel|working group|group|team|body|commission|committee|board|council|channel)\b[^.;:!?]{0,70}?"
    r" (?:will|is to|is due to|is set to|plans to) (?:first |next |then |also )?$"
)


def _left(party: Hit, folded: str) -> bool:
    """ "紧接特朗普之后到京": whoever comes, he is not the one who came before."""
    return folded.startswith(("之后", "之前", "以后"), party.end)


def _elsewhere(party: Hit, seen: Occurrence) -> bool:
    """Whether a party of the sentence belongs to another contact than the trip."""
    if any(party.end <= c.start < seen.cue.start and _AHEAD.match(seen.field.folded, c.end) for c in seen.cues()):
        return party.term.kind != "pair"  # "트럼프 방중 앞두고 실무팀 베이징행"
    return _left(party, seen.field.folded) or (party.term.kind == "pair" and _taken(party, seen))


_AHEAD = re.compile(r"(?:을|를)? ?(?:앞두고|전에|직전)")


def _abroad(seen: Occurrence) -> bool:
    """Whether a third country stands right behind a Chinese word of travel: "访问日本"."""
    hits = seen.field.hits
    behind = seen.cue.end + (seen.field.folded[seen.cue.end : seen.cue.end + 1] in _OF)
    if seen.cue.term.word.startswith("率团"):
        way = _ON_THE_WAY.match(seen.field.folded, seen.cue.end)
        behind = way.end() if way else behind
        if way and _SHORT_LAND.match(seen.field.folded, behind):
            return True
    named = any(h.term.kind == "third" and h.term.form == "country" and h.start == behind for h in hits)
    return named or (seen.cue.term.word == "抵" and _SHORT_LAND.match(seen.field.folded, seen.cue.end) is not None)


_ON_THE_WAY = re.compile(r"(?:前往|出访|抵达|飞抵|[赴抵访往到飞])")
_OF = frozenset("了过问赴往到在至抵")
# "抵馬": Malaysia; the short names of lands.
_SHORT_LAND = re.compile(r"[马瑞英法西德俄印日韩泰越澳加意荷](?=[\s，。！、]|$)")


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
    span = seen.span
    if seen.title and len(sides(inside)) == 1 and sides(field.parties) == BOTH:
        inside, span = list(field.parties), (0, len(field.folded))  # "专机落地北京！特朗普开启国事访问"
    everyone = [p for p in everyone if p not in inside or not _elsewhere(p, seen)]
    inside, clause = ([p for p in part if not _elsewhere(p, seen)] for part in (inside, clause))
    land = cue.term.side or land_of(cue, field.hits, field.folded, span, inside)
    if land:
        return join_going(cue, "us" if land == "cn" else "cn", clause, inside, everyone)
    if cue.term.form in {"going", "noun"} and not any(p.term.kind in _OFFICIAL for p in inside):
        return Joined((), 0, "join.visitor", Verdict.NOT_JOINED)
    return None
