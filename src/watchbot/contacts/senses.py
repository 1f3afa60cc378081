"""Senses: contact words that aren't used in their sense of contact, or whose shape alone says whom they join."""

import re
from collections.abc import Sequence

from watchbot.contacts.field import calls_names
from watchbot.contacts.joining import ALIEN, BOTH, Joined, sides
from watchbot.contacts.occurrence import Occurrence
from watchbot.contacts.scan import Hit
from watchbot.model import Verdict

_APART = re.compile(r"\s*(?:before|ahead of|after|since|while|as)\b")
_LED = re.compile(r"[与同和跟]\W?(?:美|中|美国|中国|陆|华)?$")
_ADDRESSES = re.compile(r"\b(?:address(?:es|ed|ing)?|speech|remarks|keynote|attend(?:s|ed|ing)?)\b[^;,]{0,40}$")
_MARKS = ' ，。！？!?」』”"'
_OFFICIAL = frozenset({"actor", "office", "body"})


def without_contact(seen: Occurrence, inside: Sequence[Hit], clause: Sequence[Hit]) -> Joined | None:
    """The cases in which the shape of the word already decides; None where it doesn't."""
    cue, field = seen.cue, seen.field
    before = [p for p in clause if p.end <= cue.start]
    if cue.term.form == "tight":
        ahead = next((p for p in inside if 0 <= p.start - cue.end <= 3 and p.term.kind in _OFFICIAL | ALIEN), None)
        named = [p for p in before if p.term.kind == "pair" and p.term.form == "leaders"]
        if named and cue.term.word == "会" and _IN_CITY.match(field.folded, named[-1].end):
            return Joined(tuple(named), 0.8, "join.named")  # 拜习利马会
        if ahead is None and not field.folded[cue.end : seen.clause[1]].strip(_MARKS) and sides(before) == BOTH:
            return Joined(tuple(before), 0.8, "join.clause")
        if ahead is None:
            return Joined((), 0, "join.tight", Verdict.NOT_A_CONTACT_SENSE)
        if ahead.term.kind in ALIEN:
            return Joined((), 0, "join.third-party", Verdict.THIRD_PARTY)
    if calls_names(cue, inside, field):
        return Joined((), 0, "join.calls-names", Verdict.NOT_A_CONTACT_SENSE)
    if cue.term.word in {"谈到", "谈及"} and any(_spoken_of(h) and 0 <= h.start - cue.end <= 1 for h in field.hits):
        return Joined((), 0, "join.topic-behind", Verdict.NOT_A_CONTACT_SENSE)
    if any(_is_person(h) and _OWNED.fullmatch(field.folded, h.end, cue.start) for h in field.hits):
        return Joined((), 0, "join.third-owner", Verdict.THIRD_PARTY)
    if cue.term.word == "stay" and field.folded.endswith(("to ", "will ", "must "), 0, cue.start):
        return Joined((), 0, "join.stays", Verdict.NOT_A_CONTACT_SENSE)
    if cue.term.rule == "en.visit.leg" and not _LAND_BEFORE.search(field.folded, 0, cue.start):
        return Joined((), 0, "join.no-land", Verdict.NOT_A_CONTACT_SENSE)
    if cue.term.rule == "en.video" and _ADDRESSES.search(field.folded, seen.clause[0], cue.start):
        return Joined((), 0, "join.public", Verdict.STATEMENT_ONLY)
    verb = cue.term.form in {"base", "fin"} and not seen.cjk
    if verb and not clause and _APART.match(field.folded[seen.clause[0] : seen.clause[1]]) and not they(seen):
        return Joined((), 0, "join.other-clause", Verdict.NOT_JOINED)
    if cue.term.rule == "en.talks.weak-noun" and _same_event(seen):
        return Joined((), 0, "join.same-event", Verdict.NOT_JOINED)
    those = _THOSE_OF.match(field.folded, cue.end)
    if those and any(h.term.kind == "third" and h.start == those.end() for h in field.hits):
        return Joined((), 0, "join.third-party", Verdict.THIRD_PARTY)
    if cue.term.word in _SPEAKS and _FROM_A_STAGE.match(field.folded, cue.end):
        return Joined((), 0, "join.speech", Verdict.STATEMENT_ONLY)
    if cue.term.word in _SPEAKS and sides(before) != BOTH and _ON_A_TOPIC.match(field.folded, cue.end):
        return Joined((), 0, "join.speech", Verdict.STATEMENT_ONLY)
    if cue.term.word in _SEES and _SEES_SOMETHING.match(field.folded, cue.end):
        return Joined((), 0, "join.sees-something", Verdict.NOT_A_CONTACT_SENSE)
    if cue.term.form == "behind":
        led = [p for p in inside if p.end == cue.start and _LED.search(field.folded[max(0, p.start - 4) : p.start])]
        led = led or [p for p in inside if _AT_PLACE.fullmatch(field.folded, p.end, cue.start)]
        if not led:
            return Joined((), 0, "join.behind", Verdict.NOT_A_CONTACT_SENSE)
    return None


