"""Identity: which real contact a mention belongs to, and what a report does to it."""

from datetime import UTC, date, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from watchbot.alerts.policy import decide
from watchbot.contacts import add_report, identify, new_id, open_contact
from watchbot.model import (
    Alerting,
    AlertKind,
    Certainty,
    Contact,
    Entry,
    Mention,
    Mode,
    Participant,
    Polarity,
    Side,
    Status,
)

DAY = datetime(2025, 9, 10, 12, tzinfo=UTC)
RUBIO = Participant(Side.US, "Marco Rubio", "marco-rubio", "us-secretary-of-state")
WANG = Participant(Side.CN, "Wang Yi", "wang-yi", "cn-foreign-minister")
HEGSETH = Participant(Side.US, "Pete Hegseth", "pete-hegseth", "us-defense-secretary")
DONG = Participant(Side.CN, "Dong Jun", "dong-jun", "cn-defense-minister")


def mention(
    us: Participant = RUBIO,
    cn: Participant = WANG,
    status: Status = Status.HELD,
    mode: Mode = Mode.PHONE,
    start: date | None = None,
    place: str | None = None,
) -> Mention:
    return Mention(
        (us,),
        (cn,),
        mode,
        status,
        Certainty.CERTAIN,
        Polarity.POSITIVE,
        place,
        start,
        start,
        (),
        0.9,
        ("en.phone.noun",),
        (),
    )


def entry(hours: int = 0, publisher: str = "p") -> Entry:
    moment = DAY + timedelta(hours=hours)
    return Entry(f"e{hours}", "f", publisher, moment, moment, "title")


def file(contacts: dict[str, Contact], said: Mention, item: Entry) -> str:
    before = identify(said, item, contacts.values()).contact
    after = (
        add_report(before, said, item) if before else open_contact(f"{new_id(said, item)}-{len(contacts)}", said, item)
    )
    contacts[after.id] = after
    return after.id


def test_two_contacts_on_one_day_stay_two() -> None:
    contacts: dict[str, Contact] = {}
    file(contacts, mention(start=date(2025, 9, 10)), entry())
    file(contacts, mention(HEGSETH, DONG, mode=Mode.VIDEO, start=date(2025, 9, 10)), entry(1))
    assert len(contacts) == 2


def test_publishers_may_differ_by_a_day() -> None:
    contacts: dict[str, Contact] = {}
    file(contacts, mention(start=date(2025, 9, 10)), entry())
    file(contacts, mention(start=date(2025, 9, 11)), entry(6))
    assert len(contacts) == 1


def test_a_planned_contact_becomes_held_and_stays_one() -> None:
    contacts: dict[str, Contact] = {}
    file(contacts, mention(status=Status.PLANNED, mode=Mode.MEETING, start=date(2025, 9, 12)), entry())
    file(contacts, mention(mode=Mode.MEETING, start=date(2025, 9, 12)), entry(50))
    assert [c.status for c in contacts.values()] == [Status.HELD]


def test_a_late_preview_does_not_undo_what_was_held() -> None:
    contacts: dict[str, Contact] = {}
    file(contacts, mention(mode=Mode.MEETING, start=date(2025, 9, 10)), entry())
    file(contacts, mention(status=Status.PLANNED, mode=Mode.MEETING, start=date(2025, 9, 10)), entry(3))
    assert [c.status for c in contacts.values()] == [Status.HELD]


def test_a_call_and_a_meeting_weeks_later_are_two() -> None:
    contacts: dict[str, Contact] = {}
    file(contacts, mention(start=date(2025, 9, 10)), entry())
    file(contacts, mention(mode=Mode.MEETING, start=date(2025, 10, 4), place="Vienna"), entry(24 * 24))
    assert len(contacts) == 2


@given(st.permutations([0, 3, 7, 20, 26]))
def test_the_order_of_filing_does_not_split_a_contact(order: list[int]) -> None:
    contacts: dict[str, Contact] = {}
    for hours in order:
        file(contacts, mention(start=date(2025, 9, 10 + hours % 2)), entry(hours))
    assert len(contacts) == 1


def test_the_first_report_is_told_and_the_second_amends_it() -> None:
    first = open_contact("c", mention(), entry())
    second = add_report(first, mention(), entry(1, "q"))
    kinds = [decide(None, first, DAY, Alerting()).kind, decide(first, second, DAY, Alerting()).kind]
    assert kinds == [AlertKind.CONTACT_NEW, AlertKind.CONTACT_EDIT]


def test_speculation_is_not_told() -> None:
    first = open_contact("c", mention(status=Status.SPECULATED), entry())
    assert decide(None, first, DAY, Alerting()).kind is None
