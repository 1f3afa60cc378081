"""The command itself, as a user runs it: the whole line over the whole season, judged by its own verdict."""

import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parents[2]


def test_the_season_is_told_once_and_in_order() -> None:
    done = subprocess.run(
        [Path(sys.executable).with_name("watchbot"), "demo"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        timeout=200,
        check=False,
    )
    assert done.returncode == 0, done.stdout[-3000:] + done.stderr[-3000:]
    assert "Everything that happened was told once, in order." in done.stdout
