"""What the demo shows: messages as a chat would show them, a progress bar over the virtual weeks, the closing tables.

Whatever a feed said arrives here as text and is printed as text: no markup in it is ever interpreted.
"""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from statistics import median
from typing import Protocol
from zoneinfo import ZoneInfo

from rich.console import Console
from rich.panel import Panel
from rich.progress import BarColumn, Progress, SpinnerColumn, TextColumn, TimeElapsedColumn
from rich.table import Table
from rich.text import Text

from watchbot.demo.season import Season
from watchbot.demo.verdict import Finding, Told, ToldContact, ToldMove, ToldReminder, waits
from watchbot.model import AlertKind, Status

ZONE = ZoneInfo("America/New_York")
STYLES = {"new": "green", "change": "cyan", "edit": "grey50", "reminder": "yellow", "extension": "magenta"}


@dataclass(frozen=True, slots=True)
class Tally:
    """What a replay did and cost: polls, those answered "not modified", new entries, contacts on record, wall time."""

    polls: int
    not_modified: int
    entries: int
    contacts: int
    seconds: float


class Screen(Protocol):
    """Where the replay shows itself."""

    def message(self, at: datetime, label: str, text: str) -> None:
        """Show one message that reached the chat at the virtual moment `at`; `label` is a key of STYLES."""

    def advance(self, at: datetime) -> None:
        """Move the bar to the virtual moment `at`."""


class TerminalScreen:
    """A screen on a terminal, by rich; without colours or a moving bar where standard output is no terminal."""

    def __init__(self, console: Console, season: Season) -> None:
        self.console = console
        self._season = season
        self._progress = Progress(
            SpinnerColumn(),
            TextColumn("{task.description}"),
            BarColumn(),
            TextColumn("{task.percentage:3.0f} %"),
            TimeElapsedColumn(),
            console=console,
            transient=True,
        )
        self._task = self._progress.add_task("", total=(season.end - season.start).total_seconds())

    @contextmanager
    def running(self) -> Iterator[None]:
        """Show the bar while the block runs."""
        with self._progress:
            yield

    def message(self, at: datetime, label: str, text: str) -> None:
        head = f"{at.astimezone(ZONE):%a %d %b %Y, %H:%M} New York · {label}"
        self._progress.console.print(
            Panel(Text(text), title=Text(head), title_align="left", border_style=STYLES[label], width=100)
        )

    def advance(self, at: datetime) -> None:
        done = (at - self._season.start).total_seconds()
        self._progress.update(self._task, completed=done, description=f"{at:%d %b %Y}")


def contacts_table(told: Sequence[Told], season: Season) -> Table:
    """One row for each occurrence that was told: plan and event with their moments, edits, and time to alert."""
    table = Table(title="Contacts, each once (UTC)", title_justify="left")
    for name in ("contact", "first entry", "alert", "waited", "told as held", "edits"):
        table.add_column(name, justify="right" if name in ("waited", "edits") else "left")
    for wait in waits(told, season):
        mine = [t for t in told if isinstance(t, ToldContact) and t.truth == wait.occurrence.id]
        held = next((t for t in mine if t.status is Status.HELD), None)
        opened = next(t for t in mine if t.kind is AlertKind.CONTACT_NEW)
        table.add_row(
            wait.occurrence.name,
            f"{wait.first.astimezone(UTC):%d %b %H:%M}",
            f"{wait.alert.astimezone(UTC):%d %b %H:%M} {opened.status}",
            minutes(wait.length),
            f"{held.at.astimezone(UTC):%d %b %H:%M}" if held else "–",
            str(sum(t.kind is AlertKind.CONTACT_EDIT for t in mine)),
        )
    return table


def countdown_table(told: Sequence[Told], season: Season) -> Table:
    """One row for each milestone of the truce's end as known in September, and one for the extension."""
    truce = season.truce
    zone = ZoneInfo(truce.zone)
    sent = {t.milestone: t.at for t in told if isinstance(t, ToldReminder) and t.deadline == truce.deadline}
    table = Table(title=f"Truce to {truce.expires.astimezone(zone):%d %b %Y %H:%M} New York", title_justify="left")
    table.add_column("milestone")
    table.add_column("what became of it")
    for label in (*truce.told, *truce.cancelled):
        overtaken = "cancelled by the extension" if label in truce.cancelled else "not sent"
        table.add_row(label, f"sent {sent[label].astimezone(zone):%d %b %Y %H:%M}" if label in sent else overtaken)
    for move in told:
        if isinstance(move, ToldMove) and move.deadline == truce.deadline:
            end = f"{move.expires.astimezone(zone):%d %b %Y %H:%M}"
            table.add_row("extension", f"told {move.at.astimezone(zone):%d %b %Y %H:%M}: now to {end}")
    return table


def closing_table(told: Sequence[Told], season: Season, tally: Tally) -> Table:
    """The figures of the replay."""
    contacts = [t for t in told if isinstance(t, ToldContact)]
    lengths = [wait.length.total_seconds() for wait in waits(told, season)]
    kinds = {kind: sum(t.kind is kind for t in contacts) for kind in AlertKind}
    table = Table(title="The season", title_justify="left", show_header=False)
    table.add_column("what")
    table.add_column("how many", justify="right")
    rows = {
        "polls": f"{tally.polls:,}",
        "  of them not modified": f"{tally.not_modified:,}",
        "entries": f"{tally.entries:,}",
        "contacts": f"{tally.contacts:,}",
        "alerts": str(kinds[AlertKind.CONTACT_NEW]),
        "  followed by a change (planned, then held)": str(kinds[AlertKind.CONTACT_CHANGE]),
        "edits": str(kinds[AlertKind.CONTACT_EDIT]),
        "reminders": str(sum(isinstance(t, ToldReminder) for t in told)),
        "deadlines moved": str(sum(isinstance(t, ToldMove) for t in told)),
        "time to alert, median (virtual)": minutes(timedelta(seconds=median(lengths))) if lengths else "–",
        "time to alert, longest (virtual)": minutes(timedelta(seconds=max(lengths))) if lengths else "–",
        "wall time": f"{tally.seconds:.1f} s",
    }
    for what, number in rows.items():
        table.add_row(what, number)
    return table


def verdict_text(findings: Sequence[Finding]) -> Text:
    """The last word: all well, or each complaint on its line."""
    if not findings:
        return Text("Everything that happened was told once, in order.", style="bold green")
    lines = "\n".join(f"  {finding}" for finding in findings)
    return Text(f"The verdict found {len(findings)} mistake(s):\n{lines}", style="bold red")


def minutes(length: timedelta) -> str:
    """A wait in whole minutes, rounded up: nothing that took time reads as none."""
    return f"{-(-length // timedelta(minutes=1))} min"
