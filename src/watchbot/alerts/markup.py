"""Text with markup that cannot be malformed: one value builds Telegram's HTML and the plain words together.

Why not strings: what a feed says goes into messages, and a title with `<` or a link with `"` must neither break a
message nor say something else. Here escaping happens once, at the end, and cutting happens before it, so a tag is never
cut open. Lengths are UTF-16 code units, which is how Telegram counts (after parsing the markup).
"""

import html
import re
from collections.abc import Iterable
from dataclasses import dataclass, replace
from string import Formatter
from urllib.parse import urlsplit

MESSAGE_LIMIT = 4096
CAPTION_LIMIT = 1024
ELLIPSIS = "…"

_DROPPED = re.compile(
    "[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069\ud800-\udfff]"
)
_LINK = re.compile(r"""[^\s<>"\\^`{|}]+""")


def units(text: str) -> int:
    """Length as Telegram counts it: UTF-16 code units."""
    return len(text) + sum(1 for character in text if character > "\uffff")


def clean(text: str) -> str:
    """Without control characters, and without those that turn the direction of what follows."""
    return _DROPPED.sub("", text.replace("\t", " "))


def safe_link(address: str) -> str:
    """The address if it is an absolute http(s) one that is safe to show, else the empty string."""
    address = address.strip()
    if not _LINK.fullmatch(address) or clean(address) != address:
        return ""
    try:
        parts = urlsplit(address)
        host = parts.hostname
    except ValueError:
        return ""
    return address if parts.scheme.lower() in {"http", "https"} and host else ""


@dataclass(frozen=True, slots=True)
class Run:
    """A stretch of text in one style."""

    text: str
    bold: bool = False
    italic: bool = False
    code: bool = False
    link: str = ""

    @property
    def plain(self) -> bool:
        """Whether it has no style, so that it may be cut anywhere."""
        return not (self.bold or self.italic or self.code or self.link)

    @property
    def html(self) -> str:
        """The stretch in Telegram's HTML."""
        out = html.escape(self.text, quote=False)
        for name, wanted in (("code", self.code), ("i", self.italic), ("b", self.bold)):
            if wanted:
                out = f"<{name}>{out}</{name}>"
        return f'<a href="{html.escape(self.link)}">{out}</a>' if self.link else out


@dataclass(frozen=True, slots=True)
class Text:
    """A piece of a message: runs in order. Add, join and format pieces; then `fit` and take `html` and `plain`."""

    runs: tuple[Run, ...] = ()

    def __add__(self, other: "Text | str") -> "Text":
        return Text(self.runs + _text(other).runs)

    def __radd__(self, other: str) -> "Text":
        return _text(other) + self

    def __bool__(self) -> bool:
        return any(run.text for run in self.runs)

    @property
    def html(self) -> str:
        """Telegram's HTML, escaped."""
        return "".join(run.html for run in self.runs if run.text)

    @property
    def plain(self) -> str:
        """The same words without markup."""
        return "".join(run.text for run in self.runs)

    @property
    def units(self) -> int:
        """Length in UTF-16 code units."""
        return sum(units(run.text) for run in self.runs)

    def fit(self, limit: int = MESSAGE_LIMIT) -> "Text":
        """Cut to `limit` units. A styled run is kept whole or left out; plain words are cut between words."""
        if self.units <= limit:
            return self
        room = limit - units(ELLIPSIS)
        kept: list[Run] = []
        for run in self.runs:
            size = units(run.text)
            if size <= room:
                kept.append(run)
                room -= size
                continue
            if run.plain or not kept:
                kept.append(replace(run, text=_cut(run.text, room)))
            break
        while kept and not kept[-1].text.strip():
            kept.pop()
        if kept:
            kept[-1] = replace(kept[-1], text=kept[-1].text.rstrip())
        return Text((*kept, Run(ELLIPSIS)))


def _cut(text: str, room: int) -> str:
    """The longest beginning of `text` within `room` units, ending between words where one ends nearby."""
    end = size = 0
    for end, character in enumerate(text):  # noqa: B007
        size += units(character)
        if size > room:
            break
    else:
        return text
    space = max(text.rfind(" ", 0, end), text.rfind("\n", 0, end))
    return text[:space] if space > end - 40 and space > 0 else text[:end]


def _text(value: "Text | str") -> Text:
    return value if isinstance(value, Text) else plain(value)


def plain(text: str) -> Text:
    """Words without style."""
    return Text((Run(clean(text)),))


def bold(text: str) -> Text:
    """Bold words."""
    return Text((Run(clean(text), bold=True),))


def italic(text: str) -> Text:
    """Words in italics."""
    return Text((Run(clean(text), italic=True),))


def code(text: str) -> Text:
    """Words in a fixed-width font, which Telegram copies when they're tapped."""
    return Text((Run(clean(text), code=True),))


def link(text: str, address: str) -> Text:
    """Words that lead to `address`; just the words where the address isn't safe."""
    return Text((Run(clean(text), link=safe_link(address)),))


def join(separator: "Text | str", pieces: Iterable["Text | str"]) -> Text:
    """Pieces with a separator between them."""
    between = _text(separator)
    runs: tuple[Run, ...] = ()
    for number, piece in enumerate(pieces):
        runs += (between.runs if number else ()) + _text(piece).runs
    return Text(runs)


def lines(*pieces: "Text | str | None") -> Text:
    """Pieces one under the other; empty strings are empty lines, None is left out."""
    return join("\n", (piece for piece in pieces if piece is not None))


def fill(template: str, **values: "Text | str") -> Text:
    """A translated template with `{name}` places, filled with pieces that keep their style."""
    out = Text()
    for words, name, _spec, _conversion in Formatter().parse(template):
        out += words
        if name is not None:
            out += values[name]
    return out
