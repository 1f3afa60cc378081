"""The font of the picture card: read once at start, so that a wrong path stops the service and not a picture."""

from pathlib import Path

from watchbot.configuration.documents import Document

_SIGNATURES = (b"\x00\x01\x00\x00", b"OTTO", b"ttcf", b"true")


def read_font(document: Document, folder: Path, path: str) -> bytes | None:
    """The font at `path`, seen from the configuration folder; None where no path is given or it is a mistake."""
    if not path:
        return None
    try:
        font = (folder / path).read_bytes()
    except OSError as error:
        document.problem(("chats", "card_font"), f"{path!r} can't be read ({error.strerror}), expected a font file")
        return None
    if not font.startswith(_SIGNATURES):
        document.problem(("chats", "card_font"), f"{path!r} is no font, expected a TrueType or OpenType file")
        return None
    return font
