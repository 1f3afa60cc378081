"""Timing: the day on which a contact takes place, as the text around the contact word gives it."""

import re
from datetime import UTC, date, datetime, timedelta

from watchbot.contacts import datefit, dates, months, weekdays
from watchbot.contacts.field import Field
from watchbot.contacts.scan import Hit
from watchbot.contacts.scene import Ruling
from watchbot.contacts.text import Sentence, fold
from watchbot.contacts.whoseday import another, anothers, apart, of_a_call, of_another_part, of_departure, owned
from watchbot.model import Entry, Status

# By then it is the next day everywhere: only a later one is certainly still to come.
FARTHEST_EAST = timedelta(hours=14)
EAST = timedelta(hours=7)
# Days: news of a contact that took place is not older than that, unless its own sentence says so.
OLD = 30
LONG_AGO = 35
FRESH = timedelta(days=3)
NEAR = timedelta(days=1)
_REMOTE = frozenset({"phone", "video"})
_TODAY = re.compile(r"今|当天|当日|即日|오늘|당일|이날")
# "Trump sees Xi next Thursday": a headline's present tense with a day ahead.
_NEXT = re.compile(r"\b(?:next (?:mon|tues|wednes|thurs|fri|satur|sun)day|tomorrow)\b")
# "On 14-15 May, he sits down with Xi"
_BY_DATE = re.compile(
    r"\bon (?:\d{1,2}[- ]\d{0,2} ?)?(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*\b", re.IGNORECASE
)
# "greets Xi at the estate on Thursday", written on Wednesday
_ON_DAY = re.compile(r"[^.;:,!?]{3,70} on (?:mon|tues|wednes|thurs|fri|satur|sun)day\b(?!,? (?:said|that))")
_PRESENT = frozenset(
    {
        "holds",
        "meets",
        "sees",
        "hosts",
        "receives",
        "welcomes",
        "speaks",
        "talks",
        "visits",
        "huddles",
        "sits",
        "greets",
    }
)
# These say that something takes place, not when.
_OPEN_WORDS = frozenset(
    {
        "抵达",
        "抵京",
        "抵华",
        "到访",
        "도착",
        "착륙",
        "登场",
        "举行会谈",
        "开场",
        "开始",
        "开幕",
        "시작",
        "开启",
        "열린",
        "당일",
    }
    | {"opens", "begins", "starts", "kicks off"}
    | {f"{noun} {after}" for noun in ("회동", "회담", "협상", "통화") for after in ("뒤", "후")}
)


_TO_HOLD = frozenset({"hold", "holds"})  # "US and China hold AI talks Tuesday", on Monday