def _spoken_of(hit: Hit) -> bool:
    return hit.term.kind in {"side", "third"} and hit.term.form == "country"


def _is_person(hit: Hit) -> bool:
    return hit.term.kind == "third" and hit.term.form == "person" and hit.term.language == "en"


_AT_PLACE = re.compile(r"(?:将|拟|已|昨|今|周[一二三四五六日])?(?:于|在)[一-鿿]{2,5}")
_IN_CITY = re.compile(r"[一-鿿]{2,4}会(?![一-鿿])")
# "Starmer's Beijing handshake"
_OWNED = re.compile(r"'s (?:[a-z-]+ ){0,2}")
_LAND_BEFORE = re.compile(
    r"\b(?:beijing|china|shanghai|shenzhen|washington|us|u-s-|american|chinese) (?:and [a-z]+ )?$"
)
# "Xi spoke on supply chains": to whoever was in the hall.
_SPEAKS = frozenset({"spoke", "speaks", "speak", "speaking"})
_ON_A_TOPIC = re.compile(
    r" on (?!(?:the |a |their |his )?(?:phone|telephone|line|call|sidelines|margins|fringes|video|[a-z]+day\b|jan|feb"
    r"|mar|apr|may"
    r"|jun|jul|aug|sep|oct|nov|dec|\d|eve))"
)
# "The Chinese leader met those of Japan and Canada"
_THOSE_OF = re.compile(
    r" (?:with )?(?:the )?(?:those|leaders|(?:his )?counterparts|(?:foreign |defen[cs]e )?ministers) (?:of|from) "
)
_FROM_A_STAGE = re.compile(
    r" (?:back to back|in turn|one after the other|from the (?:main |same )?(?:stage|podium|rostrum))\b"
)


def _same_event(seen: Occurrence) -> bool:
    """Whether a verb before it already tells of it: "met the Iranian side for a marathon session"."""
    verbs = [
        c
        for c in seen.cues()
        if c.term.form == "fin" and c.term.mode != "visit" and seen.span[0] <= c.start < seen.cue.start
    ]
    return bool(verbs) and _FOR_A.search(seen.field.folded, verbs[-1].end, seen.cue.start) is not None


_FOR_A = re.compile(r"\bfor (?:an?|another|their|its|\d+) (?:[a-z-]+ ){0,3}$")
# "Biden sees a thaw with Beijing", "Trump sees progress with Xi": an opinion.
_SEES = frozenset({"sees", "saw", "see", "seeing", "seen"})
_SEES_SOMETHING = re.compile(
    r" (?!u-s-|us\b|xi\b)(?:(?:an?|no|little|some|more|any|real|good|big|new|the|his|her|its|\W)\W?\s?)*"
    r"(?:[a-z'\"-]+ ){1,3}(?:with|for|from|over|between|in (?:ties|relations|talks))\b"
)


def they(seen: Occurrence) -> bool:
    """Whether "after they spoke", "their first meeting" mean those whom the sentence, or the entry, is about."""
    if seen.cjk:
        return False
    if seen.cue.term.form in {"noun", "ing"} and _THEIR.search(seen.field.folded, seen.clause[0], seen.cue.start):
        return True
    return _AFTER_THEY.fullmatch(seen.field.folded, seen.clause[0], seen.cue.start) is not None


_THEIR = re.compile(
    r"\b(?:their|the two's|the pair's) (?:(?:first|second|third|last|latest|next|own|face-to-face|brief|long) ){0,2}$"
)


_AFTER_THEY = re.compile(
    r"\s*(?:after|when|as) (?:they|the two|the pair|both sides|negotiators|their teams) (?:[a-z]+ ){0,2}"
    r"|\s*after (?:the )?(?:two )?(?:leaders|presidents|ministers|men) (?:[a-z]+ ){0,2}"
)
