"""Likeness: whether two mentions can speak of one contact, by how they met, who, and where they went."""

from collections.abc import Sequence

from watchbot.contacts.place import country
from watchbot.model import Mention, Mode, Participant, Status

REMOTE = frozenset({Mode.PHONE, Mode.VIDEO})
TRIP = frozenset({Mode.VISIT})


def family(mode: Mode) -> str:
    """Phone and video are remote; meeting, talks, summit and visit are in person."""
    return "remote" if mode in REMOTE else "letter" if mode is Mode.LETTER else "in person"


def unspoken(mention: Mention) -> bool:
    """Whether the text says that they spoke, but not how."""
    spoke = (
        "en.talks.fin",
        "en.talks.base",
        "en.talks.ing",
        "en.talks.weak-noun",
        "en.discusses",
        "en.tells",
        "en.urges",
        "en.readout",
        "zh.talks",
        "zh.tells",
        "ko.talks",
        "ko.tells",
    )
    return mention.mode is Mode.TALKS and mention.rules[0].startswith(spoke)


def names(people: Sequence[Participant]) -> set[str]:
    """The roster ids of people, or of their offices where no person is known: what two mentions are compared by."""
    return {p.actor or p.office or "" for p in people} - {""}


def same(one: Mention, two: Mention) -> bool:
    """Whether two mentions of one entry may be one contact: mode, land and each side agree or are open."""
    first, second = family(one.mode), family(two.mode)
    open_mode = generic(one) or generic(two)
    if first != second and (not open_mode or (one.status is Status.HELD) != (two.status is Status.HELD)):
        return False
    if _another_trip(one, two) or _another_trip(two, one):
        return False
    trips = Mode.VISIT in {one.mode, two.mode} and "en.visit.invited" not in {one.rules[0], two.rules[0]}
    if one.place and two.place and trips and _land(one) != _land(two):
        return False
    for a, b in ((one.us, two.us), (one.cn, two.cn)):
        x, y = names(a), names(b)
        if x and y and not x & y and not _on_tour(one, two):
            return False
    return True


def _on_tour(one: Mention, two: Mention) -> bool:
    """Whether the same lawmakers are received by several hosts: one visit."""
    guests = [{p.actor for p in m.us if p.office in CONGRESS} - {None} for m in (one, two)]
    return bool(guests[0] & guests[1])


def parts(one: Mention, two: Mention, called: bool) -> bool:
    """Whether one is the call that took place, or what was said in it (`called`), and the other the meeting to come."""
    held, other = (one, two) if one.status is Status.HELD else (two, one)
    if held.status is not Status.HELD or other.status is not Status.PLANNED:
        return False
    prepares = other.mode is Mode.SUMMIT and held.mode is Mode.TALKS and not names((*held.us, *held.cn))
    back = (
        other.rules[0] == "en.visit.base" and held.rules[0] == "en.duration"
    )  # "she'll go back after two days with He"
    return prepares or back or family(held.mode) != family(other.mode) or (called and unspoken(held))


def _land(mention: Mention) -> str | None:
    return country(mention.place or "") or mention.place


def _another_trip(trip: Mention, talks: Mention) -> bool:
    """Officials who have talked, and their president who travels later: two contacts in one sentence."""
    later = trip.mode is Mode.VISIT and talks.mode is not Mode.VISIT
    if (
        later
        and trip.rules[0] == "en.visit.leaves"
        and talks.rules[0] == "en.duration"
        and trip.rules[1] == "join.going"
    ):
        return trip.status is not Status.HELD  # "On his way to Beijing, Bessent stopped for three hours with He"
    if not later or talks.status is not Status.HELD or trip.status is Status.HELD:
        return False
    led = any((p.office or "") in PRESIDENCIES for p in (*trip.us, *trip.cn))
    return led and bool(talks.us and talks.cn) and not names((*talks.us, *talks.cn))


CONGRESS = frozenset({"us-senator", "us-representative"})
PRESIDENCIES = frozenset({"us-president", "us-president-elect", "cn-president"})
_GENERIC = (
    "en.talks.",
    "en.discusses.",
    "en.tells",
    "en.urges",
    "en.readout",
    "en.meeting.fin",
    "en.duration",
    "zh.talks",
    "zh.tells",
    "ko.talks",
)


def generic(mention: Mention) -> bool:
    """Whether the contact word leaves open how they met: "met" does, but not where the text says where."""
    placed = mention.rules[0] == "en.meeting.fin" and mention.place is not None
    return not placed and mention.rules[0].startswith(_GENERIC)


def both(one: Mention, two: Mention) -> bool:
    """Whether somebody of each side is named by both."""
    return bool(names(one.us) & names(two.us)) and bool(names(one.cn) & names(two.cn))
