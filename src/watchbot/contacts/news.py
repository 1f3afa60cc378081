"""News: whether a find tells of a contact itself, where the headline is about something else or names only a topic."""

from watchbot.contacts.finds import Find
from watchbot.contacts.merging import BARE
from watchbot.model import Mention, Status

_FIRM_NEWS = frozenset({Status.DENIED, Status.CANCELLED, Status.POSTPONED})


def only_a_topic(mention: Mention) -> bool:
    """Whether a word for talks stands in an entry about two capitals and says nothing of when, where or who."""
    bare = all(p.name in BARE for p in (*mention.us, *mention.cn))
    topic = mention.rules[0].startswith("en.") and mention.rules[1:] == ("join.topic", "status.plain")
    return topic and bare and mention.start is None and mention.place is None


def _bare_side(mention: Mention) -> bool:
    """Whether one side is only a country beside somebody named of the other."""
    named = [any(p.actor for p in people) for people in (mention.us, mention.cn)]
    bare = [all(p.name in BARE for p in people) for people in (mention.us, mention.cn)]
    return any(named) and any(bare)


def own_news(find: Find, new: bool | None) -> bool:
    """A day of the last few, a plan or its end, or a verb with both sides; not what "had" taken place before."""
    mention = find.mention
    if find.adjunct and not new:
        return False  # "It came a day after Xi saw Trump"
    if mention.rules[1] in {"join.sentence", "join.entry"} and _bare_side(mention):
        return False  # "Wang and Lavrov … criticised the US"
    if new is not None or mention.status in _FIRM_NEWS:
        return bool(new) or mention.status in _FIRM_NEWS
    if mention.status is Status.PLANNED and mention.rules[1] == "join.entry" and find.explicit:
        return True
    firm = find.explicit and mention.rules[1] in {"join.clause", "join.going"} and mention.score >= 0.8
    return firm and (
        mention.status is Status.PLANNED
        or mention.rules[0].endswith((".fin", ".base"))
        or not mention.rules[0].startswith("en.")
    )
