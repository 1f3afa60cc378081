"""Keys: by what an item is recognised when its feed carries it again.

A feed that changes its guids, moves from http to https, or retitles an article would otherwise flood its readers with
old news. So an item has three keys, and one is enough to know it: the guid as given, the link in canonical form, and
the title in normal form (which counts only close in time, for headlines such as "Daily briefing" come back).
Keys are 63-bit hashes (BLAKE2b): they fit a signed database integer, and 0 means "has none".
"""

import re
import unicodedata
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta
from hashlib import blake2b

from watchbot.feeds.document import Item

TITLE_WINDOW = timedelta(hours=36)
_TRACKING = re.compile(
    r"^(?:utm_\w*|at_\w+|mc_[a-z]+|ns_\w+|fbclid|gclid|dclid|msclkid|igshid|yclid|cmp|cmpid|ito|smid|smtyp|srnd|"
    r"taid|rss(?:id)?|ref(?:src|er)?|xtor|oc|ncid|sref|partner|feature|share|cid|spm|from)=",
    re.IGNORECASE,
)
_SCHEME = re.compile(r"^(?:https?:)?//(?:www\.)?", re.IGNORECASE)
_NOT_WORD = re.compile(r"[\W_]+")


@dataclass(frozen=True, slots=True)
class Keys:
    """The keys of one item; 0 where it has none, or where several items of its document share one."""

    guid: int
    link: int
    title: int


def key(text: str) -> int:
    """A positive 63-bit hash of `text`; 0 for the empty text. Lone surrogates are allowed."""
    if not text:
        return 0
    digest = blake2b(text.encode("utf-8", "surrogatepass"), digest_size=8).digest()
    return (int.from_bytes(digest, "big") >> 1) or 1


def canonical_link(link: str) -> str:
    """`link` without scheme, "www.", port, fragment, tracking parameters and closing slash; host in lower case.

    Empty for a link that names no page of its own, such as a site's front page: every item could carry it.
    """
    bare = _SCHEME.sub("", link.strip(), count=1)
    head, _, query = bare.partition("#")[0].partition("?")
    host, slash, path = head.partition("/")
    host = host.lower()
    if ":" in host:
        host = host.removesuffix(":80").removesuffix(":443")
    path = path.rstrip("/")
    kept = [part for part in query.split("&") if part and not _TRACKING.match(part)] if query else []
    if not path and not kept:
        return ""
    return f"{host}{slash}{path}?{'&'.join(sorted(kept))}" if kept else f"{host}/{path}"


def normal_title(title: str) -> str:
    """`title` in lower case with letters and digits alone, in compatibility form; empty if too short to tell apart."""
    folded = title if title.isascii() else unicodedata.normalize("NFKC", title)
    normal = _NOT_WORD.sub("", folded.lower())
    return normal if len(normal) >= (12 if normal.isascii() else 8) else ""


def keys_of(items: Sequence[Item], titles: Sequence[str]) -> list[Keys]:
    """The keys of a document's items; `titles` are theirs as plain text.

    A guid or link that several different items share (a broken feed's constant guid, a link to the section) says
    nothing, so it counts for none of them.
    """
    guids = [key(item.guid.strip()) for item in items]
    links = [key(canonical_link(item.link)) for item in items]
    names = [key(normal_title(title)) for title in titles]
    _forget_shared(guids, names)
    _forget_shared(links, names)
    return [Keys(*three) for three in zip(guids, links, names, strict=True)]


def _forget_shared(mine: list[int], titles: Sequence[int]) -> None:
    if len(set(mine)) == len(mine):
        return
    different = Counter(one for one, _ in set(zip(mine, titles, strict=True)))
    for at, one in enumerate(mine):
        if different[one] > 1:
            mine[at] = 0
