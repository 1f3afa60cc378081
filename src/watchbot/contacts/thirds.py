"""Thirds: when the word for a third country means its government or leader, and not a place, a topic or a venue."""

import re
from collections.abc import Sequence
from dataclasses import replace

from watchbot.contacts.scan import Hit

_PLACED = re.compile(r"\b(?:in|at|near|from|on|about|over|to|of|against|with)\s(?:the\s)?$")
# Where US–China contacts take place as guests: the country itself takes part only where it is named beside others.
_VENUES = frozenset(
    ("Switzerland", "Swiss", "Malaysia", "Malaysian", "Sweden", "Swedish", "Spain", "Spanish", "France", "Paris")
) | frozenset(("London", "Britain", "South Korea", "Seoul", "Singapore", "Rome", "Bangkok", "Geneva", "Davos"))
_OWN = re.compile(
    r"'s (?:[a-z-]+ ){0,2}(?:president|prime|premier|leaders?|foreign|ministers?|envoys?|negotiators?|king|chancellor"
    r"|chief"
    r"|top|government|delegation|team|officials?|diplomats?|representatives?|finance|trade|defen[cs]e|counterpart)\b"
)
_TAKES_PART = re.compile(r"(?:'s)? (?:and|foreign|president|prime|leader)\b|, (?:china|us|u\.s)")
_HOLDER = re.compile(
    r"总统|国王|女王|王储|元首|国防部长|议长|总书记|国家主席|外长|防长|首相|总理|外相|外务|외무|외상|총리|대통령|정상|외교"
    r"|[一-鿿]{0,4}大臣|장관|국방|재무상|방위상|외상|관방|왕세자|국왕|특사"
)
_GOVERNMENT = re.compile(rf"\s?(?:{_HOLDER.pattern}|领导|代表|官员|方|と|国防|外交|[与同和]|행정)")
_RAISED = re.compile(
    r" (?:raised|discussed|tops?|topped|dominates?|features?|came up|comes up|on (?:the )?agenda|among)\b"
)
# "left the prime minister's office in Stockholm": where they met.
_HOUSE = re.compile(r"'s (?:office|offices|residence|villa|palace|mansion|guest ?house|chancellery|retreat|home)\b")
# "Trump-Xi UN meeting": where.
_AT_THE_UN = re.compile(r"(?:un|u-n-|u\.n\.) (?:meeting|summit|talks|sidelines|encounter|week)\b")
_BESIDE = ("与", "同", "和", "见", "訪", "访")
_MEETS = re.compile(
    r"(?:两国)?(?:首轮|首次|新一轮|第.轮|面对面|直接|间接|停火|核|又|再|要|将|继续|重启|恢复)*(?:关税|贸易|经贸|总统"
    r"|元首"
    r"|首脑|领导人|领袖"
    r"|外长|防长|高层|三边)?"
    r"(?:会谈|谈判|磋商|通话|峰会|会晤|外长|防长|元首|首脑|会面|谈)"
)


_IN_TURN = re.compile(r"(?:에|과|와)? ?이어(?:서)?[ ,]|(?:通话|会谈|会晤|访华)?(?:之)?后")


def third(hit: Hit, following: Hit | None, folded: str) -> Hit | None:
    """The hit as a party, or None. `following` is the next hit of the text."""
    term = hit.term
    if term.language == "en" and (_HOUSE.match(folded, hit.end) or _AT_THE_UN.match(folded, hit.start)):
        return None
    if _IN_TURN.match(folded, hit.end) and (term.language == "ko" or folded.endswith("继", 0, hit.start)):
        return None  # "푸틴 이어 시진핑과 통화": another contact before this one
    if term.form == "pair":
        return Hit(hit.start, hit.end, replace(term, form="person")) if _MEETS.match(folded, hit.end) else None
    if term.form != "country":
        return hit
    before, after = folded[max(0, hit.start - 30) : hit.start], folded[hit.end : hit.end + 14]
    if _PLACED.search(before) and not before.endswith(("with ", "those of ")):
        return None
    if term.word in _VENUES and not before.endswith("with ") and not _TAKES_PART.match(after):
        return None
    if before.endswith(("赴", "在", "往", "到", "抵", "访", "访问")):
        return None
    if term.language == "en" and (_RAISED.match(folded, hit.end) or _A_TOPIC.match(folded, hit.end)):
        return None  # "Freedom of navigation, Taiwan raised in …"
    if term.language == "en" and after.startswith("'s ") and not _OWN.match(folded, hit.end):
        return None  # "Taiwan's return"
    if term.language == "en":
        listed = following is not None and following.term.kind == "third" and following.start - hit.end < 20
        return None if listed and not before.endswith("those of ") else hit
    if not _GOVERNMENT.match(after) and not before.endswith(_BESIDE):
        return None
    return Hit(hit.start, hit.end, replace(term, form="person")) if _HOLDER.match(after.lstrip()) else hit


# "Iran was again said to be a topic."
_A_TOPIC = re.compile(
    r" (?:(?:was|were) (?:[a-z]+ ){0,5}(?:a topic|discussed|raised|mentioned|on the agenda)|(?:also |again )?came up)\b"
)


def of_a_third(hit: Hit, hits: Sequence[Hit], folded: str) -> bool:
    """Whether a third country stands right before an office: "ROK Minister of National Defense"."""
    return any(
        h.term.kind == "third"
        and (
            (
                h.term.form in {"country", "pair"}
                and 0 <= hit.start - h.end <= (0 if h.term.language == "zh" else 3)
                and not set(",서") & set(folded[h.end : hit.start])
            )
            or (h.term.form == "person" and h.term.language == "en" and folded[hit.end : h.start] == " ")
        )
        for h in hits
    )


def foreign_lead(folded: str, parties: Sequence[Hit]) -> bool:
    """Whether a headline is about somebody else: then the summary must have news of its own about the two sides."""
    topics = _TOPICS.match(folded)
    first = topics.end() if topics is not None else 0
    return any(
        p.term.kind == "third"
        and p.start >= first
        and not _LISTED.search(folded, 0, p.start)
        and not _LEFT_OUT.match(folded, p.end)
        for p in parties
    )


# "Taiwan 'did not come up', Trump says"
_LEFT_OUT = re.compile(
    r" (?:[a-z]+ )?['\"]?(?:(?:did not|didn't|never|barely|hardly) (?:come|came) up|(?:was|were)(?:n't| not| never)"
    r" (?:[a-z]+ )?(?:discussed|mentioned|raised|brought up))"
)


# "five takeaways on Taiwan, chips, Iran": what is talked about.
_LISTED = re.compile(r"\b(?:on|about|over) (?:(?:[a-z-]+ )?[a-z-]+(?:,|,? and| &) )*$")
# What heads a headline as its topics: "Iran, soybeans, Taiwan: Trump's morning call".
_TOPICS = re.compile(r"(?:[a-z'-]+(?: [a-z'-]+)?(?:, and |, | and )){1,4}[a-z'-]+(?: [a-z'-]+)?:")


def with_a_third(party: Hit, parties: Sequence[Hit], hits: Sequence[Hit]) -> Hit:
    """ "Wicker and Fischer meet Lai as Beijing's envoy tours Washington": they stand for nobody here."""
    behind = [p for p in parties if p.start >= party.end and p.term.side != party.term.side]
    third = behind[0] if behind and behind[0].term.kind == "third" and behind[0].term.form == "person" else None
    if party.term.kind != "actor" or third is None:
        return party
    met = any(h.term.kind == "contact" and party.end <= h.start < third.start for h in hits)
    return Hit(party.start, party.end, replace(party.term, reach="elsewhere")) if met else party
