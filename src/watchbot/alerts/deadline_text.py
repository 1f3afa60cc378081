"""Deadlines in words: the history of one, and the question whether a proposed change is to be applied. Pure."""

from collections.abc import Mapping
from datetime import datetime
from zoneinfo import ZoneInfo

from watchbot.alerts.callbacks import encode
from watchbot.alerts.compose import Occasion, Renderer, Rows
from watchbot.alerts.language import N_
from watchbot.alerts.markup import Text, bold, italic, lines, link, plain
from watchbot.alerts.rendering import deadline_line
from watchbot.alerts.view import View
from watchbot.countdown import Standing, in_order
from watchbot.model import AlertKind, Button, Outcome, Outgoing, Revision, Spoken

OUTCOMES = {Outcome.MET: N_("met"), Outcome.LAPSED: N_("lapsed"), Outcome.WITHDRAWN: N_("withdrawn")}


def history_sheet(standing: Standing, spoken: Spoken | None, view: View) -> Text:
    """Every announcement of a deadline, oldest first, how it stands, and the newest entry that speaks of it."""
    known = [one for one in in_order(standing.deadline) if one.announced <= view.now]
    told: list[Text | str] = [deadline_line(standing, view), "", *(_announcement(one, view) for one in known)]
    return lines(*told, *(("", newest_report(spoken, view)) if spoken else ()))


def newest_report(spoken: Spoken, view: View) -> Text:
    """The newest entry that speaks of a deadline, with its day."""
    day = view.language.day(spoken.published.astimezone(view.zone).date())
    return plain(view.language.say("Newest report: {day}", day=day) + " · ") + link(spoken.publisher, spoken.link)


def change_asked(name: str, old: Revision | None, new: Revision, view: View) -> Text:
    """What would change: from when to when, or how it ended."""
    say = view.language.say
    if new.outcome is not None:
        asked = say("Put its end on record as: {outcome}", outcome=say(OUTCOMES[new.outcome]))
    elif old is None:
        asked = say("New end: {after}", after=_end(new, view))
    else:
        asked = say("Moved from {before} to {after}", before=_end(old, view), after=_end(new, view))
    return lines("📝 " + bold(name), asked)


def proposal(on: Occasion) -> Outgoing | None:
    """A change that an entry reports, for an admin to apply or to ignore."""
    found = (one for one in on.facts.standings(on.chat.zone, on.now) if one.deadline.id == on.alert.subject)
    standing = next(found, None)
    if standing is None:
        return None
    said = on.alert.payload
    outcome = Outcome(said["outcome"]) if said["outcome"] else None
    expires = datetime.fromisoformat(said["expires"]).astimezone(ZoneInfo(said["zone"]))
    new = Revision(on.alert.created, expires, said["zone"], said["publisher"], outcome=outcome)
    say = on.view.language.say
    text = lines(
        bold(say("A report moves a deadline. Apply it?")),
        change_asked(on.view.named(standing.deadline.names, standing.deadline.id), standing.revision, new, on.view),
        italic(said["quote"]),
        plain(say("Source") + ": ") + link(said["publisher"], said["link"]),
    )
    return on.message(text, buttons=decision_buttons(said["proposal"], on.view))


def decision_buttons(id: int, view: View) -> Rows:
    """Apply and Ignore."""
    say = view.language.say
    return ((Button(say("Apply"), encode("apply", id)), Button(say("Ignore"), encode("ignore", id))),)


DEADLINE_RENDERERS: Mapping[AlertKind, Renderer] = {AlertKind.PROPOSAL: proposal}


def _announcement(revision: Revision, view: View) -> Text:
    say = view.language.say
    day = view.language.day(revision.announced.astimezone(view.zone).date())
    what = say(OUTCOMES[revision.outcome]) if revision.outcome else "→ " + _end(revision, view)
    note = f" ({revision.note})" if revision.note else ""
    return bold(day) + f" {what} · {revision.source}{note}"


def _end(revision: Revision, view: View) -> str:
    return view.language.moment(revision.expires, ZoneInfo(revision.zone))
