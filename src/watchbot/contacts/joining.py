"""Joining: does a contact word in a sentence join officials of both sides, or somebody else?

Both sides or nothing. The nearest groups of parties left and right of the contact word decide; a leader of a third
country, a company or a scholar in them makes the contact theirs. Only where nobody else is about may a missing side
be taken from the rest of the sentence, and then from the rest of the entry.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from watchbot.contacts.scan import Hit
from watchbot.model import Verdict

ALIEN = frozenset({"third", "outsider"})
FIRM = frozenset({"actor", "office", "body", "pair"})
BOTH = frozenset({"us", "cn"})


@dataclass(frozen=True, slots=True)
class Joined:
    """The parties that a contact word joins, how sure that is, and by which rule; or why it joins none.

    `land` is the side whose country a visit goes to.
    """

    parties: tuple[Hit, ...]
    score: float
    rule: str
    verdict: Verdict = Verdict.CONTACT
    land: str = ""


# One side is only an attribute: "Trump's strategy meets its test in talks with Xi".
NAMED_AFTER = "join.named-after"


def sides(parties: Sequence[Hit]) -> set[str]:
    """The sides that parties stand for."""
    found: set[str] = set()
    for party in parties:
        if party.term.kind == "pair":
            return {"us", "cn"}
        if party.term.kind not in ALIEN and party.term.side:
            found.add(party.term.side)
    return found


def principals(parties: list[Hit]) -> list[Hit]:
    """The parties without those who are only quoted, where the others are of both sides already."""
    silent = [p for p in parties if p.term.reach != "speaker"]
    return silent if sides(silent) == BOTH else parties


def firm(parties: Sequence[Hit]) -> bool:
    """Whether each side is there as an official, an office, a body, or both at once in one word."""
    return all(any(p.term.kind in FIRM and (p.term.kind == "pair" or p.term.side == s) for p in parties) for s in BOTH)


def somebody_else(party: Hit) -> bool:
    """Whether a party is a person who is no official of either side: of a third country, a company, a university."""
    return party.term.kind == "outsider" or (party.term.kind == "third" and party.term.form == "person")


def turned_away(aliens: Sequence[Hit], prefix: str = "join.") -> Joined:
    """No contact, for somebody else takes part: not official where they are all outsiders, else a third party's."""
    if all(p.term.kind == "outsider" for p in aliens):
        return Joined((), 0, f"{prefix}outsider", Verdict.NOT_OFFICIAL)
    return Joined((), 0, f"{prefix}third-party", Verdict.THIRD_PARTY)


def _group(parties: Sequence[Hit], folded: str, cue: Hit, right: bool, cjk: bool) -> list[Hit]:
    reach = 14 if cjk else 45
    link = 8 if cjk else 26
    group: list[Hit] = []
    edge = cue.end if right else cue.start
    for party in parties if right else reversed(parties):
        gap = folded[edge : party.start] if right else folded[party.end : edge]
        if right and cjk and _QUOTE_ENDS.search(gap):
            break
        limit = link if group else (reach if right else (30 if cjk else 90))
        if len(gap) > limit or (right and not cjk and "." in gap.strip(" .") and group):
            break
        group.append(party)
        edge = party.end if right else party.start
    return group


def _only_spoken_of(party: Hit, folded: str) -> bool:
    """ "…회담…중국 문제 논의": a country without a particle is the topic."""
    return party.term.kind == "side" and not folded.startswith(("과", "와", " 측", "측"), party.end)


# Whose object stands right behind: "called Xi", 告诉特朗普.
_BESIDE = frozenset({"called", "告诉"})
# "트럼프·시진핑, 내년 4번 만난다"…미중: what stands behind a quotation is another matter.
_QUOTE_ENDS = re.compile(r"[\"”」』](?:…|\.\.)")
_AND = re.compile(r"\s*(?:,|、|·|and|&|-|[与和同跟])\s*")


def _beside_a_third(left: Sequence[Hit], folded: str) -> bool:
    """Whether the subject is an official and somebody of a third country: "Putin, Xi talk". `left`: nearest first."""
    chain: list[Hit] = list(left[:1])
    for party in left[1:]:
        if not _AND.fullmatch(folded[party.end : chain[-1].start]):
            break
        chain.append(party)
    return any(p.term.kind == "third" and p.term.form == "person" for p in chain) and sides(chain) not in (BOTH, set())


def _topic_behind(party: Hit, cue: Hit, folded: str, cjk: bool) -> bool:
    """Whether a third country behind the contact word is only spoken about: no `with` leads to it."""
    if party.term.kind != "third" or party.term.form != "country" or party.start < cue.end:
        return False
    gap = folded[cue.end : party.start]
    return cjk or "," in gap or len(gap) > 14


