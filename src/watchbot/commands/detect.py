"""`watchbot detect`: labelled or plain entries in (JSON lines), what they say of contacts out."""

import argparse
import os
import sys
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime
from functools import partial
from pathlib import Path
from typing import Any

import orjson

from watchbot.alerts.policy import decide
from watchbot.configuration.actors import read_roster
from watchbot.configuration.documents import Document
from watchbot.configuration.issues import read_issues
from watchbot.configuration.problems import ConfigError
from watchbot.contacts import Coder, add_report, identify, new_id, open_contact
from watchbot.contacts.windows import is_candidate
from watchbot.model import Alerting, AlertKind, Coding, Contact, Entry, Mention, Participant, Roster, Verdict

HELP = "read entries as JSON lines from standard input; print the contact, status and alert of each"
ALERTS = {AlertKind.CONTACT_NEW: "new", AlertKind.CONTACT_CHANGE: "update"}


@dataclass(frozen=True, slots=True)
class Detection:
    """What the detector made of one entry. `day` is when its contact takes place, as all entries until then have it."""

    entry: Entry
    coding: Coding
    contact: str | None
    day: date | None
    alert: str
    reason: str


def configure(parser: argparse.ArgumentParser) -> None:
    """Options."""
    parser.add_argument("--config", type=Path, default=None, help="configuration folder")
    parser.add_argument("--explain", action="store_true", help="print for people: spans, rules, first rejection")


def main(args: argparse.Namespace) -> int:
    """Read standard input to its end, as one stream in order of publication; print in the order of input."""
    try:
        coder = coder_of(args.config or Path(os.environ.get("WATCHBOT_CONFIG") or "config"))
    except ConfigError as problem:
        print(problem, file=sys.stderr)
        return 2
    rows = [orjson.loads(line) for line in sys.stdin.buffer if line.strip()]
    entries = [entry_of(row) for row in rows]
    found = {id(d.entry): d for d in detect(coder, entries)}
    for entry in entries:
        one = found[id(entry)]
        print(explained(one, coder.roster) if args.explain else orjson.dumps(line_of(one, coder.roster)).decode())
    return 0


def coder_of(folder: Path) -> Coder:
    """A coder from the roster and issues of a configuration folder.

    Raises:
        ConfigError: with every mistake in either file.
    """
    actors, issues = Document(folder / "actors.toml"), Document(folder / "issues.toml")
    roster, topics = read_roster(actors), read_issues(issues)
    problems = [*actors.problems, *issues.problems]
    if problems:
        raise ConfigError(problems)
    return Coder(roster, topics)


def entry_of(row: dict[str, Any]) -> Entry:
    """An entry from one JSON object; labels in it are not looked at."""
    published = datetime.fromisoformat(row["published"])
    return Entry(
        id=row["id"],
        feed=row["publisher"],
        publisher=row["publisher"],
        published=published,
        seen=published,
        title=plain(row["title"]),
        summary=plain(row.get("summary") or ""),
        link=row.get("link") or "",
        lang=row.get("lang") or "",
    )


def plain(text: str) -> str:
    """Without markup, as the feeds stage hands it on."""
    if "<" not in text and "&" not in text:
        return text
    from selectolax.lexbor import LexborHTMLParser

    body = LexborHTMLParser(text).body
    return body.text(separator=" ").replace("\xa0", " ").strip() if body is not None else text


def detect(coder: Coder, entries: Iterable[Entry]) -> Iterator[Detection]:
    """Run the pure line over a stream: code, identify, decide, in order of publication."""
    contacts: dict[str, Contact] = {}
    for entry in sorted(entries, key=lambda e: e.published):
        coding = coder.code(entry, partial(_candidates, contacts, entry.published))
        if coding.verdict is Verdict.UNREADABLE:
            print(f"entry {entry.id} of {entry.publisher}: {coding.rule}", file=sys.stderr)
        main_contact, day, alert, reason = None, None, "none", coding.verdict.value
        read: list[Mention] = []
        for number, mention in enumerate(coding.mentions):
            found = identify(mention, entry, _candidates(contacts, entry.published))
            before, told = found.contact, found.mention
            read.append(told)
            if before is None:
                after = open_contact(_free(new_id(told, entry), contacts), told, entry)
            else:
                after = add_report(before, told, entry)
            contacts[after.id] = after
            decision = decide(before, after, entry.published, Alerting())
            if number == 0:
                main_contact, day = after.id, after.start
                alert = ALERTS.get(decision.kind, "none") if decision.kind else "none"
                reason = f"{found.reason.value}; {decision.reason.value}"
        yield Detection(entry, replace(coding, mentions=tuple(read)), main_contact, day, alert, reason)


def _candidates(contacts: Mapping[str, Contact], around: datetime) -> tuple[Contact, ...]:
    return tuple(one for one in contacts.values() if is_candidate(one, around))


def _free(stem: str, taken: dict[str, Contact]) -> str:
    number, name = 1, stem
    while name in taken:
        number += 1
        name = f"{stem}-{number}"
    return name


def line_of(one: Detection, roster: Roster) -> dict[str, Any]:
    """The line that is printed for one entry."""
    issues = [hit.issue for hit in one.coding.issues]
    if not one.coding.mentions:
        return {
            "id": one.entry.id,
            "status": "none",
            "contact_id": None,
            "mode": None,
            "us": [],
            "cn": [],
            "place": None,
            "date": None,
            "issues": issues,
            "alert": "none",
            "reason": f"{one.coding.verdict.value}: {one.coding.rule}",
            "evidence": [],
        }
    main_mention = one.coding.mentions[0]
    return {
        "id": one.entry.id,
        "status": main_mention.status.value,
        "contact_id": one.contact,
        "mode": main_mention.mode.value,
        "us": [_name(p, roster) for p in main_mention.us],
        "cn": [_name(p, roster) for p in main_mention.cn],
        "place": main_mention.place,
        "date": day.isoformat() if (day := main_mention.start or one.day) else None,
        "issues": issues,
        "alert": one.alert,
        "reason": f"{one.reason}: {', '.join(main_mention.rules)}",
        "evidence": [e.text for e in main_mention.evidence],
    }


def _name(person: Participant, roster: Roster) -> str:
    office = roster.offices.get(person.office or "")
    return f"{person.name}, {office.title}" if office and office.title != person.name else person.name


def explained(one: Detection, roster: Roster) -> str:
    """The same for people."""
    line = line_of(one, roster)
    head = f"{one.entry.id}  {line['status']}  {line['contact_id'] or ''}  {one.entry.title}\n  {line['reason']}"
    spans = one.coding.mentions[0].evidence if one.coding.mentions else one.coding.evidence
    return "\n".join([head, *(f"  {e.where}[{e.start}:{e.end}] {e.text!r} {e.rule}" for e in spans)])
