"""People: from the roster's aliases to terms, and from spans to participants by the day of the entry.

Offices resolve by date; surnames that are also words or shared by several officials (He, Li, Wang, Ma) count only when
the full name or a fitting counterpart stands in the same entry.
"""

from collections.abc import Collection, Iterator
from datetime import date, timedelta
from functools import lru_cache

from watchbot.contacts.lexicon import Term
from watchbot.contacts.text import fold
from watchbot.model import UNNAMED, Participant, Roster, Side

SHARED_SURNAMES = frozenset(
    [
        "he",
        "li",
        "wang",
        "ma",
        "han",
        "dong",
        "liu",
        "zhang",
        "chen",
        "sun",
        "xie",
        "lan",
        "ding",
        "cai",
        "zhao",
        "song",
        "wu",
        "yang",
        "deng",
        "qin",
        "wei",
        "hua",
        "lin",
        "mao",
        "shi",
        "pan",
        "yi",
        "yin",
        "ye",
        "miao",
        "cui",
        "guo",
        "jiang",
        "chang",
        "fan",
        "fang",
        "fu",
        "gao",
        "hu",
        "huang",
        "liao",
        "lou",
        "qi",
        "shen",
        "shu",
        "tang",
        "xu",
        "zheng",
        "zhou",
        "smith",
        "johnson",
        "brown",
        "burns",
        "michael",
        "house",
        "tai",
        "ling",
        "le",
        "yu",
        "wright",
        "duffy",
        "noh",
        "chase",
        "sacks",
        "graham",
        "young",
        "king",
        "hill",
        "cotton",
        "rounds",
        "bacon",
        "marshall",
        "mast",
    ]
)
DOMAINS = (
    ("diplomacy", ("state", "foreign", "international-department", "ambassador", "national-security")),
    ("economy", ("treasury", "commerce", "trade", "premier", "finance", "ndrc", "central-bank", "fed-")),
    ("agriculture", ("agricult",)),
    ("defence", ("defen", "joint", "cmc", "theater", "indo-pacific", "military", "army")),
    ("transport", ("transport", "aviation", "faa-")),
    ("energy", ("energy",)),
    ("health", ("health",)),
    ("congress", ("npc-", "us-senator", "us-representative", "-speaker", "majority-leader")),
    ("space", ("nasa", "space")),
    ("climate", ("climate", "environment", "ecology")),
    ("police", ("public-security", "political-legal", "attorney-general", "homeland", "fbi-", "dea-", "drug-")),
    ("science", ("science", "ai-czar")),
    ("leader", ("us-president", "cn-president", "us-vice-president", "cn-vice-president")),
)
ELECT = timedelta(days=90)


def roster_patterns(roster: Roster) -> Iterator[tuple[str, Term]]:
    """Aliases of all actors and offices as patterns for the scanner."""
    for actor in roster.actors.values():
        for kind, table in (("actor", actor.names), ("short", actor.short)):
            for language, words in table.items():
                for word in words:
                    yield (
                        fold(word, chinese=True),
                        Term(
                            word,
                            kind,
                            language,
                            side=actor.side.value,
                            name=actor.name,
                            actor=actor.id,
                            names=language == "en",
                        ),
                    )
    for office in roster.offices.values():
        kind_named = "speaker" if office.id.endswith("-spokesperson") else "office"
        for kind, table in ((kind_named, office.names), ("role", office.bare)):
            for language, words in table.items():
                for word in words:
                    side = office.side.value if kind != "role" else ""
                    yield (
                        fold(word, chinese=True),
                        Term(word, kind, language, side=side, name=office.title, office=office.id),
                    )


def domains_of(roster: Roster, actor: str, day: date) -> set[str]:
    """The fields an official works in on `day`: diplomacy, economy, defence, leader."""
    person = roster.actors[actor]
    offices = [t.office for t in person.tenures if t.start - ELECT <= day and (t.end is None or day < t.end)]
    return {name for office in offices for name in fields_of(office)}


@lru_cache(maxsize=512)
def fields_of(office: str) -> frozenset[str]:
    """The fields that an office works in."""
    return frozenset(name for name, parts in DOMAINS if any(part in office for part in parts))


def only_speaks(roster: Roster, actor: str, day: date) -> bool:
    """Whether somebody only speaks for others: spokespeople take part in no contact."""
    offices = roster.actors[actor].offices_on(day)
    return bool(offices) and all(office.endswith("-spokesperson") for office in offices)


def in_office(roster: Roster, actor: str, day: date) -> bool:
    """Whether the person speaks for the side on `day`; those about to take office do too."""
    return any(
        t.start - ELECT <= day and (t.end is None or day < t.end + timedelta(days=3))
        for t in roster.actors[actor].tenures
    )


def participant(
    roster: Roster, term: Term, day: date, named: Collection[str] = (), fields: Collection[str] = ()
) -> Participant:
    """Who a term means on `day`. An office known to be held names its holder; an unknown holder stays the office.

    Where several hold it at once, it's the one whom the entry names (`named`), else the one whose other posts lie in
    the fields that the other side's officials work in (`fields`): the vice premier whom a Treasury secretary sees.
    """
    side = Side(term.side)
    if term.actor:
        actor = roster.actors[term.actor]
        offices = actor.offices_on(day)
        return Participant(side, actor.name, actor.id, offices[0] if offices else None)
    if term.kind == "body" and term.name:
        return Participant(side, term.name, None, term.office or None)
    if term.office in roster.offices:
        holders = roster.holders(term.office, day)
        told = [a for a in holders if a.id in named] or [
            a for a in holders if {f for o in a.offices_on(day) if o != term.office for f in fields_of(o)} & set(fields)
        ]
        one = holders if len(holders) == 1 else told
        if len(one) == 1:
            return Participant(side, one[0].name, one[0].id, term.office)
        return Participant(side, roster.offices[term.office].title, None, term.office)
    if term.kind == "side" and term.form == "city":
        return Participant(side, UNNAMED[side])
    return Participant(side, term.name or _plain(side, term))


def _plain(side: Side, term: Term) -> str:
    """A side of which nobody is named: its capital where the text says so, else just "the US side"."""
    return _CAPITALS.get((term.side, term.form)) or UNNAMED[side]


_CAPITALS = {("us", "capital"): "Washington", ("cn", "capital"): "Beijing"}
# The posts that a word for both sides may name: two offices each.
POSTS = {
    "defence": ("us-defense-secretary", "cn-defense-minister"),
    "diplomacy": ("us-secretary-of-state", "cn-foreign-minister"),
    "trade": ("us-trade-lead", "cn-trade-lead"),
}


_EACH_ONE = {"delegations": "delegation", "teams": "team", "sides": "side", "militaries": "military"}


def both_sides(roster: Roster, term: Term, day: date) -> list[Participant]:
    """Whom a word for both sides means: "US-China talks", "Washington and Beijing", "US, Chinese defence chiefs"."""
    if term.domain in POSTS:
        offices = [roster.offices[o] for o in POSTS[term.domain] if o in roster.offices]
        return [
            participant(roster, Term(term.word, "office", term.language, side=o.side.value, office=o.id), day)
            for o in offices
        ]
    if term.name != "side":
        each = _EACH_ONE.get(term.name, term.name)
        return [Participant(Side.US, f"US {each}"), Participant(Side.CN, f"Chinese {each}")]
    if "eijing" in term.word:
        return [Participant(Side.US, "Washington"), Participant(Side.CN, "Beijing")]
    return [Participant(side, name) for side, name in UNNAMED.items()]
