"""Date fit: whether a day that a text gives is the contact's own.

It may also be the day on which somebody spoke or wrote of it, a deadline, or the second day of a round.
"""

import re
from dataclasses import replace
from datetime import date, timedelta

from watchbot.contacts.dates import CONTINUES, When
from watchbot.contacts.datewords import MONTHS

WASHINGTON = timedelta(hours=5)
NEAREST = timedelta(days=45)
AHEAD = timedelta(days=200)
_TWO_DAYS = re.compile(
    r"second (?:day|evening|london evening)|day two|two[- ]day|two days|两天|两日|一天半|一天多|第二天|이틀|둘째 날"
)
_SAID_BEFORE = re.compile(
    r"\b(?:issued|published|released) (?:on|late|early) $|\bsp(?:oke|eaking) (?:at|in|outside|from) [a-z ]{3,24} on $"
    r"|\b(?:said|says|told [a-z ]{2,20}|(?:was|were|when) asked"
    r"|announced|confirmed|posted|added)(?: (?:on|late|early|in a statement|here))*\s$"
)
_REPORTED = re.compile(
    r"\b(?!pencil+ed|scheduled|planned|expected|slated|delayed|postponed|needed|supposed|arranged|booked|fixed|moved|held"
    r"|arrived|landed|visited|talked|hosted|"
    r"received|welcomed|agreed|ended|opened|started|concluded|wrapped|kicked|called|phoned|discussed|traveled"
    r"|travelled|attended|returned|resumed|conferred|huddled)"
    r"(?:[a-z]+ed|rose|fell|wrote|told|said)(?: [a-z]+){0,2}?(?: (?:on|late|early))? $"
)
_SAID_BEHIND = re.compile(
    r"\s?(?:\(현지 ?시간\))? ?(?:(?:엑스|X|x|SNS|트루스소셜|소셜미디어)에"
    r"|밝혔|전했|말했|보도했|발표했|알렸|공개했|설명했|주장했|강조했)"
    r"|\s?(?:晚|早|晨|上午|下午|凌晨)?(?:引述|援引|发布(?:消息|声明|新闻稿|公告|通报)|发文|发帖|通报|宣布|表示|称|稱|说|說|透露|证实|證實|公布|对媒体|對媒體|受访|受訪|回应|回應"
    r"|指出|披露|(?:例行)?(?:记者会|发布会)|接受[^，。；]{0,14}(?:访问|专访|采访)|在[^，。；会晤谈话见]{1,14}(?:受访|说|表示|称|指出|透露))"
)
_SPAN = re.compile(r"\d ?(?:and|to|[-~,至]) ?\d{1,2}(?:日|일)?")
_LAST_DAY = re.compile(
    r"second (?:day|evening|london evening)(?! (?:is|was|will) (?:expected|due|to|set|follow|be)\b)"
    r"|day two|two[- ]day [^.;:]{0,40}\b(?:concluded|ended|closed|finished|wrapped up)\b"
    r"|(?:after|ended|end|concluded?|closed?|(?<!first )of|for) (?:a |their )?two[- ]days?"
    r"|wrapped up|wraps up|(?:closed|ended|finished) (?:in [a-z ]{3,20} )?on"
    r"|一天半|过去一天多|过去两天|两天来|第二天|落幕|谈完|结束|收官|两日(?:谈|磋商)"
    r"|이틀째|이틀 만에|이틀(?:간의?)? [^.]{0,12}(?:마[쳤무]|종료|끝)|까지 이틀|둘째 날"
)
_DEADLINE = re.compile(
    r"(?:until|through|till|deadline(?: of)?|expires?(?: on)?|lapses?(?: on)?|dies on|runs? out(?: on)?|by|since|before"
    r"|off on|至|到|截至|延至|对|针对|~|、|-)\s?$|last$"
)
_DATELINE_EN = re.compile(
    r"^(?:[^.]{2,45}, )?(?:[a-z]{3,9}\.? \d{1,2}|\d{1,2} [a-z]{3,9})(?:, 20\d\d)? ?(?:\([a-z/ ]+\) ?)?[-—]"
)
_DATELINE_CJK = re.compile(r"^\s?(?:综合)?(?:外)?(?:专)?(?:电|讯|报导|报道)")
_EXPIRY = re.compile(r"^\s?(?:deadline|duties|expiry|expiration|tariff|cutoff|到期|电$|电[ ）)]|电讯|일자)")


