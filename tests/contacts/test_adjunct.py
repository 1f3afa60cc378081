"""Whether a contact word only dates something else, or tells the news itself."""

import pytest

from watchbot.contacts.adjunct import adjunct, told_by_its_own
from watchbot.contacts.lexicon import Term
from watchbot.contacts.scan import Hit


def cue(text: str, word: str, language: str) -> Hit:
    at = text.index(word)
    return Hit(at, at + len(word), Term(word, "contact", language, mode="summit", form="noun"))


@pytest.mark.parametrize(
    ("text", "word", "language", "role"),
    [
        ("soybeans rally ahead of the leaders' summit", "summit", "en", "ahead"),
        ("envoy upbeat after a long summit", "summit", "en", "after"),
        ("markets wobble amid the summit", "summit", "en", "amid"),
        ("the summit begins", "summit", "en", None),
        ("川习会前夕美股走高", "川习会", "zh", "ahead"),
        ("为川习会铺路", "川习会", "zh", "ahead"),
        ("川习会登场", "川习会", "zh", None),
        ("정상회담을 사흘 앞두고", "정상회담", "ko", "ahead"),
        ("정상회담 시작", "정상회담", "ko", None),
    ],
)
def test_a_phrase_of_time_or_purpose_is_told_from_the_news(
    text: str, word: str, language: str, role: str | None
) -> None:
    assert adjunct(text, cue(text, word, language), (0, len(text))) == role


@pytest.mark.parametrize(
    ("text", "news"),
    [
        ("bessent upbeat after the summit", True),
        ("truce reached after the summit", False),
        ("weeks after the summit tariffs are back", False),
    ],
)
def test_after_tells_the_news_only_where_it_is_no_long_ago(text: str, news: bool) -> None:
    assert told_by_its_own(text, cue(text, "summit", "en"), (0, len(text)), [], ahead=False) is news


def test_a_month_behind_what_is_to_come_is_its_own() -> None:
    text = "the group set up after the visit will convene in late january"
    at = cue(text, "convene", "en")
    assert told_by_its_own(text, at, (0, len(text)), [], ahead=True)
    assert not told_by_its_own(text, at, (0, len(text)), [], ahead=False)
