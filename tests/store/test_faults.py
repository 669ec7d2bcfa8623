import sqlite3
from contextlib import closing

import pytest
from sqlalchemy.exc import OperationalError

from linktester.model.errors import EnvironmentFault
from linktester.store.faults import code_of, told


def error_of(connection, *statements):
    for statement in statements[:-1]:
        connection.execute(statement)
    with pytest.raises(sqlite3.Error) as caught:
        connection.execute(statements[-1])
    return caught.value


def test_a_full_disk_has_its_words():
    with closing(sqlite3.connect(":memory:")) as connection:
        full = error_of(
            connection,
            "PRAGMA max_page_count = 3",
            "CREATE TABLE t (x)",
            "INSERT INTO t VALUES (zeroblob(100000))",
        )
    assert code_of(full) == "store.disk-full"


def test_a_read_only_file_has_its_words(tmp_path):
    path = tmp_path / "a.db"
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("CREATE TABLE t (x)")
    with closing(sqlite3.connect(f"file:{path}?mode=ro", uri=True)) as connection:
        assert code_of(error_of(connection, "INSERT INTO t VALUES (1)")) == "store.read-only"


def test_a_mistake_of_ours_is_not_dressed_up():
    with closing(sqlite3.connect(":memory:")) as connection:
        ours = error_of(connection, "SELECT * FROM nowhere")
    assert code_of(ours) is None
    assert code_of(ValueError("x")) is None


def test_known_faults_become_environment_faults_and_others_pass(tmp_path):
    with closing(sqlite3.connect(":memory:")) as connection:
        locked = error_of(connection, "PRAGMA query_only = 1", "CREATE TABLE t (x)")
        ours = error_of(connection, "SELECT * FROM nowhere")
    with pytest.raises(EnvironmentFault), told(tmp_path):
        raise OperationalError("INSERT", {}, locked)
    with pytest.raises(OperationalError), told(tmp_path):
        raise OperationalError("SELECT", {}, ours)
