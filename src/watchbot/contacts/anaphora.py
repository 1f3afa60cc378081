"""Anaphora: words that stand for parties named before: "the two", "their meeting", "after they spoke"."""

import re

from watchbot.contacts.occurrence import Occurrence

_OPPOSITES = frozenset({"counterpart", "counterparts", "opposite number"})


def together(seen: Occurrence) -> bool:
    """Whether "the two", "both sides" or "his counterpart" stands for a side."""
    low, high = seen.span
    words = (h.term.kind == "both" or h.term.word == "heads of state" for h in seen.field.hits if low <= h.start < high)
    return any(words) or any(h.term.kind == "role" and h.term.word in _OPPOSITES for h in seen.field.hits)


def they(seen: Occurrence) -> bool:
    """Whether "after they spoke", "their first meeting" mean those whom the sentence, or the entry, is about."""
    if seen.cjk:
        return False
    if seen.cue.term.form in {"noun", "ing"} and _THEIR.search(seen.field.folded, seen.clause[0], seen.cue.start):
        return True
    return _AFTER_THEY.fullmatch(seen.field.folded, seen.clause[0], seen.cue.start) is not None


_THEIR = re.compile(
    r"\b(?:their|the two's|the pair's) (?:(?:first|second|third|last|latest|next|own|face-to-face|brief|long) ){0,2}$"
)


_AFTER_THEY = re.compile(
    r"\s*(?:after|when|as) (?:they|the two|the pair|both sides|negotiators|their teams) (?:[a-z]+ ){0,2}"
    r"|\s*after (?:the )?(?:two )?(?:leaders|presidents|ministers|men) (?:[a-z]+ ){0,2}"
)
