"""News that moves a deadline: an entry that reports an extension, suspension or early end becomes a proposed revision.

A report needs four things in one sentence: the deadline's own word, a verb that says it is done, a new end (a day or a
span), and no word of doubt, intent or denial. Expectation is never a revision: "could be extended", "agreed to seek",
拟延长 and 연장 검토 propose nothing. A proposal changes nothing by itself; an admin's word or the auto-apply rule does.
"""

import re
from collections.abc import Iterable
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from watchbot.contacts.lexicon import Term
from watchbot.contacts.scan import Scanner
from watchbot.countdown.ends import MONTHS, days, spans
from watchbot.countdown.standing import in_order, ruling
from watchbot.model import Deadline, Entry, Outcome, Proposal, Revision

FARTHEST = timedelta(days=3 * 366)
FRESH_RULING = timedelta(days=14)
ALIKE = timedelta(days=1)

_SENTENCE = re.compile(r"(?<=[.!?])\s+(?=[A-Z\"“‘'(])|(?<=[。！？])|\n+")
_DONE = re.compile(
    r"\b(?:extend(?:s|ed)?|prolong(?:s|ed)?|renew(?:s|ed)?|roll(?:s|ed)? over|suspend(?:s|ed)?|paus(?:es|ed)|"
    r"shelv(?:es|ed)|order extending|push(?:es|ed)? (?:\S+ ){0,5}back|"
    r"(?:approves|announces|signs) (?:\S+ ){0,3}extension|(?:now|to) runs? until|keeps)\b|"
    r"延长|延長|展期|延期|顺延|順延|延至|继续暂停|繼續暫停|暂停实施|暫停實施|연장|늘리기로|늘렸|더|유예"
)
_ORDERED = re.compile(r"\bsign(?:s|ed)? (?:an? )?(?:executive )?order to extend\b|签署行政令|簽署行政令|행정명령")
_DOUBT = re.compile(
    r"\b(?:could|may(?! \d)|might|would|will|should|shall|must|likely|expect\w*|hop(?:e|es|ed|ing)|seek\w*|"
    r"sought|want\w*|"
    r"consider\w*|weigh\w*|plan(?:s|ned|ning)?|propos\w*|urg(?:e|es|ed|ing)|call(?:s|ed)? for|possib\w+|potential\w*|"
    r"if|unless|whether|until (?:then|now)|talks (?:on|about|of|over)|discuss\w*|negotiat\w*|set to|ready|poised|"
    r"agree[sd]?|not|no|never|without|refus\w*|reject\w*|near(?:s|ing)?|close to|pending|ask(?:s|ed|ing)?|request\w*|"
    r"suggest\w*|rumou?r\w*|mull\w*|ey(?:es|ed|eing)|float\w*|offer\w*|dangl\w*|aim\w*|push(?:es|ed)? for|denie[sd]|"
    r"to (?:extend|renew|prolong|suspend|pause|roll)|for extending|in favou?r|deadline for)\b|n't\b|\?|"
    r"可能|或将|或會|或会|有望|预计|預計|预期|料将|料將|考虑|考慮|讨论|討論|交流|是否|会否|會否|能否|希望|盼|寻求|尋求|建议|建議|呼吁|"
    r"呼籲|如果|若|传|傳|尚未|仍未|没有|沒有|未能|不会|不會|推动|推動|拟|擬|争取|爭取|反对|反對|？|"
    r"가능|전망|검토|논의|추진|요청|희망|할까|될까|예상|관측|수도|제안|필요|않|못|미정|여부|듯|뜻을|전해|공감|잠정|연장할|늘릴|남았"
)
_AGREED = re.compile(r"합의|共识|共識")
_EARLIER = re.compile(
    rf"\b(?:in (?:{'|'.join(MONTHS)})[a-z]*|last|earlier|ago|previously|already|had|since|first)\b|"
    r"此前|去年|早前|曾|지난|앞서|작년"
)
_ENDED = re.compile(
    r"\b(?:ends|ended|terminates|terminated|scraps|scrapped|revokes|revoked|withdraws from|withdrew from|pulls out of|"
    r"pulled out of|tears up|tore up)\s+(?:(?:the|its|their|china|us-china|u\.s\.-china|tariff|trade|with)\s+)*$"
)
_ENDED_CJK = re.compile(r"(?:终止|終止|撤销|撤銷|退出|废除|廢除)[^，。；\s]{0,6}$")
_ENDED_BEHIND = re.compile(r"^[을를]?\s?(?:파기|철회|조기 종료)")
_CLOSES = re.compile(r"^\s*(?:$|[,.;:]|(?:with|on|after|over|as|early|amid|following)\b|[，。；])")
_CHINA = re.compile(
    r"\b(?:china|chinese|beijing|sino|prc|mofcom)\b|中|国务院|國務院|商务部|商務部|对华|對華|对美|對美|중국|대중|미중|미·중"
)
_AMERICA = re.compile(
    r"\b(?:us|u\.s\.|usa|america|american|trump|washington|white house|united states)(?:\b|(?<=\.))|"
    r"美|미국|미·중|미중|트럼프|特朗普|川普"
)
_TRADE = re.compile(r"\b(?:tariffs?|trade|dut(?:y|ies)|lev(?:y|ies))\b|关税|關稅|贸易|貿易|经贸|經貿|관세|무역")


