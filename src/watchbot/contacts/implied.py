"""Implied: contacts that a headline tells of without a word for them, as where one addresses the other, or is there."""

import re
from collections.abc import Sequence
from itertools import pairwise

from watchbot.contacts import place
from watchbot.contacts.lexicon import Term
from watchbot.contacts.scan import Hit

_COUNTERPART = re.compile(
    r" to (?:his |her |the )?(?:(?P<us>us|u-s-|american)|chinese|china's) (?:counterpart|president|leader"
    r"|foreign minister|[a-z ]{0,12}chief|[a-z ]{0,16}(?:guests|visitors|delegation|lawmakers|senators)):"
)


def implied(hits: Sequence[Hit], folded: str) -> Hit | None:
    """What stands for a contact word: the "to" of "Wang Yi to Rubio: …", the "in" of "Daines, in Beijing, …"."""
    found = [h for h in hits if h.term.kind in {"actor", "short", "office"} and h.term.side]
    names = sorted((h for h in found if not any(_within(h, one) for one in found)), key=lambda h: h.start)
    if not names:
        return None
    pairs = [(one, two) for one, two in pairwise(names) if one.term.side != two.term.side]
    pairs += [(one, longer) for one, two in pairs if (longer := _with_colleagues(two, names, folded)) != two]
    said = (_between(one, two, folded) for one, two in pairs)
    there = _there(names[0], folded) or _there_first(names[0], folded)
    return _to_counterpart(names, folded) or there or next(filter(None, said), None)


def _within(name: Hit, other: Hit) -> bool:
    """Whether a name is part of a longer one: the "Wang" of "Wang Yi"."""
    return other.start <= name.start and name.end <= other.end and other.end - other.start > name.end - name.start


def _with_colleagues(name: Hit, names: Sequence[Hit], folded: str) -> Hit:
    """A name together with those listed behind it: "He, Bessent and Greer reach …"."""
    for other in names:
        if other.start > name.end and folded[name.end : other.start] in {", ", " and ", ", and ", " & "}:
            name = name._replace(end=other.end)
    return name


def _to_counterpart(names: Sequence[Hit], folded: str) -> Hit | None:
    for one in names:
        found = _COUNTERPART.match(folded, one.end)
        if found is not None and (found["us"] is not None) != (one.term.side == "us"):
            return Hit(one.end + 1, one.end + 3, _TO)
    return None


def _there(name: Hit, folded: str) -> Hit | None:
    """ "Rep. Adam Smith, in Beijing, says …": he is on a visit."""
    found = _THERE[name.term.side].match(folded, name.end)
    if found is None and name.start == 0 and name.term.side == "us":
        found = _RAISES_THERE.fullmatch(folded, name.end)
    if found is None or (name.start > 0 and folded.startswith((" at ", ", at "), name.end)):
        return None  # "Sept. 24, Xi at the White House" is a date to mark
    return Hit(*found.span("in" if found["in"] else "first"), _IN)


def _there_first(name: Hit, folded: str) -> Hit | None:
    """ "In Beijing, Schumer says …"."""
    opens = name.term.side == "us" and _THERE_FIRST.fullmatch(folded, 0, name.start)
    return Hit(0, opens.end("in"), _IN) if opens else None


