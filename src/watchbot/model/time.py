"""Aware time: the one guard against naive datetimes."""

from datetime import datetime


def aware(moment: datetime, name: str = "datetime") -> datetime:
    """Return `moment` unchanged, or refuse it.

    A naive datetime has no place on the time line, and guessing its zone is how countdowns lie.

    Raises:
        ValueError: `moment` has no UTC offset; the message carries `name`.
    """
    if moment.tzinfo is None or moment.utcoffset() is None:
        raise ValueError(f"{name} must carry a time zone, got the naive {moment.isoformat()}")
    return moment
