from pathlib import Path

from linktester.cli.doctor import State, examine
from tests.fakes.terminals import say


def test_every_check_has_words(tmp_path: Path):
    said = say("doctor", "--home", str(tmp_path))
    assert said.code == 0
    for what in ("Python", "packages", "ports", "libzbar", "fonts", "display", "folder", "disk"):
        assert f"\t{what}\t" in said.out


def test_a_folder_that_cannot_be_written_is_an_error(tmp_path: Path):
    (tmp_path / "file").write_text("x")
    findings = list(examine(tmp_path / "file" / "home"))
    assert [each.what for each in findings if each.state is State.ERROR] == ["data"]
    assert say("doctor", "--home", str(tmp_path / "file" / "home")).code == 3


def test_the_folder_is_left_as_it_was(tmp_path: Path):
    list(examine(tmp_path))
    assert list(tmp_path.iterdir()) == []
