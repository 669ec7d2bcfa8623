"""Whoever hears the window instead of seeing it, or drives it by names, finds every control of it."""

import gc
import os
from collections.abc import Iterable, Iterator
from pathlib import Path

import pytest

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
pytest.importorskip("PySide6.QtWidgets", reason="Qt's system libraries are missing", exc_type=ImportError)

from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import QDialog, QTabBar, QWidget

from linktester.gui.pages import PAGES
from linktester.run import Job
from linktester.suite import Options, bundled
from linktester.wording import LANGUAGES
from tests.fakes.desk import Desk

pytestmark = [pytest.mark.journey]

DIALOGS = {
    "start": ("palette", "shortcuts", "about", "enlarge-code"),
    "results": ("export", "checklist", "saw-it"),
    "cases": ("new-suite",),
}
"""Page → actions that open a dialog there."""


@pytest.fixture(params=LANGUAGES)
def desk(qapp: object, tmp_path: Path, request: pytest.FixtureRequest) -> Iterator[Desk]:
    gc.disable()
    made = Desk(tmp_path / "kept", request.param)
    yield made
    made.close()
    gc.collect()


def test_every_control_has_a_name_for_screen_readers_and_one_for_scripts(desk: Desk) -> None:
    found = set(on_pages(desk))
    desk.finish_run(lambda: desk.window.start_run(Job(suites=(bundled("first-steps"),), options=Options())))
    found |= set(on_pages(desk))
    for page, actions in DIALOGS.items():
        desk.go(page)
        desk.rest()
        for action in actions:
            found |= set(in_dialog(desk, action))
    assert sorted(found) == []


def test_what_another_page_does_can_be_asked_for_anywhere(desk: Desk) -> None:
    desk.go("settings")
    desk.put_on_clipboard("https://item.jd.com/100000000001.html")
    desk.act("paste-link")
    assert desk.window.page.ID == "start"
    desk.rest()
    desk.finish_run(lambda: desk.act("run"))
    desk.act("export")
    assert desk.window.page.ID == "results"
    assert desk.dialog().objectName() == "export-dialog"
    desk.dialog().reject()


def on_pages(desk: Desk) -> Iterator[str]:
    """Tell what is missing on the pages, with all that lies behind their tabs."""
    for page in PAGES:
        shown = desk.go(page)
        desk.rest()
        yield from nameless(desk.window)
        for tabs in shown.findChildren(QTabBar):
            for index in range(tabs.count()):
                tabs.setCurrentIndex(index)
                desk.rest()
                yield from nameless(shown)


def in_dialog(desk: Desk, action: str) -> Iterator[str]:
    """Tell what is missing in the dialog that an action opens."""
    desk.act(action)
    dialog = desk.dialog()
    desk.rest()
    yield from nameless(dialog)
    dialog.reject()
    desk.until(lambda: not [each for each in desk.window.findChildren(QDialog) if each.isVisible()], "closed")


def nameless(root: QWidget) -> Iterator[str]:
    """Tell the controls below `root` that take the focus and lack a name."""
    for each in stops(root.findChildren(QWidget)):
        said = QAccessible.queryAccessibleInterface(each).text(QAccessible.Text.Name)
        # Parts that Qt makes itself have names of its own.
        if not said or not each.objectName():
            yield f"{where(each)} says “{said}”"


def stops(widgets: Iterable[QWidget]) -> Iterator[QWidget]:
    """Return where Tab stops; what hands the focus on is no place of its own."""
    for each in widgets:
        reached = bool(each.focusPolicy() & Qt.FocusPolicy.TabFocus) and each.focusProxy() is None
        if reached and each.isVisible():
            yield each


def where(widget: QWidget | None) -> str:
    """Return a widget and what it stands in, innermost first."""
    if widget is None:
        return ""
    return f"{type(widget).__name__}#{widget.objectName()} in {where(widget.parentWidget())}"[:200]
