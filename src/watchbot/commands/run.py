"""`watchbot run`: the service, until SIGTERM."""

import argparse
import asyncio
import logging
import os
import sys

from watchbot.app import Service
from watchbot.config import Config, ConfigError, load
from watchbot.environment import Environment, EnvironmentProblem

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
    if environment.token is not None:
        print(
            "watchbot: this version can't send to Telegram yet; unset the token to post to the console", file=sys.stderr
        )
        return 2
    print("watchbot: no TELEGRAM_BOT_TOKEN, alerts go to the console", flush=True)
    logging.basicConfig(level=environment.log_level, format="%(asctime)s %(levelname)s %(name)s: %(message)s")
    for library in ("httpx", "httpcore", "apscheduler", "telegram"):
        logging.getLogger(library).setLevel(max(environment.log_level, logging.WARNING))
    asyncio.run(_serve(config, environment))
    return 0


async def _serve(config: Config, environment: Environment) -> None:
    await Service(config, environment).run()
