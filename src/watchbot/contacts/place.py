"""Places: the cities where contacts happen, and countries that a text names in their stead (lexicon/places.toml)."""

import re
import tomllib
from dataclasses import dataclass
from functools import cache
from importlib import resources

_CAPITALS = {"Beijing", "Washington"}
_AT = re.compile(r"(?:\b(?:in|at|to|for|from|visits?|visit to)\s(?:the\s)?|在|于|赴|往|到|抵|访问?|飞|达)$")
_SEATS = {"访京", "抵京", "人民大会堂", "great hall of the people"}


@dataclass(frozen=True, slots=True)
class Gazetteer:
    """Words of places, cities before countries, with one pattern each that finds the first of them."""

    cities: dict[str, str]
    countries: dict[str, str]
    country_of: dict[str, str]
    any_city: re.Pattern[str]
    any_country: re.Pattern[str]


@cache
def gazetteer() -> Gazetteer:
    """The gazetteer, read once."""
    table = tomllib.loads(resources.files("watchbot.contacts.lexicon").joinpath("places.toml").read_text("utf-8"))
    cities = {word: row["name"] for row in table["city"] for word in row["words"]}
    countries = {word: row["name"] for row in table["country"] for word in row["words"]}
    country_of = {row["name"]: row["country"] for row in table["city"]}
    return Gazetteer(cities, countries, country_of, _pattern(cities), _pattern(countries))


def find(folded: str, start: int = 0, end: int | None = None, near: int | None = None) -> str | None:
    """A city in the stretch: the nearest to the offset `near`, or the first.

    The two capitals also mean their governments: they count only where somebody goes or is.
    """
    known = gazetteer()
    found: list[tuple[int, str]] = []
    for match in known.any_city.finditer(folded, start, len(folded) if end is None else end):
        city = known.cities[match.group()]
        if city in _CAPITALS and not _somebody_is_there(folded, match):
            continue
        if near is None:
            return city
        found.append((abs(match.start() - near), city))
    return min(found)[1] if found else None


def land(folded: str, start: int, end: int) -> str | None:
    """The first country in the stretch that somebody goes to or is in."""
    known = gazetteer()
    for match in known.any_country.finditer(folded, start, end):
        if not match.group().isascii() or _AT.search(folded[max(0, match.start() - 12) : match.start()]):
            return known.countries[match.group()]
    return None


def _somebody_is_there(folded: str, match: re.Match[str]) -> bool:
    return (
        match.group() in _SEATS
        or bool(_AT.search(folded[max(0, match.start() - 12) : match.start()]))
        or folded[match.end() : match.end() + 4].startswith(("에서", "行", "举", "会"))
    )


def agree(one: str | None, other: str | None) -> bool:
    """Whether two places can be the same: unknown agrees with all; a city agrees with its country."""
    return one is None or other is None or one == other or country(one) == other or one == country(other)


def country(place: str) -> str | None:
    """The country of a known city."""
    return gazetteer().country_of.get(place)


def _pattern(words: dict[str, str]) -> re.Pattern[str]:
    ordered = sorted(words, key=len, reverse=True)
    return re.compile("|".join(rf"\b{re.escape(w)}\b" if w.isascii() else re.escape(w) for w in ordered))
