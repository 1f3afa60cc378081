"""Shapes: short Chinese contact words whose place alone says whom they join: the one right behind, or before."""

import re
from collections.abc import Sequence

from watchbot.contacts import place
from watchbot.contacts.joining import ALIEN, BOTH, Joined, sides
from watchbot.contacts.occurrence import Occurrence
from watchbot.contacts.scan import Hit
from watchbot.model import Verdict

_LED = re.compile(r"[与同和跟]\W?(?:美|中|美国|中国|陆|华)?$")
# 先后与普京及特朗普谈
_LED_LIST = re.compile(r"[与同和跟][^，。；：与同跟]{2,14}[及和、](?:[^，。；：、]{0,4})$")
_AGAIN = frozenset({"再", "又", "也", "已", "曾"})
_MARKS = ' ，。！？!?」』”"'
_OFFICIAL = frozenset({"actor", "office", "body"})
_DAY = re.compile(r"(?:下?(?:周|星期)[一二三四五六日天末]|今[天日晚]?|明[天日晚]?|昨[天日晚]?|\d{1,2}日)")
_AT_PLACE = re.compile(r"(?:将|拟|已|昨|今|周[一二三四五六日])?(?:于|在)[一-鿿]{2,5}")
# "与习近平见四次面"
_TIMES = re.compile(
    r"^(?:了|过)?(?:[一二两三四五六几多\d]{1,2}(?:次|回|面|度)面?"
    r"|(?:逾|近|约|超过|足足)?[一二两三四五六七八九十百半\d.]{1,4}(?:个)?(?:多)?(?:小时|分钟|句钟|粒钟|钟头))"
)
# "王毅鲁比奥约定九月再谈"
_TO_MEET_AGAIN = re.compile(r"(?:约定|商定|同意|说好|相约|约好)[^，。；：、]{0,8}再$")
_IN_CITY = re.compile(r"[一-鿿]{2,4}会(?![一-鿿])")
# "双方会就访华一事保持沟通": here 会 is "will".
_MODAL = re.compile(r"[就对按被把将不否是]|根据|继续|保持|因为|尽快|持续|打给|打电话|致电|通话|访问|出席|亲自|派")
_OF_ITSELF = re.compile(r"会(?=登|落|结|收|今|明|昨|下|定|敲|延|推|取|破|开|举|将|倒|[^一-鿿]|$)")


# "美中軍方檀香山談三天"
_FOR_SO_LONG = re.compile(r"了?[一两二三四五六七八九十几半\d]{1,3}(?:个)?(?:多)?(?:天|日(?!本)|小时|轮|回合)")


def shaped(seen: Occurrence, inside: Sequence[Hit], clause: Sequence[Hit]) -> Joined | None:
    """What a word like 见 or 会 joins by its place alone; None where the sentence has to tell."""
    if seen.cue.term.form == "tight":
        return _tight(seen, inside, clause)
    for_days = seen.cue.term.form == "behind" and _FOR_SO_LONG.match(seen.field.folded, seen.cue.end)
    if seen.cue.term.form == "behind" and not (for_days and sides(clause) == BOTH) and not _led_by(seen, inside):
        return Joined((), 0, "join.behind", Verdict.NOT_A_CONTACT_SENSE)
    return None


def _tight(seen: Occurrence, inside: Sequence[Hit], clause: Sequence[Hit]) -> Joined | None:
    """见, 会, 晤: whoever is met stands right behind, or both stand before and the clause ends: 拜习利马会."""
    cue, field = seen.cue, seen.field
    if cue.term.word == "会" and _MODAL.match(field.folded, cue.end):
        return Joined((), 0, "join.tight", Verdict.NOT_A_CONTACT_SENSE)
    before = [p for p in clause if p.end <= cue.start]
    reach, near = (3, inside) if len(cue.term.word) == 1 else (8, clause)  # 拜会参院领袖图恩
    behind = [p for p in inside if 0 <= p.start - cue.end <= 3] or [p for p in near if 0 <= p.start - cue.end <= reach]
    ahead = next((p for p in behind if p.term.kind in _OFFICIAL | ALIEN), None)
    named = [p for p in before if p.term.kind == "pair" and p.term.form == "leaders"]
    if named and cue.term.word == "会" and _city_between(field.folded, named[-1].end, cue.start):
        return Joined(tuple(named), 0.8, "join.named")
    if ahead is not None:
        return Joined((), 0, "join.third-party", Verdict.THIRD_PARTY) if ahead.term.kind in ALIEN else None
    if not _TIMES.sub("", field.folded[cue.end : seen.clause[1]]).strip(_MARKS) and sides(before) == BOTH:
        return Joined(tuple(before), 0.8, "join.clause")
    return Joined((), 0, "join.tight", Verdict.NOT_A_CONTACT_SENSE)


def _city_between(folded: str, start: int, end: int) -> bool:
    """川習深圳會登場: a city between the two names and the word."""
    if _IN_CITY.match(folded, start):
        return True
    between = any(spot.start == start and spot.end == end for spot in place.cities(folded))
    return between and _OF_ITSELF.match(folded, end) is not None


def _led_by(seen: Occurrence, inside: Sequence[Hit]) -> bool:
    """谈: whether 与, 和 or 跟 leads the party right before it, or a place stands between."""
    cue, folded = seen.cue, seen.field.folded
    beside = [p for p in inside if p.end == cue.start or folded[p.end : cue.start] in _AGAIN]
    beside += [p for p in inside if any(p.end == one.start for one in beside)]  # 美国商务部长 before 卢特尼克
    led = any(_LED.search(folded[max(0, p.start - 4) : p.start]) for p in beside)
    led = led or any(_LED_LIST.search(folded, max(0, p.start - 22), p.start) for p in beside)
    agreed = cue.term.word == "谈" and _TO_MEET_AGAIN.search(folded, seen.clause[0], cue.start) is not None
    if led or agreed or any(_AT_PLACE.fullmatch(folded, p.end, cue.start) for p in inside):
        return True
    ends = not folded[cue.end : seen.clause[1]].strip(_MARKS)
    return ends and sides(inside) == BOTH and any(_in_a_city(folded, p.end, cue.start) for p in inside)


def _in_a_city(folded: str, start: int, end: int) -> bool:
    """贝森特何立峰周日巴黎谈: whether only a day and a city stand between the party and the word."""
    day = _DAY.match(folded, start, end)
    begin = day.end() if day else start
    return any(spot.start == begin and spot.end == end for spot in place.cities(folded))
