from pathlib import Path

import pytest

from linktester.gui.wholefile import write_whole
from linktester.model.errors import InputErrors


def test_a_file_is_written_whole_or_not_at_all(tmp_path: Path) -> None:
    write_whole(tmp_path / "a.svg", b"<svg/>")
    write_whole(tmp_path / "a.svg", b"<svg>")
    assert (tmp_path / "a.svg").read_bytes() == b"<svg>"
    with pytest.raises(InputErrors):
        write_whole(tmp_path / "no" / "a.svg", b"")
    assert [each.name for each in tmp_path.iterdir()] == ["a.svg"]
