"""`watchbot feeds`: list them with their health, add one from a site's address, remove it, and exchange lists as OPML.

It writes to the database that the service reads; a running service takes a change in within seconds.
"""

import argparse
import asyncio
import json
import os
import sys
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from rich.console import Console
from rich.table import Table
from sqlalchemy import Connection

from watchbot.config import Config, ConfigError, load
from watchbot.configuration import values
from watchbot.environment import Environment, EnvironmentProblem
from watchbot.feeds import Fetcher
from watchbot.feeds.discovery import Found, NothingFound, discover, language_of
from watchbot.feeds.opml import NotOpml, id_of, read, written
from watchbot.feedwatch import FeedReport, overview
from watchbot.model import Feed, FeedKind, Side
from watchbot.store import Database
from watchbot.store import feeds as store

HELP = "list, add, remove, export and import feeds"
Run = Callable[[argparse.Namespace, Config, Database], int]


def configure(parser: argparse.ArgumentParser) -> None:
    """Subcommands and options."""
    actions = parser.add_subparsers(dest="action", metavar="ACTION")
    listing = actions.add_parser("list", help="every feed with its health (the default)")
    listing.add_argument("--json", action="store_true", help="one JSON list")
    adding = actions.add_parser("add", help="add the feed at an address, or the one that the site there names")
    adding.add_argument("url", metavar="URL")
    adding.add_argument("--id", help="default: made from the address")
    adding.add_argument("--publisher", help="default: the feed's own title")
    adding.add_argument("--lang", choices=values.LANGUAGES, help="default: by the letters of its titles")
    adding.add_argument("--kind", choices=[kind.value for kind in FeedKind], default="press")
    adding.add_argument("--side", choices=[side.value for side in Side], help="whose word a readout is")
    adding.add_argument("--interval", default="10m", help="the usual time between polls, such as 2m")
    removing = actions.add_parser("remove", help="remove an added feed; its contacts stay")
    removing.add_argument("id", metavar="ID")
    exporting = actions.add_parser("export", help="write all feeds as OPML")
    exporting.add_argument("file", nargs="?", metavar="FILE", help="default: standard output")
    importing = actions.add_parser("import", help="add the feeds of an OPML file that aren't there yet")
    importing.add_argument("file", metavar="FILE")


def main(args: argparse.Namespace) -> int:
    """Status 0; 1 where an address holds no feed or a line can't be taken; 2 for wrong usage or configuration."""
    try:
        environment = Environment.read(os.environ)
        config = load(environment.config)
    except (ConfigError, EnvironmentProblem) as error:
        print(error, file=sys.stderr)
        return 2
    database = Database.open(environment.database_url)
    try:
        return _ACTIONS[args.action or "list"](args, config, database)
    except ValueError as error:
        print(error, file=sys.stderr)
        return 2
    finally:
        database.close()


def _list(args: argparse.Namespace, config: Config, database: Database) -> int:
    now = datetime.now(UTC)
    found = database.transact(lambda connection: overview(connection, config.feeds, now))
    if getattr(args, "json", False):
        print(json.dumps([as_json(one) for one in found], ensure_ascii=False, indent=2))
        return 0
    table = Table(title=f"{len(found)} feeds", title_justify="left")
    for name in ("feed", "publisher", "state", "last new entry", "contacts", "wrong", "error"):
        table.add_column(name, overflow="fold")
    for one in found:
        last = one.state.last_new_entry
        table.add_row(
            one.feed.id,
            one.feed.publisher,
            one.health.value,
            f"{last:%Y-%m-%d %H:%M} UTC" if last else "never",
            str(one.contacts),
            f"{one.wrong_share:.0%}" if one.contacts else "",
            one.state.error,
        )
    Console().print(table)
    return 0