def of_speech(when: When, folded: str) -> bool:
    """Whether the date says when somebody spoke of it: "said on Friday", 12日宣布."""
    before, behind = folded[max(0, when.start - 40) : when.start], folded[when.end : when.end + 22]
    just_told = folded[when.start : when.end] in {"刚刚", "刚才"} and _JUST_TOLD.match(behind)
    if _OWNER.match(folded, when.end):
        return False  # "said Monday's conversation lasted an hour"
    if when.monthly and before.endswith(" says "):
        return False  # "New dates: White House says May 14 and 15"
    return bool(just_told or _SAID_BEFORE.search(before) or _SAID_BEHIND.match(behind))


# "刚刚，商务部通报：…"
_JUST_TOLD = re.compile(r"[，！!：]?\s?[^，。；：]{1,8}(?:通报|宣布|发布|公布|披露|回应|消息)")


def of_spokesperson(when: When, folded: str) -> bool:
    """Whether a spokesperson said it on that day: what is told then was before."""
    return _SPOKESPERSON.search(folded, max(0, when.start - 14), when.start) is not None and of_speech(when, folded)


_SPOKESPERSON = re.compile(r"发言人[^，。；]{0,6}$|대변인[^,.]{0,6}$")


def of_another(when: When, folded: str) -> bool:
    """Whether the day is the attribute of a meeting that is talked about: "discussed Thursday's meeting"."""
    return _OWNER.match(folded, when.end) is not None


_OWNER = re.compile(
    r"'s (?:[a-z-]+ ){0,2}(?:meeting|summit|call|conversation|chat|talks|visit|sit-down|encounter|session|trip)\b"
)


def is_paper(word: str) -> bool:
    """Whether a contact word is a statement that came out of talks: its days are not theirs."""
    return word in {"联合声明", "joint statement", "공동성명", "공동 성명"}


def earlier(folded: str, start: int, end: int) -> bool:
    """Whether a sentence says that it was earlier than the day on which somebody speaks: "last week", 上周, 日前."""
    return _EARLIER.search(folded, start, end) is not None


_EARLIER = re.compile(
    r"\b(?:last (?:week|month)|earlier this (?:week|month)|days ago)\b|上周(?![一二三四五六日天])|上月|上个月|日前"
    r"|지난주|지난달|며칠 전"
)


def of_report(when: When, folded: str) -> bool:
    """Whether a weekday belongs to a verb of its own before the plan: "rose on Friday after the White House said …"."""
    return _REPORTED.search(folded[max(0, when.start - 40) : when.start]) is not None


def in_month(when: When, folded: str, other: str, published: date) -> When:
    """ "on the 24th" of the month that the entry names: "Mar-a-Lago leg for Xi in September"."""
    if not folded.startswith("on the ", when.start):
        return when
    named = {m[1] for text in (folded, other) for m in _NAMED_MONTH.finditer(text)}
    if len(named) != 1:
        return when
    month = MONTHS[named.pop()]
    try:
        days = [when.day.replace(year=published.year + shift, month=month) for shift in (0, 1)]
    except ValueError:
        return when
    return replace(when, day=min(days, key=lambda day: abs(day - published)), monthly=True)


_NAMED_MONTH = re.compile(
    r"\b(?:in|this|next|mid-|early|late|'s) ?(january|february|march|april|may|june|july|august|september|october"
    r"|november|december)\b"
)


def opens(when: When, folded: str) -> bool:
    """Whether something begins on the day, in the present tense of a timetable: "The session starts Sunday"."""
    return _OPENS.search(folded[max(0, when.start - 24) : when.start]) is not None


_OPENS = re.compile(r"\b(?:starts|begins|opens|kicks off|gets under ?way|convenes|is|takes place)(?: here)?(?: on)?\s$")


