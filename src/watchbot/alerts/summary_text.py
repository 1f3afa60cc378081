"""What quiet hours held back, as one message: a line for each contact and deadline, as they now stand. Pure.

A contact that was told anew and then changed overnight is one line, not two: the reader wants to know how it stands.
"""

from collections.abc import Mapping

from watchbot.alerts.compose import Occasion, Renderer
from watchbot.alerts.markup import Text, bold, lines
from watchbot.alerts.rendering import contact_line, deadline_line
from watchbot.model import AlertKind, DeadlineState, Outgoing

_OF_CONTACTS = frozenset({AlertKind.CONTACT_NEW, AlertKind.CONTACT_CHANGE, AlertKind.CONTACT_EDIT})
_OF_DEADLINES = frozenset({AlertKind.REMINDER, AlertKind.DEADLINE_MOVED})


def quiet_summary(on: Occasion) -> Outgoing | None:
    """The summary; None where nothing of what was held is left to tell."""
    contacts: dict[str, Text] = {}
    deadlines: dict[str, Text] = {}
    standings = {one.deadline.id: one for one in on.facts.standings(on.chat.zone, on.now)}
    for key in on.alert.payload["alerts"]:
        alert = on.facts.alert(key)
        if alert is None:
            continue
        contact = on.facts.contact(alert.subject) if alert.kind in _OF_CONTACTS else None
        standing = standings.get(alert.subject) if alert.kind in _OF_DEADLINES else None
        if contact is not None:
            contacts[alert.subject] = contact_line(contact, on.view)
        elif standing is not None and standing.state in {DeadlineState.ACTIVE, DeadlineState.PASSED}:
            deadlines[alert.subject] = deadline_line(standing, on.view)
    if not contacts and not deadlines:
        return None
    title = bold(on.view.language.say("While it was quiet here"))
    return on.message(lines(title, *contacts.values(), *deadlines.values()))


SUMMARY_RENDERERS: Mapping[AlertKind, Renderer] = {AlertKind.QUIET_SUMMARY: quiet_summary}
