import sqlite3
from contextlib import closing

import pytest

from linktester.model.errors import EnvironmentFault
from linktester.store.database import Database

INSERT = "INSERT INTO run VALUES (?, '', '', x'', NULL)"


@pytest.fixture
def database(tmp_path):
    opened = Database.open(tmp_path / "new" / "folder" / "a.db")
    yield opened
    opened.close()


def runs(database):
    with database.reading() as connection:
        return [name for (name,) in connection.exec_driver_sql("SELECT id FROM run ORDER BY id")]


def test_a_file_is_opened_with_a_log_that_readers_do_not_wait_for(database):
    with database.reading() as connection:
        assert connection.exec_driver_sql("PRAGMA journal_mode").scalar_one() == "wal"
        assert connection.exec_driver_sql("PRAGMA foreign_keys").scalar_one() == 1
    with database.writing() as connection:
        connection.exec_driver_sql(INSERT, ("a",))
        assert runs(database) == []
    assert runs(database) == ["a"]


def test_a_transaction_is_kept_whole_or_not_at_all(database):
    def broken_off():
        with database.writing() as connection:
            connection.exec_driver_sql(INSERT, ("a",))
            raise KeyError

    with pytest.raises(KeyError):
        broken_off()
    assert runs(database) == []


def test_closing_folds_the_log_into_the_file(database):
    with database.writing() as connection:
        connection.exec_driver_sql(INSERT, ("a",))
    database.close()
    with closing(sqlite3.connect(database.path)) as connection:
        assert connection.execute("SELECT id FROM run").fetchall() == [("a",)]
    assert [path.name for path in database.path.parent.iterdir()] == ["a.db"]


def test_a_damaged_file_is_told(database):
    with database.writing() as connection:
        for number in range(300):
            connection.exec_driver_sql(INSERT, (f"{number:0200}",))
    database.close()
    size = database.path.stat().st_size
    with database.path.open("r+b") as file:
        file.seek(4096)
        file.write(b"\xff" * (size - 4096))
    with pytest.raises(EnvironmentFault) as caught:
        runs(database)
    assert caught.value.message.code == "store.damaged"
