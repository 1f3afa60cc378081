"""Feeds in words, for the admins: what changed, how all of them fare, and one of them in full. Pure."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from watchbot.alerts.compose import Occasion, Renderer
from watchbot.alerts.language import N_
from watchbot.alerts.markup import Text, bold, italic, lines, link, plain
from watchbot.alerts.view import View
from watchbot.model import AlertKind, Outgoing

NAMES = {
    "dead": N_("dead"),
    "silent": N_("silent"),
    "failing": N_("failing"),
    "waiting": N_("not polled yet"),
    "well": N_("well"),
}
MARKS = {"dead": "❌", "silent": "🔇", "failing": "⚠️", "waiting": "⏳", "well": "✅"}
SHOWN = 40


@dataclass(frozen=True, slots=True)
class FeedFacts:
    """A feed as the admins see it. `health` is a key of `NAMES`; `wrong_share` is 0..1; moments may be unknown."""

    id: str
    publisher: str
    url: str
    health: str
    last_new: datetime | None
    last_answer: datetime | None
    error: str
    entries: int
    contacts: int
    wrong_share: float


def notice(on: Occasion) -> Outgoing | None:
    """What changed since the last look."""
    say = on.view.language.say
    told = [_changed(one, on.view) for one in on.alert.payload["feeds"]]
    return on.message(lines(bold(say("Feeds")), *told)) if told else None


FEED_RENDERERS: Mapping[AlertKind, Renderer] = {AlertKind.ADMIN_NOTICE: notice}


def feed_sheet(feeds: Sequence[FeedFacts], view: View) -> Text:
    """How many feeds are well, and a line for each of the others, in the order given."""
    say = view.language.say
    counts = {name: sum(one.health == name for one in feeds) for name in NAMES}
    head = " · ".join(f"{MARKS[name]} {say(NAMES[name])}: {count}" for name, count in counts.items() if count)
    unwell = [one for one in feeds if one.health not in {"well", "waiting"}]
    rest = len(unwell) - SHOWN
    return lines(
        bold(say("Feeds")),
        head,
        *(("",) if unwell else ()),
        *(_line(one, view) for one in unwell[:SHOWN]),
        *((view.language.plural("and {count} more", "and {count} more", rest),) if rest > 0 else ()),
        "",
        italic(say("/feeds and a feed's id shows one of them.")),
    )


def feed_card(feed: FeedFacts, view: View) -> Text:
    """One feed in full."""
    say = view.language.say
    rows: list[Text | str] = [
        bold(f"{MARKS[feed.health]} {feed.publisher}") + f" ({feed.id}): {say(NAMES[feed.health])}",
        link(feed.url, feed.url),
        say("Last new entry: {when}", when=_when(feed.last_new, view)),
        say("Last answer: {when}", when=_when(feed.last_answer, view)),
        say("Entries: {count}", count=view.language.number(feed.entries)),
        say(
            "Contacts: {count}, of which marked wrong: {share}",
            count=view.language.number(feed.contacts),
            share=view.language.percent(feed.wrong_share),
        ),
    ]
    if feed.error:
        rows.append(plain(say("Error: {error}", error=feed.error)))
    return lines(*rows)


def _changed(one: Mapping[str, str | None], view: View) -> Text:
    say, health = view.language.say, one["health"] or "well"
    since = _when(datetime.fromisoformat(one["since"]), view) if one["since"] else say("never")
    words = {
        "dead": say("no answer since {when}", when=since),
        "silent": say("nothing new since {when}", when=since),
        "well": say("is back"),
    }
    error = f" · {one['error']}" if one["error"] else ""
    return plain(f"{MARKS[health]} {one['publisher']} ({one['id']}): {words.get(health, health)}{error}")


def _line(one: FeedFacts, view: View) -> Text:
    say = view.language.say
    detail = one.error or say("Last new entry: {when}", when=_when(one.last_new, view))
    return plain(f"{MARKS[one.health]} {one.publisher} ({one.id}): {detail}")


def _when(moment: datetime | None, view: View) -> str:
    return view.language.moment(moment, view.zone) if moment else view.language.say("never")
