"""Status: an ordered table of rules; the first that holds decides, and its id is kept as evidence.

Order carries the meaning: a denial beats a plan ("no plans to meet"), a past that only dates something else is
background, and what nothing qualifies took place. A word rules the contact word that it governs: "in a call, Trump and
Xi agreed to meet" plans the meeting and not the call.
"""

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from watchbot.contacts.predicate import foretold, governing, is_light, predicate_of
from watchbot.contacts.scan import Hit
from watchbot.model import Certainty, Status


@dataclass(frozen=True, slots=True)
class Scene:
    """A contact word in its clause: what kind of word it is, the other contact words and the status words around it."""

    cue: Hit
    clause: tuple[int, int]
    title: bool
    cjk: bool
    words: Sequence[Hit]
    cues: Sequence[Hit]
    folded: str

    def of(self, status: str) -> Iterator[Hit]:
        """The words of one status in the clause; in the whole of a Chinese or Korean title with one contact word."""
        whole = self.cjk and self.title and len(self.cues) == 1 and status != "speculated"
        low, high = (0, len(self.folded)) if whole else self.clause
        return (h for h in self.words if h.term.status == status and low <= h.start < high)

    def gap(self, hit: Hit) -> int:
        """Characters between a word and the contact word; 0 where they touch or overlap."""
        return max(0, self.cue.start - hit.end, hit.start - self.cue.end)

    def within(self, hit: Hit, before: int, after: int) -> bool:
        """Whether a word stands within so many characters before, or after, the contact word."""
        return self.gap(hit) <= (before if hit.start <= self.cue.start else after)

    def governed(self, hit: Hit) -> bool:
        """Whether no other contact word stands nearer to the word, on the side to which it points."""
        if hit.start <= self.cue.start:
            return not any(hit.end <= c.start < self.cue.start and self._other(c) for c in self.cues)
        between = [c for c in self.cues if self.cue.end <= c.start < hit.start and self._other(c)]
        if hit.term.language == "ko":
            return not between
        if not self.cjk and any(c.term.form in _VERBS for c in between):
            return False
        return not any(hit.start <= c.start <= hit.end + 30 and self._other(c) for c in self.cues)

    def _other(self, cue: Hit) -> bool:
        """A contact word of another kind: "hold talks" and "speak by video" are one contact each, not two."""
        if (
            cue.term.form in _VERBS
            and cue.term.mode == "talks"
            and self.cue.term.mode in _REMOTE
            and self.gap(cue) < 40
        ):
            return False
        nouns = cue.term.form in _NOUNS and self.cue.term.form in _NOUNS
        return cue.term.mode != self.cue.term.mode or not (nouns or cue.term.form == self.cue.term.form)

    @property
    def finite(self) -> bool:
        """Whether the contact word is an English verb in the past or present tense."""
        return self.cue.term.form == "fin" and not self.cjk


@dataclass(frozen=True, slots=True)
class Ruling:
    """What a rule found. `status` is None for background."""

    status: Status | None
    rule: str
    word: Hit | None = None

    @property
    def certainty(self) -> Certainty:
        """How firmly the text commits, by status."""
        if self.status is Status.SPECULATED:
            return Certainty.POSSIBLE
        return Certainty.PROBABLE if self.status is Status.PLANNED else Certainty.CERTAIN


