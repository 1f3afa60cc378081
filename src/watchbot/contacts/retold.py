"""Retold: contacts that are told on to others, or only invoked by a spokesperson."""

import re

from watchbot.contacts.scene import Scene


def retold(scene: Scene) -> bool:
    """Whether what was said there is told on to others, or only invoked.

    "川普說明與習近平通話內容" to a third leader; "釜山會晤達成重要共識", says the ministry.

    The tale of a spokesperson is the report of one side, unless it praises what the leaders achieved.
    """
    low, high = scene.clause
    before, behind = scene.folded[low : scene.cue.start], scene.folded[scene.cue.end : scene.cue.end + 14]
    spoken = _SPOKESPERSON.search(scene.folded) is not None
    if not spoken and scene.cue.term.language == "zh":
        return bool(_ZH_TOLD.search(before[-26:]) and _ZH_MATTER.match(behind))
    if not spoken and scene.cue.term.language == "ko":
        return _KO_TOLD.match(scene.folded, scene.cue.end, high) is not None
    achieved = not scene.title and _ZH_ACHIEVED.match(behind)
    return spoken and bool(achieved or _ZH_SINCE_THEN.match(scene.folded, scene.cue.end))


_SPOKESPERSON = re.compile(r"发言人|대변인")
_ZH_TOLD = re.compile(r"说明|介绍|通报|告知|听取|转述|简报|转告")
_ZH_MATTER = re.compile(r"话?(?:在内的?[^，。]{0,6}|的)?(?:内容|情况|结果|经过|现况|近况)")
_ZH_ACHIEVED = re.compile(r"(?:所)?(?:达成|形成|取得)(?:了|的)?[^，。]{0,6}(?:共识|成果)")
# "马德里会谈后，美方不顾劝阻": what one side did since.
_ZH_SINCE_THEN = re.compile(r"之?后，?(?:美方|中方|美国|中国|美|华盛顿|北京)(?:不顾|又|却|单方面|悍然|执意|违背|仍)")
_KO_TOLD = re.compile(
    r"(?: 내용| 결과)? ?(?:설명|브리핑)(?:을|도)? ?(?:들|받)|(?:의|과 관련한)? ?(?:대화 )?(?:내용|결과|상황"
    r"|경과)(?:를|을|도|에 대해|에 대한)? ?(?:[가-힣]{1,6} )?(?:설명|듣"
    r"|들었|들어|공유|전해|전달|청취|브리핑)"
)
