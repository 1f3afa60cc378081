"""One field of an entry, the title or the summary, with what was found in it, and what its wording says beyond that."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from watchbot.contacts.joining import Joined
from watchbot.contacts.likeness import PRESIDENCIES, unspoken
from watchbot.contacts.scan import Hit
from watchbot.model import Mention, Mode

# A date in quotation marks, 習近平「近年底時」訪白宮, is said by the text too.
WORD = 9
_ECHO = re.compile(
    r"无中生有|谣言|空穴来风|거짓|such|cards|happening|true|fake|false|这|此事|不实|属实|捏造|那|그런|계획|사실|무근|일정|이유"
)
_SPOKEN = re.compile(r'"[^"]+"|「[^」]+」|『[^』]+』|《[^》]+》|(?<![a-z0-9])\'[^\']{3,}\'(?![a-z0-9])')
_DESCRIBED = re.compile(
    r"^(?:'s \w+)? ?(?:['\"]|(?:a|an|the|very|too|so|not|his|her)\s|[a-z]+(?:ed|ful|ous|less|ing|ble)\b)"
)
# "Wang Yi calls trip symbolic": the object is a thing, and what he calls it follows.
_NAMED = re.compile(
    r" (?!with\b|on\b|for\b|to\b|in\b|at\b|off\b|after\b|before\b|between\b|from\b|by\b|about\b|again\b|and\b|as\b"
    r"|over\b|amid\b|when\b|but\b|his\b|her\b|its\b|u)(?:[a-z-]+ ){1,3}(?:['\"]|[a-z]+(?:ic|al|ive|ed|ful|ous|less"
    r"|ing|ble)\b)"
)
_OWNED = re.compile(r"'s? (?:[a-z-]+ ){0,2}(?:visit|trip|tour|summit)\b")
_SENDER = re.compile(
    r"'s? (?:special |personal )?(?:representative|envoy)|(?:主席|国家主席|总统)?的?(?:特别代表|特使|私人代表)"
    r"|(?:의)? ?(?:국가 ?주석|주석|대통령)?(?:의)? ?(?:특별 ?대표|특사)"
)
_VIDEO = re.compile(
    r"\bvideo(?:[ -]?(?:call|link|conversation|conference|talks?)|conferenc)"
    r"|\b(?:by|via|over) (?:secure |encrypted )?video\b|\bvirtual(?:ly)?\b|视频|视讯|화상"
)
_PHONE = re.compile(
    r"\b(?:tele)?phone(?:d|s)?\b|\b(?:a|the|debut|first|their|his|earlier|friday|hour-long) call\b"
    r"|\b[a-z]+-[a-z]+ call\b|通话|通电|电话|热线|통화|전화"
)
_AFTERWARDS = re.compile(
    r"之?(?:后|前夕|利多|利好|筹码|效应|红利|题材|成果(?:清单|文件))|\s?(?:뒤|후|이후|앞두고|여파|효과)(?![가-힣])"
)


_LEADERS = re.compile(r"(?:元首|首脑|川习|习特|特习|정상)(?:之间|间|的| )?(?:[\d月日号昨今上晚周]{1,6})?$")
# "中美元首通话后市场憧憬"
_MOOD = re.compile(r"之?后，?(?:市场|投资者|股市|外界|资金|汇市|债市|人民币|美股|港股|台股|油价|金价)")


@dataclass(frozen=True, slots=True)
class Field:
    """`where` is title or summary; `hits` are all finds, `words` those of status, `parties` who can take part."""

    where: str
    text: str
    folded: str
    hits: Sequence[Hit]
    words: Sequence[Hit]
    parties: Sequence[Hit]

    def heard(self, cue: Hit) -> list[Hit]:
        """The status words that can speak of a contact word: what somebody is quoted with doesn't reach beyond it."""
        spans = quoted(self.folded)
        mine = next((s for s in spans if s[0] <= cue.start < s[1]), None)
        silent = [s for s in spans if not any(h.term.kind == "contact" and s[0] <= h.start < s[1] for h in self.hits)]
        return [
            w
            for w in self.words
            if (span := next((s for s in spans if s[0] <= w.start < s[1]), None)) == mine
            or (w.term.status == "denied" and (span is None or (span in silent and _ECHO.search(w.term.word))))
            or (span in silent and span is not None and 0 <= span[0] - cue.end <= 1)  # 川習會「也許不會發生」
            or (span in silent and span is not None and w.term.status == "planned" and span[1] - span[0] <= WORD)
        ]


