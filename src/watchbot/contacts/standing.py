"""Standing: contacts that stand although somebody said otherwise, or that were asked for in vain."""

import re

from watchbot.contacts.scan import Hit
from watchbot.contacts.scene import Scene

_STILL_ON = re.compile(
    r"\b(?:den(?:y|ies|ied|ying)|not|never|no|reject(?:s|ed)?|dismiss(?:es|ed)?|rules? out|ruled out|haven't|hasn't"
    r"|isn't|wasn't|won't)\b[^.;:]{0,50}"
    r"\b(?:cancel\w*|postpon\w*|delay\w*|called off|calling off|scrapp\w*|is off|slip\w*|shelv\w*|put off"
    r"|pushed back)\b"
    r"|(?:否认|没有|并非|不会|并未|未|没)[^，。；]{0,6}(?:取消|推迟|延期|延后|生变|叫停)|(?:取消|推迟|延期"
    r"|延后)[^，。；]{0,4}(?:不实|子虚乌有)"
    r"|取消[\"”」』]?[？?][^。]{0,24}(?:没有变化|没有改变|不变|如期|照常)|취소설[^.]{0,6}(?:일축|부인)"
    r"|(?:취소|연기)[^.,]{0,8}(?:아니|없|않|부인|사실무근|가짜)"
)


# "东盟行延后一天 仍要在老挝见王毅"
_STILL = re.compile(r"仍(?:要|将|会|拟)[^，。]{0,6}$")


def still_on(scene: Scene) -> Hit | None:
    """ "I haven't cancelled the meeting", "denies that the summit is off": it stands."""
    if scene.cue.term.language == "zh" and _STILL.search(scene.folded, 0, scene.cue.start):
        return scene.cue
    if not scene.cjk and _VERY_MUCH_ON.match(scene.folded, scene.cue.end):
        return scene.cue
    high = len(scene.folded) if scene.title and scene.cjk else scene.clause[1]
    found = _STILL_ON.search(scene.folded, max(0, scene.clause[0] - 40), high)
    if found is not None and _BUT_LATER.search(scene.folded, scene.cue.end, found.start() + 1):
        return None  # "'pushed back,' not scrapped"
    none = found is not None and scene.folded[found.start() : scene.cue.start].strip() == "no"
    return scene.cue if found is not None and not none else None  # "no talks on postponing tariffs"


_BUT_LATER = re.compile(r"\b(?:pushed back|postponed|delayed|put off),?['\"]?,? n")
# "Trump says Beijing trip 'very much on'"
_VERY_MUCH_ON = re.compile(
    r" (?:with [a-z]+ )?(?:is |are |remains )?['\"]?(?:still )?(?:very much|definitely|firmly) (?:still )?on\b"
    r"(?! (?:the|his|her|their)\b)"
)


def in_vain(scene: Scene) -> Hit | None:
    """ "sought a call, but China deferred": asked for and put off."""
    if scene.cjk or scene.cue.term.mode not in {"phone", "video", "talks", "meeting"}:
        return None
    asked = _ASKED_FOR.search(scene.folded, max(0, scene.cue.start - 60), scene.cue.end)
    return scene.cue if asked and _DEFERRED.search(scene.folded[scene.cue.end : scene.cue.end + 140]) else None


_ASKED_FOR = re.compile(
    r"\b(?:sought|asked (?:[a-z]+ )?for|requested|reached out|rang|tried to (?:call|reach|arrange)|asking for)\b"
)
_DEFERRED = re.compile(r"\b(?:deferred|put (?:it|us|them|him) off|pushed (?:it|us|them) back|stalled)\b")
