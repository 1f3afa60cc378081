"""The measured quality on labelled entries: a score that falls is a failure."""

import tomllib
from pathlib import Path

import orjson
import pytest

from watchbot.commands.detect import coder_of, detect, entry_of, line_of
from watchbot.contacts.keywords import keyword_lines
from watchbot.contacts.measures import measure

DATA = Path(__file__).parents[1] / "data"
SCORES = tomllib.loads((DATA / "scores.toml").read_text("utf-8"))


@pytest.mark.parametrize("name", sorted(SCORES))
def test_no_score_falls(name: str) -> None:
    rows = [orjson.loads(line) for line in (DATA / f"{name}.jsonl").read_bytes().splitlines()]
    coder = coder_of(DATA.parents[1] / "config")
    got = measure(rows, [line_of(d, coder.roster) for d in detect(coder, [entry_of(row) for row in rows])])
    fallen = {key: got[key] for key, least in SCORES[name]["least"].items() if got[key] < least}
    risen = {key: got[key] for key, most in SCORES[name]["most"].items() if got[key] > most}
    assert (fallen, risen) == ({}, {})


def test_a_keyword_filter_does_worse_than_detection_on_entries_kept_apart() -> None:
    rows = [orjson.loads(line) for line in (DATA / "heldout.jsonl").read_bytes().splitlines()]
    assert measure(rows, keyword_lines(rows))["f1"] < SCORES["heldout"]["least"]["f1"]
