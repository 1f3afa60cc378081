"""Past: the rules by which a contact took place or is under way."""

import re

from watchbot.contacts.scan import Hit
from watchbot.contacts.scene import NOUNS, Scene

_READOUT = re.compile(
    r"^(?:readout of |(?:u-s- |us )?(?:deputy |under |assistant )?secretar(?:y|ies)(?: of [a-z]+)? [^.;:]{0,40}"
    r"|president [^.;:]{0,30})"
    r"(?:'s?)? (?:phone |video )?(?:call|meeting|conversation|talks?|engagement|discussions?) with\b(?!.*\b(?:will|to"
    r"|may)\b)"
)


_ARRIVALS = ("touch", "land", "arrive", "flew into")
_AHEAD = re.compile(
    r"\b(?:to|will|would|may|could|might|should|before|when|until|once|if|as soon as|hours before)\s(?:[a-z]+\s){0,2}$"
)


def readout(scene: Scene) -> Hit | None:
    """The title of a readout has no verb: "Secretary Rubio's Call with PRC Foreign Minister Wang"."""
    return scene.cue if scene.title and not scene.cjk and _READOUT.match(scene.folded) else None


def under_way(scene: Scene) -> Hit | None:
    """Why it goes on now, or None: the word that says so near the contact word, outside "whether" and "if"."""
    reach = (20, 20) if scene.cjk else (40, 40)
    if not scene.cjk and _WHETHER.search(scene.folded[max(0, scene.cue.start - 50) : scene.cue.start]):
        return None
    if scene.title and scene.cue.term.form in NOUNS and _CONTINUE.match(scene.folded, scene.cue.end):
        return scene.cue
    return next((h for h in scene.of("under-way") if scene.within(h, *reach)), None)


# The headline "Talks continue in Stockholm": they go on as it is written.
_CONTINUE = re.compile(r" (?:continue|drag on|go on|run on)s? (?:in|into|for|through|at)\b")


_WHETHER = re.compile(r"\b(?:whether|if)\b[^,;.]{0,45}$")


def arrived(scene: Scene) -> Hit | None:
    """ "lands in Beijing": who has arrived is there, whatever else the text says is to come."""
    said = scene.folded[scene.cue.start : scene.cue.end]
    if scene.cjk:
        return scene.cue if _landed(scene, said) else None
    if scene.cue.term.rule == "en.visit.leaves" and _HOMEWARD.match(scene.folded, scene.cue.end):
        return scene.cue
    if scene.cue.term.mode == "visit" and _SEEN.search(scene.folded, scene.clause[0], scene.cue.start):
        return scene.cue
    if scene.cue.term.mode != "visit" or not (said.startswith(_ARRIVALS) or _gone(scene, said)):
        return None
    return None if _AHEAD.search(scene.folded[: scene.cue.start][-40:]) else scene.cue


# "flies home from Beijing after two days with Ma"
_HOMEWARD = re.compile(r" (?:home|back|out)?(?: home)? ?(?:from|of) (?:beijing|china|shanghai|washington)\b")
# "was seen going into the Treasury"
_SEEN = re.compile(r"\b(?:seen|spotted|photographed|pictured|filmed|caught)\s$")


def _landed(scene: Scene, said: str) -> bool:
    """降落, 도착: there, unless a word for what is to come stands before it, or right behind it."""
    if scene.cue.term.mode != "visit" or not _CJK_ARRIVALS.search(said):
        return False
    before = scene.folded[max(scene.clause[0], scene.cue.start - 20) : scene.cue.start]
    return not _CJK_AHEAD.search(before) and _CJK_TO_ARRIVE.match(scene.folded, scene.cue.end) is None


_CJK_ARRIVALS = re.compile(r"降落|落地|도착|착륙")
_CJK_AHEAD = re.compile(r"将|拟|预计|计划|明天|明日|下周|下月|准备|将于|예정|앞두|내일|다음")
_CJK_TO_ARRIVE = re.compile(r"前|时|后|한다|할 |하면|하기|해 |할예정|한 뒤|직전|예정| 예정| 직전| 앞두")


def _gone(scene: Scene, said: str) -> bool:
    """ "leaves Tianjin", not "leaves for Tianjin": who goes away has been there."""
    away = said in _AWAY and not scene.folded.startswith((" for", " on", " the", " his", " her"), scene.cue.end)
    return away and scene.title


_AWAY = frozenset({"leaves", "left", "departs", "departed"})


def held(scene: Scene) -> Hit | None:
    """Why it took place, or None: the word that says so, near enough to the contact word to be said of it."""
    reach = (16, 14) if scene.cjk else (30, 30)
    weak = {"after", "following", "end", "start", "뒤"}
    if scene.cue.term.language == "zh" and scene.folded.startswith(("了", "过了"), scene.cue.end):
        return scene.cue  # 见了
    if scene.cue.term.language == "zh" and _ZH_ASKED_ABOUT.match(scene.folded, scene.cue.end):
        return None
    for hit in scene.of("held"):
        predicate = hit.term.word in {"end", "start"} and 0 < hit.start - scene.cue.end <= 1
        if hit.term.word.startswith("已") and _ZH_DONE.match(scene.folded, hit.end):
            continue
        if hit.term.word in _KO_DID and hit.start - scene.cue.end > 4:
            continue
        if (predicate or hit.term.word not in weak) and scene.within(hit, *reach):
            return hit
    return None


