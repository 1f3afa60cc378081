"""The words of the field: one TOML file a language, read into terms.

A newcomer adds a verb, or a language, here and nowhere else. Classes: `side` (metonyms), `pair` (both at once), `body`,
`office`, `role` (takes its side from the word before), `both` ("the two leaders"), `third` and `outsider` (who make a
contact somebody else's), `contact` (with mode, form and grip), `idiom` (hides a contact word), `topic` (a noun that
makes the country before it a mere attribute), `status` and `back` (what became of it), `with` and `about`.
"""

import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from importlib import resources

FILES = ("en.toml", "zh.toml", "ko.toml")


@dataclass(frozen=True, slots=True)
class Term:
    """What one word means. `word` is as written; `cased` needs its capitals; empty strings where nothing is said."""

    word: str
    kind: str
    language: str
    side: str = ""
    form: str = ""
    name: str = ""
    rule: str = ""
    mode: str = ""
    grip: int = 0
    status: str = ""
    reach: str = ""
    actor: str = ""
    office: str = ""
    domain: str = ""
    cased: bool = False
    names: bool = False


@cache
def terms() -> tuple[Term, ...]:
    """Every term of every language, in the order of the files."""
    return tuple(term for name in FILES for term in _read(name))


def _read(name: str) -> Iterator[Term]:
    table = tomllib.loads(resources.files(__package__).joinpath(name).read_text("utf-8"))
    for group in table["words"]:
        cased = set(group.get("cased", ()))
        for word in group["words"]:
            yield Term(
                word=word,
                kind=group["class"],
                language=table["language"],
                side=group.get("side", ""),
                form=group.get("form", ""),
                name=group.get("name", ""),
                rule=group.get("rule", ""),
                mode=group.get("mode", ""),
                grip=group.get("grip", 0),
                status=group.get("status", ""),
                reach=group.get("reach", ""),
                domain=group.get("domain", ""),
                office=group.get("office", ""),
                cased=word in cased,
            )


@cache
def simplified() -> dict[int, int]:
    """Traditional characters to simplified ones, one for one, so that offsets stay (facts of the Unihan database)."""
    pairs = resources.files(__package__).joinpath("hant.txt").read_text("utf-8").replace("\n", "")
    return {ord(pairs[i]): ord(pairs[i + 1]) for i in range(0, len(pairs) - 1, 2)}
