"""The README tells the truth: each command, option, variable, metric, key and module in it exists; none is missing."""

import argparse
import importlib
import re
import tomllib
from dataclasses import fields, is_dataclass
from pathlib import Path

import pytest

from watchbot import metrics
from watchbot.cli import COMMANDS
from watchbot.environment import VARIABLES
from watchbot.model import Settings

ROOT = Path(__file__).parent.parent
README = (ROOT / "README.md").read_text(encoding="utf-8")


def section(title: str) -> str:
    """The README's text under the heading `title`, up to the next heading of the same or a higher level."""
    found = re.search(rf"^(#+) {re.escape(title)}\n(.*?)(?=^#{{1,2}} |\Z)", README, re.MULTILINE | re.DOTALL)
    assert found, f"README has no section {title!r}"
    return found[2]


def first_cells(text: str) -> set[str]:
    """The code words in the first column of the tables in `text`."""
    return {
        word
        for line in text.splitlines()
        if line.startswith("| `")
        for word in re.findall(r"`([^`]+)`", line.split("|")[1])
    }


def options(command: str) -> set[str]:
    parser = argparse.ArgumentParser(add_help=False)
    importlib.import_module(f"watchbot.commands.{command}").configure(parser)
    found: set[str] = set()
    pending = [parser]
    while pending:
        for action in pending.pop()._actions:
            if isinstance(action, argparse._SubParsersAction):
                pending.extend(action.choices.values())
            found.update(option for option in action.option_strings if option.startswith("--") and option != "--help")
    return found


def setting_keys() -> set[str]:
    keys: set[str] = set()
    for outer in fields(Settings):
        default = getattr(Settings(), outer.name)
        if is_dataclass(default):
            keys |= {f"{outer.name}.{inner.name}" for inner in fields(default)}
        else:
            keys.add(outer.name)
    return keys


def test_every_command_is_documented_and_no_other() -> None:
    named = {cell.split()[1] for cell in first_cells(section("Commands")) if cell.startswith("watchbot ")}
    assert set(COMMANDS) == named


@pytest.mark.parametrize("command", COMMANDS)
def test_every_option_of_a_command_is_documented_and_no_other(command: str) -> None:
    lines = [line for line in section("Commands").splitlines() if re.match(rf"\| `watchbot {command}\b", line)]
    assert options(command) == set(re.findall(r"--[a-z][a-z-]*", " ".join(lines)))


def test_every_environment_variable_is_documented_and_no_other() -> None:
    assert set(VARIABLES) == first_cells(section("Environment"))


def test_every_setting_is_documented_and_no_other() -> None:
    assert setting_keys() == first_cells(section("Settings"))


def test_every_shipped_setting_exists() -> None:
    shipped = tomllib.loads((ROOT / "config" / "watchbot.toml").read_text(encoding="utf-8"))
    keys = {f"{table}.{key}" for table, body in shipped.items() if isinstance(body, dict) for key in body}
    assert keys - setting_keys() == set()


def test_every_metric_is_documented_and_no_other() -> None:
    exported = {family.name + ("_total" if family.type == "counter" else "") for family in metrics.registry.collect()}
    assert exported == first_cells(section("Metrics"))


def test_every_module_is_on_the_map_and_no_other() -> None:
    package = ROOT / "src" / "watchbot"
    modules = {
        path.name if path.suffix else f"{path.name}/" for path in package.iterdir() if not path.name.startswith("_")
    }
    assert modules - {"py.typed"} == first_cells(section("Map of the modules"))


def test_every_module_of_detection_is_in_its_table_and_no_other() -> None:
    package = ROOT / "src" / "watchbot" / "contacts"
    modules = {
        path.name if path.suffix else f"{path.name}/" for path in package.iterdir() if not path.name.startswith("_")
    }
    assert modules == first_cells(section("How an entry is read"))


def test_every_direct_dependency_says_what_it_is_for() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    groups = [project["dependencies"], *project["optional-dependencies"].values()]
    wanted = {re.split(r"[\[<>=]", requirement)[0] for group in groups for requirement in group}
    assert wanted == first_cells(section("Dependencies"))


def test_every_make_target_is_documented_and_no_other() -> None:
    targets = set(re.findall(r"^([a-z-]+):.*##", (ROOT / "Makefile").read_text(encoding="utf-8"), re.MULTILINE))
    assert targets == {cell.removeprefix("make ") for cell in first_cells(section("Make targets"))}


def test_the_locks_are_hashed_and_name_no_index() -> None:
    for name in ("requirements.lock", "requirements-dev.lock"):
        lines = (ROOT / name).read_text(encoding="utf-8").splitlines()
        pinned = [line for line in lines if re.match(r"[a-z0-9]", line)]
        # A pin, a hash or a comment on who needs it: no option has a place here, and no address.
        known = re.compile(r"[a-z0-9._\[\],-]+==[^/]+|    --hash=sha256:[0-9a-f]{64}(?: \\)?|    #[ \w.()\[\],-]*")
        assert [line for line in lines if not known.fullmatch(line)] == []
        assert [line for line in pinned if not line.endswith("\\")] == []
