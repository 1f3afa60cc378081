"""What a button sends back: `version:action:argument:…`, at most 64 bytes, readable years later.

Buttons live as long as their messages, over restarts and upgrades, so nothing is kept in memory for them: all that a
press means is in its data. A later layout gets a later version, and what can't be read any more is answered politely.
"""

from dataclasses import dataclass
from hashlib import blake2s

VERSION = "1"
LIMIT = 64
_TOKEN_LIMIT = 44
_HASH_LENGTH = 10


@dataclass(frozen=True, slots=True)
class Callback:
    """A press: what to do, and with what."""

    action: str
    arguments: tuple[str, ...] = ()

    def argument(self, number: int) -> str:
        """One argument; empty where the button didn't carry it."""
        return self.arguments[number] if number < len(self.arguments) else ""


def encode(action: str, *arguments: object) -> str:
    """The data of a button.

    Raises:
        ValueError: it doesn't fit into 64 bytes, or the action or an argument but the last holds a colon.
    """
    words = [action, *map(str, arguments)]
    if any(":" in word for word in words[:-1]):
        raise ValueError(f"callback data {words!r}: a colon is allowed in the last argument only")
    data = ":".join((VERSION, *words))
    if len(data.encode()) > LIMIT:
        raise ValueError(f"callback data {data!r} is longer than {LIMIT} bytes")
    return data


def decode(data: str, arguments: int = 8) -> Callback | None:
    """What the data says, or None for what this version can't read. The last of `arguments` may hold colons."""
    version, _, rest = data.partition(":")
    if version != VERSION or not rest:
        return None
    action, *found = rest.split(":", arguments)
    return Callback(action, tuple(found)) if action else None


def pattern(action: str) -> str:
    """A regular expression for the data of one action."""
    return rf"^{VERSION}:{action}(:|$)"


def token(id: str) -> str:
    """An id as it fits into a button: itself, or its beginning and a hash where it's long."""
    if len(id.encode()) <= _TOKEN_LIMIT and ":" not in id and "~" not in id:
        return id
    digest = blake2s(id.encode()).hexdigest()[:_HASH_LENGTH]
    head = id.encode()[: _TOKEN_LIMIT - _HASH_LENGTH - 1].decode(errors="ignore").split(":")[0].split("~")[0]
    return f"{head}~{digest}"


def token_stem(token: str) -> str:
    """How the ids begin that a token may stand for."""
    return token.split("~", maxsplit=1)[0]


def stands_for(token_: str, id: str) -> bool:
    """Whether the token was made of this id."""
    return token(id) == token_
