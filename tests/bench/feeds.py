"""Polling 1,000 feeds, watchbot beside `reader`: CPU of whole cycles, memory, latency, and the event loop's freedom.

    python -m tests.bench.feeds

Both poll the same loopback publisher (`feeds_server`, a process of its own; 50 hosts) in processes of their own, turn
about: cold, then unchanged and with 5 % of the feeds changed, three times each, of which the median counts. The peer
fetches, parses and stores; watchbot codes, identifies and raises alerts besides. The delay between two requests to one
host is off, for the peer has none; two connections a host are not. Then 10,000 feeds, for memory alone. Prints a table
and one JSON line, and ends with status 1 where a goal is missed.
"""

import json
import statistics
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

FEEDS, MANY, ROUNDS, STEP = 1_000, 10_000, 3, 20
GOALS = {
    "cold_ratio": 0.20,
    "unchanged_ratio": 0.35,
    "changed_ratio": 0.30,
    "rss_mb_1000": 120,
    "rss_mb_10000": 200,
    "loop_block_ms": 50,
    "alert_commit_p50_s": 0.3,
}


class Process:
    """A module of ours that answers each line with one line."""

    def __init__(self, *words: str) -> None:
        pipe = subprocess.PIPE
        command = [sys.executable, "-m", *words]
        self.process = subprocess.Popen(command, stdin=pipe, stdout=pipe, stderr=subprocess.DEVNULL, text=True)
        self.first = self.read()

    def read(self) -> str:
        assert self.process.stdout
        line = self.process.stdout.readline()
        assert line, f"{self.process.args} ended"
        return line.strip()

    def ask(self, line: str = "") -> str:
        assert self.process.stdin
        self.process.stdin.write(line + "\n")
        self.process.stdin.flush()
        return self.read()

    def cycle(self) -> dict[str, Any]:
        report: dict[str, Any] = json.loads(self.ask("cycle"))
        assert not report.get("failed"), report
        return report


@contextmanager
def running(*words: str) -> Iterator[Process]:
    process = Process(*words)
    try:
        yield process
    finally:
        process.process.kill()
        process.process.wait()


def main() -> int:
    with running("tests.bench.feeds_server") as server:
        port = server.first
        names = ("reader", "watchbot")
        with (
            running("tests.bench.feeds_child", "reader", port, str(FEEDS)) as peer,
            running("tests.bench.feeds_child", "watchbot", port, str(FEEDS)) as ours,
        ):
            cold = {name: side.cycle() for name, side in zip(names, (peer, ours), strict=True)}
            assert cold["watchbot"]["entries"] == cold["reader"]["entries"], "both read the same entries"
            runs: dict[str, dict[str, list[dict[str, Any]]]] = {
                kind: {name: [] for name in names} for kind in ("unchanged", "changed")
            }
            for _ in range(ROUNDS):
                for name, side in zip(names, (peer, ours), strict=True):
                    runs["unchanged"][name].append(side.cycle())
                server.ask(f"change {STEP}")
                for name, side in zip(names, (peer, ours), strict=True):
                    runs["changed"][name].append(side.cycle())
        changed = runs["changed"]["watchbot"]
        assert all(one["entries"] == FEEDS // STEP * 2 for one in changed), changed
        with running("tests.bench.feeds_child", "watchbot", port, str(MANY)) as many:
            large = many.cycle()

    def median(kind: str, name: str) -> float:
        return statistics.median(one["cpu"] for one in runs[kind][name])

    every = [cold["watchbot"], *runs["unchanged"]["watchbot"], *changed]
    waits = sorted(wait for one in changed for wait in one["waits"])
    figures = {
        "cold_ratio": cold["watchbot"]["cpu"] / cold["reader"]["cpu"],
        "unchanged_ratio": median("unchanged", "watchbot") / median("unchanged", "reader"),
        "changed_ratio": median("changed", "watchbot") / median("changed", "reader"),
        "rss_mb_1000": max(one["mb"] for one in every),
        "rss_mb_10000": large["mb"],
        "loop_block_ms": 1000 * max(one["blocked"] for one in [*every, large]),
        "alert_commit_p50_s": statistics.median(waits),
    }
    print(f"{FEEDS} feeds of 30 entries and 35 kB, 50 hosts; CPU seconds of a cycle")
    print(f"{'':<22}{'reader':>10}{'watchbot':>10}{'ratio':>8}{'goal':>8}")
    rows = {"cold": (cold["reader"]["cpu"], cold["watchbot"]["cpu"])}
    rows |= {kind: (median(kind, "reader"), median(kind, "watchbot")) for kind in runs}
    for kind, (theirs, own) in rows.items():
        print(f"{kind:<22}{theirs:>10.2f}{own:>10.2f}{own / theirs:>8.2f}{GOALS[f'{kind}_ratio']:>8.2f}")
    print(f"{len(waits)} polls raised alerts; from poll to commit: p50 {figures['alert_commit_p50_s']:.3f} s")
    print(f"most memory: {figures['rss_mb_1000']:.0f} MB, with {MANY} feeds {figures['rss_mb_10000']:.0f} MB")
    spans = ", ".join(f"{1000 * one['blocked']:.0f}" for one in [*every, large])
    print(f"longest block of the event loop by cycle: {spans} ms")
    print(f"event loop blocked at most {figures['loop_block_ms']:.0f} ms")
    missed = [name for name, goal in GOALS.items() if figures[name] > goal]
    for name in missed:
        print(f"MISSED {name}: {figures[name]:.3f}, goal {GOALS[name]}")
    print(json.dumps({name: round(value, 4) for name, value in figures.items()}))
    return int(bool(missed))


if __name__ == "__main__":
    raise SystemExit(main())
