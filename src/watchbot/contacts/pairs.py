"""Pairs: words for both sides at once, and the two leaders or the two posts that they may name."""

import re
from collections.abc import Sequence
from dataclasses import replace

from watchbot.contacts.roles import plain
from watchbot.contacts.scan import Hit

_LEADERS = re.compile(r"xi\b|习|시진핑")
_HEADS = re.compile(r"president|leaders|元首|领导人|领袖|정상|首脑")


def of_others(hit: Hit, hits: Sequence[Hit], folded: str) -> bool:
    """Whether two demonyms describe somebody who is no official: "US and Chinese astronomers"."""
    if hit.term.language != "en":
        return _CJK_OTHERS.match(folded, hit.end) is not None
    if not _DEMONYMS.search(folded[hit.start : hit.end]) or folded[hit.end : hit.end + 2] in {
        "",
        ". ",
        ", ",
    }:
        return False
    if _OFFICIALS.match(folded, hit.end):
        return False
    near = [h for h in hits if (h.term.kind in _OFFICIAL or _names_talks(h)) and 0 < h.start - hit.end <= 32]
    return not near and _NOUN.match(folded, hit.end) is not None


_OFFICIAL = frozenset({"role", "body", "office", "both"})
_DEMONYMS = re.compile(r"(?:chinese|american)$|^chinese(?: and|,) (?:us|u-s-)$")


def _names_talks(hit: Hit) -> bool:
    return hit.term.kind == "contact" and hit.term.form not in {"fin", "base"}


# 中美航司, 미중 전문가: what stands right behind says who they are.
_CJK_OTHERS = re.compile(
    r"(?:两国|兩國)?(?:航司|航空公司|企业|公司|高校|大学|学者|专家|青年|民间|商会|智库|媒体|学生|民众|网友|科学家"
    r"|车企|银行家|学界|业界|友人)"
    r"|\s?(?:양국 )?(?:기업|전문가|학자|대학|청년|항공사|언론|학계|업계|과학자|학생|민간)"
)
_OFFICIALS = re.compile(
    r" (?:[a-z-]+ ){0,2}(?:chiefs|czars|tsars|heads|officers|navies|air forces|forces|police|regulators|agencies|staff"
    r"|ministries|authorities|commanders|coast guards|customs|envoys|leaders)\b"
)
_NOUN = re.compile(r"\s[a-z]+")


def read_pair(hit: Hit, hits: Sequence[Hit], text: str, folded: str) -> Hit:
    """Both sides in one word: the two leaders, or the posts that follow it ("US-China trade chiefs")."""
    if hit.term.domain:
        return hit  # 何贝会: named after two officials
    heads = _HEADS.search(folded, hit.start, hit.end + 12)
    crew = heads and any(
        h.term.kind == "role" and not h.term.office and hit.end <= h.start < heads.start() for h in hits
    )
    heads = None if crew else heads  # "미국과 중국 당국자들이 정상회담을 앞두고"
    if _LEADERS.search(folded[hit.start : hit.end]) or (heads and not _APART.search(text[hit.end : heads.start()])):
        return Hit(hit.start, hit.end, replace(hit.term, form="leaders"))
    behind = folded[hit.end : hit.end + 26]
    before = folded[max(0, hit.start - 30) : hit.start]
    domain = next((name for name, words in _POSTS.items() if words.match(behind)), "")
    if found := _OF_BOTH.search(before):
        domain = next((name for name, words in _POSTS.items() if words.match(" " + found[1] + " ")), "")
    manned = _MEN_OF_BOTH.search(before)
    role = next((h for h in hits if h.term.kind == "role" and 0 <= h.start - hit.end <= 12), None)
    if role is not None and _APART.search(text[hit.end : role.start]):
        role = None  # "미중 외교수장, 정상회담", 美中談出框架 領袖拍板: what follows is another matter
    if _FORCES.match(behind):
        return Hit(hit.start, hit.end, replace(hit.term, name="military"))
    name = plain(role, text) if role else manned[1] if manned else "side"
    return Hit(hit.start, hit.end, replace(hit.term, name=name, domain=domain))


_APART = re.compile(r"[,，、…：:；。!！?？]|(?<=[一-鿿])\s")
_OF_BOTH = re.compile(
    r"\b((?:defen[cs]e|foreign|trade|economic|top) (?:chiefs|ministers|secretaries|diplomats)) (?:of|from) (?:the )?$"
)
# "Negotiators for Washington and Beijing"
_MEN_OF_BOTH = re.compile(
    r"\b(negotiators|delegations|officials|teams|envoys|diplomats|representatives) (?:for|of|from) (?:the )?$"
)
_FORCES = re.compile(
    r"(?:两|양)?\s?(?:国)?(?:军方|两军|军队|军\b|군 당국|군\b|양국 군\b|양군)|两军| (?:militaries|military)\b"
)
_POSTS = {
    "defence": re.compile(
        r"(?:两国)?(?:国防部长|国防首长|防长|防务首长)| ?(?:양국 )?(?:국방 ?장관|국방 ?수장|국방장관)"
        r"| (?:defen[cs]e (?:chiefs|ministers|secretaries|heads)|military chiefs)\b"
    ),
    "diplomacy": re.compile(
        r"(?:两国)?(?:外长|外交部长|外交首长)| ?(?:양국 )?(?:외교 ?장관|외교 ?수장|외교 사령탑)| (?:foreign ministers"
        r"|top diplomats|diplomacy chiefs)\b"
    ),
    "trade": re.compile(
        r"(?:两国)?(?:经贸)?(?:牵头人|主谈人)| ?(?:양국 )?(?:경제|무역|통상|경제무역) ?(?:수장|사령탑|총책)| (?:trade"
        r"|economic|economy) (?:chiefs|czars|tsars|leads)\b"
    ),
}
