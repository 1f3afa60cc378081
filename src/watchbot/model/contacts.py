"""Contacts: what entries say of them (mentions), and the real event behind all its mentions (contact)."""

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from watchbot.model.actors import Side
from watchbot.model.entries import FeedKind
from watchbot.model.time import aware


class Mode(StrEnum):
    """How the sides met. Meeting, talks, summit and visit are in person."""

    PHONE = "phone"
    VIDEO = "video"
    MEETING = "meeting"
    VISIT = "visit"
    TALKS = "talks"
    SUMMIT = "summit"
    LETTER = "letter"


class Status(StrEnum):
    """What became of a contact; never a boolean."""

    HELD = "held"
    PLANNED = "planned"
    POSTPONED = "postponed"
    CANCELLED = "cancelled"
    DENIED = "denied"
    SPECULATED = "speculated"


class Certainty(StrEnum):
    """FactBank's degrees: how firmly the text commits to what it says."""

    CERTAIN = "certain"
    PROBABLE = "probable"
    POSSIBLE = "possible"
    UNDERSPECIFIED = "underspecified"

    @property
    def level(self) -> int:
        """Order for thresholds: 3 certain, 2 probable, 1 possible, 0 underspecified."""
        return {"certain": 3, "probable": 2, "possible": 1, "underspecified": 0}[self.value]


class Polarity(StrEnum):
    """FactBank's second axis: does the text say it is so, or not so."""

    POSITIVE = "+"
    NEGATIVE = "-"


@dataclass(frozen=True, slots=True)
class Evidence:
    """A span of an entry that a rule relied on: `where` is "title" or "summary", offsets are in code points."""

    where: str
    start: int
    end: int
    text: str
    rule: str


@dataclass(frozen=True, slots=True)
class Participant:
    """One taker of part, as far as the text says: a known actor, an office, or a body such as a delegation.

    `name` is what people read ("Scott Bessent", "US officials"); `actor` and `office` are ids of the roster. A bare
    metonym ("Beijing") has neither.
    """

    side: Side
    name: str
    actor: str | None = None
    office: str | None = None


# What a participant is called where a text names nobody of a side.
UNNAMED = {Side.US: "US side", Side.CN: "Chinese side"}


@dataclass(frozen=True, slots=True)
class IssueHit:
    """A tracked issue that a text touches, with the words that say so."""

    issue: str
    evidence: tuple[Evidence, ...]


@dataclass(frozen=True, slots=True)
class Mention:
    """What one entry says of one contact.

    `start` and `end` are the civil dates of the contact where it took place (equal for one day, `None` where the text
    gives no date). `score` in 0..1 is how sure the coder is that this is a US–China official contact at all;
    `certainty` and `polarity` are what the text itself commits to. `rules` are the ids of the rules that fired, in
    order.
    """

    us: tuple[Participant, ...]
    cn: tuple[Participant, ...]
    mode: Mode
    status: Status
    certainty: Certainty
    polarity: Polarity
    place: str | None
    start: date | None
    end: date | None
    issues: tuple[str, ...]
    score: float
    rules: tuple[str, ...]
    evidence: tuple[Evidence, ...]


class Verdict(StrEnum):
    """Why an entry was or was not taken as a contact; stored, logged, and shown to whoever presses "Why?"."""

    CONTACT = "contact"
    NO_US_SIDE = "no_us_side"
    NO_CN_SIDE = "no_cn_side"
    NO_CONTACT_WORD = "no_contact_word"
    THIRD_PARTY = "third_party"
    NOT_OFFICIAL = "not_official"
    NOT_JOINED = "not_joined"
    BACKGROUND_ONLY = "background_only"
    STATEMENT_ONLY = "statement_only"
    NOT_A_CONTACT_SENSE = "not_a_contact_sense"
    TOO_UNSURE = "too_unsure"
    UNREADABLE = "unreadable"  # a mistake of the coder's own: the entry is kept, the log names it


@dataclass(frozen=True, slots=True)
class Coding:
    """The coder's answer for one entry: its mentions (main one first), and why; `rule` is the rule that decided."""

    verdict: Verdict
    rule: str
    mentions: tuple[Mention, ...]
    issues: tuple[IssueHit, ...]
    evidence: tuple[Evidence, ...]


class IdentityReason(StrEnum):
    """Why a mention was put to a known contact, or made a new one."""

    NEW_NO_CANDIDATE = "new_no_candidate"
    NEW_PRINCIPALS_DIFFER = "new_principals_differ"
    NEW_MODE_DIFFERS = "new_mode_differs"
    NEW_PLACE_DIFFERS = "new_place_differs"
    NEW_DATE_DIFFERS = "new_date_differs"
    NEW_STATUS_DIFFERS = "new_status_differs"
    SAME_PRINCIPALS_AND_DATE = "same_principals_and_date"
    SAME_PLANNED_NOW_HELD = "same_planned_now_held"
    SAME_ROUND_CONTINUES = "same_round_continues"
    SAME_DELEGATION = "same_delegation"
    SAME_RECENT = "same_recent"


@dataclass(frozen=True, slots=True)
class Report:
    """One entry's mention as a contact remembers it: who published it, where, when, and what status it gave."""

    entry: str
    feed: str
    publisher: str
    kind: FeedKind
    side: Side | None
    lang: str
    title: str
    link: str
    published: datetime
    seen: datetime
    status: Status
    mention: Mention

    def __post_init__(self) -> None:
        aware(self.published, f"report {self.entry}: published")
        aware(self.seen, f"report {self.entry}: seen")


@dataclass(frozen=True, slots=True)
class Contact:
    """The real event behind all its mentions, in every language, from every publisher.

    `version` grows with each report; `status_version` with each change of status, so an alert can name the change it
    tells. `confirmed` holds the sides whose own official publishers reported it as held (or planned, while it's
    planned). `sure` is False while one press mention below the push threshold is all there is.
    """

    id: str
    status: Status
    mode: Mode
    us: tuple[Participant, ...]
    cn: tuple[Participant, ...]
    place: str | None
    start: date | None
    end: date | None
    issues: tuple[str, ...]
    certainty: Certainty
    score: float
    first_seen: datetime
    last_seen: datetime
    reports: tuple[Report, ...]
    confirmed: frozenset[Side] = frozenset()
    sure: bool = True
    version: int = 1
    status_version: int = 1

    def __post_init__(self) -> None:
        aware(self.first_seen, f"contact {self.id}: first_seen")
        aware(self.last_seen, f"contact {self.id}: last_seen")

    @property
    def publishers(self) -> tuple[str, ...]:
        """Publishers in order of first report; several feeds or copies of one publisher count once."""
        return tuple(dict.fromkeys(r.publisher for r in self.reports))
