"""Attending: who else the text says is there, beside those whom the contact word joins.

Who waits for a guest at the airport or at the steps takes part in the visit; who "also attended", in the meeting.
"""

import re
from collections.abc import Sequence

from watchbot.contacts.field import Field
from watchbot.contacts.occurrence import Occurrence
from watchbot.contacts.scan import Hit

_NAMED = frozenset({"actor", "office"})
# "was met on the tarmac on Wednesday by Vice President Han Zheng"
_GREETED_BY = re.compile(
    r"\b(?:met|greeted|welcomed|received|seen off)\b[^.;:]{0,50}\bby (?:[a-z'-]+ ){0,4}$"
    r"|\b(?:greeted|welcomed) (?:him|her|them) (?:was|were) (?:[a-z'-]+ ){0,4}$"
)
_WAITS = re.compile(
    r"(?: and an? [a-z ]{3,24})?,?"
    r" (?:(?:was|were|is|waited|waits|stood|stands|waiting|on hand|there) )*(?:at|on) the (?:foot|tarmac|airport|steps"
    r"|runway|stairs|red carpet)\b"
    r"|,? (?:was |is )?(?:on hand|there) to (?:greet|meet|welcome|receive)\b"
    r"|,? (?:greeted|greets|welcomed|welcomes|met|meets) (?:him|her|them|the president|the us president)\b"
)
_ZH_RECEIVES = re.compile(r"(?:副主席|外长|部长|大使)?(?:[^，。；、！？]{0,10})?(?:接机|迎接|送机|送行|迎候)")
_KO_RECEIVES = re.compile(r"[^,.…]{0,22}(?:영접|마중|맞이|배웅|환송)")
_ATTENDED = re.compile(
    r"(?:,? (?:and|also|too|both|respectively|were|was)\b)*"
    r" (?:(?:attended|sat in)(?=[.,;]|$| the (?:meeting|talks|session|dinner|banquet|call)| on the)"
    r"|took part(?=[.,;]|$| in the (?:meeting|talks|session|call))|(?:also )?(?:present|in the room|at the table)\b"
    r"|(?:was|were) in the chair\b|(?:co-)?chaired (?:it|them|the (?:meeting|talks|session|call|video))\b"
    r"|led the (?:two |respective )?(?:sides|teams|delegations)\b"
    r"|led for (?:china|beijing|the us|the u-s-|washington)\b"
    r"|joined (?:them|in|the (?:meeting|talks|session|call))\b"
    r"|(?:dial|call|phon|logg?)(?:l)?ed in\b"
    r"|(?:is|was|are|were|will be) (?:also )?(?:going|coming|travell?ing|there|along|taking part|due)\b"
    r"(?! to (?!attend))"
    r"|(?:sat|sits) (?:on|at) (?:the|his|her|their) (?:american|us|u-s-|chinese|other) (?:side|end)\b"
    r"|flank(?:s|ed) (?:him|her|them|his|her|their|the (?:president|leader))\b"
    r"|will (?:also )?(?:attend|join|take part|be there|sit in))"
)
_ZH_ATTENDED = re.compile(
    r"(?:等人?)?(?:[^，。；、！？]{0,6})?(?:也|亦|均|都|一同|共同|陪同)(?:有)?"
    r"(?:出席|参加|与会|在座|在场|参与|上线|连线|同行|随行|到场|加入)"
)
# "蔡奇、王毅等参加会晤"
_ZH_AMONG = re.compile(
    r"(?:、[一-鿿·]{2,6}){0,4}等(?:人)?(?:参加|出席|陪同)(?:了)?(?:会晤|会见|会谈|通话|活动|[。，]|$)"
)
_KO_ATTENDED = re.compile(
    r"(?: ?[가-힣]{1,8})?(?:도|이|가|은|는|등이|등도)? ?(?:함께 |자리에 )?"
    r"(?:(?:배석|동석|참석|참여|동행|합류|접속)(?:했|한|하)|함께했)"
)


