"""Lawmakers: a member, several of them, or the delegation of a chamber, in the words of the text."""

import re
from dataclasses import replace

from watchbot.contacts.scan import Hit

_CHAMBERS = {"us-senator": "Senate", "us-representative": "House"}
_MEMBERS = {"us-senator": "US senators", "us-representative": "US House members"}
_GROUP = re.compile(r"(?:s)?(?: (?:delegation|group))|代表团|议员团|访问团|团| ?(?:대표단|의원단|의원들|단\b|들)")
_CREW = re.compile(r"(?: (?:delegation|members|group|team|party|visitors))?", re.IGNORECASE)
_CREW_OF = re.compile(r"\b(?:group|delegation|members|party|team) (?:from|of) (?:the )?$", re.IGNORECASE)
_COUNTED = re.compile(r"[二两三四五六七八九十\d]+(?:多)?(?:位|名)(?:的)?$")
_COUNT_BEHIND = re.compile(r"们| ?\d+명| ?일행")


def together(hit: Hit, folded: str) -> Hit | None:
    """A lawmaker's office as the body that it means: a delegation or several members; None for one member."""
    office = hit.term.office
    if office not in _CHAMBERS:
        return None
    if folded[hit.start : hit.end].endswith((" delegation", " group")):
        return _body(hit, hit.end, f"US {_CHAMBERS[office]} delegation")
    group = _GROUP.match(folded, hit.end)
    if group is not None:
        return _body(hit, group.end(), f"US {_CHAMBERS[office]} delegation")
    return _body(hit, hit.end, _MEMBERS[office]) if _several(hit, folded) else None


def _body(hit: Hit, end: int, name: str) -> Hit:
    return Hit(hit.start, end, replace(hit.term, kind="body", domain="congress", name=name))


def _several(hit: Hit, folded: str) -> bool:
    """Whether a word for a lawmaker means more than one: "American senators", 五位美国参议员, 상원의원 5명."""
    if hit.term.language == "en":
        return folded[hit.start : hit.end].endswith(("senators", "members", "lawmakers"))
    count = _COUNTED.search(folded[max(0, hit.start - 6) : hit.start]) or _COUNT_BEHIND.match(folded, hit.end)
    return count is not None


def delegation(hit: Hit, text: str) -> str:
    """A body of lawmakers in the words of the text, with its country."""
    crew = _CREW.match(text, hit.end)
    said = " ".join((text[hit.start : hit.end] + (crew[0] if crew else "")).split())
    if not (crew and crew[0]) and _CREW_OF.search(text, 0, hit.start):
        said += " delegation"
    return said if said.upper().startswith(("US ", "U.S. ", "AMERICAN ")) else f"US {said}"
