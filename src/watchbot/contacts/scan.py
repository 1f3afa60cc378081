"""Scanning: one Aho-Corasick pass over every alias of every language, so that most entries cost microseconds.

Latin words count when they stand alone; Chinese and Korean ones need no boundary. Of overlapping finds in one layer
the leftmost longest stays, which is how a longer phrase ("calls for", 中美洲) hides a word inside it.
"""

from collections.abc import Iterable, Mapping
from typing import NamedTuple

import ahocorasick_rs

from watchbot.contacts.lexicon import Term


class Hit(NamedTuple):
    """A term where it stands, in code points."""

    start: int
    end: int
    term: Term


class Scanner:
    """Finds terms of the given patterns; a pattern may mean several things, one in each layer.

    Two passes. Latin words are looked for in a line of the text's ASCII letters and digits with a space for all else:
    a pattern with a space at each end is only found where it stands alone, so short names cost nothing inside words.
    The rest (Chinese, Korean, names with accents) is looked for in the text itself, where it isn't plain ASCII.
    """

    def __init__(self, patterns: Iterable[tuple[str, Term]]) -> None:
        table: dict[str, list[Term]] = {}
        for pattern, term in patterns:
            if pattern:
                table.setdefault(pattern, []).append(term)
        spaced: dict[bytes, list[tuple[str, int, list[Term]]]] = {}
        others: dict[str, tuple[bool, bool, list[Term]]] = {}
        for word, terms in table.items():
            left, right = _is_latin(word[0]), _is_latin(word[-1])
            if word.isascii() and any(map(str.isalnum, word)):
                form = b" " * left + word.encode().translate(_SPACED) + b" " * right
                spaced.setdefault(form, []).append((word, int(left), terms))
            else:
                others[word] = (left, right, terms)
        self._spaced, self._others = list(spaced.values()), list(others.values())
        self._latin = ahocorasick_rs.BytesAhoCorasick(list(spaced)) if spaced else None
        self._wide = ahocorasick_rs.AhoCorasick(list(others)) if others else None

    def finds(self, folded: str) -> bool:
        """Whether any pattern stands in the text."""
        return bool(self.scan(folded, folded))

    def scan(self, folded: str, text: str) -> list[Hit]:
        """All finds, unselected, in no particular order."""
        hits: list[Hit] = []
        plain = folded.isascii()
        if self._latin is not None:
            line = b" %b " % folded.encode("ascii", "replace").translate(_SPACED)
            for index, found, _ in self._latin.find_matches_as_indexes(line, overlapping=True):
                for word, left, terms in self._spaced[index]:
                    start = found - 1 + left
                    end = start + len(word)
                    if start >= 0 and folded.startswith(word, start) and (plain or _alone(folded, start, end)):
                        _keep(hits, terms, start, end, folded, text)
        if self._wide is not None and not plain:
            for index, start, end in self._wide.find_matches_as_indexes(folded, overlapping=True):
                left, right, terms = self._others[index]
                if not (left and _is_letter(folded, start - 1)) and not (right and _is_letter(folded, end)):
                    _keep(hits, terms, start, end, folded, text)
        return hits


def _alone(folded: str, start: int, end: int) -> bool:
    """Whether no letter with an accent, which the line of words has as a space, touches an ASCII word."""
    return not (
        (_is_latin(folded[start]) and _is_letter(folded, start - 1))
        or (_is_latin(folded[end - 1]) and _is_letter(folded, end))
    )


def _is_letter(folded: str, at: int) -> bool:
    return 0 <= at < len(folded) and folded[at] < "\u2e80" and folded[at].isalnum()


def _is_latin(character: str) -> bool:
    return character < "\u0250" and character.isalnum()


def _keep(hits: list[Hit], terms: Iterable[Term], start: int, end: int, folded: str, text: str) -> None:
    for term in terms:
        if term.cased and text[start:end] != term.word:
            continue
        if term.names and text[start] == folded[start] and text[start].isascii():
            continue
        hits.append(Hit(start, end, term))


_SPACED = bytes(code if code < 128 and chr(code).isalnum() else 32 for code in range(256))


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
