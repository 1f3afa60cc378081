"""Identity: which real contact a mention belongs to, and what a report does to it."""

from dataclasses import replace
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


DAINES = Participant(Side.US, "Steve Daines", "steve-daines", "us-senator")
LI = Participant(Side.CN, "Li Qiang", "li-qiang", "cn-premier")
TRUMP = Participant(Side.US, "Donald Trump", "donald-trump", "us-president")
XI = Participant(Side.CN, "Xi Jinping", "xi-jinping", "cn-president")


def planned_trip(publishers: str, start: date | None) -> Contact:
    """A visit of the president to Beijing, told of by each of `publishers`."""
    plan = mention(TRUMP, XI, Status.PLANNED, Mode.VISIT, start, "Beijing")
    contact = open_contact("trip", plan, entry(0, publishers[0]))
    for hour, publisher in enumerate(publishers[1:], 1):
        contact = add_report(contact, plan, entry(hour, publisher))
    return contact


def test_one_misread_report_does_not_close_a_plan() -> None:
    misread = add_report(planned_trip("ab", date(2025, 10, 20)), mention(TRUMP, XI, mode=Mode.VISIT), entry(24, "c"))
    assert misread.status is Status.HELD
    again = mention(TRUMP, XI, Status.PLANNED, Mode.VISIT, date(2025, 10, 20), "Beijing")
    found = identify(again, entry(48, "d"), [misread])
    assert found.contact is misread
    corrected = add_report(misread, again, entry(48, "d"))
    assert (corrected.status, corrected.start) == (Status.PLANNED, date(2025, 10, 20))


def test_what_two_publishers_told_as_held_is_not_planned_again() -> None:
    contact = planned_trip("ab", date(2025, 9, 11))
    for hour, publisher in ((24, "c"), (25, "d")):
        contact = add_report(
            contact, mention(TRUMP, XI, mode=Mode.VISIT, start=date(2025, 9, 11)), entry(hour, publisher)
        )
    later = mention(TRUMP, XI, Status.PLANNED, Mode.VISIT, date(2025, 10, 20), "Beijing")
    assert add_report(contact, later, entry(48, "e")).status is Status.HELD


def test_a_contact_that_was_put_off_is_known_by_its_old_day() -> None:
    contact = planned_trip("ab", date(2025, 9, 30))
    off = add_report(contact, mention(TRUMP, XI, Status.POSTPONED, Mode.VISIT), entry(24, "c"))
    other = open_contact("other", mention(TRUMP, XI, Status.PLANNED, Mode.VISIT), entry(26, "d"))
    told = mention(TRUMP, XI, Status.POSTPONED, Mode.VISIT, date(2025, 9, 30))
    assert identify(told, entry(30, "e"), [off, other]).contact is off


def test_a_tour_of_lawmakers_is_one_contact_for_more_than_a_week() -> None:
    first = open_contact("tour", mention(DAINES, LI, mode=Mode.MEETING, start=date(2025, 9, 10)), entry())
    later = mention(DAINES, WANG, mode=Mode.MEETING, start=date(2025, 9, 16))
    assert identify(later, entry(6 * 24), [first]).contact is first


def test_senators_are_not_the_house() -> None:
    house = Participant(Side.US, "US House delegation", None, "us-representative")
    tour = open_contact("tour", mention(DAINES, LI, Status.PLANNED, Mode.VISIT), entry())
    found = identify(mention(house, LI, Status.CANCELLED, Mode.VISIT), entry(5), [tour])
    assert found.contact is None
    lawmakers = Participant(Side.US, "US lawmakers delegation", None, "us-representative")
    assert identify(mention(lawmakers, LI, Status.PLANNED, Mode.VISIT), entry(5), [tour]).contact is tour


def test_the_airport_is_part_of_the_leaders_visit() -> None:
    han = Participant(Side.CN, "Han Zheng", "han-zheng", "cn-vice-president")
    trip = planned_trip("ab", date(2025, 9, 11))
    arrival = mention(TRUMP, han, mode=Mode.VISIT, start=date(2025, 9, 10))
    assert identify(arrival, entry(8), [trip]).contact is trip


