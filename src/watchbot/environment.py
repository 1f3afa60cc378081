"""Environment: what the host tells the process. Secrets come this way only, never from config/.

`TELEGRAM_BOT_TOKEN` (or `TELEGRAM_BOT_TOKEN_FILE`, a file that holds it), `TELEGRAM_API_BASE_URL`, `DATABASE_URL`,
`WATCHBOT_CONFIG`, `WATCHBOT_LOG_LEVEL`, and `PORT`, which turns the web pages on where a host sets it.
"""

import logging
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from watchbot.store.database import DEFAULT_URL

VARIABLES = {
    "TELEGRAM_BOT_TOKEN": "the bot's token; without one, alerts go to the console",
    "TELEGRAM_BOT_TOKEN_FILE": "a file that holds the token, for hosts that hand out secrets as files",
    "TELEGRAM_API_BASE_URL": "a self-hosted Bot API server, such as http://localhost:8081",
    "DATABASE_URL": "SQLAlchemy or postgres:// address; default: watchbot.db (SQLite) in the working folder",
    "WATCHBOT_CONFIG": "the configuration's folder; default: ./config",
    "WATCHBOT_LOG_LEVEL": "DEBUG, INFO (default), WARNING or ERROR",
    "PORT": "serves the web pages on 0.0.0.0 at this port, whatever watchbot.toml says",
}


class EnvironmentProblem(Exception):
    """A variable that can't be used; the message names it and what was expected."""


@dataclass(frozen=True, slots=True)
class Environment:
    """The variables, checked. `token` is left out of `repr`, so that no log line or traceback can show it."""

    token: str | None = field(default=None, repr=False)
    api_base_url: str | None = None
    database_url: str = DEFAULT_URL
    config: Path = Path("config")
    log_level: int = logging.INFO
    port: int | None = None

    @classmethod
    def read(cls, variables: Mapping[str, str]) -> "Environment":
        """Check `variables` (usually `os.environ`).

        Raises:
            EnvironmentProblem: a variable is malformed, or the token's file can't be read.
        """
        return cls(
            token=_token(variables),
            api_base_url=_base_url(variables.get("TELEGRAM_API_BASE_URL", "")),
            database_url=variables.get("DATABASE_URL") or DEFAULT_URL,
            config=Path(variables.get("WATCHBOT_CONFIG") or "config"),
            log_level=_level(variables.get("WATCHBOT_LOG_LEVEL") or "INFO"),
            port=_port(variables.get("PORT", "")),
        )


def _token(variables: Mapping[str, str]) -> str | None:
    token = variables.get("TELEGRAM_BOT_TOKEN", "").strip()
    file = variables.get("TELEGRAM_BOT_TOKEN_FILE", "").strip()
    if token and file:
        raise EnvironmentProblem("TELEGRAM_BOT_TOKEN and TELEGRAM_BOT_TOKEN_FILE are both set, expected one of them")
    if file:
        try:
            token = Path(file).read_text(encoding="utf-8").strip()
        except (OSError, UnicodeDecodeError) as error:
            raise EnvironmentProblem(f"TELEGRAM_BOT_TOKEN_FILE: can't read {file}: {type(error).__name__}") from None
        if not token:
            raise EnvironmentProblem(f"TELEGRAM_BOT_TOKEN_FILE: {file} is empty, expected the bot's token")
    number, colon, secret = token.partition(":")
    if token and not (number.isdigit() and colon and secret):
        raise EnvironmentProblem(
            "the bot token is malformed, expected digits, a colon and letters, as BotFather gives it"
        )
    return token or None


def _base_url(text: str) -> str | None:
    if text and not text.startswith(("http://", "https://")):
        raise EnvironmentProblem(f"TELEGRAM_API_BASE_URL: {text!r} is no address, expected http:// or https://")
    return text.rstrip("/") or None


def _level(text: str) -> int:
    level = logging.getLevelNamesMapping().get(text.upper())
    if level is None:
        raise EnvironmentProblem(f"WATCHBOT_LOG_LEVEL: {text!r} is no level, expected DEBUG, INFO, WARNING or ERROR")
    return level


def _port(text: str) -> int | None:
    if not text:
        return None
    if not text.isdigit() or not 0 < int(text) < 65536:
        raise EnvironmentProblem(f"PORT: {text!r} is no port, expected 1 to 65535")
    return int(text)
