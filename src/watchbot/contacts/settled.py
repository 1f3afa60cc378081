"""Settled: a headline in which the two sides agree on something in a city of a third country: they talked there."""

import re
from collections.abc import Sequence
from itertools import pairwise

from watchbot.contacts import place
from watchbot.contacts.lexicon import Term
from watchbot.contacts.scan import Hit

SETTLED = "settled"


def settled(hits: Sequence[Hit], folded: str) -> Hit | None:
    """The "strike" of "US, China strike deal in Madrid", the 达成 of 中美马德里达成框架; None without one."""
    if any(h.term.kind == "contact" for h in hits):
        return None
    if (together := _two_agree(hits, folded)) is not None:
        return together
    spots = (*place.cities(folded), *place.countries(folded))
    abroad = [s for s in spots if (place.country(s.term.name) or s.term.name) not in place.LANDS.values()]
    if (agreed := _agreed_there(hits, folded, abroad)) is not None:
        return agreed
    for pair in (h for h in hits if h.term.kind == "pair"):
        for spot in (s for s in abroad if s.start >= pair.end):
            between, behind = folded[pair.end : spot.start], folded[spot.end : spot.end + 24]
            agree = _AGREE.fullmatch(between)
            if agree is not None and _ENDS.match(behind):
                return Hit(pair.end + agree.start("agree"), pair.end + agree.end("agree"), _TERMS["en"])
            for language, (link, done) in _CJK.items():
                found = done.match(behind) if link.fullmatch(between) else None
                if found is not None:
                    return Hit(spot.end + found.start("done"), spot.end + found.end("done"), _TERMS[language])
    return None


def _agreed_there(hits: Sequence[Hit], folded: str, abroad: Sequence[Hit]) -> Hit | None:
    """What the headline's two struck or agreed in a third country: "the deal Bessent and He struck in London"."""
    third = any(h.term.kind == "third" and h.start not in {s.start for s in abroad} for h in hits)
    kinds = {"actor", "short"} if third else {"actor", "short", "office", "body", "side"}
    sides = {h.term.side for h in hits if h.term.kind in kinds} - {""}
    both = len(sides) > 1 or any(h.term.kind == "pair" for h in hits)
    for spot in abroad if both else ():
        if (agreed := _AGREED_IN.search(folded, 0, spot.start)) is not None:
            return Hit(*agreed.span("agree"), _TERMS["en"])
    return None


_AGREED_IN = re.compile(
    r"\b(?P<agree>struck|reached|agreed|sealed|signed|clinched|hammered out|thrashed out|worked out)(?: on)?"
    r"(?: with (?:the )?(?:china|beijing|chinese(?: [a-z]+)?|us|americans?(?: [a-z]+)?))?(?: [a-z]+day)? in $"
)


def _two_agree(hits: Sequence[Hit], folded: str) -> Hit | None:
    """何立峰格里尔就港口费达成共识: two officials, side by side, who came to terms."""
    names = sorted({(h.start, h.end, h.term.side) for h in hits if h.term.kind in {"actor", "short"}})
    for one, two in pairwise(names):
        if one[2] != two[2] and _SIDE_BY_SIDE.fullmatch(folded, one[1], two[0]):
            terms = _TERMS_ON.match(folded, two[1])
            if terms is not None:
                return Hit(*terms.span("done"), _TERMS["zh"])
    return None


_SIDE_BY_SIDE = re.compile(r"[、与和同·,]?")
_TERMS_ON = re.compile(r"就[^，。；：]{1,12}(?P<done>达成(?:一致|共识|协议|谅解|妥协))")
_AGREE = re.compile(
    r" (?:finally |at last )?(?P<agree>strike|reach|agree|seal|clinch|hammer out|hash out|thrash out|iron out|forge|ink"
    r"|sketch|settle)\b[^.;:]{3,60}\bin "
)
_ENDS = re.compile(r"(?: (?:talks|round|meeting|session))?(?:[,.;:]|$| after| as| with)")
_CJK = {
    "zh": (re.compile(r"双方?(?:在|于)?|(?:在|于)?"), re.compile(r"[^，。；\s]{0,10}?(?P<done>达成|谈成|谈妥|敲定)")),
    "ko": (re.compile(r"[,이은]? ?"), re.compile(r"(?:에)?서 ?[^,.…]{0,14}?(?P<done>합의|타결)(?!문| 이행|를 이행)")),
}
_TERMS = {
    language: Term(SETTLED, "contact", language, rule=f"{language}.talks.settled", mode="talks", form=form, grip=2)
    for language, form in (("en", "fin"), ("zh", "noun"), ("ko", "noun"))
}
