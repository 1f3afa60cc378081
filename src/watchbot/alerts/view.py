"""Through whose eyes a message is written: language, zone, and the names that the configuration gives things."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from zoneinfo import ZoneInfo

from watchbot.alerts.language import N_, Language, language
from watchbot.model import UNNAMED, Certainty, Chat, Issue, Mode, Participant, Roster, Side, Status, aware

STATUS_NAMES = {
    Status.HELD: N_("Held"),
    Status.PLANNED: N_("Planned"),
    Status.POSTPONED: N_("Postponed"),
    Status.CANCELLED: N_("Cancelled"),
    Status.DENIED: N_("Denied"),
    Status.SPECULATED: N_("Speculated about"),
}
STATUS_SIGNS = {
    Status.HELD: "✅",
    Status.PLANNED: "🗓",
    Status.POSTPONED: "⏸",
    Status.CANCELLED: "❌",
    Status.DENIED: "🚫",
    Status.SPECULATED: "❔",
}
MODE_NAMES = {
    Mode.PHONE: N_("Phone call"),
    Mode.VIDEO: N_("Video call"),
    Mode.MEETING: N_("Meeting"),
    Mode.VISIT: N_("Visit"),
    Mode.TALKS: N_("Talks"),
    Mode.SUMMIT: N_("Summit"),
    Mode.LETTER: N_("Letter"),
}
CERTAINTY_NAMES = {
    Certainty.CERTAIN: N_("certain"),
    Certainty.PROBABLE: N_("probable"),
    Certainty.POSSIBLE: N_("possible"),
    Certainty.UNDERSPECIFIED: N_("uncertain"),
}
SIDE_NAMES = {Side.US: N_("United States"), Side.CN: N_("China")}


@dataclass(frozen=True, slots=True)
class View:
    """What rendering needs beside the thing itself. `issues` is by id; `now` is the moment of writing."""

    language: Language
    zone: ZoneInfo
    roster: Roster
    issues: Mapping[str, Issue]
    now: datetime

    def __post_init__(self) -> None:
        aware(self.now, "view: now")

    def status(self, status: Status) -> str:
        """A status in words."""
        return self.language.say(STATUS_NAMES[status])

    def mode(self, mode: Mode) -> str:
        """A mode in words."""
        return self.language.say(MODE_NAMES[mode])

    def certainty(self, certainty: Certainty) -> str:
        """A degree of certainty in words."""
        return self.language.say(CERTAINTY_NAMES[certainty])

    def side(self, side: Side) -> str:
        """A side in words."""
        return self.language.say(SIDE_NAMES[side])

    def issue(self, id: str) -> str:
        """An issue's name; its id where the configuration no longer has it."""
        issue = self.issues.get(id)
        return self.named(issue.names, id) if issue else id

    def person(self, participant: Participant) -> str:
        """A participant's name as readers of the language know it."""
        actor = self.roster.actors.get(participant.actor or "")
        if actor is None:
            return self.side(participant.side) if participant.name in UNNAMED.values() else participant.name
        known = actor.names.get(self.language.id, ())
        return known[0] if known and self.language.id != "en" else actor.name

    def office(self, participant: Participant) -> str:
        """The participant's office as readers of the language know it; empty where none is known."""
        office = self.roster.offices.get(participant.office or "")
        if office is None:
            return ""
        known = office.names.get(self.language.id, ())
        return known[0] if known and self.language.id != "en" else office.title

    def named(self, names: Mapping[str, str], id: str) -> str:
        """The label of a thing that the configuration names by language."""
        return names.get(self.language.id) or names.get("en") or id


def view_for(chat: Chat, roster: Roster, issues: Mapping[str, Issue], now: datetime) -> View:
    """The view of a chat, in its language and zone."""
    return View(language(chat.locale), ZoneInfo(chat.zone), roster, issues, now)
