"""One side of `tests.bench.feeds` in a process of its own: watchbot's whole poll cycle, or the peer's.

    python -m tests.bench.feeds_child watchbot|reader PORT FEEDS

Each line on standard input runs a cycle; the answer is one JSON line: CPU seconds of the process in that cycle, wall
seconds, new entries, alerts, the seconds from poll to commit of each poll that raised alerts, the longest time that the
event loop was blocked, and the most memory that the process ever held, in MB of 10^6 bytes.
"""

import asyncio
import json
import sys
import tempfile
import time
from contextlib import suppress
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from tests.bench.idle import megabytes

HOSTS = 50
PROBE_S = 0.005


def url(number: int, port: int) -> str:
    return f"http://127.0.1.{1 + number % HOSTS}:{port}/{number}"


def reader(port: int, count: int, folder: str) -> None:
    """The peer, as its manual shows it: add the feeds, update them."""
    import feedparser_sgmllib

    # The peer carries an older feedparser, which knows this package by its former name.
    sys.modules.setdefault("sgmllib", feedparser_sgmllib)
    from reader import make_reader

    peer = make_reader(f"{folder}/reader.db")
    for number in range(count):
        peer.add_feed(url(number, port))
    print("ready", flush=True)
    for _ in sys.stdin:
        wall, cpu = time.monotonic(), time.process_time()
        peer.update_feeds(scheduled=False)
        spent = time.process_time() - cpu
        report: dict[str, Any] = {
            "cpu": spent,
            "wall": time.monotonic() - wall,
            "entries": peer.get_entry_counts().total,
        }
        print(json.dumps(report), flush=True)


async def watchbot(port: int, count: int, folder: str) -> None:
    """The service's own line, with nobody subscribed: alerts are committed, and nothing is sent."""
    import os

    from watchbot.app import assemble, settle_memory
    from watchbot.config import load
    from watchbot.delivery import ConsoleNotifier
    from watchbot.feeds.poller import CycleReport, Poller
    from watchbot.model import Feed, FeedKind
    from watchbot.store import Database

    shift, waits = timedelta(), []

    def clock() -> datetime:
        return datetime.now(UTC) + shift

    class Timed(Poller):
        async def _poll_one(self, parts: Any, job: Any) -> None:
            began, own = time.monotonic(), CycleReport()
            await super()._poll_one(parts, replace(job, report=own))
            for name in ("polls", "unchanged", "failed", "new_entries", "alerts"):
                setattr(job.report, name, getattr(job.report, name) + getattr(own, name))
            if own.alerts:
                waits.append(time.monotonic() - began)

    config = load(Path(__file__).parents[2] / "config")
    feeds = tuple(
        Feed(f"f{n}", url(n, port), f"Publisher {n}", "en", FeedKind.PRESS, interval=timedelta(minutes=10))
        for n in range(count)
    )
    polling = replace(config.settings.polling, allow_hosts=("127.0.0.0/8",), host_delay=timedelta())
    config = replace(config, feeds=feeds, settings=replace(config.settings, polling=polling))
    from rich.console import Console

    line = assemble(config, Database.open(f"sqlite:///{folder}/w.db"), ConsoleNotifier(Console()), clock)
    line.poller.__class__ = Timed
    settle_memory()
    blocked = 0.0

    async def probe() -> None:
        nonlocal blocked
        while True:
            began = time.monotonic()
            await asyncio.sleep(PROBE_S)
            blocked = max(blocked, time.monotonic() - began - PROBE_S)

    print("ready", flush=True)
    while await asyncio.to_thread(sys.stdin.readline):
        waits.clear()
        blocked, probing = 0.0, asyncio.create_task(probe())
        wall, cpu = time.monotonic(), time.process_time()
        report = await line.poller.cycle()
        await line.poller.settle()
        spent = time.process_time() - cpu
        probing.cancel()
        with suppress(asyncio.CancelledError):
            await probing
        said = {
            "cpu": spent,
            "wall": time.monotonic() - wall,
            "polls": report.polls,
            "failed": report.failed,
            "entries": report.new_entries,
            "alerts": report.alerts,
            "waits": waits,
            "blocked": blocked,
            "mb": megabytes(os.getpid(), "VmHWM"),
        }
        print(json.dumps(said), flush=True)
        shift += timedelta(hours=7)
    await line.close()


if __name__ == "__main__":
    with tempfile.TemporaryDirectory() as name:
        if sys.argv[1] == "reader":
            reader(int(sys.argv[2]), int(sys.argv[3]), name)
        else:
            asyncio.run(watchbot(int(sys.argv[2]), int(sys.argv[3]), name))
