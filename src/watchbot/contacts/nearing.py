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
# "had a call scheduled with Xi"
_LINED_UP = re.compile(
    r" (?:already )?(?:scheduled|lined up|booked|pencil+ed in|coming up)(?: (?:with|for|on|this|next)\b|$)"
)
# "Port fees to top Bessent-He call"
_TO_TOP = re.compile(
    r"\bto (?:top|dominate|headline|overshadow|hang over|loom over|feature (?:at|in)|be raised (?:at|in)|come up"
    r" (?:at|in)) (?:the |a )?(?:[a-z'-]+ ){0,3}$"
)
_PLANS = re.compile(r" (?:plans|preparations|prep|planning|logistics)\b")
# "Xi's visit to wait until after the midterms"
_TO_WAIT = re.compile(r" (?:will |must |can |has |have |to |could )+wait\b")
_LATER_THAN = re.compile(r"(?: [a-z]+){1,4} later than (?:planned|scheduled|expected|first planned)\b")
_NEW_DATE = re.compile(
    r"\bnew dates? (?:is |are |being )*(?:sought|needed|awaited|to be set|to be found) for [^.;]{0,24}$"
)


def nearing(scene: Scene) -> Hit | None:
    """It is days away, lined up, or comes next."""
    if not scene.cjk and _LINED_UP.match(scene.folded, scene.cue.end):
        return scene.cue
    if scene.cjk or scene.cue.term.form not in NOUNS:
        return None
    next_up = scene.title and _NEXT_UP.match(scene.folded)
    topped = _TO_TOP.search(scene.folded, scene.clause[0], scene.cue.start)
    next_up = next_up or topped or _PLANS.match(scene.folded, scene.cue.end)
    return scene.cue if next_up or _DAYS_FROM.search(scene.folded, scene.clause[0], scene.cue.start) else None


def made_to_wait(scene: Scene) -> Hit | None:
    """It has to wait, or needs a new date."""
    if scene.cjk:
        return None
    waits = scene.cue.term.form in NOUNS and _TO_WAIT.match(scene.folded, scene.cue.end)
    waits = waits or _LATER_THAN.match(scene.folded, scene.cue.end)
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


def looms(folded: str, end: int) -> bool:
    """Whether a headline says no more of a contact than that it is near: 通话在即, 川習會倒數三天, 회담 임박."""
    return _LOOMS.match(folded, end) is not None
