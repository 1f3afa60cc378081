"""Fit: how well a mention fits a contact on record, or the first reason why it is another one."""

import re
from datetime import date

from watchbot.contacts import place
from watchbot.contacts.distance import distance, gap
from watchbot.contacts.likeness import REMOTE, family, unspoken
from watchbot.contacts.principals import fields, keys, level, principals, same_guest
from watchbot.contacts.windows import NEAR, PENDING, ROUND, UNDONE, WEEK
from watchbot.model import Contact, Entry, IdentityReason, Mention, Mode, Status

PROMINENCE = 0.4


def fit(mention: Mention, entry: Entry, contact: Contact) -> tuple[float, IdentityReason]:
    """The better the higher; 0 where it is another contact, with the first reason."""
    leading, led = level(mention), level(contact)
    alike = principals(mention, contact, leading and led)
    if alike <= 0:
        return 0, IdentityReason.NEW_PRINCIPALS_DIFFER
    apart = gap(mention, contact)
    nameless = not keys(mention.us) and not keys(mention.cn)
    published = entry.published.date()
    undated = contact.status in PENDING and contact.start is None
    around = None if undated else abs((published - (contact.start or contact.reports[-1].published.date())).days)
    around = around if apart is None else apart
    if leading != led and not (
        mention.mode is Mode.SUMMIT
        or (contact.mode is Mode.SUMMIT and nameless and mention.mode is not Mode.TALKS)
        or same_guest(mention, contact, around)
        or (nameless and led and _same_spot(mention, contact) and around is not None and around <= 1)
    ):
        return 0, IdentityReason.NEW_PRINCIPALS_DIFFER
    if not _modes_agree(mention, contact) or _of_talks(mention, contact, nameless):
        return 0, IdentityReason.NEW_MODE_DIFFERS
    if nameless and _is_another_matter(mention, contact, around):
        return 0, IdentityReason.NEW_PRINCIPALS_DIFFER
    lands = {place.country(spot or "") for spot in (mention.place, contact.place)}
    near = alike >= 4 or (alike > 2 and len(lands) == 1)
    another = mention.status is Status.PLANNED and contact.status is Status.HELD and lands == set(place.LANDS.values())
    near = near and not another  # the trip to come that the two speak of where they have just met
    if not _places_agree(mention, contact) and not (around is not None and around <= 1 and near):
        return 0, IdentityReason.NEW_PLACE_DIFFERS
    if _spoke_again(mention, entry, contact, published):
        return 0, IdentityReason.NEW_MODE_DIFFERS
    if mention.status is Status.HELD and mention.rules[0].startswith(_SAID) and _not_due(contact, published):
        return 0, IdentityReason.NEW_MODE_DIFFERS
    mulled = contact.status is Status.SPECULATED and contact.mode is Mode.VISIT
    vague = mention.status is Status.SPECULATED and nameless and mention.place is not None
    # "US and China mull Geneva sit-down": not the soldiers' meeting; a trip that was only mulled is not the meeting.
    vague = vague and contact.place is None and contact.status is Status.PLANNED
    if vague or (mulled and mention.mode is not Mode.VISIT and apart is None and mention.place is None):
        return 0, IdentityReason.NEW_PLACE_DIFFERS
    days = distance(mention, published, contact)
    pending = contact.status in PENDING
    spot = 1.0 if mention.place and mention.place == contact.place else 0.0
    spot -= 0.7 * (contact.status is Status.SPECULATED) + 0.4 * (
        (mention.mode is Mode.VISIT) != (contact.mode is Mode.VISIT)
    )
    spot += min(len(contact.reports), 9) / 100
    if leading and mention.start is None and mention.place is None:
        spot += (
            PROMINENCE * min(len(contact.reports), 12) / 12
        )  # without day and place it is the summit that all tell of
    spot -= min((published - contact.reports[-1].published.date()).days, 30) / 40
    spot += 0.5 * (pending and contact.start is not None and mention.start is None)
    if days is None:
        return 0, IdentityReason.NEW_DATE_DIFFERS
    named = keys(contact.us) or keys(contact.cn)
    placed = bool(mention.place and contact.place)
    if nameless and placed and mention.mode is not Mode.VISIT and contact.mode is Mode.VISIT:
        placed = not place.is_country(contact.place or "")  # a meeting of nobody in China is no known trip to China
    due = contact.start is not None and -1 <= (published - contact.start).days <= NEAR.days
    colleagues = (
        mention.status is Status.PLANNED
        and bool(fields(mention) & fields(contact))
        and published - contact.reports[-1].published.date() <= WEEK
    ) or (
        _on_trade(mention)
        and "economy" in fields(contact)
        and published - contact.reports[-1].published.date() <= 2 * WEEK
    )
    loose = pending and alike < 2 and named and not placed and not due and not colleagues
    if loose and (apart is None or apart > NEAR.days):
        return 0, IdentityReason.NEW_PRINCIPALS_DIFFER
    if pending and mention.status is Status.HELD:
        early = contact.start is not None and contact.start > published + NEAR
        sure = due or (apart is not None and apart <= ROUND.days) or (placed and mention.place == contact.place)
        sure = sure and not early
        return alike + spot + (2 if sure else 0.9) - days / 10, IdentityReason.SAME_PLANNED_NOW_HELD
    if apart is not None and apart <= 1:
        return alike + spot + 2, IdentityReason.SAME_PRINCIPALS_AND_DATE
    if unspoken(mention) and not pending and days <= 1:
        spot += 1.5  # "they talked": the call that has just been told of, not the visit to come
    reason = IdentityReason.SAME_DELEGATION if mention.mode is Mode.VISIT else IdentityReason.SAME_RECENT
    return alike + spot + 1 - days / 10, reason


