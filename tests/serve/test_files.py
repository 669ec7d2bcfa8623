import os
import stat
from pathlib import Path

import pytest

from linktester.model.errors import EnvironmentFault
from linktester.serve.files import private_folder, write_private


def test_only_the_owner_may_read(tmp_path: Path) -> None:
    file = tmp_path / "key"
    write_private(file, b"one")
    write_private(file, b"two")
    assert file.read_bytes() == b"two"
    assert [each.name for each in tmp_path.iterdir()] == ["key"]
    if os.name == "posix":
        assert stat.S_IMODE(file.stat().st_mode) == 0o600


def test_a_failed_write_leaves_the_old_file(tmp_path: Path) -> None:
    target = tmp_path / "folder"
    target.mkdir()
    with pytest.raises(EnvironmentFault) as told:
        write_private(target, b"x")
    assert told.value.message.code == "serve.state-dir-unusable"
    assert [each.name for each in tmp_path.iterdir()] == ["folder"]


def test_a_folder_below_a_file_cannot_be(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(EnvironmentFault):
        private_folder(tmp_path / "file" / "below")
