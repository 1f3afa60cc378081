"""The configuration that watchbot ships with: that it is sound, and that it says what was so."""

from collections import Counter
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest

from watchbot.config import Config, load
from watchbot.model import FeedKind, Settings, Side

FOLDER = Path(__file__).parents[2] / "config"
ISSUES = (
    "tariffs truce fentanyl tiktok rare-earths chips taiwan south-china-sea agriculture military port-fees "
    "ukraine iran north-korea visas ai"
)


@pytest.fixture(scope="module")
def shipped() -> Config:
    return load(FOLDER)


@pytest.mark.parametrize(
    ("office", "day", "holders"),
    [
        ("us-president", date(2025, 1, 19), ["joe-biden"]),
        ("us-president", date(2025, 1, 20), ["donald-trump"]),
        ("us-president", date(2020, 1, 1), ["donald-trump"]),
        ("us-president-elect", date(2025, 1, 17), ["donald-trump"]),
        ("us-vice-president-elect", date(2025, 1, 19), ["jd-vance"]),
        ("us-defense-secretary", date(2025, 9, 9), ["pete-hegseth"]),
        ("us-defense-secretary", date(2024, 5, 31), ["lloyd-austin"]),
        ("us-secretary-of-state", date(2025, 9, 10), ["marco-rubio"]),
        ("us-treasury-secretary", date(2025, 10, 18), ["scott-bessent"]),
        ("us-treasury-secretary", date(2025, 1, 24), []),
        ("us-national-security-adviser", date(2025, 4, 1), ["mike-waltz"]),
        ("us-national-security-adviser", date(2025, 6, 1), ["marco-rubio"]),
        ("us-ambassador-to-china", date(2025, 9, 1), ["david-perdue"]),
        ("cn-president", date(2025, 10, 30), ["xi-jinping"]),
        ("cn-premier", date(2023, 3, 10), ["li-keqiang"]),
        ("cn-premier", date(2025, 9, 21), ["li-qiang"]),
        ("cn-foreign-minister", date(2023, 6, 18), ["qin-gang"]),
        ("cn-foreign-minister", date(2025, 10, 27), ["wang-yi"]),
        ("cn-defense-minister", date(2023, 9, 1), ["li-shangfu"]),
        ("cn-defense-minister", date(2025, 10, 31), ["dong-jun"]),
        ("cn-international-trade-representative", date(2025, 4, 15), ["wang-shouwen"]),
        ("cn-international-trade-representative", date(2025, 8, 29), ["li-chenggang"]),
        ("cn-ambassador-to-us", date(2022, 6, 1), ["qin-gang"]),
        ("cn-ambassador-to-us", date(2025, 9, 1), ["xie-feng"]),
    ],
)
def test_an_office_is_held_by_who_held_it_that_day(shipped: Config, office: str, day: date, holders: list[str]) -> None:
    assert holders == [actor.id for actor in shipped.roster.holders(office, day)]


def test_a_hundred_officials_of_both_sides_are_known(shipped: Config) -> None:
    sides = Counter(actor.side for actor in shipped.roster.actors.values())
    assert min(sides[Side.US], sides[Side.CN]) >= 60


def test_every_official_has_names_in_all_four_languages(shipped: Config) -> None:
    languages = {"en", "zh-Hans", "zh-Hant", "ko"}
    assert not [actor.id for actor in shipped.roster.actors.values() if set(actor.names) != languages]


def test_every_office_was_held_by_somebody(shipped: Config) -> None:
    held = {tenure.office for actor in shipped.roster.actors.values() for tenure in actor.tenures}
    assert not [office for office in shipped.roster.offices if office not in held]


def test_the_issues_are_those_that_chats_can_follow(shipped: Config) -> None:
    assert ISSUES.split() == [issue.id for issue in shipped.issues]


def test_every_issue_has_a_label_and_terms_in_all_four_languages(shipped: Config) -> None:
    languages = {"en", "zh-Hans", "zh-Hant", "ko"}
    assert not [issue.id for issue in shipped.issues if set(issue.names) != languages or set(issue.terms) != languages]


def test_the_truce_ran_out_on_the_dates_that_were_announced(shipped: Config) -> None:
    truce = next(deadline for deadline in shipped.deadlines if deadline.id == "truce")
    ends = [
        datetime(2025, 8, 12, 4, 1, tzinfo=UTC),
        datetime(2025, 11, 10, 5, 1, tzinfo=UTC),
        datetime(2026, 11, 10, 5, 1, tzinfo=UTC),
    ]
    assert ends == [revision.expires.astimezone(UTC) for revision in truce.revisions]


@pytest.mark.parametrize(
    ("deadline", "end"),
    [
        ("rare-earth-controls", date(2026, 11, 10)),
        ("port-fees", date(2026, 11, 10)),
        ("affiliates-rule", date(2026, 11, 9)),
        ("farm-tariffs", date(2026, 12, 31)),
    ],
)
def test_what_stands_beside_the_truce_has_its_own_end(shipped: Config, deadline: str, end: date) -> None:
    found = next(item for item in shipped.deadlines if item.id == deadline)
    assert [end] == [revision.expires.date() for revision in found.revisions]


def test_both_governments_speak_through_feeds_of_their_own(shipped: Config) -> None:
    publishers = {feed.publisher for feed in shipped.feeds if feed.kind is FeedKind.READOUT}
    official = {
        "US Department of State",
        "The White House",
        "US Trade Representative",
        "US Department of the Treasury",
        "US Department of War",
        "外交部",
        "商务部",
        "新华社",
    }
    assert official == official & publishers


def test_feeds_come_in_five_languages(shipped: Config) -> None:
    assert {"en", "zh-Hans", "zh-Hant", "ko", "ja"} == {feed.lang for feed in shipped.feeds}


def test_at_least_48_feeds_are_polled_at_most_every_half_hour(shipped: Config) -> None:
    half_an_hour = timedelta(minutes=30)
    assert len([feed for feed in shipped.feeds if feed.interval <= half_an_hour]) >= 48


def test_the_shipped_settings_are_the_defaults(shipped: Config) -> None:
    assert Settings() == shipped.settings
