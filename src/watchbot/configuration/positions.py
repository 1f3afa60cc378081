"""Positions: the line of every key and array element of a TOML document.

`tomllib` reads values and drops their places, and a mistake without its line costs its reader minutes. This scanner
runs only once a mistake is known, over text that `tomllib` has accepted, so it can trust the syntax (TOML 1.0.0) and
only has to keep count.
"""

import re
from collections.abc import Iterator
from typing import NamedTuple

Path = tuple[str | int, ...]
"""Keys by name, elements of arrays (and tables of arrays of tables) by index."""

_TOKEN = re.compile(
    r'''(?P<string>"""(?:[^\\]|\\.)*?"{3,5}|\'\'\'.*?'{3,5}|"(?:[^"\\\n]|\\.)*"|'[^'\n]*')'''
    r"|(?P<comment>\#[^\n]*)|(?P<newline>\n)|(?P<space>[ \t\r]+)|(?P<mark>[\[\]{}=,.])|(?P<bare>[^\s\[\]{}=,.#\"']+)",
    re.DOTALL,
)
_ESCAPE = re.compile(r'\\(u[0-9A-Fa-f]{4}|U[0-9A-Fa-f]{8}|[btnfr"\\])')
_CONTROLS = {"b": "\b", "t": "\t", "n": "\n", "f": "\f", "r": "\r"}


class _Token(NamedTuple):
    kind: str
    text: str
    line: int


def positions(text: str) -> dict[Path, int]:
    """The line, counted from 1, of each key, header and array element in `text`, a valid TOML document."""
    return _Scanner(text).document()


class _Scanner:
    """Recursive descent over the tokens; `found` keeps the first line on which a path appears."""

    def __init__(self, text: str) -> None:
        self.tokens = list(_tokens(text))
        self.at = 0
        self.found: dict[Path, int] = {}
        self.lengths: dict[Path, int] = {}

    def document(self) -> dict[Path, int]:
        table: Path = ()
        while (token := self._next_significant()) is not None:
            if token.text == "[" and token.kind == "mark":
                table = self._header(token.line)
            else:
                self.at -= 1
                self._pair(table)
        return self.found

    def _header(self, line: int) -> Path:
        many = self._peek().text == "["
        if many:
            self.at += 1
        keys = self._key()
        self.at += 2 if many else 1
        path = (*self._resolve(keys[:-1]), keys[-1])
        if many:
            self.found.setdefault(path, line)
            count = self.lengths.get(path, 0)
            self.lengths[path] = count + 1
            path += (count,)
        else:
            path = self._resolve(keys)
        self.found.setdefault(path, line)
        return path

    def _resolve(self, keys: list[str]) -> Path:
        """A header's keys as a path: a name that is an array of tables stands for its newest table."""
        path: Path = ()
        for key in keys:
            path += (key,)
            if path in self.lengths:
                path += (self.lengths[path] - 1,)
        return path

    def _key(self) -> list[str]:
        """A dotted key, up to the mark that ends it. A bare key may hold no dot, so each dot is a mark."""
        keys: list[str] = []
        while True:
            token = self._next_inline()
            if token.kind == "mark" and token.text != ".":
                self.at -= 1
                return keys
            if token.kind == "string":
                keys.append(_unquote(token.text))
            elif token.kind == "bare":
                keys.append(token.text)

    def _pair(self, table: Path) -> None:
        line = self._peek().line
        path = table
        for key in self._key():
            path += (key,)
            self.found.setdefault(path, line)
        self.at += 1
        self._value(path)

    def _value(self, path: Path) -> None:
        token = self._next_inline()
        if token.kind == "mark" and token.text == "[":
            self._array(path)
        elif token.kind == "mark" and token.text == "{":
            self._inline_table(path)
        else:
            self._rest_of_scalar()

    def _array(self, path: Path) -> None:
        index = 0
        while (token := self._next_significant()) is not None and token.text != "]":
            if token.kind == "mark" and token.text == ",":
                continue
            self.at -= 1
            self.found.setdefault((*path, index), token.line)
            self._value((*path, index))
            index += 1

    def _inline_table(self, path: Path) -> None:
        while (token := self._next_significant()) is not None and token.text != "}":
            if token.kind == "mark" and token.text == ",":
                continue
            self.at -= 1
            self._pair(path)

    def _rest_of_scalar(self) -> None:
        """What follows a scalar's first token: floats hold a dot, datetimes may hold a space."""
        while self.at < len(self.tokens):
            token = self.tokens[self.at]
            if token.kind not in ("bare", "space") and token.text != ".":
                return
            self.at += 1

    def _peek(self) -> _Token:
        """The next token that isn't space; stays before it."""
        while self.tokens[self.at].kind == "space":
            self.at += 1
        return self.tokens[self.at]

    def _next_inline(self) -> _Token:
        token = self._peek()
        self.at += 1
        return token

    def _next_significant(self) -> _Token | None:
        while self.at < len(self.tokens):
            token = self.tokens[self.at]
            self.at += 1
            if token.kind not in ("space", "newline", "comment"):
                return token
        return None


def _tokens(text: str) -> Iterator[_Token]:
    line = 1
    for match in _TOKEN.finditer(text):
        token = match.group()
        yield _Token(match.lastgroup or "", token, line)
        line += token.count("\n")


def _unquote(token: str) -> str:
    """The name in a quoted key; keys can't be multi-line strings."""
    if token[0] == "'":
        return token[1:-1]
    return _ESCAPE.sub(_character, token[1:-1])


def _character(match: re.Match[str]) -> str:
    code = match.group(1)
    if code[0] in "uU":
        return chr(int(code[1:], 16))
    return _CONTROLS.get(code, code)
