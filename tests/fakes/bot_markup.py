"""Telegram's HTML, parsed as strictly as Telegram does: the text, its entities, or the refusal's words.

Source: core.telegram.org/bots/api#html-style. Offsets and lengths are UTF-16 code units, as the Bot API counts.
"""

import re
from dataclasses import dataclass, field
from html import unescape
from typing import Any

KINDS = {
    "b": "bold",
    "strong": "bold",
    "i": "italic",
    "em": "italic",
    "u": "underline",
    "ins": "underline",
    "s": "strikethrough",
    "strike": "strikethrough",
    "del": "strikethrough",
    "tg-spoiler": "spoiler",
    "code": "code",
    "pre": "pre",
    "blockquote": "blockquote",
    "a": "text_link",
    "span": "spoiler",
    "tg-emoji": "custom_emoji",
}
ATTRIBUTE = re.compile(r"""([a-zA-Z-]+)(?:\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s"'>]+)))?""")
NAMED = re.compile(r"&(?:lt|gt|amp|quot|#\d+|#x[0-9a-fA-F]+);")


class MarkupError(ValueError):
    """What Telegram answers after "Bad Request: "."""


def units(text: str) -> int:
    """Length in UTF-16 code units."""
    return len(text.encode("utf-16-le")) // 2


@dataclass
class Parsed:
    """Plain text with the entities that lie over it."""

    text: str = ""
    entities: list[dict[str, Any]] = field(default_factory=list)


def parse_html(source: str) -> Parsed:
    """Parse `source`.

    Raises:
        MarkupError: an unknown tag, a tag left open or closed out of turn, or a bare `<`.
    """
    parsed = Parsed()
    opened: list[tuple[str, int, int, dict[str, str]]] = []
    at = 0
    while at < len(source):
        sign = source[at]
        if sign == "&":
            match = NAMED.match(source, at)
            parsed.text += unescape(match.group()) if match else "&"
            at = match.end() if match else at + 1
        elif sign == "<":
            end = source.find(">", at)
            offset = len(source[:at].encode())
            if end < 0:
                raise MarkupError(f"can't parse entities: Unclosed start tag at byte offset {offset}")
            _tag(source[at + 1 : end], offset, parsed, opened)
            at = end + 1
        else:
            parsed.text += sign
            at += 1
    if opened:
        raise MarkupError(f"can't parse entities: Can't find end tag corresponding to start tag \"{opened[-1][0]}\"")
    parsed.entities = sorted((e for e in parsed.entities if e["length"]), key=lambda e: (e["offset"], -e["length"]))
    return parsed


def _tag(body: str, offset: int, parsed: Parsed, opened: list[tuple[str, int, int, dict[str, str]]]) -> None:
    if body.startswith("/"):
        name = body[1:].strip().lower()
        if not opened:
            raise MarkupError(f"can't parse entities: Unexpected end tag at byte offset {offset}")
        expected, start, _, attributes = opened.pop()
        if name not in ("", expected):
            raise MarkupError(
                f'can\'t parse entities: Unmatched end tag at byte offset {offset}, expected "</{expected}>", '
                f'found "</{name}>"'
            )
        entity: dict[str, Any] = {"type": KINDS[expected], "offset": start, "length": units(parsed.text) - start}
        if expected == "a":
            entity["url"] = attributes.get("href", "")
        parsed.entities.append(entity)
        return
    head = re.match(r"[^\s/>]*", body)
    name = (head.group() if head else "").lower()
    attributes = {
        m.group(1).lower(): m.group(2) or m.group(3) or m.group(4) or "" for m in ATTRIBUTE.finditer(body, len(name))
    }
    if name not in KINDS:
        raise MarkupError(f'can\'t parse entities: Unsupported start tag "{name}" at byte offset {offset}')
    if name == "span" and attributes.get("class") != "tg-spoiler":
        raise MarkupError(f'can\'t parse entities: Tag "span" must have class "tg-spoiler" at byte offset {offset}')
    opened.append((name, units(parsed.text), offset, {key: unescape(value) for key, value in attributes.items()}))