_REMOTE = frozenset({"phone", "video"})
_FIRST = re.compile(r"\b(?:first|only|last|latest|highest-ranking|highest-level)\b[^,.;:]{0,40}$")
_VERBS = frozenset({"fin", "base", "ing"})
_NOUNS = frozenset({"noun", "weak-noun", "going"})
_NONE = re.compile(
    r"\b(?:no|not any|without any)\s(?!longer|decision|word|clarity|comment|sign|doubt|breakthrough|deal|matter|end|date|deadline|reason|stranger|progress|surprise)"
    r"(?:(?!of\b|on\b|in\b|at\b|from\b|about\b|for\b|with\b|as\b|to\b|after\b|before\b)[a-z'.-]+\s){0,3}$"
)
_ANNOUNCED = re.compile(r"^[^.;:]{0,30}\b(?:announced|confirmed|made public)\b")
_STILL_ON = re.compile(
    r"\b(?:den(?:y|ies|ied|ying)|not|never|no|reject(?:s|ed)?|dismiss(?:es|ed)?|haven't|hasn't|isn't|wasn't|won't)\b[^.;:]{0,50}"
    r"\b(?:cancel\w*|postpon\w*|delay\w*|called off|calling off|scrapp\w*|is off|slip\w*|shelv\w*|put off|pushed back)\b"
    r"|(?:否认|没有|并非|不会|并未|未|没)[^，。；]{0,6}(?:取消|推迟|延期|延后|生变|叫停)|(?:取消|推迟|延期|延后)[^，。；]{0,4}(?:不实|子虚乌有)"
    r"|(?:취소|연기)[^.,]{0,8}(?:아니|없|않|부인|사실무근|가짜)"
)
_READOUT = re.compile(
    r"^(?:readout of |(?:u\.s\. |us )?(?:deputy |under |assistant )?secretar(?:y|ies)(?: of [a-z]+)? [^.;:]{0,40}|president [^.;:]{0,30})"
    r"(?:'s?)? (?:phone |video )?(?:call|meeting|conversation|talks?|engagement|discussions?) with\b(?!.*\b(?:will|to|may)\b)"
)
_MONTH_BEFORE = re.compile(
    r"(?:\b(?:in|on|by|since|until|of|this|next|last|early|late|mid|for|through|from|to)[\s-]|[/(-])$", re.IGNORECASE
)
_MONTH_BEHIND = re.compile(
    r"\.?\s\d|[,.;:)]|$|\s(?:summit|visit|trip|meeting|talks|dates?|and June|or June)\b", re.IGNORECASE
)


def is_month(hit: Hit, text: str) -> bool:
    """Whether "May" is the month and not the modal."""
    if text[hit.start : hit.end] != "May":
        return False
    return bool(_MONTH_BEFORE.search(text[max(0, hit.start - 8) : hit.start]) or _MONTH_BEHIND.match(text, hit.end))


Test = Callable[[Scene], Hit | None]
_PAST_PERFECT = re.compile(r"\b(?:had|hadn't)\b")
_AUXILIARY = re.compile(
    r"\b(?:is|are|was|were|be|been|being|get|gets|got|now|again|temporarily|indefinitely|to be|—|-)\s*$"
)
_ASKED = re.compile(r"(?:will|could|can|might|may|should)\b.*\?\s*$")
_BEFORE_THAT = re.compile(r"\bhad\b")
_BY_ITSELF = frozenset({"collapsed", "fell through", "falls through", "is off", "are off"})
_SUBORDINATE = re.compile(r"(?:^|\W)(?:when|once|before|until|as soon as|where)\s(?:[\w'’.&,-]+\s){1,8}$")
_PRESENT = frozenset(
    {"meets", "meets with", "sees", "hosts", "receives", "welcomes", "speaks with", "speaks to", "meet"}
)
# "The day that Trump landed" dates something else; so does "Trump had discussed it with Xi earlier in the month".
_THE_DAY = re.compile(r"\bthe (?:same )?(?:day|week|month)(?: that| when)? (?:[a-z.]+ ){1,3}$")
_HAD = re.compile(r"\bhad (?:already |last |also )?$")
_EARLIER = re.compile(
    r"\b(?:earlier (?:this|in)|last (?:week|month|year|spring|fall)|previously|(?:weeks|months|years) ago)\b"
)
_GERUND = re.compile(r"\s[a-z]+ing\b")
_ARRIVALS = ("touch", "land", "arrive", "flew into")
_AHEAD = re.compile(
    r"\b(?:to|will|would|may|could|might|should|before|when|until|once|if|as soon as|hours before)\s(?:[a-z]+\s){0,2}$"
)
_LONG_AGO = re.compile(r"(?:days|weeks?|months?|years?) after|\bwhen$")
_LATE_TIME_MARKS = frozenset({"after", "following", "뒤", "继", "共识", "成果"})
_OVER_FINITE = frozenset(
    {
        "since",
        "when they met",
        "when the two",
        "after",
        "ever since",
        "last since",
        "first since",
        "last week",
        "last month",
    }
)


def _commits(status: Status) -> Test:
    """What the words before the predicate of an English contact word commit to."""

    def test(scene: Scene) -> Hit | None:
        if scene.cjk:
            return None
        found = governing(scene.folded, scene.cue, scene.clause[0])
        return scene.cue if found is not None and found[1] is status else None

    return test


