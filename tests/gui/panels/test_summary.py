from dataclasses import replace
from typing import Any

from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QFrame, QLabel

from linktester.gui.panels.summary import Summary
from linktester.gui.tools import Tools
from linktester.gui.widgets.sheet import Sheet
from linktester.listing.row import row_of
from linktester.model.run import CaseResult
from tests.fakes import results as fakes

GARDEN = fakes.walled_garden()


def summary(qtbot: Any, tools: Tools, result: CaseResult) -> Summary:
    made = Summary(tools)
    qtbot.addWidget(made)
    made.resize(400, 600)
    made.show()
    made.show_result(row_of(0, result), result)
    return made


def test_warnings_have_a_ground_of_their_own_only_where_there_are_some(qtbot: Any, tools: Tools) -> None:
    made = summary(qtbot, tools, GARDEN[0])
    frames = {name: made.findChild(QFrame, name) for name in ("fault", "notice")}
    assert [frame.isHidden() for frame in frames.values()] == [True, True]
    wrong = replace(GARDEN[24], disagreement="HONORED")
    made.show_result(row_of(0, wrong), wrong)
    assert [frame.isHidden() for frame in frames.values()] == [False, False]


def test_copies_the_whole_link_as_it_is(qtbot: Any, tools: Tools) -> None:
    link = "https://a.example/?q=" + "x" * 9_000 + "&é=\u202e"
    probe = GARDEN[0].probe
    made = summary(
        qtbot, tools, replace(GARDEN[0], probe=replace(probe, link=replace(probe.link, text=link)))
    )
    with qtbot.waitSignal(made.told) as told:
        made.findChild(Sheet, "why-facts").followed.emit("copy:link")
    assert told.args[0].code == "why.copied-link"
    assert QGuiApplication.clipboard().text() == link


def test_a_row_alone_shows_its_head_and_a_sentence(qtbot: Any, tools: Tools) -> None:
    made = summary(qtbot, tools, GARDEN[24])
    made.show_row(row_of(0, GARDEN[0]), "why.loading")
    assert made.findChild(QLabel, "why-waiting").text() == "Loading the evidence …"
    assert made.findChild(Sheet, "why-answer").toPlainText().startswith("a refusal was reached")
    assert made.findChild(Sheet, "why-facts").isHidden()
    assert made.findChild(QFrame, "notice").isHidden()
    tools.speech.switch("zh_CN")
    assert made.findChild(QLabel, "why-waiting").text() == "正在读取证据……"
