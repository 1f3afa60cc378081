"""How many requests at once, and to whom: a lane for each host, and a common budget.

At most `per_host` requests run against a host, their starts at least `delay` apart. At most `concurrency` run overall,
but one that takes longer than `patience` gives its place back and goes on beside the others (up to `STRAGGLERS` times
as many), so thirty servers that answer nothing can't hold up a thousand that do.
"""

import asyncio
from collections import deque
from collections.abc import Awaitable, Callable
from typing import Generic, TypeVar

Job = TypeVar("Job")
STRAGGLERS = 8


class _Host(Generic[Job]):
    __slots__ = ("active", "free_at", "jobs", "listed")

    def __init__(self) -> None:
        self.jobs: deque[Job] = deque()
        self.active = 0
        self.free_at = 0.0
        self.listed = False


class Lanes(Generic[Job]):
    """Runs `work(job)` for every job added, host by host. `work` must not raise; what it raises is lost to its task.

    Lives in one event loop. Times are seconds of that loop's clock.
    """

    def __init__(
        self,
        work: Callable[[Job], Awaitable[None]],
        concurrency: int,
        per_host: int,
        delay: float,
        patience: float = 0.5,
    ) -> None:
        self._work = work
        self._concurrency = concurrency
        self._per_host = per_host
        self._delay = delay
        self._patience = patience
        self._hosts: dict[str, _Host[Job]] = {}
        self._ready: deque[str] = deque()
        self._tasks: set[asyncio.Task[None]] = set()
        self._prompt = 0
        self._waiting = 0
        self._quiet = asyncio.Event()
        self._quiet.set()

    def add(self, host: str, job: Job) -> None:
        """Queue `job` in `host`'s lane."""
        lane = self._hosts.get(host)
        if lane is None:
            lane = self._hosts[host] = _Host()
        lane.jobs.append(job)
        self._waiting += 1
        self._quiet.clear()
        self._list(host, lane)

    def start(self) -> None:
        """Start what may start now."""
        loop = asyncio.get_running_loop()
        for _ in range(len(self._ready)):
            if self._prompt >= self._concurrency or len(self._tasks) >= self._concurrency * STRAGGLERS:
                return
            host = self._ready.popleft()
            lane = self._hosts[host]
            lane.listed = False
            if not lane.jobs or lane.active >= self._per_host:
                continue
            wait = lane.free_at - loop.time()
            if wait > 0:
                loop.call_later(wait, self._relist, host)
                lane.listed = True
                continue
            job = lane.jobs.popleft()
            self._waiting -= 1
            lane.active += 1
            lane.free_at = loop.time() + self._delay
            self._prompt += 1
            task = loop.create_task(self._run(host, lane, job))
            self._tasks.add(task)
            task.add_done_callback(self._tasks.discard)
            self._list(host, lane)

    async def quiet(self) -> None:
        """Wait until nothing waits and only stragglers run."""
        await self._quiet.wait()

    async def settle(self) -> None:
        """Wait until nothing waits and nothing runs."""
        while self._tasks or self._waiting:
            await self._quiet.wait()
            if self._tasks:
                await asyncio.wait(self._tasks)

    async def close(self) -> None:
        """Drop what waits, and cancel what runs."""
        for lane in self._hosts.values():
            lane.jobs.clear()
        self._waiting = 0
        for task in tuple(self._tasks):
            task.cancel()
        await asyncio.gather(*self._tasks, return_exceptions=True)
        self._quiet.set()

    async def _run(self, host: str, lane: _Host[Job], job: Job) -> None:
        place = _Place(self)
        timer = asyncio.get_running_loop().call_later(self._patience, place.give_back)
        try:
            await self._work(job)
        finally:
            timer.cancel()
            lane.active -= 1
            self._list(host, lane)
            place.give_back()
            self.start()
            if not lane.jobs and not lane.active and not self._delay:
                self._hosts.pop(host, None)

    def _give_back(self) -> None:
        self._prompt -= 1
        if not self._prompt and not self._waiting:
            self._quiet.set()

    def _list(self, host: str, lane: _Host[Job]) -> None:
        if lane.jobs and not lane.listed and lane.active < self._per_host:
            lane.listed = True
            self._ready.append(host)

    def _relist(self, host: str) -> None:
        lane = self._hosts[host]
        lane.listed = False
        self._list(host, lane)
        self.start()


class _Place:
    """One place in the common budget, given back once: when the job ends, or when patience does."""

    __slots__ = ("_held", "_lanes")

    def __init__(self, lanes: "Lanes[Job]") -> None:
        self._lanes = lanes
        self._held = True

    def give_back(self) -> None:
        if self._held:
            self._held = False
            self._lanes._give_back()
            self._lanes.start()
