"""The same store on PostgreSQL, where its server programs are on the path; the schema and the queries are one."""

import os
import shutil
import socket
import subprocess
from collections.abc import Iterator
from datetime import UTC, datetime

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from sqlalchemy import insert, select

from watchbot.store import Database
from watchbot.store.schema import journal, metadata

INITDB = shutil.which("initdb")
SERVER = shutil.which("postgres")

pytestmark = pytest.mark.skipif(not (INITDB and SERVER), reason="no PostgreSQL server on the path")


@pytest.fixture(scope="module")
def postgres_url(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """A throw-away cluster on loopback; PostgreSQL refuses to run as root, so root lends it to `nobody`."""
    home = tmp_path_factory.mktemp("pg")
    as_user: dict[str, int] = {}
    if os.geteuid() == 0:
        import pwd

        nobody = pwd.getpwnam("nobody")
        as_user = {"user": nobody.pw_uid, "group": nobody.pw_gid}
        os.chown(home, nobody.pw_uid, nobody.pw_gid)
        for parent in list(home.parents)[:2]:
            parent.chmod(0o755)
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    data = home / "data"
    made = subprocess.run(
        [str(INITDB), "-D", str(data), "-U", "watchbot", "-A", "trust", "-E", "UTF8", "--no-sync"],
        capture_output=True,
        text=True,
        check=False,
        **as_user,  # type: ignore[call-overload]
    )
    if made.returncode:
        pytest.skip(f"initdb failed here: {made.stderr.strip().splitlines()[-1]}")
    server = subprocess.Popen(
        [str(SERVER), "-D", str(data), "-p", str(port), "-k", str(home), "-h", "127.0.0.1", "-F"],
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        **as_user,  # type: ignore[call-overload]
    )
    try:
        _wait_until_ready(port)
        yield f"postgres://watchbot@127.0.0.1:{port}/postgres"
    finally:
        server.terminate()
        server.wait(20)


def _wait_until_ready(port: int) -> None:
    import time

    import psycopg

    for _ in range(100):
        try:
            psycopg.connect(host="127.0.0.1", port=port, user="watchbot", dbname="postgres").close()
            return
        except psycopg.OperationalError:
            time.sleep(0.1)
    raise RuntimeError("PostgreSQL did not come up within 10 s")


def test_migrations_lead_to_exactly_the_schema_on_postgresql(postgres_url: str) -> None:
    opened = Database.open(postgres_url)
    with opened.begin() as connection:
        context = MigrationContext.configure(connection, opts={"compare_type": True})
        assert compare_metadata(context, metadata) == []
    opened.close()


def test_moments_survive_postgresql(postgres_url: str) -> None:
    moment = datetime(2025, 9, 10, 14, 5, 1, 250_001, tzinfo=UTC)
    opened = Database.open(postgres_url)
    with opened.begin() as connection:
        connection.execute(insert(journal).values(at=moment, what="call", body={"place": "北京"}))
    with opened.begin() as connection:
        row = connection.execute(select(journal.c.at, journal.c.body)).one()
    opened.close()
    assert (moment, {"place": "北京"}) == (row.at, row.body)


def test_opening_the_same_postgresql_twice_migrates_once(postgres_url: str) -> None:
    for _ in range(2):
        Database.open(postgres_url).close()
    opened = Database.open(postgres_url)
    with opened.begin() as connection:
        assert connection.exec_driver_sql("select count(*) from alembic_version").scalar() == 1
    opened.close()
