from collections.abc import Iterator

import pytest
from PySide6.QtCore import QLibraryInfo
from PySide6.QtWidgets import QApplication, QFileDialog, QLabel
from pytestqt.qtbot import QtBot

from linktester.gui.qtwords import QtWords


@pytest.fixture
def words(qapp: QApplication) -> Iterator[QtWords]:
    made = QtWords()
    assert made.load("qtbase_zh_CN", QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath))
    qapp.installTranslator(made)
    yield made
    qapp.removeTranslator(made)


def test_a_file_dialog_is_chinese_to_its_last_label(qtbot: QtBot, words: QtWords) -> None:
    dialog = QFileDialog()
    qtbot.addWidget(dialog)
    dialog.setOption(QFileDialog.Option.DontUseNativeDialog)
    said = [label.text() for label in dialog.findChildren(QLabel) if label.text()]
    assert said
    assert [each for each in said if each.isascii()] == []


def test_what_nobody_translated_stays(words: QtWords) -> None:
    assert words.translate("QFileDialog", "&Nobody says this") == "&Nobody says this"
