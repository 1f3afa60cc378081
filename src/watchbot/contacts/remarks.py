"""Remarks: contacts of the two sides that somebody else only speaks of, in a Chinese or Korean headline."""

import re

from watchbot.contacts.field import quoted
from watchbot.contacts.occurrence import Occurrence
from watchbot.contacts.scan import Hit

# Who is named by a post alone in a Korean headline is at home there, or an expert.
_SEOUL_SAYS = re.compile(
    r"(?:\[[^\]]{1,8}\] ?)?(?:전문가|석학|(?:[가-힣]{2,4} )?교수|통일부(?: 장관)?|통일장관|외교부? ?장관"
    r"|안보실장|대통령실|국정원장?),? ?[\"“]"
)
_SAYS_KO = re.compile(r"(?: [가-힣]{1,6})? ?[\"“]")


def third_says(seen: Occurrence) -> bool:
    """정동영 "미중 정상회담서 …": what a third country's minister says of it."""
    if _SEOUL_SAYS.match(seen.field.folded):
        return True
    first = min(seen.field.hits, key=lambda h: h.start, default=None)
    if first is None or not _is_korean(first):
        return False
    return _SAYS_KO.match(seen.field.folded, first.end) is not None and seen.cue.start > first.end


def said_to_a_third(seen: Occurrence) -> bool:
    """왕이, 조현과 통화…"미중 정상회담 지지": of a contact with a third country, what is quoted or was spoken of."""
    folded = seen.field.folded
    span = next((s for s in quoted(folded) if s[0] <= seen.cue.start < s[1]), None)
    if span is None and not _DISCUSSED.match(folded, seen.cue.end):
        return False
    start = span[0] if span else folded.rfind("…", 0, seen.cue.start)
    if not any(c.end <= start for c in seen.cues()):
        return False
    before = [h for h in seen.field.hits if h.end <= start]
    guests = [h for h in before if h.term.kind == "third" and h.term.form != "country"]
    return bool(guests) and not any(h.term.side == "us" or h.term.kind == "pair" for h in before)


_DISCUSSED = re.compile(r" ?(?:등 |결과 |문제 |관련 )?(?:논의|협의|의견|평가|공유|언급)")


def _is_korean(hit: Hit) -> bool:
    return hit.term.kind == "third" and hit.term.form == "person" and hit.term.language == "ko"
