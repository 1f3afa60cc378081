"""Configuration: the folder of TOML files as one frozen value, and the only place that reads it.

A service that starts with half of its configuration ignored is wrong for days before anybody notices. So reading is
strict: unknown keys, wrong types, dangling references and impossible dates are mistakes, and all of them are told at
once, each with its file and line.
"""

from dataclasses import dataclass
from pathlib import Path

from watchbot.configuration.actors import read_roster
from watchbot.configuration.deadlines import read_deadlines
from watchbot.configuration.documents import Document
from watchbot.configuration.feeds import read_feeds
from watchbot.configuration.fonts import read_font
from watchbot.configuration.issues import read_issues
from watchbot.configuration.problems import ConfigError, Problem
from watchbot.configuration.settings import read_settings
from watchbot.model import Deadline, Feed, Issue, Roster, Settings

__all__ = ["Config", "ConfigError", "Problem", "load"]

FILES = ("feeds.toml", "actors.toml", "issues.toml", "deadlines.toml", "watchbot.toml")


@dataclass(frozen=True, slots=True)
class Config:
    """Everything that the folder says, in the order in which its files say it."""

    feeds: tuple[Feed, ...]
    roster: Roster
    issues: tuple[Issue, ...]
    deadlines: tuple[Deadline, ...]
    settings: Settings
    card_font: bytes | None = None


def load(folder: Path) -> Config:
    """Read the configuration in `folder`.

    Raises:
        ConfigError: with every mistake in every file.
    """
    feeds_file, actors_file, issues_file, deadlines_file, settings_file = documents = [
        Document(folder / name) for name in FILES
    ]
    feeds = read_feeds(feeds_file) if feeds_file.usable else ()
    roster = read_roster(actors_file) if actors_file.usable else Roster({}, {})
    issues = read_issues(issues_file) if issues_file.usable else ()
    deadlines = read_deadlines(deadlines_file, _ids(issues_file)) if deadlines_file.usable else ()
    settings = read_settings(settings_file) if settings_file.usable else Settings()
    card_font = read_font(settings_file, folder, settings.chats.card_font)
    problems = [problem for document in documents for problem in document.problems]
    if problems:
        raise ConfigError(problems)
    return Config(feeds, roster, issues, deadlines, settings, card_font)


def _ids(issues_file: Document) -> frozenset[str] | None:
    """The ids that issues.toml gives, wrong issues included, so that one mistake isn't told twice."""
    tables = issues_file.values.get("issue")
    if not issues_file.usable or not isinstance(tables, list):
        return None
    return frozenset(str(table["id"]) for table in tables if isinstance(table, dict) and "id" in table)
