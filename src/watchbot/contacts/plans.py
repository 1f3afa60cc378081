"""Plans: the rules by which a contact is still to come."""

import re

from watchbot.contacts.adjunct import on_record
from watchbot.contacts.past import confirms_what_was
from watchbot.contacts.plans_ko import korean_plan
from watchbot.contacts.plans_zh import chinese_plan
from watchbot.contacts.predicate import foretold, governing, is_light
from watchbot.contacts.scan import Hit
from watchbot.contacts.scene import NOUNS, VERBS, Scene, Test
from watchbot.model import Status

_FIRST = re.compile(r"\b(?:first|only|last|latest|highest-ranking|highest-level)\b[^,.;:]{0,40}$")
_GERUND = re.compile(r"\s[a-z]+ing\b")


def commits(status: Status) -> Test:
    """What the words before the predicate of an English contact word commit to."""

    def test(scene: Scene) -> Hit | None:
        if scene.cjk or scene.cue.term.rule == "en.visit.in":
            return None
        found = governing(scene.folded, scene.cue, scene.clause[0])
        return scene.cue if found is not None and found[1] is status else None

    return test


def told_to_come(scene: Scene) -> Hit | None:
    """ "Leavitt said the president would be in Beijing": in speech that is retold, "would" is "will"."""
    if scene.cjk:
        return None
    found = governing(scene.folded, scene.cue, scene.clause[0])
    return scene.cue if found is not None and found[0] == "said-would" else None


def planned(scene: Scene) -> Hit | None:
    """Why it is still to come, or None: the first word of planning that is said of this contact."""
    if scene.cue.term.language == "zh" and chinese_plan(scene):
        return scene.cue
    if scene.title and on_record(scene.folded, 0):
        return None
    if scene.title and scene.cue.term.language == "ko" and _DAYS_LEFT.match(scene.folded):
        return scene.cue
    return next((h for h in scene.of("planned") if _plans(scene, h)), None)


# "D-24 미중 정상회담"
_DAYS_LEFT = re.compile(r"[\[(]?d-\d")


def _plans(scene: Scene, hit: Hit) -> bool:
    if scene.cjk:
        first = hit.end <= scene.cue.start or hit.start < scene.cue.end
        if hit.term.language == "zh" and hit.term.form != "either" and not first:
            return False
        if hit.term.language == "ko":
            return korean_plan(scene, hit)
        evening = hit.term.word == "今晚" and (
            _ZH_AND_SAID.match(scene.folded, scene.cue.end) or scene.folded.startswith("的", hit.end)
        )
        if evening or (hit.term.word == "定了" and scene.folded.startswith("调", hit.end)):
            return False  # "定了调": a tone is set, no day
        gap = scene.folded[scene.cue.end : hit.start]
        if hit.term.word in _NEARS and gap.strip() and set(gap) & set(" 　，；："):
            return False  # 连线 对等关税在即
        if hit.term.word == "前夕" and first:
            return False  # "峰会前夕 两人通电话": the eve of something else
        if hit.term.word == "敲定" and not first and _SETTLED.match(scene.folded, hit.end):
            return False
        if not first and _SETS_UP.match(scene.folded, hit.start):
            return False  # "通话 拟设热线"
        over = not first and _OVER.search(scene.folded, scene.cue.end, hit.start)
        return not over and scene.within(hit, 40, 25) and scene.governed(hit)
    before = hit.start <= scene.cue.start
    form = hit.term.form
    if hit.term.word in {"looms", "looming"} and scene.folded.startswith(" over ", hit.end):
        return False  # what looms is something else
    if hit.term.word in {"is on", "are on"} and scene.folded.startswith(" the ", hit.end):
        return False  # "are on the phone", not "the talks are on"
    if confirms_what_was(scene, hit):
        return False
    if scene.cue.term.mode == "letter" and hit.term.word.startswith("send"):
        return False
    if before and any(
        hit.end <= c.start < scene.cue.start and "," in scene.folded[c.end : scene.cue.start] for c in scene.cues
    ):
        return False  # "Ahead of Trump's arrival, senators visit Beijing"
    if hit.term.word == "before" and _GERUND.match(scene.folded, hit.end):
        return False
    if hit.term.word.startswith("to ") and _FIRST.search(scene.folded[max(0, hit.start - 60) : hit.start]):
        return False  # "the first in Congress to visit": it has
    if scene.finite:
        return hit.start < scene.cue.start and form == "modal" and scene.gap(hit) <= 6
    if form == "modal":
        return (
            (not hit.term.word.endswith(" to") or _leads_to(scene, hit))
            and before
            and scene.gap(hit) <= 70
            and scene.governed(hit)
        )
    if form == "time":
        return scene.gap(hit) <= 70 and scene.governed(hit)
    if form == "post":
        return scene.within(hit, 30, 50) and scene.governed(hit)
    return before and scene.gap(hit) <= 70 and scene.governed(hit)


