"""Senses: contact words that aren't used in their sense of contact: "sees progress", "spoke on supply chains"."""

import re
from collections.abc import Sequence

from watchbot.contacts.anaphora import they
from watchbot.contacts.field import calls_names
from watchbot.contacts.generic import in_general
from watchbot.contacts.joining import BOTH, Joined, sides
from watchbot.contacts.occurrence import Occurrence
from watchbot.contacts.remarks import said_to_a_third, third_says
from watchbot.contacts.scan import Hit
from watchbot.contacts.wishes import wished_for
from watchbot.model import Verdict

_TIES = re.compile(r"(?:中美|美中)(?:经贸|贸易|经济)?(?:关系|往来|局势)")
_APART = re.compile(r"\s*(?:before|ahead of|after|since|while|as)\b")
_SAID_SO = re.compile(r"\b(?:said|says|reached|interviewed|told (?:reporters|[a-z]+))(?: on [a-z]+)? $")
_ADDRESSES = re.compile(r"\b(?:address(?:es|ed|ing)?|speech|remarks|keynote|attend(?:s|ed|ing)?)\b[^;,]{0,40}$")


def without_contact(seen: Occurrence, inside: Sequence[Hit], clause: Sequence[Hit]) -> Joined | None:
    """Why the word tells of no contact of the two; None where it may."""
    cue, field = seen.cue, seen.field
    before = [p for p in clause if p.end <= cue.start]
    if calls_names(cue, inside, field):
        return Joined((), 0, "join.calls-names", Verdict.NOT_A_CONTACT_SENSE)
    if cue.term.word in {"谈到", "谈及"} and (
        any(_spoken_of(h) and 0 <= h.start - cue.end <= 1 for h in field.hits)
        or (_TIES.match(field.folded, cue.end) and not any(p.term.side == "us" for p in before))
    ):
        return Joined((), 0, "join.topic-behind", Verdict.NOT_A_CONTACT_SENSE)
    if any(_is_person(h, "en") and _OWNED.fullmatch(field.folded, h.end, cue.start) for h in field.hits):
        return Joined((), 0, "join.third-owner", Verdict.THIRD_PARTY)
    abroad = any(h.term.kind == "third" for h in field.hits) and not any(
        h.term.kind == "pair" or (h.term.kind != "contact" and h.term.side == "us") for h in field.hits
    )
    if cue.term.word == "답방" and abroad:
        return Joined((), 0, "join.return-elsewhere", Verdict.THIRD_PARTY)
    general = in_general(seen, inside)
    if general is not None:
        return Joined((), 0, general, Verdict.NOT_A_CONTACT_SENSE)
    if cue.term.rule == "en.discusses.fin" and field.folded.endswith("being ", 0, cue.start):
        return Joined((), 0, "join.being-discussed", Verdict.NOT_A_CONTACT_SENSE)
    if cue.term.word == "by phone" and _SAID_SO.search(field.folded, seen.clause[0], cue.start):
        return Joined((), 0, "join.said-by-phone", Verdict.STATEMENT_ONLY)
    if cue.term.word == "head" and _HEAD_OF.search(field.folded, seen.clause[0], cue.start):
        return Joined((), 0, "join.head-of", Verdict.NOT_A_CONTACT_SENSE)
    if cue.term.word == "stay" and field.folded.endswith(("to ", "will ", "must "), 0, cue.start):
        return Joined((), 0, "join.stays", Verdict.NOT_A_CONTACT_SENSE)
    if (
        cue.term.word in {"letter", "letters"}
        and _TO_SOMEBODY.match(field.folded, cue.end)
        and not _led_to(cue, inside)
    ):
        return Joined((), 0, "join.letter-to", Verdict.NOT_JOINED)
    if cue.term.word == "bilateral" and not _BY_ITSELF.match(field.folded, cue.end):
        return Joined((), 0, "join.adjective", Verdict.NOT_A_CONTACT_SENSE)
    if cue.term.word == "stay" and _STAYS_AT.match(field.folded, cue.end):
        return Joined((), 0, "join.stays", Verdict.NOT_A_CONTACT_SENSE)
    hailed = not seen.cjk and cue.term.form == "noun" and _HAILS.search(field.folded, seen.clause[0], cue.start)
    if hailed and not _WITH_WHOM.match(field.folded, cue.end):
        return Joined((), 0, "join.hailed", Verdict.STATEMENT_ONLY)
    if cue.term.rule == "en.phone.verb" and _DIALS_IN.match(field.folded, cue.start):
        return Joined((), 0, "join.dials-in", Verdict.NOT_A_CONTACT_SENSE)
    if cue.term.word == "coming" and field.folded.startswith(" in ", cue.end):
        return Joined((), 0, "join.coming-in", Verdict.NOT_A_CONTACT_SENSE)
    if cue.term.rule == "en.visit.noun" and _OBJECTS.search(field.folded, seen.span[0], cue.start):
        return Joined((), 0, "join.objects", Verdict.STATEMENT_ONLY)
    if cue.term.rule == "en.visit.leg" and not _LAND_BEFORE.search(field.folded, 0, cue.start):
        return Joined((), 0, "join.no-land", Verdict.NOT_A_CONTACT_SENSE)
    if cue.term.rule == "en.video" and _ADDRESSES.search(field.folded, seen.clause[0], cue.start):
        return Joined((), 0, "join.public", Verdict.STATEMENT_ONLY)
    verb = cue.term.form in {"base", "fin"} and not seen.cjk
    if verb and not clause and _APART.match(field.folded[seen.clause[0] : seen.clause[1]]) and not they(seen):
        return Joined((), 0, "join.other-clause", Verdict.NOT_JOINED)
    if cue.term.rule == "en.talks.weak-noun" and _CREATES.search(field.folded, seen.span[0], cue.start):
        return Joined((), 0, "join.creates", Verdict.NOT_A_CONTACT_SENSE)
    if cue.term.rule == "en.talks.weak-noun" and _same_event(seen):
        return Joined((), 0, "join.same-event", Verdict.NOT_JOINED)
    his = _HIS_COUNTERPARTS.match(field.folded, cue.end)
    if his and any(h.term.kind == "third" and cue.end <= h.start < his.end() for h in field.hits):
        return Joined((), 0, "join.third-party", Verdict.THIRD_PARTY)
    those = _THOSE_OF.match(field.folded, cue.end)
    if those and any(h.term.kind == "third" and h.start == those.end() for h in field.hits):
        return Joined((), 0, "join.third-party", Verdict.THIRD_PARTY)
    if seen.cjk and seen.title and (third_says(seen) or said_to_a_third(seen)):
        return Joined((), 0, "join.third-says", Verdict.THIRD_PARTY)
    if cue.term.word == "热线" and _SETS_UP.search(field.folded, 0, cue.start):
        return Joined((), 0, "join.creates", Verdict.NOT_A_CONTACT_SENSE)
    if seen.cjk and wished_for(seen):
        return Joined((), 0, "join.hailed", Verdict.STATEMENT_ONLY)
    if cue.term.word in {"交锋", "过招", "설전"} and _IN_PUBLIC.search(field.folded):
        return Joined((), 0, "join.public", Verdict.STATEMENT_ONLY)
    if cue.term.word in _CLASHES and _IN_PUBLIC.search(field.folded):
        return Joined((), 0, "join.public", Verdict.STATEMENT_ONLY)
    if cue.term.word in _SPEAKS and _FROM_A_STAGE.match(field.folded, cue.end):
        return Joined((), 0, "join.speech", Verdict.STATEMENT_ONLY)
    alone = cue.term.word in _SPEAKS and sides(before) != BOTH
    if alone and (_ON_A_TOPIC.match(field.folded, cue.end) or _IN_A_PLACE.match(field.folded, cue.end)):
        return Joined((), 0, "join.speech", Verdict.STATEMENT_ONLY)
    if cue.term.word in _SEES and _SEES_SOMETHING.match(field.folded, cue.end):
        return Joined((), 0, "join.sees-something", Verdict.NOT_A_CONTACT_SENSE)
    if cue.term.word == "trade notes" and field.folded.endswith("to ", 0, cue.start):
        return Joined((), 0, "join.to-trade", Verdict.NOT_A_CONTACT_SENSE)
    if cue.term.word in {"spent", "spends"} and not _spends_with(cue, inside, field.folded):
        return Joined((), 0, "join.spends-else", Verdict.NOT_A_CONTACT_SENSE)
    return None


