"""Doubts: the rules by which a contact is only possible, asked about, or wished for."""

import re

from watchbot.contacts.asking import asks
from watchbot.contacts.denials import SILENT
from watchbot.contacts.scan import Hit
from watchbot.contacts.scene import NOUNS, Scene


def speculated(scene: Scene) -> Hit | None:
    """Why it is only possible, or None: the word that says so, or the contact word where the headline itself asks."""
    if not scene.cjk and (
        SILENT.search(scene.folded, scene.clause[0], scene.cue.start) or _LEFT_OPEN.match(scene.folded, scene.cue.end)
    ):
        return scene.cue
    if asks(scene):
        return scene.cue
    if scene.cue.term.form == "base" and _AND_MAY.search(scene.folded, scene.clause[0], scene.cue.start):
        return scene.cue
    if not scene.cjk and _ASKED_FOR.search(scene.folded, scene.clause[0], scene.cue.start):
        return scene.cue
    if scene.cue.term.word.startswith("on the ") and _WANTS.search(scene.folded, scene.clause[0], scene.cue.start):
        return scene.cue
    if not scene.cjk and _MAY_END.search(scene.folded, scene.clause[0], scene.cue.start):
        return scene.cue
    if scene.cue.term.language == "zh" and _ZH_OR_NOT.match(scene.folded, scene.cue.end):
        return scene.cue
    zh = (scene.folded, scene.clause[0], scene.cue.start)
    if scene.cue.term.language == "zh" and (
        _ZH_DISCUSSES.search(*zh) or _ZH_MAYBE.search(*zh) or _ZH_UNAWARE.search(*zh)
    ):
        return scene.cue
    if scene.finite:
        return None
    reach = (14, 14) if scene.cjk else (50, 30)
    return next(
        (
            h
            for h in scene.of("speculated")
            if not (h.term.word == "close to" and _AMOUNT.match(scene.folded, h.end))
            and not (h.start >= scene.cue.end and scene.cue.term.rule.startswith("en.discusses"))
            and not _begun_by(scene, h)
            and not (h.term.word in {"might", "may", "could"} and scene.folded.startswith(" mean ", h.end))
            and not (h.term.word.startswith("invite") and _IN_CALL.search(scene.folded, h.end, scene.cue.start))
            and not (h.term.word == "能否" and _TO_TELL.match(scene.folded, h.end))
            and not (h.term.word in _BESIDES and _PREPOSED.search(scene.folded, h.end, scene.cue.start))
            and not (h.term.word == "would" and _SAID.search(scene.folded, scene.clause[0], h.start))
            and not (h.term.word in _NEAR_TIMES and _SET_TO.search(scene.folded, scene.clause[0], scene.cue.start))
            and not (h.term.language == "zh" and _ALONG.match(scene.folded, h.end))
            and not _aim_of(scene, h)
            and not (h.term.word == "邀请" and _INVITED.search(scene.folded, max(0, h.start - 12), h.start))
            and scene.within(h, *reach)
            and scene.governed(h)
            and _predicated(scene, h)
        ),
        None,
    )


# "may stop in Shenzhen, meet Xi": the modal carries over to the second verb.
_AND_MAY = re.compile(r"\b(?:may|might|could) [a-z]+ [^.;:?!]{3,60}(?:, | and )(?:then |also |even )?$")


# "gone through a possible Board of Trade in their sessions"
_BESIDES = frozenset({"possible", "potential", "seeks", "sought", "seeking"})
_PREPOSED = re.compile(r" (?:in|at|during|on) (?:[a-z]+ ){0,2}$")
# "plans to talk very soon": a plan without a day.
_NEAR_TIMES = frozenset({"very soon", "before long", "in the near future", "not too distant future"})
_SET_TO = re.compile(r"\b(?:plan(?:s|ned|ning)?|set|due|scheduled|expect(?:s|ed)|prepar(?:es|ing)) to\b")
# "said the delegation would check in": in speech that is retold, "would" is "will".
_SAID = re.compile(r"\b(?:said|says|announced|confirmed|told [a-z ]{3,20})\b[^.;:]{0,70}$")
# "受王毅邀请访华", unlike 邀请某人访华: who is somebody's guest has accepted.
_INVITED = re.compile(r"(?:受|应|获)[^，。；：]{0,10}$")
# "Xi invites Trump to Beijing in call": it was in the call that he did.
_IN_CALL = re.compile(r" (?:in|during|over|by) (?:an? |the |their )?(?:[a-z-]+ ){0,2}$")
# "能否介绍磋商安排": a question about what there is, not whether.
_TO_TELL = re.compile(r"(?:请)?(?:您)?(?:再|具体|详细|进一步)?(?:介绍|透露|分享|说明|谈谈|提供|证实.{0,2}细节)")
# "officials have asked Beijing for a call"
_ASKED_FOR = re.compile(
    r"\bask(?:s|ed|ing)? (?:beijing|china|washington|the (?:us|chinese|americans)|xi|trump) (?:side )?for (?:an? )?"
    r"(?:[a-z-]+ ){0,3}$"
)
# "wants Dong on the line"
_WANTS = re.compile(
    r"\b(?:(?:wants?|wanted|seeks?)(?! from| out)|(?:hopes?|tr(?:y|ies|ying)) to (?:get|have)) (?:[a-z.'-]+ ){1,4}$"
)
# "threatens to scrap the meeting"
_MAY_END = re.compile(
    r"\b(?:threat(?:s|ens|ened|ening)?|may|might|could|consider(?:s|ed|ing)?|mull(?:s|ed|ing)?|weigh(?:s|ed|ing)?"
    r"|hint(?:s|ed|ing)?|suggest(?:s|ed|ing)?)\b[^.;:,]{0,24}\b(?:cancel(?:s|l?ing)?|scrap(?:ping)?|call(?:ing)? off"
    r"|postpon(?:e|ing)|delay(?:ing)?|put(?:ting)? off|ditch(?:ing)?|skip(?:ping)?|pull(?:ing)? out of|boycott(?:ing)?)"
    r"(?: (?:the|a|his|her|their|his|planned|upcoming|next|[a-z'-]+)){0,4} $"
)


