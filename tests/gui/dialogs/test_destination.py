from pathlib import Path

from PySide6.QtWidgets import QFileDialog, QLabel, QLineEdit, QPushButton
from pytestqt.qtbot import QtBot

from linktester.gui.dialogs.destination import Destination
from linktester.gui.tools import Tools
from linktester.report import REPORTS

BY_NAME = {each.name: each for each in REPORTS}


def made(qtbot: QtBot, tools: Tools) -> Destination:
    found = Destination(tools, "linktester-1", BY_NAME["html"])
    qtbot.addWidget(found)
    return found


def test_the_folder_of_the_last_report_is_proposed(qtbot: QtBot, tools: Tools, tmp_path: Path) -> None:
    first = made(qtbot, tools)
    first.set_path(tmp_path / "mine.html")
    first.remember()
    assert made(qtbot, tools).path == tmp_path / "linktester-1.html"


def test_a_folder_that_is_gone_is_not(qtbot: QtBot, tools: Tools, tmp_path: Path) -> None:
    tools.settings.put("export-folder", str(tmp_path / "gone"))
    path = made(qtbot, tools).path
    assert path is not None
    assert path.parent.is_dir()


def test_the_extension_follows_the_format(qtbot: QtBot, tools: Tools, tmp_path: Path) -> None:
    found = made(qtbot, tools)
    found.set_path(tmp_path / "mine.html")
    found.follow(BY_NAME["xlsx"])
    assert found.path == tmp_path / "mine.xlsx"
    found.set_path(tmp_path / "mine.data")
    found.follow(BY_NAME["csv"])
    assert found.path == tmp_path / "mine.data"


def test_a_file_that_would_be_replaced_is_told(qtbot: QtBot, tools: Tools, tmp_path: Path) -> None:
    found = made(qtbot, tools)
    (tmp_path / "old.html").write_text("", encoding="utf-8")
    notice = found.findChild(QLabel)
    with qtbot.waitSignal(found.edited):
        found.set_path(tmp_path / "new.html")
    assert notice.isHidden()
    found.set_path(tmp_path / "old.html")
    assert "is replaced" in notice.text()
    tools.speech.switch("zh_CN")
    assert notice.text().startswith("已有同名文件")


def test_odd_paths_stop_nothing(qtbot: QtBot, tools: Tools) -> None:
    found = made(qtbot, tools)
    field = found.findChild(QLineEdit, "export-path")
    for text in ("", "a\0b", "x" * 5_000, "\ud83d", "~"):
        field.setText(text)
    assert found.path == Path.home()


def test_a_file_is_chosen_without_stopping_the_window(qtbot: QtBot, tools: Tools, tmp_path: Path) -> None:
    found = made(qtbot, tools)
    found.show()
    found.findChild(QPushButton, "export-choose").click()
    dialog = found.findChild(QFileDialog)
    assert dialog.isVisible()
    dialog.fileSelected.emit(str(tmp_path / "picked.html"))
    dialog.reject()
    assert found.path == tmp_path / "picked.html"
