"""What a reminder and a moved deadline say: the end in its own zone and in the chat's, and how it stands now.

Written when it is sent, from the deadline as it then stands: a reminder that quiet hours held back must not speak of an
end that has been moved meanwhile.
"""

from collections.abc import Mapping
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from watchbot.alerts.compose import Occasion, Renderer
from watchbot.alerts.markup import Text, bold, lines
from watchbot.alerts.rendering import deadline_line
from watchbot.countdown.standing import Standing
from watchbot.model import AlertKind, Outgoing

LATE_FROM = timedelta(minutes=10)


def reminder(on: Occasion) -> Outgoing | None:
    """One milestone; nothing where the revision that it belongs to no longer rules."""
    standing = _standing(on)
    expires = on.alert.payload.get("expires")
    if standing is None or expires is None or datetime.fromisoformat(expires) != standing.revision.expires:
        return None
    late = timedelta(seconds=on.alert.payload["late_s"])
    note = on.view.language.say("This reminder is late: the service was down when it fell due.")
    return on.message(
        lines(
            bold(on.alert.payload["milestone"]) + " · " + deadline_line(standing, on.view),
            _when(standing.revision.expires, standing.revision.zone, on),
            note if late >= LATE_FROM else None,
        )
    )


def moved(on: Occasion) -> Outgoing | None:
    """A new announcement: moved from … to …, with its source."""
    standing = _standing(on)
    if standing is None:
        return None
    said = on.alert.payload
    language = on.view.language
    before = datetime.fromisoformat(said["from"]).astimezone(ZoneInfo(said["from_zone"]))
    after = datetime.fromisoformat(said["expires"]).astimezone(ZoneInfo(said["zone"]))
    if before == after:
        change = language.say("Its end is now on record: {outcome}", outcome=said["outcome"] or "")
    else:
        change = language.say(
            "Moved from {before} to {after}", before=language.day(before.date()), after=language.day(after.date())
        )
    return on.message(
        lines(
            "📌 " + bold(on.view.named(standing.deadline.names, standing.deadline.id)),
            change,
            _when(after, said["zone"], on),
            language.say("Source: {source}", source=said["source"]),
            deadline_line(standing, on.view),
        )
    )


COUNTDOWN_RENDERERS: Mapping[AlertKind, Renderer] = {
    AlertKind.REMINDER: reminder,
    AlertKind.DEADLINE_MOVED: moved,
}


def _standing(on: Occasion) -> Standing | None:
    found = (one for one in on.facts.standings(on.chat.zone, on.now) if one.deadline.id == on.alert.subject)
    return next(found, None)


def _when(expires: datetime, zone: str, on: Occasion) -> Text | str:
    """The end in the deadline's zone and, where the chat's is another, in the chat's; both zones named."""
    there = on.view.language.moment(expires, ZoneInfo(zone))
    here = on.view.language.moment(expires, on.view.zone)
    return there if there == here else f"{there} = {here}"