def dated(
    entry: Entry, field: Field, sentence: Sentence, cue: Hit, ruling: Ruling, over: bool = False
) -> tuple[Ruling, date | None, bool]:
    """When it takes place; what nothing qualifies and has a day of its own still to come is planned.

    `over`: the text says "after" it, so that no day ahead is its own.
    """
    if ruling.rule.startswith("status.sought"):
        return ruling, None, False  # nobody says when
    by_itself = ruling.rule.startswith("status.word") and not ruling.rule.endswith(".done")
    paper = datefit.is_paper(field.folded[cue.start : cue.end])
    lands = ruling.rule.startswith("status.arrived") and field.folded[cue.start : cue.end] in _LANDS
    open_word = not paper and (
        lands or ruling.word is None or ruling.word.term.word in _OPEN_WORDS | _TO_HOLD or by_itself
    )
    present = field.folded[cue.start : cue.end].split(" ")[0] in _PRESENT
    by_date = _BY_DATE.search(field.folded, sentence.start, sentence.end) is not None
    next_week = field.where == "title" and _NEXT.search(field.folded, cue.end, sentence.end) is not None
    on_day = _ON_DAY.match(field.folded, cue.end) is not None
    present = present and (by_date or next_week or on_day)
    if ruling.status is Status.HELD and open_word and (cue.term.form != "fin" or present or lands) and not over:
        day, own = when(entry, field, sentence, cue, None)
        if lands and own and day is not None and field.where == "summary" and entry.published.date() - day > NEAR:
            day, own = when(entry, field, sentence, cue, True)  # "lands in China on Wednesday", written on Friday
        latest = (
            entry.published.date() if ruling.word and ruling.word.term.word in _TO_HOLD else latest_day(entry.published)
        )
        if day is not None and own and day > latest and not weekdays.was_last(day, entry):
            return Ruling(Status.PLANNED, "status.day-ahead"), day, own
        if cue.term.language == "ko" and ruling.word is None and _this_morning(entry, field, cue):
            return Ruling(Status.PLANNED, "status.later-today"), entry.published.date(), True
        if months.month_ahead(field.folded, cue.start, cue.end, entry.published.date()):
            return Ruling(Status.PLANNED, "status.month-ahead"), None, False
        if months.year_past(field.folded, cue.start, cue.end, entry.published.date()):
            return Ruling(None, "status.year-past"), None, False
        if months.month_past(field.folded, cue.start, cue.end, entry.published.date()):
            return Ruling(None, "status.month-past"), None, False
    told = cue.term.language == "en" and ruling.status is Status.HELD
    if told and months.told_past(field.folded, cue.start, cue.end, cue.term.form == "fin", entry.published.date()):
        return Ruling(None, "status.month-past"), None, False
    past = when(entry, field, sentence, cue, False) if ruling.status is Status.HELD else (None, False)
    if past[0] is not None and past[1] and (entry.published.date() - past[0]).days > LONG_AGO:
        return Ruling(None, "status.long-past"), None, False  # "지난해 10월 30일 두 정상이 마주 앉았던 접견장"
    ahead = ruling.status in {Status.PLANNED, Status.SPECULATED, Status.POSTPONED}
    ahead = ahead or ruling.rule.startswith("status.refuses")  # on what day somebody refuses is no day of a contact
    if ruling.status is Status.CANCELLED and datefit.was_to(f"{entry.title} {entry.summary}".lower()):
        ahead = True
    bare = ruling.word is None and cue.term.form != "fin" and (cue.term.language == "en" or cue.term.mode == "visit")
    day, own = when(entry, field, sentence, cue, ahead, bare) if ahead or bare or past[0] is None else past
    if ahead and day is not None and day < entry.published.date() - timedelta(days=1):
        day = None  # no plan is for a day that is over: the day of the word, not of the contact
    if (
        ahead
        and day is not None
        and day <= entry.published.date()
        and entry.lang.startswith(("zh", "ko"))
        and not _TODAY.search(fold(f"{entry.title} {entry.summary}", chinese=True))
    ):
        day = None  # "24일 …": a newsroom in the east writes of today as today
    return ruling, day, own


def _this_morning(entry: Entry, field: Field, cue: Hit) -> bool:
    """Whether a Korean headline of the morning has "today" before a noun: "오늘 쿠알라룸푸르서 담판" is a preview."""
    before = field.folded[max(0, cue.start - 24) : cue.start]
    today = _KO_TODAY.search(before) or _KO_TODAY_AT.match(field.folded, cue.end)
    return field.where == "title" and entry.published.hour < NOON and today is not None


NOON = 12
# "Xi lands in Miami Dec. 13": the present tense of a timetable.
_LANDS = frozenset({"lands", "arrives", "touches down", "land", "arrive"})
_KO_TODAY_AT = re.compile(r"[,…] ?오늘 [가-힣 ]{2,12}서$")
_KO_TODAY = re.compile(r"오늘(?! ?새벽)[^.…,]*$")


def latest_day(published: datetime) -> date:
    """The last day that it can be anywhere when an entry comes out; a newsroom in East Asia is where the day begins."""
    offset = published.utcoffset() or timedelta()
    return published.date() if offset >= EAST else (published.astimezone(UTC) + FARTHEST_EAST).date()


