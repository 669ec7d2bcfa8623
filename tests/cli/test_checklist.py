from pathlib import Path

import pytest

from tests.fakes import results as fakes
from tests.fakes.terminals import say
from tests.fakes.workspace import FakeWorkspace

NOW = fakes.STARTED.date().isoformat()


@pytest.fixture
def workspace() -> FakeWorkspace:
    made = FakeWorkspace()
    made.keep([fakes.gap(fakes.probe(fakes.ITEM, "qq", "chat", NOW), fakes.GapKind.CONFLICT, (fakes.FLIP,))])
    made.keep(
        [
            fakes.gap(fakes.probe(fakes.ITEM, "wechat", "moments", NOW)),
            fakes.honored(
                fakes.probe(fakes.ITEM, "wechat", "chat", NOW), fakes.PHASE_TWO, fakes.Modifier.CARRIED
            ),
            fakes.gap(fakes.probe(fakes.ITEM, "wechat", "moments", "2024-10-15")),
        ]
    )
    return made


def test_what_nobody_knows_is_listed_for_the_last_run(workspace):
    said = say("checklist", workspace=workspace)
    assert said.code == 0
    head, first, second = (line.split("\t") for line in said.lines)
    assert head[1] == "Where"
    assert first[1:4] == ["WeChat · Moments", "tap", "Android"]
    assert first[-1] == "No source says what happens here."
    assert "Last seen on 2021-11-29" in second[-1]
    assert "2 checks" in said.err
    assert "1 more results" in said.err


def test_age_is_a_choice_and_so_is_the_run(workspace):
    fresh = say("checklist", "last", "--older-than", "100000", workspace=workspace)
    assert len(fresh.lines) == 2
    older = say("checklist", "20261122-104500", workspace=workspace)
    assert "QQ" in older.lines[1]


@pytest.mark.parametrize("language", ["en", "zh_CN"])
def test_sheet_and_workbook_are_written(workspace, tmp_path: Path, language):
    sheet, book = tmp_path / "a.html", tmp_path / "a.xlsx"
    said = say(
        "checklist", "--sheet", str(sheet), "--xlsx", str(book), workspace=workspace, language=language
    )
    assert (said.code, said.out) == (0, f"{sheet}\n{book}\n")
    assert sheet.read_text("utf-8").count("<article") == 2
    assert book.read_bytes().startswith(b"PK")


def test_a_place_that_cannot_be_written_is_told_before_anything_else(tmp_path: Path):
    said = say("checklist", "--xlsx", str(tmp_path / "no" / "a.xlsx"), workspace=FakeWorkspace())
    assert said.code == 2
    assert "does not exist" in said.err


def test_a_run_without_open_questions_says_so():
    workspace = FakeWorkspace()
    workspace.keep([fakes.honored(fakes.probe(fakes.ITEM, "wechat", "chat", NOW), fakes.PHASE_TWO)])
    said = say("checklist", workspace=workspace)
    assert (said.code, said.out) == (0, "")
    assert "There is nothing to ask" in said.err


def test_no_history_is_told():
    said = say("checklist", workspace=FakeWorkspace())
    assert said.code == 2
    assert "No run is kept yet" in said.err


def test_an_age_below_nothing_is_refused(workspace):
    assert say("checklist", "--older-than", "-1", workspace=workspace).code == 2
