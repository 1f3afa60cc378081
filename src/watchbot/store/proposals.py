"""Proposed changes of deadlines: what entries report and what admins asked for, until somebody decides.

One row for each publisher of a report. All rows of one deadline and one new end are decided together, so a report that
an admin ignored stays quiet however many publishers repeat it.
"""

from dataclasses import dataclass
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from sqlalchemy import Connection, Row, insert, select, update

from watchbot.model import Outcome, Proposal, Revision
from watchbot.store.schema import proposals

WAITING, APPLIED, IGNORED = "waiting", "applied", "ignored"


@dataclass(frozen=True, slots=True)
class StoredProposal:
    """A proposal with its row. `name` is set where it would make a new deadline of that name."""

    id: int
    state: str
    proposal: Proposal
    name: str = ""


def add(connection: Connection, proposal: Proposal, now: datetime, name: str = "") -> int:
    """Keep a proposal that waits; returns its row's id."""
    revision = proposal.revision
    body = {
        "announced": revision.announced.isoformat(),
        "zone": revision.zone,
        "source": revision.source,
        "note": revision.note,
        "outcome": revision.outcome.value if revision.outcome else None,
        "entry": proposal.entry,
        "publisher": proposal.publisher,
        "official": proposal.official,
        "quote": proposal.quote,
        "rule": proposal.rule,
        "link": proposal.link,
        "name": name,
    }
    made = connection.execute(
        insert(proposals)
        .values(
            deadline=proposal.deadline,
            revision_key=revision.key,
            expires=revision.expires,
            state=WAITING,
            created=now,
            body=body,
        )
        .returning(proposals.c.id)
    )
    return int(made.scalar_one())


def find(connection: Connection, id: int) -> StoredProposal | None:
    """One proposal by its row's id."""
    row = connection.execute(select(proposals).where(proposals.c.id == id)).one_or_none()
    return None if row is None else _stored(row)


def alike(connection: Connection, deadline: str, revision_key: str) -> tuple[StoredProposal, ...]:
    """Every proposal of the same change, oldest first."""
    same = (proposals.c.deadline == deadline) & (proposals.c.revision_key == revision_key)
    return tuple(_stored(row) for row in connection.execute(select(proposals).where(same).order_by(proposals.c.id)))


def decide(connection: Connection, stored: StoredProposal, state: str, by: int | None, now: datetime) -> bool:
    """Close all proposals of this change; False where that was done before."""
    said = stored.proposal
    changed = connection.execute(
        update(proposals)
        .where(
            proposals.c.deadline == said.deadline,
            proposals.c.revision_key == said.revision.key,
            proposals.c.state == WAITING,
        )
        .values(state=state, decided_by=by, decided=now)
    )
    return bool(changed.rowcount)


def _stored(row: Row[Any]) -> StoredProposal:
    body = row.body
    revision = Revision(
        announced=datetime.fromisoformat(body["announced"]),
        expires=row.expires.astimezone(ZoneInfo(body["zone"])),
        zone=body["zone"],
        source=body["source"],
        note=body["note"],
        outcome=Outcome(body["outcome"]) if body["outcome"] else None,
    )
    proposal = Proposal(
        row.deadline,
        revision,
        body["entry"],
        body["publisher"],
        body["official"],
        body["quote"],
        body["rule"],
        body["link"],
    )
    return StoredProposal(row.id, row.state, proposal, body["name"])
