"""Joining in English: whether a contact word's arguments are officials of both sides, by an ordered list of cases."""

import re
from collections.abc import Sequence

from watchbot.contacts.addressing import addressed, called_in, face_to_face
from watchbot.contacts.arguments import Arguments, chain, taking_part
from watchbot.contacts.closest import closest
from watchbot.contacts.joining import ALIEN, BOTH, FIRM, Joined, firm, principals, sides, somebody_else, turned_away
from watchbot.contacts.lexicon import Term
from watchbot.contacts.quoting import is_addressee
from watchbot.contacts.scan import Hit
from watchbot.model import Verdict

_PRONOUN = re.compile(r"\b(?:he|she|they|who|it|both|each|the two|the pair|we|i|president)\b[^.;:]{0,30}$")
# "Teams from the two countries are to negotiate": they take part, whoever else stands in the entry.
_OF_BOTH_SIDES = re.compile(
    r"\b(?P<who>teams|delegations|officials|negotiators|representatives|envoys|diplomats|militaries|officers) (?:from"
    r"|of|for) "
    r"(?:the two|both) (?:countries|sides|governments|nations|capitals|powers)\b(?:, who\b)?[^.,;:]{0,40}$"
)
_DENIES = re.compile(r"\b(?:den(?:y|ies|ied|ying)|offers? of|reach(?:ed|es|ing) out to|not)\b[^.,;:]{0,24}$|s' $")
_HE_AND = re.compile(r"\b(?:he|she) and (?:[a-z.'-]+ ){0,3}$")
_TAKES_PLACE = re.compile(r" (?:will|took|takes|is (?:set|due|expected) to|was held|has been)\b")
_FACING = frozenset({"face", "face off", "faces off", "faced off"})
_OFFICIALS = frozenset({"actor", "office", "body"})
# "the meeting of President Trump and President Xi": theirs, whoever prepares it.
_OF_BOTH = re.compile(r"\s(?:of|between)\s(?:[a-z.'-]+\s){0,3}")
# "Trump sends three aides to face Beijing's team": who sends doesn't go.
_SENDS = re.compile(r"\b(?:sends|sent|sending|dispatch(?:es|ed|ing)?)\b[^,;:.]{3,60}\bto $")
# A capital may welcome a remark of somebody, but only receive him himself.
_TAKES_IN = frozenset({"receive", "receives", "received", "receiving", "host", "hosts", "hosted", "hosting"})
_HOSTS = ("host", "welcom", "receiv")
_VERBS = frozenset({"fin", "base", "ing"})


