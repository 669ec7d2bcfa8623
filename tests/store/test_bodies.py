from datetime import date

import pytest

from linktester.store import bodies
from linktester.store.database import Database
from linktester.store.records import NOTHING

TODAY = date(2026, 11, 22)
ONE, TWO = bytes([1]) * 32, bytes([2]) * 32


@pytest.fixture
def database(tmp_path):
    opened = Database.open(tmp_path / "a.db")
    yield opened
    opened.close()


def add(database, table, contents, day=TODAY, *, lasting=False):
    with database.writing() as connection:
        written = table.add(connection, contents, day, lasting=lasting)
    table.remember(written)
    return written


def loaded(database, *digests):
    with database.reading() as connection:
        return bodies.load(connection, digests)


def test_what_was_written_is_read_and_nothing_is_nothing(database):
    add(database, bodies.Bodies(), [(ONE, b"one"), (TWO, b"two" * 500)])
    assert loaded(database, ONE, TWO, NOTHING) == {ONE: b"one", TWO: b"two" * 500}


def test_what_was_written_today_is_not_written_again(database):
    table = bodies.Bodies()
    assert add(database, table, [(ONE, b"one")])
    assert add(database, table, [(ONE, b"one")]) == []
    assert add(database, table, [(ONE, b"one")], date(2026, 11, 23))
    table.forget()
    assert add(database, table, [(ONE, b"one")])


def test_a_new_use_keeps_old_content(database):
    table = bodies.Bodies()
    add(database, table, [(ONE, b"one"), (TWO, b"two")], date(2026, 1, 1))
    add(database, table, [(ONE, b"one")])
    with database.writing() as connection:
        assert bodies.drop_old(connection, TODAY) == 1
    assert loaded(database, ONE, TWO) == {ONE: b"one"}


def test_lasting_content_stays_however_old(database):
    add(database, bodies.Bodies(), [(ONE, b"one")], date(2020, 1, 1), lasting=True)
    with database.writing() as connection:
        assert bodies.drop_old(connection, TODAY) == 0


def test_what_no_result_points_at_goes(database):
    add(database, bodies.Bodies(), [(ONE, b"one"), (TWO, b"two")], lasting=True)
    with database.writing() as connection:
        connection.exec_driver_sql("INSERT INTO run VALUES ('r', '', '', x'', NULL)")
        row = ("r", 0, "", "", b"", None, NOTHING + TWO)
        connection.exec_driver_sql(
            "INSERT INTO result (run, position, probe_key, outcome, document, control, bodies)"
            " VALUES (?, ?, ?, ?, ?, ?, ?)",
            row,
        )
        assert bodies.drop_unused(connection) == 1
    assert loaded(database, ONE, TWO) == {TWO: b"two"}


def test_more_digests_than_a_statement_takes_are_loaded(database):
    many = [(number.to_bytes(32, "big"), b"%d" % number) for number in range(1, 1_500)]
    add(database, bodies.Bodies(), many)
    assert loaded(database, *(digest for digest, _ in many)) == dict(many)


def test_digests_of_a_column_are_split():
    assert bodies.split(ONE + NOTHING + TWO) == [ONE, NOTHING, TWO]
    assert bodies.split(b"") == []
