"""Status: an ordered table of rules; the first that holds decides, and its id is kept as evidence.

Order carries the meaning: a denial beats a plan ("no plans to meet"), a past that only dates something else is
background, and what nothing qualifies took place.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from watchbot.contacts.scan import Hit
from watchbot.model import Certainty, Status


@dataclass(frozen=True, slots=True)
class Scene:
    """A contact word in its clause: where it stands, what kind of word it is, and the status words around it."""

    cue: Hit
    clause: tuple[int, int]
    title: bool
    cjk: bool
    words: Sequence[Hit]
    folded: str

    def near(self, hit: Hit, before: int, after: int) -> bool:
        """Whether a word stands within so many characters before, or after, the contact word."""
        if hit.end <= self.cue.start:
            return self.cue.start - hit.end <= before
        return hit.start - self.cue.end <= after

    def of(self, status: str) -> list[Hit]:
        """The words of one status in the clause."""
        return [h for h in self.words if h.term.status == status and self.clause[0] <= h.start < self.clause[1]]


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


def _denied(scene: Scene) -> Hit | None:
    return next((h for h in scene.of("denied") if scene.near(h, 60, 30)), None)


def _near(status: str) -> Callable[[Scene], Hit | None]:
    def test(scene: Scene) -> Hit | None:
        reach = (12, 12) if scene.cjk else (40, 30)
        adjectives = {"delayed", "postponed", "rescheduled"}
        return next(
            (
                h
                for h in scene.of(status)
                if scene.near(h, *reach) and not (h.term.word in adjectives and h.end <= scene.cue.start)
            ),
            None,
        )

    return test


def _background(scene: Scene) -> Hit | None:
    reach = 14 if scene.cjk else 45
    for hit in scene.words:
        if hit.term.kind != "back" or not scene.clause[0] - 1 <= hit.start < scene.clause[1]:
            continue
        if scene.title and hit.term.word in {"after", "following", "뒤", "继", "共识", "成果"}:
            continue
        if scene.cue.term.form == "fin" and hit.term.word not in {
            "since",
            "when they met",
            "when the two",
            "after",
            "ever since",
            "last since",
            "first since",
        }:
            continue
        gap = scene.cue.start - hit.end
        if 0 <= gap <= reach:
            return hit
        if (
            scene.cjk
            and 0 <= hit.start - scene.cue.end <= 1
            and hit.term.word in {"共识", "成果", "以来", "공감대", "이후", "合意"}
        ):
            return hit
    return None


def _speculated(scene: Scene) -> Hit | None:
    if scene.cue.term.form == "fin" and not scene.cjk:
        return None
    reach = (14, 14) if scene.cjk else (50, 30)
    return next((h for h in scene.of("speculated") if scene.near(h, *reach)), None)


def _planned(scene: Scene) -> Hit | None:
    if scene.cue.term.form == "fin" and not scene.cjk:
        ahead = {"will", "'ll", "to", "is to", "are to", "expected to", "set to", "due to", "plans to"}
        return next(
            (h for h in scene.of("planned") if h.term.word in ahead and 0 <= scene.cue.start - h.end <= 6), None
        )
    reach = (25, 25) if scene.cjk else (70, 50)
    return next((h for h in scene.of("planned") if scene.near(h, *reach)), None)


def _held(scene: Scene) -> Hit | None:
    reach = (16, 14) if scene.cjk else (30, 30)
    return next(
        (
            h
            for h in scene.of("held")
            if h.term.word not in {"after", "following", "end", "start", "뒤"} and scene.near(h, *reach)
        ),
        None,
    )


RULES: tuple[tuple[str, Status | None, Callable[[Scene], Hit | None]], ...] = (
    ("status.denied", Status.DENIED, _denied),
    ("status.cancelled", Status.CANCELLED, _near("cancelled")),
    ("status.postponed", Status.POSTPONED, _near("postponed")),
    ("status.background", None, _background),
    ("status.speculated", Status.SPECULATED, _speculated),
    ("status.planned", Status.PLANNED, _planned),
    ("status.held", Status.HELD, _held),
)


def rule_on(scene: Scene) -> Ruling:
    """The first rule that holds; a contact that nothing qualifies took place."""
    for name, status, test in RULES:
        word = test(scene)
        if word is not None:
            return Ruling(status, f"{name}:{word.term.rule or word.term.word}", word)
    return Ruling(Status.HELD, "status.plain", None)
