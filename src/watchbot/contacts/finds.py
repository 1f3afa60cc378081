"""Finds: what reading a contact word gives, before the finds of an entry are merged into its mentions."""

from dataclasses import dataclass

from watchbot.contacts.likeness import REMOTE
from watchbot.model import Mention, Status

FRESH_DAYS = 3
FIRM_SCORE = 0.7
UNDONE = frozenset({Status.DENIED, Status.CANCELLED, Status.POSTPONED})
CLOSE = frozenset({"join.clause", "join.nearest", "join.list", "join.going", "join.called", "join.pair"})


@dataclass(frozen=True, slots=True)
class Find:
    """A contact word read in its sentence: a mention, and what weighs it against the others."""

    mention: Mention
    background: bool
    title: bool
    order: int
    explicit: bool
    adjunct: bool = False
    outcome: bool = False  # the headline tells what came of a contact before it names this one


def afar(mention: Mention) -> bool:
    """Whether the sentence names a side only by what the rest of the entry says."""
    return mention.rules[1].startswith(("join.entry", "join.topic"))


def firm(mention: Mention) -> bool:
    """Whether its own sentence joins the sides; a call is named without them, as "the call"."""
    return mention.score >= FIRM_SCORE or mention.mode in REMOTE
