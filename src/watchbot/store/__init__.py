"""The SQL: schema, queries, migrations (SQLAlchemy Core, Alembic). SQLite in WAL mode, or PostgreSQL."""

from watchbot.store.database import Database

__all__ = ["Database"]
