import signal
import subprocess
import sys
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from linktester.model.errors import EnvironmentFault, InputErrors
from linktester.model.events import RunFinished
from linktester.model.run import Tally
from linktester.store import Archive
from tests.fakes.probes import REAL, a_head, a_probe, a_result, an_evidence


@pytest.fixture
def archive(tmp_path):
    opened = Archive.open(tmp_path / "history" / "archive.db")
    yield opened
    opened.close()


def contents(archive):
    with archive._database.reading() as connection:
        return connection.exec_driver_sql("SELECT count(*) FROM body").scalar_one()


def test_what_was_added_comes_back_in_order(archive):
    head = a_head(total=3)
    archive.begin(head)
    results = [a_result(number, f"<p>{number}</p>".encode()) for number in range(3)]
    archive.add_many(head.id, [(2, results[2]), (0, results[0])])
    archive.add(head.id, 1, results[1])
    assert list(archive.results(head.id)) == results
    assert archive.runs() == (head,)
    assert archive.count(head.id) == 3


def test_more_results_than_a_page_come_back_each_once(archive):
    archive.begin(a_head())
    archive.add_many(a_head().id, [(number, a_result(number)) for number in range(450)])
    assert [index for index, _ in archive.numbered(a_head().id)] == list(range(450))


def test_a_body_is_kept_once_however_many_share_it(archive):
    archive.begin(a_head())
    archive.add_many(a_head().id, [(number, a_result(number, b"same" * 500)) for number in range(20)])
    assert contents(archive) == 1


def test_control_evidence_is_kept_once_and_comes_back_with_its_bodies(archive):
    control = an_evidence(a_probe(1, host="browser"), b"the neutral page")
    archive.begin(a_head())
    results = [a_result(number, b"", control=control) for number in range(5)]
    archive.add_many(a_head().id, list(enumerate(results)))
    assert list(archive.results(a_head().id)) == results
    assert contents(archive) == 2


def test_adding_an_index_again_replaces_it(archive):
    archive.begin(a_head())
    archive.add(a_head().id, 0, a_result(1))
    archive.add(a_head().id, 0, a_result(2))
    assert [result.probe.case_id for result in archive.results(a_head().id)] == ["case-2"]


def test_a_result_is_found_by_its_probe(archive):
    archive.begin(a_head())
    archive.add(a_head().id, 0, a_result(1))
    assert archive.result(a_head().id, a_probe(1).key) == a_result(1)
    assert archive.result(a_head().id, "f" * 32) is None


def test_how_a_run_ended_is_kept(archive):
    archive.begin(a_head())
    assert archive.finished(a_head().id) is None
    event = RunFinished(a_head().id, REAL, Tally(outcomes={"HONORED": 2}), cancelled=True, exit_code=130)
    archive.finish(a_head().id, event)
    assert archive.finished(a_head().id) == event


def test_verdicts_of_a_run_are_counted_without_reading_it(archive):
    head, other = a_head(total=3), a_head("20261122-120000-0001")
    for each in (head, other):
        archive.begin(each)
    results = [a_result(number) for number in range(3)]
    archive.add_many(head.id, enumerate(results))
    archive.add(other.id, 0, results[0])
    assert archive.outcomes(head.id) == {results[0].verdict.outcome.value: 3}
    archive.delete(other.id)
    with pytest.raises(InputErrors):
        archive.outcomes(other.id)


def test_runs_are_named_by_a_unique_beginning(archive):
    archive.begin(a_head("20261122-104501-3f9a"))
    archive.begin(a_head("20261122-114501-aaaa"))
    assert archive.head("20261122-10").id == "20261122-104501-3f9a"
    for wrong in ("20261122", "2020", "", "%"):
        with pytest.raises(InputErrors):
            archive.head(wrong)


