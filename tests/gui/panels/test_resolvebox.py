from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QUrl
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QFileDialog

from linktester import qr
from linktester.gui.panels.resolvebox import ResolveBox
from tests.fakes.clips import mime
from tests.fakes.linkfiles import URL


@pytest.fixture
def box(qtbot, tools) -> ResolveBox:
    made = ResolveBox(tools)
    qtbot.addWidget(made)
    yield made
    made.leave()


def test_a_pasted_link_is_asked_about_at_once(box, qtbot):
    QGuiApplication.clipboard().setText(f"  {URL}\n")
    with qtbot.waitSignal(box.given):
        box.paste()
    assert box.text == URL


def test_typing_is_asked_about_after_a_rest(box, qtbot):
    with qtbot.waitSignal(box.given):
        qtbot.keyClicks(box.edit, "https://a.example")
    assert box.text == "https://a.example"


def test_dropped_files_are_handed_on_all_of_them(box, qtbot, tmp_path: Path):
    paths = (tmp_path / "a.json", tmp_path / "b.json")
    held = QMimeData()
    held.setUrls([QUrl.fromLocalFile(str(path)) for path in paths])
    with qtbot.waitSignal(box.files_given) as told:
        box.take(held)
    assert told.args == [paths]
    assert box.text == ""


def test_a_pasted_picture_of_a_code_is_read(box, qtbot):
    with qtbot.waitSignal(box.given, timeout=10_000):
        box.take(mime(png=qr.make(URL.encode()).png))
    assert box.text == URL


def test_several_files_can_be_chosen(box, qtbot, tmp_path: Path):
    box.ask_for_files()
    (dialog,) = box.findChildren(QFileDialog)
    assert dialog.fileMode() is QFileDialog.FileMode.ExistingFiles
    with qtbot.waitSignal(box.files_given) as told:
        dialog.filesSelected.emit([str(tmp_path / "a"), str(tmp_path / "b")])
    assert told.args == [(tmp_path / "a", tmp_path / "b")]
    dialog.reject()


def test_cases_are_asked_for(box, qtbot):
    with qtbot.waitSignal(box.cases_requested):
        box.cases.click()
