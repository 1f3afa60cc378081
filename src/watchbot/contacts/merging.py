"""Merging: the finds of one entry become its mentions, one for each contact, the headline's first."""

from dataclasses import replace
from datetime import date

from watchbot.contacts.datefit import is_paper
from watchbot.contacts.finds import CLOSE, UNDONE, Find, afar, firm
from watchbot.contacts.leading import a_week_on, leading
from watchbot.contacts.likeness import CONGRESS, PRESIDENCIES, REMOTE, TRIP, both, generic, names, parts, same
from watchbot.contacts.text import fold
from watchbot.model import UNNAMED, Mention, Mode, Participant, Side, Status


def distinct(people: list[Participant]) -> list[Participant]:
    """Each once; a bare side is dropped where somebody of that side is named."""
    unique = list({(p.side, p.name): p for p in people}.values())
    made = []
    for person in unique:
        better = [q for q in unique if q.side is person.side and (q.actor or q.office) and q is not person]
        if not person.actor and not person.office and better and person.name in BARE:
            continue
        if (
            not person.actor
            and person.office in CONGRESS
            and any(_a_minister(q) for q in unique if q.side is person.side)
        ):
            continue  # "agreed with Dong, Hegseth said, as Congress debated …"
        made.append(person)
    return made


def _a_minister(person: Participant) -> bool:
    """Whether somebody named who is neither a lawmaker nor an ambassador, who takes lawmakers to his hosts."""
    return person.actor is not None and person.office not in CONGRESS and "ambassador" not in (person.office or "")


def merge(finds: list[Find], published: date) -> list[Mention]:
    """One mention for each contact: finds of one family and overlapping parties are the same; the headline leads."""
    finds = _without_mere_names(finds)
    called = any(f.mention.mode in REMOTE and f.mention.status is Status.HELD for f in finds)
    groups: list[list[Find]] = []
    for find in sorted(finds, key=lambda f: f.adjunct):
        for group in groups:
            if same(group[0].mention, find.mention) and not any(parts(f.mention, find.mention, called) for f in group):
                group.append(find)
                break
        else:
            groups.append([find])
    groups.sort(key=_rank)
    if groups and groups[0][0].mention.status is Status.SPECULATED:
        groups.sort(key=lambda g: not _took_place(g[0]))  # "Ties warm: will they meet?", and who has met
        vague = afar(groups[0][0].mention)
        groups.sort(key=lambda g: not (vague and _goes(g[0])))  # "in bid to restart dialogue", and who travels
    if groups and groups[0][0].adjunct:
        dated = groups[0][0].mention
        groups.sort(key=lambda g: not _news_beside(g[0], dated))
    if groups and _trip_told(groups[0][0]):
        groups.sort(key=lambda g: not _call_told(g[0], published))
    return [_combine(group, published) for group in groups]


def _without_mere_names(finds: list[Find]) -> list[Find]:
    """The finds without a summit that is only named ("首度川習會！") where the rest says that the leaders will meet."""
    told = [f for f in finds if f.explicit and not f.background and f.mention.rules[1] != "join.named"]
    leaders = [f for f in told if any(p.office in PRESIDENCIES for p in (*f.mention.us, *f.mention.cn))]
    ahead = [f for f in leaders if f.mention.status in {Status.PLANNED, Status.SPECULATED} and f.title]
    if not ahead or any(f.mention.status is Status.HELD for f in told):
        return finds
    return [f for f in finds if f.mention.rules[1] != "join.named" or f.mention.rules[2] != "status.plain"]


def _rank(group: list[Find]) -> float:
    """What the headline says took place comes first, then the rest of the headline, then the summary."""
    lead = group[0]
    if not lead.title and lead.mention.status is Status.SPECULATED:
        return 3
    accepted = 0.5 * lead.mention.rules[2].startswith("status.accepted")
    if not lead.title:
        told = [f for f in group if f.title]
        dated = lead.mention.status is Status.HELD and bool(told) and any(firm(f.mention) for f in (lead, *told))
        if dated:
            return 0  # the headline dates by what the summary tells: it took place
        return 2 + accepted + 0.3 * lead.mention.rules[2].startswith("status.word:en.visit.leaves")
    if lead.mention.rules[1] == "join.topic" and lead.mention.status is not Status.HELD:
        return 2.2  # "Teams eye a weekend to rescue the leaders' meeting"
    if lead.mention.status is Status.SPECULATED and afar(lead.mention):
        return 2.5  # "So when do they meet?", asked of those whose call the summary tells
    if accepted:
        return 1 + accepted
    if lead.outcome and lead.mention.status is Status.PLANNED:
        return 2.5
    if lead.mention.status in UNDONE and not lead.adjunct:
        return 0
    if any(a_week_on(f, lead) for f in group):
        return 1
    return 0 if lead.mention.status is Status.HELD and firm(lead.mention) else 1


def _trip_told(find: Find) -> bool:
    """Whether a Chinese or Korean headline tells of a leader's trip to come, as after a call: "川普：明年4月赴北京"."""
    cjk = find.mention.rules[0].startswith(("zh.visit", "ko.visit"))
    return cjk and find.title and find.mention.status is Status.PLANNED and _of_leaders(find.mention)


