"""Generic: words for talks that tell of none in particular: a habit, a venue where many vie, what is only prepared."""

import re
from collections.abc import Sequence

from watchbot.contacts.occurrence import Occurrence
from watchbot.contacts.scan import Hit


def in_general(seen: Occurrence, inside: Sequence[Hit]) -> str | None:
    """The rule by which a contact word names no contact of its own; `inside` are the parties of its sentence."""
    cue, folded, low = seen.cue, seen.field.folded, seen.clause[0]
    if seen.cjk:
        vying = cue.term.word == "峰会" and _ZH_VIE.match(folded, cue.end) and "在" in folded[: cue.start][-8:]
        return "join.vying" if vying else "join.history" if _ZH_HISTORY.match(folded, cue.end) else None
    verb = cue.term.form in {"base", "fin"}
    if cue.term.form == "ing" and _HOW.match(folded) and not any(p.term.kind in {"actor", "office"} for p in inside):
        return "join.how"
    if folded[cue.start : cue.end] == "hosts" and _THE.search(folded, low, cue.start):
        return "join.the-hosts"
    if cue.term.form == "noun" and _TO_MAKE.search(folded, low, cue.start):
        return "join.hypothetical"
    if cue.term.form == "noun" and _NOT_A.search(folded, low, cue.start):
        return "join.not-a"
    if cue.term.rule == "en.summit" and _PREPARED.match(folded, cue.end) and _others(seen):
        return "join.prepared"
    if cue.term.form == "base" and _POWERS.search(folded, low, cue.start):
        return "join.powers"
    if not verb and _VIE.search(folded, low, cue.start):
        return "join.vying"
    return "join.habit" if _HABIT.match(folded, cue.end) else None


def _others(seen: Occurrence) -> bool:
    """Whether the sentence has another contact word that can tell what the two did."""
    low, high = seen.span
    return any(low <= c.start < high and c is not seen.cue and c.term.mode != "visit" for c in seen.cues())


# "How China and America are negotiating for Africa's lithium": no event.
_HOW = re.compile(r"(?:how|why) ")
# "but the hosts haven't answered"
_THE = re.compile(r"\b(?:the|its|their|his|her) (?:[a-z-]+ )?$")
# "To make a call between commanders worth placing, …"
_TO_MAKE = re.compile(r"(?<![a-z,] )\bto make (?:an?|any|such) (?:[a-z-]+ )?$")
# "needs a China strategy, not a China trip"
_NOT_A = re.compile(r"\b(?:not|rather than|instead of) (?:just |only )?(?:a|an|another) (?:[a-z-]+ ){0,2}$")
# "Rubio, Wang go over summit checklist by phone": what they prepare.
_PREPARED = re.compile(
    r" (?:checklist|agenda|prep\w*|logistics|plans|planning|itinerary|details|arrangements|choreography)\b"
)
# "When great powers talk, they seldom hear."
_POWERS = re.compile(r"\b(?:when|if|as) (?:great|big|major|rival|nuclear|most) (?:powers|nations|countries|states) $")
# "jockey for influence at the Manila summit": one of many.
_VIE = re.compile(
    r"\b(?:jockey|vie|compet|jostl|wrestl|duel|contend|rac)(?:e|es|ed|ing|s|ying)? (?:for|over|with)\b[^.;:]{0,50}"
    r"\b(?:at|in|during) (?:the |a )?(?:[a-z-]+ )?$|\b(?:told|tells) (?:[a-z-]+ )?leaders at (?:the|a) (?:[a-z-]+ )?$"
)
# "分析贸易谈判历次升降之成因"
_ZH_HISTORY = re.compile(r"的?(?:历次|历轮|历史|历程|演变|来龙去脉|始末)")
_ZH_VIE = re.compile(r"[^，。；]{0,4}(?:角力|较劲|博弈|竞逐|争锋|拉票)")
# "will meet twice annually": no meeting in particular.
_HABIT = re.compile(
    r"(?: [a-z-]+){0,4}? (?:regularly|periodically|annually|(?:once|twice|(?:two|three) times) (?:an?|each|every|per) "
    r"|(?:once|twice) (?:annually|yearly)|every (?:year|month|quarter|six months|three months))"
)
