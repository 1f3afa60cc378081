"""Topical: a side as the attribute of what is talked about: "China trade", 美国大豆."""

import re

from watchbot.contacts.scan import Hit

_NO_VERB = r"(?!(?:on|over|about|for|to|after|in|of|and|as|with|amid|at|by|from|will|may|[a-z]+s)\b)"
_NAME = re.compile(r"[\u4e00-\u9fff]{0,6}")
_POSSESSED = re.compile(rf"^(?:'s|s')\s+(?:(?!and\b|on\b)[a-z]+\s){{0,2}}$|^\s+(?:{_NO_VERB}[a-z]+\s){{0,2}}$")
# "미중 경제팀", "US-China trade teams": people, whatever they deal with.
_TEAM = re.compile(
    r"\s?(?:팀|수장|사령탑|라인|대표|당국|장관|团队|代表|官员|高官|主管|高层|牵头人"
    r"|(?:关系|金融|商贸|领域)?(?:联合)?工作组|(?:领域)?[^，。；：\s]{0,4}机制|실무그룹|워킹그룹|협의체|실무회의)"
    r"|\s(?:teams|chiefs|czars|tsars|negotiators|officials|leads|representatives|envoys|ministers|delegations)\b"
)

# "한·미 관세 협상": whose talks they are.
_TALKS = re.compile(
    r"\s?(?:협상|협의|회담|담판|谈判|磋商|会谈)|\s(?:[a-z]+ )?(?:talks|meeting|dialogue|consultations|negotiations"
    r"|session)\b"
)


def topical(hit: Hit, following: Hit | None, folded: str) -> bool:
    """Whether a side is the attribute of what is talked about: "China trade", 美国大豆."""
    if following is None or following.term.kind != "topic":
        return False
    gap = folded[hit.end : following.start]
    if hit.term.word.startswith(("与", "同")):
        return False  # 与美就关税谈判: with whom
    if hit.term.kind in {"pair", "third"} and _TALKS.match(folded, following.end):
        return False
    if hit.term.kind == "pair" and _TEAM.match(folded, following.end):
        return False
    if following.term.form == "firm" and _NAME.fullmatch(gap):
        return True
    listed = hit.term.kind == "pair" and ("," in hit.term.word or " and " in hit.term.word)
    return len(gap) <= 12 and (not gap.strip() or (not listed and bool(_POSSESSED.match(gap))))
