"""Places: the cities where contacts happen, and countries that a text names in their stead (lexicon/places.toml)."""

import re
import tomllib
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib import resources

from watchbot.contacts.lexicon import Term
from watchbot.contacts.scan import Hit, Scanner, longest

_CAPITALS = {"Beijing", "Washington"}
_AT = re.compile(r"(?:\b(?:in|at|to|for|from|visits?|visit to)\s(?:the\s)?|在|于|赴|往|到|抵|访问?|飞|达)$")
# "The consensus of Geneva" is of another contact, wherever this one is.
_RECALLED = re.compile(
    r"(?:经贸)?(?:会谈|会晤|峰会|磋商)?(?:的)?(?:重要)?(?:共识|联合声明)"
    r"|(?: ?[^\W\d_]* )?합의(?:를|의)?(?: [가-힣]+)? 이행"
    r"|(?:'s)? (?:consultation |talks |summit )?(?:consensus|deal|accord|agreement|truce"
    r"|understanding|framework|outcomes?)\b"
)
# "The working group last convened in Qingdao", "what it signed up to in Lisbon": where they met before.
_LAST_TIME = re.compile(
    r"\b(?:last|previously) (?:met|convened|gathered|held|took place|sat down|spoke) [^,;.]{0,24}\bin $"
    r"|\b(?:signed(?: up)?|agreed|committed|pledged|promised)(?: to)? (?:last week |last month )?in $"
    r"|(?:对接|落实|履行|兑现)$"
)
# A dispatch opens with where it was sent from: "NAIROBI, Kenya, Mar 17 - …"
_SENT_FROM = re.compile(r"(?:, [a-z ]{3,20})?(?:, [a-z]{3,9}\.? \d{1,2}(?:, 20\d\d)?)?(?: \([a-z/ ]+\))? ?[-–—]+ ")
_SEATS = {"访京", "抵京", "人民大会堂", "great hall of the people"}


@dataclass(frozen=True, slots=True)
class Gazetteer:
    """Words of cities and of countries; `country_of` says where a city lies."""

    cities: Scanner
    countries: Scanner
    country_of: dict[str, str]


@cache
def gazetteer() -> Gazetteer:
    """The gazetteer, read once."""
    table = tomllib.loads(resources.files("watchbot.contacts.lexicon").joinpath("places.toml").read_text("utf-8"))
    cities, countries = (
        Scanner((word, Term(word, kind, "", name=row["name"])) for row in table[kind] for word in row["words"])
        for kind in ("city", "country")
    )
    return Gazetteer(cities, countries, {row["name"]: row["country"] for row in table["city"]})


def find(
    folded: str, start: int = 0, end: int | None = None, near: int | None = None, sent: bool = False
) -> str | None:
    """A city in the stretch: the nearest to the offset `near`, or the first.

    Where a dispatch was sent from counts only if `sent` says so.

    The two capitals also mean their governments: they count only where somebody goes or is.
    """
    found: list[tuple[int, str]] = []
    for hit in cities(folded):
        if hit.start < start or (end is not None and hit.end > end):
            continue
        if folded.startswith("=", hit.end) and folded.endswith(("(", "["), 0, hit.start):
            continue  # （방콕=연합뉴스): where the reporter is
        if _OF_OTHERS.search(folded, max(0, hit.start - 40), hit.start):
            continue  # "stocks in Hong Kong", "the Commerce Ministry in Beijing"
        if not sent and hit.start == 0 and _SENT_FROM.match(folded, hit.end):
            continue
        if _RECALLED.match(folded, hit.end) or _LAST_TIME.search(folded, max(0, hit.start - 50), hit.start):
            continue
        if hit.term.name in _CAPITALS and not _somebody_is_there(folded, hit):
            continue
        if near is None:
            return hit.term.name
        found.append((abs(hit.start - near), hit.term.name))
    return min(found)[1] if found else None


def of_entry(texts: Sequence[str]) -> str | None:
    """The first city of an entry: one abroad before where the dispatch was sent from, and that before one at home."""
    told = [spot for spot in (find(text) for text in texts) if spot is not None]
    abroad = [spot for spot in told if country(spot) not in LANDS.values()]
    sent = [spot for spot in (find(text, sent=True) for text in texts) if spot is not None]
    return next(iter((*abroad, *sent, *told)), None)


def land(folded: str, start: int, end: int) -> str | None:
    """The first country in the stretch that somebody goes to or is in."""
    for hit in countries(folded):
        if hit.start < start or hit.end > end:
            continue
        abroad = hit.term.name not in LANDS.values() and _ROUND.match(folded, hit.end)
        if not hit.term.word.isascii() or abroad or _AT.search(folded[max(0, hit.start - 12) : hit.start]):
            return hit.term.name
    return None


