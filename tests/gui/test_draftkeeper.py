from pathlib import Path

from pytestqt.qtbot import QtBot

from linktester.gui.draftkeeper import DraftKeeper
from linktester.gui.opensuite import State
from linktester.gui.tasks import Tasks
from linktester.gui.tools import Tools
from linktester.project import CaseForm, Drafts, HeadForm, SuiteFile, Unfinished, removed
from tests.fakes.desks import file, wait


def keeper(qtbot: QtBot, tasks: Tasks, folder: Path) -> DraftKeeper:
    made = DraftKeeper(tasks, folder / "drafts")
    with qtbot.waitSignal(made.found):
        made.look()
    return made


def left(folder: Path) -> list[list[str]]:
    """Return the ids in every draft that nobody holds."""
    with Drafts(folder / "drafts") as drafts:
        return [[case.id for case in draft.file.suite.cases] for draft in drafts.pending()]


def edit(kept: DraftKeeper, found: SuiteFile, *gone: int) -> None:
    assert found.suite is not None
    kept.keep(found, State(removed(found.suite, *gone)))


def test_the_newest_edits_are_there_after_the_window_closed(
    qtbot: QtBot, tools: Tools, tmp_path: Path
) -> None:
    kept = keeper(qtbot, tools.tasks, tmp_path)
    found = file(tmp_path)
    edit(kept, found, 0)
    edit(kept, found, 0, 1)
    kept.close()
    assert left(tmp_path) == [["three"]]


def test_forms_with_a_mistake_are_kept_beside_the_suite(qtbot: QtBot, tools: Tools, tmp_path: Path) -> None:
    kept = keeper(qtbot, tools.tasks, tmp_path)
    found = file(tmp_path)
    typed = Unfinished({"one": CaseForm(id="one", dates=("x",))}, HeadForm(name=""))
    kept.keep(found, State(found.suite, typed.cases, typed.head))
    kept.close()
    with Drafts(tmp_path / "drafts") as drafts:
        assert [draft.unfinished for draft in drafts.pending()] == [typed]


def test_edits_are_kept_while_the_window_lives(qtbot: QtBot, tools: Tools, tmp_path: Path) -> None:
    kept = keeper(qtbot, tools.tasks, tmp_path)
    edit(kept, file(tmp_path), 0)
    wait(qtbot, lambda: [*tmp_path.glob("drafts/*/*.json")])
    kept.close()


def test_what_was_saved_is_forgotten(qtbot: QtBot, tools: Tools, tmp_path: Path) -> None:
    kept = keeper(qtbot, tools.tasks, tmp_path)
    found = file(tmp_path)
    edit(kept, found, 0)
    wait(qtbot, lambda: [*tmp_path.glob("drafts/*/*.json")])
    kept.drop(found)
    kept.close()
    assert left(tmp_path) == []


def test_the_next_window_finds_them_and_may_give_them_up(qtbot: QtBot, tools: Tools, tmp_path: Path) -> None:
    first = keeper(qtbot, tools.tasks, tmp_path)
    edit(first, file(tmp_path), 0)
    first.close()
    second = DraftKeeper(tools.tasks, tmp_path / "drafts")
    with qtbot.waitSignal(second.found) as found:
        second.look()
    (draft,) = found.args[0]
    second.discard(draft)
    wait(qtbot, lambda: tools.tasks.is_idle)
    second.close()
    assert left(tmp_path) == []


def test_edits_before_the_folder_is_ready_are_kept_too(tools: Tools, tmp_path: Path) -> None:
    made = DraftKeeper(tools.tasks, tmp_path / "drafts")
    made.look()
    edit(made, file(tmp_path), 2)
    made.close()
    assert left(tmp_path) == [["one", "two"]]


def test_a_folder_that_cannot_be_written_is_told(qtbot: QtBot, tools: Tools, tmp_path: Path) -> None:
    (tmp_path / "drafts").write_text("in the way")
    made = DraftKeeper(tools.tasks, tmp_path / "drafts")
    with qtbot.waitSignal(made.failed):
        made.look()
    made.close()
