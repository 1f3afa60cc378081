"""The digest: what a chat's last day or week brought, and what lies ahead. Pure.

It comes also when nothing happened, and says so: silence must never leave a doubt whether the service still runs.
"""

from collections.abc import Mapping
from datetime import datetime

from watchbot.alerts.compose import Occasion, Renderer
from watchbot.alerts.markup import Text, bold, lines
from watchbot.alerts.rendering import contact_line, deadline_line
from watchbot.alerts.routing import unwanted
from watchbot.model import AlertKind, DeadlineState, Outgoing

CONTACTS_SHOWN = 25
DEADLINES_SHOWN = 3


def digest(on: Occasion) -> Outgoing:
    """Contacts of the span that the chat wants, newest first, then the next deadlines."""
    since, until = (datetime.fromisoformat(on.alert.payload[name]) for name in ("since", "until"))
    wanted = [one for one in on.facts.contacts(since, until) if one.sure and unwanted(one, on.chat) is None]
    say = on.view.language.say
    told: list[Text | str] = [contact_line(one, on.view) for one in wanted[:CONTACTS_SHOWN]]
    if len(wanted) > CONTACTS_SHOWN:
        left = len(wanted) - CONTACTS_SHOWN
        told.append(on.view.language.plural("and {count} more", "and {count} more", left))
    told = told or [say("Nothing new.")]
    ahead = [one for one in on.facts.standings(on.chat.zone, on.now) if one.state is DeadlineState.ACTIVE]
    if ahead:
        told += ["", *(deadline_line(one, on.view) for one in ahead[:DEADLINES_SHOWN])]
    day = on.view.language.day(until.astimezone(on.view.zone).date())
    return on.message(lines(bold(say("Digest · {day}", day=day)), *told))


DIGEST_RENDERERS: Mapping[AlertKind, Renderer] = {AlertKind.DIGEST: digest}
