"""Redaction: the bot's token appears in no log line, error or record, at any level.

The token is part of every address of the Bot API, so HTTP clients log it, exceptions quote it and tracebacks show it.
The formatter works on the finished line, after arguments, traceback and stack were written into it: nothing that a
library logs can slip past it.
"""

import logging
from urllib.parse import quote

MASK = "[token]"


class Redactor:
    """Replaces a secret in any text: whole, its part after the colon, and both as they stand in an address."""

    def __init__(self, token: str | None) -> None:
        parts = {token, token.partition(":")[2]} if token else set()
        forms = {form for part in parts if part for form in (part, quote(part, safe=""))}
        self._forms = sorted(forms, key=len, reverse=True)

    def __call__(self, text: str) -> str:
        for form in self._forms:
            text = text.replace(form, MASK)
        return text


class RedactingFormatter(logging.Formatter):
    """A log formatter whose lines have passed the redactor."""

    def __init__(self, layout: str, redact: Redactor) -> None:
        super().__init__(layout)
        self._redact = redact

    def format(self, record: logging.LogRecord) -> str:
        """The finished line, traceback included, without the secret."""
        return self._redact(super().format(record))