def join_english(
    cue: Hit,
    args: Arguments,
    parties: Sequence[Hit],
    entry: Sequence[Hit],
    folded: str,
    text: str,
    span: tuple[int, int],
    anaphor: bool,
    spoken: bool,
) -> Joined:
    """Decide for one contact word by its arguments; `parties` are those of its field, `entry` those of both fields."""
    inside = [p for p in taking_part(parties, folded, cue) if span[0] <= p.start < span[1]]
    weak = cue.term.grip < 2
    if (teams := _teams_of_both(cue, inside, entry, folded, span)) is not None:
        return Joined((teams,), 0.7, "join.teams")
    if cue.term.side == "both":
        named = tuple(p for p in parties if p.term.kind == "pair" and p.start == cue.start)
        if named:
            return Joined(named, 0.95, "join.named")
    close = args.all
    of = (
        cue.end - 3 if cue.term.word.endswith(" of") else cue.end - 8 if cue.term.word.endswith(" between") else cue.end
    )
    if cue.term.form not in _VERBS and args.object and _OF_BOTH.fullmatch(folded, of, args.object[0].start):
        both = [p for p in args.object if p.term.kind not in ALIEN]
        close = args.object if sides(both) == BOTH else close
    between = close is args.object and cue.end < args.object[0].start if args.object else False
    own = [p for p in close if p.term.kind not in ALIEN]
    aliens = [p for p in close if p.term.kind in ALIEN]
    if cue.term.grip == 0:
        if cue.term.reach == "public" and not spoken and not face_to_face(cue, args, folded, span):
            return Joined((), 0, "join.public", Verdict.STATEMENT_ONLY)
        return addressed(cue, args, entry, folded, text)
    if cue.term.form == "duration":
        return _time_spent(cue, args, [p for p in inside if p.start >= cue.end], folded)
    if aliens and not _besides(args, cue, folded):
        return turned_away(aliens)
    if cue.term.word in _FACING and not any(_manned(p) for p in (args.object or args.subject)):
        return Joined((), 0, "join.facing", Verdict.NOT_JOINED)
    if args.subject and _SENDS.search(folded, args.subject[-1].end, cue.start):
        return Joined((), 0, "join.sender", Verdict.NOT_JOINED)
    if cue.term.rule.startswith("en.summons") and (turned := called_in(cue, args, own, folded)) is not None:
        return turned
    if (
        cue.term.word.endswith(" to")
        and cue.term.form in _VERBS
        and not args.object
        and not _EACH.match(folded, cue.end)
    ):
        return Joined((), 0, "join.audience", Verdict.NOT_JOINED)
    if args.stranger and not sides(args.subject):
        return Joined((), 0, "join.stranger", Verdict.THIRD_PARTY)
    if sides(own) == BOTH:
        led = any(p.term.kind in {"actor", "office"} for p in args.subject) and any(p.term.side for p in args.object)
        hosting = cue.term.word.startswith(_HOSTS) and any(p.term.kind == "body" for p in args.object)
        hosting = hosting or (cue.term.word in _TAKES_IN and any(p.term.kind in _OFFICIALS for p in args.object))
        placed = folded.startswith(" with ", cue.end) and any(
            p.term.kind in _OFFICIALS or _TAKES_PLACE.match(folded, p.end) for p in args.object
        )
        placed = placed and cue.term.form not in _VERBS and bool(sides(args.subject))
        denied = _DENIES.search(folded, span[0], cue.start) is not None
        with_them = cue.term.word.endswith(" with") and any(p.term.kind in _OFFICIALS for p in args.object)
        with_them = with_them and bool(sides(args.subject))
        if weak and not firm(own) and not (led or hosting or with_them or placed or denied or between):
            return Joined((), 0, "join.weak-word", Verdict.NOT_JOINED)
        return Joined(tuple(principals(list(own))), 0.95 if firm(own) else 0.75, "join.clause")
    outsiders = [p for p in inside if somebody_else(p)]
    nominal = cue.term.form not in _VERBS or _NOMINAL.search(folded[max(0, cue.start - 30) : cue.start]) is not None
    ahead = [p for p in inside if p.term.kind not in ALIEN and (p.end <= cue.start or nominal)]
    reach = principals([*ahead, *(p for p in own if p not in ahead)])
    alone = (
        cue.term.form in _VERBS
        and not args.object
        and cue.term.rule.startswith(("en.talks", "en.discusses"))
        and not anaphor
        and not (args.subject and _HE_AND.search(folded, span[0], args.subject[0].start))
    )
    if own and sides(reach) == BOTH and not outsiders and (firm(reach) or not weak) and not alone:
        return Joined(tuple(reach), 0.7, "join.sentence")
    around = closest(cue, own, _who_may(cue, parties, entry, folded, span, alone), parties, folded)
    if outsiders:
        return turned_away(outsiders, "join.sentence-")
    if sides(around) != BOTH:
        return Joined((), 0, "join.one-side", Verdict.NO_US_SIDE if "us" not in sides(around) else Verdict.NO_CN_SIDE)
    if any(somebody_else(p) for p in entry):
        return Joined((), 0, "join.entry-third", Verdict.THIRD_PARTY)
    before, behind = folded[max(span[0], cue.start - 60) : cue.start], folded[cue.end : cue.end + 90]
    pronoun = _PRONOUN.search(before) is not None or _HE_WROTE.search(behind) is not None
    if firm(around) and (
        (own and not weak)
        or anaphor
        or (own and pronoun)
        or (
            own
            and not (alone and _OTHERS.search(folded, 0, cue.start))
            and any(p.term.kind in {"actor", "office"} for p in own)
            and cue.term.form != "noun"
        )
    ):
        return Joined(tuple(around), 0.6, "join.entry")
    if own and not weak and any(p.term.kind in FIRM for p in around if p.term.side not in sides(own)):
        return Joined(tuple(around), 0.6, "join.entry")
    if anaphor and not weak:
        return Joined(tuple(around), 0.55, "join.entry-weak")
    if not own and not weak and firm(around) and cue.term.form == "noun":
        return Joined(tuple(around), 0.55, "join.topic")
    return Joined((), 0, "join.apart", Verdict.NOT_JOINED)


def _who_may(
    cue: Hit, parties: Sequence[Hit], entry: Sequence[Hit], folded: str, span: tuple[int, int], alone: bool
) -> list[Hit]:
    """Who of the entry can be the other one: nobody who is only sent a message, nor of "where Hegseth will speak"."""
    if alone and _WHERE_HE.search(folded, span[0], cue.start):
        return []
    noun = cue.term.form == "noun"
    told = {p for p in parties if noun and cue.end < p.start < span[1] and is_addressee(p, folded)}
    return [p for p in entry if p.term.kind not in ALIEN and p not in told]


