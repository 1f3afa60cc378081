"""Adjuncts: a contact that only dates or explains something else, so that the text reports it of its own no more.

"Soybeans rally ahead of the Trump-Xi summit", 川習會前夕, 정상회담을 앞두고. Where such a phrase carries a fresh day of
its own ("after a meeting with Xi on Thursday"), the contact is news all the same.
"""

import re
from collections.abc import Sequence

from watchbot.contacts.joining import ALIEN
from watchbot.contacts.scan import Hit
from watchbot.contacts.settled import SETTLED
from watchbot.contacts.text import last

_EN = re.compile(
    r"\b(?:(?P<ahead>ahead of|before|prior to|in the run-up to|run-up to|on the eve of|eve of|in advance of|pending"
    r"|(?:to )?(?:pav(?:e|es|ed|ing)|clear(?:s|ed|ing)?|smooth(?:s|ed|ing)?|eas(?:e|es|ed|ing)|prepar(?:e|es|ed|ing))"
    r" (?:the )?(?:way|path|ground|road) (?:for|to)|to rescue|to prepare(?: for)?|(?:to )?tee(?:s|ing)? up"
    r"|(?:sketch|map|work|hammer|hash|iron)(?:e?s|p?ed|p?ing)? out"
    r"|(?:lay(?:s|ing)?|laid|set(?:s|ting)?) (?:the )?(?:groundwork|stage|ground) for"
    r"|as .{1,20} (?:readies|prepares|braces) for|"
    r"head(?:s|ed|ing)? into|going into|heading into|until)"
    r"|(?P<after>after|following|since|in the wake of|in wake of|on the heels of|post|fresh from|on the back of"
    r"|thanks to)"
    r"|(?P<amid>amid|despite|given|because of"
    r"|(?:optimism|hopes?|worr(?:y|ies)|concerns?|jitters|uncertainty|anxiety|fears"
    r"|expectations?|bets|angst|enthusiasm) (?:over|about|around|surrounding|on|for|of|that)))"
    r"\s(?P<rest>[^,;:.!?\"]{0,80})$"
)
# "will be there until Monday and will hold consultations"
_AND_ON = re.compile(r"\band (?:then |also )?(?:will|would|is|are|was|were|has|have|had)\b")
# "lay groundwork for a summit at Paris talks": the talks are how they do it.
_READIES = tuple(
    f"{to}{verb}" for to in ("", "to ") for verb in ("lay", "laid", "set", "pav", "clear", "smooth", "eas")
)
_AT_TALKS = re.compile(r"[a-z] (?:at|in|during) (?:the |their |two days of )?(?:[a-z-]+ )?$")
# "lay groundwork for a meeting in phone call": the call is how they did it.
_BY_CALL = re.compile(r"[a-z] (?:in|during|over|by|via) (?:a |an |the |their )?(?:[a-z-]+ )?$")
# "Remarks by Secretary Yellen ahead of bilateral meeting with …": what they say to each other as they sit down.
_REMARKS = re.compile(
    r"(?:opening |joint )?(?:remarks|statements?) (?:by|of|with)\b(?!.*\bcall\b)"
    r"|(?:secretary|president|vice president|ambassador|minister) [^.:;]* (?:and|with) [^:;]*"
    r"\b(?:before|after|at the top of|ahead of) their (?:[a-z]+ )?(?:meeting|talks|lunch|dinner)"
)
_VERBLESS = re.compile(r"\b(?:will|would|is|are|was|were|has|have|had|says?|said|to)\b")
_ZH = re.compile(
    r"^(?:[^，。；：、\s]{0,4})?(?:前夕|之前|以前|前|隔天|隔日|次日(?![收结落继登开续])|翌日|后一天|在即|之际|倒数|成果清单|共识|成果|的?背景下|以来|时(?:会|将|约定"
    r"|达成"
    r"|商定"
    r"|同意|承诺|敲定)|筹码|前哨|(?:承诺|约定)(?:兑现|落实|生效)|(?:行程|之行)?后(?:受访|接受|会向|将向)|后的?(?:首次|首度|首见|首个|首场|第一|承诺|约定)|当[天日](?=[，,、]))"
)
_GOES = frozenset("赴来去到飞")
# 距川習會剩一個月
_ZH_FROM = re.compile(r"距离?$")
_ZH_LEFT = re.compile(r"(?:还|只|仅)?(?:剩|有|不到|余)")
_OUTCOME = re.compile(r"[^，。；：、\s]{0,3}(?:达成|形成|取得|有)")
_ZH_FOR = re.compile(r"(?:(?<![因成认作])为(?!期|首|此|主|止|何|什)|替)[^，。；：]{0,8}$")
_WELCOMED = re.compile(r"^(?:举行|举办|设)?(?:盛大)?(?:欢迎|国宴|宴会|晚宴)")
_KO = re.compile(
    r"^(?:을|를|이|가|은|는|에)? ?"
    r"(?:(?:사흘|나흘|하루|이틀|일주일|[0-9가-힣]{1,3} ?(?:일|주|달|개월) ?) ?)?(?:앞두고|앞두|앞둔"
    r"|앞서|전에|직전|임박|카드|변수|이후|여파|계기|국면|합의 이행|의제|준비(?![\"”]*(?:$|…))|사전|대비|길 닦|논의차"
    r"|수혜주|테마주|관련주"
    r"|결과(?!$)|성과|후속"
    r"|(?:막판|최종|사전) ?(?:조율|점검)"
    r"|(?:대한 |둘러싼 )?(?:(?:개최|성사|타결|무산|불발|결렬|진전) ?)?(?:기대|관망|우려에|경계|훈풍|호재|낙관|눈치)"
    r"|앞(?: |$)|사이|기대감|합의에 따|에서 도출|에서 합의|합의한|합의된|에서 약속|합의에 (?:中|美|중국|미국|따))"
)

