import json
from collections.abc import Iterator
from pathlib import Path

import pytest

from linktester.gui.exporting import Order, Stopped, Writing, signed, write
from linktester.listing import RowWords, parse, row_of
from linktester.model.annotation import Annotation, Status
from linktester.model.errors import InputErrors
from linktester.model.events import RunFinished
from linktester.model.verdict import Outcome
from linktester.report.phrases import Phrases
from linktester.wording import Words
from tests.fakes import results as fakes
from tests.fakes.terminals import say
from tests.fakes.window import PlayingWorkspace

RESULTS = fakes.walled_garden()
HEAD = fakes.head(len(RESULTS))


@pytest.fixture
def kept(tmp_path: Path) -> Iterator[PlayingWorkspace]:
    """A workspace with one run that has ended."""
    workspace = PlayingWorkspace(tmp_path / "home")
    archive = workspace.archive
    archive.begin(HEAD)
    archive.add_many(HEAD.id, enumerate(RESULTS))
    archive.finish(HEAD.id, RunFinished(HEAD.id, fakes.STARTED, fakes.tally(RESULTS)))
    said = Annotation(run=HEAD.id, key=RESULTS[0].probe.key, status=Status.PASSED, at=fakes.STARTED)
    archive.annotate(said)
    yield workspace
    workspace.close()


def order(path: Path, kind: str = "json", **changes: object) -> Order:
    return Order(**{"run": HEAD.id, "format": kind, "path": path, "language": "en", **changes})


def blocked() -> frozenset[int]:
    words, wanted = RowWords(Phrases(Words("en"))), parse("verdict:blocked")
    rows = (row_of(index, result, run=HEAD.id) for index, result in enumerate(RESULTS))
    return frozenset(row.index for row in rows if wanted.matches(row, words.searchable(row)))


@pytest.mark.parametrize("kind", ["json", "csv", "xlsx"])
def test_the_same_octets_as_from_the_terminal(kept: PlayingWorkspace, tmp_path: Path, kind: str) -> None:
    ours, theirs = tmp_path / f"ours.{kind}", tmp_path / f"theirs.{kind}"
    words = ("report", HEAD.id, "--format", kind, "-o", str(theirs))
    write(kept, order(ours, kind), Writing())
    assert say(*words, workspace=kept).code == 0  # type: ignore[arg-type]
    assert ours.read_bytes() == theirs.read_bytes()
    write(kept, order(ours, kind, filter="verdict:blocked", indexes=blocked()), Writing())
    assert say(*words, "--filter", "verdict:blocked", workspace=kept).code == 0  # type: ignore[arg-type]
    assert ours.read_bytes() == theirs.read_bytes()


def test_a_part_says_that_it_is_one(kept: PlayingWorkspace, tmp_path: Path) -> None:
    path = tmp_path / "part.json"
    writing = Writing()
    done = write(kept, order(path, filter="verdict:blocked", indexes=blocked()), writing)
    told = json.loads(path.read_text("utf-8"))
    assert done is not None
    assert done.results == len(told["results"]) == writing.total == writing.done == len(blocked())
    assert done.size == path.stat().st_size
    assert told["scope"] == {"filter": "verdict:blocked", "shown": len(blocked()), "of": len(RESULTS)}
    assert {each["verdict"]["outcome"] for each in told["results"]} == {Outcome.BLOCKED.value}
    assert told["head"]["packs"] == dict(HEAD.packs)


def test_names_stand_in_the_file_only(kept: PlayingWorkspace, tmp_path: Path) -> None:
    path = tmp_path / "r.json"
    write(kept, order(path, tester="李雷", build="8.1", device="Redmi"), Writing())
    head = json.loads(path.read_text("utf-8"))["head"]
    assert (head["tester"], head["build"], head["device"]) == ("李雷", "8.1", "Redmi")
    assert kept.archive.head(HEAD.id).tester == ""
    assert signed(HEAD, order(path, tester="a")).tester == "a"


def test_a_report_that_is_stopped_leaves_the_old_file(kept: PlayingWorkspace, tmp_path: Path) -> None:
    path = tmp_path / "r.csv"
    path.write_text("old", encoding="utf-8")
    writing = Writing()
    writing.stop()
    assert write(kept, order(path, "csv"), writing) is None
    assert path.read_text("utf-8") == "old"
    assert [each.name for each in tmp_path.iterdir() if each.is_file()] == ["r.csv"]


def test_stopping_takes_hold_at_the_next_result() -> None:
    writing = Writing()
    results = writing.count(RESULTS)
    next(results)
    next(results)
    writing.stop()
    with pytest.raises(Stopped):
        next(results)
    assert writing.done == 2


def test_a_place_that_cannot_be_written_is_told(kept: PlayingWorkspace, tmp_path: Path) -> None:
    with pytest.raises(InputErrors) as told:
        write(kept, order(tmp_path / "no" / "r.json"), Writing())
    assert told.value.problems[0].message.code == "report.no-folder"


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="this system has no device that is always full")
def test_a_full_disk_is_told(kept: PlayingWorkspace) -> None:
    with pytest.raises(InputErrors) as told:
        write(kept, order(Path("/dev/full"), "csv"), Writing())
    assert told.value.problems[0].message.code == "report.not-writable"


def test_a_run_that_was_broken_off_is_counted(kept: PlayingWorkspace, tmp_path: Path) -> None:
    head = fakes.head(50, id="20261122-120000-0001")
    kept.archive.begin(head)
    kept.archive.add_many(head.id, enumerate(RESULTS[:3]))
    path = tmp_path / "r.json"
    done = write(kept, order(path, run=head.id), Writing())
    assert done is not None
    assert done.results == 3
    assert sum(json.loads(path.read_text("utf-8"))["tally"]["outcomes"].values()) == 3
