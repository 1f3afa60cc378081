"""Scenes: a contact word in its clause, as the rules of status see it, and what a rule finds.

A word rules the contact word that it governs: "in a call, Trump and Xi agreed to meet" plans the meeting and not the
call.
"""

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from watchbot.contacts.scan import Hit
from watchbot.model import Certainty, Status


@dataclass(frozen=True, slots=True)
class Scene:
    """A contact word in its clause: what kind of word it is, the other contact words and the status words around it."""

    cue: Hit
    clause: tuple[int, int]
    title: bool
    cjk: bool
    words: Sequence[Hit]
    cues: Sequence[Hit]
    folded: str

    def of(self, status: str) -> Iterator[Hit]:
        """The words of one status in the clause; in the whole of a Chinese or Korean title with one contact word."""
        alone = all(c.start <= self.cue.end and self.cue.start <= c.end for c in self.cues)  # 访华行程 is one
        bare = (
            self.cue.start <= self.clause[0] + 1
        )  # "下周赴巴黎 會何立峰": who meets, and when, stands in the part before
        whole = self.cjk and self.title and (alone or bare) and status != "speculated"
        low, high = (0, len(self.folded)) if whole else self.clause
        return (h for h in self.words if h.term.status == status and low <= h.start < high and not self._ends_in(h))

    def _ends_in(self, hit: Hit) -> bool:
        """Whether a word for "will" is only the end of the contact word: the 会在 of 启动会在京举行."""
        return hit.start == self.cue.end - 1 > self.cue.start and hit.term.word in {"会在", "会于", "会有", "会将"}

    def gap(self, hit: Hit) -> int:
        """Characters between a word and the contact word; 0 where they touch or overlap."""
        return max(0, self.cue.start - hit.end, hit.start - self.cue.end)

    def within(self, hit: Hit, before: int, after: int) -> bool:
        """Whether a word stands within so many characters before, or after, the contact word."""
        return self.gap(hit) <= (before if hit.start <= self.cue.start else after)

    def governed(self, hit: Hit) -> bool:
        """Whether no other contact word stands nearer to the word, on the side to which it points."""
        if hit.start <= self.cue.start:
            return not any(
                hit.end <= c.start < self.cue.start
                and self._other(c)
                and not self._on_the_way(c)
                and not (c.term.language == "zh" and _TIMES.match(self.folded, c.end))
                and not (c.term.word == "会" and c.end == self.cue.start)  # 会通话: "will call"
                for c in self.cues
            )
        between = [c for c in self.cues if self.cue.end <= c.start < hit.start and self._other(c)]
        if hit.term.language == "ko":
            return all(_compound(self.cue, c, self.folded) for c in between)
        if not self.cjk and any(c.term.form in VERBS for c in between):
            return False
        reach = min(hit.end + 30, self.clause[1]) if self.cjk else hit.end + 30
        return not any(hit.start <= c.start <= reach and self._other(c) for c in self.cues)

    def _on_the_way(self, cue: Hit) -> bool:
        """Whether a word of travel leads to this one: "将率团赴马来西亚与美方磋商", "his trip to Spain for talks"."""
        if cue.term.mode != "visit" or self.cue.term.mode == "visit":
            return False
        between = self.folded[cue.end : self.cue.start]
        if cue.term.language == "en":
            return cue.term.form == "noun" and _FOR.fullmatch(between) is not None
        return cue.term.language == "zh" and re.search(r"[。；：,]|，(?![与同和])", between) is None

    def _other(self, cue: Hit) -> bool:
        """A contact word of another kind: "hold talks" and "speak by video" are one contact each, not two."""
        if (
            cue.term.form in VERBS
            and cue.term.mode == "talks"
            and self.cue.term.mode in REMOTE_MODES
            and self.gap(cue) < 40
        ):
            return False
        nouns = cue.term.form in NOUNS and self.cue.term.form in NOUNS
        return cue.term.mode != self.cue.term.mode or not (nouns or cue.term.form == self.cue.term.form)

    @property
    def finite(self) -> bool:
        """Whether the contact word is an English verb in the past or present tense."""
        return self.cue.term.form == "fin" and not self.cjk


@dataclass(frozen=True, slots=True)
class Ruling:
    """What a rule found. `status` is None for background."""

    status: Status | None
    rule: str
    word: Hit | None = None

    @property
    def certainty(self) -> Certainty:
        """How firmly the text commits, by status."""
        if self.status is Status.SPECULATED:
            return Certainty.POSSIBLE
        return Certainty.PROBABLE if self.status is Status.PLANNED else Certainty.CERTAIN


def _compound(one: Hit, two: Hit, folded: str) -> bool:
    """첫 대면 회담: the second noun right behind the first says what kind of contact it is."""
    return two.start - one.end <= 1 and not folded[one.end : two.start].strip()


# "将在峰会前两周访问": that only says when.
_TIMES = re.compile(r"之?(?:前|后|期间)")
_FOR = re.compile(r" to [^,;.:]{2,30} for (?:[a-z-]+ ){0,3}")
REMOTE_MODES = frozenset({"phone", "video"})
VERBS = frozenset({"fin", "base", "ing"})
NOUNS = frozenset({"noun", "weak-noun", "going"})
_MONTH_BEFORE = re.compile(
    r"(?:\b(?:in|on|by|since|until|of|this|next|last|early|late|mid|for|through|from|to)[\s-]|[/(-])$", re.IGNORECASE
)
_MONTH_BEHIND = re.compile(
    r"\.?\s\d|[,.;:)]|$|\s(?:summit|visit|trip|meeting|talks|sit-down|session|call|dates?|and June|or June)\b",
    re.IGNORECASE,
)


def is_month(hit: Hit, text: str) -> bool:
    """Whether "May" is the month and not the modal."""
    if text[hit.start : hit.end] != "May":
        return False
    return bool(_MONTH_BEFORE.search(text[max(0, hit.start - 8) : hit.start]) or _MONTH_BEHIND.match(text, hit.end))


def is_rank(hit: Hit, folded: str, hits: Sequence[Hit]) -> bool:
    """Whether 将 is the rank of somebody named beside it, 吴亚男上将, and not what is to come."""
    if hit.term.word != "将" or folded[hit.start - 1 : hit.start] not in _RANKS:
        return False
    return any(h.term.kind in {"actor", "short"} and (h.end == hit.start - 1 or h.start == hit.end) for h in hits)


_RANKS = frozenset("上中少")


Test = Callable[[Scene], Hit | None]
