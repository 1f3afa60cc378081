"""Tense: what the tense of an English verb tells of when a contact takes place."""

import re

from watchbot.contacts.asking import asks_when
from watchbot.contacts.destinations import LEAVES
from watchbot.contacts.predicate import predicate_of
from watchbot.contacts.scan import Hit
from watchbot.contacts.scene import VERBS, Scene

_SUBORDINATE = re.compile(r"(?:^|\W)(?:when|once|before|until|as soon as|where)\s(?:[\w'’.&,-]+\s){1,8}$")

# "What to watch as Trump and Xi meet", "Watch these stocks as they meet"
_TO_WATCH = re.compile(
    r"\b(?:what|things?|issues|stocks) (?:[a-z]+ )?to (?:watch|expect|look for)\b[^.;]{0,40}\b(?:as|when|if)\s"
)


def when_it_comes(scene: Scene) -> Hit | None:
    """ "when he meets Xi": the present tense after "when" looks ahead."""
    if scene.cjk or asks_when(scene):
        return None
    found = predicate_of(scene.folded, scene.cue.start, scene.cue.term.form in VERBS, scene.clause[0])
    if found is None or scene.cue.term.form == "ing" or not _is_present(scene.folded[found.head : found.head + 24]):
        return None
    before = scene.folded[max(0, found.head - 70) : found.head]
    watched = scene.title and _TO_WATCH.search(before)
    return scene.cue if watched or _SUBORDINATE.search(before) else None


def sets_out(scene: Scene) -> Hit | None:
    """ "left Washington on Tuesday for Beijing": he isn't there yet."""
    said = scene.folded[scene.cue.start : scene.cue.end]
    return scene.cue if said in LEAVES and _FOR_A_LAND.match(scene.folded, scene.cue.end) else None


_FOR_A_LAND = re.compile(
    r" [^.;:,]{0,48}\bfor (?:beijing|china|shanghai|washington|the united states|the u-s-|the us)\b"
)


def _is_present(head: str) -> bool:
    """Whether a verb is in the present tense, as far as its ending tells."""
    word = head.split(" ", 1)[0]
    return not word.endswith("ed") and word not in _PASTS and word not in {"across", "opposite"}


_PASTS = frozenset(
    {
        "met",
        "saw",
        "held",
        "had",
        "spoke",
        "sat",
        "took",
        "made",
        "got",
        "went",
        "came",
        "began",
        "flew",
        "left",
        "rang",
        "told",
        "shook",
        "ate",
        "broke",
        "gave",
        "led",
        "sent",
        "paid",
        "drew",
    }
)
