"""Bulk: many rows into a table in one statement, without what SQLAlchemy does for each row.

Why: a first poll brings thirty entries a feed, and turning each into parameters costs twice what the database takes to
keep them. Values go to the driver as they are, so the caller gives them in the form that is stored.
"""

from collections.abc import Sequence
from functools import lru_cache
from typing import Any

from sqlalchemy import Connection, Dialect, Table, insert


def insert_rows(
    connection: Connection, table: Table, columns: tuple[str, ...], rows: Sequence[tuple[Any, ...]]
) -> None:
    """Insert `rows`, whose values stand in the order of `columns`."""
    statement, positional = _statement(connection.dialect, table, columns)
    if positional:
        connection.exec_driver_sql(statement, list(rows))
    else:
        connection.exec_driver_sql(statement, [dict(zip(columns, row, strict=True)) for row in rows])


@lru_cache(maxsize=16)
def _statement(dialect: Dialect, table: Table, columns: tuple[str, ...]) -> tuple[str, bool]:
    compiled = insert(table).values(dict.fromkeys(columns)).compile(dialect=dialect, column_keys=list(columns))
    order = tuple(getattr(compiled, "positiontup", None) or ())
    if order and order != columns:
        raise ValueError(f"{table.name}: columns must be given in the order of the table: {', '.join(order)}")
    return str(compiled), bool(order)
