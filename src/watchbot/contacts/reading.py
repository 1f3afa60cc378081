"""Reading: a contact word that joins both sides, read in full: who, what became of it, where, when, and why."""

import re
from collections.abc import Sequence

from watchbot.contacts import place
from watchbot.contacts.adjunct import adjunct, told_by_its_own
from watchbot.contacts.casting import Casting
from watchbot.contacts.field import only_a_mark
from watchbot.contacts.finds import FRESH_DAYS, Find
from watchbot.contacts.intended import intended, undone_since
from watchbot.contacts.joining import BOTH, Joined, sides
from watchbot.contacts.likeness import REMOTE
from watchbot.contacts.nearing import LOOMS, looms, without_date
from watchbot.contacts.occurrence import Occurrence
from watchbot.contacts.replies import REPLY
from watchbot.contacts.scan import Hit
from watchbot.contacts.scene import Ruling, Scene
from watchbot.contacts.status import rule_on
from watchbot.contacts.timing import dated, when
from watchbot.model import Entry, Evidence, Mention, Mode, Participant, Polarity, Roster, Side, Status

NEGATIVE = frozenset({Status.DENIED, Status.CANCELLED})
DOUBT = 0.15
_OUTCOME = re.compile(
    r"\b(?:framework|deal|agreement|consensus|truce|accord)\b.*[;:,]|(?:达成|达|谈成|敲定)[^，。；]{0,8}(?:协议|共识"
    r"|框架)|합의|타결"
)
_APART = re.compile(r"\s*(?:before|ahead of|after|since|while|as)\b")


class Reader:
    """Reads contact words by the roster as it stands on the day of the entry."""

    def __init__(self, roster: Roster) -> None:
        self.casting = Casting(roster)

    def read(
        self,
        entry: Entry,
        seen: Occurrence,
        joined: Joined,
        order: int,
        everyone: Sequence[Hit],
        elsewhere: str | None,
        issues: tuple[str, ...],
    ) -> Find:
        """`everyone` are the parties of the entry, `elsewhere` is its first city, `order` counts its contact words."""
        role, ruling = self._ruling(entry, seen, joined)
        if ruling.status is None:
            return self._find(entry, seen, joined, order, role, ruling, (), None, issues)
        people = tuple(self.casting.cast(seen, joined, everyone, entry.published.date()))
        return self._find(entry, seen, joined, order, role, ruling, people, _spot(seen, joined, elsewhere), issues)

    def _ruling(self, entry: Entry, seen: Occurrence, joined: Joined) -> tuple[str | None, Ruling]:
        """What became of it; background where it is only a mark of time for something else."""
        if seen.cue.term.form == REPLY:
            return None, Ruling(Status.HELD, "status.plain")  # whatever they say of what is to come
        ruling = rule_on(scene_of(seen))
        if seen.cjk and only_a_mark(seen.cue, joined, seen.field):
            ruling = Ruling(None, "status.background:mark")
        ruling = intended(entry, seen, ruling)
        if ruling.status in {Status.HELD, Status.PLANNED} and _asked_about(seen):
            ruling = Ruling(Status.SPECULATED, "status.asked")
        if _CHRONICLE.match(entry.title):
            ruling = Ruling(None, "status.chronicle")
        if ruling.rule == "status.plain" and _LISTING.search(entry.title):
            ruling = Ruling(Status.PLANNED, "status.listing")
        if seen.title and ruling.status is not None and without_date(seen.field.folded, seen.cue.start):
            return None, Ruling(Status.PLANNED, LOOMS)
        role = adjunct(seen.field.folded, seen.cue, seen.span)
        if role is None and _came_of_it(seen, ruling) and fresh(entry, seen):
            return "after", Ruling(Status.HELD, "status.since")
        if role is None:
            return "after" if _dates_another(seen) else None, ruling
        if seen.title and role == "ahead" and looms(seen.field.folded, seen.cue):
            return role, Ruling(Status.PLANNED, LOOMS)
        if role == "after" and undone_since(seen, ruling):
            return None, ruling
        news = False
        if role == "after" and ruling.status is not None:
            new = fresh(entry, seen)
            if new and ruling.status in {Status.PLANNED, Status.SPECULATED}:
                ruling = Ruling(Status.HELD, "status.since")  # "he would halve a tariff following Thursday's talks"
            ahead = ruling.status is Status.PLANNED
            news = (
                told_by_its_own(seen.field.folded, seen.cue, seen.span, seen.field.parties, ahead)
                if new is None
                else new
            )
        return role, ruling if news else Ruling(None, f"status.adjunct:{role}")

    def _find(
        self,
        entry: Entry,
        seen: Occurrence,
        joined: Joined,
        order: int,
        role: str | None,
        ruling: Ruling,
        people: tuple[Participant, ...],
        spot: str | None,
        issues: tuple[str, ...],
    ) -> Find:
        start, exact = None, False
        if ruling.status is not None:
            ruling, start, exact = dated(entry, seen.field, seen.sentence, seen.cue, ruling, role == "after")
        status = ruling.status or Status.HELD
        mention = Mention(
            us=tuple(p for p in people if p.side is Side.US),
            cn=tuple(p for p in people if p.side is Side.CN),
            mode=Mode(seen.cue.term.mode),
            status=status,
            certainty=ruling.certainty,
            polarity=Polarity.NEGATIVE if status in NEGATIVE else Polarity.POSITIVE,
            place=spot,
            start=start,
            end=start,
            issues=issues,
            score=round(joined.score - DOUBT * (status is Status.SPECULATED), 2),
            rules=(_rule(seen), joined.rule, ruling.rule),
            evidence=_evidence(seen, joined, ruling),
        )
        explicit = ruling.word is not None or seen.cue.term.form == "fin" or exact
        told = seen.title and _OUTCOME.search(seen.field.folded, 0, seen.cue.start) is not None
        background = ruling.status is None or ruling.rule == LOOMS
        return Find(mention, background, seen.title, order, explicit, role is not None, told)


