"""Documents: one TOML file read into values that still know where they stood."""

import re
import tomllib
from pathlib import Path as FilePath
from typing import Any

from watchbot.configuration.positions import Path, positions
from watchbot.configuration.problems import Problem

_PLACE = re.compile(r"\s*\(at (?:line (\d+), column \d+|end of document)\)$")


class Document:
    """A file of the configuration: its values, and the problems found in it so far.

    A file that is missing, not UTF-8 or not TOML gets its one problem at once and reads as an empty table; `usable`
    is then False, so that nobody reports what it would have held as missing.
    """

    def __init__(self, path: FilePath) -> None:
        self.name = path.name
        self.problems: list[Problem] = []
        self.values: dict[str, Any] = {}
        self.usable = True
        self._text = ""
        self._lines: dict[Path, int] | None = None
        self._faults: list[Path] = []
        self._read(path)

    def problem(self, path: Path, message: str) -> None:
        """Add a problem at `path`; its line is that of the nearest enclosing key that the text holds."""
        self._faults.append(path)
        self.problems.append(Problem(self.name, self._line(path), dotted(path), message))

    def sound(self, path: Path) -> bool:
        """Whether no problem was found at `path` or below it so far."""
        return all(fault[: len(path)] != path for fault in self._faults)

    def _read(self, path: FilePath) -> None:
        try:
            content = path.read_bytes()
        except OSError as error:
            return self._refuse(1, "file", f"can't be read ({error.strerror}), expected a file at {path}")
        try:
            self._text = content.decode("utf-8-sig").replace("\r\n", "\n")
        except UnicodeDecodeError as error:
            line = content.count(b"\n", 0, error.start) + 1
            return self._refuse(line, "encoding", f"byte {content[error.start]:#04x} is not UTF-8, expected UTF-8 text")
        try:
            self.values = tomllib.loads(self._text)
        except tomllib.TOMLDecodeError as error:
            return self._refuse(self._syntax_line(str(error)), "syntax", f"{_PLACE.sub('', str(error))}, expected TOML")
        return None

    def _refuse(self, line: int, key: str, message: str) -> None:
        self.usable = False
        self.problems.append(Problem(self.name, line, key, message))

    def _syntax_line(self, message: str) -> int:
        place = _PLACE.search(message)
        if place is not None and place.group(1):
            return int(place.group(1))
        return self._text.rstrip("\n").count("\n") + 1

    def _line(self, path: Path) -> int:
        if self._lines is None:
            self._lines = positions(self._text)
        while path and path not in self._lines:
            path = path[:-1]
        return self._lines.get(path, 1)


def dotted(path: Path) -> str:
    """`path` as people write it: feed[2].url, with elements counted from 1."""
    text = ""
    for step in path:
        if isinstance(step, int):
            text += f"[{step + 1}]"
        else:
            text += f".{step}" if text else step
    return text or "file"