def _between(one: Hit, two: Hit, folded: str) -> Hit | None:
    """What one official says, hands, or agrees to with one of the other side whom the text names next."""
    if _THERE_TO.fullmatch(folded, one.end, two.start) and (quote := _KO_TOLD.match(folded, two.end)):
        spots = [s for s in place.cities(folded) if one.end <= s.start < two.start]
        abroad = any(place.country(s.term.name) not in place.LANDS.values() for s in spots)
        return Hit(*quote.span("to"), _KO_TO) if abroad else None
    told = _KO_TOLD.match(folded, two.end) if _KO_TO_HIM.fullmatch(folded, one.end, two.start) else None
    if told and _KO_FACE.search(folded, told.end()):
        return Hit(*told.span("to"), _KO_TO)
    handed = _HANDS.fullmatch(folded, one.end, two.start)
    if handed and not _THROUGH.match(folded, two.end):
        return Hit(*handed.span("hands"), _TO)
    across = _ACROSS.fullmatch(folded, one.end, two.start)
    if across and not _BRINGS.search(folded, 0, one.start):
        return Hit(*across.span("across"), _SPOKE)
    shown = _SHOWS.fullmatch(folded, one.end, two.start)
    if shown and _AROUND.match(folded, two.end):
        return Hit(*shown.span("shows"), _SPOKE)
    if pulled := _PULLS.fullmatch(folded, one.end, two.start):
        return Hit(*pulled.span("pulls"), _SPOKE) if folded.startswith(" aside", two.end) else None
    agreed = _AGREE.match(folded, two.end) if _TOGETHER.fullmatch(folded, one.end, two.start) else None
    if agreed:
        return Hit(*agreed.span("agree" if agreed["agree"] else "agreed"), _SPOKE)
    booked = _BOOK.match(folded, two.end) if _TOGETHER.fullmatch(folded, one.end, two.start) else None
    if booked and _in_a_city(folded, booked.end()):
        return Hit(*booked.span("did"), _TO_COME)
    announced = _TOPICS.match(folded, two.end) if _TOGETHER.fullmatch(folded, one.end, two.start) else None
    if announced and _in_a_city(folded, announced.end()):
        return Hit(*announced.span("did"), _SPOKE)
    announced = _ANNOUNCE.match(folded, two.end) if _TOGETHER.fullmatch(folded, one.end, two.start) else None
    if announced and _in_a_city(folded, announced.end()):
        return Hit(*announced.span("did"), _SPOKE)
    given = _GIVES.fullmatch(folded, one.end, two.start)
    if given and _A_LECTURE.match(folded, two.end):
        return Hit(*given.span("gives"), _SPOKE)
    along = _ZH_ALONG.match(folded, two.end)
    if along and _ZH_SEES.search(folded, one.end, two.start):
        return Hit(*along.span("did"), _ZH_TOGETHER)
    signed = _SIGN.match(folded, two.end) if _TOGETHER.fullmatch(folded, one.end, two.start) else None
    signed = signed or _SIGNS_WITH.fullmatch(folded, one.end, two.start)
    if signed:
        return Hit(*signed.span("did"), _SPOKE)
    clash = _CLASH.fullmatch(folded, one.end, two.start)
    if clash and (where := _WHERE.match(folded, two.end)) and _in_a_city(folded, where.end()):
        return Hit(*clash.span("did"), _SPOKE)
    through = _FINISH.match(folded, two.end) if _TOGETHER.fullmatch(folded, one.end, two.start) else None
    if through:
        return Hit(*through.span("did"), _SPOKE)
    aside = _ON_THE_SIDE.match(folded, two.end) if _TOGETHER.fullmatch(folded, one.end, two.start) else None
    if aside:
        return Hit(*aside.span("did"), _SPOKE)
    if not _TO_OFFICIAL.fullmatch(folded, one.end, two.start):
        return None
    opens = folded[max(0, one.start - 2) : one.start] in {": ", "' ", '" '}
    return Hit(one.end + 1, one.end + 3, _TO) if opens or _TELLS.match(folded, two.end) else None


def _in_a_city(folded: str, at: int) -> bool:
    return any(spot.start in {at, at - len("in ")} for spot in place.cities(folded))


