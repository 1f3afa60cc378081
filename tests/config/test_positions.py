"""Lines of keys, over every shape that TOML has for the same table."""

import tomllib
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from watchbot.configuration.positions import Path, positions

SHAPES: list[tuple[str, str, Path, int]] = [
    ("a plain key", "a = 1\nb = 2\n", ("b",), 2),
    ("a key after comments and blank lines", "# one\n\n  # two = 3\nb = 2\n", ("b",), 4),
    ("a table", "[a]\nx = 1\n[b]\nx = 2\n", ("b", "x"), 4),
    ("a dotted key", "a.b.c = 1\na.b.d = 2\n", ("a", "b", "d"), 2),
    ("a dotted header", "[a.b]\nc = 1\n[a.d]\nc = 2\n", ("a", "d", "c"), 4),
    ("a quoted key with a dot", "\"a.b\" = 1\n'c.d' = 2\n", ("c.d",), 2),
    ("a quoted key with an escape", '"\\u00e9\\"" = 1\n', ('é"',), 1),
    ("the second of an array of tables", "[[a]]\nx = 1\n[[a]]\nx = 2\n", ("a", 1, "x"), 4),
    ("the header of the second of an array of tables", "[[a]]\nx = 1\n[[a]]\nx = 2\n", ("a", 1), 3),
    ("a table in the newest of an array", "[[a]]\n[a.t]\nx = 1\n[[a]]\n[a.t]\nx = 2\n", ("a", 1, "t", "x"), 6),
    ("an array of tables in one", "[[a]]\n[[a.b]]\nx = 1\n[[a]]\n[[a.b]]\n[[a.b]]\nx = 2\n", ("a", 1, "b", 1, "x"), 7),
    ("an inline table", 'a = { b = 1, c = { d = "}" } }\ne = 2\n', ("a", "c", "d"), 1),
    ("after an inline table", 'a = { b = 1, c = { d = "}" } }\ne = 2\n', ("e",), 2),
    ("an element of an array over lines", 'a = [\n  "x",\n\n  # no\n  "y", "z",\n]\n', ("a", 2), 5),
    ("a table in an array over lines", "a = [\n  { b = 1 },\n  { b = 2 },\n]\n", ("a", 1, "b"), 3),
    ("a nested array", "a = [[1, 2],\n [3,\n 4]]\n", ("a", 1, 1), 3),
    ("after a string over lines", 'a = """\nb = 1\n[c]\n"""\nb = 2\n', ("b",), 5),
    ("after a literal string over lines", "a = '''\n\"\n'''\nb = 2\n", ("b",), 4),
    ("after a string that ends in quotes", 'a = """x"""""\nb = 2\n', ("b",), 2),
    ("after a string with a hash", 'a = "# no"\nb = 2\n', ("b",), 2),
    ("after a date with a space", "a = 2025-05-12 15:00:00.5+08:00\nb = -1.5e3\nc = 1\n", ("c",), 3),
    ("a bare key of digits", "1.2 = 3\n", ("1", "2"), 1),
]


@pytest.mark.parametrize(("text", "path", "line"), [shape[1:] for shape in SHAPES], ids=[shape[0] for shape in SHAPES])
def test_a_key_has_its_line(text: str, path: Path, line: int) -> None:
    tomllib.loads(text)
    assert line == positions(text)[path]


NAMES = st.sampled_from(["a", "b-c", "d_1", "7"])
SCALARS = st.sampled_from(["1", "-2.5", "true", '"x # ["', "'{'", "2025-01-02", "2025-01-02T03:04:05Z", '"""m\nn"""'])
VALUES = st.recursive(
    SCALARS,
    lambda inner: st.one_of(
        st.lists(inner, max_size=3).map(lambda items: "[\n" + "".join(f" {item},\n" for item in items) + "]"),
        st.dictionaries(NAMES, inner, max_size=3).map(
            lambda pairs: "{ " + ", ".join(f"{key} = {value}" for key, value in pairs.items()) + " }"
        ),
    ),
    max_leaves=6,
)
TABLES = st.dictionaries(NAMES, VALUES, max_size=4)


def paths(value: Any, at: Path = ()) -> set[Path]:
    """The path of everything in `value`, which tomllib read."""
    pairs = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    found = set()
    for key, inner in pairs:
        found |= {(*at, key)} | paths(inner, (*at, key))
    return found


@given(st.lists(TABLES, max_size=4))
def test_every_path_that_toml_reads_has_a_line_and_no_other(tables: list[dict[str, str]]) -> None:
    text = "".join("[[t]]\n" + "".join(f"{key} = {value}\n" for key, value in table.items()) for table in tables)
    assert paths(tomllib.loads(text)) == set(positions(text))


@given(st.lists(TABLES, min_size=1, max_size=4))
def test_the_line_of_a_key_begins_with_it(tables: list[dict[str, str]]) -> None:
    text = "".join("[[t]]\n" + "".join(f"{key} = {value}\n" for key, value in table.items()) for table in tables)
    lines = text.splitlines()
    found = positions(text)
    for index, table in enumerate(tables):
        assert [True] * len(table) == [lines[found["t", index, key] - 1].startswith(f"{key} = ") for key in table]
