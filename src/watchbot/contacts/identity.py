"""Identity: which real contact a mention belongs to. Structured, never by likeness of words.

Principals must be compatible (a name in common, or one side left open), the family of mode the same, places and dates
must not contradict. Publishers differ by a day; a plan stays open until its day has passed; two contacts with the same
people weeks apart are two.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, timedelta

from watchbot.contacts import place
from watchbot.contacts.likeness import PRESIDENCIES, family, unspoken
from watchbot.contacts.people import fields_of
from watchbot.model import Contact, Entry, IdentityReason, Mention, Mode, Participant, Status

NEAR = timedelta(days=2)
ROUND = timedelta(days=4)
STALE_REPORT = timedelta(days=6)
PENDING = frozenset({Status.PLANNED, Status.SPECULATED, Status.POSTPONED})
UNDONE = frozenset({Status.CANCELLED, Status.DENIED})
WEEK = timedelta(days=7)
FARTHEST_EAST = timedelta(hours=14)
# Contact words that name a contact without saying that it took place.
_NAMES_ONLY = ("en.", "ko.summit", "ko.talks", "ko.visit.cn", "ko.visit.us", "zh.summit.named")
PROMINENCE = 0.4
PLAN_MOVES = timedelta(days=45)
PLAN_SILENT = timedelta(days=21)
PLAN_OPEN = timedelta(days=200)
# A contact that was last told of so long ago, and isn't dated later, is no candidate any more.
CANDIDATE_WINDOW = timedelta(days=45)


def is_candidate(contact: Contact, around: datetime) -> bool:
    """Whether a mention published at `around` may speak of a contact: told of lately, dated near or ahead, or open.

    The store asks the same in SQL.
    """
    edge = around - CANDIDATE_WINDOW
    if contact.last_seen >= edge or (contact.start is not None and contact.start >= edge.date()):
        return True
    return contact.status in PENDING and contact.last_seen >= around - PLAN_OPEN


@dataclass(frozen=True, slots=True)
class Identification:
    """The contact a mention belongs to, or None for a new one, why, and the mention as that contact has it read."""

    contact: Contact | None
    reason: IdentityReason
    mention: Mention


def identify(mention: Mention, entry: Entry, candidates: Iterable[Contact]) -> Identification:
    """Put a mention to one of the candidates, or find that it is new. Pure; the order of candidates does not matter."""
    best: tuple[float, str, Contact, IdentityReason] | None = None
    nearest = IdentityReason.NEW_NO_CANDIDATE
    for contact in candidates:
        fit, reason = _fit(mention, entry, contact)
        if fit <= 0:
            nearest = reason
        elif best is None or (fit, contact.id) > (best[0], best[1]):
            best = (fit, contact.id, contact, reason)
    if best is None:
        return Identification(None, nearest, mention)
    _, _, contact, reason = best
    return Identification(contact, reason, in_the_light_of(contact, mention, entry))


def in_the_light_of(contact: Contact, mention: Mention, entry: Entry) -> Mention:
    """A bare name for a contact still to come ("soybeans dominate Trump-Xi talks") does not say that it was held.

    Only a verb or a word for what became of it does; a plan whose day lies ahead stays a plan in any case.
    """
    if contact.status is Status.POSTPONED and mention.rules[-1].startswith("status.matter"):
        return replace(mention, status=Status.POSTPONED, rules=(*mention.rules[:-1], "status.still-put-off"))
    if contact.status not in PENDING or mention.status is not Status.HELD:
        return mention
    far = contact.start is not None and contact.start > (entry.published.astimezone(UTC) + FARTHEST_EAST).date() + NEAR
    if far and mention.start is None and len(contact.reports) > 1:
        return replace(mention, status=Status.PLANNED, rules=(*mention.rules[:-1], "status.still-to-come"))
    if mention.rules[-1] != "status.plain":
        return mention
    told = mention.rules[0].endswith((".fin", ".base", ".verb", ".tells", ".called"))
    ahead = contact.start is not None and contact.start > (entry.published.astimezone(UTC) + FARTHEST_EAST).date()
    wordless = not mention.rules[0].startswith("en.") and mention.start is None and family(mention.mode) == "in person"
    bare = (mention.rules[0].startswith(_NAMES_ONLY) and not told) or wordless
    due = contact.start is not None and contact.start <= entry.published.date()
    due = due and contact.status is not Status.POSTPONED
    fresh = mention.start is not None and timedelta() <= entry.published.date() - mention.start <= timedelta(days=1)
    fresh = fresh and contact.status is not Status.POSTPONED
    if due or (not ahead and (fresh or not bare)):
        return mention
    status = Status.POSTPONED if contact.status is Status.POSTPONED else Status.PLANNED
    over = mention.start is not None and mention.start < entry.published.date()
    day = None if over else mention.start  # a day that is over was that of the word, not of what is still to come
    return replace(mention, status=status, start=day, end=day, rules=(*mention.rules[:-1], "status.still-to-come"))


def _fit(mention: Mention, entry: Entry, contact: Contact) -> tuple[float, IdentityReason]:
    leading, led = level(mention), level(contact)
    principals = _principals(mention, contact, leading and led)
    if principals <= 0:
        return 0, IdentityReason.NEW_PRINCIPALS_DIFFER
    gap = _gap(mention, contact)
    nameless = not keys(mention.us) and not keys(mention.cn)
    published = entry.published.date()
    undated = contact.status in PENDING and contact.start is None
    around = None if undated else abs((published - (contact.start or contact.reports[-1].published.date())).days)
    around = around if gap is None else gap
    if leading != led and not (
        mention.mode is Mode.SUMMIT
        or (contact.mode is Mode.SUMMIT and nameless and mention.mode is not Mode.TALKS)
        or _same_guest(mention, contact, around)
    ):
        return 0, IdentityReason.NEW_PRINCIPALS_DIFFER
    if not _modes_agree(mention, contact):
        return 0, IdentityReason.NEW_MODE_DIFFERS
    lands = {place.country(spot or "") for spot in (mention.place, contact.place)}
    near = principals >= 4 or (principals > 2 and len(lands) == 1)
    if not _places_agree(mention, contact) and not (around is not None and around <= 1 and near):
        return 0, IdentityReason.NEW_PLACE_DIFFERS
    if mention.status is Status.HELD and mention.rules[0].startswith(_SAID) and _not_due(contact, published):
        return 0, IdentityReason.NEW_MODE_DIFFERS
    days = _distance(mention, published, contact)
    pending = contact.status in PENDING
    spot = 1.0 if mention.place and mention.place == contact.place else 0.0
    spot -= 0.7 * (contact.status is Status.SPECULATED) + 0.4 * (
        (mention.mode is Mode.VISIT) != (contact.mode is Mode.VISIT)
    )
    spot += min(len(contact.reports), 9) / 100
    if leading and mention.start is None and mention.place is None:
        spot += PROMINENCE * min(len(contact.reports), 12) / 12  # without day and place it is the summit that all tell of
    spot -= min((published - contact.reports[-1].published.date()).days, 30) / 40
    spot += 0.5 * (pending and contact.start is not None and mention.start is None)
    if days is None:
        return 0, IdentityReason.NEW_DATE_DIFFERS
    named = keys(contact.us) or keys(contact.cn)
    placed = bool(mention.place and contact.place)
    due = contact.start is not None and -1 <= (published - contact.start).days <= NEAR.days
    colleagues = (
        mention.status is Status.PLANNED
        and bool(_fields(mention) & _fields(contact))
        and published - contact.reports[-1].published.date() <= WEEK
    )
    loose = pending and principals < 2 and named and not placed and not due and not colleagues
    if loose and (gap is None or gap > NEAR.days):
        return 0, IdentityReason.NEW_PRINCIPALS_DIFFER
    if pending and mention.status is Status.HELD:
        early = contact.start is not None and contact.start > published + NEAR
        sure = due or (gap is not None and gap <= ROUND.days) or (placed and mention.place == contact.place)
        sure = sure and not early
        return principals + spot + (2 if sure else 0.9) - days / 10, IdentityReason.SAME_PLANNED_NOW_HELD
    if gap is not None and gap <= 1:
        return principals + spot + 2, IdentityReason.SAME_PRINCIPALS_AND_DATE
    if unspoken(mention) and not pending and days <= 1:
        spot += 1.5  # "they talked": the call that has just been told of, not the visit to come
    reason = IdentityReason.SAME_DELEGATION if mention.mode is Mode.VISIT else IdentityReason.SAME_RECENT
    return principals + spot + 1 - days / 10, reason


_SAID = ("en.talks.fin", "en.talks.base", "en.talks.ing", "en.tells", "en.urges", "en.discusses")


def _gap(mention: Mention, contact: Contact) -> int | None:
    """Days between the days that both give; a contact that was put off is still known by the day it was put off from."""
    if mention.start is None:
        return None
    if contact.status is Status.POSTPONED and any(r.mention.start == mention.start for r in contact.reports):
        return 0
    return abs((mention.start - contact.start).days) if contact.start else None


def _not_due(contact: Contact, published: date) -> bool:
    """Whether a meeting is still to come, so that "they spoke" must be something else."""
    in_person = family(contact.mode) == "in person" and not all(unspoken(r.mention) for r in contact.reports)
    return in_person and contact.status in PENDING and (contact.start is None or contact.start > published + NEAR)


def _places_agree(mention: Mention, contact: Contact) -> bool:
    """A plan may move within a country; what took place did so in one city."""
    if place.agree(mention.place, contact.place):
        return True
    lands = {place.country(mention.place or ""), place.country(contact.place or "")}
    return contact.status in PENDING and len(lands) == 1 and None not in lands


def keys(people: Sequence[Participant]) -> set[str]:
    """The ids of the persons named."""
    return {p.actor for p in people if p.actor}


def _principals(mention: Mention, contact: Contact, leaders: bool) -> float:
    """0 when they contradict; more for names in common than for sides left open."""
    score, strangers = 0.0, 0
    for mine, theirs in ((mention.us, contact.us), (mention.cn, contact.cn)):
        a, b = keys(mine), keys(theirs)
        if leaders and not (a and b):
            score += 2  # a leader's visit means the other leader, named or not
        elif a and b and not a & b:
            strangers += 1
        else:
            score += 2 if a and b else 0.5
    congress = _congress(mention.us), _congress(contact.us)
    if congress[0] != congress[1] and keys(contact.us if congress[0] else mention.us):
        return 0
    score += 1.5 * (congress == (True, True))
    if not strangers:
        return score
    if strangers == 1 and score < 1 and mention.mode is Mode.TALKS and _fields(mention) & _fields(contact):
        return score
    in_person = family(mention.mode) == family(contact.mode) == "in person"
    together = (
        (in_person and score >= 2)
        or bool(mention.place and contact.place and place.agree(mention.place, contact.place))
        or (_congress(mention.us) and _congress(contact.us))
    )
    return score if strangers == 1 and together else 0


def level(said: Mention | Contact) -> bool:
    """Whether the leaders themselves meet: named first on both sides, or on one while the other stays open.

    Whoever travels with a leader makes the leader's visit.
    """
    if said.mode is Mode.VISIT and said.place is not None:
        guests = said.us if "China" in {said.place, place.country(said.place)} else said.cn
        return any(p.office in PRESIDENCIES for p in guests)
    led = False
    for side in (said.us, said.cn):
        for person in side:
            if person.actor:
                if person.office not in PRESIDENCIES:
                    return False
                led = True
                break
    return led


def _same_guest(mention: Mention, contact: Contact, gap: int | None) -> bool:
    """Whether a leader is met by somebody else of his hosts on the day and in the city of the leaders' own meeting.

    Where he arrives nobody says which city it is: "Air Force One lands, Han Zheng at the airport".
    """
    spot = place.agree(mention.place, contact.place) if mention.place else mention.mode is Mode.VISIT
    leader = any(
        {p.actor for p in mine if p.office in PRESIDENCIES} & {p.actor for p in theirs}
        for mine, theirs in ((mention.us, contact.us), (mention.cn, contact.cn))
    )
    return spot and leader and gap is not None and gap <= 1 and family(mention.mode) == "in person"


def _fields(said: Mention | Contact) -> set[str]:
    """The fields that those named work in: a delegation has more members than one report names."""
    return {field for person in (*said.us, *said.cn) for field in fields_of(person.office or "")}


def _congress(people: Sequence[Participant]) -> bool:
    """Whether a delegation of lawmakers: its members are received by several hosts on one visit."""
    return any((p.office or "") in {"us-senator", "us-representative"} for p in people)


def _modes_agree(mention: Mention, contact: Contact) -> bool:
    if family(mention.mode) == family(contact.mode):
        return True
    if Mode.VISIT in {mention.mode, contact.mode} and mention.status is not contact.status:
        return False
    return unspoken(mention) or all(unspoken(r.mention) for r in contact.reports)


def _distance(mention: Mention, published: date, contact: Contact) -> float | None:
    """Days between what both say, or None when they can't be the same contact.

    Four cases: a plan met by another report of a plan, or by word that it took place; and what took place met by the
    same two.
    """
    known, told = contact.start, mention.start
    last, first = max(r.published.date() for r in contact.reports), min(r.published.date() for r in contact.reports)
    open_still = contact.status in PENDING or (contact.status in UNDONE and published - last <= PLAN_SILENT)
    bare = open_still and mention.rules[-1] == "status.plain" and known is not None and known > published
    ahead = mention.status in PENDING or mention.status in UNDONE or bare
    gap = abs((told - known).days) if told and known else None
    remote = family(mention.mode) == "remote"
    summit = level(mention) and not remote
    if open_still and ahead:
        if gap is not None and contact.status is not Status.POSTPONED and mention.status is not Status.POSTPONED:
            return gap if gap <= (PLAN_MOVES.days + 15 if summit else PLAN_MOVES.days) else None
        if known and published > known + timedelta(days=4) and published - last > PLAN_SILENT and not summit:
            return None
        silent = PLAN_OPEN if summit else WEEK if remote else PLAN_MOVES
        return min((published - last).days, 9) if published - last <= silent else None
    if open_still:
        if gap is not None:
            return gap if gap <= (NEAR.days if remote else 10) or contact.status is Status.POSTPONED else None
        if known:
            late = (published - known).days
            return abs(late) if -1 <= late <= 14 or contact.status is Status.POSTPONED else None
        silent = PLAN_OPEN if summit else 2 * WEEK if remote else PLAN_MOVES
        return min((published - last).days, 9) if published - last <= silent else None
    if ahead:
        if gap is not None:
            return gap if gap <= NEAR.days else None
        edge = known + timedelta(days=1) if known else last + timedelta(days=1)
        return 0 if published <= edge else None
    if gap is not None:
        return gap if gap <= (NEAR.days if remote else ROUND.days) else None
    named = bool(keys(mention.us) & keys(contact.us) or keys(mention.cn) & keys(contact.cn))
    if known:
        late = (published - known).days
        return abs(late) if -1 <= late <= (14 if named else 5) else None
    if told:
        return abs((told - first).days) if first - STALE_REPORT <= told <= last + NEAR else None
    return (published - last).days if published - last <= (STALE_REPORT if named else NEAR) else None
