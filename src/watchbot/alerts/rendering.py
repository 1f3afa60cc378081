"""How a contact reads: the live message, the short reply that tells of a change, and one line in a list. Pure.

The live message answers, top down: what happened and how sure that is, who, when and where, on what, who says so, and
how that lies to the nearest deadline. Nothing of a feed is trusted: every piece goes through `markup`.
"""

from collections.abc import Iterable, Sequence

from watchbot.alerts.language import N_
from watchbot.alerts.markup import Text, bold, fill, italic, join, lines, link, plain
from watchbot.alerts.view import STATUS_SIGNS, View
from watchbot.countdown.standing import Standing
from watchbot.model import AlertReason, Certainty, Contact, DeadlineState, Participant, Report, Side, Status

SOURCES_SHOWN = 8
PEOPLE_SHOWN = 4

_CHANGES = {
    Status.HELD: N_("It has taken place."),
    Status.PLANNED: N_("It is planned now."),
    Status.POSTPONED: N_("It has been postponed."),
    Status.CANCELLED: N_("It has been cancelled."),
    Status.DENIED: N_("It has been denied."),
    Status.SPECULATED: N_("It is only speculated about now."),
}


def contact_message(contact: Contact, nearest: Standing | None, view: View) -> Text:
    """The live message of a contact, as of its newest report."""
    say = view.language.say
    return lines(
        _title(contact, view),
        people(contact, view),
        _when_and_where(contact, view),
        None if not contact.issues else plain(say("Issues")) + ": " + view.language.listed(_issues(contact, view)),
        "",
        _headline(contact),
        _confirmation(contact, view),
        plain(say("Sources")) + ": " + _sources(contact, view),
        None if nearest is None else "\n" + deadline_line(nearest, view),
    )


def change_message(contact: Contact, reason: AlertReason, view: View) -> Text:
    """The reply under a live message when its contact changed; short, as the message above it holds the rest."""
    say = view.language.say
    if reason is AlertReason.CONFIRMED_BOTH_SIDES:
        told = bold(say("Confirmed by both sides."))
    elif reason is AlertReason.NOW_SURE:
        told = bold(say("Confirmed by a second publisher."))
    else:
        told = plain(f"{STATUS_SIGNS[contact.status]} ") + bold(say(_CHANGES[contact.status]))
    return lines(told, _in_short(contact, view), plain(say("Source")) + ": " + _source(_telling(contact), view))


def contact_line(contact: Contact, view: View) -> Text:
    """One contact in a list: sign, day, mode, who, and the link to its first official or earliest report."""
    day = f"{view.language.day(contact.start)} · " if contact.start else ""
    unsure = "" if contact.sure else f" ({view.language.say('unconfirmed')})"
    best = _ranked(contact.reports)[0]
    return (
        plain(f"{STATUS_SIGNS[contact.status]} {day}{view.mode(contact.mode)}{unsure}: ")
        + _sides(contact, view, offices=False)
        + " · "
        + link(best.publisher, best.link)
    )


def people(contact: Contact, view: View) -> Text:
    """Who met whom, with their offices."""
    return _sides(contact, view, offices=True)


def names(contact: Contact, view: View) -> Text:
    """Who met whom, by name alone."""
    return _sides(contact, view, offices=False)


def deadline_line(standing: Standing, view: View) -> Text:
    """Where a deadline stands, in one line that never calls a passed date active."""
    language = view.language
    name = bold(view.named(standing.deadline.names, standing.deadline.id))
    day = language.day(standing.expires.date())
    if standing.state is DeadlineState.ACTIVE:
        days = standing.days_left
        left = language.plural("{count} day left", "{count} days left", days) if days else language.say("ends today")
        return "⏳ " + name + f": {left} ({day})"
    if standing.state is DeadlineState.PASSED:
        days = -standing.days_left
        ago = (
            language.plural("passed {count} day ago", "passed {count} days ago", days)
            if days
            else language.say("passed today")
        )
        return "⌛ " + name + f": {ago} ({day}); {language.say('no extension on record')}"
    return "⌛ " + name + f": {language.say('its end is on record')} ({day})"


def _title(contact: Contact, view: View) -> Text:
    doubt = ""
    if not contact.sure:
        doubt = f" · {view.language.say('unconfirmed')}"
    elif contact.certainty is not Certainty.CERTAIN:
        doubt = f" · {view.certainty(contact.certainty)}"
    words = bold(f"{view.status(contact.status)} · {view.mode(contact.mode)}")
    return f"{STATUS_SIGNS[contact.status]} " + words + doubt


def _sides(contact: Contact, view: View, *, offices: bool) -> Text:
    return join(" – ", (_side(contact, side, view, offices=offices) for side in (Side.US, Side.CN)))


def _side(contact: Contact, side: Side, view: View, *, offices: bool) -> Text:
    taking_part = contact.us if side is Side.US else contact.cn
    if not taking_part:
        return plain(view.side(side))
    shown = join(", ", (_person(one, view, offices=offices) for one in taking_part[:PEOPLE_SHOWN]))
    left = len(taking_part) - PEOPLE_SHOWN
    return shown + (f" {view.language.plural('and {count} more', 'and {count} more', left)}" if left > 0 else "")


def _person(participant: Participant, view: View, *, offices: bool) -> Text:
    name, office = view.person(participant), view.office(participant)
    if participant.actor is None and office:
        return bold(office)
    return bold(name) + (f" ({office})" if office and offices else "")


def _when_and_where(contact: Contact, view: View) -> Text | None:
    pieces = []
    if contact.start is not None:
        pieces.append(view.language.days(contact.start, contact.end or contact.start))
    if contact.place:
        pieces.append(contact.place)
    return plain(" · ".join(pieces)) if pieces else None


def _issues(contact: Contact, view: View) -> list[str]:
    return [view.issue(issue) for issue in contact.issues]


def _headline(contact: Contact) -> Text:
    return italic(_telling(contact).title)


def _confirmation(contact: Contact, view: View) -> Text | None:
    say = view.language.say
    if contact.confirmed >= {Side.US, Side.CN}:
        return "🤝 " + bold(say("Confirmed by both sides"))
    for side in contact.confirmed:
        return fill(say("Confirmed by: {side}"), side=bold(view.side(side)))
    return None


def _sources(contact: Contact, view: View) -> Text:
    first: dict[str, Report] = {}
    for report in _ranked(contact.reports):
        first.setdefault(report.publisher, report)
    shown = join(", ", (_source(report, view) for report in list(first.values())[:SOURCES_SHOWN]))
    left = len(first) - SOURCES_SHOWN
    return shown + (f" {view.language.plural('and {count} more', 'and {count} more', left)}" if left > 0 else "")


def _source(report: Report, view: View) -> Text:
    named = link(report.publisher, report.link)
    return named + f" ({view.language.say('official')})" if report.side is not None else named


def _ranked(reports: Sequence[Report]) -> list[Report]:
    """Official ones first, then by when they were seen."""
    return sorted(reports, key=lambda report: (report.side is None, report.seen))


def _telling(contact: Contact) -> Report:
    """The report that says best what the contact now is: the first official one that gives its present status."""
    agreeing: Iterable[Report] = (report for report in contact.reports if report.status is contact.status)
    return _ranked(list(agreeing) or contact.reports)[0]


def _in_short(contact: Contact, view: View) -> Text:
    when = _when_and_where(contact, view)
    short = plain(f"{view.mode(contact.mode)}: ") + _sides(contact, view, offices=False)
    return short + (" · " + when if when else "")
