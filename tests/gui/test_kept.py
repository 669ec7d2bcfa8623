from pathlib import Path

from linktester.gui import kept
from linktester.model.events import RunFinished
from tests.fakes import results as fakes
from tests.fakes.window import PlayingWorkspace


def test_a_run_that_was_killed_is_counted_by_what_it_left(tmp_path: Path) -> None:
    workspace = PlayingWorkspace(tmp_path)
    results = fakes.walled_garden()[:5]
    whole, broken = fakes.head(5), fakes.head(50, id="20261122-120000-0001")
    for head in (whole, broken):
        workspace.archive.begin(head)
        workspace.archive.add_many(head.id, enumerate(results))
    tally = fakes.tally(results)
    workspace.archive.finish(whole.id, RunFinished(whole.id, fakes.STARTED, tally))
    found = kept.held(workspace, [whole.id, broken.id, "gone"])
    assert set(found) == {whole.id, broken.id}
    assert found[whole.id].finish is not None
    assert found[broken.id].finish is None
    assert found[broken.id].outcomes == dict(tally.outcomes) == found[whole.id].outcomes
    assert found[broken.id].results == 5
    workspace.close()


def test_runs_are_renamed_and_deleted(tmp_path: Path) -> None:
    workspace = PlayingWorkspace(tmp_path)
    first, second = fakes.head(1), fakes.head(1, id="20261122-120000-0001")
    for head in (first, second):
        workspace.archive.begin(head)
    assert kept.rename(workspace, first.id, "Before <b>") == first.id
    assert {head.name for head in kept.heads(workspace)} == {"Before <b>", ""}
    assert kept.delete(workspace, [second.id, "gone"]) == 1
    assert [head.id for head in kept.heads(workspace)] == [first.id]
    workspace.close()
