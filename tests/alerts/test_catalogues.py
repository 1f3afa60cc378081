"""The catalogues: every message that the code marks is in each of them, with the places that it must fill."""

import re
from importlib.resources import files
from io import BytesIO
from pathlib import Path

import pytest
from babel.messages.extract import extract_from_dir
from babel.messages.pofile import read_po

from watchbot.alerts.language import NAMES, language

SOURCE = Path(__file__).parents[2] / "src" / "watchbot"
KEYWORDS = {"say": None, "plural": (1, 2), "N_": None}
MARKED = {
    message for _, _, message, _, _ in extract_from_dir(SOURCE, keywords=KEYWORDS, method_map=[("**.py", "python")])
}
LANGUAGES = sorted(set(NAMES) - {"en"})


def catalogue(id: str) -> dict[object, object]:
    file = files("watchbot.alerts") / "locales" / f"{id.replace('-', '_')}.po"
    return {message.id: message.string for message in read_po(BytesIO(file.read_bytes())) if message.id}


@pytest.mark.parametrize("id", LANGUAGES)
def test_every_message_is_translated_and_no_translation_is_left_over(id: str) -> None:
    assert {
        message for message, said in catalogue(id).items() if not (said[0] if isinstance(said, tuple) else said)
    } == set()
    assert set(catalogue(id)) == MARKED


@pytest.mark.parametrize("id", LANGUAGES)
def test_a_translation_fills_the_same_places_as_its_message(id: str) -> None:
    places = re.compile(r"\{\w+\}")
    for message, said in catalogue(id).items():
        wanted = places.findall(message[-1] if isinstance(message, tuple) else str(message))
        got = places.findall(said[0] if isinstance(said, tuple) else str(said))
        assert sorted(got) == sorted(wanted), message


def test_a_language_says_its_own_words_and_counts_in_them() -> None:
    assert language("ko").say("Held") == "개최됨"
    assert language("zh-TW").say("Held") == "已舉行"
    assert language("zh-Hans").plural("{count} day left", "{count} days left", 1) == "还剩 1 天"
    assert language("en").plural("{count} day left", "{count} days left", 1) == "1 day left"
    assert language("fr").id == "en"