def test_without_day_and_place_it_is_the_summit_that_all_tell_of() -> None:
    known = planned_trip("abcdefgh", None)
    rumour = open_contact("rumour", mention(TRUMP, XI, Status.PLANNED, Mode.VISIT, None, "Florida"), entry(9, "z"))
    assert identify(mention(TRUMP, XI, Status.PLANNED, Mode.SUMMIT), entry(30, "y"), [known, rumour]).contact is known


def test_where_a_plan_goes_is_what_most_reports_say() -> None:
    contact = open_contact("a", mention(TRUMP, XI, Status.PLANNED, Mode.MEETING, place="South Korea"), entry())
    for hour, spot in ((1, "South Korea"), (2, "Gyeongju")):
        contact = add_report(
            contact, mention(TRUMP, XI, Status.PLANNED, Mode.MEETING, place=spot), entry(hour, str(hour))
        )
    assert contact.place == "South Korea"


def test_a_guest_in_the_next_city_is_on_the_same_visit() -> None:
    raimondo = Participant(Side.US, "Gina Raimondo", "gina-raimondo", "us-commerce-secretary")
    wang = Participant(Side.CN, "Wang Wentao", "wang-wentao", "cn-commerce-minister")
    chen = Participant(Side.CN, "Chen Jining", "chen-jining", "cn-party-secretary")
    beijing = mention(raimondo, wang, mode=Mode.TALKS, start=DAY.date(), place="Beijing")
    visit = open_contact("visit", beijing, entry())
    after = DAY.date() + timedelta(days=2)
    shanghai = mention(raimondo, chen, mode=Mode.MEETING, start=after, place="Shanghai")
    assert identify(shanghai, entry(48), [visit]).contact is visit
    abroad = mention(raimondo, wang, mode=Mode.MEETING, start=after, place="Bangkok")
    assert identify(abroad, entry(48), [visit]).contact is None


def test_talks_that_will_be_in_a_city_are_not_the_call_that_is_mulled() -> None:
    side, china = Participant(Side.US, "US"), Participant(Side.CN, "China")
    call = open_contact("call", mention(side, china, Status.SPECULATED, Mode.PHONE), entry())
    lutnick = Participant(Side.US, "Howard Lutnick", "howard-lutnick", "us-commerce-secretary")
    round_ = mention(lutnick, china, Status.PLANNED, Mode.TALKS, start=DAY.date() + timedelta(days=3), place="London")
    round_ = replace(round_, rules=("zh.talks",))
    assert identify(round_, entry(20), [call]).contact is None


def test_a_visit_that_was_put_off_stays_open_until_it_takes_place() -> None:
    blinken = Participant(Side.US, "Antony Blinken", "antony-blinken", "us-secretary-of-state")
    china = Participant(Side.CN, "China")
    off = open_contact("off", mention(blinken, china, Status.POSTPONED, Mode.VISIT, place="Beijing"), entry())
    again = mention(blinken, china, Status.PLANNED, Mode.VISIT, DAY.date() + timedelta(days=134), "Beijing")
    assert identify(again, entry(130 * 24), [off]).contact is off
    talks = open_contact("talks", mention(blinken, china, Status.POSTPONED, Mode.PHONE), entry())
    call = mention(blinken, china, Status.PLANNED, Mode.PHONE, DAY.date() + timedelta(days=134))
    assert identify(call, entry(130 * 24), [talks]).contact is None


def test_a_meeting_of_nobody_in_another_city_on_another_day_is_no_part_of_a_visit() -> None:
    daines = Participant(Side.US, "Steve Daines", "steve-daines", "us-senator")
    china = Participant(Side.CN, "China")
    trip = open_contact("trip", mention(daines, china, Status.PLANNED, Mode.VISIT, DAY.date(), "Beijing"), entry())
    after = DAY.date() + timedelta(days=2)
    group = mention(Participant(Side.US, "US"), china, Status.PLANNED, Mode.MEETING, after, "Guangzhou")
    assert identify(group, entry(1), [trip]).contact is None
    moved = mention(daines, china, Status.PLANNED, Mode.VISIT, after, "Guangzhou")
    assert identify(moved, entry(1), [trip]).contact is trip


