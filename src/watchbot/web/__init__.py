"""The web side: what the service shows to browsers, calendar programs, feed readers and monitors. Read only.

/ status page   /healthz   /metrics   /countdown.json   /calendar.ics   /contacts.atom   /card.png
"""

from watchbot.web.server import WebServer

__all__ = ["WebServer"]
