"""The database commits a unit of work whole or not at all, and brings any older schema up to date."""

import asyncio
from datetime import UTC, datetime, timedelta, timezone
from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import Connection, Integer, insert, select
from sqlalchemy.exc import OperationalError, StatementError

from watchbot.store import Database
from watchbot.store.database import engine_url, upgrade
from watchbot.store.schema import HEAD, Moment, facts, journal, metadata


def remember(connection: Connection, name: str) -> None:
    connection.execute(insert(facts).values(name=name, value={"seen": True}))


def names(connection: Connection) -> list[str]:
    return list(connection.scalars(select(facts.c.name)))


def test_migrations_lead_to_exactly_the_schema(database: Database) -> None:
    with database.begin() as connection:
        metadata.drop_all(connection)
        connection.exec_driver_sql("DROP TABLE alembic_version")
        upgrade(connection)
        context = MigrationContext.configure(connection, opts={"compare_type": True})
        assert compare_metadata(context, metadata) == []
        assert context.get_current_revision() == HEAD


def test_a_new_database_counts_as_migrated(database: Database) -> None:
    with database.begin() as connection:
        assert MigrationContext.configure(connection).get_current_revision() == HEAD


def test_a_database_without_a_version_is_migrated(tmp_path: Path) -> None:
    url = f"sqlite:///{tmp_path / 'w.db'}"
    first = Database.open(url)
    with first.begin() as connection:
        metadata.drop_all(connection)
        connection.exec_driver_sql("DELETE FROM alembic_version")
        facts.create(connection)
    with pytest.raises(OperationalError, match="already exists"):
        Database.open(url)
    with first.begin() as connection:
        facts.drop(connection)
    first.close()
    again = Database.open(url)
    again.transact(lambda connection: remember(connection, "kept"))
    again.close()


def test_work_that_raises_leaves_no_trace(database: Database) -> None:
    def fail(connection: Connection) -> None:
        remember(connection, "half")
        raise RuntimeError("boom")

    with pytest.raises(RuntimeError, match="boom"):
        database.transact(fail)
    assert database.transact(names) == []


async def test_concurrent_units_of_work_all_commit(database: Database) -> None:
    def work(n: int) -> object:
        return database.run(lambda connection: remember(connection, f"fact-{n}"))

    await asyncio.gather(*(work(n) for n in range(20)))  # type: ignore[arg-type]
    assert len(await database.run(names)) == 20


def test_what_was_committed_is_there_after_reopening(tmp_path: Path) -> None:
    url = f"sqlite:///{tmp_path / 'w.db'}"
    first = Database.open(url)
    first.transact(lambda connection: remember(connection, "kept"))
    first.close()
    again = Database.open(url)
    assert again.transact(names) == ["kept"]
    again.close()


def test_sqlite_runs_in_wal_mode(database: Database) -> None:
    with database.begin() as connection:
        assert connection.exec_driver_sql("PRAGMA journal_mode").scalar() == "wal"


def test_a_naive_moment_is_refused(database: Database) -> None:
    naive = datetime(2025, 9, 11, 8, 30)  # noqa: DTZ001
    with pytest.raises(StatementError, match="must carry a time zone"):
        database.transact(lambda c: c.execute(insert(journal).values(at=naive, what="x", body={})))


@given(
    st.datetimes(min_value=datetime(1990, 1, 1), max_value=datetime(2100, 1, 1)),  # noqa: DTZ001
    st.integers(min_value=-14 * 60, max_value=14 * 60),
)
def test_a_moment_comes_back_as_the_same_instant(wall: datetime, offset: int) -> None:
    moment = wall.replace(tzinfo=timezone(timedelta(minutes=offset)))
    column = Moment()
    stored = column.process_bind_param(moment, None)  # type: ignore[arg-type]
    assert column.process_result_value(stored, None) == moment  # type: ignore[arg-type]
    assert isinstance(stored, int)
    assert column.process_result_value(stored, None).tzinfo is UTC  # type: ignore[arg-type, union-attr]


def test_an_integer_column_holds_the_moment() -> None:
    assert issubclass(Moment.impl, Integer)


@pytest.mark.parametrize(
    ("given_url", "expected"),
    [
        ("postgres://u:p@h/d", "postgresql+psycopg://u:p@h/d"),
        ("postgresql://u:p@h/d", "postgresql+psycopg://u:p@h/d"),
        ("sqlite:///watchbot.db", "sqlite:///watchbot.db"),
    ],
)
def test_the_addresses_that_hosts_hand_out_name_the_driver(given_url: str, expected: str) -> None:
    assert engine_url(given_url) == expected
