"""What the service counts, for `/metrics`. One registry of our own, so tests and embedders see nothing else.

Names follow Prometheus' habits: `_total` counters, `_seconds` durations. No label ever holds a chat id or a token.
"""

from prometheus_client import CollectorRegistry, Counter, Gauge, Histogram

registry = CollectorRegistry()

polls = Counter("watchbot_polls", "Polls of feeds, by what came of them", ["result"], registry=registry)
entries = Counter("watchbot_entries", "New entries, by the coder's verdict", ["verdict"], registry=registry)
contacts = Counter("watchbot_contacts", "Mentions filed, by identity reason", ["identity"], registry=registry)
alerts = Counter("watchbot_alerts", "Alerts raised, by kind", ["kind"], registry=registry)
suppressed = Counter("watchbot_alerts_suppressed", "Alerts not raised, by reason", ["reason"], registry=registry)
last_cycle = Gauge(
    "watchbot_last_poll_timestamp_seconds", "When the last poll cycle ended (Unix time)", registry=registry
)
cycle_time = Histogram("watchbot_poll_cycle_seconds", "Wall time of poll cycles that had work", registry=registry)
deliveries = Counter("watchbot_deliveries", "Sends, by what came of them", ["outcome"], registry=registry)
unsure = Counter(
    "watchbot_delivery_unsure",
    "Sends whose answer was lost, so that a repeat is possible",
    registry=registry,
)
