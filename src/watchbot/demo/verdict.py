"""The verdict: was everything that happened told once, in order, and nothing else?

Pure: it looks only at what reached the chat and at the season's record. Every complaint is a finding with its reason,
and the demo fails when there is one.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum
from itertools import pairwise
from zoneinfo import ZoneInfo

from watchbot.demo.season import Occurrence, Season, TruceRecord
from watchbot.model import AlertKind, Mode, Status, aware

PUNCTUAL = timedelta(hours=1)


@dataclass(frozen=True, slots=True)
class ToldContact:
    """One message about a contact that reached the chat at the virtual moment `at`.

    `contact` is the service's own id, `truth` the occurrence that its entries really tell of, None where they tell of
    none. `kind` is CONTACT_NEW, CONTACT_CHANGE or CONTACT_EDIT; the rest is what the service believed at that moment.
    """

    at: datetime
    kind: AlertKind
    contact: str
    truth: str | None
    status: Status
    mode: Mode
    us: tuple[str, ...]
    cn: tuple[str, ...]
    start: date | None
    title: str = ""

    def __post_init__(self) -> None:
        aware(self.at, f"told {self.contact}: at")


@dataclass(frozen=True, slots=True)
class ToldReminder:
    """One reminder that reached the chat: the deadline, the end that it counted down to, the milestone's label."""

    at: datetime
    deadline: str
    expires: datetime
    milestone: str


@dataclass(frozen=True, slots=True)
class ToldMove:
    """The news, as it reached the chat, that a deadline now ends at `expires`."""

    at: datetime
    deadline: str
    expires: datetime


Told = ToldContact | ToldReminder | ToldMove


class Complaint(StrEnum):
    """What can be wrong."""

    MISSING = "missing"
    TWICE = "told twice"
    NEVER_HELD = "never told as held"
    PLAN_NOT_TOLD = "plan not told before it was held"
    OUT_OF_ORDER = "out of order"
    WRONG_FACTS = "wrong facts"
    FALSE_ALARM = "told, though it never happened"
    NOT_PUNCTUAL = "not told when due"
    NOT_CANCELLED = "told, though overtaken by the extension"
    NOT_DUE = "told, though not due"
    WRONG_END = "wrong end"


@dataclass(frozen=True, slots=True)
class Finding:
    """One complaint about one subject (a contact's name, a reminder, the extension), with what was seen."""

    complaint: Complaint
    subject: str
    detail: str = ""

    def __str__(self) -> str:
        return f"{self.subject}: {self.complaint}{f' ({self.detail})' if self.detail else ''}"


@dataclass(frozen=True, slots=True)
class Wait:
    """How long after the first entry that told of it a contact was told; `first` and `alert` are virtual moments."""

    occurrence: Occurrence
    first: datetime
    alert: datetime

    @property
    def length(self) -> timedelta:
        """Time to alert."""
        return self.alert - self.first


def judge(told: Sequence[Told], season: Season) -> tuple[Finding, ...]:
    """Every complaint about what was `told` (in the order in which it was), none when all is well."""
    contacts = [t for t in told if isinstance(t, ToldContact)]
    return (
        *_contacts(contacts, season.occurrences),
        *_order(contacts, season.occurrences),
        *_reminders([t for t in told if isinstance(t, ToldReminder)], season.truce),
        *_moves([t for t in told if isinstance(t, ToldMove)], season.truce),
    )


def waits(told: Iterable[Told], season: Season) -> tuple[Wait, ...]:
    """Time to alert of each occurrence that was told, in the season's order.

    The count starts with the first entry that tells of it as planned or held; rumours don't count.
    """
    first: dict[str, datetime] = {}
    for entry in season.entries:
        for contact, status in ((entry.truth.contact, entry.truth.status), *entry.truth.also):
            if contact is not None and status not in (None, Status.SPECULATED):
                first.setdefault(contact, entry.published)
    alert: dict[str, datetime] = {}
    for one in told:
        if isinstance(one, ToldContact) and one.kind is AlertKind.CONTACT_NEW and one.truth is not None:
            alert.setdefault(one.truth, one.at)
    return tuple(Wait(o, first[o.id], alert[o.id]) for o in season.occurrences if o.id in first and o.id in alert)


def _contacts(told: Sequence[ToldContact], occurrences: Sequence[Occurrence]) -> Iterable[Finding]:
    by_truth: Mapping[str | None, list[ToldContact]] = defaultdict(list)
    for one in told:
        by_truth[one.truth].append(one)
    known = {o.id for o in occurrences}
    for truth, messages in by_truth.items():
        if truth not in known:
            yield from (
                Finding(Complaint.FALSE_ALARM, m.title or m.contact, f"{m.status} on {m.at:%d %b %H:%M}")
                for m in messages
                if m.kind is AlertKind.CONTACT_NEW
            )
    for occurrence in occurrences:
        yield from _occurrence(by_truth[occurrence.id], occurrence)


