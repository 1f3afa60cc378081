"""Telegram's sending limits as the strictest reading of them: sliding windows, so no clock edge can be gamed.

Source: core.telegram.org/bots/faq#my-bot-is-hitting-limits. About 30 messages a second overall, one a second in a chat
with a short burst, 20 a minute in a group. A refused request isn't counted.
"""

from collections import defaultdict, deque
from dataclasses import dataclass, field
from math import ceil


@dataclass
class Limits:
    """What the double allows; `enforce` False lets everything through."""

    per_second: int = 30
    chat_burst: int = 3
    per_chat_second: float = 1.0
    per_group_minute: int = 20
    enforce: bool = True


@dataclass
class Meter:
    """Counts accepted messages; `refuse` says how long to wait, or None and counts. Seconds of a steady clock."""

    limits: Limits
    overall: deque[float] = field(default_factory=deque)
    groups: dict[int, deque[float]] = field(default_factory=lambda: defaultdict(deque))
    debt: dict[int, tuple[float, float]] = field(default_factory=dict)

    def refuse(self, chat: int, group: bool, now: float) -> int | None:
        """Seconds to wait before `chat` may be sent to, or None where this message is accepted."""
        if not self.limits.enforce:
            return None
        waits = [self._window(self.overall, self.limits.per_second, 1.0, now)]
        level, since = self.debt.get(chat, (0.0, now))
        level = max(0.0, level - (now - since) * self.limits.per_chat_second)
        if level + 1 > self.limits.chat_burst:
            waits.append((level + 1 - self.limits.chat_burst) / self.limits.per_chat_second)
        if group:
            waits.append(self._window(self.groups[chat], self.limits.per_group_minute, 60.0, now))
        longest = max(waits)
        if longest > 0:
            return ceil(longest)
        self.overall.append(now)
        self.debt[chat] = (level + 1, now)
        if group:
            self.groups[chat].append(now)
        return None

    @staticmethod
    def _window(seen: deque[float], most: int, span: float, now: float) -> float:
        while seen and seen[0] <= now - span:
            seen.popleft()
        return seen[0] + span - now if len(seen) >= most else 0.0