def _denied(scene: Scene) -> Hit | None:
    if (
        not scene.cjk
        and scene.cue.term.form in _NOUNS | {"ing"}
        and _NONE.search(scene.folded[: scene.cue.start][-60:])
    ):
        return None if _ANNOUNCED.match(scene.folded[scene.cue.end :][:60]) else scene.cue
    said = scene.folded[max(scene.clause[0], scene.cue.start - 28) : scene.cue.start]
    if scene.cue.term.language == "zh" and (_ZH_NONE.search(said) or _ZH_NOT.search(said)):
        return scene.cue
    if scene.cue.term.language == "ko" and _KO_NONE.match(scene.folded, scene.cue.end):
        return scene.cue
    reach = (60, 30)
    return next(
        (
            h
            for h in scene.of("denied")
            if scene.within(h, *(reach if h.term.language != "ko" else (6, 12)))
            and not (h.term.language == "ko" and _KO_TOPIC.search(scene.folded[scene.cue.end : h.start]))
            and not _PAST_PERFECT.match(scene.folded[h.start : h.end])
        ),
        None,
    )


_KO_TOPIC = re.compile(r",|…|[가-힣](?:은|는) ")
_ZH_NONE = re.compile(r"(?:无|没有|并无|未有|未|不会有)(?:任何|单独|双边|正式|私下|直接|进行|举行|安排|再|新的)?$")
_ZH_NOT = re.compile(
    r"(?:不会|没有|并未|未|无计划|没有计划|无意|不打算|无)(?:就|与|同|和|在|于|跟|向)[^，。；？]{1,16}?(?:进行|举行|展开|有)?(?:任何|过|磋商或|谈判或)?$"
)
_KO_NONE = re.compile(r"(?:은|는|이|가|도|을|를)?\s?(?:없|안 (?:하|한|해|만)|못 (?:하|한|해|만))")


def _still_on(scene: Scene) -> Hit | None:
    """ "I haven't cancelled the meeting", "denies that the summit is off": it stands."""
    return scene.cue if _STILL_ON.search(scene.folded, max(0, scene.clause[0] - 40), scene.clause[1]) else None


def _readout(scene: Scene) -> Hit | None:
    """The title of a readout has no verb: "Secretary Rubio's Call with PRC Foreign Minister Wang"."""
    return scene.cue if scene.title and not scene.cjk and _READOUT.match(scene.folded) else None


def _in_vain(scene: Scene) -> Hit | None:
    """ "sought a call, but China deferred": asked for and put off."""
    if scene.cjk or scene.cue.term.mode not in {"phone", "video", "talks", "meeting"}:
        return None
    asked = _ASKED_FOR.search(scene.folded, max(0, scene.cue.start - 60), scene.cue.end)
    return scene.cue if asked and _DEFERRED.search(scene.folded[scene.cue.end : scene.cue.end + 140]) else None


_ASKED_FOR = re.compile(
    r"\b(?:sought|asked for|requested|reached out|rang|tried to (?:call|reach|arrange)|asking for)\b"
)
_DEFERRED = re.compile(r"\b(?:deferred|put (?:it|us|them|him) off|pushed (?:it|us|them) back|stalled)\b")


def _undone(status: str) -> Test:
    """Cancelled or postponed: the word has the contact for its object, or follows it as its predicate."""

    def test(scene: Scene) -> Hit | None:
        for hit in scene.of(status):
            if scene.cjk:
                if (
                    scene.within(hit, 12, 12)
                    and not scene.folded.startswith(("的", "之", "된 ", "됐던"), hit.end)
                    and not _UNDONE_NOT.search(scene.folded[max(0, hit.start - 8) : hit.start])
                    and not _NOT_BEHIND.match(scene.folded, hit.end)
                ):
                    return hit
            elif _SLIPS_AWAY.match(scene.folded, hit.start) or _UNREAL.search(scene.folded[max(scene.clause[0], hit.start - 45) : hit.start]):
                continue
            elif hit.end <= scene.cue.start:
                gap = scene.folded[hit.end : scene.cue.start]
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
                whole = hit.term.word in _BY_ITSELF and "," not in gap
                if (
                    len(gap) <= 50
                    and (whole or not gap.strip() or _AUXILIARY.search(gap) or _PLACED.fullmatch(gap))
                    and not _BEFORE_THAT.search(gap)
                ):
                    return hit
        return None

    return test


