"""Korean plans: whether a word of planning, or of time, is said of a contact word before it, or after."""

import re

from watchbot.contacts.scan import Hit
from watchbot.contacts.scene import Scene

# "마주 앉아 정면충돌을 피하기로 뜻을 모았다": they have met; the plan is the next verb's.
_MET_AND = re.compile(r"(?:아|어|았고|고)(?:서)? (?!보기로|볼)")
_KO_PAST = re.compile(r"열린|열렸|가진|만난|진행한|진행된|개최한|개최된|나눈|벌인|했던|마친|끝난")


def _reach(scene: Scene, hit: Hit) -> int:
    """How far behind the contact word a plan may stand: "만나 펜타닐 문제 제기할 예정"."""
    if scene.folded[scene.cue.start : scene.cue.end] == "만나" and hit.term.word in {"예정", "계획"}:
        return 24
    return 16 if scene.cue.term.mode == "visit" else 10


def korean_plan(scene: Scene, hit: Hit) -> bool:
    """Korean verbs stand behind the contact word, and close to it; words of time before it."""
    if hit.term.word == "앞으로" and scene.cue.term.mode == "letter":
        return False  # "국장 앞으로 서한을": to whom
    if hit.term.form == "time" and scene.folded.endswith("지난 ", 0, hit.start):
        return False  # 지난 주말
    if hit.term.form == "time":
        before = hit.end <= scene.cue.start and scene.within(hit, 20, 0) and scene.governed(hit)
        return before and _KO_PAST.search(scene.folded, hit.end, scene.cue.start) is None
    gap = scene.folded[scene.cue.end : hit.start]
    if _MET_AND.match(scene.folded, scene.cue.end):
        return False
    return (
        hit.end > scene.cue.start
        and hit.start - scene.cue.end <= _reach(scene, hit)
        and not set(gap) & set(',…"“”')
        and scene.governed(hit)
    )
