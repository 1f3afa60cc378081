"""Background: the rules by which a contact is only looked back on, retold, or dates something else."""

import re

from watchbot.contacts.retold import retold
from watchbot.contacts.scan import Hit
from watchbot.contacts.scene import VERBS, Scene

# "The day that Trump landed" dates something else; so does "Trump had discussed it with Xi earlier in the month".
_THE_DAY = re.compile(r"\bthe (?:same )?(?:day|week|month)(?: that| when)? (?:[a-z.]+ ){1,3}$")
_HAD = re.compile(r"\bhad (?:already |last |also )?$")
# "said he had flown to Beijing last week": reported speech shifts the tense, and the trip is the news.
_SAID_HE = re.compile(r"\b(?:said|says|confirmed|revealed|disclosed|told [a-z ]{3,44}) (?:that )?(?:he|she|they) had $")
_EARLIER = re.compile(
    r"\b(?:earlier (?:this|in)|last (?:week|month|year|spring|fall)|previously|(?:weeks|months|years) ago)\b"
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
# "Takaichi to brief Trump on talks with China": talks of hers, or of theirs, told to a third party.
_BRIEFS = re.compile(r"\b(?:brief|inform|update)(?:s|ed)? [^,;:.]{3,40}\b(?:on|about|of) (?:the |his |her |its )?$")
_YEARS_ON = re.compile(
    r"为何|何以|何去何从|(?:一|[一两三四五]|\d+)周年| ?\d{1,2}(?:년|주년)(?=[,…\s]|$)|,? (?:a|one|two|three"
    r"|five) years? (?:on|after|later)\b"
)
_KO_RECALLED = re.compile(
    r"(?:를|을)? ?(?:회고|회상|추억)|(?: ?내용| ?결과)(?:도|을|를)? ?(?:일부 |간략히 |상세히 )?(?:소개|공유"
    r"|설명|전달|알려)"
)
# "referred to a meeting he had with his counterparts in Switzerland"
_RECOUNTS = re.compile(
    r"\b(?:refer(?:s|red|ring) to|recount(?:s|ed|ing)?|reminisc(?:es|ed|ing) about|look(?:s|ed|ing) back (?:at|on)) "
    r"(?:an?|the|his|her|their) (?:[a-z-]+ ){0,3}$"
)
_FULL_TEXT = re.compile(r"full text: joint statement|联合声明[（(]全文")
# "he raised the case with Wang last year"
_LAST_YEAR = re.compile(
    r"[^.;:,!?]{0,60}\b(?:last (?:year|spring|summer|autumn|winter)(?!'s)|(?:[a-z]+|\d+) (?:years|months) ago"
    r"|in (?:his|her|the|trump's) first term)\b"
)
# What remains of a handshake, "a year on".
_LATER = re.compile(
    r"^(?:an?|one|two|three|five|six|ten|\d+) (?:years?|months) (?:after|since) [a-z ]{3,24}:"
    r"|\b(?:a|one|two|five|ten|\d+) (?:years?|months) (?:on|later):"
)


# "four decades of exchanges between capitals"
_DECADES = re.compile(r"\b(?:decades|centuries|generations|(?<!two )years) of (?:[a-z-]+ ){0,2}$")
# "在南韩会面已过六个月", "만난 지 반년": how long ago it was.
# "Twelve months ago today, the leaders shook hands"
_AGO_TODAY = re.compile(r"\s?[a-z0-9-]+ (?:days|weeks|months|years?) ago\b")
# "who bought the Trump-Xi handshake last week"
_LAST_WEEK = re.compile(r" last (?:week|month|year|spring|summer|autumn|fall|winter)\b(?!'s)")
_SO_LONG_AGO = re.compile(
    r"(?:离开北京|离京|离华|结束|返国|回国)?(?:以来|至今|迄今)?(?:已|已经|刚|才|尚|还)?(?:过去?|满|届|逾|不足|不到|未满)[了]?[一二两三四五六七八九十半\d]{1,3}(?:个)?(?:多)?(?:月|年|周|季|季度)"
    r"|[一两三四五六七八九十半\d]{1,3}(?:个月|年|周)(?:后|来|了|之后)?(?=[\s，：:]|$)"
    r"|[은는이난]? ?지 ?(?:벌써 |이제 |어느덧 )?(?:반년|[한두석넉] ?달|[0-9가-힣]{1,3} ?(?:개월|년|주))"
)


def background(scene: Scene) -> Hit | None:
    """A contact that is only looked back on, retold, or that a word for the past stands before."""
    if not scene.cjk and _DECADES.search(scene.folded, scene.clause[0], scene.cue.start):
        return scene.cue
    if scene.cjk and _SO_LONG_AGO.match(scene.folded, scene.cue.end):
        return scene.cue
    if scene.cue.term.language == "ko" and _KO_RECALLED.match(scene.folded, scene.cue.end):
        return scene.cue
    if scene.cue.term.language == "zh" and (
        scene.folded.endswith(("那场", "那次", "那通", "那趟"), 0, scene.cue.start)
        or _ZH_SO_MANY.search(scene.folded, 0, scene.cue.start)
        or _ZH_PAVES.search(scene.folded, scene.clause[0], scene.cue.start)
        or _harmed(scene)
        or _as_to(scene)
    ):
        return scene.cue
    if not scene.cjk and (
        _FROM_WHICH.match(scene.folded, scene.cue.end) or _RECOUNTS.search(scene.folded, 0, scene.cue.start)
    ):
        return scene.cue
    if scene.title and _FULL_TEXT.search(scene.folded):
        return scene.cue
    if scene.title and _LATER.search(scene.folded):
        return scene.cue
    if (scene.cjk and retold(scene)) or _YEARS_ON.match(scene.folded, scene.cue.end):
        return scene.cue
    if not scene.cjk and _BRIEFS.search(scene.folded, max(scene.clause[0], scene.cue.start - 70), scene.cue.start):
        return scene.cue
    if not scene.cjk and scene.cue.term.form == "noun" and _LAST_WEEK.match(scene.folded, scene.cue.end):
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
    if not scene.cjk and scene.cue.term.form in VERBS and _AGO_TODAY.match(scene.folded, scene.clause[0]):
        return scene.cue
    if not scene.cjk and scene.cue.term.form in VERBS and _LAST_YEAR.match(scene.folded, scene.cue.end):
        return scene.cue
    for hit in scene.words:
        inside = scene.clause[0] - 1 <= hit.start < scene.clause[1]
        across = hit.start < scene.clause[0] < hit.end and _LONG_AGO.search(hit.term.word)
        if hit.term.kind != "back" or not (inside or across):
            continue
        if _is_news(scene, hit, inside):
            continue
        if 0 <= scene.cue.start - hit.end <= reach:
            return hit
        behind = {"共识", "成果", "以来", "공감대", "이후", "合意"}
        if scene.cjk and 0 <= hit.start - scene.cue.end <= 1 and hit.term.word in behind:
            return hit
    return None


def _is_news(scene: Scene, hit: Hit, inside: bool) -> bool:
    """Whether a word for the past says nothing of the contact; `inside`: it stands in the clause."""
    follow_up = hit.term.word == "후속" and 0 <= scene.cue.start - hit.end <= 1  # "후속 협의" is news
    if follow_up or (scene.title and hit.term.word in _LATE_TIME_MARKS):
        return True
    if hit.term.word == "back in" and not _YEAR.match(scene.folded, hit.end):
        return True  # "back in China, his third trip"
    if hit.term.word in {"以来", "이후", "이래"} and _FIRST_SINCE.match(scene.folded, hit.end):
        return True  # "第二任期以来首次会谈", "출범 이후 처음으로"
    if hit.term.word == "앞서" and _KO_AHEAD_OF.search(scene.folded, 0, hit.start):
        return True  # "방중에 앞서", "APEC 앞서": before what is to come, not earlier
    if hit.term.word == "月前" and scene.folded[hit.start - 1 : hit.start].isdigit():
        return True  # "或将于4月前": before a month to come
    if hit.term.word == "年前" and scene.folded.endswith("新", 0, hit.start):
        return True  # "或农历新年前访华"
    if hit.term.word.endswith(" after") and scene.folded.endswith((" by ", " for "), 0, hit.start):
        return True  # "extend truce by a year after talks": for so long
    if hit.term.word == "agreed in" and scene.folded.startswith(" principle", hit.end):
        return True
    if hit.term.word.startswith("agreed ") and _THEY_AGREED.search(scene.folded, 0, hit.start):
        return True  # "and her counterpart Wang agreed at a meeting that …"
    if hit.term.word.startswith("agreed ") and scene.folded.find(" that ", scene.cue.end, scene.clause[1]) >= 0:
        return True
    if hit.term.word == "came out of" and scene.cue.term.form == "duration":
        return True  # "Bessent came out of a second day with China's team"
    if hit.term.word == "lists" and _SWAP.search(scene.folded, 0, hit.start):
        return True
    if _FOR_SO_LONG.search(scene.folded[max(0, hit.start - 40) : hit.start]):
        return True  # "slash tariffs for 90 days after the talks"
    if scene.cue.term.form == "fin" and hit.term.word not in _OVER_FINITE:
        return True
    if scene.cue.term.form == "fin" and inside and ", " in scene.folded[hit.end : scene.cue.start]:
        return True  # "Hegseth, first in Beijing since 2018, sits in on …"
    # "when the two sat down in Switzerland last night"
    just_now = _JUST_NOW.search(scene.folded[scene.cue.end : scene.cue.end + 60])
    return hit.term.word.startswith(_AGREED) and just_now is not None


_THEY_AGREED = re.compile(
    r"\b(?:they|both(?: sides| men)?|(?:the )?(?:two|both|pair)(?: sides| countries)?|counterpart(?: [a-z]+){0,3},?"
    r"|xi|trump|wang|bessent) (?:have |had |also )?$"
)
_YEAR = re.compile(
    r" (?:the )?(?:\d|january|february|march|april|may|june|july|august|september|october|november|december|spring"
    r"|summer|autumn|fall|winter|late|early|mid)"
)
# "trade lists": nothing that a paper lists.
_SWAP = re.compile(r"\b(?:trad|exchang|swap|shar)\w* (?:[a-z]+ )?$")
_FIRST_SINCE = re.compile(r"[，,]?(?:的)?(?:首|第一|最|头一|双方首)| ?(?:첫|처음|최초)")
_KO_AHEAD_OF = re.compile(
    r"(?:에|(?:회담|회의|방중|방미|방한|순방|총회|출국|출발|선거|시한|만료|종료|취임|발효|시행|협상|회동|통화|만남|개막"
    r"|개최|방문|담판|발표|apec|g20|g7|un)) $"
)
_FOR_SO_LONG = re.compile(r"\bfor (?:\d+|an?|the|three|six|two|\w+ty) $|\b(?:extend|prolong)\w* [a-z ]{3,20} \d+ $")
_AGREED = ("when they met", "when the two", "agreed", "reached", "struck", "worked out", "hammered out", "secured at")
_JUST_NOW = re.compile(
    r"^[^.;:,]{0,40}\b(?:last night|tonight|today|yesterday|overnight|this (?:morning|afternoon|evening|week|weekend)"
    r"|on (?:mon|tues|wednes|thurs|fri|satur|sun)day)\b"
)


def _harmed(scene: Scene) -> bool:
    """ "破壞雙方經貿會談氛圍": the talks are only the attribute of what is harmed or kept."""
    before = scene.folded[max(scene.clause[0], scene.cue.start - 14) : scene.cue.start]
    return _ZH_HARMS.search(before) is not None and _ZH_OF_TALKS.match(scene.folded, scene.cue.end) is not None


def _as_to(scene: Scene) -> bool:
    """ "談到川習會，發言人表示": what a speaker comes to."""
    return scene.cue.term.word in {"谈到", "谈及"} and not scene.folded[scene.clause[0] : scene.cue.start].strip()


_ZH_HARMS = re.compile(r"破坏|损害|影响|干扰|毒化|珍惜|违背|违反|落实|遵守|背离|推翻")
_ZH_OF_TALKS = re.compile(r"的?(?:氛围|气氛|基础|成果|共识|精神|环境|条件)")
# "去年以來，雙方先後舉行五輪經貿磋商"
_ZH_SO_MANY = re.compile(
    r"(?:(?:今年|去年|上任|年初|就任)以来[^。；]{0,16}?|先后|累计|总共|共|迄今已?|至今已?)(?:举行|进行|开展|展开|举办)(?:了|过)?"
    r"[两二三四五六七八九十\d]+(?:轮|次|场)[^。；，]{0,8}$"
)
# "鋪路川普訪中": what the talks prepare
_ZH_PAVES = re.compile(r"(?:铺路|铺垫|铺平道路)[^，。；\s]{0,8}$")
# "an Asian summit from which the American president was absent"
_FROM_WHICH = re.compile(r" (?:from which|that|which) [^.;]{2,60}\b(?:absent|skipp(?:ed|ing)|missed|missing|snubbed)\b")


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
