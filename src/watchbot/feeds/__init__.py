"""Bytes in, entries out: everything between a publisher's server and the intake.

    pace ──► politeness ──► fetch ──► parse ──► keys ──► [new?] ──► code ──► store + intake, one transaction
    when     how many       bytes     items     same     store.entries
             at once        (address) (fast,    entry?
                                      feedparser,
                                      jsonfeed, page)

`poller` is the shell that runs it; `pace`, `health`, `keys`, `text`, `dates`, `publisher`, `parse` and its formats are
pure functions of their arguments. An expected failure is a value at every step: `Failed` from a fetch, `Unreadable`
from a parse; neither reaches another feed.
"""

from watchbot.feeds.fetch import Failed, Fetched, Fetcher, FetchProblem, NotModified
from watchbot.feeds.parse import parse
from watchbot.feeds.poller import CycleReport, IntakePort, Poller

__all__ = [
    "CycleReport",
    "Failed",
    "FetchProblem",
    "Fetched",
    "Fetcher",
    "IntakePort",
    "NotModified",
    "Poller",
    "parse",
]
