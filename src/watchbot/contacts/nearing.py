"""Nearing: headlines that count the time to a contact, or say that it must wait."""

import re

from watchbot.contacts.scan import Hit
from watchbot.contacts.scene import NOUNS, Scene

# "just days from face-to-face in Shenzhen"
_DAYS_FROM = re.compile(
    r"\b(?:days?|hours?|weeks?|months?|moments|minutes) (?:away )?from (?:(?:an?|the|his|her|their) )?"
    r"(?:[a-z'-]+ ){0,2}$"
)
_NEXT_UP = re.compile(r"(?:[a-z]+: )?next up\b")
# A city that readies itself: "Washington braces for Xi: road closures, protests and a state dinner".
_BRACES = re.compile(r"[^.;:]{3,40} (?:braces|readies|gears up|gets ready|prepares) for [^.;:]{2,40}:")
# "had a call scheduled with Xi"
_LINED_UP = re.compile(
    r" (?:already )?(?:scheduled|lined up|booked|pencil+ed in|coming up)(?: (?:with|for|on|this|next)\b|$)"
)
# "中美经贸磋商下周在斯德哥尔摩举行", "무역협상 다음주 스톡홀름서 재개"
_CJK_NEXT = re.compile(
    r"(?:将)?(?:于)?(?:下周|下月|下个月|下星期|明天|明日|后天|本月底|月底)[^，。；：！？\s]{0,12}"
    r"(?:举行|登场|召开|开始|开幕|重启|展开|恢复)"
    r"|(?:이|가|은|는)? ?(?:다음 ?주|다음 ?달|내주|내달|내일|모레|이달 말)[^,.…]{0,14}"
    r"(?:재개|개최|열려|열린|열릴|시작|돌입|착수)"
)
# "Port fees to top Bessent-He call"
_TO_TOP = re.compile(
    r"\bto (?:top|dominate|headline|overshadow|hang over|loom over|feature (?:at|in)|be raised (?:at|in)|come up"
    r" (?:at|in)) (?:the |a )?(?:[a-z'-]+ ){0,3}$"
)
# "investors wait for Fed, Trump-Xi meeting", "estate picked for the encounter", "road closures for Xi visit"
_READY_FOR = re.compile(
    r"\b(?:(?<!'s )wait(?:s|ing)? for|await(?:s|ing)?|brac(?:e|es|ing) for|gear(?:s|ing)? up for|get(?:s|ting)? ready"
    r" for|countdown to|(?<!to )prepar(?:e|es|ing) for|closures? for|picked for|chosen for|venue for|readied for"
    r"|names? (?:teams?|delegations?|negotiators?|envoys?) for"
    r"|(?:dates?|venues?) (?:agreed|set|fixed|found|confirmed|announced|named) for)\b"
    r"[^.;:]{0,30}$"
)
# "Coast guards set fisheries talks for February"
_SETS = re.compile(r"\b(?:sets?|fix(?:es)?|schedules?|books?|pencils? in|slates?) (?:[a-z'-]+ ){0,4}$")
_FOR_THEN = re.compile(
    r" (?:for|on) (?:next|early|late|mid|this|[a-z]+day|january|february|march|april|may|june|july|august|september"
    r"|october|november|december|\d)"
)
# "Trump-Xi summit gets May date", "the visit has a new slot"
_GETS_DATE = re.compile(
    r"[^.;:,]{0,24}? (?:gets?|has|have|given) (?:an? )?(?:new |firm )?(?:[a-z]+ )?(?:dates?|slot)\b"
)
# "Lutnick's Beijing trip to focus on licences"
_TO_FOCUS = re.compile(
    r" to (?:focus|cent(?:er|re)|test|tackle|cover|address|include|feature|begin|start|take place|be held|go ahead|last"
    r"|run|open|kick off|yield|produce|decide|determine|shape|come)\b"
)
_BEING_READIED = re.compile(
    r" (?:is |are )?being (?:finali[sz]ed|arranged|planned|prepared|readied|set up|scheduled|organi[sz]ed|worked out)\b"
)
_PLANS = re.compile(r" (?:plans|preparations|prep|planning|logistics)\b")
# "Xi's visit to wait until after the midterms"
_TO_WAIT = re.compile(r" (?:will |must |can |has |have |to |could )+wait\b")
_LATER_THAN = re.compile(r"(?: [a-z]+){1,4} later than (?:planned|scheduled|expected|first planned)\b")
_NO_NEW_DATE = re.compile(r"[^.;:]{0,70} (?:has|have|had|with) no new date\b")
_NEW_DATE = re.compile(
    r"\bnew dates? (?:is |are |being )*(?:sought|needed|awaited|to be set|to be found) for [^.;]{0,24}$"
)


def nearing(scene: Scene) -> Hit | None:
    """It is days away, lined up, or comes next."""
    if not scene.cjk and _LINED_UP.match(scene.folded, scene.cue.end):
        return scene.cue
    if scene.title and scene.cjk and _CJK_NEXT.match(scene.folded, scene.cue.end):
        return scene.cue
    if scene.cjk or not (scene.cue.term.form in NOUNS or scene.cue.term.word == "meeting"):
        return None
    if scene.title and (_NEXT_UP.match(scene.folded) or _BRACES.match(scene.folded)):
        return scene.cue
    said = scene.folded[scene.clause[0] : scene.cue.start]
    before = any(found.search(said) for found in (_TO_TOP, _READY_FOR, _DAYS_FROM))
    before = before or (_SETS.search(said) is not None and _FOR_THEN.match(scene.folded, scene.cue.end) is not None)
    behind = any(found.match(scene.folded, scene.cue.end) for found in (_GETS_DATE, _PLANS, _TO_FOCUS, _BEING_READIED))
    return scene.cue if before or behind else None


def made_to_wait(scene: Scene) -> Hit | None:
    """It has to wait, or needs a new date."""
    if scene.cjk:
        return None
    waits = scene.cue.term.form in NOUNS and _TO_WAIT.match(scene.folded, scene.cue.end)
    waits = waits or _NO_NEW_DATE.match(scene.folded, scene.cue.end) or _LATER_THAN.match(scene.folded, scene.cue.end)
    return scene.cue if waits or _NEW_DATE.search(scene.folded, scene.clause[0], scene.cue.start) else None


# "leaves Munich with no date for Xi's state visit"
_NO_DATE = re.compile(
    r"\b(?:no|without an?|yet to (?:set|fix) an?) (?:new |firm |fixed |final )?dates? (?:yet |set )?(?:for|on) "
    r"(?:[a-z'-]+ ){0,4}$"
)


def without_date(folded: str, start: int) -> bool:
    """Whether a headline says of a contact only that it has no date."""
    return _NO_DATE.search(folded, 0, start) is not None


LOOMS = "status.looms"
_LOOMS = re.compile(r"[^，。；：、\s]{0,4}?(?:在即|倒数|倒计时)|(?:이|가)? ?(?:임박|코앞|초읽기|카운트다운|d-\d)")


def looms(folded: str, cue: Hit) -> bool:
    """Whether a headline says no more of it than that it is near: 川習會倒數三天, 회담 임박, "10 days until …"."""
    counted = _DAYS_UNTIL.search(folded, max(0, cue.start - 40), cue.start)
    return counted is not None or _LOOMS.match(folded, cue.end) is not None


_DAYS_UNTIL = re.compile(r"\b(?:\d+|[a-z]+) (?:days|hours|weeks) (?:until|till|before) (?:[a-z.'-]+ ){1,3}$")
