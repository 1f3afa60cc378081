"""Closest: whoever stands nearest of a side that the sentence of a contact word leaves open."""

import re
from collections.abc import Sequence

from watchbot.contacts.arguments import chain
from watchbot.contacts.joining import sides
from watchbot.contacts.scan import Hit


def closest(cue: Hit, own: Sequence[Hit], around: Sequence[Hit], parties: Sequence[Hit], folded: str) -> list[Hit]:
    """For a contact word whose sentence leaves a side open: its own parties, and whoever of the other stands nearest.

    Officials come before metonyms, the parties of its own field before those of the other.
    """
    chosen = list(own)
    for side in ("us", "cn"):
        if side in sides(chosen):
            continue
        mine = [p for p in around if p.term.side == side or p.term.kind == "pair"]
        if mine:
            nearest = min(
                mine, key=lambda p: (p.term.kind not in {"actor", "office"}, p not in parties, abs(p.start - cue.start))
            )
            group = (
                chain([p for p in parties if p.start <= nearest.start], folded, -1)
                if nearest in parties
                else side_by_side(nearest, mine)
            )
            listed = _in_its_sentence(nearest, parties, folded)
            chosen += [p for p in dict.fromkeys((*group, *listed)) if p in mine and p not in chosen]
    return chosen


def _in_its_sentence(nearest: Hit, parties: Sequence[Hit], folded: str) -> list[Hit]:
    """The officials of its side whom the sentence of one lists with him: "He led for China, joined by Wang and Li"."""
    if nearest not in parties or nearest.term.kind != "actor":
        return []
    theirs = [p for p in parties if p.term.kind == "actor" and p.term.side == nearest.term.side]
    led = [p for p in theirs if p.end <= nearest.start and _JOINED.fullmatch(folded, p.end, nearest.start)]
    return [p for p in theirs if led and led[0].start <= p.start <= nearest.start]


# "Vice-Premier He Lifeng led for China, joined by …"
_JOINED = re.compile(r"[^.;:]*\b(?:joined|accompanied|flanked) by [^.;:]*")


def side_by_side(one: Hit, parties: Sequence[Hit]) -> tuple[Hit, ...]:
    """Whoever of `parties` stands in a row with one of another field: "Schumer and Crapo"."""
    row, at = [one], parties.index(one)
    for party in reversed(parties[:at]):
        if row[0].start - party.end not in _A_COMMA_OR_AND:
            break
        row.insert(0, party)
    for party in parties[at + 1 :]:
        if party.start - row[-1].end not in _A_COMMA_OR_AND:
            break
        row.append(party)
    return tuple(row)


_A_COMMA_OR_AND = {len(link) for link in (", ", " & ", " and ")}
