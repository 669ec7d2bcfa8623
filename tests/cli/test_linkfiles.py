import contextlib
from pathlib import Path

import pytest

from linktester.cli.linkfiles import MOST_FILES, given_files, octets_of
from linktester.model.errors import InputErrors
from linktester.oslinks.jsontext import MAX_BYTES
from tests.fakes import appfiles


def test_a_file_whose_name_has_a_sign_is_still_a_file(tmp_path: Path) -> None:
    (tmp_path / "a.example=b").write_bytes(appfiles.aasa({}))
    (tmp_path / "b").write_bytes(appfiles.aasa({}))
    with contextlib.chdir(tmp_path):
        assert [each.host for each in given_files(["a.example=b"])] == [None]
        assert [each.host for each in given_files(["c.example=b"])] == ["c.example"]


def test_every_file_that_cannot_be_opened_is_told(tmp_path: Path) -> None:
    with pytest.raises(InputErrors) as caught:
        given_files([str(tmp_path / "a"), str(tmp_path), "b\0"])
    assert len(caught.value.problems) == 3


def test_files_are_read_as_far_as_their_reader_looks(tmp_path: Path) -> None:
    file = tmp_path / "a"
    with file.open("wb") as stream:
        stream.truncate(2 * MAX_BYTES)
    assert len(octets_of(str(file))) == MAX_BYTES + 1


def test_thousands_of_files_are_refused() -> None:
    with pytest.raises(InputErrors):
        given_files(["x"] * (MOST_FILES + 1))
