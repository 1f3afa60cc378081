"""Fixtures that every stage's tests share: a real SQLite file, and a moment that is not the machine's."""

from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest

from watchbot.store import Database


@pytest.fixture
def database(tmp_path: Path) -> Iterator[Database]:
    """A migrated SQLite file of this test's own."""
    opened = Database.open(f"sqlite:///{tmp_path / 'watchbot.db'}")
    yield opened
    opened.close()


@pytest.fixture
def now() -> datetime:
    """A moment of the season: the morning after the Wang–Rubio call."""
    return datetime(2025, 9, 11, 8, 30, tzinfo=UTC)
