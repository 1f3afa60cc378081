"""Bytes in, entries out: everything between a publisher's server and the intake.

    pace ──► politeness ──► fetch ──► parse ──► sift ──► [new?] ──► code ──► store + intake, one transaction
    when     how many       bytes     items     keys,    store.entries       progress: the feed's next state
             at once        (address) (fast,    titles
                                      feedparser,
                                      jsonfeed, page)

`poller` and `filing` are the shell that runs it; `pace`, `progress`, `health`, `sift`, `keys`, `text`, `dates`,
`publisher`, `parse` and its formats are pure functions of their arguments. An expected failure is a value at every
step: `Failed` from a fetch, `Unreadable` from a parse; neither reaches another feed.
"""

from watchbot.feeds.fetch import Failed, Fetched, Fetcher, FetchProblem, NotModified
from watchbot.feeds.filing import IntakePort
from watchbot.feeds.parse import parse
from watchbot.feeds.poller import CycleReport, Poller

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
