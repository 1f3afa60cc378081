"""The truce as it really moved, for the countdown's tests."""

from datetime import UTC, datetime
from zoneinfo import ZoneInfo

from watchbot.countdown import parse_milestone
from watchbot.model import Deadline, Milestone, Revision

NEW_YORK = ZoneInfo("America/New_York")
LABELS = ("60d", "30d", "14d", "7d", "3d", "2d", "1d", "12h", "6h", "1h", "0", "+1d")


def milestones(*labels: str) -> tuple[Milestone, ...]:
    found = [parse_milestone(label) for label in labels]
    assert None not in found
    return tuple(milestone for milestone in found if milestone is not None)


def revision(announced: str, expires: str, zone: str = "America/New_York", **more: object) -> Revision:
    """Both times ISO; `announced` in UTC, `expires` wall-clock time in `zone`."""
    return Revision(
        announced=datetime.fromisoformat(announced).replace(tzinfo=UTC),
        expires=datetime.fromisoformat(expires).replace(tzinfo=ZoneInfo(zone)),
        zone=zone,
        source="White House",
        **more,  # type: ignore[arg-type]
    )


FIRST = revision("2025-05-12T13:00", "2025-08-12T00:01")
SECOND = revision("2025-08-11T23:00", "2025-11-10T00:01")
THIRD = revision("2025-11-04T22:00", "2026-11-10T00:01")
TRUCE = Deadline(
    id="truce",
    names={"en": "Tariff truce", "zh-Hans": "关税休战", "zh-Hant": "關稅休戰", "ko": "관세 휴전"},
    revisions=(FIRST, SECOND, THIRD),
    milestones=milestones(*LABELS),
    issues=("truce", "tariffs"),
    terms={
        "en": ("truce", "tariff truce", "trade truce"),
        "zh-Hans": ("休战", "关税休战"),
        "zh-Hant": ("休戰", "關稅休戰"),
        "ko": ("휴전",),
    },
    auto_apply=True,
)


def at(text: str, zone: str = "America/New_York") -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=ZoneInfo(zone))
