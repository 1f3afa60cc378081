"""`watchbot demo`: the season of 8 September to 12 November 2025, replayed through the real line."""

import argparse
import asyncio
import logging
import os
import sys

from rich.console import Console

from watchbot.config import ConfigError, load
from watchbot.demo.replay import replay
from watchbot.demo.screen import TerminalScreen, closing_table, contacts_table, countdown_table, verdict_text
from watchbot.demo.season import load_season
from watchbot.demo.verdict import judge
from watchbot.environment import Environment, EnvironmentProblem

HELP = "Replay the season of September to November 2025, without token or network."


def configure(_parser: argparse.ArgumentParser) -> None:
    """No options."""


def main(_args: argparse.Namespace) -> int:
    """Status 1 where anything that happened is missing, comes twice, or out of order."""
    logging.basicConfig(level=logging.ERROR)
    try:
        config = load(Environment.read(os.environ).config)
    except ConfigError as error:
        print(*error.problems, sep="\n", file=sys.stderr)
        return 2
    except EnvironmentProblem as error:
        print(error, file=sys.stderr)
        return 2
    season, console = load_season(), Console()
    screen = TerminalScreen(console, season)
    with screen.running():
        done = asyncio.run(replay(config, season, screen))
    findings = judge(done.told, season)
    console.print(contacts_table(done.told, season))
    console.print(countdown_table(done.told, season))
    console.print(closing_table(done.told, season, done.tally))
    console.print(verdict_text(findings))
    return 1 if findings else 0
