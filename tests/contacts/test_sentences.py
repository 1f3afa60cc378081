"""Sentences of our own, each with the status that it must get; `tests/data/sentences.tsv`, one a line."""

from datetime import UTC, datetime
from pathlib import Path

import pytest

from watchbot.commands.detect import coder_of
from watchbot.contacts import Coder
from watchbot.model import Entry, Status

ROOT = Path(__file__).parents[2]
DAY = datetime(2026, 1, 20, 12, tzinfo=UTC)
LINES = [line.split("\t") for line in (ROOT / "tests/data/sentences.tsv").read_text("utf-8").splitlines()]


@pytest.fixture(scope="module")
def coder() -> Coder:
    return coder_of(ROOT / "config")


@pytest.mark.parametrize("line", LINES, ids=[line[2][:40] for line in LINES])
def test_a_sentence_gets_its_status(coder: Coder, line: list[str]) -> None:
    lang, expected, title, *rest = line
    coding = coder.code(Entry("e", "f", "p", DAY, DAY, title, rest[0] if rest else "", lang=lang))
    got = coding.mentions[0].status.value if coding.mentions else "none"
    doubtful = expected == "none" and got == Status.SPECULATED.value
    assert got == expected or doubtful, coding.rule
