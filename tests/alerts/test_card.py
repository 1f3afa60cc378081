"""The picture card: a PNG whose pixels say what the countdown says."""

from dataclasses import replace
from datetime import UTC, date, datetime
from io import BytesIO
from itertools import product
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from PIL import Image, ImageColor
from tests.countdown.truce import TRUCE, at

from watchbot.alerts import card as drawn
from watchbot.alerts.card import Typeface, card
from watchbot.alerts.language import language
from watchbot.alerts.view import View
from watchbot.config import Config, load
from watchbot.contacts import Coder, open_contact
from watchbot.countdown import standing
from watchbot.model import Contact, Entry, Status


@pytest.fixture(scope="module")
def config() -> Config:
    return load(Path(__file__).parents[2] / "config")


@pytest.fixture(scope="module")
def summit(config: Config) -> Contact:
    seen = datetime(2025, 10, 30, 9, tzinfo=UTC)
    told = Entry("1", "f", "Reuters", seen, seen, "Trump and Xi meet in Busan on Oct 30", lang="en")
    return open_contact("c", Coder(config.roster, config.issues).code(told).mentions[0], told)


def picture(config: Config, now: datetime, *contacts: Contact, lang: str = "en") -> Image.Image:
    view = View(language(lang), ZoneInfo("Asia/Seoul"), config.roster, {}, now)
    stands = standing(TRUCE, now, "Asia/Seoul")
    assert stands is not None
    return Image.open(BytesIO(card(stands, contacts, view, Typeface()))).convert("RGB")


def amount(image: Image.Image, colour: str) -> int:
    """How many pixels are of about that colour."""
    wanted = ImageColor.getrgb(colour)
    found = image.getcolors(maxcolors=1 << 20) or []
    return sum(count for count, pixel in found if all(abs(a - b) < 12 for a, b in zip(pixel, wanted, strict=False)))


def luminance(colour: str) -> float:
    parts = [value / 255 for value in ImageColor.getrgb(colour)[:3]]
    red, green, blue = (v / 12.92 if v <= 0.04045 else ((v + 0.055) / 1.055) ** 2.4 for v in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


@pytest.mark.parametrize("colour", [drawn.INK, drawn.FAINT, drawn.LEFT, drawn.GONE, *drawn.DOTS.values()])
def test_every_colour_stands_out_from_the_ground_as_reading_on_a_phone_needs(colour: str) -> None:
    light, dark = luminance(colour), luminance(drawn.GROUND)
    assert (light + 0.05) / (dark + 0.05) >= 4.5


def test_a_deadline_ahead_is_green_and_a_passed_one_is_amber(config: Config) -> None:
    ahead, passed = picture(config, at("2025-11-05T12:00")), picture(config, at("2026-11-23T12:00"))
    more_green = amount(ahead, drawn.LEFT) > amount(passed, drawn.LEFT)
    more_amber = amount(passed, drawn.GONE) > amount(ahead, drawn.GONE)
    assert (more_green, more_amber) == (True, True)


def test_each_contact_of_the_year_is_a_dot_on_the_time_line_and_a_row(config: Config, summit: Contact) -> None:
    now = at("2025-11-05T12:00")
    none, one = picture(config, now), picture(config, now, summit)
    other = replace(summit, id="d", start=date(2025, 6, 5), end=date(2025, 6, 5))
    two = picture(config, now, summit, other)
    held = [amount(image, drawn.DOTS[Status.HELD]) for image in (none, one, two)]
    assert held[0] < held[1] < held[2]


def test_contacts_without_a_date_or_unsure_are_not_drawn(config: Config, summit: Contact) -> None:
    now = at("2025-11-05T12:00")
    unsaid = (replace(summit, start=None, end=None), replace(summit, sure=False))
    assert picture(config, now, *unsaid).tobytes() == picture(config, now).tobytes()


def test_a_typeface_without_their_letters_writes_chinese_and_korean_cards_in_english(config: Config) -> None:
    now = at("2025-11-05T12:00")
    assert picture(config, now, lang="ko").tobytes() == picture(config, now, lang="en").tobytes()


@pytest.mark.parametrize(
    "now",
    [f"{year}-{day}T12:00" for year, day in product((2025, 2026), ("11-09", "11-10", "11-11"))],
)
def test_the_card_is_a_square_picture_around_the_end(config: Config, now: str) -> None:
    assert picture(config, at(now)).size == (1080, 1080)
