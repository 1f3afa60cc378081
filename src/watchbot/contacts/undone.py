"""Undone: the rules by which a contact was put off or called off."""

import re

from watchbot.contacts.scan import Hit
from watchbot.contacts.scene import Scene, Test

_AUXILIARY = re.compile(
    r"\b(?:is|are|was|were|be|been|being|get|gets|got|now|again|temporarily|indefinitely|to be|—|-)\s*$"
)
_BEFORE_THAT = re.compile(r"\bhad\b")
_BY_ITSELF = frozenset({"collapsed", "fell through", "falls through", "is off", "are off", "is dead", "are dead"})


def _off_for_a_while(scene: Scene) -> bool:
    """ "访中喊卡 延五到六周"."""
    off = (h for h in scene.of("cancelled") if scene.within(h, 12, 12))
    return any(_ZH_AGAIN.search(scene.folded, h.end) for h in off)


def _moved(scene: Scene) -> bool:
    """ "原定下周一举行的磋商，改于20日展开": moved, in two clauses."""
    first_set = _ZH_FIRST_SET.search(scene.folded, 0, scene.cue.start)
    return first_set is not None and _ZH_MOVED.match(scene.folded, scene.cue.end) is not None


def _pushed_back(scene: Scene) -> bool:
    """ "asks Beijing to push the summit back": the particle stands behind the contact word."""
    verb = _PUSH.search(scene.folded, scene.clause[0], scene.cue.start)
    if verb is None or _UNREAL.search(scene.folded[max(scene.clause[0], verb.start() - 45) : verb.start()]):
        return False
    return _BACK.match(scene.folded, scene.cue.end) is not None


# "talks collapse before they begin"
_BEFORE_BEGUN = re.compile(
    r"[^.;:]{0,24}\b(?:collaps|fail|founder|fall apart|fell apart|die|dead)\w* before (?:they|it|talks) (?:even )?"
    r"(?:begin|began|start|started|open|opened)\b"
)


def _struck_off(scene: Scene) -> bool:
    """ "Wang cuts Rubio meeting from his schedule"."""
    cut = _CUTS.search(scene.folded, max(scene.clause[0], scene.cue.start - 40), scene.cue.start)
    return cut is not None and _FROM_SCHEDULE.match(scene.folded, scene.cue.end) is not None


_CUTS = re.compile(
    r"\b(?:cuts?|drop(?:s|ped)?|strikes?|struck|remove[sd]?|scrub(?:s|bed)?|axe[sd]?|delete[sd]?)\b[^.;:]{0,24}$"
)
_FROM_SCHEDULE = re.compile(
    r"(?: [a-z'-]+){0,3}? (?:from|off) (?:(?:his|her|their|the|its) )?(?:[a-z'-]+ ){0,3}(?:schedule|itinerary|agenda"
    r"|program(?:me)?|calendar|diary)\b"
)


def as_agreed(scene: Scene) -> Hit | None:
    """ "will not meet Hegseth as had been agreed": it was to be."""
    if scene.cue.term.language == "zh" and _ZH_WONT.search(scene.folded, scene.clause[0], scene.cue.start):
        return scene.cue
    if scene.cjk or _WONT.search(scene.folded, scene.clause[0], scene.cue.start) is None:
        return None
    return scene.cue if _AS_AGREED.match(scene.folded, scene.cue.end) else None


_ZH_WONT = re.compile(
    r"(?:不再|不会|将不|无法|不能)(?:如约|按原定|照原定|如期|按计划|照计划|按原计划)[^，。；：]{0,10}$"
)
_WONT = re.compile(r"\b(?:will not|won't|would not|wouldn't|no longer)\b[^.;:]{0,24}$")
_AS_AGREED = re.compile(
    r"[^.;:]{0,60}\bas (?:had been |was |were |originally |previously |initially )?"
    r"(?:planned|agreed|scheduled|arranged)\b"
)
# "Beijing pulls Dong from the Singapore meeting"
_PULLS = re.compile(
    r"\bpull(?:s|ed)? (?!out\b)(?:[a-z'-]+ ){1,4}(?:from|out of) (?:the |a |his |her )?(?:[a-z'-]+ ){0,3}$"
)
# "싱가포르서 악수…핫라인은 불발": something else came to nothing.
_OF_ELSE = re.compile(
    r"[…,] ?[가-힣]{2,8}[은는] ?$|(?:关税|加征|休战|停战|停火|措施|管制|限令|禁令|法案|期限|大限|协议|관세|휴전|조치"
    r"|통제|시한)(?:再|的|暂停|暂缓)? ?$"
)
_PUSH = re.compile(r"\b(?:push|put|mov|shov|bump|kick)(?:e|es|ed|s|t?ing)? (?:[a-z'-]+ ){0,6}$")
_BACK = re.compile(
    r"(?: (?:with|to|in) [a-z]+)? (?:back|off|on hold|on ice|down the road)\b(?! to (?:the )?(?:table|track))"
    r"| (?:by )?(?:[a-z0-9-]+ ){1,4}(?:days|weeks|months?) back\b"
    r"|(?: (?:with|to|in) [a-z]+)? to (?:(?:early|late|mid|next|the) ?-?)*(?:january|february|march|april|may|june|july"
    r"|august|september|october|november|december|spring|summer|autumn|fall|winter|week|month|year|new year)\b"
)


