"""Dates as feeds write them: RFC 822 and ISO 8601 read fast; everything else is left to feedparser.

Source: RFC 822 and 2822 with the zones they name, RFC 3339. A date without a zone is taken as UTC, as feedparser does;
what then lies in the future is clamped to when it was seen.
"""

import re
from datetime import UTC, datetime, timedelta, timezone

_RFC822 = re.compile(
    r"(?:[A-Za-z]{3,9},?\s+)?(\d{1,2})\s+([A-Za-z]{3})[a-z]*\.?,?\s+(\d{4})\s+(\d{1,2}):(\d{2})(?::(\d{2}))?"
    r"\s*(?:([+-])(\d{2}):?(\d{2})|([A-Za-z]{1,4}))",
)
_ISO = re.compile(r"\d{4}-\d{2}-\d{2}[T ]\d{2}:\d{2}:\d{2}(?:\.\d{1,9})?(?:Z|[+-]\d{2}:\d{2})")
_MONTHS = {
    name: number
    for number, name in enumerate(
        ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"), start=1
    )
}
_ZONES = {
    "gmt": 0,
    "utc": 0,
    "ut": 0,
    "z": 0,
    "est": -5,
    "edt": -4,
    "cst": -6,
    "cdt": -5,
    "mst": -7,
    "mdt": -6,
    "pst": -8,
    "pdt": -7,
}
_FIXED = {hours: timezone(timedelta(hours=hours)) for hours in range(-12, 15)} | {0: UTC}


def read_date(text: str) -> datetime | None:
    """`text` as an aware instant to the second, or None where it is in no common form or names no real time."""
    text = text.strip()
    try:
        if found := _RFC822.fullmatch(text):
            return _rfc822(found)
        if _ISO.fullmatch(text):
            return datetime.fromisoformat(text).replace(microsecond=0).astimezone(UTC)
    except (ValueError, OverflowError):
        return None
    return None


def _rfc822(found: "re.Match[str]") -> datetime | None:
    day, month_name, year, hour, minute, second, sign, zone_hours, zone_minutes, zone_name = found.groups()
    month = _MONTHS.get(month_name.lower())
    if month is None:
        return None
    if zone_name:
        offset = _ZONES.get(zone_name.lower())
        if offset is None:
            return None
        zone = _FIXED[offset]
    elif zone_minutes == "00" and int(zone_hours) <= 12:
        zone = _FIXED[int(sign + zone_hours)]
    else:
        span = timedelta(hours=int(zone_hours), minutes=int(zone_minutes))
        zone = timezone(-span if sign == "-" else span)
    return datetime(int(year), month, int(day), int(hour), int(minute), int(second or 0), tzinfo=zone).astimezone(UTC)
