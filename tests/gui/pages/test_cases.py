from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from linktester.gui.dialogs.newsuite import NewSuite
from linktester.gui.models.cases import Column
from linktester.gui.openproject import OpenProject
from linktester.gui.openrun import OpenRun
from linktester.gui.pages.cases import CasesPage
from linktester.gui.tools import Tools
from tests.fakes.desks import OWN, file, ids, wait
from tests.fakes.window import PlayingWorkspace


@pytest.fixture
def project(two_suites: OpenProject) -> OpenProject:
    return two_suites


@pytest.fixture
def page(qtbot: QtBot, tools: Tools, run: OpenRun, project: OpenProject) -> Iterator[CasesPage]:
    made = CasesPage(tools, run, project)
    qtbot.addWidget(made)
    made.resize(1100, 700)
    made.show()
    wait(qtbot, lambda: tools.tasks.is_idle)
    yield made
    wait(qtbot, lambda: tools.tasks.is_idle)


def do(page: CasesPage, name: str) -> None:
    page.commands()[name]()


def shown(page: CasesPage) -> list[str]:
    return [page.model.index(row, Column.ID).data() for row in range(page.model.rowCount())]


def test_suites_cases_and_form_stand_side_by_side(page: CasesPage) -> None:
    assert [page.suites.model.index(row).data() for row in range(2)] == ["bare", "hand"]
    assert shown(page) == ["one", "two", "three"]
    assert page.editors.case.id.text() == "one"


def test_choosing_another_suite_shows_its_cases(page: CasesPage) -> None:
    page.suites.list.setCurrentIndex(page.suites.model.index(0))
    assert shown(page) == []
    assert "new-case" in page.commands()
    assert "delete" not in page.commands()


def test_a_pasted_link_becomes_the_current_case(qtbot: QtBot, page: CasesPage, project: OpenProject) -> None:
    do(page, "new-case")
    page.new_case.line.setText("https://www.douyin.com/video/7300000000000000602")
    qtbot.keyClick(page.new_case.line, Qt.Key.Key_Return)
    wait(qtbot, lambda: len(ids(project)) == 4)
    assert shown(page)[1] == "douyin-video-7300000000000000602"
    assert page.editors.case.form.link == "https://www.douyin.com/video/7300000000000000602"


def test_cases_are_copied_deleted_and_brought_back(page: CasesPage, project: OpenProject) -> None:
    page.table.choose([1])
    do(page, "duplicate")
    assert (ids(project), page.editors.case.id.text()) == (["one", "two", "two-2", "three"], "two-2")
    do(page, "delete")
    assert ids(project) == ["one", "two", "three"]
    assert page.editors.case.id.text() == "three"
    do(page, "undo")
    do(page, "undo")
    assert ids(project) == ["one", "two", "three"]
    assert "undo" not in page.commands()
    do(page, "redo")
    assert len(ids(project)) == 4


def test_the_form_follows_the_case_when_it_moves(page: CasesPage, project: OpenProject) -> None:
    page.table.choose([0])
    do(page, "move-down")
    assert ids(project) == ["two", "one", "three"]
    assert (page.table.chosen(), page.editors.case.id.text()) == ([1], "one")


def test_typed_text_is_undone_by_the_window(qtbot: QtBot, page: CasesPage, project: OpenProject) -> None:
    qtbot.keyClicks(page.editors.case.title, "My ")
    do(page, "duplicate")
    assert [case.title for case in project.current.suite.cases][:2] == ["My The first", "My The first"]
    do(page, "undo")
    page.table.choose([0])
    do(page, "undo")
    assert page.editors.case.title.text() == "The first"


def test_saving_is_possible_when_there_is_something_to_save(
    qtbot: QtBot, page: CasesPage, project: OpenProject
) -> None:
    assert "save" not in page.commands()
    do(page, "delete")
    do(page, "save")
    wait(qtbot, lambda: not project.is_edited)


def test_words_find_cases(qtbot: QtBot, page: CasesPage) -> None:
    do(page, "find")
    qtbot.keyClicks(page.bar.filter, "wxp")
    wait(qtbot, lambda: shown(page) == ["three"])
    page.table.choose([2])
    assert page.editors.case.id.text() == "three"
    assert "move-up" not in page.commands()
    page.bar.clear_filter()
    assert len(shown(page)) == 3


def test_a_run_goes_to_the_results(
    qtbot: QtBot, page: CasesPage, run: OpenRun, workspace: PlayingWorkspace
) -> None:
    page.run_requested.connect(run.start)
    page.table.choose([0, 2])
    with qtbot.waitSignals([page.page_requested, run.finished]):
        do(page, "run-selected")
    (job,) = workspace.jobs
    assert [[case.id for case in suite.cases] for suite in job.suites] == [["one", "three"]]


def test_one_case_or_all_of_the_suite(qtbot: QtBot, page: CasesPage) -> None:
    page.table.choose([0, 2])
    for name, wanted in (("run", ["three"]), ("run-all", ["one", "two", "three"])):
        with qtbot.waitSignal(page.run_requested) as requested:
            do(page, name)
        assert [case.id for case in requested.args[0].suites[0].cases] == wanted


def test_a_case_from_elsewhere_comes_to_the_front(page: CasesPage, project: OpenProject) -> None:
    project.offer(OWN)
    assert page.editors.case.id.text() == "own"
    assert page.table.chosen() == [3]


def test_a_new_suite_is_named_and_opened(qtbot: QtBot, page: CasesPage, project: OpenProject) -> None:
    do(page, "new-suite")
    dialog = page.window().findChild(NewSuite)
    qtbot.keyClicks(dialog.name, "hand")
    qtbot.keyClick(dialog.name, Qt.Key.Key_Return)
    wait(qtbot, lambda: dialog.field.wrong)
    qtbot.keyClicks(dialog.name, "-more")
    with qtbot.waitSignal(dialog.accepted):
        qtbot.keyClick(dialog.name, Qt.Key.Key_Return)
    assert project.current is not None
    assert project.current.name == "hand-more"


def test_a_suite_is_put_aside_and_can_come_back(
    qtbot: QtBot, page: CasesPage, project: OpenProject, tmp_path: Path
) -> None:
    path = tmp_path / "p" / "hand.toml"
    page.suites.delete_asked.emit(path)
    wait(qtbot, lambda: not path.exists())
    wait(qtbot, lambda: project.current is not None and project.current.trouble == "deleted")
    assert len(shown(page)) == 3
    project.keep_mine(path)
    wait(qtbot, path.exists)


def test_a_suite_nobody_can_read_shows_why(
    qtbot: QtBot, page: CasesPage, project: OpenProject, tmp_path: Path
) -> None:
    file(tmp_path / "p", "[[case]\n", "odd")
    project.look()
    wait(qtbot, lambda: len(project.suites) == 3)
    project.select(tmp_path / "p" / "odd.toml")
    assert page.editors.isHidden()
    assert "run-all" not in page.commands()


def test_it_speaks_the_language_of_the_moment(tools: Tools, page: CasesPage) -> None:
    tools.speech.switch("zh_CN")
    assert page.editors.tabText(0) == "用例"
    assert page.model.index(0, Column.PLACES).data() == "微信 · 单聊"


def test_what_was_typed_last_is_kept_when_the_window_closes(
    qtbot: QtBot, tools: Tools, page: CasesPage, project: OpenProject
) -> None:
    qtbot.keyClicks(page.editors.case.title, "My ")
    page.leave()
    assert project.is_edited
    assert not tools.settings.octets("cases-layout").isEmpty()
