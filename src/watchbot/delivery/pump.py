"""The pump: takes due rows from the outbox, sends them, and puts on record what became of each.

    claim (committed) ──► compose ──► gate ──► notifier ──► record (committed)

The order is the guarantee. A row is marked before it is sent and recorded after Telegram answered, so a crash loses
nothing; what was in flight then is sent again and counted, because nobody knows whether it arrived.

    Sent            sent, message id kept          RETRYABLE, ANSWER_LOST  again after a growing wait, 24 hours at least
    UNCHANGED       the edit was needless: sent    RATE_LIMITED            again when Telegram said
    GONE            live message forgotten         MALFORMED               once more, as plain text
    PERMANENT       chat inactive, settings kept   MIGRATED                moved to the new id, then again
"""

import asyncio
import logging
import random
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import Connection

from watchbot import metrics
from watchbot.delivery.gate import Gate
from watchbot.delivery.port import Compose, Notifier
from watchbot.delivery.verdict import as_plain_text, backoff, given_up
from watchbot.model import Failed, FailureKind, Outgoing, Sending, SendOutcome, Sent
from watchbot.store import Database, chats, holding, outbox, outcomes
from watchbot.store.outbox import Claimed

log = logging.getLogger(__name__)

IDLE = timedelta(seconds=5)


@dataclass(frozen=True, slots=True)
class Ready:
    """A claimed row with the message that was composed for it; None where there is nothing left to say."""

    claimed: Claimed
    message: Outgoing | None
    fault: str = ""