def _spends_with(cue: Hit, parties: Sequence[Hit], folded: str) -> bool:
    if sides([p for p in parties if p.end <= cue.start]) == BOTH and _HOURS.match(folded, cue.end):
        return True  # "Negotiators for Washington and Beijing spent eleven hours going line by line"
    found = _TIME_WITH.match(folded, cue.end)
    return found is not None and any(0 <= p.start - found.end() <= 24 for p in parties)


# "spars with US envoy at Security Council"
_CLASHES = frozenset({"spar", "spars", "sparred", "squared off", "clash", "clashes", "clashed"})
_IN_PUBLIC = re.compile(
    r"\b(?:security council|general assembly|united nations|u-n-|wto|world trade organi[sz]ation)\b"
    r"|安理会|联大|联合国|世贸|안보리|유엔"
)
# "spent Tuesday morning with He Lifeng"
_TIME_WITH = re.compile(
    r" (?:[a-z0-9-]+ ){0,4}(?:minutes|hours?|mornings?|afternoons?|evenings?|nights?|days?|weekend|[a-z]+day)\b"
    r"(?: (?!and\b|but\b|after\b|before\b)[a-z]+){0,4} with\b"
)
_HOURS = re.compile(
    r" (?:[a-z0-9-]+ ){0,4}(?:minutes|hours?|days?|mornings?|afternoons?|evenings?|nights?)\b"
    r"|(?: [a-z]+){0,2} (?:mon|tues|wednes|thurs|fri|satur|sun)day in [a-z ]{3,24} [a-z]+ing\b"
)
# "拟设军对军热线"
_SETS_UP = re.compile(r"(?:设立?|建立?|开设|开通|增设|架设|重启|恢复)[^，。；\s]{0,6}$")
# "agree to set up a trade working group": what a meeting came to.
_CREATES = re.compile(
    r"\b(?:(?:enhanc|promot|boost|strengthen|deepen|facilitat|encourag|expand)(?:e|es|ed|ing|s)?|set(?:s|ting)? up"
    r"|creat(?:e|es|ed|ing)|establish(?:es|ed|ing)?|launch(?:es|ed|ing)?|form(?:s|ed|ing)?)"
    r" (?:a |an |the |two |new |joint |bilateral |regular )*[\"']?(?:[a-z-]+ ){0,3}$"
)
# "why Trump picked his export control head for next talks"
_HEAD_OF = re.compile(r"\b(?:his|her|its|their|the|a|new|as|ex|former) (?:[a-z-]+ ){0,3}$")


