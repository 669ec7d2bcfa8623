import sys
import threading
from collections.abc import Iterator
from pathlib import Path
from types import SimpleNamespace

import pytest
from PySide6.QtWidgets import QApplication, QMainWindow
from pytestqt.qtbot import QtBot

from linktester.gui.crash import MOST_WRITTEN, Net, install
from linktester.gui.dialogs.crash import CrashDialog


@pytest.fixture
def net(qapp: QApplication, tmp_path: Path) -> Iterator[Net]:
    """Spread, but asked directly: the test runner has nets of its own."""
    made = Net(qapp, tmp_path)
    yield made
    if made._dialog is not None:
        made._dialog.reject()
    made.deleteLater()


def bundles(net: Net) -> list[Path]:
    return sorted(net.folder.glob("crash-*.zip")) if net.folder.exists() else []


def dialogs() -> list[CrashDialog]:
    return [
        each for each in QApplication.topLevelWidgets() if isinstance(each, CrashDialog) and each.isVisible()
    ]


def test_a_fault_is_written_down_and_told(qtbot: QtBot, net: Net) -> None:
    with qtbot.waitSignal(net.caught) as caught:
        net.take(ValueError("odd"), "window")
    told = caught.args[0]
    assert bundles(net) == [told.path]
    assert len(dialogs()) == 1


def test_there_is_one_dialog_however_many_faults(qtbot: QtBot, net: Net) -> None:
    caught: list[object] = []
    net.caught.connect(caught.append)
    for number in range(3):
        net.take(ValueError(f"odd {number}"), "window")
    qtbot.waitUntil(lambda: len(caught) == 3)
    assert len(dialogs()) == 1
    assert len(bundles(net)) == 3
    dialogs()[0].reject()
    qtbot.waitUntil(lambda: not dialogs())
    with qtbot.waitSignal(net.caught):
        net.take(ValueError("another"), "window")
    assert len(dialogs()) == 1


def test_the_same_fault_again_and_again_is_written_once(qtbot: QtBot, net: Net) -> None:
    error = ValueError("in every paint")
    with qtbot.waitSignal(net.caught):
        for _ in range(50):
            net.take(error, "window")
    assert len(bundles(net)) == 1


def test_not_more_than_some_are_written(qtbot: QtBot, net: Net) -> None:
    for number in range(MOST_WRITTEN + 5):
        net.take(ValueError("x" * number), "window")
    assert len(bundles(net)) == MOST_WRITTEN


def test_a_fault_in_a_thread_is_told_on_the_windows(qtbot: QtBot, net: Net) -> None:
    where: list[threading.Thread] = []
    net.caught.connect(lambda _: where.append(threading.current_thread()))
    thread = threading.Thread(target=net.take, args=(OSError("disk"), "task_0"))
    with qtbot.waitSignal(net.caught):
        thread.start()
    thread.join()
    assert where == [threading.main_thread()]


def test_a_disk_that_takes_nothing_is_told(qtbot: QtBot, net: Net) -> None:
    net.folder.write_text("in the way", encoding="utf-8")
    with qtbot.waitSignal(net.caught) as caught:
        net.take(ValueError("odd"), "window")
    assert caught.args[0].path is None
    assert caught.args[0].reason


def test_a_fault_of_the_net_itself_goes_no_further(net: Net, capsys: pytest.CaptureFixture[str]) -> None:
    net._lines.lines = None  # type: ignore[assignment]
    net.take(ValueError("odd"), "window")
    assert "TypeError" in capsys.readouterr().err


def test_hooks_are_set_and_given_back(qapp: QApplication, tmp_path: Path) -> None:
    before = sys.excepthook, threading.excepthook, sys.unraisablehook
    net = install(qapp, tmp_path)
    try:
        assert sys.excepthook == net._on_raised
        assert threading.excepthook == net._on_thread_raised
        assert sys.unraisablehook == net._on_unraisable
    finally:
        net.fold()
    assert (sys.excepthook, threading.excepthook, sys.unraisablehook) == before


def test_every_hook_ends_in_the_net(qtbot: QtBot, net: Net) -> None:
    caught: list[str] = []
    net.caught.connect(lambda told: caught.append(told.crash.where))
    error = ValueError("one")
    net._on_raised(ValueError, error, None)
    thread = SimpleNamespace(name="task_1")
    net._on_thread_raised(SimpleNamespace(exc_value=OSError("two"), thread=thread))  # type: ignore[arg-type]
    net._on_thread_raised(SimpleNamespace(exc_value=SystemExit(0), thread=thread))  # type: ignore[arg-type]
    net._on_unraisable(SimpleNamespace(exc_value=KeyError("three"), err_msg=None))  # type: ignore[arg-type]
    qtbot.waitUntil(lambda: len(caught) == 3)
    assert caught == ["window", "task_1", "destructor"]


def test_it_is_told_on_the_window_so_that_it_goes_with_it(qtbot: QtBot, net: Net) -> None:
    window = QMainWindow()
    qtbot.addWidget(window)
    window.show()
    with qtbot.waitSignal(net.caught):
        net.take(ValueError("odd"), "window")
    assert dialogs()[0].parent() is window
    dialogs()[0].reject()