# "The defense chiefs were joined by Secretary Pompeo and Politburo member Yang"
_JOINED_BY = re.compile(r"\b(?:was|were|is|are|will be|to be|being) joined by (?!reporters)[^.;:,]{0,80}$")


# Who sat on one side: "Seated on the U.S. side: Rubio, Bessent, Greer".
_SEATED = re.compile(
    r"\b(?:seated|sitting|present|attending) (?:on|for) the (?:us|u-s-|american|chinese) side"
    r"(?:: | (?:were|are) )[^.;]*$"
)
# "he and Jamieson Greer will try to ease tensions"
_WITH_HIM = re.compile(r"\b(?:he|she) and (?:[a-z.'-]+ ){0,3}$")


def greeters(fields: Sequence[Field]) -> list[Hit]:
    """The officials of either side whom the entry shows greeting a guest."""
    return [p for f in fields for p in f.parties if p.term.kind in _NAMED and _greets(p, f.folded)]


def attendants(fields: Sequence[Field]) -> list[Hit]:
    """The officials of whom the entry says that they were there too."""
    found: list[Hit] = []
    for f in fields:
        there = [p for p in f.parties if p.term.kind == "actor" and _attended(p, f.folded)]
        listed = [p for p in f.parties if p.term.kind == "actor" and p not in there]
        beside = (
            p for p in listed if any(_LISTED.fullmatch(f.folded, p.end, q.start) for q in there if q.start > p.end)
        )
        found += [*there, *beside]
    return found


# "Greer and Li Chenggang joined them"
_LISTED = re.compile(r"(?:,| and|, and) (?:[a-z'-]+ ){0,4}")


def _attended(party: Hit, folded: str) -> bool:
    table = {"en": _ATTENDED, "ko": _KO_ATTENDED}
    told = table.get(party.term.language, _ZH_ATTENDED).match(folded, party.end) or _ZH_AMONG.match(folded, party.end)
    before = (folded, max(0, party.start - 110), party.start)
    return told is not None or any(found.search(*before) for found in (_JOINED_BY, _SEATED, _WITH_HIM))


def _greets(party: Hit, folded: str) -> bool:
    if party.term.language == "en":
        told = _GREETED_BY.search(folded, max(0, party.start - 110), party.start)
        return told is not None or _WAITS.match(folded, party.end) is not None
    receives = _KO_RECEIVES if party.term.language == "ko" else _ZH_RECEIVES
    return receives.match(folded, party.end) is not None


def companions(seen: Occurrence, taking_part: Sequence[Hit]) -> list[Hit]:
    """Who came along, of whichever side: "Bessent, joined by Ambassador Greer, spoke with …"."""
    sides = {p.term.side for p in taking_part if p.term.kind != "pair"}
    return [
        p
        for p in seen.inside()
        if p.term.kind == "actor"
        and p not in taking_part
        and p.term.side in sides
        and (
            _ALONG.search(seen.field.folded, max(0, p.start - 60), p.start) or _ESCORTS.match(seen.field.folded, p.end)
        )
    ]


def he_and(seen: Occurrence, taking_part: Sequence[Hit]) -> list[Hit]:
    """Who "he" is in "Greer said he and Bessent talked with …": the one named before it in the sentence."""
    folded, low = seen.field.folded, seen.span[0]
    for party in taking_part:
        pronoun = _HE_AND.search(folded, low, party.start) if party in seen.inside() else None
        before = [
            p for p in seen.inside() if pronoun and p.end <= pronoun.start() and p.term.kind in {"actor", "office"}
        ]
        if before:
            return before[-1:]
    return []


_HE_AND = re.compile(r"\b(?:he|she) and (?:[a-z.'-]+ ){0,3}$|[他她][和与及同][^，。]{0,8}$")
_ESCORTS = re.compile(
    r"(?:大使|部长|全程|等|一同|也|亦)*(?:陪同|随行|同行)| ?(?:대사|부장|장관)?(?:이|가|도)? (?:배석|동행)"
)
_ALONG = re.compile(
    r"\b(?:joined by|accompanied by|alongside|flanked by|together with|along with)(?: [a-z.'-]+){0,6}? (?:and )?$"
)
