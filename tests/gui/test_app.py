import sys

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from linktester.gui.app import SWITCH_SECONDS, make_window, translate_qt
from linktester.gui.speech import Speech
from tests.fakes.window import PlayingWorkspace


def test_qts_own_words_follow_the_language(qapp: QApplication) -> None:
    speech = Speech("zh_CN")
    translate_qt(speech)
    assert QCoreApplication.translate("QPlatformTheme", "Cancel") == "取消"
    speech.switch("en")
    assert QCoreApplication.translate("QPlatformTheme", "Cancel") == "Cancel"


def test_a_window_remembers_language_and_theme(qtbot: QtBot, workspace: PlayingWorkspace) -> None:
    first = make_window(workspace)
    first.tools.settings.put("language", "zh_CN")
    first.tools.settings.put("theme", "dark")
    first.close()
    second = make_window(PlayingWorkspace(workspace.places.data))
    assert second.tools.speech.language == "zh_CN"
    assert second.tools.theme.scheme == "dark"
    second.tools.theme.choose("light")
    second.close()


def test_the_interpreter_is_shared_fairly() -> None:
    assert 0 < SWITCH_SECONDS < sys.getswitchinterval() or sys.getswitchinterval() == SWITCH_SECONDS
