"""Composing: a delivery in, the message that is sent out. It reads the newest state at the moment of sending.

Why then and not when the alert was raised: between the two a second publisher may have reported, the chat may have
changed its language, or the contact may have been cancelled; a message that is wrong as it is sent is worse than a late
one. `Renderer`s are pure functions of what `Facts` knows; the table of them by kind is open, so each part of watchbot
brings its own.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Any, Protocol

from watchbot.alerts.callbacks import encode, token
from watchbot.alerts.markup import Text
from watchbot.alerts.rendering import change_message, contact_message
from watchbot.alerts.routing import unwanted
from watchbot.alerts.view import View
from watchbot.countdown.standing import Standing
from watchbot.model import (
    Alert,
    AlertKind,
    Button,
    Chat,
    ChatKey,
    Contact,
    Delivery,
    DeliveryKind,
    Outgoing,
)

if TYPE_CHECKING:
    from sqlalchemy import Connection

FOR_ADMINS = frozenset({AlertKind.PROPOSAL, AlertKind.ADMIN_NOTICE})
Rows = tuple[tuple[Button, ...], ...]


class Facts(Protocol):
    """What rendering may ask; the composition root gives one that reads the store in the caller's transaction."""

    def alert(self, key: str) -> Alert | None:
        """The alert with this key."""

    def chat(self, key: ChatKey) -> Chat | None:
        """The subscription; for an admin's private chat what a new one would be, where there is none."""

    def contact(self, id: str) -> Contact | None:
        """A contact as it now is."""

    def contacts(self, since: datetime, until: datetime) -> tuple[Contact, ...]:
        """Contacts reported in a span, newest first, unsure ones too."""

    def live_message(self, subject: str, chat: ChatKey) -> int | None:
        """The id of the message that tells a chat of a contact, where one was sent."""

    def standings(self, zone: str, now: datetime) -> tuple[Standing, ...]:
        """All deadlines, soonest first."""

    def view(self, chat: Chat, now: datetime) -> View:
        """The chat's language, zone and names."""


@dataclass(frozen=True, slots=True)
class Occasion:
    """One delivery with all that was looked up for it."""

    delivery: Delivery
    alert: Alert
    chat: Chat
    now: datetime
    view: View
    facts: Facts
    connection: Any

    def message(
        self,
        text: Text,
        *,
        kind: DeliveryKind | None = None,
        buttons: Rows = (),
        target: int | None = None,
        silent: bool = False,
        pin: bool = False,
    ) -> Outgoing:
        """The text as an outgoing message to this chat, cut to what Telegram takes."""
        fitted = text.fit()
        return Outgoing(
            chat=self.chat.key,
            kind=kind or self.delivery.kind,
            html=fitted.html,
            plain=fitted.plain,
            buttons=buttons,
            target=target,
            silent=silent,
            pin=pin,
        )


Renderer = Callable[[Occasion], Outgoing | None]


class Composer:
    """Callable as `(connection, delivery, now) -> Outgoing | None`; None means that there is nothing left to tell."""

    def __init__(self, facts: "Callable[[Connection], Facts]", renderers: Mapping[AlertKind, Renderer]) -> None:
        self._facts = facts
        self._renderers = dict(renderers)

    def __call__(self, connection: "Connection", delivery: Delivery, now: datetime) -> Outgoing | None:
        facts = self._facts(connection)
        alert, chat = facts.alert(delivery.alert), facts.chat(delivery.chat)
        if alert is None or chat is None or not (chat.active or alert.kind in FOR_ADMINS):
            return None
        renderer = self._renderers.get(alert.kind)
        if renderer is None:
            raise LookupError(f"alert {alert.key}: no renderer for {alert.kind.value}")
        return renderer(Occasion(delivery, alert, chat, now, facts.view(chat, now), facts, connection))


def nearest(standings: tuple[Standing, ...]) -> Standing | None:
    """The deadline to name beside a contact: the soonest that is still ahead, else the one that passed last."""
    ahead = [one for one in standings if one.open and one.revision.expires > one.now]
    passed = [one for one in standings if one.open and one.revision.expires <= one.now]
    return ahead[0] if ahead else passed[-1] if passed else None


def contact_opening(on: Occasion) -> Outgoing | None:
    """The live message, sent for the first time."""
    contact = on.facts.contact(on.alert.subject)
    return None if contact is None else _live(on, contact, DeliveryKind.SEND, None)


def contact_edit(on: Occasion) -> Outgoing | None:
    """The live message, amended. Where it hasn't been sent there is nothing to amend: it will be new when it is."""
    contact = on.facts.contact(on.alert.subject)
    target = on.facts.live_message(on.alert.subject, on.chat.key)
    return None if contact is None or target is None else _live(on, contact, DeliveryKind.EDIT, target)


def contact_change(on: Occasion) -> Outgoing | None:
    """The reply that tells of a change; the whole message for a chat that wants this contact only as it is now."""
    contact = on.facts.contact(on.alert.subject)
    if contact is None:
        return None
    target = on.facts.live_message(on.alert.subject, on.chat.key)
    if target is None:
        return None if unwanted(contact, on.chat) else _live(on, contact, DeliveryKind.SEND, None)
    return on.message(change_message(contact, on.alert.reason, on.view), kind=DeliveryKind.REPLY, target=target)


CONTACT_RENDERERS: Mapping[AlertKind, Renderer] = {
    AlertKind.CONTACT_NEW: contact_opening,
    AlertKind.CONTACT_EDIT: contact_edit,
    AlertKind.CONTACT_CHANGE: contact_change,
}


def _live(on: Occasion, contact: Contact, kind: DeliveryKind, target: int | None) -> Outgoing:
    text = contact_message(contact, nearest(on.facts.standings(on.chat.zone, on.now)), on.view)
    return on.message(text, kind=kind, buttons=contact_buttons(contact, on.view), target=target)


def contact_buttons(contact: Contact, view: View) -> Rows:
    """Why?, Mute, Wrong? under a live message."""
    say, id = view.language.say, token(contact.id)
    row = [Button(say("Why?"), encode("why", id))]
    if len(contact.issues) == 1:
        row.append(Button(say("Mute: {issue}", issue=view.issue(contact.issues[0])), encode("mute", id)))
    elif contact.issues:
        row.append(Button(say("Mute an issue…"), encode("mute", id)))
    return ((*row, Button(say("Wrong?"), encode("wrong", id))),)
