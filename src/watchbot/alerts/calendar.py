"""The calendar: deadlines with their milestones as alarms, and dated contacts, as iCalendar (RFC 5545).

Why stable ids: a calendar program that subscribes must show a moved deadline as the same event on another day, never as
a second one. So the UID is made of the deadline's or contact's id alone, SEQUENCE grows with each revision or report,
and DTSTAMP is the moment of the last change, so that a calendar in which nothing changed is the same byte for byte.
"""

from collections.abc import Iterable, Sequence
from datetime import timedelta
from zoneinfo import ZoneInfo

from icalendar import Alarm, Calendar, Event

from watchbot.alerts.markup import clean, safe_link
from watchbot.alerts.rendering import people
from watchbot.alerts.view import STATUS_SIGNS, View
from watchbot.countdown import Standing, in_order, moment
from watchbot.model import Contact, DeadlineState, Milestone, Status

DOMAIN = "watchbot"
REFRESH = timedelta(hours=1)
SHOWN = frozenset({Status.PLANNED, Status.POSTPONED, Status.CANCELLED, Status.HELD})


def calendar(
    standings: Iterable[Standing],
    contacts: Iterable[Contact],
    view: View,
    milestones: Sequence[Milestone] | None = None,
) -> bytes:
    """The calendar in the view's language, UTF-8.

    `milestones` are those that a chat chose, else each deadline's own. Contacts without a date, or only speculated
    about or denied, are left out.
    """
    say = view.language.say
    sheet = Calendar()
    sheet.add("prodid", "-//watchbot//US-China contacts and deadlines//EN")
    sheet.add("version", "2.0")
    sheet.add("method", "PUBLISH")
    sheet.add("x-wr-calname", say("US–China deadlines and contacts"))
    sheet.add("refresh-interval", REFRESH, parameters={"value": "DURATION"})
    sheet.add("x-published-ttl", REFRESH)
    for standing in standings:
        sheet.add_component(_deadline(standing, view, milestones))
    for contact in contacts:
        if contact.start is not None and contact.sure and contact.status in SHOWN:
            sheet.add_component(_contact(contact, view))
    return bytes(sheet.to_ical())


def _deadline(standing: Standing, view: View, chosen: Sequence[Milestone] | None) -> Event:
    deadline, revision = standing.deadline, standing.revision
    name = clean(view.named(deadline.names, deadline.id))
    known = [each for each in in_order(deadline) if each.announced <= standing.now]
    event = Event()
    event.add("uid", f"deadline-{deadline.id}@{DOMAIN}")
    event.add("sequence", len(known) - 1)
    event.add("dtstamp", revision.announced)
    event.add("last-modified", revision.announced)
    event.add("dtstart", revision.expires)
    event.add("summary", f"⏳ {name}")
    event.add("status", "CANCELLED" if standing.state is DeadlineState.WITHDRAWN else "CONFIRMED")
    event.add("transp", "TRANSPARENT")
    told = [view.language.moment(revision.expires, ZoneInfo(revision.zone))]
    told += [view.language.say("Source: {source}", source=clean(revision.source)), clean(revision.note)]
    event.add("description", "\n".join(line for line in told if line))
    if standing.state is DeadlineState.ACTIVE:
        for milestone in sorted(set(deadline.milestones if chosen is None else chosen), reverse=True):
            event.add_component(_alarm(standing, milestone, name))
    return event


def _alarm(standing: Standing, milestone: Milestone, name: str) -> Alarm:
    """A display alarm at the milestone's exact distance from the end; days are the calendar's, as in the reminders."""
    alarm = Alarm()
    alarm.add("action", "DISPLAY")
    alarm.add("trigger", moment(standing.revision, milestone) - standing.revision.expires)
    alarm.add("description", f"{milestone.label} · {name}")
    return alarm


def _contact(contact: Contact, view: View) -> Event:
    assert contact.start is not None
    last = contact.end or contact.start
    best = min(contact.reports, key=lambda report: (report.side is None, report.seen))
    event = Event()
    event.add("uid", f"contact-{contact.id}@{DOMAIN}")
    event.add("sequence", contact.version - 1)
    event.add("dtstamp", contact.last_seen)
    event.add("last-modified", contact.last_seen)
    event.add("dtstart", contact.start)
    event.add("dtend", last + timedelta(days=1))
    event.add("summary", f"{STATUS_SIGNS[contact.status]} {view.mode(contact.mode)}: {people(contact, view).plain}")
    event.add("status", _ICAL_STATUS.get(contact.status, "CONFIRMED"))
    event.add("transp", "TRANSPARENT")
    event.add("description", f"{view.status(contact.status)}\n{clean(best.publisher)}: {clean(best.title)}")
    if contact.place:
        event.add("location", clean(contact.place))
    if address := safe_link(best.link):
        event.add("url", address)
    return event


_ICAL_STATUS = {Status.CANCELLED: "CANCELLED", Status.POSTPONED: "TENTATIVE", Status.PLANNED: "TENTATIVE"}
