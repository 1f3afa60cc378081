"""Routing: a chat's choices decide on contacts alone, and silence delays but never drops."""

from datetime import UTC, datetime, time, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.model import MORNING, chat, contact

from watchbot.alerts.routing import route
from watchbot.model import Alert, AlertKind, AlertReason, Certainty, Chat, DeliveryKind, QuietHours, Status

NIGHT = QuietHours(time(22), time(7))
AT_NIGHT = datetime(2025, 9, 11, 3, tzinfo=UTC)  # 23:00 in New York
MORNING_BELL = datetime(2025, 9, 11, 11, tzinfo=UTC)  # 07:00 in New York


def alert(kind: AlertKind = AlertKind.CONTACT_NEW) -> Alert:
    return Alert(f"{kind.value}:c", kind, AlertReason.FIRST_REPORT, "c", MORNING)


@pytest.mark.parametrize(
    ("reader", "refused"),
    [
        (chat(), None),
        (chat(issues=frozenset({"tariffs"})), None),
        (chat(issues=frozenset({"tiktok"})), AlertReason.ISSUE_NOT_TRACKED),
        (chat(issues=frozenset()), AlertReason.ISSUE_NOT_TRACKED),
        (chat(muted_issues=frozenset({"tariffs"})), AlertReason.ISSUE_MUTED),
        (chat(muted_issues=frozenset({"tiktok"})), None),
        (chat(statuses=frozenset({Status.PLANNED})), AlertReason.STATUS_NOT_WANTED),
        (chat(least_certainty=Certainty.CERTAIN), None),
        (chat(active=False), AlertReason.CHAT_INACTIVE),
    ],
)
def test_what_a_chat_chose_decides(reader: Chat, refused: AlertReason | None) -> None:
    way = route(alert(), contact(issues=("tariffs",)), reader, MORNING)
    assert (way.deliver, way.reason) == (refused is None, refused or AlertReason.FIRST_REPORT)


def test_a_probable_plan_is_kept_from_a_chat_that_wants_certainty() -> None:
    way = route(alert(), contact(Status.PLANNED), chat(least_certainty=Certainty.CERTAIN), MORNING)
    assert (way.deliver, way.reason) == (False, AlertReason.CERTAINTY_TOO_LOW)


def test_what_was_told_is_corrected_even_where_it_would_not_be_told_anew() -> None:
    reader = chat(statuses=frozenset({Status.HELD}))
    assert not route(alert(), contact(Status.CANCELLED), reader, MORNING).deliver
    assert route(alert(AlertKind.CONTACT_CHANGE), contact(Status.CANCELLED), reader, MORNING).deliver


@pytest.mark.parametrize(
    ("kind", "how", "due"),
    [
        (AlertKind.CONTACT_NEW, DeliveryKind.SEND, MORNING_BELL),
        (AlertKind.CONTACT_CHANGE, DeliveryKind.REPLY, MORNING_BELL),
        (AlertKind.REMINDER, DeliveryKind.SEND, MORNING_BELL),
        (AlertKind.CONTACT_EDIT, DeliveryKind.EDIT, AT_NIGHT),
        (AlertKind.DIGEST, DeliveryKind.SEND, AT_NIGHT),
    ],
)
def test_what_sounds_waits_for_the_end_of_quiet_hours(kind: AlertKind, how: DeliveryKind, due: datetime) -> None:
    way = route(alert(kind), contact(), chat(quiet=NIGHT), AT_NIGHT)
    assert (way.deliver, way.kind, way.due) == (True, how, due)


@pytest.mark.parametrize("kind", [AlertKind.REMINDER, AlertKind.DEADLINE_MOVED])
def test_no_choice_of_issues_hides_a_deadline(kind: AlertKind) -> None:
    assert route(alert(kind), None, chat(issues=frozenset(), statuses=frozenset()), MORNING).deliver


@given(
    start=st.times().map(lambda t: t.replace(second=0, microsecond=0)),
    end=st.times().map(lambda t: t.replace(second=0, microsecond=0)),
    moment=st.integers(0, 730 * 1440).map(lambda minutes: MORNING + timedelta(minutes=minutes)),
    zone=st.sampled_from(["America/New_York", "Asia/Shanghai", "Europe/London", "Australia/Lord_Howe", "UTC"]),
    muted=st.none() | st.timedeltas(timedelta(), timedelta(days=3)),
)
def test_silence_ends_within_a_day_of_its_start_and_never_in_the_past(
    start: time, end: time, moment: datetime, zone: str, muted: timedelta | None
) -> None:
    until = None if muted is None else moment + muted
    way = route(alert(), contact(), chat(quiet=QuietHours(start, end), zone=zone, muted_until=until), moment)
    assert way.deliver
    assert moment <= way.due <= max(moment, until or moment) + timedelta(hours=25)
