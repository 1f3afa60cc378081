"""The composition root: wires the stages, schedules them, and stops them. The only reader of the clock.

`assemble` puts the line together for any clock and notifier; the demo and the service use the same one. `Service`
adds the scheduler and signals. The scheduler only ticks: what is due is rows in
the store, so a tick that comes late, or twice, or never, loses and repeats nothing.
"""

import asyncio
import gc
import logging
import signal
import sys
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from apscheduler.schedulers.asyncio import AsyncIOScheduler
from rich.console import Console

from watchbot.alerts.countdown_text import COUNTDOWN_RENDERERS
from watchbot.alerts.deadline_text import DEADLINE_RENDERERS
from watchbot.alerts.digest_text import DIGEST_RENDERERS
from watchbot.alerts.feed_text import FEED_RENDERERS
from watchbot.alerts.live_text import LIVE_RENDERERS
from watchbot.alerts.summary_text import SUMMARY_RENDERERS
from watchbot.composing import composer
from watchbot.config import Config
from watchbot.contacts import Coder
from watchbot.delivery import ConsoleNotifier, Gate, Notifier, Pump
from watchbot.digests import tick as digest_tick
from watchbot.environment import Environment
from watchbot.feeds import CycleReport, Poller
from watchbot.feedwatch import tick as feed_tick
from watchbot.intake import Intake
from watchbot.live import LiveCountdown
from watchbot.model import Chat, ChatKey, ChatKind
from watchbot.redaction import Redactor
from watchbot.reminders import Ticker
from watchbot.revising import Reviser
from watchbot.store import Database, chats, deadlines, entries
from watchbot.telegram.bot import build
from watchbot.telegram.limiter import GateLimiter
from watchbot.telegram.notifier import TelegramNotifier
from watchbot.telegram.polling import Listener
from watchbot.telegram.services import Services
from watchbot.web import WebServer

log = logging.getLogger(__name__)

Clock = Callable[[], datetime]
CONSOLE_CHAT = ChatKey(0)
POLL_TICK_S = 2
SWITCH_S = 0.001
REMINDER_TICK_S = 15
FEED_TICK_S = 300
PRUNE_TICK_S = 6 * 3600


def system_clock() -> datetime:
    """Now, in UTC."""
    return datetime.now(UTC)


@dataclass(frozen=True, slots=True)
class Line:
    """The assembled line, from feeds to deliveries."""

    database: Database
    poller: Poller
    ticker: Ticker
    live: LiveCountdown
    pump: Pump

    async def step(self) -> CycleReport:
        """Poll what is due, raise the reminders that are due, send everything that is due; then return."""
        report = await self.poller.cycle()
        await self.poller.settle()
        await self.ticker.tick()
        await self.live.tick()
        await self.pump.drain()
        return report

    async def close(self) -> None:
        """Stop fetching and close the store."""
        await self.poller.close()
        self.database.close()


def assemble(config: Config, database: Database, notifier: Notifier, clock: Clock, gate: Gate | None = None) -> Line:
    """Wire the stages. `gate` paces what goes to Telegram; the console needs none."""
    renderers = {
        **COUNTDOWN_RENDERERS,
        **DEADLINE_RENDERERS,
        **DIGEST_RENDERERS,
        **FEED_RENDERERS,
        **LIVE_RENDERERS,
        **SUMMARY_RENDERERS,
    }
    compose = composer(config, lambda connection: deadlines.load(connection, config.deadlines), more=renderers)
    pump = Pump(database, notifier, compose, config.settings.sending, clock, gate)
    reviser = Reviser(config.deadlines, config.settings.admins)
    intake = Intake(Coder(config.roster, config.issues), config.settings.alerting, reviser)
    poller = Poller(
        database, config.feeds, intake, config.settings.polling, config.settings.limits, clock, on_commit=pump.wake
    )
    ticker = Ticker(database, config.deadlines, clock)
    return Line(database, poller, ticker, LiveCountdown(database, config.deadlines, clock), pump)


def settle_memory() -> None:
    """Once all is made: keep the event loop free while threads read and write.

    What is here stays, so the collector need not walk through it, and a thread lets the loop in after a millisecond.
    """
    gc.collect()
    gc.freeze()
    gc.set_threshold(3_000, 20, 20)
    sys.setswitchinterval(SWITCH_S)


