"""Dates: weekdays, days and months in the text, resolved against the day of publication.

Only expressions next to a contact are read, never free text, so the modal "may" is no month. A weekday of a contact
that took place is the last such day; of one to come, the next. Civil dates as the text gives them; identity allows for
the night that makes Washington's evening the next day in Beijing.
"""

import re
from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache

from watchbot.contacts.datewords import EN, KO, MONTHS, SHIFT, THE_DAY_BEFORE, WEEKDAYS, ZH, numeral, weekday


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
    pattern = KO if language == "ko" else ZH if language.startswith("zh") else EN
    found: list[When] = []
    today = dateline(folded, published) or published
    for match in pattern.finditer(folded):
        if found and CONTINUES.fullmatch(folded, found[-1].end, match.start()):
            continue
        groups = match.groupdict()
        exact = (
            found and _BRACKET.fullmatch(folded, found[-1].end, match.start()) and folded[match.end() : match.end() + 1]
        )
        if exact and exact in ")）" and not found[-1].monthly:
            day = _resolve(groups, published, None)  # "周四（9月11日）": the day in brackets is that weekday
            if day is not None:
                found[-1] = When(day, found[-1].start, match.end() + 1, monthly=True)
            continue
        dated = groups.get("month") or groups.get("month2")
        if found and dated and _SAME_DAY.fullmatch(folded, found[-1].end, match.start()) and not found[-1].monthly:
            day = _resolve(groups, published, None)
            if day is not None and folded[found[-1].start : found[-1].end].endswith("day"):
                found[-1] = When(day, found[-1].start, match.end(), monthly=True)
                continue
        base = today if groups.get("word") or groups.get("near") else published
        if groups.get("word") in THE_DAY_BEFORE and found and match.start() - found[-1].end < 250:
            base = found[-1].day
        of_month = _OF_MONTH.search(folded, max(0, match.start() - 5), match.start())
        if of_month is not None and not groups.get("month") and not groups.get("weekday") and not groups.get("word"):
            ago = of_month["ago"] is not None or (of_month["past"] and int(groups.get("day") or 0) > published.day)
            shift = bool(of_month["next"]) - bool(ago)
            groups["month"] = str((published.month - 1 + shift) % 12 + 1)
        last = groups.get("weekday") and (groups.get("last") or folded.endswith("last ", 0, match.start()))
        if groups.get("cday") and _STAYS_FOR.search(folded, max(0, match.start() - 14), match.start()):
            continue  # "率团前往马来西亚四日": for four days
        day = _resolve(groups, published - timedelta(days=1) if last else base, False if last else future)
        if day is not None:
            monthly = any(groups.get(name) for name in ("month", "month2", "month3"))
            found.append(When(day, match.start(), match.end(), monthly))
    return tuple(found)


CONTINUES = re.compile(r"\s?(?:and|to|through|until|[-–~∼〜～、至到和与])\s?(?:next |this )?|부터 ?|[과와] ")


# "本月4日" is over on the 8th, whatever is to come; so is "지난 4일".
_OF_MONTH = re.compile(
    r"(?:本月|这个月|이달 ?|(?P<ago>上月|上个月|지난달 ?)|(?P<next>下月|下个月|다음 ?달 ?|내달 ?)|(?P<past>지난 ))$"
)
_STAYS_FOR = re.compile(r"(?:前往|访问|出访|造访|走访|停留|赴)[一-鿿]{1,8}$")
# "Monday evening, Jan. 19"
_SAME_DAY = re.compile(r"(?: (?:morning|afternoon|evening|night))?,? \(?")
_BRACKET = re.compile(r"\s?[(（]\s?")
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
    year = g.get("year") or g.get("year2") or (str(published.year - 1) if g.get("ago") else None)
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
        if back == 6 and not future and name in WEEKDAYS:
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
    return published + timedelta(days=SHIFT[word]) if word else None


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
