"""The command line: one module of `watchbot.commands` for each command, imported only when it's called.

Every command module has `HELP` (one line), `configure(parser)` and `main(args) -> int`, the exit status.
"""

import argparse
import importlib
import sys

from watchbot import __version__

COMMANDS = ("run", "demo", "check", "detect", "evaluate", "countdown", "feeds")


def main(argv: list[str] | None = None) -> int:
    """Parse `argv` (default: the process's) and run the command. Status 2 for wrong usage or configuration."""
    words = sys.argv[1:] if argv is None else argv
    chosen = next((word for word in words if not word.startswith("-")), None)
    parser = argparse.ArgumentParser(prog="watchbot", description="US–China contacts and the truce countdown.")
    parser.add_argument("--version", action="version", version=f"watchbot {__version__}")
    commands = parser.add_subparsers(dest="command", required=True, metavar="COMMAND")
    for name in COMMANDS:
        if chosen in (name, None) or chosen not in COMMANDS:
            module = importlib.import_module(f"watchbot.commands.{name}")
            child = commands.add_parser(name, help=module.HELP, description=module.HELP)
            module.configure(child)
            child.set_defaults(main=module.main)
    args = parser.parse_args(words)
    try:
        return int(args.main(args))
    except BrokenPipeError:
        return 141
    except KeyboardInterrupt:
        return 130
