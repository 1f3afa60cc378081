"""Contacts and the mentions behind them, and the alerts that they raise."""

from collections.abc import Sequence
from datetime import date, datetime
from functools import lru_cache

import orjson
from sqlalchemy import Connection, Text, cast, delete, func, insert, select, update

from watchbot.contacts.windows import CANDIDATE_WINDOW, PENDING, PLAN_OPEN
from watchbot.model import Contact, IdentityReason, Status
from watchbot.store.codec import contact_from_json, contact_to_json, mention_to_json
from watchbot.store.schema import contacts, mentions


def candidates(connection: Connection, around: datetime) -> tuple[Contact, ...]:
    """Contacts that a mention published at `around` may speak of: reported lately, or dated near it or ahead.

    The window is wide on purpose; `contacts.identify` decides. Newest first.
    """
    edge = around - CANDIDATE_WINDOW
    rows = connection.execute(
        select(contacts.c.id, cast(contacts.c.body, Text).label("body"))
        .where(
            (contacts.c.last_seen >= edge)
            | (contacts.c.start >= edge.date().isoformat())
            | (contacts.c.status.in_(PENDING) & (contacts.c.last_seen >= around - PLAN_OPEN))
        )
        .order_by(contacts.c.last_seen.desc()),
    )
    return tuple(_read(row.id, row.body) for row in rows)


@lru_cache(maxsize=256)
def _read(contact_id: str, body: str) -> Contact:
    """A contact from its text, remembered by that text: every mention asks for the same few hundred candidates."""
    return contact_from_json(contact_id, orjson.loads(body))


def find(connection: Connection, contact_id: str) -> Contact | None:
    """One contact, or None where no such id is known."""
    body = connection.scalar(select(contacts.c.body).where(contacts.c.id == contact_id))
    return None if body is None else contact_from_json(contact_id, body)


def recent(connection: Connection, *, limit: int, since: datetime | None = None) -> tuple[Contact, ...]:
    """The contacts last reported, newest first; unsure ones are left out."""
    query = select(contacts.c.id, contacts.c.body).where(contacts.c.sure)
    if since is not None:
        query = query.where(contacts.c.last_seen >= since)
    rows = connection.execute(query.order_by(contacts.c.last_seen.desc()).limit(limit))
    return tuple(contact_from_json(row.id, row.body) for row in rows)


def planned(connection: Connection, since: date) -> tuple[Contact, ...]:
    """Planned contacts whose date is known and not before `since`, soonest first."""
    rows = connection.execute(
        select(contacts.c.id, contacts.c.body)
        .where(contacts.c.status == Status.PLANNED.value, contacts.c.end >= since.isoformat())
        .order_by(contacts.c.start),
    )
    return tuple(contact_from_json(row.id, row.body) for row in rows)


def any_planned(connection: Connection, since: date, until: date) -> bool:
    """Whether a contact that is sure and planned has a date that touches the days from `since` to `until`."""
    found = connection.execute(
        select(contacts.c.id)
        .where(
            contacts.c.status == Status.PLANNED.value,
            contacts.c.sure,
            contacts.c.end >= since.isoformat(),
            contacts.c.start <= until.isoformat(),
        )
        .limit(1)
    )
    return found.first() is not None


def dated(connection: Connection, since: date) -> tuple[Contact, ...]:
    """Contacts whose date is known and not before `since`, soonest first."""
    rows = connection.execute(
        select(contacts.c.id, contacts.c.body).where(contacts.c.end >= since.isoformat()).order_by(contacts.c.start),
    )
    return tuple(contact_from_json(row.id, row.body) for row in rows)


def taken_ids(connection: Connection, stem: str) -> frozenset[str]:
    """Ids that begin with `stem`, so that a new contact can take a free one."""
    rows = connection.scalars(select(contacts.c.id).where(contacts.c.id.startswith(stem, autoescape=True)))
    return frozenset(rows)


def save(connection: Connection, contact: Contact) -> None:
    """Write a contact as it now is, new or changed."""
    values = {
        "status": contact.status.value,
        "mode": contact.mode.value,
        "version": contact.version,
        "status_version": contact.status_version,
        "sure": contact.sure,
        "first_seen": contact.first_seen,
        "last_seen": contact.last_seen,
        "start": contact.start.isoformat() if contact.start else None,
        "end": contact.end.isoformat() if contact.end else None,
        "body": contact_to_json(contact),
    }
    changed = connection.execute(update(contacts).where(contacts.c.id == contact.id).values(values))
    if changed.rowcount == 0:
        connection.execute(insert(contacts).values(id=contact.id, **values))


def add_mention(connection: Connection, contact: Contact, *, entry_row: int, reason: IdentityReason) -> None:
    """Keep which entry told of `contact` (its newest report), and why it was put there."""
    report = contact.reports[-1]
    connection.execute(
        insert(mentions).values(
            contact=contact.id,
            entry=entry_row,
            feed=report.feed,
            publisher=report.publisher,
            status=report.status.value,
            identity=reason.value,
            seen=report.seen,
            body=mention_to_json(report.mention),
        ),
    )


def identity_reasons(connection: Connection, contact_id: str) -> Sequence[tuple[str, str]]:
    """(publisher, identity reason) of each mention, in the order they came."""
    rows = connection.execute(
        select(mentions.c.publisher, mentions.c.identity)
        .where(mentions.c.contact == contact_id)
        .order_by(mentions.c.id),
    )
    return [(row.publisher, row.identity) for row in rows]


def contributed(connection: Connection) -> dict[str, int]:
    """How many contacts each feed has reported."""
    rows = connection.execute(
        select(mentions.c.feed, func.count(mentions.c.contact.distinct()).label("n")).group_by(mentions.c.feed),
    )
    return {row.feed: row.n for row in rows}


def forget(connection: Connection, contact_id: str) -> None:
    """Remove a contact and its mentions."""
    connection.execute(delete(contacts).where(contacts.c.id == contact_id))
