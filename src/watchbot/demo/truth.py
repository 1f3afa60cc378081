"""Which real contact one of the service's contacts stands for, judged by the entries behind it.

Why by entries and not by names and dates: the service's own words for a contact are what the demo puts to the test, so
they can't decide which contact it is. Only where one entry really tells of several (a call, and the summit agreed on in
it) do the mention's status, mode and date choose among these.
"""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from watchbot.demo.season import Occurrence, Season, SeasonEntry
from watchbot.model import Mode, Status


@dataclass(frozen=True, slots=True)
class Mentioned:
    """One mention as the service stored it: the entry's link, and what the coder made of it."""

    link: str
    status: Status
    mode: Mode
    start: date | None


class Resolver:
    """Answers for one season; the index over its entries is made once."""

    def __init__(self, season: Season) -> None:
        self._entries = {entry.link: entry for entry in season.entries}
        self._occurrences = {o.id: o for o in season.occurrences}

    def resolve(self, mentions: Iterable[Mentioned]) -> str | None:
        """The contact that most of `mentions` really tell of; None where no entry behind them tells of any.

        An entry for which a contact is mere context speaks for it only when no other entry names one.
        """
        told: dict[str, float] = defaultdict(float)
        context: dict[str, float] = defaultdict(float)
        for mention in mentions:
            entry = self._entries.get(mention.link)
            if entry is None:
                continue
            meant = self._meant(entry, mention)
            for contact in meant:
                told[contact] += 1 / len(meant)
            for contact in entry.truth.background:
                context[contact] += 1
        votes = told or context
        return max(votes, key=lambda contact: votes[contact]) if votes else None

    def _meant(self, entry: SeasonEntry, mention: Mentioned) -> tuple[str, ...]:
        truth = entry.truth
        if truth.contact is None:
            return ()
        pairs = [(truth.contact, truth.status), *truth.also]
        meant = tuple(c for c, status in pairs if status is mention.status) or (truth.contact,)
        meant = tuple(c for c in meant if self._fits_mode(c, mention)) or meant
        return tuple(c for c in meant if self._fits_date(c, mention)) or meant

    def _fits_mode(self, contact: str, mention: Mentioned) -> bool:
        known = self._occurrences.get(contact)
        return known is not None and mention.mode in known.modes

    def _fits_date(self, contact: str, mention: Mentioned) -> bool:
        known = self._occurrences.get(contact)
        return known is not None and _within(mention.start, known)


def _within(day: date | None, known: Occurrence) -> bool:
    return day is None or known.first <= day <= known.last
