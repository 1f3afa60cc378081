"""Windows: how near two days must be, how long a plan stays open, and which contacts may still be spoken of."""

from datetime import datetime, timedelta

from watchbot.model import Contact, Status

NEAR = timedelta(days=2)
ROUND = timedelta(days=4)
TOUR = timedelta(days=9)
STALE_REPORT = timedelta(days=6)
WEEK = timedelta(days=7)
PLAN_MOVES = timedelta(days=45)
PLAN_SILENT = timedelta(days=21)
PLAN_OPEN = timedelta(days=200)
# A contact that was last told of so long ago, and isn't dated later, is no candidate any more.
CANDIDATE_WINDOW = timedelta(days=45)
# By then it is the next day everywhere.
FARTHEST_EAST = timedelta(hours=14)
PENDING = frozenset({Status.PLANNED, Status.SPECULATED, Status.POSTPONED})
UNDONE = frozenset({Status.CANCELLED, Status.DENIED})


def is_candidate(contact: Contact, around: datetime) -> bool:
    """Whether a mention published at `around` may speak of a contact: told of lately, dated near or ahead, or open.

    The store asks the same in SQL.
    """
    edge = around - CANDIDATE_WINDOW
    if contact.last_seen >= edge or (contact.start is not None and contact.start >= edge.date()):
        return True
    return contact.status in PENDING and contact.last_seen >= around - PLAN_OPEN
