"""What feedparser mends in every string, for the fast reader to mend alike.

UTF-8 that was read as Latin-1 and encoded again is undone, and code points that are really Windows-1252 bytes are put
to what their writers meant.
"""

import contextlib

_MEANT = {
    code: bytes([code]).decode("cp1252") for code in range(0x80, 0xA0) if code not in (0x81, 0x8D, 0x8F, 0x90, 0x9D)
}


def repair(text: str) -> str:
    """`text` without those two accidents."""
    if text.isascii():
        return text
    with contextlib.suppress(UnicodeEncodeError, UnicodeDecodeError):
        text = text.encode("iso-8859-1").decode("utf-8")
    return text.translate(_MEANT)