def fits(when: When, folded: str, published: date, future: bool | None) -> bool:
    """Whether a date can be a contact's: no deadline, no second end of a span, not to come for what took place."""
    before, behind = folded[max(0, when.start - 14) : when.start], folded[when.end : when.end + 14]
    opens = before.endswith(("from ", "从", "自")) and CONTINUES.match(behind)
    if (_DEADLINE.search(before) and not opens) or _EXPIRY.match(behind) or _TOOK_OFFICE.match(behind):
        return False
    if _FIRST_SET.search(before) and _NEW_DAY.search(folded, when.end):
        return False  # "原定20日在北京召開的會議改至27日"
    if future is False and _GOES_ON.search(folded[max(0, when.start - 24) : when.start]):
        return False  # "the first of two days, and will resume on Sunday"
    if future is False and _ARRANGED.search(folded, max(0, when.start - 30), when.start):
        return False  # "went over arrangements for Thursday"
    if future is False and _TO_DECIDE.search(folded, max(0, when.start - 60), when.start):
        return False  # "a framework for the leaders to consider on Thursday"
    if future is False and _READIED.search(before) and behind.startswith("'s "):
        return False  # "preparations for Thursday's encounter"
    if future is not True and when.day >= published and _TOO.match(behind):
        return False  # "내일도 논의": it has begun
    if future is not False and in_dateline(when, folded):
        return False
    if future is None:
        return -NEAREST <= when.day - published <= (AHEAD if when.monthly else NEAREST)
    return when.day >= published - timedelta(days=3) if future else when.day <= published + timedelta(days=1)


_TOO = re.compile(r"도(?![가-힣])| ?(?:속개|재개|계속)|(?:将|还将|会|还要|还)?(?:继续|续谈|接着谈|再谈|续会)")
# "川普20日就任以来": when he took office.
_TOOK_OFFICE = re.compile(r" ?(?:就任|就职|上任|宣誓|취임)")
_GOES_ON = re.compile(
    r"\b(?:resum(?:e|es|ing)|continu(?:e|es|ing)|reconven(?:e|es|ing)|back|closes|ends|concludes|wraps up|finishes"
    r"|runs)(?: again)?(?: on)?\s$"
)
_ARRANGED = re.compile(r"\b(?:arrangements|preparations|plans|agenda|groundwork|logistics|schedule) for (?:the )?$")
_TO_DECIDE = re.compile(
    r"\bto (?:consider|review|approve|discuss|sign|meet|decide|weigh|finali[sz]e|see|sit down|hold|endorse|bless)"
    r"(?: [a-z]+){0,4} (?:on )?$"
)
_FIRST_SET = re.compile(r"原[定订拟][^，。；]{0,4}$")
_NEW_DAY = re.compile(r"改[至到在为期于]{1,2}[^，。]{0,4}\d")
_READIED = re.compile(r"\b(?:for|before|ahead of|prior to|until)\s$")


def in_dateline(when: When, folded: str) -> bool:
    """Whether the date is only that of the dispatch: "WASHINGTON, Sept 11 -", （中央社華盛頓11日專電）."""
    line = _DATELINE_EN.match(folded)
    return bool(line and when.end <= line.end()) or bool(_DATELINE_CJK.match(folded[when.end : when.end + 8]))


def was_to(folded: str) -> bool:
    """Whether the text says for when it had been planned: "was to meet on Monday"."""
    return _WAS_TO.search(folded) is not None


_WAS_TO = re.compile(
    r"\b(?:was|were|had been) (?:to|due|set|scheduled|supposed|slated|planned)\b"
    r"|\b(?:set|scheduled|planned|slated|due|booked|arranged) (?:for|on) "
    r"|열기로 했던|열릴 예정이던|예정됐던|예정이던|原定|原订|原拟"
)


def first_day(when: When, folded: str, published: date, told: str = "") -> date:
    """The first day of a round that the text calls the second day of, or two days that are over.

    `told` is what the other field says of it: "兩天談完" may stand in the headline, and the day in the summary.
    """
    span = _SPAN.search(folded[max(0, when.start - 2) : when.end + 8])
    fresh = published - timedelta(days=1) <= when.day <= published + timedelta(days=1)
    first = folded.startswith("起", when.end) or any(_TRIP.search(text) for text in (folded, told))
    if (
        fresh
        and not span
        and not first
        and any(_TWO_DAYS.search(text) and _LAST_DAY.search(text) for text in (folded, told))
    ):
        return when.day - timedelta(days=1)
    return when.day


# Two days of a trip are not two days of talks: "结束两天北京行程，19日见习近平". A visit is a contact of its own.
_TRIP = re.compile(r"two[- ]day (?:trip|stay|stop)|两[天日]的?[^，。]{0,4}(?:行程|之行)")
