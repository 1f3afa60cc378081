"""Text: fold without moving an offset, and cut into sentences and clauses.

Every span that a rule relies on is shown to a reader, so folding may change letters but never positions.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from watchbot.contacts.lexicon import simplified

_QUOTES = {ord(a): ord(b) for a, b in zip("’‘“”–‑−　‧・．", "''\"\"--- ··.", strict=True)}
_QUOTES_KEEP = str.maketrans({chr(k): chr(v) for k, v in _QUOTES.items()})
_SENTENCE = re.compile(r"[。！？；\n]|…|\s[|•]\s|　|[.!?]['\"”’)]*\s+(?=[\"“‘'(]?[A-Z0-9가-힣一-鿿])|(?<=[다요])\.\s*")
_ABBREVIATION = re.compile(
    r"(?:\b(?:U\.S|U\.K|U\.N|Mr|Ms|Mrs|Dr|Sen|Rep|Gov|Adm|Gen|St|No|Jan|Feb|Mar|Apr|Aug|Sept?|Oct|Nov|Dec|D\.C|Sens"
    r"|Reps|vs)|\b[A-Z])\.$"
)
_CLAUSE_EN = re.compile(
    r";|:\s|\s[-—]\s|—|, (?=(?:but|while|as|and|with|which|who|when|where|though|although|saying)\b)"
    r"|\s(?=(?:after|before|ahead of|as|while|since|because|amid|when|although|though)\s)",
    re.IGNORECASE,
)
_HANGUL = re.compile(r"[가-힣]")
_CLAUSE_ZH = re.compile(r"[，,：:；]|\s+")
_CLAUSE_CJK = re.compile(r"[，,：:；]|\s-\s")


@dataclass(frozen=True, slots=True)
class Sentence:
    """A span of one field of the entry; `clauses` tile it."""

    where: str
    start: int
    end: int
    clauses: tuple[tuple[int, int], ...]


# Words that the traditional script spells with another character than the one that folds to the simplified word.
_SPELLED = (("计画", "计划"), ("著手", "着手"), ("规画", "规划"))


@lru_cache(maxsize=32)
def fold(text: str, chinese: bool) -> str:
    """Lower case, plain quotes and dashes and, for Chinese, the simplified script; as long as what went in."""
    low = text.lower()
    if len(low) != len(text):
        low = "".join(c.lower() if len(c.lower()) == 1 else c for c in text)
    if "u.s." in low:
        low = low.replace("u.s.", "u-s-")  # its stops end no sentence and no phrase
    if not low.isascii():
        low = low.translate(_QUOTES_KEEP)
        if chinese:
            low = low.translate(simplified())
            for written, meant in _SPELLED:
                low = low.replace(written, meant)
    return low


def sentences(text: str, where: str) -> list[Sentence]:
    """The sentences of one field, with their clauses."""
    found, start = [], 0
    for cut in _SENTENCE.finditer(text):
        if text[cut.start()] == "." and _ABBREVIATION.search(text[max(0, cut.start() - 6) : cut.start() + 1]):
            continue
        if cut.end() > start:
            found.append((start, cut.end()))
        start = cut.end()
    if start < len(text):
        found.append((start, len(text)))
    return [Sentence(where, a, b, _clauses(text, a, b)) for a, b in found if text[a:b].strip()]


def _clauses(text: str, start: int, end: int) -> tuple[tuple[int, int], ...]:
    cutter = _CLAUSE_EN
    if is_cjk(text[start:end]):
        cutter = _CLAUSE_CJK if _HANGUL.search(text, start, end) else _CLAUSE_ZH
    spans, at = [], start
    for cut in cutter.finditer(text, start, end):
        if cut.end() > at:
            spans.append((at, cut.end()))
            at = cut.end()
    if at < end:
        spans.append((at, end))
    return tuple(spans)


def part_of(folded: str, at: int) -> tuple[int, int]:
    """Where the part of a headline begins and ends that holds the offset `at`: its parts stand between spaces."""
    return next((m.span() for m in _PARTS.finditer(folded) if m.start() <= at < m.end()), (0, 0))


_PARTS = re.compile(r"\S+")
_WIDE = re.compile("[\u2e80-\U0010ffff]")


def is_cjk(text: str) -> bool:
    """Whether Chinese or Korean characters make up a third of it or more."""
    if text.isascii():
        return not text
    return len(_WIDE.findall(text)) * 3 >= len(text)


def last(matches: Iterator[re.Match[str]]) -> re.Match[str] | None:
    """The last match, or None."""
    found = None
    for match in matches:
        found = match
    return found