def _led_to(cue: Hit, parties: Sequence[Hit]) -> bool:
    return any(0 < p.start - cue.end <= 24 and p.term.kind in {"actor", "office", "body"} for p in parties)


# "letters to American students"
_TO_SOMEBODY = re.compile(r" to (?!(?:his|her|the|their)\b)[a-z]")
# "hold a bilateral in Lima", not "bilateral relationship"
_BY_ITSELF = re.compile(
    r"$|[,.:;!?)'\"]| (?:with|at|in|on|between|here|today|this|after|before|ahead|as|meetings?|talks|sessions?"
    r"|encounter|sit-down|summit|discussions|consultations|calls?|ends?|ended|begins?|began|starts?|started|wraps?"
    r"|lasts?|lasted|was|is|will)\b"
)
# "tariffs on China stay at 47 percent"
_STAYS_AT = re.compile(
    r" (?:at|put|in place|in force|high|low|above|below|near|unchanged|elevated|away|out|the course|silent|open"
    r"|closed)\b"
)
# "flies to Moscow; Beijing welcomes talks": those of others.
_HAILS = re.compile(
    r"\b(?:welcom|hail|prais|applaud|endors|laud)(?:e|es|ed|s|ing)? (?:the |any |such |direct |peace )*$"
)
_WITH_WHOM = re.compile(r" (?:[a-z-]+ ){0,2}(?:with|between|by|of|in)\b")
# "Greer dialed in as well": to the call that the text has told of.
_DIALS_IN = re.compile(r"(?:dial+ed|phoned|called|logged) in\b(?! to (?!the (?:call|talks|meeting)))")
# "Beijing denounced the visit": one to Taiwan; nobody denounces the guests whom he receives.
_OBJECTS = re.compile(
    r"\b(?:denounc|condemn|slam|protest|oppos|critici[sz]|decri|object|lambast|blast|warn)[a-z]* (?:[a-z]+ )?"
    r"(?:against |to )?"
    r"(?:the |their |such |any |this |that )$"
)


def _spoken_of(hit: Hit) -> bool:
    return hit.term.kind in {"side", "third"} and hit.term.form == "country"


def _is_person(hit: Hit, language: str) -> bool:
    return hit.term.kind == "third" and hit.term.form == "person" and hit.term.language == language


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
# "phoned his Iranian, Omani and French counterparts"
_HIS_COUNTERPARTS = re.compile(
    r" (?:with |to )?(?:his|her|their) (?:(?!chinese|us\b|u-s-|american)[a-z]+(?:,|, and| and)? ){1,4}counterparts?\b"
)
# "The Chinese leader met those of Japan and Canada"
_THOSE_OF = re.compile(
    r" (?:with )?(?:the )?(?:those|leaders|(?:his )?counterparts|(?:foreign |defen[cs]e )?ministers) (?:of|from) "
)
_FROM_A_STAGE = re.compile(
    r" (?:(?:right |just |shortly |hours )?(?:before|after) (?:him|her|them)\b|back to back"
    r"|in turn|one after the other|from the (?:main |same )?(?:stage|podium|rostrum))\b"
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
# "speaks in the Swiss resort this week", to nobody in particular
_IN_A_PLACE = re.compile(r" (?:in|at) (?:the |a )?(?![^.;:]{0,60}\b(?:with|to|by phone|by video)\b)")
_SEES_SOMETHING = re.compile(
    r" (?!u-s-|us\b|xi\b)(?:(?:an?|no|little|some|more|any|real|good|big|new|the|his|her|its|\W)\W?\s?)*"
    r"(?:[a-z'\"-]+ ){1,3}(?:with|for|from|over|between|coming|in (?:ties|relations|talks))\b"
    r"| (?:the )?(?:next|another|further|fresh) | (?:china|beijing) (?:[a-z]+ ){0,3}(?:[a-z]+ing|as|to)\b"
)
