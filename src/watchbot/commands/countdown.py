"""`watchbot countdown`: every deadline as of any moment, from the revisions announced by then."""

import argparse
import json
import os
import sys
from datetime import UTC, date, datetime, time
from pathlib import Path
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from rich.console import Console
from rich.table import Table
from sqlalchemy.engine import make_url

from watchbot.config import ConfigError, load
from watchbot.countdown import Standing, as_json, soonest_first
from watchbot.environment import Environment, EnvironmentProblem
from watchbot.model import Deadline, DeadlineState
from watchbot.store import Database
from watchbot.store import deadlines as store
from watchbot.store.database import engine_url

HELP = "show the deadlines as of any moment"


def configure(parser: argparse.ArgumentParser) -> None:
    """Options; a moment without an offset is wall-clock time in --zone, a bare date the start of that day."""
    parser.add_argument("--at", metavar="TIME", help="ISO date or time (default: now); a bare date is its first minute")
    parser.add_argument("--zone", metavar="ZONE", help="IANA zone in which days are counted (default: the configured)")
    parser.add_argument("--json", action="store_true", help="a JSON list: id expires announced days_left status")


def main(args: argparse.Namespace) -> int:
    """Print the table or the JSON list, soonest first. Status 2 for a wrong option or configuration."""
    try:
        environment = Environment.read(os.environ)
        config = load(environment.config)
        zone = args.zone or config.settings.chats.zone
        at = parse_at(args.at, zone) if args.at else datetime.now(UTC)
    except (ConfigError, EnvironmentProblem, ValueError) as error:
        print(error, file=sys.stderr)
        return 2
    rows = soonest_first(_with_stored(config.deadlines, environment.database_url), at, zone)
    if args.json:
        print(json.dumps([as_json(row) for row in rows], ensure_ascii=False, indent=2))
    else:
        Console().print(as_table(rows, at, zone))
    return 0


def parse_at(text: str, zone: str) -> datetime:
    """The moment that `text` names, in `zone` unless it carries its own offset.

    Raises:
        ValueError: no ISO 8601 date or time, or no such zone; the message says which.
    """
    try:
        local = ZoneInfo(zone)
    except (ZoneInfoNotFoundError, ValueError, OSError):
        raise ValueError(f"--zone: {zone!r} is no IANA time zone, expected one such as Asia/Shanghai") from None
    try:
        if len(text) == len("2025-09-11"):
            return datetime.combine(date.fromisoformat(text), time(), local)
        moment = datetime.fromisoformat(text)
    except ValueError:
        raise ValueError(
            f"--at: {text!r} is no ISO 8601 date or time, expected 2025-09-11 or 2025-09-11T09:30"
        ) from None
    return moment if moment.tzinfo else moment.replace(tzinfo=local)


def as_table(rows: tuple[Standing, ...], at: datetime, zone: str) -> Table:
    """The table for people: name, end in its own zone, what is left, and who announced it."""
    table = Table(title=f"Deadlines as of {at.astimezone(ZoneInfo(zone)):%d %b %Y %H:%M} {zone}", title_justify="left")
    for name in ("deadline", "ends", "status", "announced", "source"):
        table.add_column(name, overflow="fold")
    for row in rows:
        table.add_row(
            row.deadline.names.get("en", row.deadline.id),
            f"{row.expires:%d %b %Y %H:%M} {row.revision.zone}",
            in_words(row),
            f"{row.revision.announced:%d %b %Y}",
            row.revision.source,
            style="" if row.state is DeadlineState.ACTIVE else "dim",
        )
    return table


def in_words(row: Standing) -> str:
    """The state in a few English words: "60 days left", "passed 13 days ago; no extension on record"."""
    if not row.open:
        return row.state.value
    days = abs(row.days_left)
    count = f"{days} day{'' if days == 1 else 's'}"
    if row.state is DeadlineState.PASSED:
        return f"passed {f'{count} ago' if days else 'today'}; no extension on record"
    return f"{count} left" if days else "ends today"


def _with_stored(configured: tuple[Deadline, ...], address: str) -> tuple[Deadline, ...]:
    """The deadlines with what the store adds; a database that isn't there yet adds nothing and isn't created."""
    url = make_url(engine_url(address))
    if url.get_backend_name() == "sqlite" and not (url.database and Path(url.database).exists()):
        return configured
    database = Database.open(address)
    try:
        return database.transact(lambda connection: store.load(connection, configured))
    finally:
        database.close()
