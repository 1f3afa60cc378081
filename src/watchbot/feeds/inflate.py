"""Decompression that stops at a limit: a bomb costs no more than the limit.

Only what we ask for is read (`gzip`, `deflate`), one layer of it. A server that sends more layers, or other codings,
has not honoured Accept-Encoding.
"""

import zlib

ACCEPTED = "gzip, deflate"


class TooLarge(Exception):
    """More bytes came out than the limit allows."""


class BadEncoding(Exception):
    """The coding is not one that we asked for, or its data is broken."""


class Inflater:
    """Feed it the raw chunks; it keeps the plain bytes and refuses to keep more than `limit` of them."""

    def __init__(self, coding: str, limit: int) -> None:
        self._limit = limit
        self._chunks: list[bytes] = []
        self._size = 0
        self._coding = coding.strip().lower()
        self._inflate: zlib._Decompress | None = None
        if self._coding in ("gzip", "x-gzip"):
            self._inflate = zlib.decompressobj(zlib.MAX_WBITS | 16)
        elif self._coding == "deflate":
            self._inflate = zlib.decompressobj()
        elif self._coding not in ("", "identity"):
            raise BadEncoding(f"content-encoding {coding[:40]!r}")

    def feed(self, chunk: bytes) -> None:
        """Take one raw chunk.

        Raises:
            TooLarge: the limit is passed.
            BadEncoding: the data isn't what the header promised.
        """
        if self._inflate is None:
            self._keep(chunk)
            return
        room = self._limit - self._size + 1
        try:
            self._keep(self._inflate.decompress(chunk, room))
        except zlib.error as error:
            if self._coding != "deflate" or self._size:
                raise BadEncoding(str(error)) from error
            # Some servers send the raw stream without zlib's header; RFC 9110, section 8.4.1.2.
            self._inflate = zlib.decompressobj(-zlib.MAX_WBITS)
            self._coding = "raw deflate"
            self.feed(chunk)

    def finish(self) -> bytes:
        """All plain bytes. A stream that was cut off gives what had come until then."""
        return b"".join(self._chunks)

    def _keep(self, data: bytes) -> None:
        self._size += len(data)
        if self._size > self._limit:
            raise TooLarge(f"more than {self._limit} bytes")
        self._chunks.append(data)
