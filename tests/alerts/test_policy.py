"""Policy: a contact is told once, what changes it is told, and all else amends it quietly."""

from dataclasses import replace
from datetime import timedelta

import pytest
from tests.model import MORNING, contact, entry, mention, readout

from watchbot.alerts.policy import decide
from watchbot.contacts import add_report
from watchbot.model import Alerting, AlertKind, AlertReason, Contact, Side, Status

SETTINGS = Alerting()
PLANNED, HELD = contact(Status.PLANNED), contact()
HOUR = timedelta(hours=1)


@pytest.mark.parametrize(
    ("after", "reason"),
    [
        (contact(Status.SPECULATED), AlertReason.SPECULATION),
        (contact(score=0.2, sure=False), AlertReason.BELOW_THRESHOLD),
    ],
)
def test_rumours_and_weak_finds_wait(after: Contact, reason: AlertReason) -> None:
    decision = decide(None, after, MORNING, SETTINGS)
    assert (decision.kind, decision.reason) == (None, reason)


def test_a_first_report_opens_the_live_message() -> None:
    decision = decide(None, HELD, MORNING, SETTINGS)
    assert (decision.kind, decision.reason) == (AlertKind.CONTACT_NEW, AlertReason.FIRST_REPORT)


def test_a_rumour_that_is_confirmed_is_told_as_new_now() -> None:
    rumour = contact(Status.SPECULATED)
    decision = decide(rumour, add_report(rumour, mention(), entry("AP")), MORNING, SETTINGS)
    assert (decision.kind, decision.reason) == (AlertKind.CONTACT_NEW, AlertReason.NOW_SURE)


@pytest.mark.parametrize("status", [Status.HELD, Status.POSTPONED, Status.CANCELLED, Status.DENIED])
def test_a_change_of_status_answers_the_live_message(status: Status) -> None:
    after = add_report(PLANNED, mention(status), entry("AP"))
    assert decide(PLANNED, after, MORNING, SETTINGS).kind is AlertKind.CONTACT_CHANGE


def test_the_second_side_s_own_word_is_told_once() -> None:
    one = add_report(HELD, mention(), readout("State", Side.US))
    two = add_report(one, mention(), readout("MFA", Side.CN))
    three = add_report(two, mention(), readout("Xinhua", Side.CN))
    told = [decide(before, after, MORNING, SETTINGS) for before, after in ((HELD, one), (one, two), (two, three))]
    assert [each.kind for each in told] == [AlertKind.CONTACT_EDIT, AlertKind.CONTACT_CHANGE, AlertKind.CONTACT_EDIT]
    assert told[1].reason is AlertReason.CONFIRMED_BOTH_SIDES


@pytest.mark.parametrize("publisher", ["AP", "Reuters"])
def test_more_of_the_same_only_edits(publisher: str) -> None:
    after = add_report(HELD, mention(), entry(publisher, MORNING + HOUR))
    assert decide(HELD, after, MORNING, SETTINGS).kind is AlertKind.CONTACT_EDIT


@pytest.mark.parametrize(
    ("age", "baseline", "kind"),
    [
        (timedelta(hours=71), True, AlertKind.CONTACT_NEW),
        (timedelta(hours=73), True, None),
        (timedelta(hours=73), False, AlertKind.CONTACT_NEW),
        (timedelta(days=15), False, None),
    ],
)
def test_the_first_poll_of_a_feed_and_stale_news_alert_nobody(
    age: timedelta, baseline: bool, kind: AlertKind | None
) -> None:
    assert decide(None, HELD, MORNING + age, SETTINGS, baseline).kind is kind


def test_a_held_contact_is_never_told_as_planned_again() -> None:
    after = add_report(HELD, mention(Status.PLANNED), entry("AP"))
    assert (after.status, decide(HELD, after, MORNING, SETTINGS).kind) == (Status.HELD, AlertKind.CONTACT_EDIT)


def test_a_contact_that_was_never_told_stays_quiet_at_its_baseline_edits() -> None:
    unsure = replace(contact(score=0.2), sure=False)
    assert decide(unsure, replace(unsure, version=2), MORNING, SETTINGS).kind is None
