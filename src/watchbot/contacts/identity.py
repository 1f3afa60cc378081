"""Identity: which real contact a mention belongs to. Structured, never by likeness of words.

Principals must be compatible (a name in common, or one side left open), the family of mode the same, places and dates
must not contradict. Publishers differ by a day; a plan stays open until its day has passed; two contacts with the same
people weeks apart are two.
"""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import UTC, timedelta

from watchbot.contacts.fit import fit
from watchbot.contacts.joining import NAMED_AFTER
from watchbot.contacts.likeness import family
from watchbot.contacts.windows import FARTHEST_EAST, NEAR, PENDING
from watchbot.model import Contact, Entry, IdentityReason, Mention, Status

# Contact words that name a contact without saying that it took place.
_NAMES_ONLY = ("en.", "ko.summit", "ko.talks", "ko.visit.cn", "ko.visit.us", "zh.summit.named")
# Of the rest, those that say that they met: 鲁比奥晤王毅.
_VERBS = ("en.", "zh.meeting.tight")


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
        score, reason = fit(mention, entry, contact)
        if score <= 0:
            nearest = reason
        elif best is None or (score, contact.id) > (best[0], best[1]):
            best = (score, contact.id, contact, reason)
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
    told = told and NAMED_AFTER not in mention.rules
    ahead = contact.start is not None and contact.start > (entry.published.astimezone(UTC) + FARTHEST_EAST).date()
    wordless = not mention.rules[0].startswith(_VERBS) and mention.start is None and family(mention.mode) == "in person"
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
