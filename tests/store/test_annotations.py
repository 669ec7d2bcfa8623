import hashlib
import shutil
import signal
import sqlite3
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path

import pytest

from linktester.model.annotation import Annotation, Status
from linktester.model.errors import InputErrors
from linktester.store import Archive
from linktester.store.annotations import MAX_PICTURE, MAX_TEXT
from linktester.store.migrations import newest
from tests.fakes.probes import REAL, a_head, a_probe, a_result

RELEASED = Path(__file__).parents[1] / "released" / "archive-schema-1.db"
RUN = a_head().id
KEY = a_probe(1).key
PNG = b"\x89PNG\r\n\x1a\n" + b"a picture" * 50
JPEG = b"\xff\xd8\xff\xe0" + b"another" * 50


@pytest.fixture
def archive(tmp_path):
    opened = Archive.open(tmp_path / "archive.db")
    opened.begin(a_head())
    opened.add_many(RUN, [(number, a_result(number)) for number in range(3)])
    yield opened
    opened.close()


def said(number=1, status: Status | None = Status.PASSED, minutes=0, **more) -> Annotation:
    at = REAL + timedelta(minutes=minutes)
    return Annotation(run=RUN, key=a_probe(number).key, status=status, at=at, **{"tester": "Wang", **more})


def codes(caught) -> list[tuple[str | None, str]]:
    return [(problem.place.path, problem.message.code) for problem in caught.value.problems]


def contents(archive):
    with archive._database.reading() as connection:
        return connection.exec_driver_sql("SELECT count(*) FROM body").scalar_one()


def test_what_was_said_comes_back_with_its_picture(archive):
    one = archive.annotate(said(note="opened\n在微信", device="phone", build="7.1", reason="r"), PNG)
    assert one.screenshot == hashlib.sha256(PNG).hexdigest()
    assert archive.annotation(RUN, KEY) == one
    assert archive.screenshot(one.screenshot) == PNG
    assert archive.annotation(RUN, a_probe(2).key) is None


def test_the_run_may_be_named_by_the_beginning_of_its_id(archive):
    one = archive.annotate(replace(said(), run="20261122"))
    assert one.run == RUN
    assert archive.annotations("20261122") == (one,)


def test_the_last_word_holds_and_all_others_are_kept(archive):
    words = [
        archive.annotate(said(1, Status.FAILED)),
        archive.annotate(said(1, Status.PASSED, 5, reason="a retry")),
        archive.annotate(said(1, None, 9, note="unsure")),
    ]
    assert archive.annotation(RUN, KEY) == words[-1]
    assert archive.annotation_history(RUN, KEY) == tuple(words)
    assert archive.annotations(RUN) == (words[-1],)


def test_a_run_lists_what_holds_in_the_order_it_was_changed(archive):
    archive.annotate(said(0))
    archive.annotate(said(1))
    archive.annotate(said(0, Status.SKIPPED, 1))
    assert [(one.key, one.status) for one in archive.annotations(RUN)] == [
        (KEY, Status.PASSED),
        (a_probe(0).key, Status.SKIPPED),
    ]


def test_what_is_taken_back_holds_no_more_but_stays_in_the_history(archive):
    archive.annotate(said())
    archive.annotate(said(1, None, 1))
    assert archive.annotation(RUN, KEY) is None
    assert archive.annotations(RUN) == ()
    assert len(archive.annotation_history(RUN, KEY)) == 2


def test_half_a_surrogate_pair_and_controls_come_back(archive):
    odd = archive.annotate(said(note="\ud800 \x00 \u202e 😀", tester="\udfff"))
    assert archive.annotation(RUN, KEY) == odd


def test_a_stored_picture_may_be_named_again(archive):
    first = archive.annotate(said(), JPEG)
    again = archive.annotate(said(2, screenshot=first.screenshot))
    assert archive.annotation(RUN, a_probe(2).key) == again


def test_every_mistake_is_told_and_nothing_stored(archive):
    with pytest.raises(InputErrors) as caught:
        archive.annotate(said(note="x" * (MAX_TEXT + 1), reason="y" * (MAX_TEXT + 1)), b"<svg/>")
    assert codes(caught) == [
        ("note", "annotation.too-long"),
        ("reason", "annotation.too-long"),
        ("screenshot", "annotation.not-a-picture"),
    ]
    assert archive.annotations(RUN) == ()


def test_a_picture_may_be_as_large_as_the_limit_and_no_larger(archive):
    largest = PNG + bytes(MAX_PICTURE - len(PNG))
    kept = archive.annotate(said(), largest)
    assert archive.screenshot(kept.screenshot) == largest
    with pytest.raises(InputErrors) as caught:
        archive.annotate(said(), largest + b"\0")
    assert codes(caught) == [("screenshot", "annotation.picture-too-big")]


@pytest.mark.parametrize("sha", ["0" * 64, "no hash", "", "é"])
def test_a_picture_nobody_stored_is_refused(archive, sha):
    with pytest.raises(InputErrors) as caught:
        archive.annotate(said(screenshot=sha))
    assert codes(caught) == [("screenshot", "annotation.no-such-picture")]
    assert archive.screenshot(sha) is None


