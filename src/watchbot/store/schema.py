"""Every table, as SQLAlchemy Core sees it.

Times are stored as UTC with a column type that refuses naive values and gives aware ones back. JSON columns hold plain
values made by `store.codec`. Keys that must be unique for ever (alerts, deliveries, reminders) are constraints, not
habits, so neither a crash nor a second process can break them.
"""

from datetime import UTC, datetime, timedelta
from typing import Any

from sqlalchemy import (
    JSON,
    BigInteger,
    Boolean,
    Column,
    Dialect,
    Float,
    ForeignKey,
    Index,
    Integer,
    MetaData,
    Table,
    Text,
    TypeDecorator,
    UniqueConstraint,
)

from watchbot.model import aware


class Moment(TypeDecorator[datetime]):
    """An instant: microseconds since 1970 UTC in an integer, so it sorts and compares alike on every database."""

    impl = BigInteger
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> int | None:
        if value is None:
            return None
        return microseconds(value)

    def process_result_value(self, value: Any, dialect: Dialect) -> datetime | None:
        return None if value is None else datetime.fromtimestamp(value / 1_000_000, tz=UTC)


# The newest migration, to which these tables are equal.
HEAD = "0001"
EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
MICROSECOND = timedelta(microseconds=1)


def microseconds(moment: datetime) -> int:
    """An instant as it is stored."""
    return (aware(moment) - EPOCH) // MICROSECOND


Serial = BigInteger().with_variant(Integer, "sqlite")

metadata = MetaData(
    naming_convention={
        "ix": "ix_%(column_0_label)s",
        "uq": "uq_%(table_name)s_%(column_0_name)s",
        "fk": "fk_%(table_name)s_%(column_0_name)s",
        "pk": "pk_%(table_name)s",
    },
)

feeds = Table(
    "feeds",
    metadata,
    Column("id", Text, primary_key=True),
    Column("url", Text, nullable=False),
    Column("state", Text, nullable=False, server_default="active"),
    Column("etag", Text),
    Column("last_modified", Text),
    Column("body_hash", Text),
    Column("moved_to", Text),
    Column("moved_seen", Integer, nullable=False, server_default="0"),
    Column("interval_s", Float),
    Column("next_poll", Moment),
    Column("last_poll", Moment),
    Column("last_ok", Moment),
    Column("last_new_entry", Moment),
    Column("baseline", Moment),
    Column("failures", Integer, nullable=False, server_default="0"),
    Column("error", Text),
    Column("notified", Text),
    Column("polls", Integer, nullable=False, server_default="0"),
    Column("entries", Integer, nullable=False, server_default="0"),
    Column("added_by", BigInteger),
    Column("definition", JSON),
)

entries = Table(
    "entries",
    metadata,
    Column("id", Serial, primary_key=True),
    Column("feed", Text, nullable=False),
    Column("guid_key", BigInteger, nullable=False),
    Column("link_key", BigInteger, nullable=False),
    Column("title_key", BigInteger, nullable=False),
    Column("publisher", Text, nullable=False),
    Column("published", Moment, nullable=False),
    Column("seen", Moment, nullable=False),
    Column("title", Text, nullable=False),
    Column("summary", Text, nullable=False),
    Column("link", Text, nullable=False),
    Column("lang", Text, nullable=False),
    Column("verdict", Text, nullable=False),
    Column("rule", Text, nullable=False),
    Index("ix_entries_feed_guid", "feed", "guid_key"),
    Index("ix_entries_feed_link", "feed", "link_key"),
    Index("ix_entries_feed_title", "feed", "title_key"),
    Index("ix_entries_seen", "seen"),
)

contacts = Table(
    "contacts",
    metadata,
    Column("id", Text, primary_key=True),
    Column("status", Text, nullable=False),
    Column("mode", Text, nullable=False),
    Column("version", Integer, nullable=False),
    Column("status_version", Integer, nullable=False),
    Column("sure", Boolean, nullable=False),
    Column("first_seen", Moment, nullable=False),
    Column("last_seen", Moment, nullable=False, index=True),
    Column("start", Text),
    Column("end", Text),
    Column("body", JSON, nullable=False),
)

mentions = Table(
    "mentions",
    metadata,
    Column("id", Serial, primary_key=True),
    Column("contact", Text, ForeignKey("contacts.id", ondelete="CASCADE"), nullable=False, index=True),
    Column("entry", BigInteger, nullable=False, index=True),
    Column("feed", Text, nullable=False, index=True),
    Column("publisher", Text, nullable=False),
    Column("status", Text, nullable=False),
    Column("identity", Text, nullable=False),
    Column("seen", Moment, nullable=False),
    Column("body", JSON, nullable=False),
)

