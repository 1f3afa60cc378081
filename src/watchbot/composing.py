"""The composer over the store: what renderers ask, read in the transaction that hands the delivery out."""

from collections.abc import Callable, Mapping, Sequence
from datetime import datetime
from typing import cast

from sqlalchemy import Connection, and_, select

from watchbot.alerts.compose import CONTACT_RENDERERS, Composer, Renderer
from watchbot.alerts.view import View, view_for
from watchbot.config import Config
from watchbot.countdown.standing import Standing, soonest_first
from watchbot.model import (
    Alert,
    AlertKind,
    AlertReason,
    Chat,
    ChatKey,
    ChatKind,
    Contact,
    Deadline,
    DeliveryKind,
    DeliveryState,
    Issue,
)
from watchbot.store import chats, contacts
from watchbot.store.codec import contact_from_json
from watchbot.store.schema import alerts, deliveries
from watchbot.store.schema import contacts as contact_rows

DeadlineSource = Callable[[Connection], Sequence[Deadline]]


class StoredFacts:
    """`alerts.compose.Facts` over one connection."""

    def __init__(
        self, connection: Connection, config: Config, issues: Mapping[str, Issue], deadlines: DeadlineSource
    ) -> None:
        self._connection = connection
        self._settings = config.settings
        self._roster = config.roster
        self._issues = issues
        self._deadlines = deadlines

    def alert(self, key: str) -> Alert | None:
        row = self._connection.execute(select(alerts).where(alerts.c.key == key)).one_or_none()
        if row is None:
            return None
        return Alert(key, AlertKind(row.kind), AlertReason(row.reason), row.subject, row.created, row.payload)

    def chat(self, key: ChatKey) -> Chat | None:
        known = chats.find(self._connection, key)
        if known is None and key.chat in self._settings.admins:
            defaults = self._settings.chats
            return Chat(key, ChatKind.PRIVATE, active=False, locale=defaults.locale, zone=defaults.zone)
        return known

    def contact(self, id: str) -> Contact | None:
        return contacts.find(self._connection, id)

    def contacts(self, since: datetime, until: datetime) -> tuple[Contact, ...]:
        rows = self._connection.execute(
            select(contact_rows.c.id, contact_rows.c.body)
            .where(contact_rows.c.last_seen >= since, contact_rows.c.last_seen < until)
            .order_by(contact_rows.c.last_seen.desc()),
        )
        return tuple(contact_from_json(row.id, row.body) for row in rows)

    def live_message(self, subject: str, chat: ChatKey) -> int | None:
        first_sent = (
            select(deliveries.c.message)
            .join(alerts, alerts.c.key == deliveries.c.alert)
            .where(
                and_(
                    alerts.c.subject == subject,
                    deliveries.c.chat == chat.chat,
                    deliveries.c.thread == chat.thread,
                    deliveries.c.kind != DeliveryKind.EDIT.value,
                    deliveries.c.state == DeliveryState.SENT.value,
                    deliveries.c.message.is_not(None),
                ),
            )
            .order_by(deliveries.c.sent, deliveries.c.id)
            .limit(1)
        )
        return cast(int | None, self._connection.scalar(first_sent))

    def standings(self, zone: str, now: datetime) -> tuple[Standing, ...]:
        return soonest_first(self._deadlines(self._connection), now, zone)

    def view(self, chat: Chat, now: datetime) -> View:
        return view_for(chat, self._roster, self._issues, now)


def composer(config: Config, deadlines: DeadlineSource, more: Mapping[AlertKind, Renderer]) -> Composer:
    """The one composer of the service. `more` renders the kinds that aren't about contacts."""
    issues = {issue.id: issue for issue in config.issues}
    return Composer(
        lambda connection: StoredFacts(connection, config, issues, deadlines),
        {**CONTACT_RENDERERS, **more},
    )
