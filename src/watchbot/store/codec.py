"""Contacts and mentions to plain JSON values and back, so that a stored contact is exactly the one that was decided."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from typing import Any

from watchbot.model import (
    Certainty,
    Contact,
    Evidence,
    FeedKind,
    Mention,
    Mode,
    Participant,
    Polarity,
    Report,
    Side,
    Status,
)

Json = dict[str, Any]


def contact_to_json(contact: Contact) -> Json:
    """Everything of a contact; datetimes and dates as ISO strings."""
    return {
        "status": contact.status.value,
        "mode": contact.mode.value,
        "us": _people(contact.us),
        "cn": _people(contact.cn),
        "place": contact.place,
        "start": _iso(contact.start),
        "end": _iso(contact.end),
        "issues": list(contact.issues),
        "certainty": contact.certainty.value,
        "score": contact.score,
        "first_seen": contact.first_seen.isoformat(),
        "last_seen": contact.last_seen.isoformat(),
        "reports": [report_to_json(report) for report in contact.reports],
        "confirmed": sorted(side.value for side in contact.confirmed),
        "sure": contact.sure,
        "version": contact.version,
        "status_version": contact.status_version,
    }


def contact_from_json(contact_id: str, body: Mapping[str, Any]) -> Contact:
    """The inverse of `contact_to_json`."""
    return Contact(
        id=contact_id,
        status=Status(body["status"]),
        mode=Mode(body["mode"]),
        us=_participants(body["us"]),
        cn=_participants(body["cn"]),
        place=body["place"],
        start=_date(body["start"]),
        end=_date(body["end"]),
        issues=tuple(body["issues"]),
        certainty=Certainty(body["certainty"]),
        score=body["score"],
        first_seen=datetime.fromisoformat(body["first_seen"]),
        last_seen=datetime.fromisoformat(body["last_seen"]),
        reports=tuple(report_from_json(report) for report in body["reports"]),
        confirmed=frozenset(Side(side) for side in body["confirmed"]),
        sure=body["sure"],
        version=body["version"],
        status_version=body["status_version"],
    )


def report_to_json(report: Report) -> Json:
    """One report with its mention."""
    return {
        "entry": report.entry,
        "feed": report.feed,
        "publisher": report.publisher,
        "kind": report.kind.value,
        "side": report.side.value if report.side else None,
        "lang": report.lang,
        "title": report.title,
        "link": report.link,
        "published": report.published.isoformat(),
        "seen": report.seen.isoformat(),
        "status": report.status.value,
        "mention": mention_to_json(report.mention),
    }


def report_from_json(body: Mapping[str, Any]) -> Report:
    """The inverse of `report_to_json`."""
    return Report(
        entry=body["entry"],
        feed=body["feed"],
        publisher=body["publisher"],
        kind=FeedKind(body["kind"]),
        side=Side(body["side"]) if body["side"] else None,
        lang=body["lang"],
        title=body["title"],
        link=body["link"],
        published=datetime.fromisoformat(body["published"]),
        seen=datetime.fromisoformat(body["seen"]),
        status=Status(body["status"]),
        mention=mention_from_json(body["mention"]),
    )


def mention_to_json(mention: Mention) -> Json:
    """One mention with its evidence."""
    return {
        "us": _people(mention.us),
        "cn": _people(mention.cn),
        "mode": mention.mode.value,
        "status": mention.status.value,
        "certainty": mention.certainty.value,
        "polarity": mention.polarity.value,
        "place": mention.place,
        "start": _iso(mention.start),
        "end": _iso(mention.end),
        "issues": list(mention.issues),
        "score": mention.score,
        "rules": list(mention.rules),
        "evidence": [[e.where, e.start, e.end, e.text, e.rule] for e in mention.evidence],
    }


def mention_from_json(body: Mapping[str, Any]) -> Mention:
    """The inverse of `mention_to_json`."""
    return Mention(
        us=_participants(body["us"]),
        cn=_participants(body["cn"]),
        mode=Mode(body["mode"]),
        status=Status(body["status"]),
        certainty=Certainty(body["certainty"]),
        polarity=Polarity(body["polarity"]),
        place=body["place"],
        start=_date(body["start"]),
        end=_date(body["end"]),
        issues=tuple(body["issues"]),
        score=body["score"],
        rules=tuple(body["rules"]),
        evidence=tuple(Evidence(*span) for span in body["evidence"]),
    )


def _people(people: Sequence[Participant]) -> list[list[str | None]]:
    return [[p.side.value, p.name, p.actor, p.office] for p in people]


def _participants(rows: Sequence[Sequence[Any]]) -> tuple[Participant, ...]:
    return tuple(Participant(Side(side), name, actor, office) for side, name, actor, office in rows)


def _iso(day: date | None) -> str | None:
    return day.isoformat() if day else None


def _date(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None
