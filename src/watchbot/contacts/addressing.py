"""Addressing: when a verb of speech joins two officials, for one said it to the other's face or on the telephone."""

import re
from collections.abc import Sequence

from watchbot.contacts import place
from watchbot.contacts.arguments import Arguments
from watchbot.contacts.joining import BOTH, Joined, sides
from watchbot.contacts.scan import Hit
from watchbot.model import Verdict


def addressed(cue: Hit, args: Arguments, entry: Sequence[Hit], folded: str, text: str) -> Joined:
    """ "Wang tells Rubio", "Trump called Xi": a person of one side speaks, one of the other is the object."""
    speaker = args.subject[-1:]
    spoken_to = args.object[:1]
    them = _HIM.match(folded, cue.end)
    if them and speaker:
        named = [p for p in entry if p.start < cue.start and p.term.kind in {"actor", "third"} and p not in speaker]
        spoken_to = tuple(p for p in named[-1:] if p.term.side not in {"", speaker[0].term.side})
    elif (
        not spoken_to
        or spoken_to[0].start - cue.end > (2 if cue.term.word == "called" else 24)
        or _CAPITAL.search(text[cue.end : spoken_to[0].start])
    ):
        return Joined((), 0, "join.called", Verdict.NOT_JOINED)
    if spoken_to and spoken_to[0].term.kind in {"body", "side"}:  # "PLA commander Wu Yanan", "China's Dong"
        spoken_to = tuple(p for p in args.object if p.term.kind == "actor")[:1] or spoken_to
    both = (*speaker, *spoken_to)
    plain = cue.term.rule.startswith("en.tells") or _BY_WIRE.search(folded, cue.end, cue.end + 120)
    kinds = {"actor", "office", "body"} if plain else {"actor", "office"}
    if sides(both) == BOTH and all(p.term.kind in kinds for p in both):
        return Joined(both, 0.9, "join.called")
    return Joined((), 0, "join.called", Verdict.NOT_JOINED)


# "presses He over ten hours in Beijing": nobody does that by a statement.
_AS_GUEST = {
    "us": re.compile(r"\bin (?:beijing|shanghai|the chinese capital)\b|\bat the great hall\b"),
    "cn": re.compile(r"\bin washington\b|\bat the white house\b"),
}


def face_to_face(cue: Hit, args: Arguments, folded: str, span: tuple[int, int]) -> bool:
    """Whether what somebody urges was said to the other: for two hours, by video, "in Beijing", to a "visiting" one."""
    guest = next((_AS_GUEST[p.term.side] for p in args.subject if p.term.side in _AS_GUEST), None)
    if args.object and "visiting" in folded[cue.end : args.object[0].start]:
        return True
    if guest is not None and guest.search(folded, cue.end, span[1]):
        return True
    manned = any(p.term.kind in {"actor", "office"} for p in args.object)
    low = args.subject[-1].end if manned and args.subject else cue.end
    spots = (s for s in place.cities(folded) if low <= s.start < span[1])
    abroad = (s for s in spots if folded.startswith("in ", s.start) or folded.endswith(" in ", 0, s.start))
    if any(place.country(s.term.name) not in place.LANDS.values() for s in abroad):
        return True  # "presses Rubio over Taiwan in Manila"
    lands = (s for s in place.countries(folded) if low <= s.start < span[1] and folded.endswith(" in ", 0, s.start))
    if any(s.term.name not in place.LANDS.values() and _ENDS.match(folded, s.end) for s in lands):
        return True  # "presses Greer on tariff probes in Cameroon"
    return any(found.search(folded, cue.end, span[1]) for found in (_AT_LENGTH, _BY_WIRE))


_ENDS = re.compile(r"$|[.,;:]")


def called_in(cue: Hit, args: Arguments, own: Sequence[Hit], folded: str) -> Joined | None:
    """A summons that names nobody who is called in: of its subject, where that was summoned "in Beijing".

    None where it does. A protest that one country lodged with the other is no contact by itself.
    """
    if cue.term.word.startswith("lodge") and not _TO_AN_ENVOY.match(folded, cue.end):
        return Joined((), 0, "join.protest", Verdict.STATEMENT_ONLY)
    if args.object:
        return None
    if (
        args.subject
        and own
        and (
            cue.term.word.lower().endswith(("ministry", "department"))
            or _IS_SUMMONED.match(folded, args.subject[-1].end)
            or folded.endswith((" in beijing ", " in china "), 0, cue.start)
        )
    ):
        return Joined(tuple(own), 0.8, "join.called-in")
    return Joined((), 0, "join.summoned", Verdict.NOT_JOINED)


_TO_AN_ENVOY = re.compile(r" [^.;:,]{0,24}\b(?:embassy|ambassador|envoy|diplomats?|counterpart|charge)\b")
_IS_SUMMONED = re.compile(
    r"(?: [a-z'-]+){0,4}? (?:summoned|hauled in|called in)(?: [a-z]+)? (?:in beijing|to the foreign ministry"
    r"|as (?:beijing|china))"
)
_BY_WIRE = re.compile(
    r"\b(?:via|by|over|on) (?:an? |the )?(?:secure |encrypted |crisis )?(?:video|phone|telephone|hotline)\b"
)
_AT_LENGTH = re.compile(
    r"\b(?:over|for|during|in) (?:[a-z0-9-]+ ){1,4}(?:hours|minutes)\b"
    r"|\b(?:during|over|in) (?:an? |the |their )?(?:[a-z-]+ ){0,2}(?:hour|half-hour|session|encounter|sit-down"
    r"|huddle)\b"
)
_CAPITAL = re.compile(
    r"\s(?!US\b|U\.S|Visiting\b|Chinese\b|American\b|China|President|Secretary|Vice|Foreign|Minister|Premier|Treasury"
    r"|Trade"
    r"|Commerce|Defen|Ambassador|PLA)[A-Z]"
)
_HIM = re.compile(r"\s(?:him|her|them)\b")