# "Week ahead: Trump-Xi call", "Treasury advisory: …": what is to come.
_LISTING = re.compile(
    r"^(?:the |your )?(?:week|day|month|year)(?: |-)ahead\b|^diary\b|\badvisory\b|\bdaybook\b|\bpublic schedule\b"
    r"|\bweekly calendar\b|\b(?:guide|primer|preview|cheat sheet) (?:for|to)\b",
    re.IGNORECASE,
)
_CHRONICLE = re.compile(r"(?:timeline|chronology|a brief history)\b", re.IGNORECASE)
# A reporter: "Can you confirm that officials will meet this week?"
_QUESTION = re.compile(r"\b(?:can|could|would) you (?:confirm|verify|tell us|say)\b|能否(?:证实|确认|证明)|是否属实")


def _asked_about(seen: Occurrence) -> bool:
    """Whether a reporter asks about it, in a summary that quotes a briefing."""
    sentence = seen.field.folded[seen.span[0] : seen.span[1]].rstrip(" \"'”")
    return sentence.endswith(("?", "\uff1f")) and _QUESTION.search(sentence) is not None


def _came_of_it(seen: Occurrence, ruling: Ruling) -> bool:
    """Whether the contact is told as that which brought something about: "a deal came out of Monday's session".

    Not where that is only an attribute: "buoyed by the framework that negotiators struck in Malaysia".
    """
    if ruling.status is not None or ruling.word is None or ruling.word.term.word not in _BROUGHT:
        return False
    return _ATTRIBUTE.search(seen.field.folded, seen.clause[0], ruling.word.start) is None


_ATTRIBUTE = re.compile(r"\b(?:that|which|by|after|since|under|with) (?:[a-z'-]+ ){0,8}$")

_MADE = ("agreed", "reached", "struck", "hammered out", "worked out", "secured", "signed", "settled")
_BROUGHT = frozenset(
    {"came out of", "emerged from", *(f"{made} {at}" for made in _MADE for at in ("at", "in", "during"))}
)


def _dates_another(seen: Occurrence) -> bool:
    """美中防長視訊之後，魯比歐與王毅通話: the first only says when the second took place."""
    if seen.cue.term.language != "zh" or _AFTER_IT.match(seen.field.folded, seen.cue.end) is None:
        return False
    named = [p for p in seen.inside() if p.start > seen.cue.end and p.term.kind == "actor"]
    return sides(named) == BOTH and any(seen.cue.end < c.start for c in seen.cues())


