import json
import os
import subprocess
import sys

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QApplication, QToolButton
from pytestqt.qtbot import QtBot

from linktester.gui.app import SWITCH_SECONDS, make_frame, make_window, translate_qt
from linktester.gui.pages import PAGES
from linktester.gui.speech import Speech
from tests.fakes.processes import ROOT
from tests.fakes.window import PlayingWorkspace

HEAVY = (
    "httpx",
    "httpcore",
    "sqlalchemy",
    "PIL",
    "qrcode",
    "zxingcpp",
    "cattrs",
    "msgspec",
    "asyncio",
    "click",
    "tomllib",
    "queue",
    "concurrent.futures",
    "html",
    "PySide6.QtSvg",
    "linktester.gui.icons",
    "linktester.gui.fonts",
    "linktester.gui.windowcommands",
    "linktester.model.link",
)
HEAVY_CLASSES = ("QPainter", "QStyle", "QDesktopServices", "QFontDatabase")
"""The bindings make a class with all its numbers when it is first asked for; these bring much."""
FRAME = """
import json, sys
from pathlib import Path
from PySide6 import QtGui, QtWidgets
from linktester.gui.app import make_application, make_frame
from linktester.workspace import Workspace
app = make_application([])
frame = make_frame(Workspace.open(Path(sys.argv[1])))
frame.show()
print(json.dumps([sorted(sys.modules), sorted({**vars(QtGui), **vars(QtWidgets)})]))
frame.close()
"""


STYLE = """
import json
from linktester.gui.app import make_application
app = make_application(["linktester"])
print(json.dumps([app.style().name(), app.arguments(), app.applicationName()]))
"""


def test_qts_own_words_follow_the_language(qapp: QApplication) -> None:
    speech = Speech("zh_CN")
    translate_qt(speech)
    assert cancel() == "取消"
    speech.switch("en")
    assert cancel() == "Cancel"


def test_a_window_that_is_closed_leaves_no_words_behind(qtbot: QtBot, workspace: PlayingWorkspace) -> None:
    window = make_window(workspace)
    window.tools.speech.switch("zh_CN")
    assert cancel() == "取消"
    window.close()
    assert cancel() == "Cancel"


def cancel() -> str:
    return QCoreApplication.translate("QPlatformTheme", "Cancel")


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


def test_the_frame_is_drawn_before_the_engine_is_loaded(workspace: PlayingWorkspace) -> None:
    home = str(workspace.places.data)
    done = subprocess.run([sys.executable, "-c", FRAME, home], cwd=ROOT, capture_output=True, check=True)
    loaded, classes = map(set, json.loads(done.stdout))
    assert "linktester.gui.window" in loaded
    assert loaded.isdisjoint(HEAVY)
    assert "QMainWindow" in classes
    assert classes.isdisjoint(HEAVY_CLASSES)
    rooms = {name.split(".")[1] for name in loaded if name.startswith("linktester.")}
    assert rooms.isdisjoint(
        {"links", "run", "send", "store", "suite", "policy", "verdict", "codec", "project"}
    )


def test_the_icons_of_the_frame_come_without_moving_anything(
    qtbot: QtBot, workspace: PlayingWorkspace
) -> None:
    frame = make_frame(workspace)
    frame.show()
    QCoreApplication.processEvents()
    buttons = [button for button in frame.findChildren(QToolButton) if button.isVisible()]
    blank = {button: (button.geometry(), button.icon().cacheKey()) for button in buttons}
    rail = [button for button in buttons if button.objectName().startswith("rail-")]
    assert not any(button.icon().isNull() for button in rail)
    frame.tools.actions.show_icons()
    QCoreApplication.processEvents()
    assert all(button.geometry() == blank[button][0] for button in buttons)
    assert all(button.icon().cacheKey() != blank[button][1] for button in rail)
    frame.close()


def test_the_frame_shows_which_page_will_come(qtbot: QtBot, workspace: PlayingWorkspace) -> None:
    frame = make_frame(workspace)
    assert [name for name in PAGES if frame.tools.actions[f"page-{name}"].isChecked()] == ["start"]
    frame.tools.actions["page-runs"].trigger()
    assert [name for name in PAGES if frame.tools.actions[f"page-{name}"].isChecked()] == ["runs"]
    frame.close()


def test_the_style_is_ours_whatever_the_system_s_is(qapp: QApplication) -> None:
    command = [sys.executable, "-c", STYLE]
    done = subprocess.run(
        command, cwd=ROOT, capture_output=True, check=True, env={**os.environ, "QT_STYLE_OVERRIDE": "windows"}
    )
    assert json.loads(done.stdout) == ["fusion", ["linktester"], "linktester"]


def test_a_page_asked_for_before_the_window_is_furnished_comes_first(
    qtbot: QtBot, workspace: PlayingWorkspace
) -> None:
    frame = make_frame(workspace)
    frame.tools.actions["page-runs"].trigger()
    frame.furnish()
    assert frame.page.ID == "runs"
    frame.close()


def test_a_window_that_is_closed_before_it_is_furnished_ends_quietly(
    qtbot: QtBot, workspace: PlayingWorkspace
) -> None:
    frame = make_frame(workspace)
    frame.show()
    assert frame.close()
