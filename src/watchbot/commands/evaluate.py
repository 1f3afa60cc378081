"""`watchbot evaluate`: how well detection does on labelled entries, with every error and the rule that fired."""

import argparse
import os
from pathlib import Path
from typing import Any

import orjson
from rich.console import Console
from rich.table import Table

from watchbot.commands.detect import coder_of, detect, entry_of, line_of
from watchbot.contacts.keywords import keyword_lines
from watchbot.contacts.measures import POSITIVE, Scores, measure

HELP = "score detection on a labelled JSON lines file, with its errors"


def configure(parser: argparse.ArgumentParser) -> None:
    """Options."""
    parser.add_argument("gold", type=Path, help="labelled entries, one JSON object a line")
    parser.add_argument("--config", type=Path, default=None, help="configuration folder")
    parser.add_argument(
        "--baseline", choices=["keywords"], help="score a keyword filter on the same file, side by side"
    )
    parser.add_argument("--errors", type=int, default=0, metavar="N", help="print up to N errors of each kind")
    parser.add_argument("--by", choices=["lang", "status"], help="also score each group")


def main(args: argparse.Namespace) -> int:
    """Print the table, then the errors."""
    rows: list[dict[str, Any]] = [orjson.loads(line) for line in args.gold.read_bytes().splitlines() if line.strip()]
    coder = coder_of(args.config or Path(os.environ.get("WATCHBOT_CONFIG") or "config"))
    lines = [line_of(d, coder.roster) for d in detect(coder, [entry_of(row) for row in rows])]
    groups = {"all": rows}
    for row in rows if args.by else ():
        groups.setdefault(str(row.get(args.by)), []).append(row)
    console = Console()
    table = Table("measure")
    columns: list[Scores] = []
    for name, members in groups.items():
        table.add_column(name, justify="right")
        columns.append(measure(members, lines))
        if args.baseline:
            table.add_column(f"{name}, keywords", justify="right")
            columns.append(measure(members, keyword_lines(members)))
    for key in columns[0]:
        table.add_row(key, *(f"{c[key]:.3f}" if isinstance(c[key], float) else str(c[key]) for c in columns))
    console.print(table)
    _errors(console, rows, {line["id"]: line for line in lines}, args.errors)
    return 0


def _errors(console: Console, rows: list[dict[str, Any]], lines: dict[str, dict[str, Any]], most: int) -> None:
    kinds: dict[str, list[str]] = {"FALSE": [], "MISSED": [], "STATUS": []}
    for row in rows:
        if row["status"] == "speculated" or row.get("weak"):
            continue
        line = lines[row["id"]]
        gold, got = row["status"] in POSITIVE, line["status"] in POSITIVE
        kind = "FALSE" if got and not gold else "MISSED" if gold and not got else ""
        if gold and got and row["status"] != line["status"]:
            kind = "STATUS"
        if kind:
            kinds[kind].append(
                f"{row['id']} {row['status']} -> {line['status']} | {row['title'][:100]} | {line['reason']}"
            )
    for kind, errors in kinds.items():
        for error in errors[:most]:
            console.print(f"{kind} {error}", markup=False, highlight=False, soft_wrap=True)