def quoted(folded: str) -> list[tuple[int, int]]:
    """The spans of what stands in quotation marks; in plain text an apostrophe is none."""
    return [(m.start(), m.end()) for m in _SPOKEN.finditer(folded)]


def by_wire(mention: Mention, fields: Sequence[Field]) -> Mention:
    """ "They spoke": by video or by phone, where the entry says so anywhere, and no place that they met in.

    A call may turn out to be one by video, and a meeting too: "He, Bessent meet via video".
    """
    if any(_on_screen(mention, field) for field in fields):
        return replace(mention, mode=Mode.VIDEO, place=None)
    told = unspoken(mention) or (mention.mode is Mode.TALKS and mention.rules[0] == "en.talks.noun")
    called = mention.mode is Mode.PHONE and mention.rules[0].startswith("en.phone")
    if not (told or called) or mention.place is not None:
        return mention
    for mode, words in ((Mode.VIDEO, _VIDEO), (Mode.PHONE, _PHONE)):
        if any(not _of_others(found, field, mention) for field in fields for found in words.finditer(field.folded)):
            return replace(mention, mode=mode)
    return mention


def _on_screen(mention: Mention, field: Field) -> bool:
    """Whether the words right behind the contact word say that it was by video."""
    first = mention.evidence[0] if mention.evidence else None
    if first is None or first.where != field.where or mention.mode not in {Mode.MEETING, Mode.TALKS}:
        return False
    return mention.rules[0].startswith("en.") and _VIA_VIDEO.match(field.folded, first.end) is not None


_VIA_VIDEO = re.compile(
    r"(?: (?!and\b|before\b|after\b)[a-z'.-]+){0,5}?"
    r" (?:(?:via|by|over) (?:an? )?(?:secure |encrypted )?video|online|virtually)\b"
)


def _of_others(found: re.Match[str], field: Field, mention: Mention) -> bool:
    """Whether it is how others spoke: the leaders, or one with somebody of a third country.

    "hours after Xi spoke to Putin over video link", 經貿磋商 … 依元首通話的共識
    """
    led = any(p.office in PRESIDENCIES for p in mention.us)
    if not led and _LEADERS.search(field.folded, max(0, found.start() - 12), found.start()):
        return True
    strangers = (p for p in field.hits if p.term.kind == "third" and p.term.form == "person")
    return any(-24 <= p.start - found.end() <= 24 or 0 <= found.start() - p.end <= 24 for p in strangers)


def acting(cue: Hit, parties: Sequence[Hit], field: Field) -> list[Hit]:
    """The parties without the owner of another contact, as in "officials begin talks ahead of Trump's Beijing trip"."""

    def owns(party: Hit) -> bool:
        if party in field.parties and _SENDER.match(field.folded, party.end):
            return True
        if party not in field.parties or party.term.kind != "actor" or party.end > cue.start + 200:
            return False
        owned = _OWNED.match(field.folded, party.end)
        return owned is not None and not party.end <= cue.start < owned.end()

    kept = [p for p in parties if not owns(p)]
    whole = {p.term.side for p in parties} == {p.term.side for p in kept}
    return kept if whole else list(parties)


def only_a_mark(cue: Hit, joined: Joined, field: Field) -> bool:
    """Whether a short form only says when or whereby (川習會後, 미중 담판 뒤) and nobody of either side acts."""
    if any(p.term.kind != "pair" for p in joined.parties):
        return False
    if field.where != "title":
        return _MOOD.match(field.folded, cue.end) is not None
    others = [p for p in field.parties if p.term.kind in {"actor", "office", "body", "side"}]
    return not others and _AFTERWARDS.match(field.folded, cue.end) is not None


def calls_names(cue: Hit, inside: Sequence[Hit], field: Field) -> bool:
    """Whether "calls" says what somebody is called: its object is followed by a quotation or a description."""
    if field.folded[cue.start : cue.end] not in {"calls", "called", "calling"}:
        return False
    called = next((p for p in inside if 0 <= p.start - cue.end <= 2), None)
    if called is None:
        speaker = next((p for p in inside if 0 <= cue.start - p.end <= 1), None)
        return speaker is not None and speaker.term.kind == "actor" and _NAMED.match(field.folded, cue.end) is not None
    end = called.end
    for party in inside:
        if 0 <= party.start - end <= 1:
            end = party.end
    described = _DESCRIBED.match(field.folded[end:]) is not None
    return described or (called.term.kind == "side" and _NAMED.match(field.folded, end) is not None)
