"""Congress: its members' surnames, which are other people's, firms' and words' wherever an entry isn't of Congress."""

import re
from collections.abc import Iterable, Sequence
from datetime import date

from watchbot.contacts.scan import Hit
from watchbot.model import Roster

_SEATS = frozenset({"us-senator", "us-representative"})
_OF_CONGRESS = re.compile(
    r"\b(?:Sens?|Reps?|(?i:senat\w+|congress\w*|lawmakers?|legislators?|bipartisan)|Democrats?|Republicans?|CODEL"
    r"|(?<!Trade )(?<!Special )Representatives?)\b|议员|議員|国会代表|國會代表|议院|議院|의원|의회|상원|하원"
)


def without_namesakes(hits: Sequence[Hit], texts: Iterable[str], roster: Roster, day: date) -> list[Hit]:
    """The hits without bare surnames of members of Congress, unless one of the entry's `texts` speaks of Congress."""
    if not any(_is_member(hit, roster, day) for hit in hits) or any(map(_OF_CONGRESS.search, texts)):
        return list(hits)
    return [hit for hit in hits if not _is_member(hit, roster, day)]


def _is_member(hit: Hit, roster: Roster, day: date) -> bool:
    if hit.term.kind != "short":
        return False
    offices = roster.actors[hit.term.actor].offices_on(day)
    return bool(offices) and _SEATS.issuperset(offices)
