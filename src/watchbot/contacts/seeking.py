"""Seeking: English contacts that somebody angles for or weighs a date for, or that a ministry won't speak about."""

import re

from watchbot.contacts.scan import Hit
from watchbot.contacts.scene import NOUNS, Scene

# "aides push for call", "angling for a visit"
_ANGLES_FOR = re.compile(
    r"\b(?:angl(?:e|es|ed|ing)|push(?:es|ed|ing)?|lobb(?:y|ies|ied|ying)|fish(?:es|ing)?|jockey(?:s|ing)?"
    r"|campaign(?:s|ing)?|hanker(?:s|ing)?|plead(?:s|ed|ing)?) for (?:an? |another |the )?(?:[a-z'-]+ ){0,3}$"
)
# "weighs earlier date for Xi's trip"
_WEIGHS_DATE = re.compile(
    r"\b(?:weigh(?:s|ed|ing)?|mull(?:s|ed|ing)?|consider(?:s|ed|ing)?|eye(?:s|d|ing)?|float(?:s|ed|ing)?) (?:an? )?"
    r"(?:[a-z]+ )?(?:dates?|venues?|slots?|timing) for\b[^.;:]{0,30}$"
)
# "not aware of a visit", "won't say if Xi answered the letter", "sidesteps question on the letters"
_UNAWARE = re.compile(
    r"\b(?:not aware|unaware|no information|no knowledge|knows nothing|(?:won't|will not|wouldn't|didn't|would not) say"
    r"|declin(?:es|ed|ing) to (?:say|confirm)|(?:sidesteps?|dodges?|ducks?|evades?) (?:an? )?questions?)['\"]? "
    r"(?:of|on|about|if|whether)\b[^.;:]{0,50}$"
)
# "a call between the two is being discussed"
_DISCUSSED = re.compile(
    r"[^.;:,]{0,70}\b(?:(?:is|are) being (?:discussed|considered|explored|floated|mooted|mulled|weighed)"
    r"|ha(?:s|ve) been (?:suggested|floated|mooted)(?: but)?)\b"
)
# "doubts grow over the call", "yet to agree to it", "request for a call"
_IN_DOUBT = re.compile(
    r"\b(?:doubts?|uncertainty|question marks?|clouds?)\b[^.;:]{0,20}\b(?:over|about|on|hang over)\b[^.;:]{0,24}$"
    r"|\b(?:yet to|has not|hasn't|have not|haven't) (?:agree|respond|repl|answer|commit)(?:d|ed|y|ied|ted)?(?: to)?\b"
    r"[^.;:]{0,40}$|(?<!accepts )(?<!granted )(?<!agrees to )\brequests? for (?:an? )?(?:[a-z'-]+ ){0,3}$"
)
# "floated as venue for talks", "edge toward a new round", "is ready for talks", "noncommittal on a date"
_EDGES = re.compile(
    r"\b(?:floated|mooted|suggested|proposed|considered) as (?:an? |the )?(?:possible )?(?:venue|host|date|site"
    r"|stage)s? for\b[^.;:]{0,24}$"
    r"|\b(?:edg|inch|mov|creep|draw|drift)(?:e|es|ed|ing|s)? (?:closer )?(?:to|toward|towards) (?:an? |the )?"
    r"(?:(?:new|next|another|fresh) )?(?:round of )?(?:[a-z-]+ ){0,2}$"
    r"|\b(?:is|are|stands?|stood) ready for (?:[a-z-]+ ){0,3}$"
    r"|\b(?:non-?committal|vague|coy) (?:on|about|over)\b[^.;:]{0,40}$"
)
_NO_REASON = re.compile(r"\bno reason['\"]?(?: now)? for (?:an? )?(?:[a-z'-]+ ){0,2}$")


def sought(scene: Scene) -> Hit | None:
    """It is angled for, discussed, or left open; one who is unaware of it neither confirms nor denies it."""
    if scene.cjk:
        return None
    said = scene.folded[max(scene.clause[0], scene.cue.start - 90) : scene.cue.start]
    if _UNAWARE.search(said):
        return scene.cue
    if scene.cue.term.form not in NOUNS | {"ing"}:
        return None
    before = any(found.search(said) for found in (_ANGLES_FOR, _WEIGHS_DATE, _IN_DOUBT, _NO_REASON))
    before = before or _EDGES.search(scene.folded, max(0, scene.cue.start - 70), scene.cue.start) is not None
    return scene.cue if before or _DISCUSSED.match(scene.folded, scene.cue.end) else None
