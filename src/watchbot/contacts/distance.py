"""Distance: how many days lie between what a mention and a contact say, and when they cannot be one."""

from datetime import date, timedelta

from watchbot.contacts.likeness import family, unspoken
from watchbot.contacts.place import agree, is_country
from watchbot.contacts.principals import congress, keys, level
from watchbot.contacts.windows import (
    NEAR,
    PENDING,
    PLAN_MOVES,
    PLAN_OPEN,
    PLAN_SILENT,
    ROUND,
    STALE_REPORT,
    TOUR,
    UNDONE,
    WEEK,
)
from watchbot.model import Contact, Mention, Mode, Status


def gap(mention: Mention, contact: Contact) -> int | None:
    """Days between the days that both give; what was put off is still known by the day it was put off from."""
    if mention.start is None:
        return None
    if contact.status is Status.POSTPONED and any(r.mention.start == mention.start for r in contact.reports):
        return 0
    return abs((mention.start - contact.start).days) if contact.start else None


def still_to_come(contact: Contact, mention: Mention, published: date) -> bool:
    """Whether a plan for a day well ahead shows that the one publisher who told of it as held was misread.

    Several had told of the plan before, so that it is no second contact of the same people.
    """
    if contact.status is not Status.HELD or mention.status not in {Status.PLANNED, Status.POSTPONED}:
        return False
    if mention.start is None or mention.start <= published:
        return False
    held = contact.start or max(r.published.date() for r in contact.reports if r.status is Status.HELD)
    if mention.start <= held + ROUND:
        return False  # a late preview of what took place
    due = [r.mention.start for r in contact.reports if r.status in PENDING and r.mention.start]
    if any(day <= published + NEAR for day in due):
        return False  # it was held when it was due
    plans = {r.publisher for r in contact.reports if r.status in PENDING}
    return len(plans) > 1 and len({r.publisher for r in contact.reports if r.status is Status.HELD}) == 1


def _same_trip(mention: Mention, contact: Contact) -> bool:
    """Leaders are out of it: at the end of one visit they speak of the next."""
    if level(mention) or mention.status not in PENDING or Mode.VISIT not in {mention.mode, contact.mode}:
        return False
    named = keys(mention.us) & keys(contact.us) or keys(mention.cn) & keys(contact.cn)
    return bool(named) and mention.place is not None and agree(mention.place, contact.place)


def distance(mention: Mention, published: date, contact: Contact) -> float | None:
    """Days between what both say, or None when they can't be the same contact.

    Four cases: a plan met by another report of a plan, or by word that it took place; and what took place met by the
    same two.
    """
    known, told = contact.start, mention.start
    last, first = max(r.published.date() for r in contact.reports), min(r.published.date() for r in contact.reports)
    nobodys = not keys((*mention.us, *mention.cn)) and bool(keys((*contact.us, *contact.cn))) and mention.place is None
    brief = contact.status is Status.DENIED and (mention.status is not Status.DENIED or nobodys)
    stood = ROUND if brief else PLAN_SILENT  # nor are nobody's talks those that two ministers denied weeks ago
    open_still = contact.status in PENDING or (contact.status in UNDONE and published - last <= stood)
    bare = open_still and mention.rules[-1] == "status.plain" and known is not None and known > published
    ahead = mention.status in PENDING or mention.status in UNDONE or bare
    apart = abs((told - known).days) if told and known else None
    remote = family(mention.mode) == "remote" or (unspoken(mention) and family(contact.mode) == "remote")
    summit = level(mention) and not remote
    if open_still and ahead:
        shared = keys(mention.us) & keys(contact.us) or keys(mention.cn) & keys(contact.cn)
        off = contact.status is Status.CANCELLED and mention.status is Status.PLANNED and not shared
        if off and apart is not None and apart > ROUND.days:
            return None  # nobody's talks were called off, and nobody's others are still to come
        if apart is not None and contact.status is not Status.POSTPONED and mention.status is not Status.POSTPONED:
            return apart if apart <= (PLAN_MOVES.days + 15 if summit else PLAN_MOVES.days) else None
        if apart is not None and apart <= NEAR.days:
            return apart  # put off from that day, however long nobody spoke of it
        if known and published > known + timedelta(days=4) and published - last > PLAN_SILENT and not summit:
            return None
        waits = contact.status is Status.POSTPONED and Mode.VISIT is contact.mode is mention.mode
        silent = PLAN_OPEN if summit or waits else WEEK if remote else PLAN_MOVES
        return min((published - last).days, 9) if published - last <= silent else None
    if open_still:
        if apart is not None:
            return apart if apart <= (NEAR.days if remote else 10) or contact.status is Status.POSTPONED else None
        if known:
            late = (published - known).days
            return abs(late) if -1 <= late <= 14 or contact.status is Status.POSTPONED else None
        guest = keys(mention.us) & keys(contact.us) or keys(mention.cn) & keys(contact.cn)
        made_up = contact.status is Status.POSTPONED and Mode.VISIT is contact.mode is mention.mode and bool(guest)
        silent = PLAN_OPEN if summit or made_up else 2 * WEEK if remote else PLAN_MOVES
        return min((published - last).days, 9) if published - last <= silent else None
    if ahead:
        if still_to_come(contact, mention, published):
            return 2
        if apart is not None:
            return apart if apart <= NEAR.days else None
        if mention.rules[-1].startswith("status.expected"):
            return None  # "in coming weeks": not what took place yesterday
        # A preview of the same guest in the same city comes late more often than a second visit within days.
        grace = ROUND if _same_trip(mention, contact) else timedelta(days=1)
        return 0 if published <= (known or last) + grace else None
    if apart is not None:
        tour = congress(mention.us) and congress(contact.us) and keys(mention.us) & keys(contact.us)
        return apart if apart <= (NEAR.days if remote else TOUR.days if tour else ROUND.days) else None
    named = bool(keys(mention.us) & keys(contact.us) or keys(mention.cn) & keys(contact.cn))
    if known:
        late = (published - known).days
        here = mention.place is not None and mention.place == contact.place and not is_country(mention.place)
        return abs(late) if -1 <= late <= (14 if named else 7 if here else 5) else None
    lawmakers = congress(mention.us) and congress(contact.us) and Mode.VISIT in {mention.mode, contact.mode}
    if told:
        near = min(abs((told - r.published.date()).days) for r in contact.reports)
        return near if first - STALE_REPORT <= told <= last + (ROUND if lawmakers else NEAR) else None
    silent = STALE_REPORT if named else ROUND if lawmakers else NEAR
    return (published - last).days if published - last <= silent else None
