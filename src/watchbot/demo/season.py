"""The season's record: which feeds there were, what each carried and when, and what really happened.

Why beside the code and not in tests: `watchbot demo` is shipped, and replays it on a fresh machine without a network.
The truth of an entry is for the verdict alone; the feed server never serves it.
"""

import json
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from importlib.resources import files
from importlib.resources.abc import Traversable
from typing import Any

from watchbot.model import FeedKind, Side, Status, aware


@dataclass(frozen=True, slots=True)
class Truth:
    """What an entry really tells: the main contact and its status on the entry's own words, others, and mere context.

    `contact` None means that the entry is no report of a contact, which holds for most entries.
    """

    contact: str | None
    status: Status | None
    also: tuple[tuple[str, Status], ...] = ()
    background: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class SeasonEntry:
    """One item as its publisher put it into the feed; `title` and `summary` may hold markup and entities."""

    feed: str
    id: str
    published: datetime
    title: str
    summary: str
    link: str
    lang: str
    publisher: str
    truth: Truth

    def __post_init__(self) -> None:
        aware(self.published, f"season entry {self.id}: published")


@dataclass(frozen=True, slots=True)
class SeasonFeed:
    """A feed of the season and all that it carried, oldest first.

    `format` is rss, atom or rdf; `window` the number of newest entries that one document holds.
    """

    id: str
    publisher: str
    title: str
    lang: str
    kind: FeedKind
    side: Side | None
    format: str
    encoding: str
    window: int
    entries: tuple[SeasonEntry, ...]


@dataclass(frozen=True, slots=True)
class Occurrence:
    """A contact that took place: who met how, between which civil dates, by surname-bearing full names.

    What was told of it must name someone of `us` and someone of `cn` (an empty side asks for nobody), by a mode among
    `modes`, with dates inside `first`..`last`. `required` is False for real contacts of the season that may be told but
    need not be; `planned` asks that the plan was told before it was held.
    """

    id: str
    name: str
    us: tuple[str, ...]
    cn: tuple[str, ...]
    modes: tuple[str, ...]
    first: date
    last: date
    required: bool
    planned: bool


@dataclass(frozen=True, slots=True)
class TruceRecord:
    """What had to be told of the truce's end, and what not.

    `told` maps a milestone's label to the moment at which it fell due; `moved_on` is the day of the extension in
    `zone`; `cancelled` are the milestones that it overtook.
    """

    deadline: str
    expires: datetime
    moved_on: date
    moved_to: datetime
    zone: str
    told: Mapping[str, datetime]
    cancelled: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Season:
    """Everything the demo needs: the span of the virtual clock, the feeds, what happened."""

    start: datetime
    end: datetime
    feeds: tuple[SeasonFeed, ...]
    occurrences: tuple[Occurrence, ...]
    truce: TruceRecord

    def __post_init__(self) -> None:
        aware(self.start, "season: start")
        aware(self.end, "season: end")

    @property
    def entries(self) -> tuple[SeasonEntry, ...]:
        """All entries of all feeds, in order of publication."""
        return tuple(sorted((e for f in self.feeds for e in f.entries), key=lambda e: e.published))


def load_season(folder: Traversable | None = None) -> Season:
    """Read the record from `folder` (default: the one shipped).

    Raises:
        ValueError: an entry names another feed than its file's; the message carries file and line.
    """
    home = folder if folder is not None else files("watchbot.demo") / "season"
    told = tomllib.loads((home / "happened.toml").read_text(encoding="utf-8"))
    feeds = tomllib.loads((home / "feeds.toml").read_text(encoding="utf-8"))["feed"]
    return Season(
        start=told["start"],
        end=told["end"],
        feeds=tuple(_feed(home, row) for row in feeds),
        occurrences=tuple(_occurrence(row) for row in told["contact"]),
        truce=TruceRecord(**{**told["truce"], "cancelled": tuple(told["truce"]["cancelled"])}),
    )


def _feed(home: Traversable, row: Mapping[str, Any]) -> SeasonFeed:
    name = f"{row['id']}.jsonl"
    entries = []
    for number, line in enumerate((home / name).read_text(encoding="utf-8").splitlines(), start=1):
        entry = _entry(json.loads(line))
        if entry.feed != row["id"]:
            raise ValueError(f"{name}:{number}: feed is {entry.feed!r}, expected {row['id']!r}")
        entries.append(entry)
    return SeasonFeed(
        id=row["id"],
        publisher=row["publisher"],
        title=row["title"],
        lang=row["language"],
        kind=FeedKind(row["kind"]),
        side=Side(row["side"]) if "side" in row else None,
        format=row["format"],
        encoding=row.get("encoding", "utf-8"),
        window=row["window"],
        entries=tuple(sorted(entries, key=lambda e: e.published)),
    )


def _entry(row: Mapping[str, Any]) -> SeasonEntry:
    truth = row["truth"]
    return SeasonEntry(
        feed=row["feed"],
        id=row["id"],
        published=datetime.fromisoformat(row["published"]),
        title=row["title"],
        summary=row["summary"],
        link=row["link"],
        lang=row["lang"],
        publisher=row["publisher"],
        truth=Truth(
            contact=truth["contact"],
            status=Status(truth["status"]) if truth["status"] else None,
            also=tuple((a["contact"], Status(a["status"])) for a in truth.get("also", ())),
            background=tuple(truth.get("background", ())),
        ),
    )


def _occurrence(row: Mapping[str, Any]) -> Occurrence:
    return Occurrence(
        id=row["id"],
        name=row["name"],
        us=tuple(row["us"]),
        cn=tuple(row["cn"]),
        modes=tuple(row["modes"]),
        first=row["first"],
        last=row["last"],
        required=row.get("required", True),
        planned=row.get("planned", False),
    )
