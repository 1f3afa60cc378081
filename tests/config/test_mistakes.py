"""Each folder of mistakes/ holds the file with one mistake, named after it, and the lines that it must be told with.

The other files of the configuration come from sound/. A file NAME.missing stands for a file that isn't there.
"""

import shutil
from pathlib import Path

import pytest

from watchbot.config import ConfigError, load

HERE = Path(__file__).parent
MISTAKES = sorted(folder.name for folder in (HERE / "mistakes").iterdir())


def spoiled(mistake: str, folder: Path) -> Path:
    """The sound configuration in `folder`, with the mistake put into it."""
    shutil.copytree(HERE / "sound", folder, dirs_exist_ok=True)
    for file in (HERE / "mistakes" / mistake).iterdir():
        if file.suffix == ".missing":
            (folder / file.stem).unlink()
        elif file.suffix == ".toml":
            shutil.copy(file, folder)
    return folder


@pytest.mark.parametrize("mistake", MISTAKES)
def test_a_mistake_is_told_with_its_file_line_and_key(mistake: str, tmp_path: Path) -> None:
    folder = spoiled(mistake, tmp_path)
    expected = (HERE / "mistakes" / mistake / "expected.txt").read_text(encoding="utf-8").splitlines()
    with pytest.raises(ConfigError) as caught:
        load(folder)
    assert expected == [str(problem).replace(str(folder), "FOLDER") for problem in caught.value.problems]


def test_a_sound_configuration_loads() -> None:
    config = load(HERE / "sound")
    expected = (2, 2, 4, 2, 1)
    assert expected == (
        len(config.feeds),
        len(config.roster.offices),
        len(config.roster.actors),
        len(config.issues),
        len(config.deadlines),
    )


def test_mistakes_of_all_files_are_told_at_once(tmp_path: Path) -> None:
    folder = spoiled("rank-out-of-range", tmp_path)
    for mistake, file in (("unknown-kind", "feeds.toml"), ("unknown-zone", "deadlines.toml")):
        shutil.copy(HERE / "mistakes" / mistake / file, folder)
    with pytest.raises(ConfigError) as caught:
        load(folder)
    expected = ["actors.toml", "deadlines.toml", "feeds.toml"]
    assert expected == [problem.file for problem in caught.value.problems]


def test_a_folder_that_is_not_there_is_told_for_each_file(tmp_path: Path) -> None:
    with pytest.raises(ConfigError) as caught:
        load(tmp_path / "nowhere")
    expected = ["actors.toml", "deadlines.toml", "feeds.toml", "issues.toml", "watchbot.toml"]
    assert expected == [problem.file for problem in caught.value.problems]


def test_a_byte_order_mark_and_windows_line_ends_are_taken(tmp_path: Path) -> None:
    shutil.copytree(HERE / "sound", tmp_path, dirs_exist_ok=True)
    file = tmp_path / "feeds.toml"
    file.write_bytes(b"\xef\xbb\xbf" + file.read_bytes().replace(b"\n", b"\r\n"))
    assert load(HERE / "sound") == load(tmp_path)
