from collections.abc import Iterator
from dataclasses import replace

import pytest
from PySide6.QtWidgets import QDialog, QLineEdit, QPlainTextEdit
from pytestqt.qtbot import QtBot

from linktester.gui.app import make_window
from linktester.gui.pages import PAGES
from linktester.gui.widgets.banner import Banner
from linktester.gui.window import Window
from linktester.model.run import RunHead
from linktester.run import Job
from linktester.suite import Options
from tests.fakes.window import BROKEN, PlayingWorkspace

JOB = Job(suites=(), options=Options())


@pytest.fixture
def window(qtbot: QtBot, workspace: PlayingWorkspace) -> Iterator[Window]:
    made = make_window(workspace)
    made.tools.speech.switch("en")
    made.show()
    yield made
    made.close()


def test_every_page_comes_to_the_front_by_its_action(qtbot: QtBot, window: Window) -> None:
    for name in reversed(PAGES):
        with qtbot.waitSignal(window.page_shown) as shown:
            window.tools.actions[f"page-{name}"].trigger()
        assert shown.args == [name]
        assert name == window.page.ID


def test_a_page_is_made_once(window: Window) -> None:
    first = window.show_page("runs")
    window.show_page("start")
    assert window.show_page("runs") is first


def test_a_page_s_wish_for_a_run_is_followed(
    qtbot: QtBot, window: Window, workspace: PlayingWorkspace
) -> None:
    with qtbot.waitSignal(window.run.finished):
        window.page.run_requested.emit(JOB)
    assert workspace.jobs == [JOB]
    assert isinstance(window.run.head, RunHead)


def test_stop_is_possible_only_while_something_runs(
    qtbot: QtBot, window: Window, workspace: PlayingWorkspace
) -> None:
    stop = window.tools.actions["stop"]
    assert not stop.isEnabled()
    with qtbot.waitSignal(window.tools.host.busy_changed):
        window.start_run(JOB)
    assert stop.isEnabled()
    qtbot.waitUntil(lambda: not window.tools.host.is_busy)
    assert not stop.isEnabled()


def test_a_refused_job_is_told_above_the_page(
    qtbot: QtBot, window: Window, workspace: PlayingWorkspace
) -> None:
    workspace.fault = BROKEN
    banner = window.findChild(Banner)
    with qtbot.waitSignal(window.tools.host.refused):
        window.start_run(JOB)
    assert banner.isVisible()


def test_the_layout_is_there_at_the_next_start(qtbot: QtBot, workspace: PlayingWorkspace) -> None:
    first = make_window(workspace)
    first.show()
    geometry = first.saveGeometry()
    first.close()
    second = make_window(PlayingWorkspace(workspace.places.data))
    assert not second.tools.settings.first_start
    assert second.tools.settings.octets("geometry") == geometry
    second.close()


def test_it_starts_the_emulator_after_the_first_paint(
    qtbot: QtBot, window: Window, workspace: PlayingWorkspace
) -> None:
    assert workspace.woken == 0
    with qtbot.waitSignal(window.tools.host.emulator_changed):
        window.start()
    assert workspace.woken == 1


def test_the_title_names_the_project_and_what_is_not_saved(qtbot: QtBot, window: Window) -> None:
    window.start()
    qtbot.waitUntil(lambda: window.windowTitle() == "sample[*] – linktester")
    assert not window.isWindowModified()
    suite = window.project.current
    assert suite is not None
    assert suite.state is not None
    window.project.add(suite.path, 0, replace(suite.state.suite.cases[0], id="one-more"))
    qtbot.waitUntil(window.isWindowModified)


def test_the_matrix_of_one_link_is_asked_for_on_the_first_page(qtbot: QtBot, window: Window) -> None:
    window.page.picture_requested.emit("https://item.taobao.com/item.htm?id=5")
    assert window.page.ID == "matrix"
    fields = [field.text() for field in window.page.findChildren(QLineEdit)]
    assert "https://item.taobao.com/item.htm?id=5" in fields


def test_who_opens_a_link_is_asked_for_on_the_first_page(qtbot: QtBot, window: Window) -> None:
    window.page.resolve_requested.emit("https://item.taobao.com/item.htm?id=5")
    assert window.page.ID == "resolve"
    fields = [field.toPlainText() for field in window.page.findChildren(QPlainTextEdit)]
    assert fields == ["https://item.taobao.com/item.htm?id=5"]


def test_closing_stops_what_a_dialog_is_at(window: Window) -> None:
    dialog = QDialog(window.page)
    dialog.open()
    asked: list[int] = []
    dialog.finished.connect(asked.append)
    window.close()
    assert asked == [QDialog.DialogCode.Rejected]


def test_a_window_without_a_screen_ends_as_if_it_were_closed(window: Window) -> None:
    window.show_page("runs")
    window.end()
    window.end()
    assert window.tools.settings.text("page") == "runs"
    assert not window.tools.settings.first_start
