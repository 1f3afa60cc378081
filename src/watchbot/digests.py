"""The digest ticker: chats whose digest is due get one, in the transaction that says when the next is.

A digest covers the span since the last one, so a day of downtime makes one longer digest and not two.
"""

from datetime import datetime, timedelta

from sqlalchemy import Connection

from watchbot.model import Alert, AlertKind, AlertReason, Chat, DeliveryKind
from watchbot.store import chats, outbox

DAY, WEEK = timedelta(days=1), timedelta(days=7)


def tick(connection: Connection, now: datetime) -> int:
    """Raise every digest that is due; returns how many."""
    due = chats.digests_due(connection, now)
    for chat, moment in due:
        _raise(connection, chat, moment, now)
        chats.set_next_digest(connection, chat, now)
    return len(due)


def _raise(connection: Connection, chat: Chat, due: datetime, now: datetime) -> None:
    weekly = chat.digest is not None and chat.digest.weekday is not None
    since = chats.last_digest(connection, chat.key) or now - (WEEK if weekly else DAY)
    alert = Alert(
        key=f"digest:{chat.key.chat}:{chat.key.thread}:{due.isoformat()}",
        kind=AlertKind.DIGEST,
        reason=AlertReason.DIGEST_DUE,
        subject=f"digest:{chat.key.chat}:{chat.key.thread}",
        created=now,
        payload={"since": since.isoformat(), "until": now.isoformat()},
    )
    outbox.enqueue(connection, alert, [(chat.key, DeliveryKind.SEND, now)])
