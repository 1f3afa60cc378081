"""The picture card: the countdown in large figures, and the year's contacts on a time line, as a PNG.

A phone shows it 360 points wide on a dark or a light ground, so it brings its own ground, its smallest letters are an
eightieth of its width, and every pair of colours has a contrast of 4.5 or more. Drawn at twice the size and scaled
down, as Pillow draws lines without smoothing. Pillow's own typeface knows Latin letters only: without a typeface that
has Chinese and Korean ones the card is written in English.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from io import BytesIO
from zoneinfo import ZoneInfo

from PIL import Image, ImageDraw, ImageFont

from watchbot.alerts.language import language
from watchbot.alerts.markup import clean
from watchbot.alerts.rendering import names
from watchbot.alerts.view import View
from watchbot.countdown import Standing
from watchbot.model import Contact, DeadlineState, Status

WIDTH, HEIGHT, SCALE = 1080, 1080, 2
MARGIN = 64
BACK = timedelta(days=365)
AHEAD = timedelta(days=60)
ROWS = 4
COLOURS = 256
GROUND, INK, FAINT, TRACK = "#10202f", "#f4f7fa", "#9db2c6", "#2b4257"
LEFT, GONE = "#4cc38a", "#f2a65a"
_PLAIN_DASHES = str.maketrans("–—", "--")
DOTS = {Status.HELD: "#5eb1ef", Status.PLANNED: "#4cc38a", Status.CANCELLED: "#ff8b8b", Status.POSTPONED: "#f2a65a"}


@dataclass(frozen=True, slots=True)
class Typeface:
    """Where letters come from: the bytes of a TrueType or OpenType font, or Pillow's own."""

    font: bytes | None = None

    def at(self, size: int) -> ImageFont.FreeTypeFont | ImageFont.ImageFont:
        """The letters at a height in pixels of the finished card."""
        if self.font is None:
            return ImageFont.load_default(size * SCALE)
        return ImageFont.truetype(BytesIO(self.font), size * SCALE)

    def known(self, text: str) -> str:
        """The text in letters that the typeface has: Pillow's own has no long dashes."""
        return text if self.font is not None else text.translate(_PLAIN_DASHES)


def card(standing: Standing, contacts: Sequence[Contact], view: View, typeface: Typeface) -> bytes:
    """The card of one deadline, 1080 pixels square, for the moment of the view; contacts in any order."""
    words = view if typeface.font is not None else _in_english(view)
    sheet = _Sheet(typeface)
    _countdown(sheet, standing, words)
    shown = sorted((c for c in contacts if c.start and c.sure and c.status in DOTS), key=_day)
    today = view.now.astimezone(view.zone).date()
    _time_line(sheet, standing, shown, today, words)
    _latest(sheet, [c for c in shown if _day(c) <= today + AHEAD][-ROWS:], words)
    return sheet.png()


class _Sheet:
    """A drawing surface in the card's own pixels."""

    def __init__(self, typeface: Typeface) -> None:
        self._image = Image.new("RGB", (WIDTH * SCALE, HEIGHT * SCALE), GROUND)
        self._draw = ImageDraw.Draw(self._image)
        self._typeface = typeface

    def write(self, x: float, y: float, text: str, size: int, colour: str = INK, anchor: str = "la") -> None:
        """One line, cut with an ellipsis where it would leave the card."""
        font, text = self._typeface.at(size), self._typeface.known(clean(text))
        room = (WIDTH - MARGIN - x if anchor[0] == "l" else WIDTH - 2 * MARGIN) * SCALE
        if self._draw.textlength(text, font=font) > room:
            while text and self._draw.textlength(text + "…", font=font) > room:
                text = text[:-1]
            text += "…"
        self._draw.text((x * SCALE, y * SCALE), text, font=font, fill=colour, anchor=anchor)

    def bar(self, x0: float, y0: float, x1: float, y1: float, colour: str) -> None:
        """A bar with round ends."""
        box = (x0 * SCALE, y0 * SCALE, max(x1, x0 + 1) * SCALE, y1 * SCALE)
        self._draw.rounded_rectangle(box, radius=(y1 - y0) * SCALE / 2, fill=colour)

    def dot(self, x: float, y: float, radius: float, colour: str, *, hollow: bool = False) -> None:
        """A dot; hollow for what is still ahead."""
        box = ((x - radius) * SCALE, (y - radius) * SCALE, (x + radius) * SCALE, (y + radius) * SCALE)
        self._draw.ellipse(box, fill=GROUND if hollow else colour, outline=colour, width=3 * SCALE)

    def stroke(self, x: float, y0: float, y1: float, colour: str, width: int = 3) -> None:
        """An upright line."""
        self._draw.line((x * SCALE, y0 * SCALE, x * SCALE, y1 * SCALE), fill=colour, width=width * SCALE)

    def png(self) -> bytes:
        """The finished picture."""
        out = BytesIO()
        finished = self._image.resize((WIDTH, HEIGHT), Image.Resampling.LANCZOS)
        finished.quantize(COLOURS).save(out, "PNG", optimize=True)
        return out.getvalue()


