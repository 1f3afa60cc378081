"""Urging: who calls for talks has not held any. "Xie Feng urges US-China dialogue", 呼吁中美对话, 미중 대화 촉구.

Statements of this kind come daily from both capitals; an alert on each would drown the contacts themselves.
"""

import re

from watchbot.contacts.scan import Hit
from watchbot.contacts.scene import NOUNS, Scene

_EN = re.compile(
    r"\b(?:urg(?:es|ed|ing)|call(?:s|ed|ing)? for|calls? on|appeal(?:s|ed)? (?:to|for)|push(?:es|ed)? for|plead(?:s"
    r"|ed)? for"
    r"|hop(?:es|ed|ing) for|favou?rs|advocat(?:es|ed)|supports?|(?:must|should|needs? to|ought to)(?: (?:hold|have"
    r"|resume|seek))?"
    r"|should [^,;:.]{3,40} through) "
    r"(?:(?!in\b|at\b|during\b|after\b|before\b|over\b|following\b|ahead\b|as\b|when\b|on\b|by\b|via\b"
    r"|with\b)[a-z'.-]+ ){0,5}$"
)
_ZH = re.compile(
    r"(?:呼吁|吁|敦促|(?<!督)促(?!成|进|使|膝)|应(?:当|该|通过|以|坚持|尽快|回到|加强|重启|恢复|开展|推进|建立|继续)"
    r"|须通过|需通过|主张|盼|期盼|鼓励)"
    r"[^，。；：、\s在于同与后时]{0,12}$"
    r"|(?:呼吁|敦促|促请|力劝|建议)[^，。；：、\s后时]{0,16}$|(?<![反响效供适回答对相])应$"
)
_KO = re.compile(
    r"(?:를|을|로|으로|에|와)? ?(?:[가-힣]{1,5} )?(?:[가-힣]{0,4}(?:해야|풀어야|나서야|하자)|촉구|호소|지지|요구)"
)
# "hopes for talks in Malaysia next week": a plan, however politely put.
_KO_MUST = re.compile(r"(?:을|를)? ?(?:해야|하라\b|합시다|하자\b)")
_DATED = re.compile(r"\b(?:next|this) (?:week|month|weekend)\b|\b(?:on )?(?:mon|tues|wednes|thurs|fri|satur|sun)day\b")
_PATTERNS = {"en": _EN, "zh": _ZH}


def urged(scene: Scene) -> Hit | None:
    """The contact word, where talks are what somebody calls for; a meeting or a call is asked for in other words."""
    cue = scene.cue
    if cue.term.language == "ko" and _KO_MUST.match(scene.folded, cue.end):
        return cue
    if cue.term.mode != "talks" or cue.term.form not in NOUNS | {"behind"}:
        return None
    if cue.term.language == "ko":
        return cue if _KO.match(scene.folded, cue.end) else None
    if _DATED.search(scene.folded, cue.end, scene.clause[1]):
        return None
    pattern = _PATTERNS.get(cue.term.language[:2], _EN)
    return cue if pattern.search(scene.folded[max(scene.clause[0], cue.start - 70) : cue.start]) else None
