from PySide6.QtGui import QAction
from PySide6.QtWidgets import QLabel, QLineEdit
from pytestqt.qtbot import QtBot

from linktester.gui.speech import Speech
from linktester.model.message import message


def test_what_is_on_widgets_follows_the_language(qtbot: QtBot) -> None:
    speech, label, field, action = Speech("en"), QLabel(), QLineEdit(), QAction()
    qtbot.addWidget(label)
    qtbot.addWidget(field)
    speech.text(label, "window.emulator-up", port=8000)
    speech.placeholder(field, "window.dismiss")
    speech.tip(action, "window.dismiss")
    with qtbot.waitSignal(speech.changed):
        speech.switch("zh_CN")
    assert label.text() == "模拟器运行中，端口 8000"
    assert field.placeholderText() == "关闭"
    assert action.toolTip() == "关闭"
    assert speech.language == "zh_CN"


def test_the_last_word_on_a_widget_counts(qtbot: QtBot) -> None:
    speech, label = Speech("zh_CN"), QLabel()
    qtbot.addWidget(label)
    speech.text(label, "window.dismiss")
    speech.text(label, "window.progress")
    speech.switch("en")
    assert label.text() == "Progress of the run"


def test_a_silenced_widget_keeps_its_data(qtbot: QtBot) -> None:
    speech, label = Speech("en"), QLabel()
    qtbot.addWidget(label)
    speech.text(label, "window.dismiss")
    speech.silence(label)
    label.setText("data")
    speech.switch("zh_CN")
    assert label.text() == "data"


def test_widgets_that_went_are_forgotten(qtbot: QtBot) -> None:
    speech, kept = Speech("en"), QLabel()
    qtbot.addWidget(kept)
    for _ in range(100):
        speech.text(QLabel(), "window.dismiss")
    speech.text(kept, "window.dismiss")
    speech.switch("zh_CN")
    assert kept.text() == "关闭"
    assert len(speech._said) == 1


def test_the_same_language_again_says_nothing(qtbot: QtBot) -> None:
    speech = Speech("en")
    with qtbot.assertNotEmitted(speech.changed):
        speech.switch("en")


def test_sentences_from_below_are_said_in_the_present_language() -> None:
    assert Speech("zh_CN").say(message("window.more-problems", count=3)) == "另有 3 项"
