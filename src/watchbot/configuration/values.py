"""Values: the small notations of the configuration, each read from one TOML value.

Every reader takes the value as TOML gave it and returns what it means, or raises `ValueError` whose message says what
is wrong and what was expected.
"""

import re
from datetime import UTC, date, datetime, timedelta
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo

from watchbot.model import Milestone

LANGUAGES = ("en", "zh-Hans", "zh-Hant", "ko", "ja")

_ID = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
_DURATION = re.compile(r"([0-9]+(?:\.[0-9]+)?)([smhd])")
_MILESTONE = re.compile(r"(\+?)([1-9][0-9]{0,3})([dh])")
_UNITS = {"s": "seconds", "m": "minutes", "h": "hours", "d": "days"}
_TOML_NAMES = {
    str: "text",
    bool: "true or false",
    int: "a whole number",
    float: "a number",
    list: "a list",
    dict: "a table",
    datetime: "a date with time",
    date: "a date",
}


def kind_of(value: object) -> str:
    """What TOML calls the type of `value`, with an article where it takes one."""
    return _TOML_NAMES.get(type(value), type(value).__name__)


def text(value: object) -> str:
    """Text that isn't blank and has no space around it, which would never match anything."""
    if not isinstance(value, str):
        raise ValueError(f"is {kind_of(value)}, expected text")
    if not value.strip():
        raise ValueError("is empty, expected text")
    if value != value.strip():
        raise ValueError(f"{value!r} has space around it, expected {value.strip()!r}")
    return value


def identifier(value: object) -> str:
    """An id in kebab-case."""
    name = text(value)
    if not _ID.fullmatch(name):
        raise ValueError(f"{name!r} is not an id, expected small letters, digits and single hyphens")
    return name


def is_identifier(name: str) -> bool:
    """Whether `name` is an id."""
    return _ID.fullmatch(name) is not None


def flag(value: object) -> bool:
    """True or false."""
    if not isinstance(value, bool):
        raise ValueError(f"is {kind_of(value)}, expected true or false")
    return value


def whole(value: object) -> int:
    """A whole number, not negative."""
    if isinstance(value, bool) or not isinstance(value, int):
        raise ValueError(f"is {kind_of(value)}, expected a whole number")
    if value < 0:
        raise ValueError(f"is {value}, expected 0 or more")
    return value


def number(value: object) -> float:
    """A finite number, not negative."""
    if isinstance(value, bool) or not isinstance(value, int | float):
        raise ValueError(f"is {kind_of(value)}, expected a number")
    if not 0 <= value < float("inf"):
        raise ValueError(f"is {value}, expected a number of 0 or more")
    return float(value)


def duration(value: object) -> timedelta:
    """A span of time such as 30s, 5m, 2h or 3d; decimals are allowed (0.5s)."""
    match = _DURATION.fullmatch(value) if isinstance(value, str) else None
    if match is None:
        shown = repr(value) if isinstance(value, str) else kind_of(value)
        raise ValueError(f'{shown} is not a duration, expected a number with s, m, h or d, such as "5m"')
    try:
        return timedelta(**{_UNITS[match.group(2)]: float(match.group(1))})
    except OverflowError:
        raise ValueError(f'{value!r} is too long, expected a duration such as "5m"') from None


def milestone(value: object) -> Milestone:
    """How long before the end: 60d, 12h, 0; after it: +1d."""
    if value == "0":
        return Milestone()
    match = _MILESTONE.fullmatch(value) if isinstance(value, str) else None
    if match is None:
        shown = repr(value) if isinstance(value, str) else kind_of(value)
        raise ValueError(f'{shown} is not a milestone, expected "60d", "12h", "0" or, after the end, "+1d"')
    amount = int(match.group(2)) * (-1 if match.group(1) else 1)
    return Milestone(days=amount) if match.group(3) == "d" else Milestone(hours=amount)


def civil_date(value: object) -> date:
    """A TOML date, without time."""
    if isinstance(value, datetime) or not isinstance(value, date):
        raise ValueError(f"is {kind_of(value)}, expected a date without quotes, such as 2025-01-20")
    return value


def moment(value: object) -> datetime:
    """A TOML date with time and UTC offset."""
    if not isinstance(value, datetime):
        raise ValueError(
            f"is {kind_of(value)}, expected a date with time and offset, such as 2025-05-12T15:00:00+08:00"
        )
    if value.tzinfo is None:
        raise ValueError(f"{value.isoformat()} has no UTC offset, expected one, such as {value.isoformat()}+08:00")
    return value


def wall_clock(value: object) -> datetime:
    """A date and time on a wall clock, its zone being told beside it: a TOML local datetime, quoted or not. Naive."""
    if isinstance(value, str):
        try:
            value = datetime.fromisoformat(value)
        except ValueError:
            raise ValueError(f"{value!r} is not a date with time, expected one such as 2026-11-10T00:01:00") from None
    if not isinstance(value, datetime):
        raise ValueError(f"is {kind_of(value)}, expected a date with time, such as 2026-11-10T00:01:00")
    if value.tzinfo is not None:
        raise ValueError(f"{value.isoformat()} has a UTC offset, expected none: the zone is told by `zone`")
    return value


def on_clock(local: datetime, zone: ZoneInfo) -> datetime:
    """The moment at which the clocks of `zone` show `local`; refused where they skip it, or show it twice."""
    first, second = local.replace(tzinfo=zone, fold=0), local.replace(tzinfo=zone, fold=1)
    if first.utcoffset() != second.utcoffset():
        there_and_back = first.astimezone(UTC).astimezone(zone)
        what = "comes twice" if there_and_back.replace(tzinfo=None) == local else "does not exist"
        raise ValueError(f"{local.isoformat()} {what} in {zone.key} (clock change), expected another time")
    return first


def zone(value: object) -> str:
    """The name of a zone of the IANA database."""
    name = text(value)
    try:
        ZoneInfo(name)
    except (KeyError, ValueError, OSError):
        raise ValueError(f"{name!r} is not a time zone, expected an IANA name such as America/New_York") from None
    return name


def address(value: object) -> str:
    """An http or https address with a host."""
    url = text(value)
    wrong = f"{url!r} is not a web address, expected http:// or https:// with a host"
    try:
        parts = urlsplit(url)
        _ = parts.port
    except ValueError:
        raise ValueError(wrong) from None
    if parts.scheme not in ("http", "https") or not parts.hostname or any(c.isspace() for c in url):
        raise ValueError(wrong)
    return url
