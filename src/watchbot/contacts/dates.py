"""Dates: weekdays, days and months in the text, resolved against the day of publication.

Only expressions next to a contact are read, never free text, so the modal "may" is no month. A weekday of a contact
that took place is the last such day; of one to come, the next. Civil dates as the text gives them; identity allows for
the night that makes Washington's evening the next day in Beijing.
"""

import re
from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache

MONTHS = {
    name: n
    for n, names in enumerate(
        (
            "jan january",
            "feb february",
            "mar march",
            "apr april",
            "may",
            "jun june",
            "jul july",
            "aug august",
            "sep sept september",
            "oct october",
            "nov november",
            "dec december",
        ),
        1,
    )
    for name in names.split()
}
_WEEKDAYS = {
    name: n
    for n, names in enumerate(
        (
            "mon monday",
            "tue tues tuesday",
            "wed wednesday",
            "thu thurs thursday",
            "fri friday",
            "sat saturday",
            "sun sunday",
        )
    )
    for name in names.split()
}
_M = "|".join(sorted(MONTHS, key=len, reverse=True))
_W = "|".join(sorted((w for w in _WEEKDAYS if len(w) > 4), key=len, reverse=True))
_EN = re.compile(
    rf"\b(?P<month>{_M})\.? (?P<day>\d{{1,2}})(?!\d|,? ?000)(?:(?:-| and | to )\d{{1,2}})?(?:,? (?P<year>20\d\d))?"
    rf"|\b(?P<day2>\d{{1,2}})(?:st|nd|rd|th)?(?: ?(?:and|to|-) ?\d{{1,2}}(?:st|nd|rd|th)?)? (?P<month2>{_M})\b"
    rf"(?: (?P<year2>20\d\d))?"
    rf"|\bon the (?P<day3>\d{{1,2}})(?:st|nd|rd|th)\b"
    rf"|\b(?P<next>next )?(?P<weekday>{_W})\b(?! box)"
    r"|\b(?P<word>today|tonight|yesterday|tomorrow|last night|this evening|this morning|this afternoon|right now"
    r"|overnight|the previous (?:night|day|evening)|the (?:night|day|evening) before|a day (?:earlier|before)"
    r"|later (?:in the day|that day))\b"
    r"|\b(?P<weekend>weekend)\b",
)
_ZH = re.compile(
    r"(?P<near>[昨今明])[(（](?P<day6>\d{1,2})[)）][日号]?"
    r"|(?:(?P<year>20\d\d)年)?(?P<month>\d{1,2})月(?P<day>\d{1,2})[日号]?"
    r"|(?P<day2>\d{1,2})(?:[、和至到~-]\d{1,2})?[日号]"
    r"|(?<!空军)(?<!三军)(?P<cday>[一二三四五六七八九十廿卅]{1,3})[日号](?!谈|通)|(?:(?P<next>下)|(?P<last>上))?(?:本"
    r"|这|个)?(?:周|星期"
    r"|礼拜)(?P<weekday>[一二三四五六日天])"
    r"|(?P<word>刚刚|刚才|今天|今日|今早|今晚|昨天|昨日|昨晚|前一晚|前一天|明天|明日|明早|明晚"
    r"|今(?![年后次回秋夏春冬起番生世]))|(?P<month3>\d{1,2})/(?P<day4>\d{1,2})",
)
_KO = re.compile(
    r"(?:(?P<month>\d{1,2})월 ?)?(?<!박)(?<!박 )(?P<day>\d{1,2})(?:일?[,~∼〜～·-] ?\d{1,2})?일(?! ?(?:간|만|유예|동안"
    r"|휴전|더|부터 \d+일간))"
    r"|(?:(?P<next>다음 ?주 )|(?P<last>지난 ?주? ))?(?P<weekday>[월화수목금토일])요일|(?P<word>방금|어젯밤|지난밤|간밤|오늘|어제|내일"
    r"|전날)",
)
_CJK_WEEK = {c: n for n, c in enumerate("一二三四五六日")} | {"天": 6} | {c: n for n, c in enumerate("월화수목금토일")}
_NUMERAL = {c: n for n, c in enumerate("一二三四五六七八九", 1)}
_SHIFT = {
    "today": 0,
    "tonight": 0,
    "this evening": 0,
    "this morning": 0,
    "this afternoon": 0,
    "right now": 0,
    "overnight": 0,
    "later in the day": 0,
    "later that day": 0,
    "the previous night": -1,
    "the previous evening": -1,
    "the previous day": -1,
    "the night before": -1,
    "the evening before": -1,
    "the day before": -1,
    "a day earlier": -1,
    "a day before": -1,
    "刚刚": 0,
    "刚才": 0,
    "방금": 0,
    "今天": 0,
    "今日": 0,
    "今早": 0,
    "今晚": 0,
    "今": 0,
    "昨": -1,
    "明": 1,
    "오늘": 0,
    "yesterday": -1,
    "昨天": -1,
    "昨日": -1,
    "昨晚": -1,
    "last night": -1,
    "前一晚": -1,
    "前一天": -1,
    "明早": 1,
    "明晚": 1,
    "어제": -1,
    "어젯밤": -1,
    "지난밤": -1,
    "간밤": -1,
    "전날": -1,
    "tomorrow": 1,
    "明天": 1,
    "明日": 1,
    "내일": 1,
}
_THE_DAY_BEFORE = frozenset(
    {
        "the previous night",
        "the previous evening",
        "the previous day",
        "the night before",
        "the evening before",
        "the day before",
        "a day earlier",
        "a day before",
        "前一晚",
        "前一天",
        "전날",
    }
)


