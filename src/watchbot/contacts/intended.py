"""Intended: contacts that had been meant to be, and what the entry says became of them."""

import re

from watchbot.contacts.finds import UNDONE
from watchbot.contacts.occurrence import Occurrence
from watchbot.contacts.scene import Ruling
from watchbot.model import Entry, Status

# "The videoconference had been penciled in for Saturday"
_WAS_TO_BE = re.compile(
    r"(?: (?:between|of|with) [^.;:,]{3,60})? had (?:originally |initially )?been"
    r" (?:pencil+ed in|scheduled|slated|due|set|planned)\b"
)
# "Ma was to have met Landau", "Hegseth had been due to see Dong"
_WAS_TO_HAVE = re.compile(
    r"\bhad been (?:due|set|supposed|scheduled|slated|expected) to (?:[a-z]+ ){0,2}$"
    r"|\b(?:was|were) (?:due |set |supposed |scheduled |meant )?to have (?:been )?(?:[a-z]+ ){0,2}$"
)
_WAS_TO = re.compile(r"\b(?:was|were) (?:due |set |supposed |scheduled |meant )?to (?:[a-z]+ly )?$")
_PUT_OFF = re.compile(r"\b(?:put off|postpon\w+|delay\w*|deferred|pushed back|rescheduled|no new date|new date)\b")
_OFF = re.compile(r"\b(?:cancel\w*|call(?:ed|s) off|scrap\w*|axed|off the table|pull(?:s|ed)? out|after all)\b")
# 시진핑과 회담 안 하겠다 … 예정됐던 회담을 취소하겠다고
_KO_OFF = re.compile(r"예정[^.]{0,40}취소(?:하|한다|했|키로)")
_TO_PREPARE = re.compile(r"\bto prepare for (?:[a-z.'-]+ ){1,6}$")


def intended(entry: Entry, seen: Occurrence, ruling: Ruling) -> Ruling:
    """The ruling on a contact, or what became of it where it had only been meant to be."""
    told = f"{entry.title} {entry.summary}".lower()
    if not seen.cjk and _planned_once(seen, ruling):
        ruling = _come_to_nothing(told)
    if ruling.status is Status.PLANNED and _WAS_TO.search(seen.field.folded, seen.clause[0], seen.cue.start):
        undone = _come_to_nothing(entry.title.lower())
        ruling = undone if undone.status is not None else ruling  # "… pushed back": it "was to gather on Tuesday"
    if ruling.rule.startswith("status.refuses") and _OFF.search(told):
        ruling = Ruling(Status.CANCELLED, "status.called-off")
    if ruling.rule.startswith("status.denied:ko") and _KO_OFF.search(told):
        ruling = Ruling(Status.CANCELLED, "status.called-off")
    return Ruling(None, "status.prepared-for") if _only_prepared_for(seen) else ruling


def _planned_once(seen: Occurrence, ruling: Ruling) -> bool:
    """Whether it was to have been, or had been planned."""
    folded, cue = seen.field.folded, seen.cue
    was_to_be = ruling.status is Status.HELD and _WAS_TO_BE.match(folded, cue.end)
    return bool(was_to_be or _WAS_TO_HAVE.search(folded, seen.clause[0], cue.start))


def _come_to_nothing(told: str) -> Ruling:
    """What a text says became of a contact that "had been scheduled": background where it says nothing of it."""
    if _PUT_OFF.search(told):
        return Ruling(Status.POSTPONED, "status.was-to-be")
    return Ruling(Status.CANCELLED if _OFF.search(told) else None, "status.was-to-be")


def _only_prepared_for(seen: Occurrence) -> bool:
    """Whether it is only what another contact prepares: "is to meet Ma to prepare for Trump's trip"."""
    if seen.cjk or not _TO_PREPARE.search(seen.field.folded, seen.span[0], seen.cue.start):
        return False
    return any(c.term.form in {"base", "fin"} and seen.span[0] <= c.start < seen.cue.start for c in seen.cues())


def undone_since(seen: Occurrence, ruling: Ruling) -> bool:
    """Whether "after" says that it came to nothing: "Stocks slip after Beijing shoots down report of talks"."""
    if ruling.status not in UNDONE or not seen.title or seen.cjk:
        return False
    return _AFTER_UNDONE.search(seen.field.folded, seen.span[0], seen.cue.start) is not None


_AFTER_UNDONE = re.compile(
    r"\bafter (?:[a-z.'-]+ ){1,4}(?:shoots? down|denie[sd]|reject\w*|dismiss\w*|knock\w* down|calls? off|called off"
    r"|scrap\w*|cancel\w*|postpon\w*|pull\w* out|delay\w*|puts? off)\b"
)