def _call_told(find: Find, published: date) -> bool:
    """Whether it is the leaders' call of the day, in which the trip came up."""
    mention = find.mention
    fresh = mention.start is None or 0 <= (published - mention.start).days <= 1
    called = mention.mode in REMOTE and mention.status is Status.HELD and not find.adjunct
    return called and fresh and _of_leaders(mention)


def _of_leaders(mention: Mention) -> bool:
    return all(any(p.office in PRESIDENCIES for p in people) for people in (mention.us, mention.cn))


def _took_place(find: Find) -> bool:
    """Whether the text says of a contact, in a sentence with both sides, that it took place."""
    held = find.mention.status is Status.HELD and find.explicit
    return held and not find.adjunct and not afar(find.mention) and firm(find.mention)


def _goes(find: Find) -> bool:
    """Whether a sentence with both sides says who will go or has gone where."""
    return find.mention.rules[1] == "join.going" and find.explicit and find.mention.status is not Status.SPECULATED


def _news_beside(find: Find, dated: Mention) -> bool:
    """Whether others met, while the headline's contact only dates it: "Defense chiefs talk after Trump-Xi summit"."""
    held = find.mention.status is Status.HELD and not find.adjunct and not afar(find.mention)
    return (
        held and firm(find.mention) and not names((*find.mention.us, *find.mention.cn)) & names((*dated.us, *dated.cn))
    )


def without_echoes(mentions: list[Mention]) -> list[Mention]:
    """The mentions without those that say the first over again in other words: same people, no place or day of its own.

    What else an entry tells by the way, of people named elsewhere in it, waits for a second report (`ASIDE`).

    "The Secretary's call … They also talked of …" is one contact, and its echo would raise an alert.
    """
    rest = [m for m in mentions[1:] if not _echoes(m, mentions[0])]
    return [*mentions[:1], *(replace(m, score=min(m.score, ASIDE)) if afar(m) else m for m in rest)]


ASIDE = 0.45


def _echoes(mention: Mention, first: Mention) -> bool:
    alike = mention.status is first.status is Status.HELD and both(mention, first)
    return alike and afar(mention) and mention.place is None and mention.start in {None, first.start}


BARE = frozenset({*UNNAMED.values(), "Washington", "Beijing"})


def _where(group: list[Find], chosen: Find) -> str | None:
    """Where they meet; another field's trip is another matter than the headline's meeting."""
    trip = chosen.mention.mode is Mode.VISIT
    near = [f for f in group if f.title == chosen.title or (f.mention.mode is Mode.VISIT) == trip]
    return next((f.mention.place for f in near if f.mention.place), None)


def _paper(find: Find) -> bool:
    """Whether it is a statement that came out of the talks, so that its day is not theirs."""
    return is_paper(fold(find.mention.evidence[0].text, chinese=True))


def _conversation(mention: Mention) -> bool:
    """ "The conversation had been positive", said of a meeting, is no call."""
    said = mention.evidence[0].text.lower()
    return mention.rules[0] == "en.phone.call" and said.startswith(("conversation", "chat"))


def _combine(group: list[Find], published: date) -> Mention:
    # What somebody calls for says nothing of the contact at which he does.
    group = [f for f in group if not f.mention.rules[2].startswith("status.urged")] or group
    lead = group[0]
    best = max(group, key=lambda f: (f.mention.score, -f.order))
    chosen = leading(group, published)
    met = any(f.mention.mode is Mode.MEETING for f in group)
    modes: list[Mode] = [f.mention.mode for f in group if not (met and _conversation(f.mention))]
    remote: tuple[Mode, ...] = (Mode.VIDEO, Mode.PHONE)
    mode = next((m for m in remote if m in modes), None) or next((m for m in modes if m not in TRIP), lead.mention.mode)
    if not generic(lead.mention) and lead.mention.mode not in REMOTE:
        mode = lead.mention.mode
    alike = [f for f in group if f.mention.start and f.mention.status is chosen.mention.status]
    alike = [f for f in alike if not _paper(f)] or alike
    dated = [f for f in (chosen, *alike) if f in alike and f.explicit] or alike
    day = dated[0].mention.start if dated else None
    close = [f for f in group if f.mention.rules[1] in CLOSE or both(f.mention, chosen.mention)] or group
    ordered = sorted(close, key=lambda f: f is not chosen)
    people = [p for f in ordered for p in (*f.mention.us, *f.mention.cn)]
    said = {p.side for p in people if p.actor or p.office or p.name not in BARE}
    # A side that the nearest finds leave bare is named by the others: "flew to Beijing", "sat with Chinese officials".
    people += [p for f in group for p in (*f.mention.us, *f.mention.cn) if p.side not in said and not p.actor]
    unique = distinct(people)
    return replace(
        chosen.mention,
        us=tuple(p for p in unique if p.side is Side.US),
        cn=tuple(p for p in unique if p.side is Side.CN),
        mode=mode,
        start=day,
        end=day,
        place=_where(group, chosen) if mode not in REMOTE else None,
        score=best.mention.score,
        evidence=tuple(dict.fromkeys(e for f in group for e in f.mention.evidence)),
    )
