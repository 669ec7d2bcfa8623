from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QLabel, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from linktester import __version__
from linktester.gui.dialogs.about import About
from linktester.gui.dialogs.licences import Licences
from linktester.gui.tools import Tools
from linktester.gui.widgets.pathrow import PathRow


def test_versions_and_places_are_told(qtbot: QtBot, tools: Tools) -> None:
    parent = QWidget()
    qtbot.addWidget(parent)
    dialog = About(tools, parent)
    dialog.show()
    said = "\n".join(label.text() for label in dialog.findChildren(QLabel))
    assert f"linktester {__version__}" in said
    assert "Nothing leaves this machine" in said
    places = tools.workspace.places
    shown = {row.objectName(): row.path for row in dialog.findChildren(PathRow)}
    assert shown == {
        "about-data": places.data,
        "about-log": places.state / "emulator.log",
        "about-crashes": places.data / "crashes",
    }
    dialog.findChild(QPushButton, "about-copy").click()
    assert "Python " in QGuiApplication.clipboard().text()
    dialog.findChild(QPushButton, "about-licences").click()
    licences = dialog.findChild(Licences)
    assert licences.isVisible()
    licences.close()
    dialog.findChild(QPushButton, "about-close").click()
    assert not dialog.isVisible()
