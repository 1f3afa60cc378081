"""`watchbot check`: every mistake of the configuration at once; with `--online`, whether each feed answers."""

import argparse
import asyncio
import os
import sys

from watchbot.config import Config, ConfigError, load
from watchbot.environment import Environment, EnvironmentProblem

HELP = "check the configuration, and with --online every feed"


def configure(parser: argparse.ArgumentParser) -> None:
    """Options."""
    parser.add_argument(
        "--online", action="store_true", help="fetch every feed and say what came; status 1 if any fails"
    )


def main(args: argparse.Namespace) -> int:
    """Print what is wrong, or what is there. Status 2 for a wrong configuration, 1 for a feed that fails."""
    try:
        config = load(Environment.read(os.environ).config)
    except ConfigError as error:
        for problem in error.problems:
            print(problem)
        return 2
    except EnvironmentProblem as error:
        print(error, file=sys.stderr)
        return 2
    print(summary(config))
    if not args.online:
        return 0
    from watchbot.commands.reachability import all_answer

    return 0 if asyncio.run(all_answer(config.feeds, config.settings)) else 1


def summary(config: Config) -> str:
    """What the configuration holds, on one line."""
    publishers = len({feed.publisher for feed in config.feeds})
    return (
        f"configuration ok: {len(config.feeds)} feeds of {publishers} publishers, "
        f"{len(config.roster.actors)} actors in {len(config.roster.offices)} offices, "
        f"{len(config.issues)} issues, {len(config.deadlines)} deadlines"
    )
