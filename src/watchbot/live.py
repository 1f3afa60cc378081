"""The live countdown: one pinned message a chat, amended quietly each day, and each hour on a deadline's last day.

It is nothing but deliveries of a kind of their own, keyed by chat and frame: a restart or a second tick in the same
frame finds the row there and adds nothing. The message itself is written when it is sent.
"""

from collections.abc import Callable, Sequence
from datetime import datetime

from sqlalchemy import Connection, select

from watchbot.countdown import soonest_first
from watchbot.countdown.frame import frame
from watchbot.model import Alert, AlertKind, AlertReason, Chat, ChatKey, Deadline, DeliveryKind
from watchbot.store import Database, chats, deadlines, outbox
from watchbot.store.schema import live_messages

SUBJECT = "live-countdown"


class LiveCountdown:
    """Made once by the composition root; the frames last shown are kept to spare the store, not to decide."""

    def __init__(self, database: Database, configured: Sequence[Deadline], clock: Callable[[], datetime]) -> None:
        self._database = database
        self._configured = tuple(configured)
        self._clock = clock
        self._shown: dict[ChatKey, str] = {}

    async def tick(self) -> int:
        """Order what a new frame makes due; returns how many messages that are."""
        now = self._clock()
        return await self._database.run(lambda connection: self._tick(connection, now))

    def _tick(self, connection: Connection, now: datetime) -> int:
        wanting = [chat for chat in chats.subscribers(connection) if chat.live_countdown]
        known = deadlines.load(connection, self._configured) if wanting else ()
        ordered = 0
        for chat in wanting:
            current = frame(soonest_first(known, now, chat.zone), chat.zone, now)
            if self._shown.get(chat.key) != current:
                show(connection, chat, current, now)
                self._shown[chat.key] = current
                ordered += 1
        return ordered


def show(connection: Connection, chat: Chat, current: str, now: datetime) -> None:
    """Order the message of one frame: an edit of the pinned one, or a first one to pin. Idempotent."""
    pinned = connection.scalar(
        select(live_messages.c.message).where(
            live_messages.c.subject == SUBJECT,
            live_messages.c.chat == chat.key.chat,
            live_messages.c.thread == chat.key.thread,
        )
    )
    kind = DeliveryKind.SEND if pinned is None else DeliveryKind.EDIT
    alert = Alert(
        key=f"live:{chat.key.chat}:{chat.key.thread}:{current}",
        kind=AlertKind.LIVE_COUNTDOWN,
        reason=AlertReason.MILESTONE_DUE,
        subject=SUBJECT,
        created=now,
    )
    outbox.enqueue(connection, alert, [(chat.key, kind, now)])
