from pathlib import Path

from linktester.gui.widgets.desktop import open_path
from tests.fakes.desktop import asked


def test_what_is_there_is_opened_and_otherwise_the_nearest_folder(qapp: object, tmp_path: Path) -> None:
    file = tmp_path / "<b> 文件 #1%.txt"
    file.write_text("x")
    with asked() as opened:
        open_path(file)
        open_path(tmp_path / "gone" / "deeper" / "x.txt")
    assert opened == [file, tmp_path]