def test_whom_an_ambassador_sees_next_is_no_part_of_one_visit() -> None:
    burns = Participant(Side.US, "Nicholas Burns", "nicholas-burns", "us-ambassador-to-china")
    wang = Participant(Side.CN, "Wang Wentao", "wang-wentao", "cn-commerce-minister")
    ma = Participant(Side.CN, "Ma Zhaoxu", "ma-zhaoxu", "cn-vice-foreign-minister")
    met = open_contact("met", mention(burns, wang, mode=Mode.MEETING, start=DAY.date(), place="Beijing"), entry())
    summoned = mention(burns, ma, mode=Mode.MEETING, place="Beijing")
    assert identify(summoned, entry(40), [met]).contact is None
    again = mention(burns, wang, mode=Mode.MEETING, place="Beijing")
    assert identify(again, entry(10), [met]).contact is met


def test_a_meeting_of_nobody_in_a_country_is_no_mulled_trip_of_somebody() -> None:
    rollins = Participant(Side.US, "Brooke Rollins", "brooke-rollins", "us-agriculture-secretary")
    side, china = Participant(Side.US, "US"), Participant(Side.CN, "China")
    trip = open_contact("trip", mention(rollins, china, Status.SPECULATED, Mode.VISIT, place="China"), entry())
    group = mention(side, china, Status.PLANNED, Mode.MEETING, DAY.date() + timedelta(days=5), "Guangzhou")
    assert identify(group, entry(72), [trip]).contact is None
    visit = mention(rollins, china, Status.PLANNED, Mode.VISIT, DAY.date() + timedelta(days=17), "Beijing")
    assert identify(visit, entry(72), [trip]).contact is trip


def test_an_ambassador_does_not_stand_for_teams_that_nobody_names() -> None:
    teams = mention(Participant(Side.US, "US military"), Participant(Side.CN, "Chinese military"), mode=Mode.TALKS)
    talks = open_contact("talks", teams, entry())
    burns = Participant(Side.US, "Nicholas Burns", "nicholas-burns", "us-ambassador-to-china")
    summoned = mention(burns, Participant(Side.CN, "China"), mode=Mode.MEETING)
    assert identify(summoned, entry(10), [talks]).contact is None
    told_again = mention(Participant(Side.US, "US"), Participant(Side.CN, "China"), mode=Mode.TALKS)
    assert identify(told_again, entry(10), [talks]).contact is talks


def test_no_talks_of_nobody_call_off_a_visit() -> None:
    greer = Participant(Side.US, "Jamieson Greer", "jamieson-greer", "us-trade-representative")
    sides = Participant(Side.US, "US"), Participant(Side.CN, "China")
    visit = open_contact("visit", mention(greer, sides[1], Status.PLANNED, Mode.VISIT, place="Beijing"), entry())
    denied = mention(*sides, Status.DENIED, Mode.TALKS)
    assert identify(denied, entry(10), [visit]).contact is None
    off = mention(*sides, Status.CANCELLED, Mode.VISIT, place="Beijing")
    assert identify(off, entry(10), [visit]).contact is visit


def test_a_group_of_one_field_is_nobody_of_another() -> None:
    lutnick = Participant(Side.US, "Howard Lutnick", "howard-lutnick", "us-commerce-secretary")
    call = open_contact("call", mention(lutnick, Participant(Side.CN, "China")), entry())
    commanders = Participant(Side.US, "US commanders"), Participant(Side.CN, "Chinese commanders")
    assert identify(mention(*commanders), entry(10), [call]).contact is None
    teams = Participant(Side.US, "US trade team"), Participant(Side.CN, "Chinese trade team")
    assert identify(mention(*teams), entry(10), [call]).contact is call


def test_a_plan_a_week_after_a_denial_is_a_contact_of_its_own() -> None:
    sides = Participant(Side.US, "US"), Participant(Side.CN, "China")
    denied = open_contact("denied", mention(*sides, Status.DENIED, Mode.TALKS), entry())
    again = mention(*sides, Status.DENIED, Mode.TALKS)
    assert identify(again, entry(24 * 7), [denied]).contact is denied
    planned = mention(*sides, Status.PLANNED, Mode.TALKS, DAY.date() + timedelta(days=10), "Geneva")
    assert identify(planned, entry(24 * 7), [denied]).contact is None


