"""Leading: which find of a contact says what became of it, where the headline's and the summary's differ."""

from collections.abc import Sequence
from datetime import date, timedelta

from watchbot.contacts.finds import CLOSE, FRESH_DAYS, UNDONE, Find, afar
from watchbot.contacts.likeness import both
from watchbot.model import Mention, Mode, Status

WEEK = timedelta(days=7)
_MET = frozenset({"en.meeting.fin", "en.talks.fin"})


def leading(group: Sequence[Find], published: date) -> Find:
    """The find by which an entry is read: an end before all else, then the headline's unless the summary knows more."""
    lead = _headlines(group)
    undone = [f for f in group if f.mention.status in UNDONE]
    if undone:
        return undone[0]
    held = [f for f in group if f.mention.status is Status.HELD and f.explicit]
    plans = [f for f in group if f.mention.status is Status.PLANNED and f.explicit and not f.title]
    plans = [f for f in plans if not _of_others(f.mention, lead.mention)]
    if next_week := [f for f in plans if a_week_on(f, lead)]:
        return next_week[0]
    if held and _took_place_since(lead, held[0], published):
        return held[0]
    told = any(f is not lead and f.mention.rules[1] != "join.topic" for f in held)
    if plans and (_on_the_way(lead.mention) or ((_headline_present(lead) or _today(lead, published)) and not told)):
        return plans[0]
    if lead.mention.status is Status.HELD and not lead.explicit:
        better = [] if _they_do(lead) else [f for f in group if _knows_better(f, lead)]
        return next(iter(held or better), lead)
    return lead


def _headlines(group: Sequence[Find]) -> Find:
    """The first find; where a headline only names talks, what it says of those who meet."""
    first = group[0]
    if not first.title or first.mention.rules[1] != "join.topic":
        return first
    return next((f for f in group if f.title and f.mention.rules[1] in CLOSE), first)


def _of_others(mention: Mention, lead: Mention) -> bool:
    """Whether a plan of the same guest is with another host: "is also to see the premier"."""
    pairs = ((mention.us, lead.us), (mention.cn, lead.cn))
    known = [tuple({p.actor for p in people} - {None} for people in pair) for pair in pairs]
    return any(mine and theirs and not mine & theirs for mine, theirs in known)


def _took_place_since(lead: Find, held: Find, published: date) -> bool:
    """Whether the plan of a headline is over by now, as the summary tells."""
    status, day = lead.mention.status, held.mention.start
    met = held.mention.rules[0] in _MET
    if not lead.title and status is Status.PLANNED and lead.mention.start is None and met:
        return held.mention.rules[1] in CLOSE  # "agreed to hold further talks … met for a second day"
    if lead.title and status in {Status.PLANNED, Status.SPECULATED} and met and held.mention.rules[1] in CLOSE:
        return True
    if status is not Status.PLANNED or day is None:
        return False
    ago = (published - day).days
    return (lead.title and met and 0 <= ago <= FRESH_DAYS) or (
        lead.mention.start == published and 0 <= ago <= 1 and not afar(held.mention) and not _bare_noun(held.mention)
    )


def _bare_noun(mention: Mention) -> bool:
    """Whether a Chinese or Korean word only names it: "分别率团" says nothing of whether they have met."""
    return mention.rules[0].startswith(("zh.", "ko.")) and mention.rules[2] == "status.plain"


def _knows_better(find: Find, lead: Find) -> bool:
    """Whether a find qualifies the contact that the leading one only names."""
    status = find.mention.status
    if (
        not find.explicit
        or status is Status.HELD
        or _of_others(find.mention, lead.mention)
        or (afar(find.mention) and not afar(lead.mention) and not both(find.mention, lead.mention))
    ):
        return False
    if find.title and lead.mention.rules[0] == "zh.meeting.tight":
        return False  # 布林肯晤王毅：期待具建设性的对话
    alike = (find.mention.mode is Mode.VISIT) == (lead.mention.mode is Mode.VISIT)
    return alike or (_trip_noun(lead.mention) and status is Status.PLANNED and find.title is not lead.title)


def _headline_present(find: Find) -> bool:
    """Whether a headline's verb in the present tense says it: "Bessent Meets He in Paris" also stands over a plan."""
    word = find.mention.evidence[0].text.lower().split(" ")[0]
    held = find.title and find.mention.status is Status.HELD and not find.mention.rules[2].startswith("status.arrived")
    return (
        held
        and find.mention.rules[0].endswith((".fin", ".base"))
        and find.mention.rules[0].startswith("en.")
        and word.endswith("s")
    )


def a_week_on(plan: Find, lead: Find) -> bool:
    """Whether a headline's weekday is the coming one, as the summary tells: "周五打给习近平"."""
    coming, named = plan.mention.start, lead.mention.start
    plain = lead.title and lead.mention.rules[2] == "status.plain"
    planned = plan.mention.status is Status.PLANNED and not plan.mention.rules[0].endswith("weak-noun")
    return plain and planned and coming is not None and named is not None and coming - named == WEEK


def _today(find: Find, published: date) -> bool:
    """Whether a Korean headline without a verb only gives today: "외교수장 오늘 첫 대면" may still be to come."""
    word, _, status = find.mention.rules[:3]
    return find.title and status == "status.plain" and word.startswith("ko.") and find.mention.start == published


def _they_do(find: Find) -> bool:
    """ "Trump, Xi speak for 90 minutes, agree to more talks": a headline's plural is as good as "spoke"."""
    word, joined, status = find.mention.rules[:3]
    plural = word.startswith("en.") and word.endswith(".base") and joined == "join.clause"
    return find.title and plural and status == "status.plain"


def _on_the_way(mention: Mention) -> bool:
    """Whether he has arrived in a third country: "习近平抵达釜山", where the summary tells whom he'll meet."""
    arrived = mention.mode is Mode.VISIT and mention.status is Status.HELD
    return arrived and afar(mention) and not mention.rules[0].startswith("en.")


def _trip_noun(mention: Mention) -> bool:
    """Whether 访美 or 방미 names a trip, which leaves open whether it's over."""
    return mention.rules[0].startswith(("zh.visit.", "ko.visit.")) and mention.rules[2] == "status.plain"
