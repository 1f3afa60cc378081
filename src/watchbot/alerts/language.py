"""Languages of the bot: gettext catalogues for the words, Babel (CLDR) for dates, times, numbers and plurals.

English is the language of the source, so its catalogue is the source itself. `say` and `plural` mark the messages that
`pybabel extract` collects; `N_` marks those that stand in tables. A language's id is the one that the configuration
uses: en, zh-Hans, zh-Hant, ko.
"""

import gettext
from datetime import date, datetime, time
from functools import cache
from importlib.resources import files
from io import BytesIO
from zoneinfo import ZoneInfo

from babel import Locale
from babel.dates import format_date, format_datetime, format_time, get_timezone_name
from babel.lists import format_list
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po
from babel.numbers import format_decimal, format_percent

NAMES = {"en": "English", "zh-Hans": "简体中文", "zh-Hant": "繁體中文", "ko": "한국어"}
_DAY = {"en": "EEE d MMM y", "zh-Hans": "y年M月d日EEE", "zh-Hant": "y年M月d日EEE", "ko": "y년 M월 d일 (EEE)"}
_TRADITIONAL = {"tw", "hk", "mo", "hant"}


def N_(message: str) -> str:
    """Mark a message of a table for the catalogues; the table's reader translates it."""
    return message


class Language:
    """One language: `say` words, count things, and write dates as its readers do."""

    def __init__(self, id: str) -> None:
        self.id = id
        self.locale = Locale.parse(id.replace("-", "_"))
        self._catalogue = _catalogue(id)

    def say(self, message: str, /, **values: object) -> str:
        """The message in this language, with its `{name}` places filled."""
        said = self._catalogue.gettext(message)
        return said.format(**values) if values else said

    def plural(self, one: str, many: str, count: int, /, **values: object) -> str:
        """The form that fits `count`, which fills `{count}`."""
        said = self._catalogue.ngettext(one, many, count)
        return said.format(count=self.number(count), **values)

    def day(self, day: date) -> str:
        """A civil date with its weekday."""
        return format_date(day, _DAY[self.id], locale=self.locale)

    def days(self, start: date, end: date) -> str:
        """One day, or the first and the last of several."""
        return self.day(start) if start == end else f"{self.day(start)} – {self.day(end)}"

    def clock(self, local: time) -> str:
        """A time of day, to the minute."""
        return format_time(local, "HH:mm", locale=self.locale)

    def moment(self, moment: datetime, zone: ZoneInfo) -> str:
        """An instant on the clocks of `zone`, with the zone's name, so that no reader has to guess."""
        local = moment.astimezone(zone)
        written = format_datetime(local, f"{_DAY[self.id]} HH:mm", tzinfo=zone, locale=self.locale)
        return f"{written} {local.strftime('%Z')}"

    def zone(self, zone: ZoneInfo, now: datetime) -> str:
        """A zone's IANA name and what its readers call it."""
        return f"{zone.key} ({get_timezone_name(now.astimezone(zone), locale=self.locale)})"

    def month(self, day: date) -> str:
        """The short name of a day's month."""
        return format_date(day, "LLL", locale=self.locale)

    def weekday(self, weekday: int) -> str:
        """The name of a day of the week, 0 Monday … 6 Sunday."""
        return str(self.locale.days["stand-alone"]["wide"][weekday])

    def number(self, number: float) -> str:
        """A number with the language's separators."""
        return format_decimal(number, locale=self.locale)

    def percent(self, share: float) -> str:
        """A share of 0..1 as a percentage."""
        return format_percent(share, locale=self.locale)

    def listed(self, items: list[str]) -> str:
        """Items joined as in a sentence."""
        return format_list(items, locale=self.locale)


@cache
def language(id: str) -> Language:
    """The language with this id, or the nearest to a BCP 47 tag (`zh-TW`, `ko-KR`); English for what is unknown."""
    if id in NAMES:
        return Language(id)
    parts = id.replace("_", "-").lower().split("-")
    if parts[0] == "zh":
        return Language("zh-Hant" if _TRADITIONAL & set(parts[1:]) else "zh-Hans")
    return Language(parts[0] if parts[0] in NAMES else "en")


def _catalogue(id: str) -> gettext.NullTranslations:
    if id == "en":
        return gettext.NullTranslations()
    source = files("watchbot.alerts") / "locales" / f"{id.replace('-', '_')}.po"
    compiled = BytesIO()
    write_mo(compiled, read_po(BytesIO(source.read_bytes()), locale=id.replace("-", "_")))
    compiled.seek(0)
    return gettext.GNUTranslations(compiled)
