"""Denials: the rules by which a contact was denied, or left out of what is talked about."""

import re

from watchbot.contacts.scan import Hit
from watchbot.contacts.scene import NOUNS, Scene

_NONE = re.compile(
    r"\b(?:no|not any|without any)\s(?!longer|decision|word|clarity|comment|sign|doubt|breakthrough|deal|matter|end"
    r"|date|deadline|reason|stranger|progress|surprise)"
    r"(?:(?!of\b|on\b|in\b|at\b|from\b|about\b|for\b|with\b|as\b|to\b|after\b|before\b)[a-z'.-]+\s){0,3}$"
)
# "A report that they would hold a round in Hong Kong is untrue"
_REPORT = re.compile(r"\b(?:reports?|claims?|rumou?rs?) (?:that|of|about)\b[^.;:?!]*$")
_UNTRUE = re.compile(
    r"[^.;:?!]* (?:is|are|was|were) [\"']?(?:pure |total |complete |entirely |completely |simply )?"
    r"(?:untrue|false|not true|baseless|groundless|unfounded|fabricat\w+|fiction|inaccurate|not accurate|nonsense)\b"
)
# "That is not true," she said of a report that they had held a call.
_UNTRUE_REPORT = re.compile(
    r"\b(?:not true|untrue|false|baseless|groundless|fabricated|made up|no truth)\b[^.;:]{0,70}"
    r"\b(?:of|about|to|in) (?:an? |the )?(?:[a-z]+ ){0,2}(?:reports?|claims?|rumou?rs?|suggestions?)"
    r" (?:that|of|about)\b[^.;:?!]*$"
)
# "rejects Trump claim of daily talks"
_REJECTED = re.compile(
    r"\b(?:laugh(?:s|ed) off|scoff(?:s|ed) at|brush(?:es|ed) (?:off|aside)|wav(?:es|ed) (?:off|away)|shrug(?:s|ged) off"
    r"|pour(?:s|ed) cold water on|describ(?:es|ed) as (?:pure )?(?:fiction|false|untrue|nonsense|fabricat\w+|baseless)"
    r"|reject(?:s|ed)?|den(?:y|ies|ied)|dismiss(?:es|ed)?|rebut(?:s|ted)?|refute[sd]?|dispute[sd]?|debunk(?:s|ed)?)\b"
    r"[^.;:]{0,36}\b(?:claims?|reports?|assertions?|suggestions?|rumou?rs?|talk|accounts?|story) (?:of|that|about)\b"
    r"[^.;:]*$"
)
# "no Chinese envoy sits in on the talks"
_NOBODY = re.compile(
    r"(?:^|[:;.,\"] ?|\bthat )no (?!longer|matter|doubt|decision|word|comment|clear|date|time|guarantee|reason|idea"
    r"|sooner|wonder|sign|one but|fewer|less|deal|breakthrough)"
    r"(?:(?!who|that|as|when|while|after|before|to)[a-z.'-]+ ){1,4}$"
)
# "Trump says Xi called him; Beijing denies it"
CLAIMED = re.compile(r"[^.;:]{0,40}\b(?:says?|said|claims?|claimed|insists?|insisted|boasts?|reports?)\b")
_OTHERS_DENY = re.compile(
    r"[^.;:]{0,60}(?:[.;,:]|,? but)\s(?:the )?(?:beijing|china|chinese|washington|foreign ministry|embassy|white house)"
    r"(?:'s)?(?: (?:says?|said|foreign|commerce|ministry|embassy|officials|spokes\w+|government|in|us|washington)){0,5}"
    r"(?:[:,] | )[\"'“]?(?:(?:denies|denied|disputes|disputed)(?: (?:it|this|that|the claim|any such|the call)\b|$)"
    r"|no such|not true|untrue|it never happened|never happened|there (?:was|were) no (?:such|call|talk|contact)"
    r"|(?:it|that) (?:did not|didn't)|calls? (?:it|that|this) (?:untrue|false|fake))"
)
# "China not in nuclear arms talks with U.S."
_NOT_IN = re.compile(r"\bnot (?:currently |now )?(?:in|holding|having|engaged in) (?:any |such )?(?:[a-z-]+ ){0,3}$")
_ANNOUNCED = re.compile(r"^[^.;:]{0,30}\b(?:announced|confirmed|made public)\b")
_PAST_PERFECT = re.compile(r"\b(?:had|hadn't)\b")


