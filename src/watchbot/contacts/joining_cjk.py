"""Joining in Chinese and Korean: particles say who meets whom, so that a third party in the next clause doesn't matter.

"习近平先与普京视频，晚间再与特朗普通话" joins Xi with Putin once and with Trump once. Where no particle tells, the
parties that stand near the contact word decide (joining.join).
"""

import re
from collections.abc import Sequence
from itertools import pairwise

from watchbot.contacts.joining import ALIEN, BOTH, Joined, firm, principals, sides, turned_away
from watchbot.contacts.scan import Hit
from watchbot.model import Verdict

_WITH = re.compile(r"(?:与|同|和|跟|向|对|给|及|会见|接见|会晤|晤|见)(?:来访的?|到访的?|来华的?|访华的?)?$")
_STOP = re.compile(r"[，,。；;！？?!…]")
_BEHIND_ZH = re.compile(r"^(?:了|过|来访的?|到访的?|来华的?|新任|率|以|\s){0,2}$")
_TRANSITIVE = (
    "会见",
    "接见",
    "会晤",
    "面见",
    "约见",
    "拜会",
    "宴请",
    "见",
    "晤",
    "会",
    "打给",
    "致电",
    "电联",
    "致信",
    "致函",
    "面晤",
    "召见",
)


_KO_WITH = re.compile(
    r"(?: ?(?:[가-힣]{2,6} ){0,2}?[가-힣]{0,6}(?:대통령|주석|총리|장관|부장|차관|차관보|대사|대표|위원|국장|사령관"
    r"|비서장|주임|의장))?"
    r"(?:와의|과의|와도|과도|와|과|에게|을|를|랑|도(?= (?:접견|면담|예방|만나|만난|회동|$)))"
)
# "베선트 이어 허리펑도 접견": whom he received before
_KO_TURN = re.compile(r"(?:에|과|와)? ?이어")
_BESIDE_KO = re.compile(r"[가-힣]-(?P<who>[가-힣]{2,6}) ?$")
_SEES_KO = ("만나", "만난", "만났", "만날", "접견", "면담", "예방")
_DOES_KO = re.compile(r" ?(?:[가-힣]{1,6} )?(?:총리|장관|외무장관|외교장관|대통령|주석|부장)?(?:,|이|가|은|는) ")
_KO_PLACE = re.compile(r"(?:에서|서)(?![가-힣])")
_STRANGER_ZH = re.compile(
    r"(?:与|同|跟)(?!对方|对口|双方|彼此|其|他|她|自己|之|时|样|意|步|一|于|日|期|美|中|陆|总统|主席|有关|各"
    r"|两)[^，。；：、\s与同跟和]{2,12}?"
    r"(?:举行|进行|展开|的|在[^，。]{1,6})?(?:双边|视频|正式|闭门)?$"
)
_STRANGER_KO = re.compile(
    r"(?<![가-힣])(?!양국|상대|서로|미국|중국|정상|정부|대표|관계|당국|고위|이와|그와)[가-힣·]{2,8}(?: (?:총리|대통령"
    r"|외무장관|장관|외무|외상|외교장관|총재|대표|회장|국왕|왕세자))?(?:와의|과의|와|과) "
    r"(?:[가-힣]{2,6} ){0,2}$"
)


# A space ends a part of a Chinese headline; Korean writes one between words.
_CHAINED_KO = re.compile(r"[、·・/]?\s?|[一-鿿]")
_CHAINED_ZH = re.compile(
    r"(?:[、·・/]\s?)?|、[一-鿿]{0,6}(?:部长|代表|大使|主任|局长|司令|外长|财长)|(?:等|的|、)?[一-鿿]{0,1}|总统|总理|首相|外长|外交部长|防长|国防部长|国防部|主席|国王|副总理"
    r"|副总统|总书记|领导人|领袖"
)


def chains(parties: Sequence[Hit], folded: str, korean: bool) -> list[list[Hit]]:
    """Parties in apposition or listed with 、 or · belong together."""
    made: list[list[Hit]] = []
    chained = _CHAINED_KO if korean else _CHAINED_ZH
    for party in parties:
        gap = folded[made[-1][-1].end : party.start] if made else ""
        if made and chained.fullmatch(gap) and not _WITH.search(gap):
            made[-1].append(party)
        else:
            made.append([party])
    return made