def _occurrence(told: Sequence[ToldContact], occurrence: Occurrence) -> Iterable[Finding]:
    opened = [t for t in told if t.kind is AlertKind.CONTACT_NEW]
    if not opened:
        if occurrence.required:
            yield Finding(Complaint.MISSING, occurrence.name)
        return
    if len(opened) > 1:
        again = ", ".join(f"{t.at:%d %b %H:%M} {t.title or t.contact}" for t in opened[1:])
        yield Finding(Complaint.TWICE, occurrence.name, again)
    if not occurrence.required:
        return
    held = [t for t in told if t.status is Status.HELD]
    if not held:
        yield Finding(Complaint.NEVER_HELD, occurrence.name, f"last told as {told[-1].status}")
        return
    if occurrence.planned and not any(t.status is Status.PLANNED and t.at < held[0].at for t in told):
        yield Finding(Complaint.PLAN_NOT_TOLD, occurrence.name)
    yield from _facts(held[-1], occurrence)


def _facts(last: ToldContact, occurrence: Occurrence) -> Iterable[Finding]:
    if last.mode not in occurrence.modes:
        yield Finding(Complaint.WRONG_FACTS, occurrence.name, f"mode {last.mode}")
    for side, named, known in (("US", last.us, occurrence.us), ("Chinese", last.cn, occurrence.cn)):
        if known and not set(named) & set(known):
            yield Finding(Complaint.WRONG_FACTS, occurrence.name, f"{side} side {', '.join(named) or 'empty'}")
    if last.start is not None and not occurrence.first <= last.start <= occurrence.last:
        yield Finding(Complaint.WRONG_FACTS, occurrence.name, f"date {last.start}")


def _order(told: Sequence[ToldContact], occurrences: Sequence[Occurrence]) -> Iterable[Finding]:
    """Contacts are told as held in the order in which they took place."""
    held: dict[str, datetime] = {}
    for one in told:
        if one.truth is not None and one.status is Status.HELD:
            held.setdefault(one.truth, one.at)
    seen = [o for o in occurrences if o.required and o.id in held]
    for before, after in pairwise(seen):
        if held[after.id] < held[before.id]:
            yield Finding(Complaint.OUT_OF_ORDER, after.name, f"before the {before.name}")


def _reminders(told: Sequence[ToldReminder], truce: TruceRecord) -> Iterable[Finding]:
    """Each milestone up to the extension once and when due; none that the extension overtook; in order of time."""
    mine = [t for t in told if t.deadline == truce.deadline]
    old = [t for t in mine if t.expires == truce.expires]
    for label, due in truce.told.items():
        name = f"reminder {label}"
        sent = [t for t in old if t.milestone == label]
        if not sent:
            yield Finding(Complaint.MISSING, name)
        if len(sent) > 1:
            yield Finding(Complaint.TWICE, name)
        for one in sent[:1]:
            if not due <= one.at <= due + PUNCTUAL:
                yield Finding(Complaint.NOT_PUNCTUAL, name, f"due {due.isoformat()}, told {one.at.isoformat()}")
    for one in mine:
        name = f"reminder {one.milestone}"
        if one.expires not in (truce.expires, truce.moved_to):
            yield Finding(Complaint.WRONG_END, name, one.expires.isoformat())
        elif one.expires == truce.expires and one.milestone in truce.cancelled:
            yield Finding(Complaint.NOT_CANCELLED, name)
        elif one.expires == truce.moved_to or one.milestone not in truce.told:
            yield Finding(Complaint.NOT_DUE, name, f"for {one.expires.isoformat()}")
    for before, after in pairwise(old):
        if after.at < before.at:
            yield Finding(Complaint.OUT_OF_ORDER, f"reminder {after.milestone}", f"before {before.milestone}")


def _moves(told: Sequence[ToldMove], truce: TruceRecord) -> Iterable[Finding]:
    mine = [t for t in told if t.deadline == truce.deadline]
    if not mine:
        yield Finding(Complaint.MISSING, "extension")
    if len(mine) > 1:
        yield Finding(Complaint.TWICE, "extension")
    for one in mine:
        if one.expires != truce.moved_to:
            yield Finding(Complaint.WRONG_END, "extension", one.expires.isoformat())
        if one.at.astimezone(ZoneInfo(truce.zone)).date() != truce.moved_on:
            yield Finding(Complaint.NOT_PUNCTUAL, "extension", one.at.isoformat())
