"""Time of detection on one core, beside a keyword filter on the same entries: `python tests/bench/detect.py FILE`."""

import sys
import time
from pathlib import Path

import orjson

from watchbot.commands.detect import coder_of, entry_of
from watchbot.contacts.keywords import keyword_lines


def main() -> None:
    """Print milliseconds an entry for the coder (all, and those that the first gate rejects) and for the filter."""
    root = Path(__file__).parents[2]
    source = Path(sys.argv[1]) if len(sys.argv) > 1 else root / "tests/data/heldout.jsonl"
    rows = [orjson.loads(line) for line in source.read_bytes().splitlines()]
    entries = [entry_of(row) for row in rows]
    start = time.perf_counter()
    coder = coder_of(root / "config")
    ready = time.perf_counter()
    codings = [coder.code(entry) for entry in entries]
    whole = time.perf_counter() - ready
    gated = [e for e, c in zip(entries, codings, strict=True) if c.rule.startswith("gate.")]
    begin = time.perf_counter()
    for entry in gated:
        coder.code(entry)
    cheap = time.perf_counter() - begin
    begin = time.perf_counter()
    keyword_lines(rows)
    plain = time.perf_counter() - begin
    print(f"start {ready - start:.2f} s, {len(entries)} entries, {len(gated)} rejected by the gate")
    print(f"coder {whole / len(entries) * 1e3:.4f} ms an entry, gate {cheap / max(1, len(gated)) * 1e3:.4f} ms")
    print(f"keyword filter {plain / len(rows) * 1e3:.4f} ms an entry, ratio {whole / plain:.1f}")


if __name__ == "__main__":
    main()