def _teams_of_both(
    cue: Hit, inside: Sequence[Hit], entry: Sequence[Hit], folded: str, span: tuple[int, int]
) -> Hit | None:
    """The subject "officials from both countries" as one party of both sides, where the entry names the two."""
    if cue.term.form not in _VERBS or sides([p for p in entry if p.term.kind not in ALIEN]) != BOTH:
        return None
    if any(somebody_else(p) for p in inside):
        return None
    found = _OF_BOTH_SIDES.search(folded, span[0], cue.start)
    if found is None or any(found.end() > p.start >= found.start() for p in inside):
        return None
    who = found["who"].removesuffix("s") if found["who"] in {"teams", "delegations"} else found["who"]
    return Hit(*found.span("who"), Term(found["who"], "pair", "en", name=who))


def _manned(party: Hit) -> bool:
    """Whether a party is people, and no bare country: "US, Chinese officials face off"."""
    return party.term.kind in _OFFICIALS or (party.term.kind == "pair" and party.term.name not in {"", "side"})


def _besides(args: Arguments, cue: Hit, folded: str) -> bool:
    """Whether officials of both sides take part although others do too.

    "Rubio sees Wang, Lavrov"; "Malaysia hosts talks between China and the US"; but not "Putin, Xi talk".
    """
    with_third = any(p.term.kind == "third" and p.term.form == "person" for p in args.subject)
    if with_third and cue.term.form not in _VERBS:
        return False
    if with_third and args.object and _ABOUT.search(folded, cue.end, args.object[0].start):
        return False  # "Putin, Xi compare notes on dealings with Trump"
    one, two = (sides([p for p in part if p.term.kind not in ALIEN]) for part in (args.subject, args.object))
    whole = [p for p in args.object if p.term.kind in ALIEN]
    if two == BOTH and not whole and not one:
        return cue.term.form not in _VERBS or cue.term.word.startswith(_HOSTS)
    return bool(one and two and one != two and cue.term.reach != "topic" and one | two == BOTH)


def _time_spent(cue: Hit, args: Arguments, behind: Sequence[Hit], folded: str) -> Joined:
    """Officials of both sides, by name, and how long they were together; "hours after" is no such time.

    "Three hours in Nusa Dua: Biden and Xi try …" names them behind the place.
    """
    found = args.all
    if not found and behind and _SPENT.fullmatch(folded, cue.end, behind[0].start):
        found = chain(behind, folded, 0)
    own = [p for p in found if p.term.kind not in ALIEN]
    at_night = cue.term.word in _AT_NIGHT and sides(own) == BOTH
    persons = at_night or all(
        any(_manned(p) and (p.term.kind == "pair" or p.term.side == s) for p in own) for s in BOTH
    )
    counted = cue.term.word not in {"minutes", "hours"} or (
        _NUMBER.search(folded[max(0, cue.start - 22) : cue.start]) and not _APART_BY.match(folded, cue.end)
    )
    if persons and counted and len(own) == len(found):
        return Joined(tuple(own), 0.7, "join.clause")
    return Joined((), 0, "join.duration", Verdict.NOT_A_CONTACT_SENSE)


# A quotation and whose it is: "Just had a very good call with Xi," he wrote.
_HE_WROTE = re.compile(r"[,.!?]['\"] (?:he|she) (?:wrote|said|posted|told|added)\b")
# "Dong to skip forum, where Hegseth will speak"
_WHERE_HE = re.compile(r", (?:where|at which) [^,.;]{3,40}$")
# "US team in Munich; Wang Yi to speak"
_OTHERS = re.compile(r"; [^;.]{3,30}$")
_AT_NIGHT = frozenset({"into the night", "into night", "past midnight", "into the small hours", "until dawn"})
_ABOUT = re.compile(r"\b(?:on|about|over)\b")
_EACH = re.compile(r"\s(?:him|her|them|each other|one another|his|her|their)\b")
# "no meeting", "the planned meeting": a noun, though "meeting" may be a verb.
_NOMINAL = re.compile(r"\b(?:no|a|an|the|this|that|any|his|her|their|its|another)\s(?:[a-z-]+\s){0,2}$")
_NUMBER = re.compile(
    r"(?:[\d½¼¾]|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|several|couple of|few|half)"
    r"[ -](?:and a half )?(?:full |long "
    r"|straight )?$"
)
_SPENT = re.compile(
    r"(?:,|\s(?:in|at|inside|aboard|over))\s(?!all\b|the making|a row)[^.;?!]{2,60}[:,] (?:how |why |where |mr\.? )?"
)
_APART_BY = re.compile(
    r"\s(?:after|before|ago|earlier|later|ahead|since|into|of (?:testimony|delay|flight)|apart|prior)"
)
