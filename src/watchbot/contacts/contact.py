"""Contacts: opened by a first mention, amended by each further report; every change is a new value."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta

from watchbot.contacts.distance import still_to_come
from watchbot.contacts.likeness import family, unspoken
from watchbot.contacts.place import is_country
from watchbot.contacts.windows import PENDING
from watchbot.model import Certainty, Contact, Entry, FeedKind, Mention, Mode, Participant, Report, Side, Status

PUSH = 0.5
RARELY = 0.15
BACK_ON = timedelta(hours=8)
_SPECIFIC = {
    Mode.VIDEO: 4,
    Mode.PHONE: 3,
    Mode.SUMMIT: 3,
    Mode.TALKS: 2,
    Mode.MEETING: 1,
    Mode.VISIT: 1,
    Mode.LETTER: 1,
}


def new_id(mention: Mention, entry: Entry) -> str:
    """A readable slug such as `2025-09-10-rubio-wang-phone`; the caller adds a suffix when it is taken."""
    day = (mention.start or entry.published.date()).isoformat()
    names = [_short(side) for side in (mention.us, mention.cn)]
    return "-".join([day, names[0] or "us", names[1] or "china", mention.mode.value])


def _short(people: tuple[Participant, ...]) -> str:
    for person in people:
        if person.actor:
            words = person.actor.split("-")
            return words[0] if person.side is Side.CN else words[-1]
    return ""


def open_contact(contact_id: str, mention: Mention, entry: Entry) -> Contact:
    """The contact that a first mention makes known."""
    report = _report(mention, entry)
    return Contact(
        id=contact_id,
        status=mention.status,
        mode=mention.mode,
        us=mention.us,
        cn=mention.cn,
        place=mention.place,
        start=mention.start,
        end=mention.end,
        issues=mention.issues,
        certainty=mention.certainty,
        score=mention.score,
        first_seen=entry.seen,
        last_seen=entry.seen,
        reports=(report,),
        confirmed=_confirmed((report,), mention.status),
        sure=mention.score >= PUSH and mention.status is not Status.SPECULATED,
    )


def add_report(contact: Contact, mention: Mention, entry: Entry) -> Contact:
    """The contact with one more report. What is held stays so but for one misread report; names only grow."""
    report = _report(mention, entry)
    reports = (*contact.reports, report)
    status = _status(contact, mention, entry)
    mode = contact.mode
    open_mode = all(unspoken(r.mention) for r in contact.reports)
    if _SPECIFIC[mention.mode] > _SPECIFIC[mode] and (family(mention.mode) == family(mode) or open_mode):
        mode = mention.mode
    score = max(contact.score, mention.score)
    publishers = len({r.publisher for r in reports})
    settled = status is not Status.SPECULATED and (score >= PUSH or publishers > 1)
    moved = status is Status.HELD and contact.status is not Status.HELD
    start = (mention.start or contact.start) if moved else (contact.start or mention.start)
    if status in PENDING and contact.status in PENDING:
        start = _agreed_day(reports)
    elif status is Status.HELD:
        start = _settled_day(reports) or (start if not moved else mention.start)
    misread = contact.status is Status.HELD and status in PENDING
    if Status.POSTPONED in {status, contact.status} or misread:
        start = mention.start
    return replace(
        contact,
        status=status,
        mode=mode,
        us=_people([r.mention.us for r in reports]),
        cn=_people([r.mention.cn for r in reports]),
        place=None if family(mode) == "remote" else _agreed_place(reports, status),
        start=start,
        end=max(filter(None, (start, contact.end, mention.end)), default=None) if not moved else start,
        issues=tuple(dict.fromkeys((*contact.issues, *mention.issues))),
        certainty=max(contact.certainty, mention.certainty, key=lambda c: c.level)
        if status == contact.status
        else mention.certainty,
        score=score,
        last_seen=max(contact.last_seen, entry.seen),
        first_seen=min(contact.first_seen, entry.seen),
        reports=reports,
        confirmed=_confirmed(reports, status),
        sure=contact.sure or settled,
        version=contact.version + 1,
        status_version=contact.status_version + (status != contact.status),
    )


def _agreed_place(reports: tuple[Report, ...], status: Status) -> str | None:
    """The place that most reports of this status name, of equals a city where it was held, and the last one.

    A plan is told for "South Korea" long before its city is settled, and a first guess must not shut the others out.
    """
    said = [r.mention.place for r in reports if r.mention.place and r.status is status]
    said = said or [r.mention.place for r in reports if r.mention.place]
    settled = status is Status.HELD
    return max(
        said,
        key=lambda spot: (said.count(spot), settled and not is_country(spot), len(said) - said[::-1].index(spot)),
        default=None,
    )


def _agreed_day(reports: tuple[Report, ...]) -> date | None:
    """The day that most reports of a plan give, since it was last put off; of equals the one given last.

    A day before the newest report, which still speaks of a plan, was misread and doesn't count.
    """
    newest = max(r.published.date() for r in reports)
    days = [
        r.mention.start
        for r in _since_put_off(reports)
        if r.mention.start and r.mention.start >= newest - timedelta(days=1)
    ]
    return max(days, key=lambda day: (days.count(day), len(days) - days[::-1].index(day)), default=None)


def _settled_day(reports: tuple[Report, ...]) -> date | None:
    """The day on which it took place, as most reports have it; a plan counts for half. One misread day is outvoted.

    Only days near the first word that it took place count. Of equals the earlier: a round that goes on the next day
    began on the first.
    """
    told = min((r.published.date() for r in reports if r.status is Status.HELD), default=None)
    votes: Counter[date] = Counter()
    for report in _since_put_off(reports):
        day = report.mention.start
        near = day is not None and told is not None and timedelta(days=-10) <= day - told <= timedelta(days=2)
        if day is not None and near and report.status in {Status.HELD, Status.PLANNED}:
            votes[day] += 2 if report.status is Status.HELD else 1
    return max(votes, key=lambda day: (votes[day], -day.toordinal()), default=None)


def _since_put_off(reports: tuple[Report, ...]) -> tuple[Report, ...]:
    """The reports that came after the last one that it is put off; all where it never was."""
    put_off = max((r.published for r in reports if r.status is Status.POSTPONED), default=None)
    return reports if put_off is None else tuple(r for r in reports if r.published > put_off)


def _status(contact: Contact, mention: Mention, entry: Entry) -> Status:
    """What is held stays held, unless one publisher was misread; what was cancelled is on again only by later word.

    Outlets repeat old plans.
    """
    old, new = contact.status, mention.status
    if old is Status.HELD and still_to_come(contact, mention, entry.published.date()):
        return new
    if new is Status.SPECULATED or old is Status.HELD:
        return old
    if old is Status.CANCELLED and new is not Status.HELD:
        dropped = max((r.published for r in contact.reports if r.status is Status.CANCELLED), default=entry.published)
        return new if entry.published - dropped >= BACK_ON else old
    return new


def _people(named: Sequence[tuple[Participant, ...]]) -> tuple[Participant, ...]:
    """Who took part, as the reports have it: most named first; whom few of many reports name was only quoted there."""
    counts: Counter[str] = Counter()
    first: dict[str, Participant] = {}
    for people in named:
        for person in people:
            key = person.actor or person.office or person.name
            counts[key] += 1
            first.setdefault(key, person)
    known = any(person.actor for person in first.values())
    least = len(named) * RARELY
    kept = [
        key
        for key, person in first.items()
        if (person.actor or person.office or not known) and (counts[key] > least or not person.actor)
    ]
    order = list(first)
    return tuple(first[key] for key in sorted(kept, key=lambda key: (-counts[key], order.index(key))))


def _confirmed(reports: tuple[Report, ...], status: Status) -> frozenset[Side]:
    return frozenset(
        r.side for r in reports if r.kind is FeedKind.READOUT and r.side is not None and r.status is status
    )


def _report(mention: Mention, entry: Entry) -> Report:
    return Report(
        entry=entry.id,
        feed=entry.feed,
        publisher=entry.publisher,
        kind=entry.kind,
        side=entry.side,
        lang=entry.lang,
        title=entry.title,
        link=entry.link,
        published=entry.published,
        seen=entry.seen,
        status=mention.status,
        mention=mention,
    )


__all__ = ["Certainty", "add_report", "new_id", "open_contact"]
