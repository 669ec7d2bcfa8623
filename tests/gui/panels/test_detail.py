from collections.abc import Iterator

import pytest
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from linktester.gui.openrun import OpenRun
from linktester.gui.panels.detail import Detail
from linktester.gui.tools import Tools
from linktester.model.annotation import Status
from tests.fakes.rows import said
from tests.fakes.tabled import made, play, settle


@pytest.fixture
def detail(qtbot: QtBot, tools: Tools, run: OpenRun) -> Iterator[Detail]:
    panel = Detail(tools, play(qtbot, tools, run), made(tools, run))
    qtbot.addWidget(panel)
    panel.resize(500, 700)
    panel.show()
    yield panel
    panel.leave()


def has_evidence(detail: Detail, key: str) -> bool:
    return detail._result is not None and detail._result.evidence.probe_key == key


def test_the_evidence_follows_the_row(qtbot: QtBot, run: OpenRun, detail: Detail) -> None:
    detail.show_row(run.rows[0], 1)
    assert detail._result is None
    qtbot.waitUntil(lambda: has_evidence(detail, run.rows[0].key))


def test_running_through_a_table_fetches_only_the_last(
    qtbot: QtBot, tools: Tools, run: OpenRun, detail: Detail
) -> None:
    for row in run.rows[:10]:
        detail.show_row(row, 1)
        assert detail._result is None
    qtbot.waitUntil(lambda: has_evidence(detail, run.rows[9].key))


def waiting(detail: Detail) -> str:
    return detail.findChild(QLabel, "why-waiting").text()


def test_evidence_that_is_gone_is_told_and_stays_told(
    qtbot: QtBot, tools: Tools, run: OpenRun, detail: Detail
) -> None:
    row = run.rows[0]
    tools.workspace.archive.delete(run.head.id)
    detail.show_row(row, 1)
    assert waiting(detail).startswith("Loading")
    qtbot.waitUntil(lambda: waiting(detail).startswith("The evidence of this result is gone"))
    run.note(row.key, said(row.key, Status.SKIPPED))
    detail.show_row(run.rows[0], 1)
    assert waiting(detail).startswith("The evidence of this result is gone")
    tools.speech.switch("zh_CN")
    assert "证据" in waiting(detail)
    tools.speech.switch("en")
    detail.show_row(run.rows[1], 1)
    assert waiting(detail).startswith("Loading")


def test_what_is_gone_of_a_row_left_behind_is_not_told(
    qtbot: QtBot, tools: Tools, run: OpenRun, detail: Detail
) -> None:
    detail.show_row(run.rows[0], 1)
    qtbot.waitUntil(lambda: not tools.tasks.is_idle)
    detail.show_row(run.rows[1], 1)
    detail._on_fetched(run.rows[0], None)
    assert waiting(detail).startswith("Loading")


def test_a_status_does_not_fetch_again(qtbot: QtBot, run: OpenRun, detail: Detail) -> None:
    row = run.rows[0]
    detail.show_row(row, 1)
    qtbot.waitUntil(lambda: has_evidence(detail, row.key))
    before = detail._result
    run.note(row.key, said(row.key, Status.SKIPPED))
    detail.show_row(run.rows[0], 1)
    assert detail._result is before


def test_it_can_be_put_away_and_lie_the_other_way(
    qtbot: QtBot, tools: Tools, run: OpenRun, detail: Detail
) -> None:
    detail.turn(aside=True)
    detail.resize(1_000, 300)
    detail.layout().activate()
    assert detail.annotate.x() > detail.why.x()
    detail.turn(aside=False)
    detail.resize(500, 700)
    detail.layout().activate()
    assert detail.annotate.y() > detail.why.y()
    detail.show_row(run.rows[0], 1)
    detail.show_row(None, 0)
    settle(qtbot, tools)
    assert detail._result is None
