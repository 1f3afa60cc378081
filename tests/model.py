"""Small values of the model that many tests need: officials, a contact, a chat."""

from dataclasses import replace
from datetime import UTC, date, datetime

from watchbot.contacts import open_contact
from watchbot.model import (
    Certainty,
    Chat,
    ChatKey,
    ChatKind,
    Contact,
    Entry,
    FeedKind,
    Mention,
    Mode,
    Participant,
    Polarity,
    Side,
    Status,
)

MORNING = datetime(2025, 9, 10, 15, tzinfo=UTC)
RUBIO = Participant(Side.US, "Marco Rubio", "marco-rubio", "us-secretary-of-state")
WANG = Participant(Side.CN, "Wang Yi", "wang-yi", "cn-foreign-minister")


def mention(status: Status = Status.HELD, **other: object) -> Mention:
    """Rubio and Wang on the phone on 10 September, unless told otherwise."""
    made = Mention(
        (RUBIO,),
        (WANG,),
        Mode.PHONE,
        status,
        Certainty.PROBABLE if status is Status.PLANNED else Certainty.CERTAIN,
        Polarity.POSITIVE,
        None,
        date(2025, 9, 10),
        date(2025, 9, 10),
        (),
        0.9,
        ("en.phone", "join.clause", "status.plain"),
        (),
    )
    return replace(made, **other)  # type: ignore[arg-type]


def entry(publisher: str = "Reuters", at: datetime = MORNING, **other: object) -> Entry:
    """A press entry of `publisher`."""
    made = Entry(f"{publisher}-{at:%H%M}", publisher.lower(), publisher, at, at, "Rubio and Wang Yi speak by phone")
    return replace(made, **other)  # type: ignore[arg-type]


def readout(publisher: str, side: Side, at: datetime = MORNING) -> Entry:
    """An entry of a government."""
    return entry(publisher, at, kind=FeedKind.READOUT, side=side)


def contact(status: Status = Status.HELD, **other: object) -> Contact:
    """The contact that one such entry opens."""
    return replace(open_contact("c", mention(status), entry()), **other)  # type: ignore[arg-type]


def chat(**other: object) -> Chat:
    """An English private chat without filters."""
    return replace(Chat(ChatKey(7), ChatKind.PRIVATE), **other)  # type: ignore[arg-type]
