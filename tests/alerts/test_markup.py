"""Markup: nothing that comes in can break out, and cutting never leaves half a character or half a tag."""

import re
from html import unescape

import pytest
from hypothesis import given
from hypothesis import strategies as st

from watchbot.alerts.markup import bold, clean, code, italic, join, link, plain, safe_link, units

TAG = re.compile(r"<(/?)([a-z]+)(?: href=\"[^\"<>]*\")?>")


@pytest.mark.parametrize(
    ("address", "kept"),
    [
        ("https://a.example/x?y=1&z=2", True),
        ("HTTP://A.example", True),
        ("javascript:alert(1)", False),
        ("tg://resolve?domain=x", False),
        ("data:text/html,x", False),
        ("https://", False),
        ("//a.example/x", False),
        ('https://a.example/"><b>', False),
        ("https://a.example/a b", False),
        ("https://[::1", False),
        ("https://a.example/\u202egpj", False),
    ],
)
def test_only_links_that_are_safe_to_show_are_links(address: str, kept: bool) -> None:
    assert bool(safe_link(address)) is kept
    assert ("<a " in link("word", address).html) is kept


@pytest.mark.parametrize("character", ["\u202e", "\u2066", "\u200f", "\u061c", "\x00", "\x1b", "\ud800"])
def test_characters_that_turn_or_hide_text_are_dropped(character: str) -> None:
    assert clean(f"a{character}b") == "ab"
    assert plain(f"a{character}b").html == "ab"


@given(
    st.lists(st.tuples(st.sampled_from([plain, bold, italic, code]), st.text(max_size=80)), min_size=1, max_size=12),
    st.integers(5, 300),
)
def test_a_cut_text_is_well_formed_and_fits(pieces: list[tuple[object, str]], limit: int) -> None:
    whole = join(" · ", (style(words) for style, words in pieces))  # type: ignore[operator]
    cut = whole.fit(limit)
    opened: list[str] = []
    for closing, name in TAG.findall(cut.html):
        if closing:
            assert opened.pop() == name
        else:
            opened.append(name)
    assert opened == []
    assert unescape(TAG.sub("", cut.html)) == cut.plain
    assert units(cut.plain) <= limit
    assert cut.plain == whole.plain or cut.plain.endswith("…")
