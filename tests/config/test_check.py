"""`watchbot check` as a person calls it."""

import asyncio
import shutil
import subprocess
import sys
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread

import pytest

from watchbot.commands.reachability import all_answer
from watchbot.model import Feed, FeedKind, Polling, Settings

HERE = Path(__file__).parent
RSS = b"""<?xml version="1.0"?><rss version="2.0"><channel><title>t</title>
<item><title>one</title><link>https://a.example/1</link></item>
<item><title>two</title><link>https://a.example/2</link></item></channel></rss>"""
LOCAL = Settings(polling=Polling(allow_hosts=("127.0.0.1",)))


def check(folder: Path) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-c", "from watchbot.cli import main; raise SystemExit(main())", "check"]
    environment = {"WATCHBOT_CONFIG": str(folder), "PYTHONUTF8": "1"}
    return subprocess.run(command, env=environment, capture_output=True, text=True, encoding="utf-8", check=False)


class _Feeds(BaseHTTPRequestHandler):
    def do_GET(self) -> None:
        status, body = {"/good": (200, RSS), "/html": (200, b"<html><body>no</body></html>")}.get(self.path, (404, b""))
        self.send_response(status)
        self.send_header("Content-Type", "application/rss+xml")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, format: str, *args: object) -> None:
        """Say nothing: pytest's output is for the tests."""


@pytest.fixture(scope="module")
def server() -> Iterator[str]:
    with ThreadingHTTPServer(("127.0.0.1", 0), _Feeds) as http:
        Thread(target=http.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{http.server_port}"
        http.shutdown()


def feed(server: str, name: str) -> Feed:
    return Feed(name, f"{server}/{name}", "A publisher", "en", FeedKind.PRESS)


def test_a_sound_configuration_is_summed_up_on_one_line_with_status_0() -> None:
    result = check(HERE / "sound")
    said = "configuration ok: 2 feeds of 2 publishers, 4 actors in 2 offices, 2 issues, 1 deadlines\n"
    assert (0, said, "") == (result.returncode, result.stdout, result.stderr)


def test_mistakes_are_told_one_on_a_line_with_status_2(tmp_path: Path) -> None:
    shutil.copytree(HERE / "sound", tmp_path, dirs_exist_ok=True)
    shutil.copy(HERE / "mistakes" / "several-at-once" / "feeds.toml", tmp_path)
    expected = (HERE / "mistakes" / "several-at-once" / "expected.txt").read_text(encoding="utf-8")
    result = check(tmp_path)
    assert (2, expected) == (result.returncode, result.stdout)


def test_a_feed_that_answers_is_told_with_its_entries(server: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert asyncio.run(all_answer((feed(server, "good"),), LOCAL)) is True
    assert "ok   good: 2 entries" in capsys.readouterr().out


@pytest.mark.parametrize(
    ("name", "said"), [("missing", "FAIL missing: status: HTTP status 404"), ("html", "FAIL html: ")]
)
def test_a_feed_that_fails_is_told_with_what_is_wrong(
    server: str, capsys: pytest.CaptureFixture[str], name: str, said: str
) -> None:
    assert asyncio.run(all_answer((feed(server, "good"), feed(server, name)), LOCAL)) is False
    assert said in capsys.readouterr().out
