"""Surnames: whether the word beside an English surname makes it somebody else's ("Wang Yibo", "Ricky Rubio")."""

import re
from collections.abc import Sequence

from watchbot.contacts.scan import Hit

_FIRM = re.compile(r"\s(?:&|and)\sCo\b|\s(?:Inc|Corp|Ltd)\b")
# "the Palacio de Santa Cruz" is no senator.
_SAINT = re.compile(r"\b(?:Santa|San|Santo|Saint|St\.?|Vera|Fort|Port|Mount|Lake) $")
_PLAIN = re.compile(
    r"\b(?!(?:with|from|after|amid|over|into|than|that|about|before|under|during|against)\b)[a-z]{4,}\b"
    r"|\b(?:met|saw|sat|was|are|has|had|says?)\b"
)
# A Chinese given name in pinyin, one or two syllables, so that "Xi Thursday" is still Xi.
_FINAL = r"(?:iang|iong|uang|ang|eng|ing|ong|ian|iao|uai|uan|ai|ei|ui|ao|ou|iu|ie|ue|er|an|en|in|un|ia|ua|uo|[aoeiuv])"
_BEHIND = re.compile(rf" ((?=[A-Z])(?i:(?:zh|ch|sh|[bpmfdtnlgkhjqxrzcsyw])?{_FINAL}){{1,2}})\b")
_BEFORE = re.compile(r"(?:^|(?<=[\s\"'(]))([A-Z][a-z]+) $")
# Words that stand before a surname without being a first name.
_NO_NAME = re.compile(
    r"no|june|july|secretary|minister|premier|president|envoy|admiral|general|ambassador|director|chief|czar|"
    r"tsar|negotiator|vice|deputy|foreign|defense|defence|commerce|treasury|state|mr|ms|mrs|dr|"
    r"representative|senator|speaker|after|before|as|when|if|how|why|what|who|will|can|could|"
    r"may|might|would|should|did|does|do|is|are|was|has|have|had|but|and|or|for|with|from|"
    r"to|on|in|at|of|by|since|while|until|that|this|although|though|because|exclusive|watch|"
    r"breaking|update|analysis|opinion|live|says|said|top|diplomat|official|governor|chairman|"
    r"comrade|professor|counterpart|colleague|both|then|now|also|only|even"
)


def beside_another_name(hit: Hit, hits: Sequence[Hit], text: str) -> bool:
    """Whether a name that nobody here knows stands beside the surname, or a firm's ending behind it.

    Headlines in title case capitalise every word, so their capitals say nothing.
    """
    if not text[hit.start : hit.end].isascii():
        return False
    if _FIRM.match(text, hit.end) or _SAINT.search(text[: hit.start]):
        return True
    if not _PLAIN.search(text):
        return False
    known = [(h.start, h.end) for h in hits if h is not hit]
    behind, before = _BEHIND.match(text, hit.end), _BEFORE.search(text[: hit.start])
    named = behind and not _NO_NAME.fullmatch(behind.group(1).lower()) and not _covered(behind.start(1), known)
    if named and hit.term.side == "cn":
        return True
    return bool(
        before
        and not _NO_NAME.fullmatch(before.group(1).lower())
        and not _covered(before.start(1), known)
        and (before.start(1) > 0 or hit.term.side == "us")
    )


def _covered(at: int, spans: Sequence[tuple[int, int]]) -> bool:
    return any(start <= at < end for start, end in spans)
