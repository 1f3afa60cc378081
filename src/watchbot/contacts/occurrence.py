"""Occurrence: a contact word where it stands, with the stretch of text that is its own."""

from collections.abc import Iterator
from dataclasses import dataclass

from watchbot.contacts.field import Field
from watchbot.contacts.scan import Hit
from watchbot.contacts.text import Sentence, is_cjk, sentences


@dataclass(frozen=True, slots=True)
class Occurrence:
    """`clause` and `span` are offsets into the field; `cjk` says that the sentence is Chinese or Korean."""

    cue: Hit
    field: Field
    sentence: Sentence
    clause: tuple[int, int]
    cjk: bool

    @property
    def span(self) -> tuple[int, int]:
        """The sentence."""
        return self.sentence.start, self.sentence.end

    @property
    def title(self) -> bool:
        """Whether it stands in the headline."""
        return self.field.where == "title"

    def inside(self) -> list[Hit]:
        """The parties of its sentence."""
        return [p for p in self.field.parties if self.sentence.start <= p.start < self.sentence.end]

    def cues(self) -> list[Hit]:
        """All contact words of its field."""
        return [h for h in self.field.hits if h.term.kind == "contact"]


def occurrences(field: Field) -> Iterator[Occurrence]:
    """Every contact word of a field, in the order of the text."""
    for sentence in sentences(field.text, field.where):
        cjk = is_cjk(field.text[sentence.start : sentence.end])
        for cue in field.hits:
            if cue.term.kind == "contact" and sentence.start <= cue.start < sentence.end:
                yield Occurrence(cue, field, sentence, _clause(sentence, cue), cjk)


def occurrence(field: Field, sentence: Sentence, cue: Hit) -> Occurrence:
    """One contact word of a field."""
    return Occurrence(cue, field, sentence, _clause(sentence, cue), is_cjk(field.text[sentence.start : sentence.end]))


def _clause(sentence: Sentence, cue: Hit) -> tuple[int, int]:
    return next(((a, b) for a, b in sentence.clauses if a <= cue.start < b), (sentence.start, sentence.end))