def test_a_page_is_no_screenshot(archive):
    page = a_result(1).evidence.exchanges[1].body
    assert archive.screenshot(hashlib.sha256(page).hexdigest()) is None


def test_only_a_result_can_be_annotated(archive):
    with pytest.raises(InputErrors) as caught:
        archive.annotate(replace(said(), key="f" * 32))
    assert codes(caught) == [("key", "annotation.no-such-result")]
    with pytest.raises(InputErrors) as caught:
        archive.annotate(replace(said(), run="2020"))
    assert codes(caught) == [(None, "store.no-such-run")]


def test_a_time_without_zone_is_a_bug_of_the_caller(archive):
    with pytest.raises(ValueError, match="zone"):
        archive.annotate(replace(said(), at=datetime(2026, 11, 22)))  # noqa: DTZ001 - the point of the test


def test_a_deleted_run_takes_its_annotations_and_their_pictures(archive):
    archive.begin(a_head("b-1"))
    archive.add("b-1", 0, a_result(1))
    archive.annotate(said(), PNG)
    kept = archive.annotate(replace(said(), run="b-1"), JPEG)
    archive.delete(RUN)
    assert archive.screenshot(hashlib.sha256(PNG).hexdigest()) is None
    assert archive.screenshot(kept.screenshot) == JPEG
    assert archive.annotations("b-1") == (kept,)
    assert contents(archive) == 2


def test_retention_leaves_pictures_alone_even_one_that_was_a_page_before(archive):
    archive.add(RUN, 3, a_result(3, PNG))
    kept = archive.annotate(said(), PNG)
    assert archive.expire(REAL.date() + timedelta(days=900)) == 1
    assert archive.screenshot(kept.screenshot) == PNG


def test_annotations_survive_a_result_that_is_sent_again(archive):
    kept = archive.annotate(said())
    archive.add(RUN, 1, replace(a_result(1), attempt=2))
    assert archive.annotation(RUN, KEY) == kept


def test_an_archive_of_the_first_schema_takes_annotations_and_leaves_a_copy(tmp_path):
    path = tmp_path / "archive.db"
    shutil.copyfile(RELEASED, path)
    archive = Archive.open(path)
    (first, second) = archive.results(RUN)
    assert [first.evidence.exchanges[1].body, second.evidence.exchanges[1].body] == [b"page of schema 1", b""]
    kept = archive.annotate(replace(said(), key=first.probe.key), PNG)
    archive.close()
    reopened = Archive.open(path)
    assert reopened.annotations(RUN) == (kept,)
    reopened.close()
    assert schema(path) == newest()
    assert schema(tmp_path / "archive.db.schema-1.backup") == 1


def test_many_may_bring_an_old_archive_up_to_date_and_its_copy_stays_the_old_one(tmp_path):
    path = tmp_path / "archive.db"
    shutil.copyfile(RELEASED, path)

    def opened(_):
        Archive.open(path).close()

    with ThreadPoolExecutor(8) as threads:
        assert len(list(threads.map(opened, range(16)))) == 16
    assert schema(path) == newest()
    assert schema(tmp_path / "archive.db.schema-1.backup") == 1


def schema(path: Path) -> int:
    with closing(sqlite3.connect(path)) as connection:
        return connection.execute("PRAGMA user_version").fetchone()[0]


WRITER = """
import sys
from dataclasses import replace
from itertools import count
from pathlib import Path
from linktester.model.annotation import Annotation, Status
from linktester.store import Archive
from tests.fakes.probes import REAL, a_head, a_probe, a_result

archive = Archive.open(Path(sys.argv[1]))
archive.begin(a_head())
archive.add(a_head().id, 0, a_result(1))
for number in count():
    said = Annotation(run=a_head().id, key=a_probe(1).key, status=Status.FAILED, note=str(number), at=REAL)
    kept = archive.annotate(said, b"\\x89PNG\\r\\n\\x1a\\n%d" % number)
    print(kept.screenshot, flush=True)
"""


@pytest.mark.skipif(sys.platform == "win32", reason="SIGKILL")
@pytest.mark.parametrize("shown", [1, 50])
def test_a_kill_loses_nothing_that_was_returned(tmp_path, shown):
    path = tmp_path / "a.db"
    root = Path(__file__).parents[2]
    with subprocess.Popen(
        [sys.executable, "-c", WRITER, str(path)], stdout=subprocess.PIPE, text=True, cwd=root
    ) as child:
        told = [child.stdout.readline().strip() for _ in range(shown)]
        child.send_signal(signal.SIGKILL)
        told += [
            line.strip() for line in child.stdout.read().splitlines(keepends=True) if line.endswith("\n")
        ]
    assert child.returncode == -signal.SIGKILL
    archive = Archive.open(path)
    kept = [one.screenshot for one in archive.annotation_history(a_head().id, KEY)]
    assert kept[: len(told)] == told
    assert all(archive.screenshot(sha) for sha in told)
    archive.close()
