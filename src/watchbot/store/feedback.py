"""Feedback: who said that an alert is wrong, kept for the feed and the rule that caused it."""

from datetime import datetime

from sqlalchemy import Connection, func, select

from watchbot.store.outbox import insert_new
from watchbot.store.schema import feedback


def add(connection: Connection, contact: str, chat: int, user: int, feed: str, rule: str, now: datetime) -> bool:
    """Keep one mark; False where this user has marked this contact in this chat before."""
    before = connection.scalar(
        select(feedback.c.contact).where(
            feedback.c.contact == contact, feedback.c.chat == chat, feedback.c.user == user
        )
    )
    row = {"contact": contact, "chat": chat, "user": user, "feed": feed, "rule": rule, "created": now}
    connection.execute(insert_new(connection, feedback), row)
    return before is None


def by_feed(connection: Connection) -> list[tuple[str, int]]:
    """How many marks each feed has, most first."""
    return _counted(connection, "feed")


def by_rule(connection: Connection) -> list[tuple[str, int]]:
    """How many marks each rule has, most first."""
    return _counted(connection, "rule")


def _counted(connection: Connection, name: str) -> list[tuple[str, int]]:
    column = feedback.c[name]
    rows = connection.execute(select(column, func.count()).group_by(column).order_by(func.count().desc(), column))
    return [(row[0], row[1]) for row in rows]
