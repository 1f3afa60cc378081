"""Delivery: the outbox pump, the limits, the classes of failure, the Notifier port and the console notifier."""

from watchbot.delivery.console import ConsoleNotifier
from watchbot.delivery.gate import Gate
from watchbot.delivery.port import Compose, Notifier
from watchbot.delivery.pump import Pump

__all__ = ["Compose", "ConsoleNotifier", "Gate", "Notifier", "Pump"]
