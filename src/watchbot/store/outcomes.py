"""What became of a send, put on record: each function is one line of the table in `delivery.pump`.

Recording is what closes the window in which a crash could repeat a message, so these are small and run together with
the next claim in one commit.
"""

from datetime import datetime

from sqlalchemy import ColumnElement, Connection, and_, delete, update

from watchbot.model import AlertKind, ChatKey, DeliveryKind, DeliveryState
from watchbot.store.outbox import WAITING, Claimed
from watchbot.store.schema import chats, deliveries, live_messages

OPENS = frozenset({AlertKind.CONTACT_NEW, AlertKind.CONTACT_CHANGE, AlertKind.LIVE_COUNTDOWN})


def sent(connection: Connection, claimed: Claimed, message: int, rendered: str, now: datetime) -> None:
    """Telegram took it as `message`. The first message about a subject becomes its live message in that chat."""
    delivery = claimed.delivery
    connection.execute(
        update(deliveries)
        .where(deliveries.c.id == delivery.id)
        .values(state=DeliveryState.SENT.value, message=message, sent=now)
    )
    if delivery.kind is DeliveryKind.EDIT:
        connection.execute(update(live_messages).where(_live(claimed)).values(rendered=rendered, updated=now))
    elif delivery.kind is DeliveryKind.SEND and claimed.alert_kind in OPENS:
        connection.execute(delete(live_messages).where(_live(claimed)))
        connection.execute(
            live_messages.insert(),
            {
                "subject": claimed.subject,
                "chat": delivery.chat.chat,
                "thread": delivery.chat.thread,
                "message": message,
                "rendered": rendered,
                "updated": now,
            },
        )


def again(connection: Connection, claimed: Claimed, due: datetime, error: str) -> None:
    """Not through: try again from `due` on."""
    _close(connection, claimed, DeliveryState.PENDING, error, due)


def failed(connection: Connection, claimed: Claimed, error: str) -> None:
    """Given up for good: refused in every form, or too old."""
    _close(connection, claimed, DeliveryState.FAILED, error)


def dropped(connection: Connection, claimed: Claimed, reason: str) -> None:
    """Nothing to send after all, and `reason` says why."""
    _close(connection, claimed, DeliveryState.DROPPED, reason)


def gone(connection: Connection, claimed: Claimed, reason: str) -> None:
    """Somebody deleted the live message: forget it, so that the next change is told by a message of its own."""
    connection.execute(delete(live_messages).where(_live(claimed)))
    _close(connection, claimed, DeliveryState.DROPPED, reason)


def deactivate(connection: Connection, key: ChatKey, reason: str, now: datetime, *, topic_only: bool = False) -> None:
    """The chat (or just its topic) is lost: kept with its settings, inactive; what waits for it is dropped."""
    ours = and_(chats.c.chat == key.chat, chats.c.thread == key.thread) if topic_only else chats.c.chat == key.chat
    connection.execute(update(chats).where(ours).values(active=False, inactive_reason=reason, updated=now))
    theirs = deliveries.c.chat == key.chat
    if topic_only:
        theirs = and_(theirs, deliveries.c.thread == key.thread)
    connection.execute(
        update(deliveries)
        .where(theirs, deliveries.c.state.in_([state.value for state in (*WAITING, DeliveryState.SENDING)]))
        .values(state=DeliveryState.DROPPED.value, error=f"chat inactive: {reason}")
    )


def _close(
    connection: Connection, claimed: Claimed, state: DeliveryState, error: str, due: datetime | None = None
) -> None:
    values: dict[str, object] = {"state": state.value, "error": error}
    if due is not None:
        values["due"] = due
    connection.execute(update(deliveries).where(deliveries.c.id == claimed.delivery.id).values(**values))


def _live(claimed: Claimed) -> ColumnElement[bool]:
    key = claimed.delivery.chat
    return and_(
        live_messages.c.subject == claimed.subject,
        live_messages.c.chat == key.chat,
        live_messages.c.thread == key.thread,
    )
