"""The service's delivering half as a process of its own, for `tests.bench.delivery`: bot, gate, pump and store.

    python -m tests.bench.delivery_child FOLDER API_URL [deaf]

It reads commands from standard input: `commit N` files the N-th made-up contact as intake does and prints the moment
of the commit (seconds of the machine's steady clock). With `deaf` it sends, but reads no updates.
"""

import asyncio
import sys
import time
from datetime import UTC, datetime
from pathlib import Path

from sqlalchemy import Connection
from tests.fakes.bot_api import TOKEN

from watchbot.app import assemble
from watchbot.config import load
from watchbot.contacts import Coder
from watchbot.delivery import Gate
from watchbot.intake import Intake
from watchbot.model import Actor, Entry, Roster, Side
from watchbot.redaction import Redactor
from watchbot.revising import Reviser
from watchbot.store import Database, entries
from watchbot.telegram.bot import build
from watchbot.telegram.limiter import GateLimiter
from watchbot.telegram.notifier import TelegramNotifier
from watchbot.telegram.polling import Listener
from watchbot.telegram.services import Services

CONFIG = load(Path(__file__).parents[2] / "config")


def clock() -> datetime:
    return datetime.now(UTC)


def pair(roster: Roster, number: int) -> tuple[str, str]:
    """Two officials in office, another pair for each number."""

    def serving(actor: Actor, side: Side) -> bool:
        return actor.side is side and bool(actor.offices_on(clock().date()))

    us, cn = ([a.name for a in roster.actors.values() if serving(a, side)] for side in Side)
    return us[number % len(us)], cn[number // len(us) % len(cn)]


def file(connection: Connection, intake: Intake, number: int) -> int:
    """One entry with a contact of its own, filed as the poller files one; gives the alerts raised."""
    us, cn = pair(CONFIG.roster, number)
    title = f"{us} holds talks with {cn} in Geneva"
    entry = Entry(f"bench-{number}", "bench", "Bench", clock(), clock(), title, lang="en")
    return intake.file(
        connection, [(entries.next_id(connection), entry, intake.code(entry))], baseline=False, now=clock()
    )


async def main(folder: str, url: str, deaf: bool) -> None:
    database = Database.open(f"sqlite:///{folder}/w.db")
    gate, redact = Gate(CONFIG.settings.sending), Redactor(TOKEN)
    services = Services(database, CONFIG, clock, wake=lambda: None)
    application = build(TOKEN, url, GateLimiter(gate), services)
    line = assemble(CONFIG, database, TelegramNotifier(application.bot, gate, redact), clock, gate)
    intake = Intake(Coder(CONFIG.roster, CONFIG.issues), CONFIG.settings.alerting, Reviser((), ()))
    if deaf:
        await application.initialize()
        tasks = [asyncio.create_task(line.pump.run())]
    else:
        tasks = [asyncio.create_task(Listener(application, redact).run()), asyncio.create_task(line.pump.run())]
    print("ready", flush=True)
    while words := (await asyncio.to_thread(sys.stdin.readline)).split():
        number = int(words[1])
        raised = await database.run(lambda connection, number=number: file(connection, intake, number))
        line.pump.wake()
        print(f"{time.monotonic()} {raised}", flush=True)
    for task in tasks:
        task.cancel()


if __name__ == "__main__":
    asyncio.run(main(sys.argv[1], sys.argv[2], "deaf" in sys.argv[3:]))
