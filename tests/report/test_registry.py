import pytest

from linktester.model.errors import InputErrors
from linktester.report import REPORTS, check_target, names, write
from linktester.wording import Words
from tests.fakes import results as fakes


def code_of(error) -> str:
    (problem,) = error.value.problems
    return problem.message.code


def test_the_registry_lists_each_format_once():
    assert names() == ("json", "html", "csv", "xlsx")
    assert len({report.extension for report in REPORTS}) == len(REPORTS)


@pytest.mark.parametrize("name", ["junit", "docx", "", "HTML"])
def test_a_format_that_does_not_exist_is_told_with_those_that_do(name, tmp_path):
    with pytest.raises(InputErrors) as error:
        check_target(name, tmp_path / "x")
    assert code_of(error) == "report.unknown-format"
    assert error.value.problems[0].message.args["known"] == "json, html, csv, xlsx"


def test_a_missing_folder_is_told_before_the_run(tmp_path):
    with pytest.raises(InputErrors) as error:
        check_target("json", tmp_path / "no" / "x.json")
    assert code_of(error) == "report.no-folder"


def test_a_folder_is_no_file(tmp_path):
    with pytest.raises(InputErrors) as error:
        check_target("json", tmp_path)
    assert code_of(error) == "report.is-folder"


@pytest.mark.parametrize("name", names())
def test_a_report_that_breaks_off_leaves_the_old_file(name, tmp_path):
    def breaking():
        yield fakes.blocked(fakes.probe(fakes.ITEM, "wechat", "chat", "2021-09-10"), fakes.BEFORE)
        raise RuntimeError("the store broke")

    path = tmp_path / "report"
    path.write_text("old")
    with pytest.raises(RuntimeError):
        write(name, path, fakes.head(), breaking(), None, Words("en"))
    assert path.read_text() == "old"
    assert [each.name for each in tmp_path.iterdir()] == ["report"]


@pytest.mark.parametrize("name", names())
def test_an_old_file_is_replaced(name, tmp_path):
    path = tmp_path / "report"
    path.write_text("old")
    write(name, path, fakes.head(), fakes.walled_garden(), None, Words("en"))
    assert path.read_bytes() != b"old"
    assert [each.name for each in tmp_path.iterdir()] == ["report"]