def join_by_particle(
    cue: Hit, sentence: Sequence[Hit], everyone: Sequence[Hit], folded: str, korean: bool
) -> Joined | None:
    """Decide where a particle or a transitive verb shows the object; None where the text has none.

    `everyone` holds the parties of the whole entry, for a sentence that leaves its subject unsaid.
    """
    groups = chains(sentence, folded, korean)
    target = (_korean if korean else _chinese)(cue, groups, folded)
    if target is None:
        stranger = (_STRANGER_KO if korean else _STRANGER_ZH).search(folded[max(0, cue.start - 26) : cue.start])
        beside = _BESIDE_KO.search(folded, max(0, cue.start - 12), cue.start) if korean else None
        if beside and not any(p.start < beside.end("who") and beside.start("who") < p.end for p in sentence):
            return Joined((), 0, "join.stranger", Verdict.THIRD_PARTY)  # 루비오-칼라스 회담
        begin = max(0, cue.start - 26) + (stranger.start() if stranger else 0)
        owned = 8 if korean else 2  # "인민해방군 해·공군 장교들과": officers of one who is named
        named = (p for p in sentence if p.term.form not in {"capital", "city"})
        if stranger and not any(
            begin - owned <= p.end and p.start < cue.start and "," not in folded[p.end : max(begin, p.end)]
            for p in named
        ):
            return Joined((), 0, "join.stranger", Verdict.THIRD_PARTY)
        return None
    goal, subject = target
    bare = cue.term.form == "tight" and subject and subject[-1].term.kind == "side"
    if bare and folded[subject[-1].end : cue.start].isspace():
        subject = []  # 先北京后美国 见习近平: a country at the end of the clause before is no subject
    aliens = [p for p in goal if p.term.kind in ALIEN]
    officials = [p for p in goal if p.term.kind not in ALIEN]
    if aliens and (not officials or _theirs(goal)):
        return turned_away(aliens)
    actors = [p for p in subject if p.term.kind not in ALIEN]
    if subject and not actors:
        return turned_away(subject)
    if not subject and any(p.term.kind in ALIEN for p in sentence):
        actors = _unsaid(officials, everyone)
        strangers = [p for p in sentence if p.term.kind in ALIEN and p.term.form == "person"]
        if not actors and strangers and cue.term.form == "tight":
            return turned_away(strangers)
    if sides([*actors, *officials]) == BOTH:
        both = [*actors, *officials]
        return Joined(tuple(principals(both)), 0.95 if firm(both) else 0.75, "join.clause")
    return None


def _unsaid(goal: Sequence[Hit], everyone: Sequence[Hit]) -> list[Hit]:
    """The one whom the entry is about, where he alone can be the subject: "同普京视频会晤，晚间同特朗普通电话"."""
    named = [p for p in goal if p.term.kind in {"actor", "office"}]
    others = [p for p in everyone if p.term.kind == "actor" and named and p.term.side not in {"", named[0].term.side}]
    return others[:1] if others and all(p.term.actor == others[0].term.actor for p in others) else []


def _theirs(goal: Sequence[Hit]) -> bool:
    """Whether a body belongs to the outsiders before it: "二轨对话美方代表团" is no government's."""
    return any(a.term.kind == "outsider" and b.term.kind == "body" and a.end == b.start for a, b in pairwise(goal))


def _chinese(cue: Hit, groups: list[list[Hit]], folded: str) -> tuple[list[Hit], list[Hit]] | None:
    word = folded[cue.start : cue.end]
    if word in _TRANSITIVE or word.startswith(("会见", "接见", "召见", "宴请", "打给", "致电")):
        for group in groups:
            if 0 <= group[0].start - cue.end <= 6 and _BEHIND_ZH.match(folded[cue.end : group[0].start]):
                before = [g for g in groups if g[-1].end <= cue.start + 1]
                return group, _subject(before, folded)
    for index in range(len(groups) - 1, -1, -1):
        group = groups[index]
        if group[-1].end > cue.start + 1:
            continue
        gap = folded[group[-1].end : cue.start]
        if len(gap) > 22 or _STOP.search(gap):
            return None
        if _WITH.search(folded[max(0, group[0].start - 5) : group[0].start]):
            first = index
            while first and _colleagues(groups[first - 1], groups[first], folded):
                first -= 1
            return [p for g in groups[first : index + 1] for p in g], _subject(groups[:first], folded)
    return None


def _colleagues(one: Sequence[Hit], two: Sequence[Hit], folded: str) -> bool:
    """Whether both are whom somebody meets: 与贝森特和格里尔举行视频通话."""
    beside = folded[one[-1].end : two[0].start] in {"和", "及", "与", "同", "以及"}
    led = _WITH.search(folded, max(0, one[0].start - 5), one[0].start)
    return beside and led is not None and sides(one) == sides(two)


def _subject(before: list[list[Hit]], folded: str) -> list[Hit]:
    """The nearest group to the left that is no object itself, with its colleagues: 他和葛里尔, 贝森特和格里尔."""
    along: list[Hit] = []
    for index in range(len(before) - 1, -1, -1):
        group = before[index]
        particle = _WITH.search(folded[max(0, group[0].start - 4) : group[0].start])
        if not particle:
            return [*group, *(p for p in along if sides([p]) == sides(group))]
        named = before[index - 1][-1].end if index else -1
        beside = _AND_ZH.search(folded, max(0, group[0].start - 2), group[0].start)
        if beside and (beside["he"] or named == beside.start()):
            along = [*group, *along]
    return []


_AND_ZH = re.compile(r"(?P<he>[他她])?[和与及同]$")


_PERSONS = frozenset({"actor", "office", "third", "outsider"})


def _korean(cue: Hit, groups: list[list[Hit]], folded: str) -> tuple[list[Hit], list[Hit]] | None:
    for index in range(len(groups) - 1, -1, -1):
        group = groups[index]
        if group[-1].end > cue.start + 1:
            continue
        gap = folded[group[-1].end : cue.start]
        bare = not gap.strip() and folded.startswith(_SEES_KO, cue.start) and sides(group) != BOTH
        if bare and index and _DOES_KO.match(folded, groups[index - 1][-1].end):
            return group, groups[index - 1]  # 라브로프, 왕이 만나
        if len(gap) > 16 or _STOP.search(gap) or not _KO_WITH.match(gap):
            return None
        rest = [g for g in groups[:index] if not _KO_PLACE.match(folded, g[-1].end)]
        objects = [g for g in rest if _KO_WITH.match(folded, g[-1].end) or _KO_TURN.match(folded, g[-1].end)]
        subjects = [g for g in rest if g not in objects]
        persons = [g for g in subjects if any(p.term.kind in _PERSONS for p in g)]
        return group, (persons or subjects or rest or [[]])[-1]
    return None
