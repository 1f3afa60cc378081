"""Unsaid: a spokesperson of one side who denies a call of "the two heads of state" need not name the other side.

Beijing denies what Washington claims: 外交部：两国元首近期未通话. Only where nobody of a third country is in the entry.
"""

import re
from collections.abc import Sequence

from watchbot.contacts.field import Field
from watchbot.contacts.joining import ALIEN
from watchbot.contacts.occurrence import Occurrence, occurrences
from watchbot.contacts.reading import scene_of
from watchbot.contacts.scene import Ruling
from watchbot.contacts.status import rule_on
from watchbot.model import Evidence, IssueHit, Mention, Mode, Participant, Polarity, Side, Status

UNSAID_RULE = "join.leaders-unsaid"
_SCORE = 0.55
_SPEAKS = frozenset({"actor", "office", "body", "home"})
_MINISTRY = re.compile(r"外交部发言人|외교부 대변인")


def leaders_denied(
    fields: Sequence[Field], leaders: Sequence[Participant], issues: Sequence[IssueHit]
) -> Mention | None:
    """The denial of a contact of the two `leaders`, where the entry only calls them that; None without one."""
    hits = [h for f in fields for h in f.hits]
    named = [h for h in hits if h.term.side == "us" or h.term.kind in ALIEN]
    spoken = any(h.term.side == "cn" and h.term.kind in _SPEAKS for h in hits)
    if named or not (spoken or any(_MINISTRY.search(f.folded) for f in fields)):
        return None
    found = _denied(fields)
    if found is None:
        return None
    seen, ruling = found
    word = seen.field.text[seen.cue.start : seen.cue.end]
    return Mention(
        us=tuple(p for p in leaders if p.side is Side.US),
        cn=tuple(p for p in leaders if p.side is Side.CN),
        mode=Mode(seen.cue.term.mode),
        status=Status.DENIED,
        certainty=ruling.certainty,
        polarity=Polarity.NEGATIVE,
        place=None,
        start=None,
        end=None,
        issues=tuple(hit.issue for hit in issues),
        score=_SCORE,
        rules=(seen.cue.term.rule, UNSAID_RULE, ruling.rule),
        evidence=(Evidence(seen.field.where, seen.cue.start, seen.cue.end, word, UNSAID_RULE),),
    )


def _denied(fields: Sequence[Field]) -> tuple[Occurrence, Ruling] | None:
    for field in fields:
        if not any(h.term.kind == "both" and h.term.form == "leaders" for h in field.hits):
            continue
        for seen in occurrences(field):
            ruling = rule_on(scene_of(seen))
            if seen.cue.term.mode != "visit" and ruling.status is Status.DENIED:
                return seen, ruling
    return None
