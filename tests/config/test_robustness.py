"""No wrong value is a crash: whatever stands behind a key, it's read or told, with a line that is in the file."""

import re
import shutil
from pathlib import Path

import pytest

from watchbot.config import ConfigError, load

SOUND = Path(__file__).parent / "sound"
LITERALS = ("1", "-1", "nan", '""', '"x"', "true", "[]", "[1]", "[[]]", "{}", "{ x = 1 }", "2025-01-02", "01:02:03")
PLACES = [
    (file.name, number)
    for file in sorted(SOUND.glob("*.toml"))
    for number, line in enumerate(file.read_text(encoding="utf-8").splitlines())
    if re.match(r"[\w.-]+ = .*[^\[]$", line)
]


@pytest.mark.parametrize(("name", "number"), PLACES)
def test_any_value_is_read_or_told_with_a_line_of_its_file(name: str, number: int, tmp_path: Path) -> None:
    shutil.copytree(SOUND, tmp_path, dirs_exist_ok=True)
    lines = (SOUND / name).read_text(encoding="utf-8").splitlines()
    key = lines[number].split(" = ")[0]
    for literal in LITERALS:
        lines[number] = f"{key} = {literal}"
        (tmp_path / name).write_text("\n".join(lines), encoding="utf-8")
        try:
            load(tmp_path)
        except ConfigError as error:
            for problem in error.problems:
                assert 1 <= problem.line <= len(lines)
