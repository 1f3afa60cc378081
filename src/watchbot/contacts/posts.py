"""Posts: offices and bodies as parties, and what stands beside one that makes it somebody else's, or nobody's."""

import re
from collections.abc import Sequence
from dataclasses import replace

from watchbot.contacts.lawmakers import delegation, together
from watchbot.contacts.scan import Hit
from watchbot.contacts.thirds import of_a_third

_FORMER_OFFICE = re.compile(
    r"(?:\bformer|\bex|\bthen|\bonetime|\bretired)[- ](?:us |u-s- |chinese |american |senior |top )?$"
    r"|(?<![日此目先之以会提眼当空])前$|(?:^|\s)전 $|전직 $"
)
_AIDE_TO = re.compile(r"\b(?:aides?|advisers?|allies|ally|spokes\w+|lawyers?) (?:to|of|for) (?:the )?$")
NOT_HIMSELF = re.compile(
    r"(?:'s)? (?:wife|husband|spouse|sons?|son-in-law|daughters?|brother|biographer|lawyers?|ally|allies|loyalists?"
    r"|appointees?|supporters?|critics?|voters?|tower|era|tariffs?"
    r"|trade war|doctrine|(?:(?:first|second|new|current) )?(?:term|presidency)"
    r"|slump|effect|trade(?= (?:war|policy|agenda|adviser|unwinds|fades)\b|$)|rally"
    r"|family|organization|phone(?! (?:call|chat|talk|conversation))"
    r"|coin|accounts?|foundation|adviser|aides?)\b"
    r"|(?:窜?访台|抵台|访问台湾)|的?(?:关税(?!谈|磋)|时代|效应|好友|盟友|亲信|密友|心腹|支持者|阵营|家族|之子)"
    r"|第[一二]任期(?:以?来)?的?(?:首|第)[次轮场个度一]?(?:聚焦|高层|经贸|官方|部长|磋商|会谈|工作|双边|防长|军|贸易|正式)"
    r"| ?[12]기(?: 행정부)? ?(?:출범|들어)"
    r"| ?의? ?(?:절친|충성파|우군"
    r"|관세(?! ?협상| ?담판)"
    r"|리스크|시대|변수|쇼크|최측근|측근|지지자|가족)"
)
# The inauguration of "the US president" is that of whoever is to become it.
_SWORN_IN = re.compile(r"的?(?:就职|宣誓)|'s (?:inaug|swearing)|의? ?취임")
# The president's aeroplane stands for him where it goes or lands, not where somebody speaks aboard.
_PLANES = frozenset({"air force one", "空军一号", "空軍一號", "에어포스원"})
_ABOARD = re.compile(
    r"\b(?:aboard|on|from|off|in|to|boarded|boards|via) air force one|[在搭乘于].{0,2}空军一号|空军一号[上内里]"
    r"|에어포스원 ?(?:에서|안)"
)
_PANEL = re.compile(r"\b(?:senate|house|congress\w*) (?:[a-z]+ ){0,2}(?:panel|committee|subcommittee|hearing)\b")
_HEARD = re.compile(r"\b(?:told|tells|telling|before|to|at) (?:an? |the )?(?:us |u-s- )?$")
_COUNTRIES = frozenset({"美国", "中国", "大陆"})
_BEFORE_OFFICE = "与同和跟对会见晤美中方陆由向及"
_SIDED = re.compile(r"美|中国|国务|大陆|陆|华|习|中共|北京|贸易")


def post(hit: Hit, hits: Sequence[Hit], text: str, folded: str) -> Hit | None:
    """An office or a body: somebody else's where a third country or "former" stands before it."""
    term = hit.term
    if term.word.lower() in _PLANES and _ABOARD.search(folded[max(0, hit.start - 12) : hit.end + 2]):
        return None
    if _FORMER_OFFICE.search(folded[max(0, hit.start - 30) : hit.start]):
        return Hit(hit.start, hit.end, replace(term, kind="outsider", side=""))
    if _AIDE_TO.search(folded[max(0, hit.start - 20) : hit.start]):
        return None
    if of_a_third(hit, hits, folded):
        return Hit(hit.start, hit.end, replace(term, kind="third", form="person", side=""))
    if _PANEL.search(folded, hit.start, hit.end + 10) and _HEARD.search(folded, max(0, hit.start - 24), hit.start):
        return None  # "told a Senate panel": who listened
    if term.kind == "body" and term.domain != "congress" and (sent := _SENT.match(folded, hit.end)):
        return Hit(hit.start, sent.end(), replace(term, name=f"{term.name} {_PEOPLE[sent[0].strip()]}"))
    if term.kind == "body":
        crew = term.domain == "congress" and term.language == "en"
        return Hit(hit.start, hit.end, replace(term, name=delegation(hit, text))) if crew else hit
    if NOT_HIMSELF.match(folded, hit.end):
        return None
    if _SWORN_IN.match(folded, hit.end):
        return Hit(hit.start, hit.end, replace(term, kind="side", form="country", office="", name=""))
    body = together(hit, folded)
    if body is not None:
        return body
    if term.language.startswith("zh") and not _SIDED.search(folded[hit.start : hit.end]):
        previous = folded[hit.start - 1 : hit.start]
        led = folded[max(0, hit.start - 2) : hit.start] in _COUNTRIES or previous in _BEFORE_OFFICE
        if previous and "\u4e00" <= previous <= "\u9fff" and not led:
            return None
    return hit


# 美财政部代表团, 미 재무부 대표단: those whom it sends.
_PEOPLE = {
    "代表团": "delegation",
    "工作团队": "team",
    "团队": "team",
    "官员": "officials",
    "人员": "staff",
    "幕僚": "staff",
    "대표단": "delegation",
}
_SENT = re.compile("|".join(("代表团", "工作团队", "团队", "官员", "人员", "幕僚", " ?대표단")))
# "three members of Trump's cabinet": he himself stays at home.
CREW = re.compile(
    r"(?:'s)? (?:own |top |trade |negotiating |cabinet |administration |senior )*"
    r"(?P<crew>cabinet|team|negotiators|envoys|deputies|lieutenants|officials|members|aides)\b"
)
# "Top Greer aide meets Chinese negotiators": an official of his side without a name.
AIDE = re.compile(r"(?:'s)? (?:own |top |trade |chief |senior )*(?P<crew>aides?|emissar(?:y|ies))\b")
# "Trump trade chief Greer": Greer.
_HIS_MAN = re.compile(
    r"(?:'s)? (?:(?!and |with |to |for |[a-z]+s )[a-z]+ ){0,2}"
    r"(?:chief|official|secretary|negotiator|representative|czar|tsar|boss|envoy|lieutenant|pick"
    r"|nominee) $"
)


def his_man(hit: Hit, hits: Sequence[Hit], folded: str) -> bool:
    """Whether a leader's name only says whose man the one is who is named next."""
    named = next((h for h in hits if h.start >= hit.end and h.term.kind in {"actor", "short"}), None)
    same = named is not None and named.term.side == hit.term.side
    return named is not None and same and _HIS_MAN.fullmatch(folded, hit.end, named.start) is not None


def wrongly_former(party: Hit, parties: Sequence[Hit]) -> bool:
    """ "Former President Trump", of one who is in office: the name counts, not what the text calls him."""
    named = any(p.term.kind == "actor" and p.start - party.end == 1 for p in parties)
    return party.term.kind == "outsider" and bool(party.term.office) and named
