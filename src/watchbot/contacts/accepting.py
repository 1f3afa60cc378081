"""Accepting: who takes up an invitation, or is somebody's guest, will go."""

import re

from watchbot.contacts.scan import Hit
from watchbot.contacts.scene import Scene

_ACCEPTS = re.compile(
    r"\baccept(?:s|ed|ing)?\b[^.;:]{0,50}\binvit|\baccept(?:s|ed|ing)? (?:a|the|an|his|her) (?:[a-z]+ )?(?:visit"
    r"|trip)\b|\binvitation\b[^.;:]{0,70}\b(?:was |is |been )?accepted\b"
    r"|接受[^。；]{0,12}邀|초청[^.]{0,10}(?:수락|응)"
    r"|[访赴来][华中美京]\s(?:料|预料|预计|拟)[将会]{0,2}[晤见会]"
    r"|(?:受|应|获)[^，。；：]{1,10}邀请[访赴来]\S{1,3}[ ，,]{1,2}(?:将|拟)[谈会见晤商与同就]"
)


def accepted(scene: Scene) -> Hit | None:
    """ "Trump accepts Xi's invitation to Beijing": who accepts will go."""
    return scene.cue if scene.cue.term.mode == "visit" and _ACCEPTS.search(scene.folded, *_around(scene)) else None


def _around(scene: Scene) -> tuple[int, int]:
    return max(0, scene.cue.start - 80), scene.cue.end + 40