def _is_another_matter(mention: Mention, contact: Contact, around: int | None) -> bool:
    """Whether talks of nobody are about something else than the contact, with names or without."""
    if keys((*contact.us, *contact.cn)):
        return _another_matter(mention, contact)
    return _of_other_topics(mention, contact, around)


def _another_matter(mention: Mention, contact: Contact) -> bool:
    """Whether officials without names will talk of one thing where two who are named have met about another."""
    to_come = mention.status is Status.PLANNED and contact.status is Status.HELD
    mine, theirs = set(mention.issues), set(contact.issues)
    return to_come and mention.place is None and bool(mine and theirs) and not mine & theirs


def _of_other_topics(mention: Mention, contact: Contact, around: int | None) -> bool:
    """Whether nobody's talks on one matter are nobody's talks on another: on defence, on artificial intelligence."""
    mine, theirs = set(mention.issues), set(contact.issues)
    return (
        bool(mine and theirs)
        and not mine & theirs
        and (around is None or around > ROUND.days)
        and mention.place is None
    )


def _spoke_again(mention: Mention, entry: Entry, contact: Contact, published: date) -> bool:
    """Whether they have talked again since they met: "spoken again Saturday night, a day after they sat down"."""
    met = contact.status is Status.HELD and family(contact.mode) == "in person"
    day = contact.start or contact.reports[0].published.date()
    if not met or mention.status is not Status.HELD or mention.mode not in _SPOKEN or published <= day:
        return False
    return _AGAIN.search(f"{entry.title} {entry.summary}".lower()) is not None


_AGAIN = re.compile(
    r"\b(?:spoke|spoken|talked|speak|talk)(?: [a-z]+)? again\b|\bsecond (?:conversation|call|phone call|talk)\b"
    r"|\bday after (?:they|the two|the pair|their) |再次通话|再通电话|다시 통화|재통화|또 (?:대화|통화)"
)
_SAID = ("en.talks.fin", "en.talks.base", "en.talks.ing", "en.tells", "en.urges", "en.discusses")


def _on_trade(mention: Mention) -> bool:
    """Whether the contact word itself says that it is about trade: "trade talks", 经贸磋商, 무역협상."""
    return _TRADE.search(mention.evidence[0].text.lower()) is not None if mention.evidence else False


_TRADE = re.compile(r"trade|tariff|economic|经贸|經貿|贸易|貿易|무역|경제|통상")


def _of_talks(mention: Mention, contact: Contact, nameless: bool) -> bool:
    """Whether a denial of talks, or talks of nobody, meet a visit that they say nothing of.

    "No negotiations are under way" does not call off the president's trip, nor is a working group that of senators who
    stayed at home.
    """
    if mention.mode not in _SPOKEN or contact.mode is not Mode.VISIT:
        return False
    return mention.status is Status.DENIED or (nameless and contact.status in UNDONE)


_SPOKEN = REMOTE | {Mode.TALKS}


def _not_due(contact: Contact, published: date) -> bool:
    """Whether a meeting is still to come, so that "they spoke" must be something else."""
    in_person = family(contact.mode) == "in person" and not all(unspoken(r.mention) for r in contact.reports)
    lately = published - contact.reports[-1].published.date() <= NEAR
    open_day = contact.start is None and not lately
    return in_person and contact.status in PENDING and (open_day or (contact.start or published) > published + NEAR)


def _same_spot(mention: Mention, contact: Contact) -> bool:
    """Whether both name a place, and the two can be one."""
    return bool(mention.place and contact.place) and place.agree(mention.place, contact.place)


def _places_agree(mention: Mention, contact: Contact) -> bool:
    """A plan may move within a country; what took place did so in one city."""
    nameless = not keys(mention.us) and not keys(mention.cn)
    city = mention.place is not None and not place.is_country(mention.place) and mention.place != contact.place
    apart = gap(mention, contact)
    home = (place.country(contact.place or "") or contact.place) in place.LANDS.values()
    named = bool(keys(contact.us) or keys(contact.cn)) and home and not level(contact)
    if nameless and named and city and apart is not None and apart > 1:
        return False  # nobody's meeting in Guangzhou is not the visit of senators to Beijing
    if place.agree(mention.place, contact.place):
        return True
    lands = {place.country(mention.place or "") or mention.place, place.country(contact.place or "") or contact.place}
    if _on_tour(mention, contact, lands):
        return True
    return contact.status in PENDING and len(lands) == 1 and None not in lands


def _on_tour(mention: Mention, contact: Contact, lands: set[str | None]) -> bool:
    """Whether the same guest is seen in another city of the host's country: in Beijing, then in Shanghai."""
    guests = {place.LANDS["cn"]: (mention.us, contact.us), place.LANDS["us"]: (mention.cn, contact.cn)}
    mine, theirs = guests.get(next(iter(lands), None) or "", ((), ()))
    return len(lands) == 1 and bool(keys(mine) & keys(theirs))


def _modes_agree(mention: Mention, contact: Contact) -> bool:
    if family(mention.mode) == family(contact.mode):
        return True
    if Mode.VISIT in {mention.mode, contact.mode} and mention.status is not contact.status:
        return False
    nameless = not keys(mention.us) and not keys(mention.cn)
    if nameless and mention.place is not None:
        return False  # "the talks in Kuala Lumpur" of nobody are not somebody's call
    if mention.mode in REMOTE and contact.place is not None and not keys(contact.us) and not keys(contact.cn):
        return False  # nor is somebody's call theirs
    if mention.place is not None and mention.status is Status.PLANNED and contact.mode in REMOTE:
        return False  # nor are those that will be in London
    return unspoken(mention) or all(unspoken(r.mention) for r in contact.reports)
