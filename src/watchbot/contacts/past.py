"""Past: the rules by which a contact took place, is under way, or is only looked back on."""

import re

from watchbot.contacts.retold import retold
from watchbot.contacts.scan import Hit
from watchbot.contacts.scene import NOUNS, VERBS, Scene

_READOUT = re.compile(
    r"^(?:readout of |(?:u-s- |us )?(?:deputy |under |assistant )?secretar(?:y|ies)(?: of [a-z]+)? [^.;:]{0,40}"
    r"|president [^.;:]{0,30})"
    r"(?:'s?)? (?:phone |video )?(?:call|meeting|conversation|talks?|engagement|discussions?) with\b(?!.*\b(?:will|to"
    r"|may)\b)"
)


# "The day that Trump landed" dates something else; so does "Trump had discussed it with Xi earlier in the month".
_THE_DAY = re.compile(r"\bthe (?:same )?(?:day|week|month)(?: that| when)? (?:[a-z.]+ ){1,3}$")
_HAD = re.compile(r"\bhad (?:already |last |also )?$")
# "said he had flown to Beijing last week": reported speech shifts the tense, and the trip is the news.
_SAID_HE = re.compile(r"\b(?:said|says|confirmed|revealed|disclosed|told [a-z ]{3,44}) (?:that )?(?:he|she|they) had $")
_EARLIER = re.compile(
    r"\b(?:earlier (?:this|in)|last (?:week|month|year|spring|fall)|previously|(?:weeks|months|years) ago)\b"
)
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


def readout(scene: Scene) -> Hit | None:
    """The title of a readout has no verb: "Secretary Rubio's Call with PRC Foreign Minister Wang"."""
    return scene.cue if scene.title and not scene.cjk and _READOUT.match(scene.folded) else None


# "Takaichi to brief Trump on talks with China": talks of hers, or of theirs, told to a third party.
_BRIEFS = re.compile(r"\b(?:brief|inform|update)(?:s|ed)? [^,;:.]{3,40}\b(?:on|about|of) (?:the |his |her |its )?$")
_YEARS_ON = re.compile(
    r"为何|何以|何去何从|(?:一|[一两三四五]|\d+)周年| ?\d{1,2}(?:년|주년)(?=[,…\s]|$)|,? (?:a|one|two|three"
    r"|five) years? (?:on|after|later)\b"
)
_KO_RECALLED = re.compile(r"(?:를|을)? ?(?:회고|회상|추억)")
_FULL_TEXT = re.compile(r"full text: joint statement|联合声明[（(]全文")
# What remains of a handshake, "a year on".
_LATER = re.compile(r"\b(?:a|one|two|five|ten|\d+) (?:years?|months) (?:on|later):")


def background(scene: Scene) -> Hit | None:
    """A contact that is only looked back on, retold, or that a word for the past stands before."""
    if scene.cue.term.language == "ko" and _KO_RECALLED.match(scene.folded, scene.cue.end):
        return scene.cue
    if scene.cue.term.language == "zh" and scene.folded.endswith(("那场", "那次", "那通", "那趟"), 0, scene.cue.start):
        return scene.cue
    if scene.title and _FULL_TEXT.search(scene.folded):
        return scene.cue
    if scene.title and _LATER.search(scene.folded):
        return scene.cue
    if (scene.cjk and retold(scene)) or _YEARS_ON.match(scene.folded, scene.cue.end):
        return scene.cue
    if not scene.cjk and _BRIEFS.search(scene.folded, max(scene.clause[0], scene.cue.start - 70), scene.cue.start):
        return scene.cue
    reach = 14 if scene.cjk else 45
    if not scene.cjk and scene.cue.term.form == "noun" and (_in_passing(scene) or _his_last(scene)):
        return scene.cue
    if not scene.cjk and scene.cue.term.form in VERBS:
        said = scene.folded[max(0, scene.cue.start - 160) : scene.cue.start]
        long_ago = (
            _HAD.search(said)
            and not _SAID_HE.search(said)
            and _EARLIER.search(scene.folded[scene.cue.end : scene.cue.end + 60])
        )
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
        if hit.term.word == "back in" and not _YEAR.match(scene.folded, hit.end):
            continue  # "back in China, his third trip"
        if _FOR_SO_LONG.search(scene.folded[max(0, hit.start - 40) : hit.start]):
            continue  # "slash tariffs for 90 days after the talks"
        if scene.cue.term.form == "fin" and hit.term.word not in _OVER_FINITE:
            continue
        if scene.cue.term.form == "fin" and inside and ", " in scene.folded[hit.end : scene.cue.start]:
            continue  # "Hegseth, first in Beijing since 2018, sits in on …"
        if hit.term.word.startswith(_AGREED) and _JUST_NOW.search(scene.folded[scene.cue.end : scene.cue.end + 60]):
            continue  # "when the two sat down in Switzerland last night"
        if 0 <= scene.cue.start - hit.end <= reach:
            return hit
        behind = {"共识", "成果", "以来", "공감대", "이후", "合意"}
        if scene.cjk and 0 <= hit.start - scene.cue.end <= 1 and hit.term.word in behind:
            return hit
    return None


