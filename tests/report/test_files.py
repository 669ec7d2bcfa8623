import os
import stat
import sys
from pathlib import Path

import pytest

from linktester.model.errors import InputErrors
from linktester.report.files import refuse_unwritable, replacing


def test_a_file_appears_whole(tmp_path: Path):
    path = tmp_path / "out.txt"
    with replacing(path) as stream:
        stream.write(b"half")
        assert not path.exists()
        stream.write(b" and half")
    assert path.read_bytes() == b"half and half"
    assert list(tmp_path.iterdir()) == [path]


def test_what_breaks_off_leaves_nothing(tmp_path: Path):
    def breaking() -> None:
        with replacing(tmp_path / "out.txt") as stream:
            stream.write(b"half")
            raise RuntimeError("no more")

    with pytest.raises(RuntimeError):
        breaking()
    assert list(tmp_path.iterdir()) == []


def test_an_old_file_is_kept_until_the_new_one_is_whole(tmp_path: Path):
    path = tmp_path / "out.txt"
    path.write_bytes(b"old")
    with replacing(path) as stream:
        stream.write(b"new")
        stream.flush()
        assert path.read_bytes() == b"old"
    assert path.read_bytes() == b"new"


def test_a_very_long_name_is_no_problem_of_ours(tmp_path: Path):
    path = tmp_path / ("n" * 200 + ".txt")
    with replacing(path) as stream:
        stream.write(b"x")
    assert path.read_bytes() == b"x"


@pytest.mark.skipif(
    os.name == "nt" or not hasattr(os, "geteuid") or os.geteuid() == 0, reason="root may write anywhere"
)
def test_a_folder_that_may_not_be_written_is_told(tmp_path: Path):
    tmp_path.chmod(stat.S_IRUSR | stat.S_IXUSR)
    with pytest.raises(InputErrors) as error:
        refuse_unwritable(tmp_path / "out.txt")
    assert error.value.problems[0].message.code == "report.not-writable"


def test_a_path_that_cannot_be_a_file_is_told(tmp_path: Path):
    with pytest.raises(InputErrors) as error, replacing(tmp_path / ("n" * 300)) as stream:
        stream.write(b"x")
    assert error.value.problems[0].message.code == "report.not-writable"


@pytest.mark.skipif(sys.platform == "win32", reason="named pipes are of POSIX")
def test_what_is_no_file_is_written_to_and_not_replaced(tmp_path: Path):
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    reader = os.open(pipe, os.O_RDONLY | os.O_NONBLOCK)
    try:
        with replacing(pipe) as stream:
            stream.write(b"text")
        assert os.read(reader, 10) == b"text"
    finally:
        os.close(reader)
    assert stat.S_ISFIFO(pipe.stat().st_mode)


@pytest.mark.skipif(sys.platform == "win32", reason="named pipes are of POSIX")
def test_a_pipe_in_a_folder_that_may_not_be_written_is_fine(tmp_path: Path):
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    tmp_path.chmod(stat.S_IRUSR | stat.S_IXUSR)
    try:
        refuse_unwritable(pipe)
    finally:
        tmp_path.chmod(stat.S_IRWXU)
