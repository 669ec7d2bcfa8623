from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QToolButton
from pytestqt.qtbot import QtBot

from linktester.gui.openrun import OpenRun
from linktester.gui.panels.runhead import RunHeadPanel, Standing, faulty
from linktester.gui.tools import Tools
from linktester.gui.widgets.plain import PlainLabel
from linktester.listing import row_of
from linktester.listing.counts import Counts
from linktester.model.events import RunFinished
from linktester.model.tally import is_fault
from tests.fakes import results as fakes
from tests.fakes import rows
from tests.fakes.tabled import play


@pytest.fixture
def head(qtbot: QtBot, tools: Tools, run: OpenRun) -> RunHeadPanel:
    play(qtbot, tools, run)
    made = RunHeadPanel(tools, run)
    qtbot.addWidget(made)
    made.show()
    show(made, run)
    return made


def show(head: RunHeadPanel, run: OpenRun) -> None:
    faults = sum(map(faulty, run.rows))
    head.show_standing(Standing(Counts(run.rows).counted(), faults, 0))


def words(head: RunHeadPanel) -> str:
    return "\n".join(label.text() for label in head.findChildren(PlainLabel) if label.isVisible())


def test_it_says_what_the_verdicts_rest_on(head: RunHeadPanel) -> None:
    assert "walled-garden" in words(head)
    assert "Basis: simulated – a prediction from cited rules by the emulator" in words(head)
    assert "as expected 2 · differs 1 · nothing expected 23" in words(head)


def test_the_horizon_has_words_and_numbers_and_leads_to_its_results(
    qtbot: QtBot, run: OpenRun, head: RunHeadPanel
) -> None:
    reaches = Counts(run.rows).counted().reaches
    parts = {each.objectName(): each for each in head.findChildren(QToolButton)}
    assert [each.text() for each in parts.values()] == [f"{reach} {reaches[reach]}" for reach in reaches]
    assert head._bar.accessibleName().startswith("How far the evidence reaches: evidenced ")
    with qtbot.waitSignal(head.reach_requested) as asked:
        QTest.mouseClick(parts["reach-unknown"], Qt.MouseButton.LeftButton)
    assert asked.args == ["unknown"]


def test_what_is_not_there_is_told(run: OpenRun, head: RunHeadPanel) -> None:
    assert "4 combinations cannot exist" in words(head)
    assert "1 without a verdict because our own side broke" in words(head)
    run.finish = None
    show(head, run)
    assert "did not come to its end: 26 of 26" in words(head)
    run.finish = RunFinished(run.head.id, fakes.STARTED, fakes.tally([]), cancelled=True)
    show(head, run)
    assert "Stopped by you: 26 of 26" in words(head)


def test_a_run_that_broke_off_says_how_far_it_came(run: OpenRun, head: RunHeadPanel) -> None:
    assert "did not come to its end" not in words(head)
    run.head = replace(run.head, total=50)
    show(head, run)
    assert "did not come to its end: 26 of 50" in words(head)


def test_it_speaks_the_other_language(tools: Tools, head: RunHeadPanel) -> None:
    tools.speech.switch("zh_CN")
    assert "依据：模拟" in words(head)
    assert head.findChild(QToolButton, "reach-unknown").text().startswith("未知")


def test_hostile_names_are_text_and_do_not_widen_the_window(run: OpenRun, head: RunHeadPanel) -> None:
    run.head = replace(
        run.head, name="<b>" + rows.NASTY * 500, tester=rows.NASTY * 500, suites=("s" * 90_000,)
    )
    show(head, run)
    assert "<b>" in words(head)
    assert "\u202e" not in words(head)
    assert head.minimumSizeHint().width() < 780


def test_a_row_is_faulty_where_its_result_is_a_fault() -> None:
    results = [
        *fakes.walled_garden(),
        fakes.everything_seen(fakes.probe(fakes.ITEM, "qq", "chat", "2021-09-10")),
    ]
    for result in results:
        assert faulty(row_of(0, result)) is is_fault(result)
