from datetime import datetime

import pytest

from linktester.model.case import Matrix
from linktester.model.errors import InputErrors
from linktester.model.zone import CHINA
from linktester.project.folder import Project
from linktester.project.manage import delete, import_table, new_suite, rename, restore
from linktester.suite import MAX_CASES

AT = datetime(2024, 9, 27, 8, 30, tzinfo=CHINA)
HEADER = "id,link,host,surface,expect\n"
ROW = "c{n},https://u.example/{n},wechat,chat,BLOCKED\n"


def told(action, *args):
    with pytest.raises(InputErrors) as caught:
        action(*args)
    return [problem.message.code for problem in caught.value.problems]


def test_a_new_suite_is_empty_and_can_be_opened(tmp_path):
    file = new_suite(tmp_path, " 我的套件 ")
    assert file.path.name == "我的套件.toml"
    assert file.problems == ()
    assert (file.suite.name, file.suite.cases) == ("我的套件", ())
    assert file.suite.matrix.stands
    assert Project.open(tmp_path).file(file.path).digest == file.digest
    assert new_suite(tmp_path, "other", Matrix(clients=("8",))).suite.matrix.clients == ("8",)


@pytest.mark.parametrize(
    "name", ["", " ", ".x", "x.", "a/b", "a\\b", "CON", "com1.x", "a\0", "x" * 81, "a:b", "\u202ex", "\ud800"]
)
def test_a_name_that_no_file_should_have_is_told(tmp_path, name):
    assert told(new_suite, tmp_path, name) == ["project.bad-name"]
    assert list(tmp_path.iterdir()) == []


def test_a_name_that_is_taken_is_told(tmp_path):
    first, other = new_suite(tmp_path, "a"), new_suite(tmp_path, "b")
    assert told(new_suite, tmp_path, "a") == ["project.name-taken"]
    assert told(rename, other, "a") == ["project.name-taken"]
    assert first.path.read_text() == first.text


def test_a_renamed_file_is_the_same_suite(tmp_path):
    file = new_suite(tmp_path, "a")
    moved = rename(file, "b")
    assert moved.path == tmp_path / "b.toml"
    assert moved.digest == file.digest
    assert not file.path.exists()
    assert rename(moved, "b") is moved


def test_what_is_deleted_can_be_brought_back(tmp_path):
    file = new_suite(tmp_path, "a")
    aside = delete(file, AT)
    assert aside.name == "a.toml.deleted-20240927T083000"
    assert Project.open(tmp_path).files == ()
    again = new_suite(tmp_path, "a")
    assert told(restore, aside, file.path) == ["project.name-taken"]
    assert delete(again, AT).name == "a.toml.deleted-20240927T083000-2"
    assert restore(aside, file.path).digest == file.digest


def test_a_table_becomes_a_suite(tmp_path):
    table = tmp_path / "many.csv"
    table.write_text(HEADER + "".join(ROW.format(n=n) for n in range(3)))
    file = import_table(tmp_path, table)
    assert file.path.name == "many.toml"
    assert [(case.id, case.expect[0].verdict) for case in file.suite.cases][-1] == ("c2", "BLOCKED")
    assert import_table(tmp_path, table).path.name == "many-2.toml"


def test_a_table_that_is_wrong_or_too_long_is_told(tmp_path):
    table = tmp_path / "many.csv"
    table.write_text(HEADER + "a,nothing,wechat,chat,\n")
    assert told(import_table, tmp_path, table) == ["links.not-a-link"]
    table.write_text(HEADER + "".join(ROW.format(n=n) for n in range(MAX_CASES + 1)))
    assert told(import_table, tmp_path, table) == ["project.table-too-long"]
    assert [path.name for path in tmp_path.iterdir()] == ["many.csv"]
