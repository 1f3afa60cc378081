"""Scanning: one Aho-Corasick pass over every alias of every language, so that most entries cost microseconds.

Latin words count when they stand alone; Chinese and Korean ones need no boundary. Of overlapping finds in one layer
the leftmost longest stays, which is how a longer phrase ("calls for", 中美洲) hides a word inside it.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

import ahocorasick_rs

from watchbot.contacts.lexicon import Term


@dataclass(frozen=True, slots=True)
class Hit:
    """A term where it stands, in code points."""

    start: int
    end: int
    term: Term


class Scanner:
    """Finds terms of the given patterns; a pattern may mean several things, one in each layer."""

    def __init__(self, patterns: Iterable[tuple[str, Term]]) -> None:
        table: dict[str, list[Term]] = {}
        for pattern, term in patterns:
            if pattern:
                table.setdefault(pattern, []).append(term)
        self._terms = list(table.values())
        words = list(table)
        self._latin = [
            (word[0] < "\u0250" and word[0].isalnum(), word[-1] < "\u0250" and word[-1].isalnum()) for word in words
        ]
        self._automaton = ahocorasick_rs.AhoCorasick(words) if words else None

    def scan(self, folded: str, text: str) -> list[Hit]:
        """All finds, unselected, in order of their ends."""
        if self._automaton is None:
            return []
        hits = []
        size = len(folded)
        latin, terms = self._latin, self._terms
        for index, start, end in self._automaton.find_matches_as_indexes(folded, overlapping=True):
            left, right = latin[index]
            # Most finds are short words inside longer ones, so this is where the time goes.
            if right and end < size and (after := folded[end]) < "\u2e80" and after.isalnum():
                continue
            if left and start and (before := folded[start - 1]) < "\u2e80" and before.isalnum():
                continue
            for term in terms[index]:
                if term.cased and text[start:end] != term.word:
                    continue
                if term.names and text[start] == folded[start] and text[start].isascii():
                    continue
                hits.append(Hit(start, end, term))
        return hits


def longest(hits: Iterable[Hit], rank: Mapping[str, int] | None = None) -> list[Hit]:
    """Leftmost longest, without overlaps; of equals the lower rank of its kind wins."""
    order = rank or {}
    chosen: list[Hit] = []
    reached = -1
    for hit in sorted(hits, key=lambda h: (h.start, -h.end, order.get(h.term.kind, 9))):
        if hit.start >= reached:
            chosen.append(hit)
            reached = hit.end
    return chosen
