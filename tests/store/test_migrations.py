import sqlite3
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing

import pytest

from linktester.model.errors import EnvironmentFault
from linktester.store import Archive
from linktester.store.migrations import APPLICATION_ID, backup, migrate, newest, steps
from tests.fakes.probes import a_head


def test_steps_are_numbered_without_a_hole():
    assert [number for number, _ in steps()] == list(range(1, newest() + 1))


def test_a_new_file_gets_the_newest_schema_and_our_mark(tmp_path):
    Archive.open(tmp_path / "a.db").close()
    with closing(sqlite3.connect(tmp_path / "a.db")) as connection:
        assert connection.execute("PRAGMA user_version").fetchone() == (newest(),)
        assert connection.execute("PRAGMA application_id").fetchone() == (APPLICATION_ID,)


def test_opening_twice_changes_nothing(tmp_path):
    first = Archive.open(tmp_path / "a.db")
    first.begin(a_head())
    first.close()
    second = Archive.open(tmp_path / "a.db")
    assert second.runs() == (a_head(),)
    second.close()


def test_a_newer_file_is_refused_and_untouched(tmp_path):
    path = tmp_path / "a.db"
    Archive.open(path).close()
    with closing(sqlite3.connect(path)) as connection:
        connection.execute(f"PRAGMA user_version = {newest() + 1}")
    with pytest.raises(EnvironmentFault) as caught:
        Archive.open(path)
    assert caught.value.message.code == "store.newer"
    with closing(sqlite3.connect(path)) as connection:
        assert connection.execute("PRAGMA user_version").fetchone() == (newest() + 1,)


def test_somebody_elses_database_is_refused(tmp_path):
    path = tmp_path / "a.db"
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("CREATE TABLE theirs (x)")
        connection.commit()
    with pytest.raises(EnvironmentFault) as caught:
        Archive.open(path)
    assert caught.value.message.code == "store.not-an-archive"


def test_a_file_that_is_no_database_is_refused(tmp_path):
    path = tmp_path / "a.db"
    path.write_bytes(b"just text, long enough to look at" * 50)
    with pytest.raises(EnvironmentFault) as caught:
        Archive.open(path)
    assert caught.value.message.code == "store.not-an-archive"


def test_a_failed_step_leaves_the_file_as_it_was(tmp_path):
    path = tmp_path / "a.db"
    with closing(sqlite3.connect(path, isolation_level=None)) as connection:
        connection.execute(f"PRAGMA application_id = {APPLICATION_ID}")
        connection.execute("CREATE TABLE body (x)")
        with pytest.raises(sqlite3.OperationalError):
            migrate(connection, path)
        tables = {name for (name,) in connection.execute("SELECT name FROM sqlite_master")}
    assert tables == {"body"}


def test_many_may_open_a_new_file_at_once(tmp_path):
    def opened(_):
        archive = Archive.open(tmp_path / "a.db")
        archive.close()
        return archive

    with ThreadPoolExecutor(8) as threads:
        assert len(list(threads.map(opened, range(24)))) == 24


def test_a_backup_holds_what_the_file_held(tmp_path):
    with closing(sqlite3.connect(tmp_path / "a.db")) as connection:
        connection.execute("CREATE TABLE t (x)")
        connection.execute("INSERT INTO t VALUES (7)")
        connection.commit()
        backup(connection, tmp_path / "a.db.backup")
    with closing(sqlite3.connect(tmp_path / "a.db.backup")) as copy:
        assert copy.execute("SELECT x FROM t").fetchall() == [(7,)]
    assert sorted(path.name for path in tmp_path.iterdir()) == ["a.db", "a.db.backup"]
