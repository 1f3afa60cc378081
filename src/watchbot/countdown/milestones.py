"""Milestones as moments: sixty days before the end, one hour before it, the end itself, a day after.

Days are the calendar's: the same wall-clock time in the deadline's zone, so T-7d of a noon deadline is noon even where
the clocks change in between. Hours are exact. A wall-clock time that the clocks skip is taken at the offset before the
jump; one that comes twice is taken the first time (both as `zoneinfo` and PEP 495 have it).
"""

import re
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

from watchbot.model import Milestone, Revision

_WRITTEN = re.compile(r"(?:T)?(?P<sign>[+-]?)(?P<number>\d{1,4})(?P<unit>[dh]?)", re.IGNORECASE)


def moment(revision: Revision, milestone: Milestone) -> datetime:
    """When `milestone` of `revision` is reached, in UTC."""
    end = revision.expires
    if milestone.days:
        wall = end.astimezone(ZoneInfo(revision.zone)).replace(tzinfo=None, fold=0)
        end = (wall - timedelta(days=milestone.days)).replace(tzinfo=ZoneInfo(revision.zone))
    return end.astimezone(UTC) - timedelta(hours=milestone.hours)


def parse_milestone(text: str) -> Milestone | None:
    """`60d`, `12h`, `0`, `+1d` (after the end) or a label such as `T-7d`; None where it is none of these."""
    match = _WRITTEN.fullmatch(text.strip())
    if match is None:
        return None
    number = int(match["number"]) * (-1 if match["sign"] == "+" else 1)
    if not match["unit"]:
        return Milestone() if number == 0 else None
    return Milestone(days=number) if match["unit"].lower() == "d" else Milestone(hours=number)
