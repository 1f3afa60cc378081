"""Nicknames: two officials by the first signs of their names, as Chinese headlines have them: 何贝会, 鲁王通话.

Made from whoever holds the two offices of a field, so that a new secretary needs no new word.
"""

from collections.abc import Iterator

from watchbot.contacts.lexicon import Term
from watchbot.contacts.people import POSTS
from watchbot.contacts.text import fold
from watchbot.model import Roster

_WORDS = {
    "会": "meeting",
    "会谈": "talks",
    "会晤": "meeting",
    "会面": "meeting",
    "磋商": "talks",
    "谈判": "talks",
    "通话": "phone",
    "热线": "phone",
    "视频": "video",
    "视讯": "video",
    "视像": "video",
}


def nicknames(roster: Roster) -> Iterator[tuple[str, Term]]:
    """Patterns of contacts named after the two who meet, folded, in both orders."""
    for field, offices in POSTS.items():
        us, cn = (_signs(roster, office) for office in offices)
        for one, two in ((a, b) for a in us for b in cn):
            for pair in (one + two, two + one):
                for word, mode in _WORDS.items():
                    yield pair + word, _term(pair + word, mode, field)


def _term(word: str, mode: str, field: str) -> Term:
    return Term(
        word, "contact", "zh", side="both", rule=f"zh.{mode}.named", mode=mode, form="noun", grip=2, domain=field
    )


def _signs(roster: Roster, office: str) -> set[str]:
    """The first signs of all who hold or held an office, in simplified characters."""
    names = (
        name
        for actor in roster.actors.values()
        if any(t.office == office for t in actor.tenures)
        for language, words in actor.names.items()
        if language.startswith("zh")
        for name in words
    )
    return {fold(name, chinese=True)[0] for name in names}
