"""The database: one engine, one writer thread, every unit of work one transaction.

Why a thread of its own: SQLite allows one writer, and a commit waits for the disk. Work that runs here never blocks the
event loop, and a unit of work either commits whole (contact, alert and deliveries together) or leaves no trace.
"""

import asyncio
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from pathlib import Path
from typing import Any, TypeVar

from sqlalchemy import (
    Column,
    Connection,
    Engine,
    MetaData,
    String,
    Table,
    create_engine,
    event,
    insert,
    inspect,
    select,
)
from sqlalchemy.engine import make_url
from sqlalchemy.pool import QueuePool

from watchbot.store.schema import HEAD, metadata

T = TypeVar("T")
# Where Alembic keeps the schema's version; a table of its own, in its own form.
_VERSIONS = Table("alembic_version", MetaData(), Column("version_num", String(32), primary_key=True))
DEFAULT_URL = "sqlite:///watchbot.db"


def engine_url(url: str) -> str:
    """Accept the forms in which hosts hand out database addresses (`postgres://…`) and name the driver."""
    for prefix in ("postgres://", "postgresql://"):
        if url.startswith(prefix):
            return "postgresql+psycopg://" + url.removeprefix(prefix)
    return url


class Database:
    """Opened with `Database.open(url)`, which also brings the schema up to date. Closed with `close()`.

    `run` is for the event loop, `transact` and `begin` for synchronous callers. Work gets a `Connection` inside a
    transaction; what it raises rolls the transaction back and reaches the caller.
    """

    def __init__(self, engine: Engine) -> None:
        self.engine = engine
        self._writer = ThreadPoolExecutor(max_workers=1, thread_name_prefix="store")

    @classmethod
    def open(cls, url: str = DEFAULT_URL) -> "Database":
        """Connect to `url` (SQLAlchemy form) and migrate to the newest schema.

        Raises:
            sqlalchemy.exc.SQLAlchemyError: the database can't be reached or opened.
        """
        target = make_url(engine_url(url))
        if target.get_backend_name() == "sqlite":
            engine = create_engine(
                target,
                connect_args={"check_same_thread": False, "timeout": 30},
                poolclass=QueuePool,
                pool_size=2,
            )
            event.listen(engine, "connect", _prepare_sqlite)
            event.listen(engine, "begin", _begin_sqlite)
        else:
            engine = create_engine(target, pool_pre_ping=True, pool_size=2)
        database = cls(engine)
        database._migrate()
        return database

    async def run(self, work: Callable[[Connection], T]) -> T:
        """Run `work` in one transaction on the writer thread; commits when it returns.

        A cancelled caller does not stop work that has begun: it commits or fails as a whole.
        """
        return await asyncio.get_running_loop().run_in_executor(self._writer, self.transact, work)

    def transact(self, work: Callable[[Connection], T]) -> T:
        """The same for synchronous callers, on the calling thread."""
        with self.begin() as connection:
            return work(connection)

    @contextmanager
    def begin(self) -> Iterator[Connection]:
        """A connection inside a transaction."""
        with self.engine.begin() as connection:
            yield connection

    def close(self) -> None:
        """Finish the work in flight, then close every connection."""
        self._writer.shutdown(wait=True)
        self.engine.dispose()

    def _migrate(self) -> None:
        """Make the tables in a new database, upgrade older ones; Alembic is loaded only where it has work to do."""
        with self.engine.begin() as connection:
            tables = set(inspect(connection).get_table_names())
            if not tables & metadata.tables.keys():
                metadata.create_all(connection)
                _VERSIONS.create(connection, checkfirst=True)
                connection.execute(insert(_VERSIONS).values(version_num=HEAD))
            elif _version(connection, tables) != HEAD:
                upgrade(connection)


def upgrade(connection: Connection) -> None:
    """Run the migrations that are missing, in the caller's transaction."""
    from alembic import command
    from alembic.config import Config as AlembicConfig

    config = AlembicConfig()
    config.set_main_option("script_location", str(Path(__file__).parent / "migrations").replace("%", "%%"))
    config.attributes["connection"] = connection
    command.upgrade(config, "head")


def _version(connection: Connection, tables: set[str]) -> str | None:
    return connection.scalar(select(_VERSIONS.c.version_num)) if _VERSIONS.name in tables else None


def _prepare_sqlite(connection: Any, _record: Any) -> None:
    """Autocommit at driver level (we begin ourselves), WAL so readers never wait, FULL so a power cut loses nothing."""
    connection.isolation_level = None
    cursor = connection.cursor()
    for pragma in ("journal_mode=WAL", "synchronous=FULL", "foreign_keys=ON", "temp_store=MEMORY"):
        cursor.execute(f"PRAGMA {pragma}")
    cursor.close()


def _begin_sqlite(connection: Connection) -> None:
    """Take the write lock at once: a read that later turns into a write could otherwise fail as busy."""
    connection.exec_driver_sql("BEGIN IMMEDIATE")
