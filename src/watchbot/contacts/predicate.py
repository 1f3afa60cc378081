"""Predicates: the verb that an English contact word is or hangs on, and what the words before that verb commit to.

"Bessent is not expected to hold talks": the noun "talks" hangs on "hold", and what stands before "hold" says denied.
One ordered table reads that stretch from its end; the first rule that matches decides.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from watchbot.contacts.scan import Hit
from watchbot.contacts.text import last
from watchbot.model import Status

VERBS = frozenset({"fin", "base", "ing"})
_LIGHT = (
    "hold|have|host|conduct|make|pay|take|get|give|do|begin|start|open|launch|kick off|resume|reopen|restart|continue"
    "|reconvene|"
    "attend|join|lead|head|send|receive|arrange|organi[sz]e|convene|schedule|set up|stage|embark on|undertake|enter|"
    "engage in|participate in|return to|go into|come to|be on|be in|hop on|jump on|finali[sz]e|travel|fly|go|co-chair"
    "|chair|"
    "held|had|conducted|taken part in|sit down|end|conclude|wrap up|close|complete|finish|proceed with|go ahead with"
    "|press ahead with|welcome|accept|stop (?:in|off|over|by)|swing (?:by|through)|gather|decamp|detour"
)
_STRONG = re.compile(r"[;:.!?\"—](?:\s|$)|\s[-–]\s")


@dataclass(frozen=True, slots=True)
class Predicate:
    """Where the head stands, and the stretch of its sentence before it."""

    head: int
    before: str


@lru_cache(maxsize=256)
def predicate_of(folded: str, start: int, verb: bool, low: int) -> Predicate | None:
    """The predicate of a contact word at `start` whose sentence begins at `low`; None for a noun without a verb."""
    head = start
    if not verb:
        found = last(_LIGHT_WORD.finditer(folded, max(low, start - 60), start))
        if (
            found is None
            or _SUBORDINATE.search(folded[found.end() : start])
            or _STRONG.search(folded[found.end() : start])
            or "," in folded[found.end() : start]
            or _WITHIN.search(folded[found.end() : start])
        ):
            return None
        head = found.start()
    stretch = folded[max(low, head - 90) : head]
    cut = 0
    for mark in _STRONG.finditer(stretch):
        cut = mark.end()
    return Predicate(head, _QUOTED_WORD.sub(r"\1", stretch[cut:]))


_QUOTED_WORD = re.compile(r"['\"]([a-z]+)['\"]")  # "says he 'might' ring Xi"
_LIGHT_WORD = re.compile(rf"\b(?:{_LIGHT})\b")
_SUBORDINATE = re.compile(
    r"\b(?:after|before|as|while|amid|since|following|during|ahead of|that|who|which|when|because)\b"
)
# "agree to set up a hotline in a meeting": the meeting isn't what they agree to.
_WITHIN = re.compile(r"(?<!part) (?:in|at|during) (?:(?!the works)[a-z'.-]+ ){0,4}$")
_ADVERBS = (
    r"(?:[a-z]+ly |also |now |then |soon |first |again |even |next |still |ever |yet |in person |all |both |jointly )*"
)
_NO = r"(?:n't|n’t| not)"
TABLE: tuple[tuple[str, Status | None, re.Pattern[str]], ...] = tuple(
    (name, status, re.compile(pattern + "$"))
    for name, status, pattern in (
        ("first-to", Status.HELD, r"\b(?:first|only|last|latest|highest-ranking|youngest)\b[^,.;:]{0,50}\bto "),
        ("found-time", Status.HELD, r"\b(?:finds|found|makes|made) (?:the )?time to " + _ADVERBS),
        (
            "went-to",
            Status.HELD,
            r"(?<!newly )(?<!just )(?<!recently )"
            r"(?:\b(?:was|were) (?:at|inside)|\b(?:led|flew|travel+ed|went|came|brought|took|arrived|landed|gathered"
            r"|joined"
            r"|returned|sat down|stopped|ushered|shown|escorted|admitted|managed|got))\b[^.;:,]{0,50}\bto ",
        ),
        (
            "meet-to",  # "diplomats meet in Beijing to discuss Ukraine", "Patel in Beijing to talk fentanyl"
            Status.HELD,
            r"(?<!to )(?<!will )(?<!may )(?<!would )(?<!could )(?<!can )(?<!should )(?<!might )(?<!must )"
            r"(?:\b(?:meets?|met|huddled?|huddles|gathered|sits? down|confers?|conferred)\b"
            r"(?:(?! and | but | hop| want| seek| due | set )[^.;:,]){0,50}"
            r"|(?<!due )(?<!be )(?<!expected )(?<!arrive )(?<!land )(?<!stop )"
            r"\bin (?:beijing|shanghai|china|washington)) to ",
        ),
        ("yet-to", Status.SPECULATED, r"\b(?:has|have|had|is|are) (?:yet|still) to " + _ADVERBS),
        (
            "no-plan",
            Status.DENIED,
            r"\b(?:no|not any|without|never had|never been|never) (?:[a-z]+ ){0,2}(?:plans?|intention|need|intent"
            r"|wish|desire|arrangements?|reason)\b[^.;:,]{0,20}\b(?:to|for|of) (?:the |a )?" + _ADVERBS,
        ),
        (
            "refuses",
            Status.DENIED,
            r"\b(?:refus|declin|den(?:y|ies|ied|ying)\b|rul(?:e|es|ed|ing) out|reject|rebuff|unwilling|forgo|snub"
            r"|shun)[a-z]*(?: [a-z'-]+){0,6} ",
        ),
        (
            "not-going",
            Status.DENIED,
            r"\b(?:not|n't) (?:currently |yet |now |expected |planning |going |due |set |scheduled |intending "
            r"|looking |seeking |inclined |about ){1,2}to " + _ADVERBS,
        ),
        (
            "negated",
            Status.DENIED,
            r"\b(?:(?:did|do|does|has|have|is|are|was|were|will|would|wo|ca|could|shall|can|should)"
            + _NO
            + r"|cannot|never) "
            + _ADVERBS
            + r"(?:be |been )?"
            + _ADVERBS,
        ),
        (
            "said-had-not",  # in speech that is retold, "had not met" is "have not met"
            Status.DENIED,
            r"\b(?:said|says|insisted|told [a-z ]{3,20})\b[^.;:,]{0,50}\bhad(?:n't| not| never) " + _ADVERBS,
        ),
        (
            "may",
            Status.SPECULATED,
            r"\b(?:may|might|could|can|should|must|ought to|would like to|would love to|wouldn't) "
            + _ADVERBS
            + r"(?:be |have )?"
            + _ADVERBS,
        ),
        (
            "wants",
            Status.SPECULATED,
            r"\b(?:hop(?:e|es|ed|ing)|want(?:s|ed|ing)?|wish(?:es|ed)?|seek(?:s|ing)?|sought|aim(?:s|ed|ing)?"
            r"|push(?:es|ed|ing)?|press(?:es|ed|ing)?|offer(?:s|ed|ing)?|propos(?:es|ed|ing|als?)|consider(?:s|ed"
            r"|ing)?|ready|willing(?:ness)?|open|keen|eager|like|love|looking|long(?:s|ed)?|chance|opportunity"
            r"|(?<!finds )(?<!found )(?<!makes )(?<!made )(?<!find )(?<!make )time"
            r"|need(?:s|ed)?|asks?|asked|asking|invit(?:e|es|ed|ing|ation)|urg(?:e|es|ed|ing)|call(?:s|ed|ing)? on"
            r"|presses|try|tries|trying|tried|able|unable|possible|bid|request(?:s|ed)?|unlikely|unclear whether"
            r"|whether|jockey(?:s|ing)?|dream(?:s|ing)?|threaten(?:s|ed|ing)?|encourag(?:e|es|ed|ing)|tempted|loath"
            r"|reluctant|hesitant|hurry|rush|hopeful)['\"]?(?: [a-z.'-]+){0,4} (?:to|on|of|in|for) "
            + _ADVERBS
            + r"(?:be )?",
        ),
        (
            "considers",
            Status.SPECULATED,
            r"\b(?:consider|mull|weigh|discuss|float|suggest|propos|explor|contemplat|eye|advocat)(?:s|es|ed|ing"
            r"|led)? (?:the (?:possibility|idea|prospect) of )?",
        ),
        (
            "said-would",
            Status.PLANNED,
            r"\b(?:said|says|announced|confirmed|told [a-z ]{3,20})\b(?! (?:if|whether)\b)[^.;:,]{0,50}\b(?:would|'d) "
            + _ADVERBS
            + r"(?:be )?",
        ),
        (
            "mulled-trip",  # "weighing a trip to see Yang"
            Status.SPECULATED,
            r"\b(?:weigh|mull|consider|float|ey|explor|contemplat|discuss)(?:s|es|e|ed|ing)?\b[^.;:,]{0,40}"
            r"\b(?:trip|visit|stop|stopover|journey|tour) to " + _ADVERBS,
        ),
        ("if", Status.SPECULATED, r"\b(?:if|whether|unless|should) (?:[a-z.'-]+ ){1,6}"),
        (
            "will",
            Status.PLANNED,
            r"\b(?:will|'ll|shall|would|'d) " + _ADVERBS + r"(?:be |have |get |again )?" + _ADVERBS,
        ),
        ("to", Status.PLANNED, r"\bto " + _ADVERBS + r"(?:be |also )?" + _ADVERBS),
    )
)


def is_light(folded: str, start: int) -> bool:
    """Whether a verb that contact words hang on stands at `start`, perhaps behind an adverb."""
    return _LIGHT_HERE.match(folded, start) is not None


_LIGHT_HERE = re.compile(rf"(?:[a-z]+ly |also |now |soon |again |be |have |play |personally ){{0,2}}(?:{_LIGHT})\b")


@lru_cache(maxsize=256)
def commitment(before: str) -> tuple[str, Status | None] | None:
    """What the stretch before a head commits to, with the id of the rule; None where it's plain."""
    for name, status, pattern in TABLE:
        if pattern.search(before):
            return name, status
    return None


_FOLLOWED = re.compile(
    r"^(?: between (?:(?!and\b)[a-z.'-]+ ){1,5}and)?"
    r"(?:'s)?(?: (?!and\b|but\b|that\b|which\b|who\b|after\b|as\b|when\b|he\b|she\b|they\b|says?\b|said\b|saying\b"
    r"|telling\b|adding\b|produced\b"
    r"|agreed\b)(?:u-s-|[a-z,'&-]+)){0,7} "
    r"(?:will|would|'ll|is to|are to|(?:is|are) (?:set|due|expected|likely|scheduled|slated) (?:to"
    r"|for))\b(?P<no> not\b)?"
)


def foretold(folded: str, cue: Hit) -> bool:
    """Whether a noun is the subject of what will be: "Trump's meeting with Xi will test …"."""
    found = _FOLLOWED.match(folded[cue.end : cue.end + 110])
    return found is not None and not found["no"]


def governing(folded: str, cue: Hit, low: int) -> tuple[str, Status | None] | None:
    """The commitment of the predicate of a contact word."""
    found = predicate_of(folded, cue.start, cue.term.form in VERBS, low)
    return None if found is None else commitment(found.before)


__all__ = ["Predicate", "Sequence", "commitment", "governing", "predicate_of"]