# "高管可能随习近平访美": who may come along; the trip itself is not in doubt.
_ALONG = re.compile(r"(?:会|将|要)?(?:随|陪同|跟随|同行)")
# "特朗普或农历新年前访华", not "8月或9月访美"
# "a report that the two are holding talks, a spokesman neither confirmed nor denied it"
_LEFT_OPEN = re.compile(r"[^.;:]{0,70}\bneither confirm[a-z]* n?or den[a-z]+\b")
# "不了解中美元首通话的情况"
_ZH_UNAWARE = re.compile(r"(?:不了解|不掌握|没有掌握|不知情|不清楚|[没未](?:有)?听[说到闻])[^，。；：]{0,12}$")
# "官员讨论深圳峰会期间再次举行会晤"
_ZH_DISCUSSES = re.compile(r"(?:讨论|探讨|商讨|酝酿)[^，。；：]{0,18}(?:举行|安排)(?:[^，。；：]{0,4})$")
# "中美经贸磋商本月内或重启"
_ZH_OR_NOT = re.compile(
    r"[^，。；：\s]{0,8}(?<![月日周天年末底初午国美中方城市场省京])或(?:将|会|于|在|可|再)?"
    r"(?:重启|举行|登场|恢复|展开|成行|延期|推迟|取消|生变)"
)
_ZH_MAYBE = re.compile(
    r"(?:(?<=[一-鿿])|(?<=[：:，\s]))(?<![月日周天年末底初午国美中方城市场省京])或(?!者|许)[^，。；：、或与和同]{0,8}$"
)


def expected(scene: Scene) -> Hit | None:
    """ "eyes a productive Trump-Xi meeting this week": with a time that near, it is expected."""
    if scene.cjk or scene.finite or _SOON.search(scene.folded, scene.cue.end) is None:
        return None
    return next((h for h in scene.of("speculated") if h.term.word in _EYES and scene.within(h, 50, 0)), None)


_EYES = frozenset({"eyes", "eyeing", "eyed"})


_SOON = re.compile(r"\b(?:this|next) (?:week|weekend|month)\b|\bin (?:the )?coming (?:days|weeks)\b")


def _begun_by(scene: Scene, hit: Hit) -> bool:
    """ "通话由美方提议": who proposed what took place."""
    return hit.term.word in {"提议", "提出", "盼", "제안"} and hit.start >= scene.cue.end


def _aim_of(scene: Scene, hit: Hit) -> bool:
    """ "seek to break the ice in rare Beijing visit": what they want of a visit that takes place."""
    if scene.cjk or hit.term.word not in _AIMS or scene.cue.term.form not in NOUNS:
        return False
    return _AT_IT.fullmatch(scene.folded, hit.end, scene.cue.start) is not None


_AIMS = frozenset(
    {"seek", "seeks", "seeking", "sought", "hope to", "hopes to", "hoping to", "wants to", "want to", "could", "may"}
)
_AT_IT = re.compile(
    r"(?: to)? (?!meet|hold|visit|talk|speak|see|go|travel)[a-z]+ [^.;:]{3,60}\b(?:in|during|at) (?:[a-z-]+ ){0,4}"
)


def _predicated(scene: Scene, hit: Hit) -> bool:
    """Whether a word of doubt behind an English contact word is said of it, and not of what comes next."""
    if scene.cjk or hit.start < scene.cue.end:
        return True
    gap = scene.folded[scene.cue.end : hit.start]
    return "," not in gap and (len(gap) <= 8 or hit.term.word in _PREDICATES or _IS.search(gap) is not None)


# "spent close to four hours"
_AMOUNT = re.compile(r" (?:\d|an? (?:hour|day|half)|one|two|three|four|five|six|seven|eight|nine|ten|half)\b")
_IS = re.compile(
    r"\b(?:is|are|was|were|be|been|remains?|seems?|looks?|appears?)\s(?:still |now |also |very |highly )?$"
)
_PREDICATES = frozenset(
    {
        "in doubt",
        "uncertain",
        "unclear",
        "hangs in balance",
        "hangs in the balance",
        "under discussion",
        "in jeopardy",
        "at risk",
        "in peril",
        "under threat",
        "under a cloud",
        "up in the air",
        "under consideration",
        "under review",
        "hinges on",
        "rests on",
        "in the works",
        "unlikely",
        "not confirmed",
        "unconfirmed",
        "being discussed",
        "remains to be seen",
        "could",
        "may",
        "might",
        "whether",
        "hinge on",
        "depends on",
    }
)