def undone(status: str) -> Test:
    """Cancelled or postponed: the word has the contact for its object, or follows it as its predicate."""

    def test(scene: Scene) -> Hit | None:
        if status == "postponed" and scene.cjk and (_moved(scene) or _off_for_a_while(scene)):
            return scene.cue
        if (
            status == "postponed"
            and not scene.cjk
            and (_pushed_back(scene) or _NOT_SCRAPPED.match(scene.folded, scene.cue.end))
        ):
            return scene.cue
        if status == "cancelled" and not scene.cjk and _BEFORE_BEGUN.match(scene.folded, scene.cue.end):
            return scene.cue
        if status == "cancelled" and not scene.cjk and _struck_off(scene):
            return scene.cue
        if status == "cancelled" and not scene.cjk and _PULLS.search(scene.folded, scene.clause[0], scene.cue.start):
            return scene.cue
        due = (_DUE.match(scene.folded, scene.cue.end) or _OF_WHOM.match(scene.folded, scene.cue.end)) is not None
        further = [w for w in scene.words if due and w.term.status == status and 0 < w.start - scene.cue.end < 130]
        for hit in further or scene.of(status):
            if scene.cjk:
                near = 2 if hit.term.word in _STOPS and hit.start >= scene.cue.end else 12
                if (
                    scene.within(hit, near, near)
                    and not (status == "cancelled" and _ZH_AGAIN.search(scene.folded, hit.end))
                    and not scene.folded.startswith(("的", "之", "된 ", "됐던"), hit.end)
                    and not _PUT_OFF_ROUND.match(scene.folded, hit.end)
                    and not (hit.term.word == "重新安排" and _TO_ARRANGE.search(scene.folded, 0, hit.start))
                    and not (status == "postponed" and _UNTIL_AFTER.match(scene.folded, scene.cue.end))
                    and not _UNDONE_NOT.search(scene.folded[max(0, hit.start - 8) : hit.start])
                    and not _NOT_BEHIND.match(scene.folded, hit.end)
                    and not (hit.start >= scene.cue.end and _OF_ELSE.search(scene.folded, scene.cue.end, hit.start))
                    and not (hit.start >= scene.cue.end and _ASKS_TO_END.search(scene.folded, scene.cue.end, hit.start))
                ):
                    return hit
            elif (
                (status == "cancelled" and _FOR_NOW.match(scene.folded, hit.end))
                or _SLIPS_AWAY.match(scene.folded, hit.start)
                or _UNREAL.search(scene.folded[max(scene.clause[0], hit.start - 45) : hit.start])
            ):
                continue
            elif hit.end <= scene.cue.start:
                gap = scene.folded[hit.end : scene.cue.start]
                if _LONG_AFTER.search(scene.folded, max(0, hit.start - 60), hit.start):
                    continue
                if (
                    len(gap) <= (40 if hit.term.word not in _LETS_GO else 18)
                    and not (
                        hit.term.word in _ADJECTIVES
                        and _DETERMINED.search(scene.folded[max(0, hit.start - 12) : hit.start])
                    )
                    and not re.search(r"[,;:]|\b(?:after|at|in)\b", gap)
                ):
                    return hit
            elif hit.start >= scene.cue.end:
                gap = scene.folded[scene.cue.end : hit.start]
                gap = _DUE.sub("", gap)
                whole = hit.term.word in _BY_ITSELF and "," not in gap
                whole = whole or _OF_WHOM.fullmatch(gap) is not None
                whole = whole or (scene.cue.term.word.endswith(" with") and _NAME.fullmatch(gap) is not None)
                if (
                    len(gap) <= (80 if _SET_FOR.search(gap) else 120 if _OF_WHOM.fullmatch(gap) else 50)
                    and (whole or not gap.strip() or _AUXILIARY.search(gap) or _PLACED.fullmatch(gap))
                    and not _BEFORE_THAT.search(gap)
                ):
                    return hit
        return None

    return test


