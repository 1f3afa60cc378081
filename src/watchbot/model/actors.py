"""Actors and offices: who can take part in a contact, and which post they held on which day."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum


class Side(StrEnum):
    """The two sides of a contact."""

    US = "us"
    CN = "cn"


@dataclass(frozen=True, slots=True)
class Office:
    """A post that persons hold one after the other, such as US Treasury Secretary.

    `names` maps a language (`en`, `zh-Hans`, `zh-Hant`, `ko`) to every form in which texts name the post; forms that
    need their side spelled out to be unambiguous ("Treasury Secretary" does not, "foreign minister" does) are listed
    in `bare` only when they're safe without it.
    """

    id: str
    side: Side
    title: str
    rank: int
    names: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    bare: Mapping[str, tuple[str, ...]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Tenure:
    """A person's time in an office: from `start` to the day before `end`; an open end is `None`. Civil dates."""

    office: str
    start: date
    end: date | None = None

    def covers(self, day: date) -> bool:
        """Whether `day` falls in this tenure."""
        return self.start <= day and (self.end is None or day < self.end)


@dataclass(frozen=True, slots=True)
class Actor:
    """A person who speaks for one side. `names` are full forms by language; `short` are surnames usable in context."""

    id: str
    side: Side
    name: str
    names: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    short: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    tenures: tuple[Tenure, ...] = ()

    def offices_on(self, day: date) -> tuple[str, ...]:
        """The ids of the offices held on `day`, in the order of the configuration."""
        return tuple(t.office for t in self.tenures if t.covers(day))


@dataclass(frozen=True, slots=True)
class Roster:
    """Everyone watchbot knows, and the posts they hold; the configuration's `actors.toml` as a value."""

    offices: Mapping[str, Office]
    actors: Mapping[str, Actor]
    _by_office: dict[str, list[Actor]] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        by_office: dict[str, list[Actor]] = {}
        for actor in self.actors.values():
            for office in dict.fromkeys(t.office for t in actor.tenures):
                by_office.setdefault(office, []).append(actor)
        object.__setattr__(self, "_by_office", by_office)

    def holders(self, office: str, day: date) -> tuple[Actor, ...]:
        """Who held `office` on `day`: usually one, none while it was vacant or unknown."""
        held = self._by_office.get(office, ())
        return tuple(a for a in held if any(t.office == office and t.covers(day) for t in a.tenures))
