"""The verdict, by tables: a season told as it should be passes, and every way to go wrong has its complaint."""

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from statistics import median

import pytest

from watchbot.demo.season import Occurrence, load_season
from watchbot.demo.verdict import Complaint, Finding, Told, ToldContact, ToldMove, ToldReminder, judge, waits
from watchbot.model import AlertKind, Mode, Status

SEASON = load_season()
TRUCE = SEASON.truce
BUSAN = "2025-10-30-busan-summit"
MADRID = "2025-09-14-madrid-talks"
LANDAU = "2025-09-24-ma-landau-unga"


def occurrence(key: str) -> Occurrence:
    return next(o for o in SEASON.occurrences if o.id == key)


def contact(key: str, *, status: Status = Status.HELD, kind: AlertKind = AlertKind.CONTACT_NEW) -> ToldContact:
    known = occurrence(key)
    at = datetime.combine(known.first, datetime.min.time(), UTC) + timedelta(hours=20)
    return ToldContact(
        at=at, kind=kind, contact=f"c-{key}", truth=key, status=status, mode=Mode(known.modes[0]),
        us=known.us, cn=known.cn, start=known.first,
    )  # fmt: skip


def as_it_was() -> list[Told]:
    """Everything that had to be told, once each; Busan first as a plan."""
    told: list[Told] = [contact(o.id) for o in SEASON.occurrences if o.required and o.id != BUSAN]
    plan = replace(contact(BUSAN, status=Status.PLANNED), at=datetime(2025, 9, 19, 16, 40, tzinfo=UTC), start=None)
    told += [plan, contact(BUSAN, kind=AlertKind.CONTACT_CHANGE)]
    told += [ToldReminder(due, TRUCE.deadline, TRUCE.expires, label) for label, due in TRUCE.told.items()]
    told.append(ToldMove(datetime(2025, 11, 4, 23, tzinfo=UTC), TRUCE.deadline, TRUCE.moved_to))
    return sorted(told, key=lambda t: t.at)


def is_contact(one: Told, key: str) -> bool:
    return isinstance(one, ToldContact) and one.truth == key


def is_reminder(one: Told, label: str) -> bool:
    return isinstance(one, ToldReminder) and one.milestone == label


def without(match: Callable[[Told], bool]) -> list[Told]:
    return [one for one in as_it_was() if not match(one)]


def changed(match: Callable[[Told], bool], **fields: object) -> list[Told]:
    return [replace(one, **fields) if match(one) else one for one in as_it_was()]  # type: ignore[arg-type]


def test_the_season_as_it_was_raises_no_complaint() -> None:
    assert judge(as_it_was(), SEASON) == ()


def test_when_nothing_is_told_everything_is_missing() -> None:
    expected = [o.name for o in SEASON.occurrences if o.required]
    expected += [f"reminder {label}" for label in TRUCE.told] + ["extension"]
    assert judge([], SEASON) == tuple(Finding(Complaint.MISSING, name) for name in expected)


@pytest.mark.parametrize("key", [o.id for o in SEASON.occurrences if o.required])
def test_each_required_contact_is_missed_when_it_is_not_told(key: str) -> None:
    found = judge(without(lambda t: is_contact(t, key)), SEASON)
    assert found == (Finding(Complaint.MISSING, occurrence(key).name),)


@pytest.mark.parametrize("key", [o.id for o in SEASON.occurrences])
def test_no_contact_may_be_opened_twice(key: str) -> None:
    again = [replace(contact(key), contact="c-other"), replace(contact(key), contact="c-third")]
    found = judge([*as_it_was(), *again], SEASON)
    assert [(f.complaint, f.subject) for f in found] == [(Complaint.TWICE, occurrence(key).name)]


def test_a_real_contact_that_nobody_asked_for_may_be_told() -> None:
    assert judge([*as_it_was(), contact(LANDAU)], SEASON) == ()


@pytest.mark.parametrize("truth", [None, "2025-08-27-li-chenggang-washington"])
def test_what_never_happened_or_is_long_past_may_not_be_told(truth: str | None) -> None:
    wrong = replace(contact(MADRID), truth=truth, contact="c-x", title="Lavrov meets Wang")
    assert [(f.complaint, f.subject) for f in judge([*as_it_was(), wrong], SEASON)] == [
        (Complaint.FALSE_ALARM, "Lavrov meets Wang")
    ]


def test_an_edit_of_an_open_message_is_no_second_telling() -> None:
    assert judge([*as_it_was(), contact(MADRID, kind=AlertKind.CONTACT_EDIT)], SEASON) == ()


CONTACT_MISTAKES = [
    ("a summit that stays a plan", BUSAN, {"status": Status.PLANNED}, Complaint.NEVER_HELD),
    (
        "a summit without its plan",
        BUSAN,
        {"status": Status.HELD, "at": datetime(2025, 10, 30, 3, tzinfo=UTC)},
        Complaint.PLAN_NOT_TOLD,
    ),
    ("a meeting taken for a call", MADRID, {"mode": Mode.PHONE}, Complaint.WRONG_FACTS),
    ("someone else on the US side", MADRID, {"us": ("Marco Rubio",)}, Complaint.WRONG_FACTS),
    ("nobody on the Chinese side", MADRID, {"cn": ()}, Complaint.WRONG_FACTS),
    ("another month", MADRID, {"start": date(2025, 10, 14)}, Complaint.WRONG_FACTS),
    ("too late to be in order", MADRID, {"at": datetime(2025, 9, 30, tzinfo=UTC)}, Complaint.OUT_OF_ORDER),
]


