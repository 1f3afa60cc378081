"""watchbot: US–China high-level contacts and the truce countdown, told once to each subscribed chat.

    feeds ──► entries ──► mentions ──► contacts ──┐
     fetch     parse       code         identify  ├──► alerts ──► deliveries ──► Telegram / console
                           + issues               │     render      outbox
    deadlines ──────────► reminders ──────────────┘

One direction, no way back. Each stage's output is a frozen value; each decision returns what and why.
"""

__version__ = "0.1.0"
