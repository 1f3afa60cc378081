"""Groups: what a text calls those of a side that it names only by the country: delegation, team, officials.

"US – China" tells a reader less than "US delegation – Chinese delegation", and a delegation is what took part.
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace

from watchbot.contacts.field import Field
from watchbot.contacts.likeness import CONGRESS
from watchbot.contacts.merging import BARE
from watchbot.contacts.roles import english
from watchbot.model import Mention, Participant, Side

_NOUNS = (
    "delegations?|delegates|teams?|negotiators|officials|representatives|envoys|diplomats|militaries|ministers"
    "|lawmakers|officers|experts|planners|regulators"
)
_EN = re.compile(
    rf"\b(?:their|both|two|both sides'|the two sides'|the sides') (?:[a-z-]+ ){{0,2}}?(?P<of>{_NOUNS})\b"
    rf"|\b(?P<from>{_NOUNS}) (?:from|of) (?:both|the two|their|each|either) (?:sides?|countr(?:y|ies)|governments?"
    r"|capitals?|nations?|powers?)\b"
    r"|\b(?:us|u-s-|american|chinese)(?:,|,? and) (?:us|u-s-|american|chinese|pla) (?:[a-z-]+ ){0,3}"
    rf"(?P<joint>{_NOUNS})\b"
    r"|\b(?:with|met|meets?|sees?|saw|opposite) (?:(?:his|her|their|senior|top|local|the|chinese|american|us) )*"
    r"(?P<alone>officials|counterparts?)\b"
    r"|\b(?P<bare>negotiators|trade teams|negotiating teams)\b"
    r"|\b(?P<forces>navies|coast guards|armies) of (?:the )?(?:us|u-s-|china|both|two|united states)\b"
    r"|\b(?:both|the two) (?P<states>governments)\b"
)
_ZH = re.compile(
    r"(?:两国|双方|中美|美中|各自)(?:的|政府|经贸|贸易|高级别|高层|谈判|磋商|工作|经济)*(?P<of>代表团|团队|官员|高官"
    r"|谈判代表|谈判团|代表|谈判人员|外交官|海军|海警)"
    r"|(?P<army>两军)"
)
_KO = re.compile(
    r"(?:양국|양측|미·?중|미중|미국과 중국|중국과 미국)(?:의)? ?"
    r"(?:고위급 |경제 |무역 |통상 |협상 |정부 |실무 |군 |군사 ){0,2}"
    r"(?P<of>대표단|협상단|협상팀|당국자|대표|관리|실무진|외교관|해군|해경)"
    r"|(?P<army>양국 ?군)(?= |이|은|의|간|당국)"
)
_PATTERNS = {"zh": _ZH, "ko": _KO}
_SIDES = {Side.US: "US", Side.CN: "Chinese"}


def with_groups(mention: Mention, fields: Sequence[Field], lang: str) -> Mention:
    """The mention with a bare country read as the group that the text speaks of; as it is where it names somebody."""
    mention = _with_delegation(mention, fields)
    bare = {side for side, people in ((Side.US, mention.us), (Side.CN, mention.cn)) if _bare(people)}
    noun = (_field_of(fields) if len(bare) == len(Side) else None) or (_noun(fields, lang) if bare else None)
    if noun is None or (noun == "military" and len(bare) < len(Side)):
        return mention
    named = {side: (Participant(side, f"{_SIDES[side]} {noun}"),) for side in bare}
    return replace(mention, us=named.get(Side.US, mention.us), cn=named.get(Side.CN, mention.cn))


# "Daines leads a bipartisan group": those who travel with a named lawmaker.
_DELEGATION = re.compile(
    r"\b(?:delegation|bipartisan (?:group|team)|(?:other|fellow|five|four|six|three) (?:us |u-s- )?(?:senators"
    r"|lawmakers)"
    r"|to lead senators|codel|group of (?:us |u-s- )?(?:senators|lawmakers|members))\b"
    r"|代表团|议员团|访问团|访华团|访中团|一行|率团|率领|跨党派|两党议员|의원단|대표단|방문단|의원들|의원 ?\d명"
)
_CHAMBERS = {"us-senator": "delegation of US senators", "us-representative": "delegation of US House members"}


def _with_delegation(mention: Mention, fields: Sequence[Field]) -> Mention:
    """The mention with the delegation of the lawmaker that it names."""
    offices = [p.office for p in mention.us if p.actor and p.office in CONGRESS]
    if not offices or any(p.name.endswith("delegation") for p in mention.us):
        return mention
    if not any(_DELEGATION.search(f.folded) for f in fields):
        return mention
    return replace(mention, us=(*mention.us, Participant(Side.US, _CHAMBERS[offices[0] or ""])))


# What they meet about, where nothing else tells who they are.
_FIELDS = (
    ("counternarcotics officials", re.compile(r"\bcounter-?narcotics|\bdrug-control\b|\banti-drug\b|禁毒|마약")),
    (
        "military",
        re.compile(r"海上军事安全|军事海洋安全|해상군사안보|\bmilitary maritime\b|\bmaritime safety (?:talks|meeting)"),
    ),
    ("defense officials", re.compile(r"\bdefen[cs]e policy (?:coordination )?talks|国防政策|国防部工作会|국방정책")),
)


def _field_of(fields: Sequence[Field]) -> str | None:
    """The officials of one field, by what the headline calls their talks: "counternarcotics working group"."""
    titles = [f.folded for f in fields if f.where == "title"]
    return next((noun for noun, words in _FIELDS if any(words.search(t) for t in titles)), None)


def _bare(people: Iterable[Participant]) -> bool:
    return all(p.actor is None and p.office is None and p.name in BARE for p in people)


def _noun(fields: Sequence[Field], lang: str) -> str | None:
    pattern = _PATTERNS.get(lang[:2], _EN)
    for field in fields:
        found = pattern.search(field.folded)
        if found is not None:
            said = next(word for word in found.groups() if word)
            if found.groupdict().get("army"):
                return "military"
            return _plural(said) if pattern is _EN else english(said)
    return None


def _plural(said: str) -> str:
    """One side's part of it: "both delegations" are two, "their officials" are several of each."""
    word = said.rsplit(" ", 1)[-1]
    if word in {"delegations", "teams", "governments", "guards"}:
        return said[:-1]
    return _FORCES.get(word, word)


_FORCES = {"militaries": "military", "navies": "navy", "armies": "army"}
