"""Chinese plans: what follows or leads a contact word in Chinese and makes it one to come."""

import re

from watchbot.contacts.scene import Scene


def chinese_plan(scene: Scene) -> bool:
    """Whether the words right behind it, or the trip that leads to it, are still to come."""
    folded, cue = scene.folded, scene.cue
    if _ZH_TO_OPEN.match(folded, cue.end) or _ZH_WITH_WHOM.search(folded, 0, cue.start):
        return True
    return scene.title and (_ZH_TO_TALK.match(folded, cue.end) or _ZH_AT_TEN.match(folded, cue.end)) is not None


# "美中马德里会谈 将谈TikTok", "西班牙会晤 路透社：料讨论关税"
_ZH_TO_TALK = re.compile(
    r"[^，。；：\s]{0,4}[\s，](?:[^\s，：]{1,6}：)?(?:将|料|拟|预料|预计)(?:会)?(?:谈|讨论|聚焦|触及|商讨|磋商)"
)
# "将率团前往马来西亚四日，与美方磋商"
_ZH_WITH_WHOM = re.compile(
    r"(?:将|拟|定于)[^。；，]{0,10}(?:率团|前往|出访|访问|启程)[^。；，]{0,14}，[与同和][^。；，]{1,10}$"
)
# "川习会预计将于下月登场"
_ZH_TO_OPEN = re.compile(
    r"[^，。；：\s]{0,4}(?:预计|预定|预料|料将|将|拟|即将|暂定|稍后)[^，。；：]{0,14}(?:登场|举行|召开|进行|展开|成行|上演)"
)
# "川習會10時登場"
_ZH_AT_TEN = re.compile(r"[^，。；：\s]{0,4}\d{1,2}[时点](?:\d{1,2}分|半)?(?:登场|开始|举行)")
