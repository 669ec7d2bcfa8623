"""What is laid down for a whole machine, and what becomes of a file that nobody understands."""

from pathlib import Path

import pytest

from linktester.gui.fleet import MOST, Fleet, read, standard_file


def laid_down(folder: Path, text: str | bytes) -> Fleet:
    file = folder / "policy.toml"
    file.write_bytes(text if isinstance(text, bytes) else text.encode())
    return read(file)


def test_without_a_file_nothing_is_laid_down(tmp_path: Path) -> None:
    found = read(tmp_path / "none.toml")
    assert (found.check, found.address, found.problem) == (None, None, None)
    assert not found.locks("updates")
    assert not found.locks("address")


def test_what_is_named_is_locked_and_the_rest_is_free(tmp_path: Path) -> None:
    found = laid_down(tmp_path, "[updates]\ncheck = false\n[later]\nx = 1\n")
    assert found.check is False
    assert found.locks("updates")
    assert not found.locks("address")
    found = laid_down(tmp_path, '[updates]\naddress = "https://a.example/v"\n')
    assert found.check is None
    assert found.address == "https://a.example/v"
    assert found.locks("address")
    assert not found.locks("theme")


@pytest.mark.parametrize(
    "text",
    [
        "updates = 1",
        "[updates]\ncheck = 'yes'",
        "[updates]\ncheck = 1",
        "[updates]\naddress = 3",
        "[updates",
        b"\xff\xfe",
        "# " + "x" * MOST,
        "a = " + "[" * 10_000,
    ],
)
def test_what_is_not_understood_is_told_and_asks_nobody(tmp_path: Path, text: str | bytes) -> None:
    found = laid_down(tmp_path, text)
    assert found.check is False
    assert found.address is None
    assert found.problem is not None
    assert found.problem.args["file"] == str(tmp_path / "policy.toml")


def test_what_cannot_be_read_is_told(tmp_path: Path) -> None:
    found = read(tmp_path)
    assert found.problem is not None
    assert found.check is False


def test_the_standard_file_is_not_for_a_user_to_choose() -> None:
    file = standard_file()
    assert file.is_absolute()
    assert file.parts[-2:] == ("linktester", "policy.toml")
    assert Path.home() not in file.parents
