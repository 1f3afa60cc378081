"""Chats that change their id: a group upgraded to a supergroup keeps its subscription and what waits for it.

Live messages don't move: Telegram counts a supergroup's messages anew and refuses edits under the old id, so an old
message number would name somebody else's message there. The next change is told by a message of its own.
"""

from typing import Any

from sqlalchemy import Connection, Table, and_, delete, exists, update

from watchbot.store.schema import chats, deliveries, feedback, live_messages, reminders

MOVED: tuple[tuple[Table, tuple[str, ...]], ...] = (
    (chats, ("thread",)),
    (deliveries, ("alert", "thread", "kind")),
    (reminders, ("deadline", "revision", "milestone", "thread")),
    (feedback, ("contact", "user")),
)


def migrate(connection: Connection, old: int, new: int) -> None:
    """Move everything of chat `old` to `new`. Safe to repeat; where both have a row, the new chat's stays."""
    for table, keys in MOVED:
        twin = table.alias()
        same: Any = and_(twin.c.chat == new, *(twin.c[key] == table.c[key] for key in keys))
        connection.execute(delete(table).where(table.c.chat == old, exists().where(same)))
        connection.execute(update(table).where(table.c.chat == old).values(chat=new))
    connection.execute(update(chats).where(chats.c.chat == new, chats.c.kind == "group").values(kind="supergroup"))
    connection.execute(delete(live_messages).where(live_messages.c.chat == old))


def forget(connection: Connection, chat: int, thread: int | None = None) -> None:
    """Delete what the outbox keeps of a chat, or of one topic of it."""
    for table in (deliveries, live_messages):
        theirs = table.c.chat == chat
        connection.execute(delete(table).where(theirs if thread is None else and_(theirs, table.c.thread == thread)))
