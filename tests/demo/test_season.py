"""The season's record: enough of it, in the right languages, and true to what happened."""

from collections import Counter, defaultdict
from datetime import UTC, date, timedelta
from pathlib import Path

import pytest

from watchbot.demo.season import Season, load_season
from watchbot.model import FeedKind, Status


@pytest.fixture(scope="module")
def season() -> Season:
    return load_season()


def required(season: Season) -> list[str]:
    return [o.id for o in season.occurrences if o.required]


def carriers(season: Season) -> dict[str, set[tuple[str, str]]]:
    told: dict[str, set[tuple[str, str]]] = defaultdict(set)
    for entry in season.entries:
        for contact in filter(None, (entry.truth.contact, *(also for also, _ in entry.truth.also))):
            told[contact].add((entry.publisher, entry.lang))
    return told


def test_the_season_has_at_least_420_entries(season: Season) -> None:
    assert len(season.entries) >= 420


def test_most_entries_tell_of_no_contact(season: Season) -> None:
    assert sum(e.truth.contact is None for e in season.entries) > len(season.entries) / 2


def test_at_least_twelve_publishers_have_a_feed_and_four_of_them_write_chinese_or_korean(season: Season) -> None:
    publishers = {f.publisher: f.lang for f in season.feeds}
    assert len(publishers) >= 12
    assert sum(lang != "en" for lang in publishers.values()) >= 4


def test_all_four_languages_and_all_three_formats_occur(season: Season) -> None:
    assert {f.lang for f in season.feeds} == {"en", "zh-Hans", "zh-Hant", "ko"}
    assert {f.format for f in season.feeds} == {"rss", "atom", "rdf"}


def test_both_governments_speak_for_themselves(season: Season) -> None:
    assert {f.side for f in season.feeds if f.kind is FeedKind.READOUT} == {"us", "cn"}


def test_each_required_contact_is_carried_by_four_publishers_in_two_languages(season: Season) -> None:
    told = carriers(season)
    weak = {
        contact: told[contact]
        for contact in required(season)
        if len({p for p, _ in told[contact]}) < 4 or len({lang for _, lang in told[contact]}) < 2
    }
    assert weak == {}


def test_every_contact_that_an_entry_tells_is_on_record_or_older_than_the_season(season: Season) -> None:
    known = {o.id for o in season.occurrences} | {"2025-08-27-li-chenggang-washington"}
    assert set(carriers(season)) <= known


def test_no_entry_reports_a_contact_as_held_before_it_took_place(season: Season) -> None:
    first = {o.id: o.first for o in season.occurrences}
    early = [
        e.id
        for e in season.entries
        for contact, status in ((e.truth.contact, e.truth.status), *e.truth.also)
        if contact in first and status is Status.HELD and e.published.date() < first[contact] - timedelta(days=1)
    ]
    assert early == []


def test_the_busan_summit_is_planned_from_the_day_of_the_call_on(season: Season) -> None:
    plans = [
        e.published.astimezone(UTC).date()
        for e in season.entries
        if ("2025-10-30-busan-summit", Status.PLANNED) in ((e.truth.contact, e.truth.status), *e.truth.also)
    ]
    assert plans[0] == date(2025, 9, 19)


def test_no_identifier_occurs_twice_in_a_feed(season: Season) -> None:
    twice = [key for key, count in Counter((e.feed, e.id) for e in season.entries).items() if count > 1]
    assert twice == []


def test_links_point_to_reserved_names_only(season: Season) -> None:
    assert [e.link for e in season.entries if e.link.split("/")[2].rpartition(".")[2] != "example"] == []


def test_an_entry_in_another_feeds_file_is_refused_with_its_line(tmp_path: Path) -> None:
    (tmp_path / "happened.toml").write_text("start = 2025-09-08T00:00:00Z\nend = 2025-09-09T00:00:00Z\ncontact = []\n")
    (tmp_path / "feeds.toml").write_text(
        '[[feed]]\nid = "a"\npublisher = "A"\ntitle = "A"\nlanguage = "en"\n'
        'kind = "press"\nformat = "rss"\nwindow = 20\n'
    )
    (tmp_path / "a.jsonl").write_text(
        '{"feed": "b", "id": "1", "published": "2025-09-08T10:00:00+00:00", "title": "", "summary": "",'
        ' "link": "", "lang": "en", "publisher": "A", "truth": {"contact": null, "status": null}}\n'
    )
    with pytest.raises(ValueError, match=r"^a\.jsonl:1: feed is 'b', expected 'a'$"):
        load_season(tmp_path)
