"""Settings: `watchbot.toml` as values. Each stage takes its own section and nothing else."""

from dataclasses import dataclass, field
from datetime import timedelta


@dataclass(frozen=True, slots=True)
class Polling:
    """How feeds are polled. `contact` is the address in the User-Agent; `allow_hosts` may lie in private networks."""

    user_agent: str = "watchbot/0.1"
    contact: str = ""
    concurrency: int = 32
    per_host: int = 2
    host_delay: timedelta = timedelta(seconds=0.5)
    min_interval: timedelta = timedelta(minutes=2)
    max_interval: timedelta = timedelta(hours=6)
    alert_interval: timedelta = timedelta(minutes=1)
    max_backoff: timedelta = timedelta(hours=12)
    allow_hosts: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class FetchLimits:
    """What one fetch may cost. Sizes in bytes; `body` counts after decompression."""

    total: timedelta = timedelta(seconds=30)
    connect: timedelta = timedelta(seconds=10)
    redirects: int = 5
    header: int = 64 * 1024
    body: int = 8 * 1024 * 1024
    entries: int = 500
    title: int = 600
    summary: int = 4000


@dataclass(frozen=True, slots=True)
class Alerting:
    """What deserves an alert. Scores are 0..1; `baseline` bounds how old a contact a feed's first poll may alert."""

    push_score: float = 0.5
    baseline: timedelta = timedelta(hours=72)
    stale: timedelta = timedelta(days=14)


@dataclass(frozen=True, slots=True)
class Sending:
    """Telegram's limits and our patience with failures."""

    per_second: float = 30.0
    per_chat_second: float = 1.0
    chat_burst: int = 3
    per_group_minute: int = 20
    give_up: timedelta = timedelta(hours=24)
    first_retry: timedelta = timedelta(seconds=2)
    max_retry: timedelta = timedelta(minutes=15)
    concurrency: int = 64


@dataclass(frozen=True, slots=True)
class ChatDefaults:
    """What a new subscription starts with. `card_font` is a font file with Chinese and Korean letters for pictures."""

    locale: str = "en"
    zone: str = "America/New_York"
    card_font: str = ""


@dataclass(frozen=True, slots=True)
class Web:
    """The status page, metrics and calendar; off where `port` is 0."""

    host: str = "127.0.0.1"
    port: int = 0
    public_url: str = ""


@dataclass(frozen=True, slots=True)
class Retention:
    """How long entries are kept; contacts, alerts and deadlines stay."""

    entries: timedelta = timedelta(days=180)


@dataclass(frozen=True, slots=True)
class Settings:
    """All sections. `admins` are Telegram user ids that may run admin commands and get admin notices."""

    polling: Polling = field(default_factory=Polling)
    limits: FetchLimits = field(default_factory=FetchLimits)
    alerting: Alerting = field(default_factory=Alerting)
    sending: Sending = field(default_factory=Sending)
    chats: ChatDefaults = field(default_factory=ChatDefaults)
    web: Web = field(default_factory=Web)
    retention: Retention = field(default_factory=Retention)
    admins: tuple[int, ...] = ()
