"""Frames of the live countdown: what it shows changes with the day, and with the hour on a deadline's last day."""

from collections.abc import Iterable
from datetime import datetime, timedelta
from hashlib import blake2s
from zoneinfo import ZoneInfo

from watchbot.countdown.standing import Standing
from watchbot.model import DeadlineState, aware

LAST_DAY = timedelta(hours=24)


def frame(standings: Iterable[Standing], zone: str, now: datetime) -> str:
    """A key that stays the same as long as the message need not change.

    The day in the chat's IANA `zone`, the hour too while a deadline has less than a day to go, and which announcements
    rule; a clock that the change to winter time sets back still gives each of the two hours its own key.
    """
    shown = list(standings)
    local = aware(now, "now").astimezone(ZoneInfo(zone))
    close = any(one.state is DeadlineState.ACTIVE and one.left <= LAST_DAY for one in shown)
    rulings = "\n".join(f"{one.deadline.id}|{one.revision.key}|{one.state}" for one in shown)
    mark = blake2s(rulings.encode(), digest_size=4).hexdigest()
    return f"{local:%Y-%m-%dT%H%z}|{mark}" if close else f"{local:%Y-%m-%d}|{mark}"
