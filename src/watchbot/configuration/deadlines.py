"""deadlines.toml: the dated ends, and each announcement that moved one."""

from collections.abc import Collection
from datetime import datetime
from zoneinfo import ZoneInfo

from watchbot.configuration import values
from watchbot.configuration.documents import Document, dotted
from watchbot.configuration.tables import Table, one_of, unique
from watchbot.model import Deadline, Outcome, Revision


def read_deadlines(document: Document, issues: Collection[str] | None) -> tuple[Deadline, ...]:
    """The deadlines in `document`. `issues` are the ids that one may refer to; None leaves that unchecked."""
    root = Table(document, (), document.values)
    seen: dict[str, str] = {}
    found = [_deadline(table, seen, issues) for table in root.tables("deadline")]
    root.close()
    return tuple(deadline for deadline in found if deadline is not None)


def _deadline(table: Table, seen: dict[str, str], issues: Collection[str] | None) -> Deadline | None:
    id_ = table.required("id", values.identifier)
    names = table.labels("names")
    terms = table.by_language("terms")
    milestones = table.items("milestones", values.milestone, "milestones")
    touched = table.items("issues", values.identifier, "issue ids")
    auto_apply = table.optional("auto_apply", values.flag, default=False)
    revisions = [_revision(inner) for inner in table.tables("revision")]
    table.close()
    unique(table, "id", id_, seen, dotted(table.path))
    for index, issue in enumerate(touched):
        if issues is not None and issue not in issues:
            table.wrong(f"{issue!r} is not an issue of issues.toml, expected the id of one", "issues", index)
    if not milestones and table.sound:
        table.wrong('is missing or empty, expected at least one, such as ["7d", "0"]', "milestones")
    _in_order(table, revisions)
    if id_ is None or not table.sound:
        return None
    known = tuple(revision for revision in revisions if revision is not None)
    return Deadline(id_, names, known, milestones, touched, terms or None, auto_apply)


def _revision(table: Table) -> Revision | None:
    announced = table.required("announced", values.moment)
    local = table.required("expires", values.wall_clock)
    zone = table.required("zone", values.zone)
    source = table.required("source", values.text)
    note = table.optional("note", values.text, default="")
    outcome = table.optional("outcome", one_of(Outcome), default=None)
    table.close()
    expires = _moment(table, local, zone)
    if announced is None or expires is None or zone is None or source is None or not table.sound:
        return None
    if outcome is None and expires <= announced:
        table.wrong(f"{expires.isoformat()} is not after `announced`, expected a later moment", "expires")
        return None
    return Revision(announced, expires, zone, source, note, outcome)


def _moment(table: Table, local: datetime | None, zone: str | None) -> datetime | None:
    if local is None or zone is None:
        return None
    try:
        return values.on_clock(local, ZoneInfo(zone))
    except ValueError as error:
        table.wrong(str(error), "expires")
        return None


def _in_order(table: Table, revisions: list[Revision | None]) -> None:
    """Revisions stand in order of announcement, and an outcome repeats the end that it is about."""
    previous: Revision | None = None
    for index, revision in enumerate(revisions):
        if revision is None:
            continue
        if previous is not None and revision.announced <= previous.announced:
            table.wrong(
                f"{revision.announced.isoformat()} is not after the revision before it, "
                "expected revisions in order of announcement",
                "revision",
                index,
                "announced",
            )
        if revision.outcome is not None and (previous is None or revision.expires != previous.expires):
            table.wrong(
                "is not the end of the revision before it, expected an outcome to repeat that end",
                "revision",
                index,
                "expires",
            )
        previous = revision