# "今晚通電話，北京稱習近平談及": evening news of an evening call
_ZH_AND_SAID = re.compile(
    r"[，,](?:北京|中方|白宫|外交部|新华社|双方|两人|习近平|特朗普|川普)[^，。]{0,4}?(?:称|指|说|谈及|强调|表示)"
)


def _leads_to(scene: Scene, hit: Hit) -> bool:
    """Whether a verb of holding, going or meeting follows "set to" and the like, not "set to buy"."""
    begin = hit.end + 1
    return (
        0 <= scene.cue.start - hit.end <= 12
        or is_light(scene.folded, begin)
        or any(c.term.form in VERBS and 0 <= c.start - hit.end <= 12 for c in scene.cues)
    )


_NEARS = frozenset({"在即", "倒数", "倒计时"})
# "会晤敲定新安排": what it settled, not when it'll be.
_SETTLED = re.compile(r"了?(?!于|在|日|时|行程|\d|下|本|周|月|[\s，。！…、]|$)")
_SETS_UP = re.compile(r"[拟将](?:设立?|建立?|成立|设置|签署?|采?购|降|减|增购|取消关税)")
_OVER = re.compile(r"落幕|结束|收官|谈完|达成|闭幕")


def and_will(scene: Scene) -> Hit | None:
    """ "will visit Sweden and hold talks": the modal carries over to the second verb."""
    if scene.cjk or scene.folded[scene.cue.start : scene.cue.end].split(" ", 1)[0] not in _BASES:
        return None
    before = scene.folded[max(0, scene.cue.start - 120) : scene.cue.start]
    again = _AGAIN.match(scene.folded, scene.cue.start) and _AGREE_TO.search(before)
    return scene.cue if again or _AND_WILL.search(before) else None


_BASES = frozenset({"hold", "meet", "have", "sit", "share", "shake", "speak", "talk", "discuss", "confer", "see"})
_AND_WILL = re.compile(
    r"\b(?:will|would|is to|are to|due to|set to|plans? to|expected to)\b[^.;:?!]{3,100}\band (?:then |also )?$"
    r"|(?<!agree )(?<!agreed )(?<!agrees )\b(?:to|will) [a-z]+ [^.;:?!,]{3,60}, $"
)
# "agree to keep a channel warm, meet again in September"
_AGREE_TO = re.compile(r"\bagree(?:s|d)? to [a-z]+ [^.;:?!,]{3,60}(?:, | and )$")
_AGAIN = re.compile(r"(?:meet|talk|speak|sit down|confer) again\b|reconvene\b")


def arrives_for(scene: Scene) -> Hit | None:
    """ "Trump and Xi land in Busan for their meeting": they are there, and it comes next."""
    before = (scene.folded, scene.clause[0], scene.cue.start)
    if scene.cue.term.form == "duration" and scene.cue.term.word.startswith("for ") and _LEAVES.search(*before):
        return scene.cue
    noun = not scene.cjk and scene.cue.term.form in NOUNS | {"ing"} and scene.cue.term.mode != "visit"
    return scene.cue if noun and _THERE_FOR.search(*before) else None


# "leaves Washington on Friday for two days of talks"
_LEAVES = re.compile(r"\b(?:leaves?|departs?|flies|heads|sets off|will leave|to leave) [^.;:]{0,60}$")
_THERE_FOR = re.compile(
    r"\b(?:lands?|arrives?|touch(?:es)? down) in [^,.;:]{3,30} (?:for|ahead of) (?:[a-z'-]+ ){0,4}$"
    r"|\bon (?:his|her|their|the) way to [^,.;:]{3,30} for (?:[a-z'-]+ ){0,4}$"
    r"|\b(?:leaves|departs|flies|heads|jets|sets) [^.;:]{0,60}\bfor (?:his|her|their|the|a) (?:[a-z'-]+ ){0,2}$"
)


def matter(scene: Scene) -> Hit | None:
    """ "就访华事保持沟通", "방중 시기", "in touch over the visit": what is still talked about is still to come."""
    if scene.cue.term.mode == "summit" and scene.cue.term.language == "zh":
        return scene.cue if _READIED.match(scene.folded, scene.cue.end) else None
    over_it = _OVER_IT.match(scene.folded, scene.cue.end) and "就" in scene.folded[scene.clause[0] : scene.cue.start]
    if over_it or _AGAIN_AT_WEEKEND.search(scene.folded, scene.clause[0], scene.cue.start):
        return scene.cue
    if scene.cue.term.mode != "visit":
        return None
    if not scene.cjk:
        over = (p.search(scene.folded, scene.clause[0], scene.cue.start) for p in (_TALKED_OVER, _TIMING_OF))
        return scene.cue if any(over) else None
    return scene.cue if _MATTER.match(scene.folded, scene.cue.end) else None


