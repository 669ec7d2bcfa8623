from pathlib import Path

import pytest
from PySide6.QtWidgets import QFileDialog, QWidget
from pytestqt.qtbot import QtBot
from shiboken6 import isValid

from linktester.gui.widgets.filedialogs import ask_file, ask_files, ask_folder, ask_where


@pytest.fixture
def parent(qtbot: QtBot) -> QWidget:
    made = QWidget()
    qtbot.addWidget(made)
    made.show()
    return made


def test_where_to_save_is_asked_without_waiting(parent: QWidget, tmp_path: Path) -> None:
    came: list[Path] = []
    dialog = ask_where(parent, "Save", str(tmp_path / "code.png"), came.append, suffix="png")
    assert dialog.isVisible()
    assert dialog.acceptMode() is QFileDialog.AcceptMode.AcceptSave
    assert (dialog.defaultSuffix(), dialog.nameFilters()) == ("png", ["PNG (*.png)"])
    assert dialog.selectedFiles() == [str(tmp_path / "code.png")]
    dialog.accept()
    assert came == [tmp_path / "code.png"]


def test_a_name_of_any_kind_is_taken_as_it_is(parent: QWidget) -> None:
    dialog = ask_where(parent, "Save", "body.bin", print)
    assert dialog.defaultSuffix() == ""
    assert [Path(each).name for each in dialog.selectedFiles()] == ["body.bin"]
    dialog.reject()


def test_only_what_is_there_can_be_opened(parent: QWidget) -> None:
    dialog = ask_file(parent, "Open", "Tables (*.csv *.jsonl)", print)
    assert dialog.isVisible()
    assert dialog.fileMode() is QFileDialog.FileMode.ExistingFile
    assert dialog.nameFilters() == ["Tables (*.csv *.jsonl)"]
    dialog.reject()


def test_a_folder_is_asked_for_where_one_is_now(parent: QWidget, tmp_path: Path) -> None:
    came: list[Path] = []
    dialog = ask_folder(parent, "Folder", tmp_path, came.append)
    assert dialog.fileMode() is QFileDialog.FileMode.Directory
    assert dialog.directory().path() == str(tmp_path)
    dialog.fileSelected.emit(str(tmp_path))
    dialog.reject()
    assert came == [tmp_path]


def test_put_away_it_tells_nothing_and_goes(qtbot: QtBot, parent: QWidget) -> None:
    came: list[Path] = []
    dialog = ask_where(parent, "Save", "a.png", came.append, suffix="png")
    dialog.reject()
    qtbot.waitUntil(lambda: not isValid(dialog))
    assert came == []


def test_several_files_can_be_asked_for(parent: QWidget, tmp_path: Path) -> None:
    came: list[tuple[Path, ...]] = []
    dialog = ask_files(parent, "Open", "All (*)", came.append)
    assert dialog.fileMode() is QFileDialog.FileMode.ExistingFiles
    dialog.filesSelected.emit([str(tmp_path / "a"), str(tmp_path / "b")])
    assert came == [(tmp_path / "a", tmp_path / "b")]
    dialog.reject()
