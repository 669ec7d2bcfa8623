from pathlib import Path

import pytest

from linktester.cli import wishes
from linktester.model.errors import InputErrors
from linktester.model.phone import Entry
from linktester.suite import Table

LINK = "https://item.taobao.com/item.htm?id=1"


def codes(mistakes: wishes.Mistakes) -> list[str]:
    try:
        mistakes.raise_any()
    except InputErrors as errors:
        return [problem.message.code for problem in errors.problems]
    return []


def test_a_name_that_is_no_file_is_a_bundled_suite():
    mistakes = wishes.Mistakes()
    (suite,) = wishes.suites(["walled-garden"], mistakes)
    assert suite.name == "walled-garden"
    assert codes(mistakes) == []


def test_a_table_is_streamed(tmp_path: Path):
    path = tmp_path / "many.csv"
    path.write_text(f"id,link,host,surface\na,{LINK},wechat,chat\n", "utf-8")
    (table,) = wishes.suites([str(path)], wishes.Mistakes())
    assert isinstance(table, Table)


def test_mistakes_of_several_files_are_told_together(tmp_path: Path):
    mistakes = wishes.Mistakes()
    assert wishes.suites([str(tmp_path / "a.toml"), str(tmp_path / "b.csv")], mistakes) == ()
    assert len(codes(mistakes)) == 2


def test_a_token_is_a_link_too():
    suite = wishes.pasted("￥LTx8cD3eF1g￥", wishes.Mistakes())
    assert suite is not None
    assert suite.cases[0].link.family == "taobao-token"


@pytest.mark.parametrize(
    ("host", "surface", "entry"),
    [
        ("browser", "browser", Entry.TYPED),
        ("camera", "scan", Entry.SCAN_LIVE),
        ("wechat", "scan", Entry.SCAN_LIVE),
        ("wechat", "chat", Entry.TAP),
    ],
)
def test_each_place_has_its_usual_entry(host, surface, entry):
    suite = wishes.pasted(LINK, wishes.Mistakes(), hosts=[host], surfaces=[surface])
    assert suite is not None
    assert suite.cases[0].stands[0].entry is entry


def test_an_entry_that_was_named_counts():
    suite = wishes.pasted(LINK, wishes.Mistakes(), hosts=["wechat"], surfaces=["chat"], entry="long-press")
    assert suite is not None
    assert suite.cases[0].stands[0].entry is Entry.LONG_PRESS


def test_reports_are_checked_before_anything_runs(tmp_path: Path):
    mistakes = wishes.Mistakes()
    wanted = [f"html={tmp_path / 'a.html'}", "html=", "xlsx=b", f"json={tmp_path / 'no' / 'c'}"]
    wishes.targets(wanted, mistakes)
    assert codes(mistakes) == ["cli.bad-report", "report.unknown-format", "report.no-folder"]
