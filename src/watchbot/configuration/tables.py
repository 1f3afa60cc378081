"""Tables: strict reading of one TOML table, where every mistake is noted and none stops the reading.

A key that is read is known; what is left when `close` is called is unknown and reported with the nearest known name,
because a misspelt key that is silently ignored is the mistake that costs the longest search.
"""

from collections.abc import Callable, Iterable
from difflib import get_close_matches
from enum import StrEnum
from typing import Any, TypeVar

from watchbot.configuration import values
from watchbot.configuration.documents import Document
from watchbot.configuration.positions import Path

T = TypeVar("T")
E = TypeVar("E", bound=StrEnum)


class Table:
    """One table at `path` of `document`. Readers return None for what is missing or wrong, having noted it."""

    def __init__(self, document: Document, path: Path, content: dict[str, Any]) -> None:
        self.document = document
        self.path = path
        self._content = content
        self._known: list[str] = []

    @property
    def sound(self) -> bool:
        """Whether nothing has been found wrong in this table, or in those below it."""
        return self.document.sound(self.path)

    def wrong(self, message: str, *steps: str | int) -> None:
        """Note a mistake at the key `steps` below this table."""
        self.document.problem((*self.path, *steps), message)

    def has(self, key: str) -> bool:
        """Whether the table holds `key`."""
        return key in self._content

    def required(self, key: str, read: Callable[[object], T]) -> T | None:
        """The value of `key` as `read` understands it; noted where it is missing or wrong."""
        self._known.append(key)
        if key not in self._content:
            self.wrong(f"is missing, expected a value for {key!r}", key)
            return None
        return self._read(read, self._content[key], key)

    def optional(self, key: str, read: Callable[[object], T], default: T) -> T:
        """Like `required`, but a missing key is `default` (and so is a wrong one, once noted)."""
        self._known.append(key)
        if key not in self._content:
            return default
        value = self._read(read, self._content[key], key)
        return default if value is None else value

    def items(self, key: str, read: Callable[[object], T], what: str) -> tuple[T, ...]:
        """A list of distinct values under `key`; empty where it is missing. `what` names its elements."""
        self._known.append(key)
        if key not in self._content:
            return ()
        return self._list(self._content[key], read, what, key)

    def by_language(self, key: str, *, required: bool = False) -> dict[str, tuple[str, ...]]:
        """A table of lists of forms by language."""
        inner = self.table(key, required=required)
        if inner is None:
            return {}
        forms = {}
        for language in inner.languages():
            forms[language] = inner.items(language, values.text, "text")
            if inner._content[language] == []:
                inner.wrong("is empty, expected at least one form (or no such key)", language)
        return forms

    def labels(self, key: str) -> dict[str, str]:
        """A table of one label for each language; English is the one that all others fall back to."""
        inner = self.table(key, required=True)
        if inner is None:
            return {}
        labels = {language: inner.required(language, values.text) for language in inner.languages()}
        if not inner.has("en"):
            inner.wrong("is missing, expected the English label that other languages fall back to", "en")
        return {language: label for language, label in labels.items() if label is not None}

    def languages(self) -> list[str]:
        """This table's keys, which must all be languages; a wrong one is noted and left out."""
        known = [language for language in self._content if language in values.LANGUAGES]
        self._known.extend(values.LANGUAGES)
        self.close()
        return known

    def table(self, key: str, *, required: bool = False) -> "Table | None":
        """The table under `key`, or None."""
        self._known.append(key)
        content = self._content.get(key)
        if isinstance(content, dict):
            return Table(self.document, (*self.path, key), content)
        if content is not None:
            self.wrong(f"is {values.kind_of(content)}, expected a table", key)
        elif required:
            self.wrong(f"is missing, expected the table {key!r}", key)
        return None

    def tables(self, key: str, *, required: bool = True) -> "list[Table]":
        """The tables of the array of tables under `key`."""
        self._known.append(key)
        content = self._content.get(key)
        if content is None:
            if required:
                self.wrong(f"is missing, expected at least one [[{key}]]", key)
            return []
        if not isinstance(content, list) or not content:
            self.wrong(f"is {values.kind_of(content)}, expected tables headed [[{key}]]", key)
            return []
        found = []
        for index, element in enumerate(content):
            if isinstance(element, dict):
                found.append(Table(self.document, (*self.path, key, index), element))
            else:
                self.wrong(f"is {values.kind_of(element)}, expected a table", key, index)
        return found

    def close(self) -> None:
        """Note every key that nobody has asked for."""
        for key in self._content:
            if key not in self._known:
                close = get_close_matches(key, self._known, n=1, cutoff=0.6)
                expected = f"did you mean {close[0]!r}?" if close else f"expected one of {', '.join(self._known)}"
                self.wrong(f"is not a known key, {expected}", key)

    def _read(self, read: Callable[[object], T], value: object, *steps: str | int) -> T | None:
        try:
            return read(value)
        except ValueError as error:
            self.wrong(str(error), *steps)
            return None

    def _list(self, value: object, read: Callable[[object], T], what: str, key: str) -> tuple[T, ...]:
        if not isinstance(value, list):
            self.wrong(f"is {values.kind_of(value)}, expected a list of {what}", key)
            return ()
        found: list[T] = []
        for index, element in enumerate(value):
            item = self._read(read, element, key, index)
            if item is None:
                continue
            if item in found:
                self.wrong(f"{element!r} stands here twice, expected it once", key, index)
            else:
                found.append(item)
        return tuple(found)


def one_of(enum: type[E]) -> Callable[[object], E]:
    """A reader of the values of `enum`."""

    def read(value: object) -> E:
        try:
            return enum(values.text(value))
        except ValueError:
            shown = repr(value) if isinstance(value, str) else f"is {values.kind_of(value)}"
            raise ValueError(f"{shown} is not known here, expected {alternatives(enum)}") from None

    return read


def alternatives(words: Iterable[str]) -> str:
    """`words` as a choice: a, b or c."""
    *first, last = list(words)
    return f"{', '.join(first)} or {last}" if first else last


def unique(table: Table, key: str, value: str | None, seen: dict[str, str], where: str) -> None:
    """Note that `value` was used before by another table; `seen` maps each value to where it was first."""
    if value is None:
        return
    if value in seen:
        table.wrong(f"{value!r} is already used by {seen[value]}, expected one of its own", key)
    else:
        seen[value] = where