class Vocabulary:
    """The words of the deadlines, compiled: most entries hold none of them, and are done with in a microsecond."""

    def __init__(self, deadlines: Iterable[Deadline]) -> None:
        words = {word.lower() for one in deadlines for words in (one.terms or {}).values() for word in words}
        self._any = Scanner((word, Term(word, "deadline", "")) for word in words)

    def touches(self, entry: Entry) -> bool:
        """Whether the entry holds a word of any deadline."""
        return self._any.finds(f"{entry.title}\n{entry.summary}".lower())


def proposals(entry: Entry, deadlines: Iterable[Deadline], row: str = "") -> tuple[Proposal, ...]:
    """What the entry reports of the deadlines' ends, at most one proposal a deadline; usually nothing.

    `row` identifies the entry in the proposal (default: its id). The moment of announcement is the entry's.
    """
    whole = f"{entry.title}\n{entry.summary}".lower()
    context = _CHINA.search(whole) and _AMERICA.search(whole)
    found = []
    for deadline in deadlines if context else ():
        ruled = ruling(deadline, entry.published)
        if ruled is None or ruled.outcome is not None or not spoken_of(deadline, entry):
            continue
        proposal = _report(deadline, ruled, entry, whole, row or entry.id)
        if proposal is not None:
            found.append(proposal)
    return tuple(found)


def spoken_of(deadline: Deadline, entry: Entry) -> bool:
    """Whether the entry speaks of the deadline, by its own words and between the right two countries."""
    whole = f"{entry.title}\n{entry.summary}".lower()
    return _term(deadline, whole, whole) is not None and bool(_CHINA.search(whole))


def _report(deadline: Deadline, ruled: Revision, entry: Entry, whole: str, row: str) -> Proposal | None:
    titled = _term(deadline, entry.title.lower(), whole) is not None
    for number, sentence in enumerate(_sentences(entry)):
        folded = sentence.lower()
        term = _term(deadline, folded, whole)
        if _doubtful(folded) or not (term or titled):
            continue
        if term and _is_ended(folded, term):
            return _proposal(deadline, _ended(ruled, entry), entry, sentence, "news.ended", row)
        if not (_DONE.search(folded) or _ORDERED.search(folded)):
            continue
        end = _new_end(deadline, ruled, folded, entry.published, fresh=number == 0 or not _EARLIER.search(folded))
        if end is not None:
            revision = Revision(entry.published, end, ruled.zone, entry.publisher, note=sentence[:200])
            return _proposal(deadline, revision, entry, sentence, "news.moved", row)
    return None


def _sentences(entry: Entry) -> list[str]:
    return [s.strip() for text in (entry.title, entry.summary) for s in _SENTENCE.split(text) if s and s.strip()]


def _doubtful(folded: str) -> bool:
    if _ORDERED.search(folded):
        return "?" in folded or "？" in folded or "않" in folded
    return bool(_DOUBT.search(folded) or _AGREED.search(folded))


def _term(deadline: Deadline, folded: str, whole: str) -> tuple[int, int] | None:
    """Where the deadline's word stands; a bare "truce" counts only in an entry about trade."""
    for words in (deadline.terms or {}).values():
        for word in words:
            low = word.lower()
            pattern = rf"\b{re.escape(low)}\b" if low.isascii() else re.escape(low)
            found = re.search(pattern, folded)
            if found and (_TRADE.search(whole) or " " in low or "关税" in low or "關稅" in low):
                return found.span()
    return None


def _is_ended(folded: str, term: tuple[int, int]) -> bool:
    before, behind = folded[: term[0]], folded[term[1] :]
    if _ENDED_BEHIND.match(behind) or _ENDED_CJK.search(before):
        return True
    return bool(_ENDED.search(before) and _CLOSES.match(behind))


def _new_end(deadline: Deadline, ruled: Revision, folded: str, published: datetime, *, fresh: bool) -> datetime | None:
    """The end that the sentence gives, on the ruling revision's zone and wall clock; None where it is no news."""
    zone = ZoneInfo(ruled.zone)
    old = ruled.expires.astimezone(zone)
    named = list(days(folded, published.astimezone(zone).date()))
    if not named and fresh:
        bases = [one.expires.astimezone(zone).date() for one in _bases(deadline, ruled, published)]
        longer = list(spans(folded))
        if any(_alike(span.after(base), old.date()) for span in longer for base in bases):
            return None
        named = [span.after(old.date()) for span in longer]
    for day in named:
        if _alike(day, old.date()) or day <= old.date() or day <= published.date():
            continue
        if day - published.date() > FARTHEST:
            continue
        return datetime.combine(day, old.time(), zone)
    return None


def _bases(deadline: Deadline, ruled: Revision, published: datetime) -> list[Revision]:
    """The ends from which a span may count: while an extension is fresh, reports still count from the one before."""
    earlier = [one for one in in_order(deadline) if one.announced < ruled.announced]
    return earlier[-1:] if earlier and published - ruled.announced < FRESH_RULING else []


def _alike(one: date, other: date) -> bool:
    return abs(one - other) <= ALIKE


def _ended(ruled: Revision, entry: Entry) -> Revision:
    return Revision(entry.published, ruled.expires, ruled.zone, entry.publisher, outcome=Outcome.WITHDRAWN)


def _proposal(deadline: Deadline, revision: Revision, entry: Entry, quote: str, rule: str, row: str) -> Proposal:
    return Proposal(deadline.id, revision, row, entry.publisher, entry.side is not None, quote[:300], rule, entry.link)