# "ended their Malaysia round"
_ROUND = re.compile(r" (?:round|talks|session|meeting)\b")
LANDS = {"cn": "China", "us": "United States"}


def of_side(side: str, spot: str | None) -> str | None:
    """A city of the side's country, else that country: where a visit goes, whatever other place the text names."""
    land = LANDS.get(side)
    return spot if land is None or (spot is not None and country(spot) == land) else land


@lru_cache(maxsize=32)
def cities(folded: str) -> tuple[Hit, ...]:
    """Every city in a folded text."""
    return tuple(longest(gazetteer().cities.scan(folded, folded)))


@lru_cache(maxsize=32)
def countries(folded: str) -> tuple[Hit, ...]:
    """Every country in a folded text."""
    return tuple(longest(gazetteer().countries.scan(folded, folded)))


def _somebody_is_there(folded: str, hit: Hit) -> bool:
    if _BACK.search(folded[max(0, hit.start - 24) : hit.start]):
        return False
    if _SPOKEN_AT.search(folded, max(0, hit.start - 40), hit.start):
        return False  # "told reporters at the White House"
    if _STAYS.search(folded, max(0, hit.start - 24), hit.start):
        return False  # "required him to stay in Washington"
    if _RINGS.search(folded, max(0, hit.start - 24), hit.start):
        return False  # "on the phone to the White House"
    if _STANDS_FOR.search(folded, max(0, hit.start - 24), hit.start):
        return False  # "lead for Washington at the session in Geneva"
    if folded.startswith("'s ", hit.end) and not folded.endswith((" in ", " at "), 0, hit.start):
        return False  # "for Beijing's man"
    return (
        hit.term.word in _SEATS
        or bool(_AT.search(folded[max(0, hit.start - 12) : hit.start]))
        or _VENUE.match(folded, hit.end) is not None
    )


_OF_OTHERS = re.compile(
    r"\b(?:stocks|shares|markets?|trading|traders|investors|analysts?|index|futures|exchanges?|bureau|correspondents?)"
    r" (?:in|at) (?:the )?$|\baccording to (?:the )?(?:[a-z]+ ){1,4}in $"
)
_SPOKEN_AT = re.compile(
    r"\b(?:reporters|journalists|the press|podium|remarks|speech|speaking|rally|audience|interview|briefing|hearing)"
    r" (?:at|in|from|outside) (?:the )?$"
)
_STANDS_FOR = re.compile(
    r"\b(?:lead|leads|led|leading|negotiat(?:e|es|ed|ing)|negotiators?|speak|speaks|spoke|speaking|sit|sits|sat|envoys?"
    r"|good|bad|setback|win|victory|loss|blow|test) for $|\b(?:ambassador|envoy|emissary) to $"
    r"|\b(?:officials|negotiators|delegations|teams|envoys|diplomats|representatives|counterparts) (?:from|of)"
    r" (?:(?:beijing|washington) and )?$"
)
_STAYS = re.compile(r"\b(?:stay|remain|keeps? (?:him|her|them)|kept (?:him|her|them)) in $|留在$")
_RINGS = re.compile(r"\b(?:phone|line|telephone|call|calls|called|phoned|rang|rings) (?:to|with|from) (?:the )?$")
_BACK = re.compile(
    r"\b(?:return(?:s|ed|ing)?|(?:flies|flew|flying|heads|headed|goes|went) back|back) (?:home )?to $|\b(?:depart(?:s"
    r"|ed|ing)?|leav(?:es|ing)|left|head(?:s|ed|ing)? off) for $"
    r"|\b(?:eve of|ahead of|before|prior to) (?:the |a |his )?$"
)
_VENUE = re.compile(
    r"에?서(?![가-힣])|行|举|会|峰会|磋商|谈判|密谈| ?(?:정상회담|회담|담판|회동|협상|정상회의)| (?:summit|meeting"
    r"|round|session)\b"
)


def agree(one: str | None, other: str | None) -> bool:
    """Whether two places can be the same: unknown agrees with all; a city agrees with its country."""
    return one is None or other is None or one == other or country(one) == other or one == country(other)


def is_country(name: str) -> bool:
    """Whether a place is a whole country."""
    return name in gazetteer().country_of.values()


def country(place: str) -> str | None:
    """The country of a known city."""
    return gazetteer().country_of.get(place)