_SLIPS_AWAY = re.compile(r"sli(?:p|d)\w*\s(?:off|out|away|in|into|quietly)\b")
_PLACED = re.compile(r"(?: (?:in|on|at|with|to|for|between|by|of) (?:[a-z.'-]+ ){1,5}){1,2}")
_UNDONE_NOT = re.compile(
    r"(?:可能|或|恐|未|没|没有|不会|不|并未|是否|会否|暗示|威胁|考虑|若|如果|传|拟|或将|也许|酝酿)$|(?:可能|或|恐|未|没有|是否|会否|威胁|考虑|报道|盛传)[^，。]{0,10}$"
)
_NOT_BEHIND = re.compile(
    r"\s?(?:은|는|이|가|를|을|도)? ?(?:안 |아니|아닌|않|없|안될|가능성|여부|검토|시사|설\b|수도|우려|위협)|与否|传闻|可能|的可能"
)
_UNREAL = re.compile(
    r"\b(?:may|might|could|would|hints? (?:at|of)|hinted (?:at|of)|threat(?:s|ens|ened|ening)? (?:of |to )?|possib\w+|potential|consider\w*|talk of|if|unless|"
    r"not|never|no|denie[sd]|fears? of|risks?|speculat\w+|weigh\w*|mull\w*|suggest\w*|without|rather than|whether to|should|worr\w+)\b[^.;:]{0,24}$|n't[^.;:]{0,24}$"
)
_ACCEPTS = re.compile(
    r"\baccept(?:s|ed|ing)?\b[^.;:]{0,50}\binvit|\binvitation\b[^.;:]{0,30}\b(?:was |is |been )?accepted\b|接受[^。；]{0,12}邀|초청[^.]{0,10}(?:수락|응)"
)


def _accepted(scene: Scene) -> Hit | None:
    """ "Trump accepts Xi's invitation to Beijing": who accepts will go."""
    return scene.cue if scene.cue.term.mode == "visit" and _ACCEPTS.search(scene.folded, *_around(scene)) else None


def _around(scene: Scene) -> tuple[int, int]:
    return max(0, scene.cue.start - 80), scene.cue.end + 40


_DETERMINED = re.compile(
    r"(?:^|\b(?:the|a|an|his|her|their|its|this|that|of|for|on|to|make|makes|after|over|with|from|'s|long|much|twice)\s)$"
)
_LETS_GO = frozenset({"drops", "dropped", "ditches", "ditched", "skips", "skipped", "bails on", "bailed on"})
_ADJECTIVES = frozenset({"delayed", "postponed", "rescheduled"})


def _background(scene: Scene) -> Hit | None:
    reach = 14 if scene.cjk else 45
    if not scene.cjk and scene.cue.term.form in _VERBS:
        said = scene.folded[max(0, scene.cue.start - 160) : scene.cue.start]
        long_ago = _HAD.search(said) and _EARLIER.search(scene.folded[scene.cue.end : scene.cue.end + 60])
        if _THE_DAY.search(said) or (not scene.title and long_ago):
            return scene.cue
    for hit in scene.words:
        begins = scene.clause[0]
        inside = begins - 1 <= hit.start < scene.clause[1]
        across = hit.start < begins < hit.end and _LONG_AGO.search(hit.term.word)
        if hit.term.kind != "back" or not (inside or across):
            continue
        if scene.title and hit.term.word in _LATE_TIME_MARKS:
            continue
        if scene.cue.term.form == "fin" and hit.term.word not in _OVER_FINITE:
            continue
        if 0 <= scene.cue.start - hit.end <= reach:
            return hit
        behind = {"共识", "成果", "以来", "공감대", "이후", "合意"}
        if scene.cjk and 0 <= hit.start - scene.cue.end <= 1 and hit.term.word in behind:
            return hit
    return None


def _speculated(scene: Scene) -> Hit | None:
    if scene.title and not scene.cjk and _ASKED.match(scene.folded):
        return scene.cue
    if scene.finite:
        return None
    reach = (14, 14) if scene.cjk else (50, 30)
    return next(
        (
            h
            for h in scene.of("speculated")
            if not _begun_by(scene, h) and scene.within(h, *reach) and scene.governed(h) and _predicated(scene, h)
        ),
        None,
    )


def _begun_by(scene: Scene, hit: Hit) -> bool:
    """ "通话由美方提议": who proposed what took place."""
    return hit.term.word in {"提议", "提出", "제안"} and hit.start >= scene.cue.end


def _predicated(scene: Scene, hit: Hit) -> bool:
    """Whether a word of doubt behind an English contact word is said of it, and not of what comes next."""
    if scene.cjk or hit.start < scene.cue.end:
        return True
    gap = scene.folded[scene.cue.end : hit.start]
    return "," not in gap and (len(gap) <= 8 or hit.term.word in _PREDICATES or _IS.search(gap) is not None)


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


