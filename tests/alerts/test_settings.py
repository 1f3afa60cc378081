"""Settings as words: what can be read changes one field, what can't says what was expected."""

from datetime import UTC, datetime, time, timedelta

import pytest
from tests.model import chat

from watchbot.alerts.settings import CHOICES, SETTERS, Unreadable, changed
from watchbot.model import Certainty, DigestRule, QuietHours, Status

NOW = datetime(2025, 11, 1, 12, tzinfo=UTC)


@pytest.mark.parametrize(
    ("field", "said", "attribute", "value"),
    [
        ("quiet", "22:00-07:30", "quiet", QuietHours(time(22), time(7, 30))),
        ("quiet", "22:00 – 6:05", "quiet", QuietHours(time(22), time(6, 5))),
        ("quiet", "08:00-08:00", "quiet", None),
        ("quiet", "off", "quiet", None),
        ("digest", "08:00", "digest", DigestRule(time(8))),
        ("digest", "Mon 18:30", "digest", DigestRule(time(18, 30), 0)),
        ("digest", "off", "digest", None),
        ("zone", "Asia/Seoul", "zone", "Asia/Seoul"),
        ("language", "zh-Hant", "locale", "zh-Hant"),
        ("certainty", "certain", "least_certainty", Certainty.CERTAIN),
        ("mute", "3h", "muted_until", NOW + timedelta(hours=3)),
        ("mute", "off", "muted_until", None),
    ],
)
def test_what_is_said_is_set(field: str, said: str, attribute: str, value: object) -> None:
    assert getattr(changed(chat(), field, said, NOW), attribute) == value


def test_a_status_is_turned_off_and_on() -> None:
    once = changed(chat(), "status", "planned", NOW)
    assert Status.PLANNED not in once.statuses
    assert changed(once, "status", "planned", NOW) == chat()


@pytest.mark.parametrize(
    ("field", "said"),
    [
        ("quiet", "late"),
        ("quiet", "25:00-07:00"),
        ("digest", "never 08:00"),
        ("digest", "8"),
        ("zone", "Mars/Base"),
        ("zone", "../etc"),
        ("language", "fr"),
        ("certainty", "maybe"),
        ("status", "rumoured"),
        ("mute", "0h"),
        ("mute", "900d"),
        ("colour", "red"),
    ],
)
def test_what_makes_no_sense_says_what_was_expected(field: str, said: str) -> None:
    with pytest.raises(Unreadable, match=r".+"):
        changed(chat(), field, said, NOW)


@pytest.mark.parametrize(("field", "choice"), [(field, one) for field, many in CHOICES.items() for one in many])
def test_every_button_s_choice_can_be_read(field: str, choice: str) -> None:
    assert field in SETTERS
    assert changed(chat(), field, choice, NOW).key == chat().key
