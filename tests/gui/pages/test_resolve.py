from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPoint, Qt, QUrl
from PySide6.QtGui import QDropEvent

from linktester.gui.pages.resolve import FINDINGS, STEPS, ResolvePage
from linktester.gui.widgets.empty import ActionButton
from linktester.model.phone import OS
from linktester.oslinks.answers.linkfiles import EXAMPLE_LINK
from tests.fakes import linkfiles as fakes


@pytest.fixture
def page(qtbot, tools, run, project) -> ResolvePage:
    made = ResolvePage(tools, run, project)
    qtbot.addWidget(made)
    made.resize(900, 600)
    made.show()
    yield made
    made.leave()


def load(page: ResolvePage, qtbot) -> None:
    page.load_example()
    qtbot.waitUntil(lambda: len(page.open.files) == 4 and page.open.found is not None and settled(page))


def settled(page: ResolvePage) -> bool:
    return not page.open.is_busy and page.tools.tasks.is_idle and page.open.found.asked.what == page.open.what


def ends(page: ResolvePage) -> list[str]:
    return [row[1].split("\n")[0] for row in page.table.texts]


def test_an_empty_page_explains_and_shows_an_example(page, qtbot):
    doors = {each.text(): each for each in page.findChildren(ActionButton) if each.isVisible()}
    assert doors.keys() == {"Show an example", "Paste a link", "Add files…"}
    doors["Show an example"].click()
    qtbot.waitUntil(lambda: page.open.found is not None and len(page.open.files) == 4 and settled(page))
    assert page.box.text == EXAMPLE_LINK
    assert ends(page) == ["App", "App", "App"]
    assert page.files.list.isVisible()


def test_a_switch_changes_the_answer_of_its_system(page, qtbot):
    load(page, qtbot)
    page.table.selectRow(1)
    assert page.switches.android.isVisible()
    page.switches.android.opens.boxes[0].click()
    qtbot.waitUntil(lambda: ends(page) == ["App", "Browser", "App"])
    page.switches.reset.click()
    qtbot.waitUntil(lambda: ends(page) == ["App", "App", "App"])


def test_a_line_of_what_would_change_it_turns_the_switch(page, qtbot):
    load(page, qtbot)
    line = next(each for each in page.steps.turns if "typed" in each.sentence)
    line.click()
    qtbot.waitUntil(lambda: ends(page)[0] == "Browser")
    assert page.switches.ios.origin.value == "typed"


def test_dropped_files_are_read_and_their_findings_shown(page, qtbot, tmp_path: Path):
    path = tmp_path / "apple-app-site-association"
    path.write_text("{")
    held = QMimeData()
    held.setUrls([QUrl.fromLocalFile(str(path))])
    nothing, left = Qt.KeyboardModifier.NoModifier, Qt.MouseButton.LeftButton
    with qtbot.waitSignal(page.open.files_changed):
        page.dropEvent(QDropEvent(QPoint(5, 5), Qt.DropAction.CopyAction, held, left, nothing))
    page.files.list.itemClicked.emit(page.files.list.item(0))
    assert page.tabs.currentIndex() == FINDINGS
    assert page.findings.sentences[2].startswith("Error (line 1")
    page.table.selectRow(2)
    assert page.tabs.currentIndex() == STEPS
    assert page.table.system is OS.HARMONY


def test_link_and_rules_become_cases(page, qtbot):
    assert "make-link-cases" not in page.commands()
    load(page, qtbot)
    with qtbot.waitSignal(page.cases_offered) as told:
        page.commands()["make-link-cases"]()
    assert told.args[0][0].link.text == EXAMPLE_LINK
    assert len(told.args[0]) > 3


def test_no_link_makes_no_case_but_a_fault(page, qtbot):
    page.box.put("no link at all")
    with qtbot.waitSignal(page.failed):
        page.make_cases()


def test_a_link_comes_from_another_page(page, qtbot):
    with qtbot.waitSignal(page.open.changed):
        page.show_link(fakes.URL)
    assert page.box.text == fakes.URL
    assert ends(page) == ["Unknown"] * 3


def test_link_and_files_are_there_at_the_next_start(page, qtbot, tools, run, project, tmp_path: Path):
    path = tmp_path / "assetlinks.json"
    path.write_text("[]")
    page.open.read([path])
    page.box.put(fakes.URL)
    qtbot.waitUntil(lambda: len(page.open.files) == 1)
    page.leave()
    again = ResolvePage(tools, run, project)
    qtbot.addWidget(again)
    qtbot.waitUntil(lambda: len(again.open.files) == 1 and again.open.found is not None)
    assert again.box.text == fakes.URL
    again.leave()


def test_it_fits_the_smallest_window_and_speaks_chinese(page, qtbot, tools):
    load(page, qtbot)
    tools.speech.switch("zh_CN")
    assert page.minimumSizeHint().width() <= 780
    assert page.tabs.tabText(STEPS) == "步骤"
    assert ends(page) == ["应用", "应用", "应用"]