def _under_way(scene: Scene) -> Hit | None:
    reach = (20, 20) if scene.cjk else (40, 40)
    if not scene.cjk and _WHETHER.search(scene.folded[max(0, scene.cue.start - 50) : scene.cue.start]):
        return None
    return next((h for h in scene.of("under-way") if scene.within(h, *reach)), None)


_WHETHER = re.compile(r"\b(?:whether|if)\b[^,;.]{0,45}$")


def _planned(scene: Scene) -> Hit | None:
    return next((h for h in scene.of("planned") if _plans(scene, h)), None)


def _plans(scene: Scene, hit: Hit) -> bool:
    if scene.cjk:
        first = hit.end <= scene.cue.start or hit.start < scene.cue.end
        if hit.term.language == "zh" and hit.term.form != "either" and not first:
            return False
        if hit.term.language == "ko":
            return _korean_plan(scene, hit)
        over = not first and _OVER.search(scene.folded, scene.cue.end, hit.start)
        return not over and scene.within(hit, 40, 25) and scene.governed(hit)
    before = hit.start <= scene.cue.start
    form = hit.term.form
    if scene.cue.term.mode == "letter" and hit.term.word.startswith("send"):
        return False
    if hit.term.word == "before" and _GERUND.match(scene.folded, hit.end):
        return False
    if hit.term.word.startswith("to ") and _FIRST.search(scene.folded[max(0, hit.start - 60) : hit.start]):
        return False  # "the first in Congress to visit": it has
    if scene.finite:
        return before and form == "modal" and scene.gap(hit) <= 6
    if form == "modal" and hit.term.word.endswith(" to") and not _leads_to(scene, hit):
        return False
    if form == "modal":
        return before and scene.gap(hit) <= 70 and scene.governed(hit)
    if form == "time":
        return scene.gap(hit) <= 70 and scene.governed(hit)
    if form == "post":
        return scene.within(hit, 30, 50) and scene.governed(hit)
    return before and scene.gap(hit) <= 70 and scene.governed(hit)


def _leads_to(scene: Scene, hit: Hit) -> bool:
    """Whether a verb of holding, going or meeting follows "set to" and the like, not "set to buy"."""
    begin = hit.end + 1
    return (
        0 <= scene.cue.start - hit.end <= 12
        or is_light(scene.folded, begin)
        or any(c.term.form in _VERBS and 0 <= c.start - hit.end <= 12 for c in scene.cues)
    )


_OVER = re.compile(r"落幕|结束|收官|谈完|达成|闭幕")


_KO_PAST = re.compile(r"열린|열렸|가진|만난|진행한|진행된|개최한|개최된|나눈|벌인|했던|마친|끝난")


def _korean_plan(scene: Scene, hit: Hit) -> bool:
    """Korean verbs stand behind the contact word, and close to it; words of time before it."""
    if hit.term.form == "time":
        before = hit.end <= scene.cue.start and scene.within(hit, 20, 0) and scene.governed(hit)
        return before and _KO_PAST.search(scene.folded, hit.end, scene.cue.start) is None
    gap = scene.folded[scene.cue.end : hit.start]
    return (
        hit.end > scene.cue.start
        and hit.start - scene.cue.end <= 10
        and not set(gap) & set(',…"“”')
        and scene.governed(hit)
    )


def _arrived(scene: Scene) -> Hit | None:
    """ "lands in Beijing": who has arrived is there, whatever else the text says is to come."""
    said = scene.folded[scene.cue.start : scene.cue.end]
    if scene.cjk or scene.cue.term.mode != "visit" or not (said.startswith(_ARRIVALS) or _gone(scene, said)):
        return None
    return None if _AHEAD.search(scene.folded[: scene.cue.start][-40:]) else scene.cue


def _gone(scene: Scene, said: str) -> bool:
    """ "leaves Tianjin", not "leaves for Tianjin": who goes away has been there."""
    away = said in _AWAY and not scene.folded.startswith((" for", " on", " the", " his", " her"), scene.cue.end)
    return away and scene.title


_AWAY = frozenset({"leaves", "left", "departs", "departed"})


def _foretold(scene: Scene) -> Hit | None:
    """ "The meeting with Xi will test …": what a noun will do is still to come."""
    return (
        scene.cue
        if not scene.cjk and scene.cue.term.form in _NOUNS | {"ing"} and foretold(scene.folded, scene.cue)
        else None
    )