# "Policy talks with PLA 'pushed back,' not scrapped"
_NOT_SCRAPPED = re.compile(
    r"(?: (?:with|between|in) [a-z ]{2,24})? ['\"]?(?:pushed back|postponed|delayed|put off),?['\"]?,?"
    r" not (?:scrapped|cancel\w*|called off)"
)
# Off for now: it may still come.
_FOR_NOW = re.compile(r" (?:for now|for the moment|temporarily|until (?:further notice|later|after))\b")
# "The meeting of the two coast guards, due on Wednesday, has been cancelled"
_DUE = re.compile(r"(?: (?:of )?(?:the )?[a-z' -]{3,60})?, (?:due|set|scheduled|planned|slated) [^,]{3,30},")
# "A call between the vice chief of the Joint Staff and the PLA's Joint Staff Department will not go ahead"
_OF_WHOM = re.compile(r" (?:between|of) [^.,;:]{4,60}? and [^.,;:]{4,60} ")
_SLIPS_AWAY = re.compile(
    r"sli(?:p|d)\w*\s(?:off|out|away|in|quietly|into(?! (?:next|january|february|march|april|may|june|july|august"
    r"|september|october|november|december|spring|summer|autumn|fall|winter)\b))\b|drop\w*\s(?:by|in|into|off)\b"
)
_SET_FOR = re.compile(r"\b(?:planned|scheduled|due|set|slated) (?:for|on)\b")
# "Trump's date with Xi slips"
_NAME = re.compile(r" (?:[a-z.'-]+ ){1,3}")
_PLACED = re.compile(
    r"(?: (?:originally )?(?:slated|scheduled|set|due|planned))?"
    r"(?: (?:in|on|at|with|to|for|between|by|of) (?:[a-z.'-]+ ){1,5}){1,2}"
)
# 延后一周的谈判今早开场
_PUT_OFF_ROUND = re.compile(r"了?[一二两三四五六七八九十几数半\d]{0,3}(?:个)?[天日周月]?(?:之后)?的")
# "计划重新安排上周推迟的会谈": it is to be.
_TO_ARRANGE = re.compile(r"(?:计划|将|拟|准备|商定|同意|正在)$")
# "关税延至川习会后宣布": something else waits for it.
_UNTIL_AFTER = re.compile(r"之?(?:后|以后)(?:再|才|宣布|公布|实施|生效|处理|决定|讨论)")
_ZH_FIRST_SET = re.compile(r"原[定订拟][^。；]{0,30}$")
_ZH_MOVED = re.compile(
    r"[^。；，]{0,6}，?(?:[^，。；]{2,14}(?<!未)(?:已|证实|宣布|确认)[^，。；]{0,2})?(?:改|延|推|押|顺延)(?:于|在|至|到|期|后|迟)"
)
# 喊停，改期再议: put off.
_ZH_AGAIN = re.compile(r"改期|另择|择期|再议|新日期|延[一二两三四五六七八九十几\d]|延后|顺延")
# "董军与赫格塞思通话 国防部：美应停止遏制": that stops something else unless it stands right beside.
_STOPS = frozenset({"停止", "中止", "终止"})
# "同盧特尼克通電 籲美方取消管制": what one asks of the other.
_ASKS_TO_END = re.compile(r"(?:吁|呼吁|要求|敦促|促|督促|希望|盼|应|须|必须)[^，。]{0,6}$")
_UNDONE_NOT = re.compile(
    r"(?:可能|或|恐|未|没|没有|不会|不|并未|是否|会否|暗示|威胁|考虑|若|如果|传|拟|或将|也许|酝酿)$|(?:可能|或|恐|未"
    r"|没有|是否|会否|威胁|考虑|报道|盛传)[^，。]{0,10}$"
)
_NOT_BEHIND = re.compile(
    r"\s?(?:은|는|이|가|를|을|도)? ?(?:안 |아니|아닌|않|없|안될|[할될] 수|[할될]지|[할될]까|가능성|여부|검토|시사|설\b"
    r"|수도|우려|위협)|与否|传闻"
    r"|可能|的可能"
)
_UNREAL = re.compile(
    r"\b(?:may|might|could|would|hints? (?:at|of)|hinted (?:at|of)|threat(?:s|ens|ened|ening)? (?:of |to )?|possib\w+"
    r"|potential|consider\w*|talk of|if|unless|"
    r"not|never|no|denie[sd]|fears? of|risks?|speculat\w+|weigh\w*|mull\w*|suggest\w*|without|rather than|whether to"
    r"|should|worr\w+)\b[^.;:]{0,24}$|n't[^.;:]{0,24}$"
)
# "Hegseth met Dong two weeks after the American called off a trip": another one.
_LONG_AFTER = re.compile(r"\b(?:days?|weeks?|months?|years?) after (?:[a-z.'-]+ ){1,5}$")
_DETERMINED = re.compile(
    r"(?:^|\b(?:the|a|an|his|her|their|its|this|that|of|for|on|to|make|makes|after|over|with|from|'s|long|much"
    r"|twice)\s)$"
)
_LETS_GO = frozenset({"drop", "drops", "dropped", "ditches", "ditched", "skips", "skipped", "bails on", "bailed on"})
_ADJECTIVES = frozenset({"delayed", "postponed", "rescheduled"})
