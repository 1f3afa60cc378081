"""Memory of the idle service with the shipped configuration, beside a bare Python on the same machine.

Starts `watchbot run` as its users do, without a token, in a folder of its own; after a while it reads what the process
holds (VmRSS) and the most it ever held (VmHWM). Linux only. Ends with status 1 above the goal of 120 MB.
"""

import os
import re
import subprocess
import sys
import tempfile
import time
from pathlib import Path

GOAL_MB = 120
ROOT = Path(__file__).parents[2]
RUN = "from watchbot.cli import main; raise SystemExit(main(['run']))"


def megabytes(process: int, field: str) -> float:
    """One line of /proc/PID/status, in MB of 10^6 bytes."""
    text = Path(f"/proc/{process}/status").read_text("ascii")
    found = re.search(rf"^{field}:\s+(\d+) kB", text, re.MULTILINE)
    return int(found.group(1)) * 1024 / 1e6 if found else float("nan")


def measure(code: str, seconds: float, **variables: str) -> tuple[float, float]:
    """VmRSS and VmHWM of `python -c code` after so many seconds."""
    with tempfile.TemporaryDirectory() as folder:
        process = subprocess.Popen(
            [sys.executable, "-c", code],
            cwd=folder,
            env={"PATH": os.environ["PATH"], **variables},
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
        try:
            time.sleep(seconds)
            if process.poll() is not None:
                raise SystemExit(f"the process ended early, with status {process.returncode}")
            return megabytes(process.pid, "VmRSS"), megabytes(process.pid, "VmHWM")
        finally:
            process.terminate()
            process.wait(20)


def main() -> int:
    """Print both and their ratio."""
    seconds = float(sys.argv[1]) if len(sys.argv) > 1 else 30
    bare, _ = measure("import time; time.sleep(60)", 1)
    held, most = measure(RUN, seconds, WATCHBOT_CONFIG=str(ROOT / "config"))
    print(f"bare Python {bare:.0f} MB; watchbot idle {held:.0f} MB ({held / bare:.1f} times), at most {most:.0f} MB")
    print(f"goal: under {GOAL_MB} MB")
    return int(most >= GOAL_MB)


if __name__ == "__main__":
    raise SystemExit(main())
