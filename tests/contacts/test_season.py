"""The season that `watchbot demo` replays, read by the pure line: every mention of every entry, not only the first."""

from pathlib import Path

from watchbot.commands.detect import coder_of, detect, entry_of, line_of
from watchbot.contacts.measures import measure
from watchbot.demo.season import load_season

CONFIG = Path(__file__).parents[2] / "config"


def test_no_contact_of_the_season_is_told_as_new_twice() -> None:
    entries = {entry.id: entry for entry in load_season().entries}
    rows = [
        {
            "id": entry.id,
            "lang": entry.lang,
            "publisher": entry.publisher,
            "published": entry.published.isoformat(),
            "title": entry.title,
            "summary": entry.summary,
        }
        for entry in entries.values()
    ]
    coder = coder_of(CONFIG)
    lines = [line_of(d, coder.roster) for d in detect(coder, [entry_of(row) for row in rows])]
    told = [entries[line["id"]].truth.contact for line in lines if line["alert"] == "new"]
    assert len(told) > 5
    assert [contact for contact in set(told) if contact and told.count(contact) > 1] == []


def test_the_season_is_read_as_it_happened() -> None:
    rows = [
        {
            "id": entry.id,
            "lang": entry.lang,
            "publisher": entry.publisher,
            "published": entry.published.isoformat(),
            "title": entry.title,
            "summary": entry.summary,
            "status": entry.truth.status.value if entry.truth.status else "none",
            "contact_id": entry.truth.contact,
            **dict.fromkeys(("mode", "date", "place")),
            **{key: [] for key in ("us", "cn", "issues")},
        }
        for entry in load_season().entries
    ]
    coder = coder_of(CONFIG)
    got = measure(rows, [line_of(d, coder.roster) for d in detect(coder, [entry_of(row) for row in rows])])
    assert got["false_alerts"] == 0
    assert got["contacts_found"] == 1
    assert (got["new_alerts_per_contact"] <= 1, got["b3_f1"] >= 0.98, got["status"] >= 0.99) == (True, True, True), got
