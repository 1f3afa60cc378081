"""What the live countdown says: every open deadline with a bar, and as of when."""

from collections.abc import Mapping
from types import MappingProxyType

from watchbot.alerts.compose import Occasion, Renderer
from watchbot.alerts.deadline_text import newest_report
from watchbot.alerts.markup import Text, bold, lines
from watchbot.alerts.rendering import deadline_line
from watchbot.alerts.view import View
from watchbot.countdown import Standing
from watchbot.model import AlertKind, DeadlineState, DeliveryKind, Outgoing, Spoken

CELLS = 12


def bar(standing: Standing) -> str:
    """How much of the time between the announcement and the end has run, in twelve cells."""
    whole = standing.revision.expires - standing.revision.announced
    spent = (standing.now - standing.revision.announced) / whole if whole else 1.0
    full = min(CELLS, max(0, int(spent * CELLS)))
    return "▓" * full + "░" * (CELLS - full)


def countdown_sheet(
    standings: tuple[Standing, ...], view: View, spoken: Mapping[str, Spoken] = MappingProxyType({})
) -> Text:
    """All open deadlines, soonest first, each with its bar while it runs, or the newest entry that speaks of it.

    `spoken` holds those entries by deadline.
    """
    pieces: list[Text | str] = [bold(view.language.say("Countdown"))]
    for standing in standings:
        if standing.open:
            pieces += ["", deadline_line(standing, view)]
            if standing.state is DeadlineState.ACTIVE:
                pieces.append(bar(standing))
            elif standing.deadline.id in spoken:
                pieces.append(newest_report(spoken[standing.deadline.id], view))
    return lines(*pieces, "", view.language.say("As of {moment}", moment=view.language.moment(view.now, view.zone)))


def live_countdown(on: Occasion) -> Outgoing | None:
    """The pinned message: sent once without sound, then amended; nothing once the chat has turned it off."""
    if not on.chat.live_countdown:
        return None
    text = countdown_sheet(on.facts.standings(on.chat.zone, on.now), on.view)
    if on.delivery.kind is DeliveryKind.EDIT:
        return on.message(text, target=on.delivery.message) if on.delivery.message is not None else None
    return on.message(text, silent=True, pin=True)


LIVE_RENDERERS: Mapping[AlertKind, Renderer] = {AlertKind.LIVE_COUNTDOWN: live_countdown}
