"""Deadlines in the store: revisions and deadlines that were added while the service ran.

The configuration stays the first word; what admins add in a chat, and what the news applied, is kept here, together
with a journal of who did it and when.
"""

from collections.abc import Iterable
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from sqlalchemy import Connection, Row, insert, select

from watchbot.countdown import parse_milestone, with_revisions
from watchbot.model import Deadline, Outcome, Revision
from watchbot.store.schema import added_deadlines, journal, revisions


def load(connection: Connection, configured: Iterable[Deadline]) -> tuple[Deadline, ...]:
    """All deadlines as they are now: the configured ones and the added ones, each with every revision."""
    added = [_deadline(row) for row in connection.execute(select(added_deadlines).order_by(added_deadlines.c.created))]
    by_deadline: dict[str, tuple[Revision, ...]] = {}
    for row in connection.execute(select(revisions).order_by(revisions.c.announced, revisions.c.id)):
        by_deadline[row.deadline] = (*by_deadline.get(row.deadline, ()), _revision(row))
    return with_revisions(configured, added, by_deadline)


def add_deadline(connection: Connection, deadline: Deadline, by: int | None, now: datetime) -> bool:
    """Keep a deadline made in a chat, with its revisions, and journal it; False where its id is taken."""
    if connection.scalar(select(added_deadlines.c.id).where(added_deadlines.c.id == deadline.id)) is not None:
        return False
    connection.execute(
        insert(added_deadlines).values(id=deadline.id, definition=_definition(deadline), by=by, created=now)
    )
    record(connection, "deadline added", {"deadline": deadline.id, "name": deadline.names.get("en", "")}, by, now)
    for revision in deadline.revisions:
        add_revision(connection, deadline.id, revision, by, now)
    return True


def add_revision(connection: Connection, deadline: str, revision: Revision, by: int | None, now: datetime) -> None:
    """Keep a revision of `deadline` and journal who made it (`by` None: the news, by the auto-apply rule)."""
    connection.execute(
        insert(revisions).values(
            deadline=deadline,
            announced=revision.announced,
            expires=revision.expires,
            zone=revision.zone,
            source=revision.source,
            note=revision.note,
            outcome=revision.outcome.value if revision.outcome else None,
            by=by,
            created=now,
        )
    )
    said = {"deadline": deadline, "expires": revision.expires.isoformat(), "source": revision.source}
    record(connection, f"deadline {revision.outcome or 'revised'}", said, by, now)


def record(connection: Connection, what: str, body: dict[str, Any], by: int | None, now: datetime) -> None:
    """Write one line of the journal: what was done, by which user id (None: the service itself), when."""
    connection.execute(insert(journal).values(at=now, by=by, what=what, body=body))


def _revision(row: Row[Any]) -> Revision:
    return Revision(
        announced=row.announced,
        expires=row.expires.astimezone(ZoneInfo(row.zone)),
        zone=row.zone,
        source=row.source,
        note=row.note,
        outcome=Outcome(row.outcome) if row.outcome else None,
        by=row.by,
    )


def _definition(deadline: Deadline) -> dict[str, Any]:
    return {
        "names": deadline.names,
        "milestones": [milestone.label for milestone in deadline.milestones],
        "issues": list(deadline.issues),
        "terms": {lang: list(terms) for lang, terms in (deadline.terms or {}).items()},
        "auto_apply": deadline.auto_apply,
    }


def _deadline(row: Row[Any]) -> Deadline:
    said = row.definition
    parsed = (parse_milestone(label) for label in said["milestones"])
    return Deadline(
        id=row.id,
        names=said["names"],
        revisions=(),
        milestones=tuple(milestone for milestone in parsed if milestone is not None),
        issues=tuple(said["issues"]),
        terms={lang: tuple(terms) for lang, terms in said["terms"].items()},
        auto_apply=said["auto_apply"],
    )