def as_json(one: FeedReport) -> dict[str, Any]:
    """A feed's report as plain JSON; moments in ISO 8601."""
    state = one.state
    return {
        "id": one.feed.id,
        "url": one.feed.url,
        "publisher": one.feed.publisher,
        "lang": one.feed.lang,
        "kind": one.feed.kind.value,
        "state": one.health.value,
        "last_new_entry": _iso(state.last_new_entry),
        "last_ok": _iso(state.last_ok),
        "next_poll": _iso(state.next_poll),
        "error": state.error,
        "entries": state.entries,
        "contacts": one.contacts,
        "wrong_share": round(one.wrong_share, 3),
    }


def _iso(moment: datetime | None) -> str | None:
    return moment.isoformat() if moment else None


def _add(args: argparse.Namespace, config: Config, database: Database) -> int:
    kind, side = FeedKind(args.kind), Side(args.side) if args.side else None
    if (kind is FeedKind.READOUT) != (side is not None):
        raise ValueError("--side: a readout speaks for one side, and only a readout does")
    interval = values.duration(args.interval)
    found = asyncio.run(_discovered(values.address(args.url), config))
    if isinstance(found, NothingFound):
        print(f"{args.url}: {found.detail}", file=sys.stderr)
        return 1
    chosen = found[0]
    for other in found[1:]:
        print(f"also there: {other.url} ({other.title})")
    feed = Feed(
        id=values.identifier(args.id or id_of(chosen.url)),
        url=chosen.url,
        publisher=args.publisher or chosen.title or id_of(chosen.url),
        lang=args.lang or language_of(chosen.titles),
        kind=kind,
        side=side,
        interval=interval,
    )
    problem = database.transact(lambda connection: _keep(connection, feed, config))
    print(problem or f"added {feed.id}: {feed.publisher}, {feed.url}, {feed.lang}, {len(chosen.titles)} entries now")
    return int(bool(problem))


async def _discovered(url: str, config: Config) -> tuple[Found, ...] | NothingFound:
    fetcher = Fetcher(config.settings.polling, config.settings.limits, lambda: datetime.now(UTC))
    try:
        return await discover(url, fetcher, config.settings.limits)
    finally:
        await fetcher.aclose()


def _keep(connection: Connection, feed: Feed, config: Config) -> str:
    """Keep an added feed; gives what stands against it, or nothing."""
    for known, _ in store.states(connection, config.feeds):
        if known.url == feed.url:
            return f"{feed.url} is polled already, as {known.id}"
        if known.id == feed.id:
            return f"there is a feed {feed.id} already ({known.url}); choose another --id"
    store.add(connection, feed, None)
    return ""


def _remove(args: argparse.Namespace, config: Config, database: Database) -> int:
    if any(feed.id == args.id for feed in config.feeds):
        print(f"{args.id} stands in feeds.toml; remove it there", file=sys.stderr)
        return 1
    if not database.transact(lambda connection: store.remove(connection, args.id)):
        print(f"there is no added feed {args.id}", file=sys.stderr)
        return 1
    print(f"removed {args.id}")
    return 0


def _export(args: argparse.Namespace, config: Config, database: Database) -> int:
    known = database.transact(lambda connection: [feed for feed, _ in store.states(connection, config.feeds)])
    text = written(known)
    if args.file:
        Path(args.file).write_text(text, encoding="utf-8")
    else:
        print(text, end="")
    return 0


def _import(args: argparse.Namespace, config: Config, database: Database) -> int:
    try:
        outlines = read(Path(args.file).read_bytes())
    except (OSError, NotOpml) as error:
        print(f"{args.file}: {error}", file=sys.stderr)
        return 2
    added = refused = 0
    for one in outlines:
        feed = one.feed
        problem = one.problem
        if feed is not None:
            kept = feed if values.is_identifier(feed.id) else replace(feed, id=id_of(feed.url))
            problem = database.transact(lambda connection, kept=kept: _keep(connection, kept, config))  # type: ignore[misc]
        if problem:
            print(f"{args.file}:{one.line}: {problem}", file=sys.stderr)
            refused += 1
        else:
            added += 1
    print(f"added {added} of {len(outlines)} feeds")
    return int(bool(refused))


_ACTIONS: dict[str, Run] = {"list": _list, "add": _add, "remove": _remove, "export": _export, "import": _import}
