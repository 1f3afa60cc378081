"""Asking: headlines that ask whether there will be a contact, or when, and get no answer."""

import re

from watchbot.contacts.denials import CLAIMED
from watchbot.contacts.scene import NOUNS, Scene


def asks(scene: Scene) -> bool:
    """Whether a headline leaves open what becomes of its contact."""
    if not scene.title:
        return False
    if scene.cjk:
        return _asks_whether(scene)
    doubted = scene.cue.term.form in NOUNS | {"ing"} and _QUESTIONED.match(scene.folded, scene.cue.end) is not None
    doubted = doubted and not _WHAT.search(scene.folded, scene.clause[0], scene.cue.start)
    untold = (_UNTOLD.match(scene.folded, scene.cue.end) or _WHEN_ALONE.match(scene.folded, scene.cue.end)) is not None
    return doubted or untold or _opens_with_it(scene) or asks_when(scene) or _left_open(scene)


# "Vance meeting with Han Zheng in Milan? Nobody says so"
_QUESTIONED = re.compile(
    r"(?: (?!off\b|over\b|dead\b)[a-z]+){0,2}(?: (?:in|on|at|by|next|this) [a-z]+(?: [a-z]+)?)?\? "
)
_WHAT = re.compile(r"\b(?:who|what|why|how|when|where|which)\b")
_ASKED = re.compile(
    r"(?:[a-z]+: )?(?:(?:will|could|can|might|may|should)\b"
    r"|(?:is|are) (?:a|an|the|another) [^?]{3,60}\b(?:coming|on the cards|in the cards|next|imminent|near|in the works"
    r"|in the offing|back on|likely|possible|happening|on the way|on the horizon)\b)[^?]*\?"
)
# "Did Wang meet Rubio? No one will say"
_DID_THEY = re.compile(
    r"(?:did|have|has) [^?]{8,90}\? [^?]{0,40}\b(?:no one|nobody|neither|won't say|will not say|silent|mum|coy|unclear"
    r"|unconfirmed)\b"
)


def _opens_with_it(scene: Scene) -> bool:
    """Whether the headline opens with a question about the contact: "Will Xi come to Miami? Five things to know"."""
    question = _ASKED.match(scene.folded) or _DID_THEY.match(scene.folded)
    return question is not None and scene.cue.start < question.end()


def _left_open(scene: Scene) -> bool:
    """ "Trump insists Xi called him; Beijing silent": one side's claim."""
    claimed = CLAIMED.match(scene.folded) is not None
    return claimed and _OTHERS_SILENT.match(scene.folded, scene.cue.end) is not None


_OTHERS_SILENT = re.compile(
    r"[^.;:]{0,60}(?:[.;,:]|,? but|,? while|,? as) (?:the )?(?:beijing|china|chinese|foreign ministry|embassy)"
    r"(?: (?:foreign|commerce|ministry|embassy|government|officials|is|are|stays?|remains?|keeps?|says?))*"
    r" (?:silent|mum|coy|quiet|tight-lipped"
    r"|(?:isn't|is not|aren't|not) saying|(?:won't|will not|does not|doesn't|declines? to|yet to|has not|hasn't)"
    r" (?:say|confirm|confirmed|comment|commented)|offers? no (?:confirmation|comment)|not aware|unaware"
    r"|knows? (?:of no|nothing))"
)


def _asks_whether(scene: Scene) -> bool:
    """Whether a headline ends in the question whether it will be, and not in what was said: "談了什麼？"."""
    if scene.cue.term.mode == "visit":
        return _CJK_ASKS.match(scene.folded, scene.cue.end) is not None
    asked = _CJK_ENDS.match(scene.folded, scene.cue.end)
    return asked is not None and _CJK_WHAT.search(scene.folded, max(0, scene.cue.start - 8), asked.end()) is None


_CJK_ENDS = re.compile(
    r"(?:复活|重启|登场|成局|成真|有谱|成行|将至|在望|되나|될까|이뤄질까|열릴까)?[」』”\"']?[？?](?![^。]{0,20}将)"
)
_CJK_WHAT = re.compile(r"什么|甚么|啥|谁|多少|哪|如何|怎|为何|几|何时|聊了|谈了|谈成|무엇|무슨|누가|왜|어떻게|뭘|뭐")
# 「四月來北京」？
_CJK_ASKS = re.compile(r"[」』”\"']?[?？](?![^。]{0,20}将)")


def asks_when(scene: Scene) -> bool:
    """ "So when do they meet?": a day that nobody knows yet."""
    asked = _WHEN_DO.search(scene.folded, max(0, scene.cue.start - 60), scene.cue.start)
    return asked is not None and _ASKING.match(scene.folded, scene.cue.end) is not None


# Asked about the next round, a ministry has "no information to share".
_UNTOLD = re.compile(
    r"[^.;:?!]{0,40}: (?:no (?:information|comment|details|word)|nothing to (?:share|announce|say))\b"
    r"|[^.;:?!]{0,20}: ['\"](?:i|we) [^'\"]{0,30}\b(?:might|may|could|maybe|perhaps)\b"
)
# A headline that ends in the question: "Trump's China trip: when?".
_WHEN_ALONE = re.compile(r": (?:when|where|whether|if)\b[^.?]{0,20}\?\s*$")
_WHEN_DO = re.compile(r"\bwhen (?:do|does|will|would|can|could) [^.;!?]{1,40}$")
_ASKING = re.compile(r"[^.;!?]{0,24}\?")