# "就何立峰赴瑞典同美方举行会谈答记者问": what it's about, held or not.
_ZH_ASKED_ABOUT = re.compile(r"(?:一事|事宜|有关(?:情况|问题)|相关问题|情况)?(?:答记者问|应询|回答记者)")
# "has already invited", "has announced": done, but not the contact.
_ZH_DONE = re.compile(
    r"经?(?:向[^，。]{0,6})?(?:邀|约|定|商定|宣|确|同意|计划|安排|准备|预|答应|接受|获邀|着手|提出|要求|表示)"
)
_KO_DID = frozenset({"했다", "했습니다"})


def over(scene: Scene) -> Hit | None:
    """ "협상 끝에", "회담을 마치고": what came of it is told, whatever else is still to come."""
    before = scene.folded[max(scene.clause[0], scene.cue.start - 30) : scene.cue.start]
    if not scene.cjk and scene.cue.term.form in NOUNS and _AGREED_AT.search(before):
        return scene.cue
    if scene.title and _ZH_ACCOUNT.search(before) and _ZH_OF_IT.match(scene.folded, scene.cue.end):
        return scene.cue
    if not scene.cjk and scene.cue.term.form in NOUNS and _HAVE_BEEN.match(scene.folded, scene.cue.end):
        return scene.cue
    ended = scene.cue.term.language == "ko" and _KO_OVER.match(scene.folded, scene.cue.end)
    return scene.cue if ended else None


# "商务部新闻发言人介绍中美吉隆坡经贸磋商情况"
_ZH_ACCOUNT = re.compile(r"发言人(?:介绍|通报)[^，。；：]{0,12}$")
_ZH_OF_IT = re.compile(r"(?:的)?(?:有关|相关|主要)?(?:情况|成果|结果)")
# "confirms first AI talks with US have taken place"
_HAVE_BEEN = re.compile(
    r"(?: with (?:the )?[a-z-]+)? (?:have|has) (?:already |now )?(?:taken place|been held|begun|started|concluded|ended"
    r"|finished|got under ?way)\b"
)
# "Biden, Xi agree at summit to resume communication"
_AGREED_AT = re.compile(r"\bagree(?:d|s)? (?:at|in|during) (?:the |their |a )?(?:[a-z-]+ )?$")
_KO_OVER = re.compile(r"(?:을|를)? ?(?:끝에|마치고|마친 뒤|끝내고|끝낸 뒤|끝낸 직후|마친 직후)")


def did(scene: Scene) -> Hit | None:
    """ "had a good conversation": a verb in the past tense that the noun hangs on."""
    talk = scene.cue.term.word == "talk"  # a noun behind "had 'frank'"
    if scene.cjk or not (talk or scene.cue.term.form in NOUNS | {"ing"}):
        return None
    if _WENT_WELL.match(scene.folded, scene.cue.end):
        return scene.cue
    noun = talk or scene.cue.term.form in NOUNS
    said = scene.folded[max(scene.clause[0], scene.cue.start - 60) : scene.cue.start]
    return scene.cue if noun and _DID.search(said) else None


# "says meeting with Wang 'constructive'"
_WENT_WELL = re.compile(
    r"(?!(?:[^,.;:]* )?(?:to|will|would|could|may|might|hopes?"
    r"|if)\b)(?:(?: with)? (?:[a-z'.-]+ ){0,4}[a-z'.-]+)?(?: (?:was|were|went)|,)? (?:very |highly "
    r"|extremely )?[\"']?(?:constructive"
    r"|productive|candid|frank|pragmatic|positive|fruitful|amazing|excellent|very good|great|well)\b[\"']?(?=[ ,.;]|$)"
)
_DID = re.compile(
    r"(?<!never )\b(?:(?:had|has had|have had) (?=a\b|an\b|the\b|his\b|her\b|their\b|its\b|another\b|two\b|three\b"
    r"|very\b|good\b|[\"'0-9])|(?:held|hosted|attended|chaired|concluded|completed|ended|finished|wound up"
    r"|wrapped up) (?!off\b"
    r"|no\b))(?:[a-z0-9'\".-]+ ){0,5}$"
)


def confirms_what_was(scene: Scene, hit: Hit) -> bool:
    """Whether "confirms" confirms what was said or agreed there, and no plan: "confirms deals from the summit"."""
    return hit.term.word in _CONFIRMS and bool(
        _AND_WHAT_WAS_SAID.match(scene.folded, scene.cue.end)
        or _OUTCOMES.search(scene.folded, hit.end, scene.cue.start)
    )


# "China confirms Trump-Xi call, says Xi urged US to …"
_CONFIRMS = frozenset({"confirms", "confirm"})
_AND_WHAT_WAS_SAID = re.compile(
    r"[^.;:]{0,20}, sa(?:ys|id) (?:[a-z]+ ){1,2}(?:urged|told|asked|warned|raised|stressed|pressed)\b"
)
_OUTCOMES = re.compile(
    r"\b(?:deals?|outcomes|results|terms|agreements?|pledges|details) (?:from|of|reached at) (?:[a-z-]+ )?$"
)