_AFTER_IT = re.compile(r"(?:结束|落幕)?(?:之后|过后|以后|后)")


def scene_of(seen: Occurrence) -> Scene:
    """The contact word as the rules of status see it."""
    field = seen.field
    return Scene(seen.cue, seen.clause, seen.title, seen.cjk, field.heard(seen.cue), seen.cues(), field.folded)


def fresh(entry: Entry, seen: Occurrence) -> bool | None:
    """Whether the day that the sentence gives the contact word is one of the last few; None where it gives none."""
    day, own = when(entry, seen.field, seen.sentence, seen.cue, False)
    ago = (entry.published.date() - day).days if own and day is not None else -1
    return ago <= FRESH_DAYS if ago >= 0 else None  # a day still to come is that of something else


def _spot(seen: Occurrence, joined: Joined, elsewhere: str | None) -> str | None:
    """Where they met: a city of the clause, of the sentence, or of the entry; none for a call."""
    if Mode(seen.cue.term.mode) in REMOTE:
        return None
    folded = seen.field.folded
    apart = _APART.match(folded[seen.clause[0] : seen.clause[1]]) is not None
    trip = _next_trip(seen)
    spot = place.find(folded, seen.clause[0], min(seen.clause[1], trip), near=seen.cue.start)
    if spot is None and not apart:
        spot = place.find(folded, seen.span[0], min(seen.span[1], trip), near=seen.cue.start)
    if joined.rule == "join.going":
        return place.of_side(joined.land, spot)
    return spot or place.land(folded, *seen.clause) or _host(seen) or (None if apart or _of_other(seen) else elsewhere)


def _next_trip(seen: Occurrence) -> int:
    """Where another trip of the sentence begins: "is received there, and Xi would come to Washington later"."""
    if seen.cjk or seen.cue.term.mode == "visit":
        return seen.span[1]
    trips = (h.start for h in seen.cues() if h.term.mode == "visit" and h.term.form in {"base", "fin"})
    return min((at for at in trips if at > seen.cue.end), default=seen.span[1])


def _of_other(seen: Occurrence) -> bool:
    """Whether the city of the headline belongs to another contact word there: "서울 회담…내일 정상회담"."""
    spots = place.cities(seen.field.folded)
    owners = [h for h in seen.field.hits if h.term.kind == "contact" and any(0 <= h.start - s.end <= 1 for s in spots)]
    return seen.cjk and seen.title and bool(owners) and all(not seen.span[0] <= h.start < seen.span[1] for h in owners)


def _host(seen: Occurrence) -> str | None:
    """The third country that hosts both: "Sweden to welcome US and Chinese negotiators"."""
    if not seen.cue.term.word.startswith(("host", "welcom")):
        return None
    lands = [h for h in place.countries(seen.field.folded) if seen.clause[0] <= h.start < seen.cue.start]
    return next((h.term.name for h in lands if h.term.name not in place.LANDS.values()), None)


def _evidence(seen: Occurrence, joined: Joined, ruling: Ruling) -> tuple[Evidence, ...]:
    """The spans behind the answer, each with the rule that used it."""
    field = seen.field
    spans = [(seen.cue, seen.cue.term.rule)]
    spans += [(p, joined.rule) for p in joined.parties if p in field.parties]
    if ruling.word is not None:
        spans.append((ruling.word, ruling.rule))
    return tuple(Evidence(field.where, h.start, h.end, field.text[h.start : h.end], rule) for h, rule in spans)


def _rule(seen: Occurrence) -> str:
    """The rule of the contact word; "talks" is a verb where a headline opens with who talks: "Xi talks with Trump"."""
    opens = seen.title and seen.cue.term.word == "talks" and _OPENS.fullmatch(seen.field.folded, 0, seen.cue.start)
    alone = [p for p in seen.inside() if p.end <= seen.cue.start]
    verb = opens and len(alone) == 1 and _TALKS_TO.match(seen.field.folded, seen.cue.end)
    return "en.talks.fin" if verb else seen.cue.term.rule


_OPENS = re.compile(r"(?:[a-z]+: )?(?:[a-z.]+ ){1,2}")
_TALKS_TO = re.compile(
    r" (?:with|to|by|over|on the phone)\b(?!.*\b(?:set|due|begin|begins|to start|loom|planned|ahead)\b)"
)
