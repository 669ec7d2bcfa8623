"""What comes in through the window's doors is shown in the real window, and nothing of it runs."""

import os
import sys
from collections.abc import Iterator
from threading import Thread

import pytest
from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtWidgets import QLabel, QPlainTextEdit
from pytestqt.qtbot import QtBot

from linktester.gui.app import make_window
from linktester.gui.doors import TOKEN, Doors, come_forward
from linktester.gui.handover import Outcome, meet
from linktester.gui.instance import Start, claim
from linktester.gui.pages.cases import CasesPage
from linktester.gui.widgets.banner import Banner
from linktester.gui.window import Window
from tests.fakes import desks
from tests.fakes.guests import meeting_place
from tests.fakes.window import PlayingWorkspace

ORDER = "linktester://order/wechatpay/native?fen=1&subject=tea"


class Desktop(QObject):
    """Asks as macOS does."""

    opened = Signal(str)

    def __init__(self, *early: str) -> None:
        super().__init__()
        self._early = list(early)

    def take_early(self) -> list[str]:
        return self._early


@pytest.fixture
def window(qtbot: QtBot, workspace: PlayingWorkspace) -> Iterator[Window]:
    desks.file(workspace.places.data / "p")
    made = make_window(workspace)
    made.tools.speech.switch("en")
    made.tools.settings.put("project", str(workspace.places.data / "p"))
    made.show()
    made.start()
    desks.wait(qtbot, lambda: made.project.folder)
    yield made
    made.close()


def box(window: Window) -> str:
    return window.page.findChild(QPlainTextEdit, "link-text").toPlainText()


def fault(window: Window) -> str:
    banner = window.findChild(Banner)
    return " ".join(label.text() for label in banner.findChildren(QLabel)) if banner.isVisible() else ""


def test_what_the_start_named_is_shown(qtbot: QtBot, window: Window, workspace: PlayingWorkspace) -> None:
    Doors(Desktop(), window, Start((ORDER,))).open()
    assert window.page.ID == "start"
    assert box(window) == ORDER
    assert workspace.jobs == []


def test_a_case_is_chosen_even_where_a_filter_hid_it(qtbot: QtBot, window: Window) -> None:
    page = window.show_page("cases")
    assert isinstance(page, CasesPage)
    page.model.set_filter("first")
    Doors(Desktop(), window, Start(("linktester://case/three",))).open()
    assert window.page is page
    assert page.table.chosen() == [2]
    assert page.table.current == 2


def test_what_macos_asked_before_and_after_is_shown(qtbot: QtBot, window: Window) -> None:
    app = Desktop("linktester://case/two")
    Doors(app, window, Start()).open()
    assert window.page.ID == "cases"
    app.opened.emit(ORDER)
    assert window.page.ID == "start"
    assert box(window) == ORDER


def test_what_is_wrong_is_told_above_the_page(qtbot: QtBot, window: Window) -> None:
    Doors(Desktop(), window, Start(("linktester://run/all", "//host/a.toml"))).open()
    assert "linktester://run/all" in fault(window)
    assert "another machine" in fault(window)
    assert "opening." not in fault(window)


def test_a_second_window_says_so(qtbot: QtBot, window: Window) -> None:
    Doors(Desktop(), window, Start(is_second=True)).open()
    assert "window of its own" in window.statusBar().currentMessage()


@pytest.mark.skipif(sys.platform == "win32", reason="pipes are met elsewhere")
def test_a_later_start_brings_the_window_forward_and_its_things(
    qtbot: QtBot, window: Window, workspace: PlayingWorkspace
) -> None:
    home = workspace.places.data
    with meeting_place() as place:
        Doors(Desktop(), window, Start(claim=claim(home, place))).open()
        window.showMinimized()
        met: list[Outcome | None] = []
        asked = {**place, "XDG_ACTIVATION_TOKEN": "leave-1"}
        later = Thread(target=lambda: met.append(meet(home, [ORDER], asked)[1]))
        later.start()
        qtbot.waitUntil(lambda: not later.is_alive(), timeout=20_000)
        desks.wait(qtbot, lambda: window.page.ID == "start" and box(window) == ORDER)
        assert met == [Outcome.TAKEN]
        assert not window.isMinimized()
        assert os.environ.pop(TOKEN) == "leave-1"
        window.close()
        again = claim(home, place)
        assert again.is_ours
        again.release()


def test_a_home_that_takes_nothing_is_told(qtbot: QtBot, window: Window) -> None:
    data = window.tools.workspace.places.data
    doors = Doors(Desktop(), window, Start())
    data.rename(data.with_name("away"))
    data.write_bytes(b"")
    doors.open()
    desks.wait(qtbot, lambda: str(data) in fault(window))
    assert "LINKTESTER_HOME" in fault(window)
    data.unlink()
    data.with_name("away").rename(data)


def test_coming_forward_leaves_the_size_as_it_is(qtbot: QtBot, window: Window) -> None:
    window.showMaximized()
    window.setWindowState(window.windowState() | Qt.WindowState.WindowMinimized)
    come_forward(window)
    assert window.isMaximized()
    assert not window.isMinimized()