def test_a_renamed_run_keeps_its_new_name(archive):
    archive.begin(a_head())
    archive.rename(a_head().id, "before release")
    assert archive.head(a_head().id).name == "before release"
    assert archive.runs()[0].name == "before release"


def test_a_deleted_run_takes_what_only_it_used(archive):
    for run in ("a-1", "b-1"):
        archive.begin(a_head(run))
    archive.add("a-1", 0, a_result(1, b"only in a"))
    archive.add("b-1", 0, a_result(1, b"only in b"))
    archive.delete("a-1")
    assert [head.id for head in archive.runs()] == ["b-1"]
    assert contents(archive) == 1
    assert [result.evidence.exchanges[1].body for result in archive.results("b-1")] == [b"only in b"]


def test_retention_drops_old_bodies_and_keeps_their_length_and_the_control_run(archive):
    control = an_evidence(a_probe(1, host="browser"), b"")
    archive.begin(a_head())
    archive.add(a_head().id, 0, a_result(1, b"old page", control=control))
    assert archive.expire(date(2026, 11, 22)) == 0
    assert archive.expire(date(2026, 11, 23)) == 1
    (kept,) = archive.results(a_head().id)
    assert (kept.evidence.exchanges[1].body, kept.evidence.exchanges[1].body_length) == (b"", 8)
    assert kept.control == control


def test_what_retention_dropped_is_stored_again_when_seen_again(archive):
    archive.begin(a_head())
    archive.add(a_head().id, 0, a_result(1, b"page"))
    archive.expire(date(2027, 3, 1))
    archive.add(a_head().id, 1, a_result(2, b"page"))
    assert [result.evidence.exchanges[1].body for result in archive.results(a_head().id)] == [
        b"page",
        b"page",
    ]


def test_half_a_surrogate_pair_does_not_stop_the_archive(archive):
    result = a_result(1)
    odd = replace(result, probe=replace(result.probe, referer="\ud800 and 😀"))
    archive.begin(a_head())
    archive.add(a_head().id, 0, odd)
    assert list(archive.results(a_head().id)) == [odd]


def test_a_place_that_cannot_hold_a_file_is_told(tmp_path):
    blocker = tmp_path / "file"
    blocker.write_text("here")
    with pytest.raises(EnvironmentFault) as caught:
        Archive.open(blocker / "archive.db")
    assert caught.value.message.code == "store.file-error"


def test_a_folder_in_place_of_the_file_is_told(tmp_path):
    with pytest.raises(EnvironmentFault) as caught:
        Archive.open(Path(tmp_path))
    assert caught.value.message.code == "store.cannot-open"


WRITER = """
import sys
from itertools import count
from pathlib import Path
from linktester.store import Archive
from tests.fakes.probes import a_head, a_result

archive = Archive.open(Path(sys.argv[1]))
archive.begin(a_head())
for start in count(0, 5):
    batch = [(index, a_result(index, b"body %d" % (index % 7))) for index in range(start, start + 5)]
    archive.add_many(a_head().id, batch)
    for index, _ in batch:
        print(index, flush=True)
"""


@pytest.mark.skipif(sys.platform == "win32", reason="SIGKILL")
@pytest.mark.parametrize("shown", [1, 60, 400])
def test_a_kill_loses_nothing_that_was_shown_as_saved(tmp_path, shown):
    path = tmp_path / "a.db"
    root = Path(__file__).parents[2]
    with subprocess.Popen(
        [sys.executable, "-c", WRITER, str(path)], stdout=subprocess.PIPE, text=True, cwd=root
    ) as child:
        told = [int(child.stdout.readline()) for _ in range(shown)]
        child.send_signal(signal.SIGKILL)
        told += [int(line) for line in child.stdout.read().splitlines(keepends=True) if line.endswith("\n")]
    assert child.returncode == -signal.SIGKILL
    archive = Archive.open(path)
    kept = {index for index, _ in archive.numbered("20261122")}
    archive.close()
    assert set(told) <= kept