def join(
    cue: Hit,
    clause: Sequence[Hit],
    sentence: Sequence[Hit],
    entry: Sequence[Hit],
    folded: str,
    cjk: bool,
    anaphor: bool,
) -> Joined:
    """Decide for one contact word; the three lists hold the parties of its clause, sentence and entry, in order."""
    left = _group([p for p in clause if p.end <= cue.start + 1], folded, cue, right=False, cjk=cjk)
    right = _group([p for p in clause if p.start >= cue.end - 1], folded, cue, right=True, cjk=cjk)
    near = [*reversed(left), *right]
    aliens = [p for p in near if p.term.kind in ALIEN and not _topic_behind(p, cue, folded, cjk)]
    weak = cue.term.grip < 2
    nearest_left = left[0] if left else None
    nearest_right = next((p for p in right if not _topic_behind(p, cue, folded, cjk)), None)

    if cue.term.side == "both":
        named = tuple(p for p in sentence if p.term.kind == "pair" and p.start == cue.start)
        if named and not any(p.term.kind in ALIEN and p.term.form == "person" for p in near):
            return Joined(named, 0.95, "join.named")

    if cue.term.grip == 0:
        if (
            nearest_left
            and nearest_right
            and nearest_right.start - cue.end
            <= (2 if cue.term.word in _BESIDE or cue.term.word.startswith("当面") else 14)
            and nearest_right.term.kind in {"actor", "office"}
            and sides([nearest_left, nearest_right]) == BOTH
        ):
            return Joined((nearest_left, nearest_right), 0.9, "join.called")
        return Joined((), 0, "join.called", Verdict.NOT_JOINED)

    if nearest_left and nearest_left.term.kind in ALIEN and cue.start - nearest_left.end <= (2 if cjk else 1):
        return Joined((), 0, "join.third-adjacent", Verdict.THIRD_PARTY)
    if _beside_a_third(left, folded):
        return Joined((), 0, "join.third-beside", Verdict.THIRD_PARTY)
    if sides(near) == BOTH:
        clean = principals([p for p in near if p.term.kind not in ALIEN])
        spoken_of = [p for p in left if _only_spoken_of(p, folded) and p.start > min(q.start for q in left)]
        if cue.term.word == "논의" and spoken_of and sides([p for p in near if p not in spoken_of]) != BOTH:
            return Joined((), 0, "join.topic-before", Verdict.NOT_JOINED)
        if not aliens:
            going = cue.term.mode == "visit"
            if weak and not firm(clean) and not going:
                return Joined((), 0, "join.weak-word", Verdict.NOT_JOINED)
            if going and not any(p.term.kind in {"actor", "office", "body"} for p in clean):
                return Joined((), 0, "join.visitor", Verdict.NOT_JOINED)
            return Joined(tuple(clean), 0.95 if firm(clean) else 0.75, "join.clause")
        closest = [p for p in (nearest_left, nearest_right) if p is not None]
        if len(closest) == 2 and sides(closest) == BOTH and not any(p.term.kind in ALIEN for p in closest):
            return Joined(tuple(clean), 0.85, "join.nearest")
        if any(p.term.kind == "pair" and abs(p.end - cue.start) <= 14 for p in clean):
            return Joined(tuple(clean), 0.8, "join.pair")
        if (
            len(closest) == 2
            and closest[0].term.kind not in ALIEN
            and sides(right)
            and sides([closest[0]]) | sides(right) == BOTH
            and closest[1].term.kind not in ALIEN
        ):
            return Joined(tuple(clean), 0.8, "join.list")
        return Joined((), 0, "join.third-party", Verdict.THIRD_PARTY)
    if aliens:
        return turned_away(aliens)

    if (
        cue.term.mode == "letter"
        and cjk
        and not firm([p for p in sentence if p.term.kind not in ALIEN])
        and sides(sentence) == BOTH
    ):
        return Joined((), 0, "join.domestic", Verdict.NOT_JOINED)  # a letter goes to somebody
    if cue.term.mode == "letter" and nearest_left and nearest_right and len(sides(near)) == 1:
        return Joined((), 0, "join.domestic", Verdict.NOT_JOINED)  # "国会致信总统"
    persons = [p for p in sentence if somebody_else(p)]
    if sides(sentence) == BOTH:
        if persons:
            return Joined((), 0, "join.sentence-third", Verdict.THIRD_PARTY)
        parties = principals([p for p in sentence if p.term.kind not in ALIEN])
        if weak and not (firm(parties) or cue.term.mode == "visit"):
            return Joined((), 0, "join.weak-word", Verdict.NOT_JOINED)
        return Joined(tuple(parties), 0.7, "join.sentence")

    own = sides(sentence)
    # Whom the sentence names stands for that side, whoever else the entry names.
    told = {p.term.side for p in sentence if p.term.kind in {"actor", "office"}}
    around = principals([p for p in entry if p.term.kind not in ALIEN and (p in sentence or p.term.side not in told)])
    if persons:
        return Joined((), 0, "join.sentence-third", Verdict.THIRD_PARTY)
    if sides(around) != BOTH:
        return Joined((), 0, "join.one-side", Verdict.NO_US_SIDE if "us" not in sides(around) else Verdict.NO_CN_SIDE)
    if any(somebody_else(p) for p in entry):
        return Joined((), 0, "join.entry-third", Verdict.THIRD_PARTY)
    firm_around = firm(around)
    other_firm = bool(own) and any(p.term.kind in FIRM and p.term.side not in own for p in around)
    if cue.term.word == "논의" and own and all(_only_spoken_of(p, folded) for p in sentence):
        return Joined((), 0, "join.topic-before", Verdict.NOT_JOINED)
    if own and other_firm and not weak:
        return Joined(tuple(around), 0.6, "join.entry")
    if firm_around and (
        (own and not weak) or anaphor or (own and any(p.term.kind in {"actor", "office"} for p in sentence))
    ):
        return Joined(tuple(around), 0.6, "join.entry")
    if cjk and cue.term.mode in {"phone", "video"} and all(p.term.form == "leaders" for p in around):
        return Joined(tuple(around), 0.6, "join.entry")  # 川习谈石油 通话40分钟
    if anaphor and not weak:
        return Joined(tuple(around), 0.55, "join.entry-weak")
    return Joined((), 0, "join.apart", Verdict.NOT_JOINED)