_TO_OFFICIAL = re.compile(r" to (?:china's |beijing's |washington's |america's )?")
_TELLS = re.compile(r"(?: in [a-z]+(?: [a-z]+)?)?:")
# "Rubio, Wang Yi pencil in Lima for APEC eve"
_BOOK = re.compile(r" (?P<did>pencil in|settle on|book) (?=[a-z])")
# "Podesta, Liu Zhenmin dig into methane in Washington"
_TOPICS = re.compile(
    r" (?P<did>initial(?:l?ed)?|open|launch|inaugurate"
    r"|compare|dig into|tackle|hash over|work through|debate|go over|take up|take stock|wade into|zero in on|focus on"
    r"|get into|swap|lock in|bargain|haggle|weigh|review|assess|cover|air|chart|map out|thrash out|press on)\b"
    r"[^.;:]{0,50} in (?=[a-z]+)"
)
# "Obama, Xi announce climate deal in Beijing"
_ANNOUNCE = re.compile(
    r" (?P<did>announced?|unveil(?:ed)?|sign(?:ed)?|initial(?:l?ed)?|declared?|hail(?:ed)?|seal(?:ed)?|agreed?"
    r"|clinch(?:ed)?|strike|struck|reach(?:ed)?|ink(?:ed)?|extend(?:ed)?)"
    r" (?!.{0,40}\bin the\b)[^.;:]{0,40}"
    r"(?:deal|accord|pact|agreement|framework|truce|statement|consensus)(?: [a-z]+)? (?:in|at) "
)
# "Wang Yi gives Rubio an earful on Taiwan"
_GIVES = re.compile(r" (?P<gives>gives|gave|hands|handed|reads|read) (?:[a-z.-]+ ){0,3}")
_A_LECTURE = re.compile(
    r" (?:an earful|a piece of (?:his|her) mind|the riot act|a (?:[a-z]+ )?(?:warning|lecture|dressing[- ]down|list"
    r"|ultimatum|message)|assurances?)\b"
)
# 川普參觀天壇 習近平陪同
_ZH_ALONG = re.compile(r"(?:夫妇|夫人)?(?:全程|亲自)?(?P<did>陪同|作陪|陪游|陪逛)(?=$|[，。！\s])")
_ZH_SEES = re.compile(r"参观|游览|游|看|访|逛|品茶")
# "DEA chief, China narcotics commissioner sign precursors list"
_SIGN = re.compile(r" (?:jointly )?(?P<did>sign|signed|ink|inked|initial|initialled|initialed)\b(?! off\b)")
# "Newsom signs climate pact with Chinese environment minister"
_SIGNS_WITH = re.compile(
    r" (?P<did>signs?|signed|inks?|inked) (?!.*\b(?:after|before|as|while)\b)[^.;:,]{3,50} with"
    r" (?:the |china's |china in )?"
)
# "Blinken, Sullivan trade barbs with Yang, Wang in Anchorage"
_CLASH = re.compile(
    r" (?:publicly |openly )?(?P<did>trad(?:e|es|ed) (?:barbs|blows|accusations|jabs)|spar(?:s|red)?|clash(?:es|ed)?"
    r"|cross(?:es|ed)? swords|lock(?:s|ed)? horns|squar(?:e|es|ed) off) with (?:[a-z.-]+ ){0,3}"
)
_WHERE = re.compile(r"(?:,? (?:and )?[a-z]+(?: [a-z]+)?)? in ")