_NOT = re.compile(r"\b(?:not|n't|never|without|refus\w+ to|declin\w+ to|no plans? to|avoid\w*)\s(?:[a-z]+ ){0,2}$")


def undiscussed(scene: Scene) -> Hit | None:
    """ "will not discuss chips with China", "no handshake photo": what is left out says nothing of the contact."""
    if scene.cue.term.word == "handshake" and _NONE.search(scene.folded[: scene.cue.start][-60:]):
        return scene.cue
    if (
        not scene.cjk
        and _NONE.search(scene.folded[: scene.cue.start][-60:])
        and _RAISED.match(scene.folded, scene.cue.end)
    ):
        return scene.cue
    if not scene.cue.term.rule.startswith("en.discusses"):
        return None
    return scene.cue if _NOT.search(scene.folded, max(scene.clause[0], scene.cue.start - 40), scene.cue.start) else None


# "no meeting of the presidents was discussed"
_RAISED = re.compile(
    r"[^.;:,]{0,40}\b(?:was|were|had been|has been) (?:discussed|raised|mentioned|on the agenda|brought up)\b"
)


def denied(scene: Scene) -> Hit | None:
    """Why it is denied, or None: the word of denial, or the contact word where "no" or "nobody" governs it."""
    if scene.cue.term.rule == "en.visit.in":
        return None  # "In Beijing, he says not talking is dangerous": who is there is there
    if not scene.cjk and SILENT.search(scene.folded, scene.clause[0], scene.cue.start):
        return None
    if not scene.cjk and scene.cue.term.form in NOUNS | {"ing"} and _NONE.search(scene.folded[: scene.cue.start][-60:]):
        return None if _ANNOUNCED.match(scene.folded[scene.cue.end :][:60]) else scene.cue
    if (
        not scene.cjk
        and scene.cue.term.form in {"fin", "base"}
        and _NOBODY.search(scene.folded[: scene.cue.start][-70:])
    ):
        return scene.cue
    if (
        not scene.cjk
        and _UNTRUE.match(scene.folded, scene.cue.end)
        and _REPORT.search(scene.folded, 0, scene.cue.start)
    ):
        return scene.cue
    if not scene.cjk and (
        _UNTRUE_REPORT.search(scene.folded, 0, scene.cue.start) or _REJECTED.search(scene.folded, 0, scene.cue.start)
    ):
        return scene.cue
    if scene.cue.term.language == "zh" and scene.title and _ZH_ANSWERED.match(scene.folded, scene.cue.end):
        return scene.cue
    if (
        scene.title
        and not scene.cjk
        and CLAIMED.match(scene.folded)
        and _OTHERS_DENY.match(scene.folded, scene.cue.end)
    ):
        return scene.cue
    if not scene.cjk and _dismissed(scene):
        return scene.cue
    if scene.cue.term.form in NOUNS and _NOT_IN.search(scene.folded, scene.clause[0], scene.cue.start):
        return scene.cue
    if scene.title and not scene.cjk and _ASKED_AND_ANSWERED.match(scene.folded):
        return scene.cue
    if not scene.cjk and _NEVER_WAS.match(scene.folded, scene.cue.end):
        return scene.cue
    said = scene.folded[max(scene.clause[0], scene.cue.start - 28) : scene.cue.start]
    if scene.cue.term.language == "zh" and _ZH_ASKED.search(scene.folded, scene.cue.end, scene.cue.end + 90):
        return scene.cue
    if scene.cue.term.form == "tight" and scene.folded[max(0, scene.cue.start - 1) : scene.cue.start] in _ZH_SHORT_NOT:
        return scene.cue
    if scene.cjk and scene.title and _CJK_RUMOUR.match(scene.folded, scene.cue.end):
        return scene.cue
    unplanned = _ZH_PLANNED.match(scene.folded, scene.cue.end) and _ZH_NO_PLAN.search(said)
    if scene.cue.term.language == "zh" and (
        unplanned or _ZH_NONE.search(said) or _ZH_NOT.search(said) or _ZH_SO_CALLED.search(said)
    ):
        return scene.cue
    if scene.cue.term.language == "ko" and (
        _KO_NONE.match(scene.folded, scene.cue.end)
        or (scene.title and _KO_REPORTED.search(scene.folded, scene.cue.end))
    ):
        return scene.cue
    reach = (60, 30)
    return next(
        (
            h
            for h in scene.of("denied")
            if scene.within(h, *(reach if h.term.language != "ko" else (6, 12)))
            and not (h.term.language == "ko" and _KO_TOPIC.search(scene.folded[scene.cue.end : h.start]))
            and not (h.term.language == "ko" and _KO_VISA.search(scene.folded, max(0, h.start - 8), h.start))
            and not (h.term.word in {"从未", "未曾"} and h.start >= scene.cue.end)
            and not _PAST_PERFECT.match(scene.folded[h.start : h.end])
            and not (h.term.language == "zh" and _UNCHANGED.match(scene.folded, h.end))
            and not (h.start >= scene.cue.end and _SOMETHING_ELSE.search(scene.folded, scene.cue.end, h.end + 20))
        ),
        None,
    )


