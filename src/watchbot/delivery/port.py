"""The ports of delivery: who renders a row, and who takes the message to its chat."""

from collections.abc import Callable
from datetime import datetime
from typing import Protocol

from sqlalchemy import Connection

from watchbot.model import Delivery, Outgoing, SendOutcome

Compose = Callable[[Connection, Delivery, datetime], Outgoing | None]
"""Renders a delivery at the moment it is sent, from the newest state; None where there is nothing left to say."""


class Notifier(Protocol):
    """Takes one message to its chat and says what became of it. A failure is a value, never an exception."""

    async def deliver(self, message: Outgoing) -> SendOutcome: ...
