"""Replies: a headline that only quotes an official of each side: 习近平：…　特朗普：…, 시진핑 "…"…트럼프 "…".

They said it to each other where they have just met; else to whoever listened.
"""

import re
from collections.abc import Sequence

from watchbot.contacts.joining import BOTH, Joined, sides
from watchbot.contacts.lexicon import Term
from watchbot.contacts.occurrence import Occurrence
from watchbot.contacts.scan import Hit
from watchbot.model import Verdict

REPLY = "reply"


def replied(hits: Sequence[Hit], folded: str) -> Hit | None:
    """What stands for a contact word where a headline quotes an official of each side; None without such quotes."""
    names = sorted((h for h in hits if h.term.kind == "actor"), key=lambda h: h.start)
    one = next((n for n in names if n.start == 0), None)
    two = next((n for n in names if one is not None and n.term.side != one.term.side), None)
    if one is None or two is None:
        return None
    for language, (speaks, ends) in _SPEAKS.items():
        first, second = speaks.match(folded, one.end), speaks.match(folded, two.end)
        if first and second and ends.search(folded, first.end(), two.start):
            return Hit(two.end, second.end(), _REPLIES[language])
    return None


def in_reply(seen: Occurrence, spoken: bool) -> Joined:
    """Two officials whom a headline quotes one after the other: to each other, where they have just met."""
    both = tuple(p for p in seen.field.parties if p.term.kind == "actor" and p.end <= seen.cue.end)
    if spoken and sides(both) == BOTH:
        return Joined(both, 0.7, "join.called")
    return Joined((), 0, "join.public", Verdict.STATEMENT_ONLY)


_SPEAKS = {
    "zh": (re.compile(r"(?:主席|总统)?："), re.compile(r"[，。；！？\s」』”]$")),
    "ko": (re.compile(r"(?: ?(?:국가)?주석| ?대통령)?,? ?[\"“]"), re.compile(r"[\"”] ?(?:…|,|·)? ?$")),
}
_REPLIES = {
    language: Term("：", "contact", language, rule=f"{language}.replies", mode="talks", form=REPLY, reach="public")
    for language in _SPEAKS
}
