"""Wishes: Chinese and Korean words for talks that a side welcomes, or that a writer misses, and that tell of none."""

import re

from watchbot.contacts.occurrence import Occurrence


def wished_for(seen: Occurrence) -> bool:
    """中方乐见对话, 中 "대화 환영": those of others. 缺的不是会谈, 해야 할 협상: none in particular.

    Nor does a mere word in quotation marks tell of any: 「对话」.
    """
    folded, cue = seen.field.folded, seen.cue
    before = folded[max(0, cue.start - 14) : cue.start]
    if cue.term.mode == "talks" and (_ZH_HAILS.search(before) or _KO_HAILS.match(folded, cue.end)):
        return True
    if _ZH_LACKS.search(before) or _KO_OUGHT.search(before):
        return True
    return not seen.title and folded[cue.start - 1 : cue.start] in _OPENS and folded[cue.end : cue.end + 1] in _CLOSES


_ZH_HAILS = re.compile(r"(?:乐见|乐于看到|欢迎|赞赏)(?:有关|任何|各方|直接|双方)?$")
_KO_HAILS = re.compile(r"(?:을|를)? ?(?:환영|지지한다|지지 입장)")
_ZH_LACKS = re.compile(r"(?:缺|少|要|需要)的[^，。；]{0,4}不是$")
_KO_OUGHT = re.compile(r"(?:해야 할|필요한 것은) ?$")
_OPENS = frozenset({"「", "“", "‘", "『"})
_CLOSES = frozenset({"」", "”", "’", "』"})