def test_what_was_held_on_the_day_it_was_planned_for_is_not_planned_again() -> None:
    due, later = DAY.date(), DAY.date() + timedelta(days=30)
    met = open_contact("met", mention(status=Status.PLANNED, mode=Mode.MEETING, start=due), entry())
    met = add_report(met, mention(status=Status.PLANNED, mode=Mode.MEETING, start=due), entry(1, "q"))
    met = add_report(met, mention(mode=Mode.MEETING, start=due), entry(3, "r"))
    assert met.status is Status.HELD
    visit = mention(status=Status.PLANNED, mode=Mode.VISIT, start=later, place="Washington")
    assert identify(visit, entry(24 * 20), [met]).contact is None


def test_a_call_that_was_only_mulled_months_ago_is_not_the_one_that_they_will_likely_have() -> None:
    call = open_contact("call", mention(status=Status.SPECULATED), entry())
    talk = replace(mention(status=Status.PLANNED, mode=Mode.TALKS), rules=("en.talks.base",))
    assert identify(talk, entry(24 * 3), [call]).contact is call
    assert identify(talk, entry(24 * 90), [call]).contact is None


def test_the_return_visit_that_two_agree_on_is_not_the_one_under_way() -> None:
    here = open_contact("beijing", mention(mode=Mode.VISIT, place="Beijing"), entry())
    back = mention(mode=Mode.VISIT, place="Washington", status=Status.PLANNED)
    assert identify(back, entry(12, "q"), [here]).contact is None
    assert identify(replace(back, place="Shanghai"), entry(12, "q"), [here]).contact is here


def test_a_call_after_a_meeting_in_which_they_spoke_again_is_a_second_contact() -> None:
    met = open_contact("lumpur", mention(HEGSETH, DONG, mode=Mode.MEETING, start=DAY.date(), place="KL"), entry())
    call = mention(HEGSETH, DONG, mode=Mode.TALKS, start=DAY.date() + timedelta(days=1))
    again = replace(entry(30, "q"), title="Hegseth says he and Dong spoke again")
    assert identify(call, again, [met]).contact is None
    assert identify(call, entry(30, "q"), [met]).contact is met


def test_a_chinese_verb_says_that_they_met_where_a_noun_only_names_it() -> None:
    plan = open_contact("munich", mention(mode=Mode.MEETING, status=Status.PLANNED, place="Munich"), entry())
    met = replace(mention(mode=Mode.MEETING, place="Munich"), rules=("zh.meeting.tight", "join.clause", "status.plain"))
    named = replace(met, rules=("zh.talks", "join.clause", "status.plain"))
    assert identify(met, entry(30, "q"), [plan]).mention.status is Status.HELD
    assert identify(named, entry(30, "q"), [plan]).mention.status is Status.PLANNED


def test_ministers_of_another_field_in_the_city_of_last_weeks_talks_are_another_contact() -> None:
    bessent = Participant(Side.US, "US side")
    he = Participant(Side.CN, "He Lifeng", "he-lifeng", "cn-vice-premier")
    talks = open_contact("lumpur", mention(bessent, he, mode=Mode.TALKS, place="Kuala Lumpur"), entry())
    chiefs = mention(HEGSETH, DONG, mode=Mode.MEETING, place="Kuala Lumpur")
    assert identify(chiefs, entry(90, "q"), [talks]).contact is None


def test_what_is_put_off_from_the_day_of_a_plan_is_that_plan_however_long_nobody_spoke_of_it() -> None:
    us, cn = Participant(Side.US, "US side"), Participant(Side.CN, "Chinese side")
    due = date(2025, 10, 3)
    plan = open_contact("panel", mention(us, cn, Status.PLANNED, Mode.VIDEO, due), entry())
    off = mention(us, cn, Status.POSTPONED, Mode.VIDEO, due)
    assert identify(off, entry(24 * 22, "q"), [plan]).contact is plan
    other = mention(us, cn, Status.POSTPONED, Mode.VIDEO, date(2025, 10, 9))
    assert identify(other, entry(24 * 22, "q"), [plan]).contact is None


def test_the_denial_of_talks_of_nobody_is_not_that_of_two_who_were_named_weeks_ago() -> None:
    us, cn = Participant(Side.US, "US side"), Participant(Side.CN, "Chinese side")
    lunch = open_contact("lunch", mention(RUBIO, WANG, Status.DENIED, Mode.MEETING), entry())
    talks = mention(us, cn, Status.DENIED, Mode.TALKS)
    assert identify(talks, entry(24 * 12, "q"), [lunch]).contact is None
    assert identify(talks, entry(24, "q"), [lunch]).contact is lunch