# "회담에서 서로 멈추기로 한 데 따른 후속": what was agreed there is carried out.
_KO_AGREED = re.compile(r"에서 [^.…]{2,40}기로 (?:한|했던) (?:데|것|합의|약속|바)(?:에|의)? ?(?:따|후속|이행)")
# "방중 일주일 앞두고 전격 취소", "访华前夕突然取消行程": the contact itself is off.
_OFF = re.compile(
    r"^[^,.]{0,6}앞(?:두고|서) ?(?:전격|돌연|갑자기|갑작스레|급히|급|결국)? ?"
    r"(?:취소|연기|무산|철회|보류|백지화|없던 일)"
    r"|^(?:前夕|之?前|在即)(?:[一两三数\d]{1,2}[天日周])?(?:突然|忽然|突|临时|紧急|急)?(?:宣布)?"
    r"(?:取消|推迟|延期|喊停|叫停|喊卡|告吹|生变)(?:行程|访问|访华|访美|计划|此行|会谈|会晤|$|[，。；：！…“「])"
)


def adjunct(folded: str, cue: Hit, sentence: tuple[int, int]) -> str | None:
    """`ahead`, `after` or `amid` where the contact word stands in a phrase that only dates something; else None."""
    if cue.term.language == "en":
        found = last(_EN.finditer(folded[max(sentence[0], cue.start - 110) : cue.start]))
        if found is None or (cue.term.form == "fin" and not _subject_only(found["rest"])):
            return None
        if (cue.term.form == "noun" and _VERBLESS.search(found["rest"])) or _AND_ON.search(found["rest"]):
            return None
        if on_record(folded, sentence[0]):
            return None
        if found["ahead"] and found["ahead"].startswith(_READIES) and _AT_TALKS.search(found["rest"]):
            return None
        if cue.term.mode in {"phone", "video"} and _BY_CALL.search(found["rest"]):
            return None
        return next(name for name in ("ahead", "after", "amid") if found[name])
    behind = folded[cue.end : cue.end + 14]
    if cue.term.word == SETTLED:
        return None  # "…达成共识" is what the headline tells
    if _OFF.match(folded[cue.end : cue.end + 24]):
        return None
    if cue.term.language == "zh":
        if _ZH_FOR.search(folded[max(0, cue.start - 12) : cue.start]) and not (
            _WELCOMED.match(behind) or cue.term.word.startswith("欢迎")
        ):
            return "ahead"
        if _OUTCOME.match(behind):
            return None
        if _ZH_FROM.search(folded, 0, cue.start) and _ZH_LEFT.match(behind):
            return "ahead"
        if behind.startswith("打前站") and folded[cue.start] in _GOES:
            return None  # "王毅赴美打前站": who goes ahead goes; not so "为元首访华打前站"
        return "ahead" if _ZH.match(behind) else None
    return "ahead" if _KO.match(behind) or _KO_AGREED.match(folded, cue.end) else None


def on_record(folded: str, start: int) -> bool:
    """Whether a headline heads what two officials said as they sat down or rose: a transcript of the meeting itself."""
    return _REMARKS.match(folded, start) is not None


_LONG_PAST = re.compile(
    r"(?<!by a )(?<!for a )(?<!another )(?<!coming )(?<!next )\b(?:months?|years?|weeks) (?:after|since)|\bsince\b"
    r"|last (?:year|month|fall|spring|summer|winter|autumn)"
    r"|years? ago|months? ago|weeks ago|"
    r"reached after|"
    r"\b(?:reached|signed|struck|agreed|made|announced) (?:after|following)"
)


def told_by_its_own(folded: str, cue: Hit, sentence: tuple[int, int], parties: Sequence[Hit], ahead: bool) -> bool:
    """Whether "after" tells the news itself: it's no long ago, and nobody of a third country stands in the sentence.

    "Hegseth, after sitting down with Dong, says …", but not "Taiwan's ties unimpeded after the Trump-Xi call".
    `ahead`: it is to come, so that a month behind it is its own.
    """
    inside = [p for p in parties if sentence[0] <= p.start < sentence[1]]
    if any(p.term.kind in ALIEN for p in inside):
        return False
    main = next((p for p in inside if p.start >= cue.end), None)
    if cue.term.mode == "visit" and folded.startswith("after ", sentence[0]) and main and main.term.kind == "side":
        return False  # "After Trump's visit, Beijing cracks down on labs"
    marks = [m for m in _EN.finditer(folded[sentence[0] : cue.start]) if m["after"]]
    mark = sentence[0] + marks[-1].start() if marks else cue.start - 48
    end = cue.end if ahead else min(sentence[1], cue.end + 60)
    long_past = _LONG_PAST.search(folded, max(sentence[0], mark - 12), end)
    return long_past is None and _IN_MONTH.search(folded, max(sentence[0], mark), end) is None


_IN_MONTH = re.compile(
    r"\b(?:in|of) (?:late |early |mid-?)?"
    r"(?:january|february|march|april|may|june|july|august|september|october|november|december)\b"
)


def _subject_only(rest: str) -> bool:
    return len(rest.split()) <= 6
