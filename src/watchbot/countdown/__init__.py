"""The countdown: what a deadline is as of a moment, which reminders that makes due, and what news moves it.

    revisions ──► standing (which announcement rules, state, days left)
                      └──► milestones ──► due (what to send, what was missed, what was overtaken)
    entry ──► news (a reported extension or suspension) ──► proposal

Pure: `now` is an argument. Calendar days are counted in a named zone, instants are compared in UTC.
"""

from watchbot.countdown.due import Due, due, moments
from watchbot.countdown.milestones import moment, parse_milestone
from watchbot.countdown.standing import Standing, as_json, days_between, in_order, ruling, soonest_first, standing
from watchbot.countdown.written import revised, with_revisions

__all__ = [
    "Due",
    "Standing",
    "as_json",
    "days_between",
    "due",
    "in_order",
    "moment",
    "moments",
    "parse_milestone",
    "revised",
    "ruling",
    "soonest_first",
    "standing",
    "with_revisions",
]