_YEAR = re.compile(
    r" (?:the )?(?:\d|january|february|march|april|may|june|july|august|september|october|november|december|spring"
    r"|summer|autumn|fall|winter|late|early|mid)"
)
_FOR_SO_LONG = re.compile(r"\bfor (?:\d+|an?|the|three|six|two|\w+ty) $|\b(?:extend|prolong)\w* [a-z ]{3,20} \d+ $")
_AGREED = ("when they met", "when the two", "agreed", "reached", "struck", "worked out", "hammered out", "secured at")
_JUST_NOW = re.compile(
    r"^[^.;:,]{0,40}\b(?:last night|tonight|today|yesterday|overnight|this (?:morning|afternoon|evening|week|weekend)"
    r"|on (?:mon|tues|wednes|thurs|fri|satur|sun)day)\b"
)


def _in_passing(scene: Scene) -> bool:
    """ "had charted the course by telephone": the call is only how something else had been done."""
    low = scene.clause[0]
    if not scene.folded.startswith(("by ", "over ", "via "), scene.cue.start):
        return False
    spoken = any(low <= c.start < scene.cue.start and c.term.form in VERBS for c in scene.cues)
    return not spoken and _HAD_DONE.search(scene.folded, low, scene.cue.start) is not None


def _his_last(scene: Scene) -> bool:
    """ "Trump's last stay in Beijing": looked back on."""
    before = scene.folded[max(0, scene.cue.start - 40) : scene.cue.start]
    return scene.cue.term.mode == "visit" and _LAST_VISIT.search(before) is not None


_LAST_VISIT = re.compile(r"(?:'s|\bhis|\bher|\btheir) (?:last|previous|earlier|prior|first-term) (?:[a-z-]+ )?$")
_HAD_DONE = re.compile(r"\bhad (?:already |also )?[a-z]+(?:ed|wn|en|ade)\b[^;:.]{0,60}$")


def under_way(scene: Scene) -> Hit | None:
    """Why it goes on now, or None: the word that says so near the contact word, outside "whether" and "if"."""
    reach = (20, 20) if scene.cjk else (40, 40)
    if not scene.cjk and _WHETHER.search(scene.folded[max(0, scene.cue.start - 50) : scene.cue.start]):
        return None
    return next((h for h in scene.of("under-way") if scene.within(h, *reach)), None)


_WHETHER = re.compile(r"\b(?:whether|if)\b[^,;.]{0,45}$")


def arrived(scene: Scene) -> Hit | None:
    """ "lands in Beijing": who has arrived is there, whatever else the text says is to come."""
    said = scene.folded[scene.cue.start : scene.cue.end]
    if scene.cjk:
        return scene.cue if _landed(scene, said) else None
    if scene.cue.term.mode != "visit" or not (said.startswith(_ARRIVALS) or _gone(scene, said)):
        return None
    return None if _AHEAD.search(scene.folded[: scene.cue.start][-40:]) else scene.cue


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
    r"经?(?:向[^，。]{0,6})?(?:邀|约|定|宣|确|同意|计划|安排|准备|预|答应|接受|获邀|着手|提出|要求|表示)"
)
_KO_DID = frozenset({"했다", "했습니다"})


def over(scene: Scene) -> Hit | None:
    """ "협상 끝에", "회담을 마치고": what came of it is told, whatever else is still to come."""
    before = scene.folded[max(scene.clause[0], scene.cue.start - 30) : scene.cue.start]
    if not scene.cjk and scene.cue.term.form in NOUNS and _AGREED_AT.search(before):
        return scene.cue
    ended = scene.cue.term.language == "ko" and _KO_OVER.match(scene.folded, scene.cue.end)
    return scene.cue if ended else None


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