# 왕이, 마닐라서 루비오에 "…"
_THERE_TO = re.compile(r"(?:,|이|가|은|는)? ?(?:[가-힣]{1,6} ?(?:장관|부장|총리|부총리|대표)?,? ?)?[가-힣]{2,8}서 ")
_KO_TOLD = re.compile(r" ?(?:국무장관|재무장관|장관|대통령|주석|부장|부총리|총리|대표)?(?P<to>에게?) ?[\"'“‘「]")
# 헤그세스, 中 둥쥔에 "…" 직접 전달
_KO_TO_HIM = re.compile(r"(?:,|이|가|은|는)? ?(?:中|美|중국|미국)? ?")
_KO_FACE = re.compile(r"[\"”'’」] ?(?:직접 |면전서 |대놓고 )?(?:전달|통보|면전|따져|경고|항의|촉구|압박)")
# "He gave the figure to Treasury chief Bessent"
_HANDS = re.compile(
    r" (?:also |then |personally )?(?P<hands>(?:gave|gives|handed|hands|takes|took|carries|carried|brings|brought"
    r"|passed|passes|delivered|delivers|conveyed"
    r"|relayed|presented)"
    r" (?:(?:the|a|an|his|her|their|that|this) )?(?:[a-z-]+ ){0,2}(?:figures?|numbers?|letter|lists?|message|documents?"
    r"|assurances?|concerns?|complaints?|warnings?|case|pitch|plea|appeal|demands?"
    r"|note|text|draft|paper|plan|proposal|invitation|dossier) to) (?:[a-z.-]+ ){0,3}"
)
_THROUGH = re.compile(r" (?:via|through|by way of)\b")
# "Xi, Trump agree to build a relationship": they have talked; what they agree to hold is still to come.
_TOGETHER = re.compile(r"(?:,| and| &) (?:[a-z-]+'s )?")
_AGREE = re.compile(
    r" (?P<agree>(?:lay|set|prepare) (?:the )?(?:groundwork|ground|stage)|(?:pave|clear) (?:the )?(?:way|air)"
    r"|break (?:the )?ice"
    r"|wrap up|hash out|iron out|thrash out|narrow (?:gaps|differences)|find common ground)\b"
    r"| (?P<agreed>agreed?) (?:on|to|that)\b(?! (?:an? |the |to |more |further |another |new |next )*(?:meet|hold|talk"
    r"|speak|visit"
    r"|continue|keep|resume|restart|reopen|see|host|stay|round|call|summit|trip|schedule|set up a call"
    r"|exchange visits))"
)
# "Bessent and He wrapped up on Sunday"
_FINISH = re.compile(
    r" (?P<did>left the [a-z-]+|walked out of the [a-z-]+|filed out of the [a-z-]+"
    r"|part ways|parted ways|break for the (?:day|night)|broke for the (?:day|night)"
    r"|wrapped up|wrap up|finished|finish|adjourned|adjourn|emerged|emerge|reconvened|resumed|resume)"
    r"(?:$|[.,;]| (?:on|in|at|after|late|early|from|with|without)\b)"
)
# "He and Bessent took stock on the margins of the forum"
_ON_THE_SIDE = re.compile(
    r" (?!will\b|may\b|could\b|to\b|are\b|were\b)(?P<did>[a-z]+) [^.;:?!]{3,80}"
    r"\b(?:on|at) the (?:margins|sidelines|fringes|edges) of\b"
)
# "Xi showed Trump around Zhongnanhai"
_SHOWS = re.compile(r" (?P<shows>showed|shows|walked|walks|escorted|escorts|led) (?:president |premier )?")
_AROUND = re.compile(
    r" (?:around|through|along|into|to (?:his|the)|the (?:gardens|grounds|temple|halls?|rooms?|residence|palace"
    r"|view))\b"
)
# "Rubio pulls Wang aside over Iran"
_PULLS = re.compile(
    r" (?P<pulls>pulls|pulled|takes|took|draws|drew) (?:china's |chinese |foreign minister |minister )*"
)
# "Hegseth, across from Dong Jun in Kuala Lumpur, voiced concern"
_BRINGS = re.compile(r"\b(?:could|may|might|would|to|will|can) (?:yet |soon )?(?:bring|put|see) $")
_ACROSS = re.compile(
    r",? (?:sitting |seated )?(?P<across>across (?:the table )?from|face to face with) (?:[a-z.]+ ){0,3}"
)
_SPOKE = Term("agree", "contact", "en", rule="en.talks.fin", mode="talks", form="fin", grip=2)
# "Rep. Adam Smith, in Beijing, says …": he is on a visit.
_THERE = {
    "us": re.compile(
        r",? (?:back |again |now )?(?P<in>in) "
        r"(?:beijing|china|shanghai|shenzhen|guangzhou|chengdu|tianjin|qingdao|hangzhou|nanjing|wuhan)"
        r"(?:[,:]|$| (?:for|to|as|this week|on|with|again|says|said|urges|warns|tells)\b)"
        r"| (?:becomes|is|was|became) (?:the )?first [a-z .-]{3,60} (?P<first>in) (?:beijing|shanghai|china)\b"
    ),
    "cn": re.compile(
        r",? (?:back |now )?(?P<in>in) (?:washington|d-c-|dc)(?:[,:]|$| (?:for|to|this week|on|with)\b)"
        r"|,? (?P<first>at) the (?:white house|pentagon|state department)(?:[,:]|$)"
    ),
}
# "Raimondo raises chip worries in Beijing"
_RAISES_THERE = re.compile(
    r" (?:raises|raised|presses|pressed|pitches|pitched) [^.;:]{3,60} (?P<in>in) (?:beijing|shanghai)"
)
_THERE_FIRST = re.compile(
    r"(?P<in>in|fresh from|just back from|back from|home from) (?:beijing|shanghai|china),"
    r" (?:(?:sen|rep|secretary)\.? )?"
)
_IN = Term("in", "contact", "en", rule="en.visit.in", mode="visit", form="fin", grip=1)
_ZH_TOGETHER = Term("陪同", "contact", "zh", rule="zh.meeting", mode="meeting", form="noun", grip=2)
_TO_COME = Term("book", "contact", "en", rule="en.talks.settle", mode="talks", form="ing", grip=2, status="planned")
_KO_TO = Term("에", "contact", "ko", rule="ko.tells", mode="talks", form="noun", grip=2)
_TO = Term("to", "contact", "en", rule="en.tells.to", mode="talks", form="fin", grip=0)
