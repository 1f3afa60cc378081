"""The environment is checked before anything starts, and the token never shows."""

import logging
from pathlib import Path

import pytest

from watchbot.environment import Environment, EnvironmentProblem

TOKEN = "123456:ABC-secret"


def test_an_empty_environment_means_console_sqlite_and_the_config_folder() -> None:
    environment = Environment.read({})
    assert (None, "sqlite:///watchbot.db", Path("config"), logging.INFO, None) == (
        environment.token,
        environment.database_url,
        environment.config,
        environment.log_level,
        environment.port,
    )


def test_the_token_may_come_from_a_file(tmp_path: Path) -> None:
    file = tmp_path / "token"
    file.write_text(f"{TOKEN}\n")
    assert Environment.read({"TELEGRAM_BOT_TOKEN_FILE": str(file)}).token == TOKEN


def test_the_token_is_not_in_the_repr() -> None:
    assert "secret" not in repr(Environment.read({"TELEGRAM_BOT_TOKEN": TOKEN}))


@pytest.mark.parametrize(
    ("variables", "message"),
    [
        ({"TELEGRAM_BOT_TOKEN": "nonsense"}, "token is malformed"),
        ({"TELEGRAM_BOT_TOKEN": TOKEN, "TELEGRAM_BOT_TOKEN_FILE": "x"}, "both set"),
        ({"TELEGRAM_BOT_TOKEN_FILE": "/nowhere/at/all"}, "can't read"),
        ({"TELEGRAM_API_BASE_URL": "localhost:8081"}, "expected http"),
        ({"WATCHBOT_LOG_LEVEL": "LOUD"}, "is no level"),
        ({"PORT": "70000"}, "is no port"),
        ({"PORT": "http"}, "is no port"),
    ],
)
def test_a_malformed_variable_is_refused_with_its_name_and_what_was_expected(
    variables: dict[str, str], message: str
) -> None:
    with pytest.raises(EnvironmentProblem, match=message):
        Environment.read(variables)


def test_a_malformed_token_is_not_repeated_in_the_error() -> None:
    with pytest.raises(EnvironmentProblem) as caught:
        Environment.read({"TELEGRAM_BOT_TOKEN": "hunter2"})
    assert "hunter2" not in str(caught.value)