@pytest.mark.parametrize(
    ("key", "fields", "expected"), [c[1:] for c in CONTACT_MISTAKES], ids=[c[0] for c in CONTACT_MISTAKES]
)
def test_a_contact_told_wrongly_is_found(key: str, fields: dict[str, object], expected: Complaint) -> None:
    assert [f.complaint for f in judge(changed(lambda t: is_contact(t, key), **fields), SEASON)] == [expected]


def test_a_contact_without_a_date_is_not_a_contact_with_a_wrong_date() -> None:
    assert judge(changed(lambda t: is_contact(t, MADRID), start=None), SEASON) == ()


@pytest.mark.parametrize("label", list(TRUCE.told))
def test_each_reminder_is_missed_when_it_is_not_told(label: str) -> None:
    found = judge(without(lambda t: is_reminder(t, label)), SEASON)
    assert found == (Finding(Complaint.MISSING, f"reminder {label}"),)


@pytest.mark.parametrize("label", list(TRUCE.told))
def test_no_reminder_may_come_twice(label: str) -> None:
    again = ToldReminder(TRUCE.told[label], TRUCE.deadline, TRUCE.expires, label)
    found = judge(sorted([*as_it_was(), again], key=lambda t: t.at), SEASON)
    assert found == (Finding(Complaint.TWICE, f"reminder {label}"),)


@pytest.mark.parametrize("label", TRUCE.cancelled)
def test_a_reminder_that_the_extension_overtook_may_not_come(label: str) -> None:
    stray = ToldReminder(datetime(2025, 11, 10, 5, 1, tzinfo=UTC), TRUCE.deadline, TRUCE.expires, label)
    assert judge([*as_it_was(), stray], SEASON) == (Finding(Complaint.NOT_CANCELLED, f"reminder {label}"),)


REMINDER_MISTAKES = [
    ("early by a minute", "T-7d", {"at": TRUCE.told["T-7d"] - timedelta(minutes=1)}, [Complaint.NOT_PUNCTUAL]),
    ("late by two hours", "T-7d", {"at": TRUCE.told["T-7d"] + timedelta(hours=2)}, [Complaint.NOT_PUNCTUAL]),
    (
        "to an end that was never announced",
        "T-7d",
        {"expires": TRUCE.expires + timedelta(hours=1)},
        [Complaint.MISSING, Complaint.WRONG_END],
    ),
    ("to the new end already", "T-7d", {"expires": TRUCE.moved_to}, [Complaint.MISSING, Complaint.NOT_DUE]),
    ("of a milestone unknown here", "T-7d", {"milestone": "T-5d"}, [Complaint.MISSING, Complaint.NOT_DUE]),
]  # fmt: skip


@pytest.mark.parametrize(
    ("label", "fields", "expected"), [c[1:] for c in REMINDER_MISTAKES], ids=[c[0] for c in REMINDER_MISTAKES]
)
def test_a_reminder_told_wrongly_is_found(label: str, fields: dict[str, object], expected: list[Complaint]) -> None:
    found = judge(changed(lambda t: is_reminder(t, label), **fields), SEASON)
    assert [f.complaint for f in found] == expected


def test_reminders_out_of_order_are_found() -> None:
    assert Complaint.OUT_OF_ORDER in {f.complaint for f in judge(as_it_was()[::-1], SEASON)}


def test_other_deadlines_may_say_what_they_like() -> None:
    end = datetime(2026, 11, 10, 5, 1, tzinfo=UTC)
    other = [ToldReminder(end, "port-fees", end, "T-0"), ToldMove(end, "port-fees", end)]
    assert judge([*as_it_was(), *other], SEASON) == ()


MOVE = ToldMove(datetime(2025, 11, 4, 23, tzinfo=UTC), TRUCE.deadline, TRUCE.moved_to)


@pytest.mark.parametrize(
    ("moves", "expected"),
    [
        ([], [Complaint.MISSING]),
        ([MOVE, MOVE], [Complaint.TWICE]),
        ([replace(MOVE, expires=TRUCE.moved_to + timedelta(days=1))], [Complaint.WRONG_END]),
        ([replace(MOVE, at=datetime(2025, 11, 5, 5, 30, tzinfo=UTC))], [Complaint.NOT_PUNCTUAL]),
        ([replace(MOVE, at=datetime(2025, 11, 5, 4, 30, tzinfo=UTC))], []),
    ],
    ids=["missing", "twice", "to another end", "a day late in New York", "still the same day in New York"],
)
def test_the_extension_is_told_once_on_its_day_with_its_end(moves: list[Told], expected: list[Complaint]) -> None:
    rest = without(lambda t: isinstance(t, ToldMove))
    assert [f.complaint for f in judge([*rest, *moves], SEASON)] == expected


def test_a_finding_reads_as_a_sentence() -> None:
    assert str(Finding(Complaint.MISSING, "extension")) == "extension: missing"
    assert str(Finding(Complaint.WRONG_FACTS, "Madrid talks", "mode phone")) == "Madrid talks: wrong facts (mode phone)"


def test_time_to_alert_counts_from_the_first_entry_that_was_no_rumour() -> None:
    found = {w.occurrence.id: w for w in waits(as_it_was(), SEASON)}
    assert found[BUSAN].first == datetime(2025, 9, 19, 16, 10, tzinfo=UTC)
    assert found[BUSAN].length == timedelta(minutes=30)


def test_a_contact_that_was_not_told_has_no_time_to_alert() -> None:
    assert BUSAN not in {w.occurrence.id for w in waits(without(lambda t: is_contact(t, BUSAN)), SEASON)}


def test_a_change_or_an_edit_is_not_the_alert_that_waits_end_with() -> None:
    later = replace(contact(MADRID, kind=AlertKind.CONTACT_EDIT), at=SEASON.start)
    assert median(w.length for w in waits([later, *as_it_was()], SEASON)) == median(
        w.length for w in waits(as_it_was(), SEASON)
    )