alerts = Table(
    "alerts",
    metadata,
    Column("key", Text, primary_key=True),
    Column("kind", Text, nullable=False),
    Column("reason", Text, nullable=False),
    Column("subject", Text, nullable=False, index=True),
    Column("created", Moment, nullable=False, index=True),
    Column("payload", JSON, nullable=False),
)

chats = Table(
    "chats",
    metadata,
    Column("chat", BigInteger, primary_key=True, autoincrement=False),
    Column("thread", BigInteger, primary_key=True, autoincrement=False),
    Column("kind", Text, nullable=False),
    Column("title", Text, nullable=False),
    Column("active", Boolean, nullable=False),
    Column("settings", JSON, nullable=False),
    Column("created", Moment, nullable=False),
    Column("updated", Moment, nullable=False),
    Column("next_digest", Moment),
    Column("inactive_reason", Text),
)

deliveries = Table(
    "deliveries",
    metadata,
    Column("id", Serial, primary_key=True),
    Column("alert", Text, ForeignKey("alerts.key", ondelete="CASCADE"), nullable=False),
    Column("subject", Text, nullable=False),
    Column("chat", BigInteger, nullable=False),
    Column("thread", BigInteger, nullable=False),
    Column("kind", Text, nullable=False),
    Column("state", Text, nullable=False),
    Column("priority", Integer, nullable=False),
    Column("created", Moment, nullable=False),
    Column("due", Moment, nullable=False),
    Column("turn", Moment, nullable=False),
    Column("attempts", Integer, nullable=False, server_default="0"),
    Column("message", BigInteger),
    Column("error", Text, nullable=False, server_default=""),
    Column("sent", Moment),
    UniqueConstraint("alert", "chat", "thread", "kind", name="uq_deliveries_alert_chat_kind"),
    Index("ix_deliveries_state_due", "state", "due"),
    Index("ix_deliveries_state_priority_turn", "state", "priority", "turn"),
    Index("ix_deliveries_chat_state", "chat", "state"),
    Index("ix_deliveries_subject_chat", "subject", "chat"),
)

live_messages = Table(
    "live_messages",
    metadata,
    Column("subject", Text, primary_key=True),
    Column("chat", BigInteger, primary_key=True, autoincrement=False),
    Column("thread", BigInteger, primary_key=True, autoincrement=False),
    Column("message", BigInteger, nullable=False),
    Column("rendered", Text, nullable=False),
    Column("updated", Moment, nullable=False),
)

revisions = Table(
    "revisions",
    metadata,
    Column("id", Serial, primary_key=True),
    Column("deadline", Text, nullable=False, index=True),
    Column("announced", Moment, nullable=False),
    Column("expires", Moment, nullable=False),
    Column("zone", Text, nullable=False),
    Column("source", Text, nullable=False),
    Column("note", Text, nullable=False),
    Column("outcome", Text),
    Column("by", BigInteger),
    Column("created", Moment, nullable=False),
)

added_deadlines = Table(
    "added_deadlines",
    metadata,
    Column("id", Text, primary_key=True),
    Column("definition", JSON, nullable=False),
    Column("by", BigInteger),
    Column("created", Moment, nullable=False),
)

reminders = Table(
    "reminders",
    metadata,
    Column("deadline", Text, primary_key=True),
    Column("revision", Text, primary_key=True),
    Column("milestone", Text, primary_key=True),
    Column("chat", BigInteger, primary_key=True, autoincrement=False),
    Column("thread", BigInteger, primary_key=True, autoincrement=False),
    Column("due", Moment, nullable=False),
    Column("state", Text, nullable=False),
    Column("decided", Moment, nullable=False),
)

proposals = Table(
    "proposals",
    metadata,
    Column("id", Serial, primary_key=True),
    Column("deadline", Text, nullable=False),
    Column("revision_key", Text, nullable=False),
    Column("expires", Moment, nullable=False),
    Column("state", Text, nullable=False),
    Column("created", Moment, nullable=False),
    Column("decided_by", BigInteger),
    Column("decided", Moment),
    Column("body", JSON, nullable=False),
)

feedback = Table(
    "feedback",
    metadata,
    Column("contact", Text, primary_key=True),
    Column("chat", BigInteger, primary_key=True, autoincrement=False),
    Column("user", BigInteger, primary_key=True, autoincrement=False),
    Column("feed", Text, nullable=False),
    Column("rule", Text, nullable=False),
    Column("created", Moment, nullable=False),
)

journal = Table(
    "journal",
    metadata,
    Column("id", Serial, primary_key=True),
    Column("at", Moment, nullable=False),
    Column("by", BigInteger),
    Column("what", Text, nullable=False),
    Column("body", JSON, nullable=False),
)

facts = Table(
    "facts",
    metadata,
    Column("name", Text, primary_key=True),
    Column("value", JSON, nullable=False),
)