class Service:
    """The background service: `await run()` returns after SIGTERM or SIGINT, when what was in flight is recorded."""

    def __init__(self, config: Config, environment: Environment, clock: Clock = system_clock) -> None:
        self._config = config
        self._clock = clock
        self._database = Database.open(environment.database_url)
        self._listener: Listener | None = None
        notifier, gate = self._channel(environment)
        self._line = assemble(config, self._database, notifier, clock, gate)
        self._web = WebServer(self._database, config, clock)
        self._address = _web_address(config, environment)
        self._stop = asyncio.Event()

    def _channel(self, environment: Environment) -> tuple[Notifier, Gate | None]:
        """Telegram where there is a token, the console where there is none."""
        if environment.token is None:
            return ConsoleNotifier(Console()), None
        gate, redact = Gate(self._config.settings.sending), Redactor(environment.token)
        services = Services(self._database, self._config, self._clock, wake=self._wake)
        application = build(environment.token, environment.api_base_url, GateLimiter(gate), services)
        self._listener = Listener(application, redact)
        return TelegramNotifier(application.bot, gate, redact), gate

    async def run(self) -> None:
        """Run until a signal comes.

        Raises:
            TokenRefused: Telegram doesn't know the token.
        """
        loop = asyncio.get_running_loop()
        for number in (signal.SIGTERM, signal.SIGINT):
            loop.add_signal_handler(number, self._stop.set)
        if self._listener is None:
            await self._database.run(self._subscribe_console)
        pumping = asyncio.create_task(self._line.pump.run())
        await self._serve_pages()
        scheduler = self._scheduler()
        settle_memory()
        scheduler.start()
        log.info("watching %d feeds", len(self._config.feeds))
        listening = asyncio.create_task(self._listener.run()) if self._listener else None
        stopping = asyncio.create_task(self._stop.wait())
        try:
            await asyncio.wait({stopping, *([listening] if listening else [])}, return_when=asyncio.FIRST_COMPLETED)
        finally:
            log.info("stopping: finishing what is in flight")
            stopping.cancel()
            scheduler.shutdown(wait=False)
            if self._listener and listening:
                self._listener.stop()
                await asyncio.wait({listening})
            await self._line.pump.stop()
            await pumping
            if self._listener:
                await self._listener.close()
            await self._web.stop()
            await self._line.close()
        if listening:
            listening.result()

    def _wake(self) -> None:
        self._line.pump.wake()

    async def _serve_pages(self) -> None:
        """The web pages are a convenience: a port that is taken is logged, and the alerts go on."""
        if self._address is None:
            return
        host, port = self._address
        try:
            log.info("serving pages on %s:%d", host, await self._web.start(host, port))
        except OSError as error:
            log.error("can't serve pages on %s:%d: %s", host, port, error.strerror)

    def _scheduler(self) -> Any:
        scheduler = AsyncIOScheduler(timezone=UTC, job_defaults={"coalesce": True, "max_instances": 1})
        first = self._clock()
        ticks = (
            (self._poll, POLL_TICK_S),
            (self._remind, REMINDER_TICK_S),
            (self._watch_feeds, FEED_TICK_S),
            (self._prune, PRUNE_TICK_S),
        )
        for tick, seconds in ticks:
            scheduler.add_job(tick, "interval", seconds=seconds, misfire_grace_time=None, next_run_time=first)
        return scheduler

    async def _poll(self) -> None:
        with suppress(asyncio.CancelledError):  # the scheduler cancels what runs when it shuts down
            await self._line.poller.cycle()

    async def _remind(self) -> None:
        now = self._clock()
        digests = await self._database.run(lambda connection: digest_tick(connection, now))
        if digests + await self._line.ticker.tick() + await self._line.live.tick():
            self._line.pump.wake()

    async def _watch_feeds(self) -> None:
        now, admins = self._clock(), self._config.settings.admins
        if await self._database.run(lambda connection: feed_tick(connection, self._config.feeds, admins, now)):
            self._line.pump.wake()

    async def _prune(self) -> None:
        now, keep = self._clock(), self._config.settings.retention.entries
        await self._database.run(lambda connection: entries.prune(connection, now, keep))

    def _subscribe_console(self, connection: Any) -> None:
        if chats.find(connection, CONSOLE_CHAT) is None:
            defaults = self._config.settings.chats
            chat = Chat(CONSOLE_CHAT, ChatKind.CONSOLE, "console", locale=defaults.locale, zone=defaults.zone)
            chats.save(connection, chat, self._clock())


def _web_address(config: Config, environment: Environment) -> tuple[str, int] | None:
    """Where to serve: PORT on every interface where it is set, else what watchbot.toml says; None for nowhere."""
    if environment.port is not None:
        return "0.0.0.0", environment.port  # noqa: S104 - a host that sets PORT routes it from outside
    web = config.settings.web
    return (web.host, web.port) if web.port else None
