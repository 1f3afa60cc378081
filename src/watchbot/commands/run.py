"""`watchbot run`: the service, until SIGTERM."""

import argparse
import asyncio
import logging
import os
import sys

from watchbot.app import Service
from watchbot.config import Config, ConfigError, load
from watchbot.environment import Environment, EnvironmentProblem
from watchbot.redaction import RedactingFormatter, Redactor
from watchbot.telegram.polling import TokenRefused

HELP = "Run the service: poll, detect, alert, remind, until SIGTERM."


def configure(parser: argparse.ArgumentParser) -> None:
    """No options: the environment and config/ say everything."""
    parser.set_defaults()


def main(_args: argparse.Namespace) -> int:
    """Status 2 where the environment or the configuration is wrong, each mistake on a line of its own."""
    try:
        environment = Environment.read(os.environ)
        config = load(environment.config)
    except EnvironmentProblem as problem:
        print(f"watchbot: {problem}", file=sys.stderr)
        return 2
    except ConfigError as error:
        print(*error.problems, sep="\n", file=sys.stderr)
        return 2
    if environment.token is None:
        print("watchbot: no TELEGRAM_BOT_TOKEN, alerts go to the console", flush=True)
    _log(environment)
    try:
        asyncio.run(_serve(config, environment))
    except TokenRefused as refusal:
        print(f"watchbot: {refusal}, expected one that BotFather gave", file=sys.stderr)
        return 2
    except Exception:
        logging.getLogger(__name__).critical("the service failed", exc_info=True)
        return 1
    return 0


def _log(environment: Environment) -> None:
    """Log to standard error, every line without the token."""
    handler = logging.StreamHandler()
    layout = "%(asctime)s %(levelname)s %(name)s: %(message)s"
    handler.setFormatter(RedactingFormatter(layout, Redactor(environment.token)))
    logging.basicConfig(level=environment.log_level, handlers=[handler])
    for library in ("httpx", "httpcore", "apscheduler", "telegram"):
        quiet = logging.WARNING if environment.log_level > logging.DEBUG else logging.DEBUG
        logging.getLogger(library).setLevel(quiet)


async def _serve(config: Config, environment: Environment) -> None:
    await Service(config, environment).run()