def when(
    entry: Entry, field: Field, sentence: Sentence, cue: Hit, ahead: bool | None, bare: bool = False
) -> tuple[date | None, bool]:
    """The day nearest to the contact word, and whether its own sentence gives it. `ahead` None: either way.

    `bare`: nothing says that it took place, so that the day on which somebody spoke of it is not its own.
    """
    published = entry.published.date()
    other = fold(entry.summary if field.where == "title" else entry.title, chinese=True)
    language = entry.lang if entry.lang.startswith(("zh", "ko")) else "en"
    found = [
        weekdays.was_then(w, field.folded, published, ahead)
        for w in dates.find(field.folded, language, published, ahead)
    ]
    usable = [w for w in found if datefit.fits(w, field.folded, published, ahead)]
    if ahead is not None:
        told = [] if ahead or bare or datefit.earlier(field.folded, sentence.start, sentence.end) else usable
        usable = [w for w in usable if not datefit.of_speech(w, field.folded)] or told
        usable = [w for w in usable if not datefit.of_spokesperson(w, field.folded)]
    if language == "en" and ahead is not None:
        usable = [w for w in usable if not datefit.of_report(w, field.folded)] or ([] if ahead else usable)
    usable = [w for w in usable if not datefit.in_dateline(w, field.folded)] or usable
    usable = [w for w in usable if not of_departure(w, field.folded)]
    usable = [w for w in usable if not owned(w, cue, field)] or [w for w in usable if abs(w.day - published) <= FRESH]
    usable = [weekdays.tonight(w, field.folded, entry.published) for w in usable]
    usable = [datefit.in_month(w, field.folded, other, published) for w in usable]
    inside = [w for w in usable if sentence.start <= w.start < sentence.end]
    low, high = next(((a, b) for a, b in sentence.clauses if a <= cue.start < b), (sentence.start, sentence.end))
    reach = 45 if field.where == "title" else 5
    beside = [
        w
        for w in usable
        if abs(w.start - cue.start) < 260
        and abs((w.day - published).days) <= ((200 if ahead is not False else OLD) if w.monthly else reach)
        and not (ahead and (w.day <= published or anothers(w, cue, field)))
    ]
    mine = [w for w in inside if low <= w.start < high]
    pool = mine or [w for w in inside or beside if not of_another_part(w, cue, field)]
    cjk_title = field.where == "title" and language != "en"
    if pool:
        best = min(pool, key=lambda w: apart(w, cue))
        if ahead and any(apart(best, h) < apart(best, cue) for h in field.hits if another(h, cue)):
            return None, False
        return best.day if ahead else datefit.first_day(best, field.folded, published, other), bool(inside) or (
            cjk_title and ahead is None
        )
    if field.where == "title" and entry.summary:
        folded = other
        later = [w for w in dates.find(folded, language, published, ahead) if datefit.fits(w, folded, published, ahead)]
        later = [w for w in later if not datefit.of_speech(w, folded)] or (
            [] if ahead or bare or datefit.earlier(folded, 0, len(folded)) else later
        )
        later = [w for w in later if not datefit.in_dateline(w, folded)] or later
        later = [w for w in later if not datefit.of_another(w, folded)] or later
        if ahead:
            later = [w for w in later if cue.term.mode in _REMOTE or not of_a_call(w, folded)]
            later = [w for w in later if w.day > published] or later
        if later and abs((later[0].day - published).days) <= (40 if ahead else 5):
            day = later[0].day if ahead else datefit.first_day(later[0], folded, published, field.folded)
            return day, ahead is None and datefit.opens(later[0], folded)
    if ahead and field.where == "summary" and language == "en":
        folded = other
        headline = [
            w for w in dates.find(folded, language, published, ahead) if datefit.fits(w, folded, published, ahead)
        ]
        headline = [w for w in headline if w.day > published and not datefit.of_speech(w, folded)]
        if len(headline) == 1:
            return headline[0].day, False
    if ahead is False and field.where == "summary":
        headline = [
            w for w in dates.find(other, language, published, False) if datefit.fits(w, other, published, False)
        ]
        headline = [w for w in headline if abs((w.day - published).days) <= 5 and not datefit.of_speech(w, other)]
        if len(headline) == 1:
            return datefit.first_day(headline[0], other, published, field.folded), False
    if ahead is False and language.startswith("zh"):
        folded = field.folded if field.where == "summary" else other
        sent = dates.dateline(folded, published)
        return datefit.first_day(dates.When(sent, 0, 0), folded, published, other) if sent else None, False
    return None, False
