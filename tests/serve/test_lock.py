from pathlib import Path

import pytest

from linktester.model.errors import EnvironmentFault
from linktester.serve.lock import READY_FILE, Held, StateLock, running


def test_there_is_one_writer(tmp_path: Path) -> None:
    folder = tmp_path / "state"
    with StateLock(folder), pytest.raises(Held):
        StateLock(folder)
    with StateLock(folder):
        assert folder.is_dir()


def test_a_folder_that_cannot_be_is_a_fault(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(EnvironmentFault):
        StateLock(tmp_path / "file")


def test_the_running_one_is_told_by_its_ready_line(tmp_path: Path) -> None:
    assert running(tmp_path) is None
    (tmp_path / READY_FILE).write_text('{"event": "ready"}')
    assert running(tmp_path) == {"event": "ready"}
    for broken in ("", "[]", "{"):
        (tmp_path / READY_FILE).write_text(broken)
        assert running(tmp_path) is None
