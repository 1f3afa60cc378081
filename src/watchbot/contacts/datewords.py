"""Date words: months, weekdays and words of time in three languages, and what each means in days."""

import re

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
WEEKDAYS = {
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
_W = "|".join(sorted((w for w in WEEKDAYS if len(w) > 4), key=len, reverse=True))
EN = re.compile(
    rf"\b(?P<month>{_M})\.? (?P<day>\d{{1,2}})(?!\d|,? ?000)(?:(?:-| and | to )\d{{1,2}})?"
    rf"(?:,? (?P<year>20\d\d)|,? (?P<ago>last year))?"
    rf"|\b(?P<day2>\d{{1,2}})(?:st|nd|rd|th)?(?: ?(?:and|to|-) ?\d{{1,2}}(?:st|nd|rd|th)?)? (?P<month2>{_M})\b"
    rf"(?: (?P<year2>20\d\d))?"
    rf"|\bon the (?P<day3>\d{{1,2}})(?:st|nd|rd|th)\b"
    rf"|\b(?P<next>next )?(?P<weekday>{_W})\b(?! box)"
    r"|\b(?P<word>a week from (?:tomorrow|today|now)|today|tonight|yesterday|tomorrow|last night|this evening"
    r"|this morning|this afternoon|right now"
    r"|overnight|the previous (?:night|day|evening)|the (?:night|day|evening) before|a day (?:earlier|before)"
    r"|later (?:in the day|that day))\b"
    r"|\b(?P<weekend>weekend)\b",
)
ZH = re.compile(
    r"(?P<near>[昨今明])[(（](?P<day6>\d{1,2})[)）][日号]?"
    r"|(?:(?P<year>20\d\d)年|(?P<ago>去年))?(?P<month>\d{1,2}) ?月 ?(?P<day>\d{1,2}) ?[日号]?"
    r"|(?P<day2>\d{1,2})(?: ?[、和至到~-] ?\d{1,2})? ?[日号]"
    r"|(?<!空军)(?<!三军)(?<!第)(?<!闪电)(?<!短短)(?<!为期)(?<!结束)(?P<cd"
    r"ay>[一二三四五六七八九十廿卅]{1,3})[日号](?!谈"
    r"|通|国事|之行|之旅|行程|访)|(?:(?P<next>下)|(?P<last>上))?(?:本"
    r"|这|个)?(?:周|星期"
    r"|礼拜)(?P<weekday>[一二三四五六日天])"
    r"|(?P<word>刚刚|刚才|今天|今日|今早|今晚|昨天|昨日|昨晚|昨(?=[在于与和同、，])|前一晚|前一天|明天|明日|明早|明晚"
    r"|今(?![年后次回秋夏春冬起番生世]))|(?P<month3>\d{1,2})/(?P<day4>\d{1,2})",
)
KO = re.compile(
    r"(?:(?:(?P<year>20\d\d)년|(?P<ago>지난해|작년)) ?)?"
    r"(?:(?P<month>\d{1,2})월 ?)?(?<!박)(?<!박 )(?P<day>\d{1,2})(?:일?[,~∼〜～·-] ?\d{1,2})?일(?! ?(?:간|만|유예|동안"
    r"|휴전|더|부터 \d+일간))"
    r"|(?:(?P<next>다음 ?주 )|(?P<last>지난 ?주? ))?(?P<weekday>[월화수목금토일])요일"
    r"|(?<!다음 )(?<!이번 )(?P<weekend>주말)(?!부터| 장)"
    r"|(?P<word>방금|어젯밤|지난밤"
    r"|간밤|오늘|어제|내일"
    r"|전날)",
)
_CJK_WEEK = {c: n for n, c in enumerate("一二三四五六日")} | {"天": 6} | {c: n for n, c in enumerate("월화수목금토일")}
_NUMERAL = {c: n for n, c in enumerate("一二三四五六七八九", 1)}
SHIFT = {
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
    "a week from tomorrow": 8,
    "a week from today": 7,
    "a week from now": 7,
    "明天": 1,
    "明日": 1,
    "내일": 1,
}
THE_DAY_BEFORE = frozenset(
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


def weekday(name: str) -> int:
    """The number of a weekday by its English name or its Chinese or Korean sign; Monday is 0."""
    return WEEKDAYS[name] if name in WEEKDAYS else _CJK_WEEK[name]


def numeral(text: str) -> int:
    """The number that Chinese numerals below 100 spell (十一 is 11, 廿三 is 23), or 0 where they spell none."""
    text = text.replace("廿", "二十").replace("卅", "三十")
    if "十" not in text:
        return _NUMERAL.get(text, 0) if len(text) == 1 else 0
    tens, _, ones = text.partition("十")
    return (_NUMERAL.get(tens, 1) if tens else 1) * 10 + (_NUMERAL.get(ones, 0) if ones else 0)
