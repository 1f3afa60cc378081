"""Roles: posts and groups without a country ("officials", 代表团, 대표단), in plain English."""

from watchbot.contacts.scan import Hit
from watchbot.contacts.text import fold

_ROLES = {
    "代表团": "delegation",
    "대표단": "delegation",
    "团队": "team",
    "双方": "side",
    "总统": "President",
    "元首": "head of state",
    "대통령": "President",
    "주석": "President",
    "정상": "head of state",
    "大使": "ambassador",
    "대사": "ambassador",
    "议员": "lawmakers",
    "의원": "lawmakers",
    "代表": "representatives",
    "대표": "representatives",
    "谈判代表": "negotiators",
    "협상단": "negotiators",
    "谈判人员": "negotiators",
    "谈判团": "negotiators",
    "협상팀": "negotiators",
    "海军": "navy",
    "해군": "navy",
    "海警": "coast guard",
    "해경": "coast guard",
    "외교관": "diplomats",
    "对口": "counterpart",
    "카운터파트": "counterpart",
    "外长": "foreign minister",
    "外交部长": "foreign minister",
    "防长": "defence minister",
    "国防部长": "defence minister",
    "商务部长": "commerce minister",
    "财政部长": "finance minister",
    "军方": "military",
    "特使": "envoy",
    "外交官": "diplomats",
    "总理": "premier",
    "총리": "premier",
}


def plain(role: Hit, text: str) -> str:
    """A role as people read it."""
    word = text[role.start : role.end]
    return word if word.isascii() else english(fold(word, chinese=True))


def english(folded: str) -> str:
    """A Chinese or Korean role in English; officials where it is none of the table."""
    return _ROLES.get(folded, "officials")
