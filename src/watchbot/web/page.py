"""The status page: deadlines, the latest contacts, how the feeds are. One HTML document without scripts. Pure."""

from collections.abc import Mapping, Sequence
from html import escape

from watchbot.alerts.rendering import contact_line, deadline_line
from watchbot.alerts.view import View
from watchbot.countdown import Standing
from watchbot.model import Contact
from watchbot.web.health import Vitals

_STYLE = """
:root { color-scheme: light dark; font: 16px/1.5 system-ui, sans-serif }
body { max-width: 46rem; margin: 2rem auto; padding: 0 1rem }
li { margin: .4rem 0 } footer { opacity: .7; margin-top: 2rem }
"""


def page(
    vitals: Vitals,
    standings: Sequence[Standing],
    contacts: Sequence[Contact],
    feeds: Mapping[str, int],
    view: View,
) -> str:
    """The page in the view's language. `feeds` counts the feeds by how they are."""
    say = view.language.say
    well = say("All is well.") if not vitals.troubles else "; ".join(vitals.troubles)
    states = ", ".join(f"{escape(state)}: {count}" for state, count in sorted(feeds.items()))
    return "\n".join(
        (
            "<!doctype html>",
            f'<html lang="{escape(view.language.id)}"><head><meta charset="utf-8"><title>watchbot</title>',
            '<meta name="viewport" content="width=device-width, initial-scale=1">',
            '<link rel="alternate" type="application/atom+xml" href="contacts.atom">',
            f"<style>{_STYLE}</style></head><body><h1>watchbot</h1>",
            f"<p>{escape(well)}</p>",
            f"<h2>{escape(say('Deadlines'))}</h2>",
            _list([deadline_line(one, view).html for one in standings]),
            f"<h2>{escape(say('Contacts'))}</h2>",
            _list([contact_line(one, view).html for one in contacts]),
            f"<h2>{escape(say('Feeds'))}</h2><p>{states}</p>",
            '<p><a href="calendar.ics">calendar.ics</a> · <a href="contacts.atom">contacts.atom</a> · '
            '<a href="countdown.json">countdown.json</a> · <a href="card.png">card.png</a></p>',
            f"<footer>{escape(view.language.moment(view.now, view.zone))}</footer></body></html>",
        )
    )


def _list(items: Sequence[str]) -> str:
    return "<ul>" + "".join(f"<li>{item}</li>" for item in items) + "</ul>"