def _when_it_comes(scene: Scene) -> Hit | None:
    """ "when he meets Xi": the present tense after "when" looks ahead."""
    if scene.cjk:
        return None
    found = predicate_of(scene.folded, scene.cue.start, scene.cue.term.form in _VERBS, scene.clause[0])
    if found is None or scene.cue.term.form == "ing" or not _is_present(scene.folded[found.head : found.head + 24]):
        return None
    before = scene.folded[max(0, found.head - 70) : found.head]
    return scene.cue if _SUBORDINATE.search(before) else None


def _is_present(head: str) -> bool:
    """Whether a verb is in the present tense, as far as its ending tells."""
    word = head.split(" ", 1)[0]
    return not word.endswith("ed") and word not in _PASTS


_PASTS = frozenset(
    {
        "met",
        "saw",
        "held",
        "had",
        "spoke",
        "sat",
        "took",
        "made",
        "got",
        "went",
        "came",
        "began",
        "flew",
        "left",
        "rang",
        "told",
        "shook",
        "ate",
        "broke",
        "gave",
        "led",
        "sent",
        "paid",
        "drew",
    }
)


def _held(scene: Scene) -> Hit | None:
    reach = (16, 14) if scene.cjk else (30, 30)
    weak = {"after", "following", "end", "start", "뒤"}
    for hit in scene.of("held"):
        predicate = hit.term.word in {"end", "start"} and 0 < hit.start - scene.cue.end <= 1
        if hit.term.word.startswith("已") and _ZH_DONE.match(scene.folded, hit.end):
            continue
        if hit.term.word in _KO_DID and hit.start - scene.cue.end > 4:
            continue
        if (predicate or hit.term.word not in weak) and scene.within(hit, *reach):
            return hit
    return None


# "has already invited", "has announced": done, but not the contact.
_ZH_DONE = re.compile(
    r"经?(?:向[^，。]{0,6})?(?:邀|约|定|宣|确|同意|计划|安排|准备|预|答应|接受|获邀|着手|提出|要求|表示)"
)
_KO_DID = frozenset({"했다", "했습니다"})


def _did(scene: Scene) -> Hit | None:
    """ "had a good conversation": a verb in the past tense that the noun hangs on."""
    if scene.cjk or scene.cue.term.form not in _NOUNS:
        return None
    return (
        scene.cue if _DID.search(scene.folded[max(scene.clause[0], scene.cue.start - 60) : scene.cue.start]) else None
    )


_DID = re.compile(
    r"(?<!never )\b(?:(?:had|has had|have had) (?=a\b|an\b|the\b|his\b|her\b|their\b|its\b|another\b|two\b|three\b|very\b|good\b|[\"'0-9])|(?:held|hosted|attended|chaired|concluded|completed) (?!off\b|no\b))(?:[a-z0-9'\".-]+ ){0,5}$"
)


RULES: tuple[tuple[str, Status | None, Test], ...] = (
    ("status.still-on", Status.PLANNED, _still_on),
    ("status.denied", Status.DENIED, _denied),
    ("status.refuses", Status.DENIED, _commits(Status.DENIED)),
    ("status.cancelled", Status.CANCELLED, _undone("cancelled")),
    ("status.postponed", Status.POSTPONED, _undone("postponed")),
    ("status.in-vain", Status.POSTPONED, _in_vain),
    ("status.background", None, _background),
    ("status.when-it-comes", Status.PLANNED, _when_it_comes),
    ("status.under-way", Status.HELD, _under_way),
    ("status.arrived", Status.HELD, _arrived),
    ("status.accepted", Status.PLANNED, _accepted),
    ("status.first-to", Status.HELD, _commits(Status.HELD)),
    ("status.may", Status.SPECULATED, _commits(Status.SPECULATED)),
    ("status.speculated", Status.SPECULATED, _speculated),
    ("status.will", Status.PLANNED, _commits(Status.PLANNED)),
    ("status.foretold", Status.PLANNED, _foretold),
    ("status.readout", Status.HELD, _readout),
    ("status.planned", Status.PLANNED, _planned),
    ("status.held", Status.HELD, _held),
    ("status.did", Status.HELD, _did),
)


def rule_on(scene: Scene) -> Ruling:
    """The first rule that holds; a contact that nothing qualifies took place."""
    for name, status, test in RULES:
        word = test(scene)
        if word is not None:
            return Ruling(status, f"{name}:{word.term.rule or word.term.word}", word)
    if scene.cue.term.status:
        return Ruling(Status(scene.cue.term.status), f"status.word:{scene.cue.term.rule}", scene.cue)
    return Ruling(Status.HELD, "status.plain", None)