class Pump:
    """Started with `run`, which returns after `stop`. `drain` sends everything that is due and returns."""

    def __init__(
        self,
        database: Database,
        notifier: Notifier,
        compose: Compose,
        settings: Sending,
        clock: Callable[[], datetime],
        gate: Gate | None = None,
    ) -> None:
        self._database = database
        self._notifier = notifier
        self._compose = compose
        self._settings = settings
        self._clock = clock
        self._gate = gate
        self._wake = asyncio.Event()
        self._stopping = False
        self._flights: dict[int, asyncio.Task[None]] = {}

    def wake(self) -> None:
        """Look at the outbox now: something was committed."""
        self._wake.set()

    async def recover(self) -> int:
        """Called once at start: rows that a crash left in flight go out again; returns how many may repeat."""
        unsure = await self._database.run(outbox.recover)
        if unsure:
            metrics.unsure.inc(unsure)
            log.warning("%d messages were in flight at the last stop and are sent again", unsure)
        return unsure

    async def run(self) -> None:
        """Send until `stop` is called; what is in flight then is finished first."""
        await self.recover()
        while not self._stopping:
            self._wake.clear()
            if not await self._launch():
                pause = min((*self._paced().values(), IDLE.total_seconds()))
                with suppress(TimeoutError):
                    await asyncio.wait_for(self._wake.wait(), pause)
        await self._land()

    async def stop(self) -> None:
        """Take nothing new; `run` returns when what is in flight has been recorded."""
        self._stopping = True
        self._wake.set()

    async def drain(self) -> int:
        """Send everything that is due now; returns how many rows were handled."""
        handled = 0
        while launched := await self._launch():
            handled += launched
            await self._land()
        return handled

    def _paced(self) -> dict[int | str, float]:
        """Chats that Telegram's limits close for now, with the seconds until they open: they take no one's place."""
        return self._gate.waiting() if self._gate else {}

    async def _launch(self) -> int:
        room = self._settings.concurrency - len(self._flights)
        now = self._clock()
        busy = (*self._flights, *(chat for chat in self._paced() if isinstance(chat, int)))
        ready = await self._database.run(lambda connection: self._take(connection, now, room, busy))
        for each in ready:
            chat = each.claimed.delivery.chat.chat
            task = asyncio.create_task(self._fly(each))
            self._flights[chat] = task
            task.add_done_callback(lambda _done, chat=chat: self._landed(chat))  # type: ignore[misc]
        return len(ready)

    def _landed(self, chat: int) -> None:
        self._flights.pop(chat, None)
        self._wake.set()

    async def _land(self) -> None:
        while self._flights:
            await asyncio.gather(*self._flights.values(), return_exceptions=True)
            await asyncio.sleep(0)

    def _take(self, connection: Connection, now: datetime, room: int, busy: tuple[int, ...]) -> list[Ready]:
        holding.release(connection, now)
        return [self._composed(connection, claimed, now) for claimed in outbox.claim(connection, now, room, busy)]

    def _composed(self, connection: Connection, claimed: Claimed, now: datetime) -> Ready:
        try:
            return Ready(claimed, self._compose(connection, claimed.delivery, now))
        except Exception as error:
            log.exception("alert %s: can't be rendered", claimed.delivery.alert)
            return Ready(claimed, None, f"can't be rendered: {type(error).__name__}")

    async def _fly(self, ready: Ready) -> None:
        claimed, message = ready.claimed, ready.message
        if message is None:
            write = outcomes.failed if ready.fault else outcomes.dropped
            await self._database.run(lambda c: write(c, claimed, ready.fault or "nothing left to say"))
            return
        outcome = await self._send(claimed, message)
        if isinstance(outcome, Failed) and outcome.kind is FailureKind.MALFORMED:
            log.warning(
                "alert %s: refused as malformed, sent as plain text: %s", claimed.delivery.alert, outcome.detail
            )
            outcome = await self._send(claimed, as_plain_text(message, outcome.detail))
        now = self._clock()
        metrics.deliveries.labels("sent" if isinstance(outcome, Sent) else outcome.kind.value).inc()
        await self._database.run(lambda connection: self._record(connection, claimed, message, outcome, now))

    async def _send(self, claimed: Claimed, message: Outgoing) -> SendOutcome:
        try:
            if self._gate is None:
                return await self._notifier.deliver(message)
            async with self._gate.turn(message.chat.chat, claimed.priority):
                return await self._notifier.deliver(message)
        except Exception as error:
            log.exception("alert %s to chat %s: the notifier failed", claimed.delivery.alert, message.chat.chat)
            return Failed(FailureKind.ANSWER_LOST, type(error).__name__)

    def _record(
        self, connection: Connection, claimed: Claimed, message: Outgoing, outcome: SendOutcome, now: datetime
    ) -> None:
        delivery = claimed.delivery
        if isinstance(outcome, Sent):
            outcomes.sent(connection, claimed, outcome.message, message.html, now)
            return
        log.warning(
            "alert %s to chat %s: %s: %s", delivery.alert, delivery.chat.chat, outcome.kind.value, outcome.detail
        )
        match outcome.kind:
            case FailureKind.UNCHANGED:
                outcomes.sent(connection, claimed, delivery.message or 0, message.html, now)
            case FailureKind.GONE:
                outcomes.gone(connection, claimed, outcome.detail)
            case FailureKind.PERMANENT:
                outcomes.deactivate(connection, delivery.chat, outcome.detail, now)
            case FailureKind.MIGRATED if outcome.new_chat is not None:
                outcomes.again(connection, claimed, now, outcome.detail)
                chats.migrate(connection, delivery.chat.chat, outcome.new_chat, now)
            case FailureKind.MALFORMED:
                outcomes.failed(connection, claimed, outcome.detail)
            case _:
                self._retry(connection, claimed, outcome, now)

    def _retry(self, connection: Connection, claimed: Claimed, outcome: Failed, now: datetime) -> None:
        delivery = claimed.delivery
        if outcome.kind is FailureKind.ANSWER_LOST:
            metrics.unsure.inc()
        if given_up(delivery.created, delivery.attempts, now, self._settings):
            outcomes.failed(connection, claimed, f"given up after {delivery.attempts} tries: {outcome.detail}")
            return
        wait = outcome.retry_after or backoff(delivery.attempts, self._settings, random.random())
        outcomes.again(connection, claimed, now + wait, outcome.detail)