# "两军就防长通话保持沟通"
_OVER_IT = re.compile(r"(?:一事|事宜|安排)?(?:正|已|仍|还)?(?:保持|进行|有)(?:着|密切)?(?:沟通|协调|联系)")
_AGAIN_AT_WEEKEND = re.compile(r"(?<!上)(?<!上个)周末[^，。；]{0,10}再$")
# "談到川習會的進程": it is being prepared.
_READIED = re.compile(r"的?(?:具体)?(?:进程|筹备|安排|准备工作|日期|时间表|行程|事宜)")
_TALKED_OVER = re.compile(
    r"\b(?:in (?:touch|communication|contact)|communicating|coordinating|discussing|finali[sz]ing|arrangements"
    r"|logistics|preparations)\b[^.;:]{0,30}\b(?:over|about|on|for|regarding) (?:[a-z'.-]+ ){0,5}$"
)
_TIMING_OF = re.compile(r"\b(?:timing|dates?|schedule|logistics) (?:of|for)\b (?:[a-z'-]+ ){0,5}$")
_MATTER = re.compile(r"之?(?:一?事(?!故|件|实)|事宜|日期|时间|计划|日程|安排)| ?(?:시기|일정|계획|문제|준비)")


def noun_foretold(scene: Scene) -> Hit | None:
    """ "The meeting with Xi will test …", "urge him not to yield at the summit": what is to be then is to come."""
    noun = not scene.cjk and scene.cue.term.form in NOUNS and scene.cue.term.mode in {"summit", "visit"}
    said = scene.folded[scene.clause[0] : scene.cue.start]
    if not scene.cjk and scene.cue.term.form in NOUNS and _TO_READY.search(said):
        return scene.cue
    if not scene.cjk and _JUST_HAD.search(said):
        return None  # "just had great call with Xi, … will buy lots of soybeans"
    if noun and (_TO_SAVE.search(said) or _TO_RAISE.search(said)):
        return scene.cue
    coming = not scene.cjk and scene.cue.term.form in NOUNS and _COMING_IN.search(said)
    if coming or (noun and _ASKED_TO.search(said)):
        return scene.cue
    return (
        scene.cue
        if not scene.cjk and scene.cue.term.form in NOUNS | {"ing"} and foretold(scene.folded, scene.cue)
        else None
    )


_JUST_HAD = re.compile(r"\b(?:had|having had|just held|wrapped up|finished) (?:an? )?(?:[a-z'-]+ ){0,3}$")
# "to lay groundwork for a summit at Paris talks", "Bessent and He choose Korea for a session"
_TO_READY = re.compile(
    r"\b(?:chooses?|picks?|selects?|settles? on) (?:[a-z'-]+ ){1,3}(?:for|to host) (?:[a-z'-]+ ){0,3}$|"
    r"\b(?:to|will) (?:lay|pave|clear|set|prepare) (?:the )?(?:groundwork|ground|way|path|stage|for)\b[^.;:]{2,50}"
    r"\b(?:at|in|during) (?:the |their |his |her |next )?(?:[a-z-]+ ){0,2}$"
)
# A breakthrough is seen "coming in China trade talks": they are to be held.
_COMING_IN = re.compile(r"\b(?:coming|to come) (?:in|at|from|out of) (?:[a-z'-]+ ){0,4}$")
# "vows to push Xi to open up China at superpower summit"
_TO_RAISE = re.compile(
    r"\b(?:vows?|vowed|pledges?|pledged|promises?|promised|plans?|planned|hopes?|hoped|wants?|aims?|intends?|expects?|set"
    r"|ready|prepares?|will|going) (?:to )?(?:push|press|raise|confront|ask|urge|demand|bring up|pressure|challenge"
    r"|warn|tell|sell|pitch)\b[^.;:]{2,70}\b(?:at|in|during) (?:the |his |her |their |a )?(?:[a-z-]+ ){0,2}$"
)
# "He Lifeng, Bessent to try to save summit"
_TO_SAVE = re.compile(
    r"\b(?:to|will) (?:try to |seek to )?(?:save|rescue|salvage|finali[sz]e|arrange|plan|prepare|set up|agree on)"
    r"(?: [a-z'-]+){0,3} $"
)
_ASKED_TO = re.compile(
    r"\b(?:urge|warn|press|ask|tell|implore|beg|want|call on)(?:s|ed|es|ing)? [^.;:]{3,50}\b(?:not )?to [^.;:]{2,60}"
    r"\b(?:at|in|during) (?:the |his |her |their |next )?(?:[a-z-]+ ){0,2}$"
)
