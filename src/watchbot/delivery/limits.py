"""Telegram's limits, from the sender's side: when may a chat be written to? Pure; `now` is seconds of a steady clock.

A sender doesn't know when its request is counted: somewhere between its start and its answer. Counting at the start
lets a late request share a second with the thirty after it, and Telegram answers 429. So a slot of the overall window
is given back one window after the *latest* moment the request can have been counted: its answer, less half of the
shortest round trip seen of late, the answer's own way back. No one-second window then holds more than the limit,
wherever it begins, and a steady network loses next to nothing by it.

Source of the figures: core.telegram.org/bots/faq#my-bot-is-hitting-limits-how-do-i-avoid-this.
"""

from collections import deque
from dataclasses import dataclass, field
from heapq import heappop, heappush
from math import inf

from watchbot.model import Sending

Chat = int | str
GROUP_WINDOW = 60.0
LONGEST_FLIGHT = 1.0
PACING_BURST = 4
ROUND_TRIPS = 64


def is_group(chat: Chat) -> bool:
    """Groups, supergroups and channels have negative ids or a public name."""
    return isinstance(chat, str) or chat < 0


@dataclass(slots=True)
class Ticket:
    """A request under way. `counted` is when it is taken to have been counted if no answer comes."""

    chat: Chat
    started: float
    finished: bool = False


@dataclass(slots=True)
class ChatPace:
    """One chat: `full`: when its burst is whole again, `minute`: a group's last minute, `halted`: a 429's end."""

    full: float = 0.0
    halted: float = 0.0
    minute: deque[float] = field(default_factory=deque)


class Pace:
    """Every limit on one bot. `start` a request only at a moment that both `overall_at` and `chat_at` allow."""

    def __init__(self, settings: Sending) -> None:
        self._capacity = max(1, int(settings.per_second))
        self._window = self._capacity / settings.per_second
        self._interval = 1 / settings.per_second
        self._chat_interval = 1 / settings.per_chat_second
        self._burst = settings.chat_burst
        self._group_minute = settings.per_group_minute
        self._slots: list[float] = []
        self._flying: set[int] = set()
        self._even = 0.0
        self._halted = 0.0
        self._chats: dict[Chat, ChatPace] = {}
        self._round_trips: deque[float] = deque(maxlen=ROUND_TRIPS)

    def overall_at(self, now: float) -> float:
        """The earliest moment from `now` on at which the bot may send at all; infinite until a request is answered."""
        while self._slots and self._slots[0] <= now:
            heappop(self._slots)
        at = max(now, self._halted, self._even - PACING_BURST * self._interval)
        if len(self._slots) + len(self._flying) >= self._capacity:
            at = max(at, self._slots[0]) if self._slots else inf
        return at

    def chat_at(self, chat: Chat, now: float) -> float:
        """The earliest moment from `now` on at which `chat` may be written to."""
        pace = self._chats.get(chat)
        if pace is None:
            return now
        at = max(now, pace.halted, pace.full - (self._burst - 1) * self._chat_interval)
        while pace.minute and pace.minute[0] <= now - GROUP_WINDOW:
            pace.minute.popleft()
        if len(pace.minute) >= self._group_minute:
            at = max(at, pace.minute[0] + GROUP_WINDOW)
        return at

    def waiting(self, now: float) -> dict[Chat, float]:
        """The chats that must not be written to now, with the moment from which they may."""
        self._forget_idle(now)
        ready = {chat: self.chat_at(chat, now) for chat in self._chats}
        return {chat: at for chat, at in ready.items() if at > now}

    def start(self, chat: Chat, now: float) -> Ticket:
        """Count a request that leaves now."""
        ticket = Ticket(chat, now)
        self._flying.add(id(ticket))
        self._even = max(self._even, now) + self._interval
        pace = self._chats.setdefault(chat, ChatPace())
        pace.full = max(pace.full, now) + self._chat_interval
        if is_group(chat):
            pace.minute.append(now)
        return ticket

    def finish(self, ticket: Ticket, now: float) -> None:
        """Its answer came, or it failed: give its slot back when its window ends."""
        if ticket.finished:
            return
        ticket.finished = True
        self._flying.discard(id(ticket))
        flight = min(now - ticket.started, LONGEST_FLIGHT)
        self._round_trips.append(flight)
        late = flight - min(self._round_trips) / 2
        heappush(self._slots, ticket.started + late + self._window)
        pace = self._chats.get(ticket.chat)
        if pace is not None:
            pace.full += late
            if pace.minute:
                pace.minute[-1] += late

    def refused(self, chat: Chat, retry_after: float, now: float) -> None:
        """A 429 halts the chat that it answered; a second chat refused meanwhile shows that it means the whole bot."""
        others = any(pace.halted > now for other, pace in self._chats.items() if other != chat)
        pace = self._chats.setdefault(chat, ChatPace())
        pace.halted = max(pace.halted, now + retry_after)
        if others:
            self._halted = max(self._halted, now + retry_after)

    def _forget_idle(self, now: float) -> None:
        idle = [
            chat
            for chat, pace in self._chats.items()
            if pace.full <= now and pace.halted <= now and (not pace.minute or pace.minute[-1] <= now - GROUP_WINDOW)
        ]
        for chat in idle:
            del self._chats[chat]
