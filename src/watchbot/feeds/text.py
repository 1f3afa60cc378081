"""HTML and other noise to plain text, in time linear in the input.

Why not an HTML parser: most titles hold no markup at all and most summaries a few tags, and this runs for every new
entry. Only tags that HTML knows are cut, so "x < y" and "<Reuters>" stay as they were written.
"""

import html
import re

_BLOCK = (
    "address|article|aside|blockquote|br|caption|center|dd|div|dl|dt|fieldset|figcaption|figure|footer|form|h[1-6]|header|hr|"
    "iframe|img|li|main|nav|ol|option|p|picture|pre|section|select|source|table|tbody|td|tfoot|th|thead|tr|ul|video|audio|"
    "object|embed|param|track|template|title|head|body|html|meta|link|base|noscript|button|input|textarea|label"
)
_INLINE = (
    "a|abbr|acronym|b|bdi|bdo|big|cite|code|data|del|dfn|em|font|i|ins|kbd|mark|q|s|samp|small|span|strike|strong|sub|sup|"
    "time|tt|u|var|wbr|svg|path|o:p"
)
_TAG = re.compile(rf"<(?:/?(?:(?P<block>{_BLOCK})|{_INLINE})(?=[\s/>])[^<>]*|![^<>]*|\?[^<>]*)>", re.IGNORECASE)
_DROPPED = re.compile(r"<(script|style|noscript|iframe)(?=[\s/>])", re.IGNORECASE)
_UNSEEN = re.compile(
    "[\x00-\x08\x0e-\x1b\x7f-\x84\x86-\x9f\u00ad\u061c\u180e\u200b\u200e\u200f\u202a-\u202e\u2060-\u206f\ufdd0-\ufdef"
    "\ufeff\ufff0-\uffff\ud800-\udfff\U000e0000-\U000e0fff]"
)
_ITEM_FIRST = re.compile(r"^\s*•\s*")
_RAW_FACTOR = 8


def plain(raw: str, limit: int) -> str:
    """`raw` as one line of plain text of at most `limit` code points; longer text is cut at a word and ends in "…".

    Entities are decoded, known tags, comments, scripts and styles cut, control and bidirectional formatting characters,
    zero-width spaces, lone surrogates and noncharacters removed, white space collapsed. Markup that was escaped twice
    is decoded twice.
    """
    text = raw if len(raw) <= limit * _RAW_FACTOR else raw[: limit * _RAW_FACTOR]
    if "<" in text or "&" in text:
        text = _decoded(text)
    if not text.isprintable():
        text = " ".join(_UNSEEN.sub("", text).split())
    elif "  " in text or text[:1] == " " or text[-1:] == " ":
        text = " ".join(text.split())
    return text if len(text) <= limit else _cut(text, limit)


def _decoded(text: str) -> str:
    for _ in range(2):
        text = html.unescape(_without_tags(text)) if "&" in text else _without_tags(text)
        if "<" not in text and "&" not in text:
            break
    return text


def _without_tags(text: str) -> str:
    if "<" not in text:
        return text
    return _ITEM_FIRST.sub("", _TAG.sub(_apart, _without_code(text)))


def _apart(tag: re.Match[str]) -> str:
    """What stands for a tag: an item of a list keeps its bullet, or its end could not be told from its neighbour."""
    if not tag["block"]:
        return ""
    return " • " if tag["block"].lower() == "li" and tag[0][1] != "/" else " "


def _without_code(text: str) -> str:
    """Cut elements whose content is no prose. One that never ends takes the rest with it."""
    kept, at = [], 0
    lower = ""
    while found := _DROPPED.search(text, at):
        lower = lower or text.lower()
        kept.append(text[at : found.start()])
        end = lower.find(f"</{found[1].lower()}", found.end())
        if end < 0:
            return " ".join(kept)
        at = end
        close = text.find(">", end)
        if close < 0:
            return " ".join(kept)
        at = close + 1
    return text if not kept else " ".join([*kept, text[at:]])


def _cut(text: str, limit: int) -> str:
    head = text[: limit - 1]
    space = head.rfind(" ", max(0, limit - 40))
    return (head if space < 0 else head[:space]).rstrip() + "…"