@dataclass(frozen=True, slots=True)
class When:
    """A resolved day and where it stands in the text."""

    day: date
    start: int
    end: int
    monthly: bool = False


@lru_cache(maxsize=64)
def find(folded: str, language: str, published: date, future: bool | None) -> tuple[When, ...]:
    """Every date expression in a folded text, resolved.

    `future` says which way a bare weekday or day looks (None: to the nearest).
    """
    pattern = _KO if language == "ko" else _ZH if language.startswith("zh") else _EN
    found: list[When] = []
    today = dateline(folded, published) or published
    for match in pattern.finditer(folded):
        if found and CONTINUES.fullmatch(folded, found[-1].end, match.start()):
            continue
        groups = match.groupdict()
        base = today if groups.get("word") or groups.get("near") else published
        if groups.get("word") in _THE_DAY_BEFORE and found and match.start() - found[-1].end < 250:
            base = found[-1].day
        last = groups.get("weekday") and (groups.get("last") or folded.endswith("last ", 0, match.start()))
        day = _resolve(groups, published - timedelta(days=1) if last else base, False if last else future)
        if day is not None:
            monthly = any(groups.get(name) for name in ("month", "month2", "month3"))
            found.append(When(day, match.start(), match.end(), monthly))
    return tuple(found)


CONTINUES = re.compile(r"\s?(?:and|to|through|until|[-–~∼〜～、至到和与])\s?(?:next |this )?|부터 ?|[과와] ")


_WIRE = re.compile(r"(?:社|网|讯|報|报)[^\d，。\s]{0,6}(?:(\d{1,2})月)?(\d{1,2})日(?:专)?电")


def dateline(folded: str, published: date) -> date | None:
    """The day of a Chinese dispatch ("新华社北京6月5日电"), where it is that of publication or the day before."""
    if "电" not in folded[:60]:
        return None
    line = _WIRE.search(folded[:60])
    if line is None:
        return None
    day = (
        _nearest(None, int(line[1]), int(line[2]), published) if line[1] else _day_only(int(line[2]), published, False)
    )
    return day if day is not None and 0 <= (published - day).days <= 1 else None


def _resolve(g: dict[str, str | None], published: date, future: bool | None) -> date | None:
    month = g.get("month") or g.get("month2") or g.get("month3")
    day = g.get("day") or g.get("day2") or g.get("day3") or g.get("day4")
    if g.get("cday"):
        day = str(numeral(g["cday"] or ""))
    year = g.get("year") or g.get("year2")
    if month and day:
        number = MONTHS.get(month) or int(month)
        return _nearest(int(year) if year else None, number, int(day), published)
    if day:
        return _day_only(int(day), published, future)
    if g.get("weekday"):
        name = g["weekday"] or ""
        target = weekday(name)
        if g.get("next"):
            return published + timedelta(days=(target - published.weekday()) % 7 or 7)
        back = (published.weekday() - target) % 7
        if future is None:
            return published - timedelta(days=back if back <= 3 else back - 7)
        if back == 6 and not future and name in _WEEKDAYS:
            return published + timedelta(days=1)  # told in the west, where the next day has begun in the east
        return published - timedelta(days=back) if not future else published + timedelta(days=(-back) % 7)
    if g.get("weekend"):
        since = timedelta(days=(published.weekday() - 5) % 7)
        return (
            published - since
            if not future and published.weekday() not in {2, 3, 4}
            else published - since + timedelta(days=7)
        )
    word = g.get("word") or g.get("near")
    return published + timedelta(days=_SHIFT[word]) if word else None


def weekday(name: str) -> int:
    """The number of a weekday by its English name or its Chinese or Korean sign; Monday is 0."""
    return _WEEKDAYS[name] if name in _WEEKDAYS else _CJK_WEEK[name]


def _nearest(year: int | None, month: int, day: int, published: date) -> date | None:
    years = [year] if year else [published.year - 1, published.year, published.year + 1]
    options = [d for d in (_date(y, month, day) for y in years) if d]
    return min(options, key=lambda d: abs((d - published).days), default=None)


def _day_only(day: int, published: date, future: bool | None) -> date | None:
    options = []
    for shift in (-1, 0, 1):
        month = (published.month - 1 + shift) % 12 + 1
        year = published.year + (published.month - 1 + shift) // 12
        made = _date(year, month, day)
        if made:
            options.append(made)
    if future is None:
        return min(options, key=lambda d: abs(d - published), default=None)
    if not future:
        past = [d for d in options if d <= published + timedelta(days=1)]
        soon = [d for d in options if timedelta(days=1) < d - published <= timedelta(days=10)]
        if soon and (not past or published - max(past) > timedelta(days=16)):
            return min(soon)
        return max(past or options, default=None)
    ahead = [d for d in options if d >= published - timedelta(days=1)]
    return min(ahead or options, default=None)


def _date(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None


def numeral(text: str) -> int:
    text = text.replace("廿", "二十").replace("卅", "三十")
    if "十" not in text:
        return _NUMERAL.get(text, 0) if len(text) == 1 else 0
    tens, _, ones = text.partition("十")
    return (_NUMERAL.get(tens, 1) if tens else 1) * 10 + (_NUMERAL.get(ones, 0) if ones else 0)