# "의원 비자 거부": what is refused is their entry.
_KO_VISA = re.compile(r"(?:비자|사증|입국|발급)(?:을|를)? ?(?:발급 ?)?$")


def _dismissed(scene: Scene) -> bool:
    """ "White House knocks down talk of a stopover", "calls reports of secret talks pure fiction"."""
    before = scene.folded[max(0, scene.cue.start - 90) : scene.cue.start]
    if _KNOCKS_DOWN.search(before) or (scene.title and _FAKE_NEWS.match(scene.folded, 0, scene.cue.start)):
        return True
    return _CALLS_REPORTS.search(before) is not None and _FICTION.match(scene.folded, scene.cue.end) is not None


_TALK_OF = (
    r"(?:[a-z'-]+ ){0,2}(?:talk|reports?|claims?|rumou?rs?|speculation|suggestions?|notion|story|stories|chatter)"
    r" (?:of|about|that|on)\b[^.;:]{0,40}$"
)
_KNOCKS_DOWN = re.compile(
    r"(?<!had )\b(?:dismiss(?:es|ed)?|reject(?:s|ed)?|den(?:y|ies|ied)"
    r"|(?:knock|shoot|swat|bat|slap)(?:s|ed|ted|ped)? (?:down|away)|shot down"
    r"|brush(?:es|ed)? (?:off|aside)|debunk(?:s|ed)?|rubbish(?:es|ed)?|refut(?:es|ed)|rebut(?:s|ted)"
    r"|quash(?:es|ed)?|scotch(?:es|ed)?|scoff(?:s|ed)? at) " + _TALK_OF
)
_FAKE_NEWS = re.compile(
    r"['\"](?:total |pure |complete )?(?:fake news|fake|false|nonsense|not true|untrue|rubbish|baseless"
    r"|never happened)['\",][^.;]{0,60}\b(?:reports?|claims?|rumou?rs?|story|talk)\b"
)
_CALLS_REPORTS = re.compile(r"\b(?:calls|called|labels|labelled|labeled|brands|branded) " + _TALK_OF)
_FICTION = re.compile(
    r"[^.;:]{0,30}\b(?:fiction|fabricat\w+|fake|false|nonsense|baseless|groundless|untrue|inventions?|made[ -]up|wrong"
    r"|rubbish)\b"
)
# "Beijing silent on Trump's claim of planned Xi call": neither said nor denied.
SILENT = re.compile(
    r"\bneither (?:confirm|den)[a-z]+ n?or (?:confirm|den)[a-z]+ [^.;:]{0,30}$|"
    r"\b(?:silent|mum|quiet|coy|tight-lipped|no comment|non-committal) (?:on|about|over)\b[^.;:]{0,30}"
    r"\b(?:claims?|reports?|rumou?rs?|talk|suggestions?)\b[^.;:]{0,24}$"
)
# "政策并未改变", "关系从未如此好": what hasn't changed, or has never been so.
_UNCHANGED = re.compile(r"(?:有所?|发生)?(?:任何)?(?:改变|变化|变动|动摇|松动|调整|影响)|如此|这么|这样|像现在|比现在")
# "Xi answers the letter, denies arming Iran"
_SOMETHING_ELSE = re.compile(r",[^.;:]*\bden(?:ies|ied) [a-z]+ing\b")
_KO_TOPIC = re.compile(r",|…|(?!다)[가-힣](?:은|는) ")
# "…通话，能否证实？发言人：你提到的情况不属实。"
_ZH_ASKED = re.compile(r"能否(?:证实|确认|证明)[？?].{0,40}(?:不属实|没有这|并非事实|不是事实|无此事)")
# "暂无中美元首通话安排"
_ZH_NO_PLAN = re.compile(r"(?:暂无|尚无|并无|没有|无)[^，。；：]{0,12}$")
_ZH_PLANNED = re.compile(r"的?(?:安排|计划|日程)")
# Whether somebody rang is asked, and the White House says no.
_ASKED_AND_ANSWERED = re.compile(
    r"(?:did [^?]{8,90}|(?:[a-z]+ ){1,3}(?:call|meeting|talks|visit|trip|summit) (?:with|to|in) [^?]{2,60})\?"
    r" [^?]{0,40}\b(?:no(?! (?:one|comment|word|answer|reply|confirmation))"
    r"|not(?! (?:saying|sure|yet|clear))|never|nope|untrue|false|denies|denied)\b"
)
# A spokesman, asked about the supposed conversation: "it didn't happen".
_NEVER_WAS = re.compile(
    r"[^.;!?]{0,60}[?!]\W{0,3}(?:it |that )?never happened|[^.;!?]{0,50}\b(?:it|that|this) (?:never|did ?n't|did not"
    r"|hasn't|has not) (?:happen|take place|took place)"
)
# "下周飞北京？美财政部：没这趟行程"
_ZH_ANSWERED = re.compile(
    r"[^，。；：？?]{0,14}[？?，,；;\s][^：？?]{1,12}：[「“]?(?:根本|并|完全|绝)?(?:没这|没有这|无此|不实|否认|不属实"
    r"|假|没有的事|据了解没有|没有[」”。]?$|没听说)"
)
# 不见
_ZH_SHORT_NOT = frozenset("不未没唔冇")
# "没有所谓中美秘密会面"
_ZH_SO_CALLED = re.compile(r"(?:没有|不存在|并无|从无)所谓的?[^，。；：]{0,14}$")
# "…致电？谣言"
_CJK_RUMOUR = re.compile(r"[^，。；：]{0,14}[？?]\s?(?:官方)?(?:谣言|假的|不实|辟谣|假消息|误传|가짜|사실무근)")
_ZH_NONE = re.compile(
    r"(?:无|没有|并无|未有|未|不会有)(?:任何|单独|双边|正式|私下|直接|进行|举行|安排|再|新的)?(?:正在进行的?)?$"
)
_ZH_NOT = re.compile(
    r"(?:不会|没有|没(?=[与和同跟给])|并未|未|无计划|没有计划|无意|不打算|无|(?<![要对差])不(?=[与在]))(?:就|与|同|和|在|于|跟"
    r"|向)[^，。；？]{1,16}?(?:进行|举行"
    r"|展开|有)?(?:任何|过|磋商或|谈判或)?$"
)
# ‘밴스 베이징행’ 보도…백악관 “그런 계획 없다”
_KO_REPORTED = re.compile(
    r"(?:보도|보도에|설에|설은|설(?=[…,. ])|주장에)[^가-힣]{0,3}[^“\"]{0,10}[“\"‘'](?!아는|알지|할 말|들은|언급|파악)"
    r"[^”\"]{0,14}(?:없다|없었다|아니다|사실무근|가짜뉴스|오보)"
)
_KO_NONE = re.compile(r"(?:은|는|이|가|도|을|를)?\s?(?:없|안 (?:하|한|해|만)|못 (?:하|한|해|만))")
