import contextlib
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from linktester.model.errors import EnvironmentFault
from linktester.serve.state.database import STATE_FILE, Database, steps

TOKEN = "INSERT INTO tokens VALUES (?, 'p', 'o', '', 0, 0)"


def count(database: Database) -> int:
    return len(database.rows("SELECT * FROM tokens"))


def test_the_file_is_made_when_it_is_first_needed(tmp_path: Path) -> None:
    database = Database(tmp_path)
    assert not database.is_open
    assert not (tmp_path / STATE_FILE).exists()
    assert count(database) == 0
    assert database.is_open
    database.close()
    assert not database.is_open


def test_what_is_written_together_is_there_or_not_at_all(tmp_path: Path) -> None:
    database = Database(tmp_path)
    with contextlib.suppress(KeyError), database.together():
        database.run(TOKEN, "a")
        with database.together():
            database.run(TOKEN, "b")
        raise KeyError
    assert count(database) == 0
    with database.together():
        database.run(TOKEN, "a")
        with database.together():
            database.run(TOKEN, "b")
    assert count(database) == 2
    database.close()


def test_it_outlives_a_process_that_never_closed_it(tmp_path: Path) -> None:
    first = Database(tmp_path)
    first.run(TOKEN, "a")
    second = Database(tmp_path)
    assert count(second) == 1
    first.close()
    second.close()


def test_a_file_of_the_first_version_is_brought_up_to_date(tmp_path: Path) -> None:
    with closing(sqlite3.connect(tmp_path / STATE_FILE)) as old:
        old.execute(
            "CREATE TABLE codes (world VARCHAR, code VARCHAR, made_at VARCHAR, expires_at VARCHAR,"
            " first_user VARCHAR, first_opened_at VARCHAR, PRIMARY KEY (world, code))"
        )
        old.execute("INSERT INTO codes (world, code) VALUES ('w', 'c')")
        old.commit()
    database = Database(tmp_path)
    assert len(database.rows("SELECT * FROM codes")) == 1
    assert database.rows("PRAGMA user_version")[0][0] == steps()[-1][0]
    database.close()


def test_a_file_of_a_newer_version_is_left_alone(tmp_path: Path) -> None:
    with closing(sqlite3.connect(tmp_path / STATE_FILE)) as newer:
        newer.execute("PRAGMA user_version = 999")
    with pytest.raises(EnvironmentFault) as told:
        Database(tmp_path).row("SELECT 1")
    assert told.value.message.code == "serve.state-newer"


def test_an_older_file_is_copied_before_it_is_brought_up_to_date(tmp_path: Path) -> None:
    number, sql = steps()[0]
    with closing(sqlite3.connect(tmp_path / STATE_FILE)) as older:
        older.executescript(f"{sql}\nPRAGMA user_version = {number};")
    copy = tmp_path / f"{STATE_FILE}.schema-{number}.backup"
    copy.write_bytes(b"of another day")
    database = Database(tmp_path)
    database.row("SELECT 1")
    database.close()
    with closing(sqlite3.connect(copy)) as kept:
        assert kept.execute("PRAGMA user_version").fetchone() == (number,)
    with closing(sqlite3.connect(tmp_path / STATE_FILE)) as now:
        assert now.execute("PRAGMA user_version").fetchone() == (steps()[-1][0],)


def test_a_peek_neither_makes_nor_opens_the_file(tmp_path: Path) -> None:
    database = Database(tmp_path)
    assert not database.peek("SELECT 1 FROM tokens")
    assert not (tmp_path / STATE_FILE).exists()
    database.run(TOKEN, "a")
    database.close()
    again = Database(tmp_path)
    assert again.peek("SELECT 1 FROM tokens")
    assert not again.peek("SELECT 1 FROM timers")
    assert not again.peek("SELECT 1 FROM nothing_of_the_kind")
    assert not again.is_open
    assert list(tmp_path.glob("*-wal")) == []


def test_steps_are_numbered_without_a_gap() -> None:
    assert [number for number, _ in steps()] == list(range(1, len(steps()) + 1))


def test_what_is_to_follow_waits_for_the_outermost_commit(tmp_path: Path) -> None:
    database, done = Database(tmp_path), []
    with database.together():
        with database.together():
            database.afterwards(lambda: done.append("a"))
        assert done == []
    assert done == ["a"]
    database.afterwards(lambda: done.append("b"))
    assert done == ["a", "b"]


def test_what_is_taken_back_is_followed_by_nothing(tmp_path: Path) -> None:
    database, done = Database(tmp_path), []
    with contextlib.suppress(KeyError), database.together():
        database.afterwards(lambda: done.append("a"))
        raise KeyError
    with database.together():
        database.run(TOKEN, "a")
    assert done == []


def test_lone_surrogates_are_found_nowhere_and_break_nothing(tmp_path: Path) -> None:
    database = Database(tmp_path)
    assert database.rows("SELECT * FROM tokens WHERE token = ?", "\ud800") == []


def test_a_full_disk_takes_back_the_whole_and_says_so(tmp_path: Path) -> None:
    database = Database(tmp_path)
    database.run(TOKEN, "before")
    pages = database.rows("PRAGMA page_count")[0][0]
    database.run(f"PRAGMA max_page_count = {pages}")
    with pytest.raises(EnvironmentFault, match="full"):
        fill(database)
    database.run(f"PRAGMA max_page_count = {pages + 100}")
    with database.together():
        database.run(TOKEN, "after")
    kept = {row["token"] for row in database.rows("SELECT token FROM tokens")}
    assert kept == {"before", "after"}


def fill(database: Database) -> None:
    with database.together():
        for number in range(10_000):
            database.run(TOKEN, f"{number:09d}" * 100)
