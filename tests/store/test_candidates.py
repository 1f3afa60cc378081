"""The store's candidates are those of identity: the same question, once in SQL and once in Python."""

from dataclasses import replace
from datetime import timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import Connection
from tests.model import MORNING, contact

from watchbot.contacts.windows import is_candidate
from watchbot.model import Contact, Status
from watchbot.store import Database, contacts


@pytest.fixture(scope="module")
def database(tmp_path_factory: pytest.TempPathFactory) -> Database:
    return Database.open(f"sqlite:///{tmp_path_factory.mktemp('store') / 'w.db'}")


@st.composite
def known(draw: st.DrawFn) -> Contact:
    """A contact of any status, last told of and dated some days before or after."""
    seen = MORNING - timedelta(days=draw(st.integers(0, 400)))
    start = draw(st.none() | st.integers(-300, 100))
    day = None if start is None else (MORNING + timedelta(days=start)).date()
    return contact(draw(st.sampled_from(list(Status))), last_seen=seen, start=day, end=day)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=60)
@given(made=st.lists(known(), min_size=1, max_size=6))
def test_sql_and_identity_agree_on_who_is_a_candidate(database: Database, made: list[Contact]) -> None:
    named = [replace(made[n % len(made)], id=f"c{n}") for n in range(6)]  # all six, so that no earlier example stays

    def ask(connection: Connection) -> set[str]:
        for one in named:
            contacts.save(connection, one)
        return {one.id for one in contacts.candidates(connection, MORNING)}

    assert database.transact(ask) == {one.id for one in named if is_candidate(one, MORNING)}