def _countdown(sheet: _Sheet, standing: Standing, view: View) -> None:
    speak = view.language
    sheet.write(WIDTH - MARGIN, 36, speak.moment(view.now, view.zone), 24, FAINT, "ra")
    sheet.write(MARGIN, 64, view.named(standing.deadline.names, standing.deadline.id), 52)
    days = abs(standing.days_left)
    if standing.state is DeadlineState.ACTIVE:
        colour, told = LEFT, speak.plural("{count} day left", "{count} days left", days)
    elif standing.state is DeadlineState.PASSED:
        colour, told = GONE, speak.plural("passed {count} day ago", "passed {count} days ago", days)
    else:
        colour, told = FAINT, speak.say("its end is on record")
    if standing.days_left == 0:
        told = speak.say("ends today") if standing.state is DeadlineState.ACTIVE else speak.say("passed today")
    sheet.write(MARGIN, 124, speak.number(days), 220, colour)
    sheet.write(MARGIN, 380, told, 44, colour)
    sheet.write(MARGIN, 436, speak.moment(standing.revision.expires, ZoneInfo(standing.revision.zone)), 32, FAINT)
    if standing.state is DeadlineState.PASSED:
        sheet.write(MARGIN, 478, speak.say("no extension on record"), 32, FAINT)
    whole = standing.revision.expires - standing.revision.announced
    spent = min(1.0, max(0.0, (standing.now - standing.revision.announced) / whole)) if whole else 1.0
    sheet.bar(MARGIN, 544, WIDTH - MARGIN, 564, TRACK)
    sheet.bar(MARGIN, 544, MARGIN + (WIDTH - 2 * MARGIN) * spent, 564, colour)


def _time_line(sheet: _Sheet, standing: Standing, contacts: Sequence[Contact], today: date, view: View) -> None:
    first, last = today - BACK, today + AHEAD
    y = 668

    def x(day: date) -> float:
        return MARGIN + (WIDTH - 2 * MARGIN) * ((day - first) / (last - first))

    sheet.bar(MARGIN, y - 2, WIDTH - MARGIN, y + 2, TRACK)
    for month in _months(first, last):
        sheet.stroke(x(month), y - 10, y + 10, TRACK)
        if month.month % 2 == 0:
            sheet.write(x(month), y + 24, view.language.month(month), 26, FAINT, "ma")
    end = standing.expires.date()
    if first <= end <= last:
        sheet.stroke(x(end), y - 44, y + 14, GONE, 5)
    sheet.stroke(x(today), y - 28, y + 14, INK, 2)
    for contact in contacts:
        if first <= _day(contact) <= last:
            sheet.dot(x(_day(contact)), y, 11, DOTS[contact.status], hollow=contact.status is not Status.HELD)


def _latest(sheet: _Sheet, contacts: Sequence[Contact], view: View) -> None:
    y = 756
    for contact in reversed(contacts):
        sheet.dot(MARGIN + 12, y + 18, 11, DOTS[contact.status], hollow=contact.status is not Status.HELD)
        day = view.language.day(_day(contact))
        sheet.write(MARGIN + 44, y, f"{day} · {view.mode(contact.mode)} · {view.status(contact.status)}", 28, FAINT)
        sheet.write(MARGIN + 44, y + 34, names(contact, view).plain, 32)
        y += 80


def _months(first: date, last: date) -> list[date]:
    """The first days of the months in the span."""
    days = (first + timedelta(days=ahead) for ahead in range((last - first).days + 1))
    return [day for day in days if day.day == 1]


def _day(contact: Contact) -> date:
    return contact.start or date.min


def _in_english(view: View) -> View:
    return View(language("en"), view.zone, view.roster, view.issues, view.now)
