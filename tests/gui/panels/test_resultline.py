from dataclasses import replace

import pytest

from linktester.gui.panels.resultline import ResultLine
from linktester.listing.row import row_of
from linktester.listing.words import RowWords
from linktester.project.trial import stand
from tests.fakes import orders
from tests.fakes import results as fakes


@pytest.fixture
def line(qtbot, tools) -> ResultLine:
    made = ResultLine(tools, stand("wechat", "chat"))
    qtbot.addWidget(made)
    made.resize(500, 80)
    return made


def test_it_says_what_it_waits_for(line: ResultLine, tools):
    words = RowWords(tools.speech.phrases)
    line.say(words, waiting=True)
    assert line.accessibleName() == "trying … · WeChat · 1:1 chat"
    assert not line.isEnabled()
    line.say(words, waiting=False)
    assert line.mark.accessibleName() == "not tried"


def test_a_result_is_verdict_place_sentence_and_reach(line: ResultLine, tools):
    row = row_of(0, fakes.walled_garden()[0])
    line.row = replace(row, host="wechat", surface="chat", last_evidence="2021-09-17")
    line.say(RowWords(tools.speech.phrases), waiting=False)
    assert line.isEnabled()
    assert line.mark.accessibleName() == RowWords(tools.speech.phrases).verdict(row)
    assert line.answer.plain == RowWords(tools.speech.phrases).answer(row)
    assert line.reach.text().endswith("last evidence 2021-09-17")
    assert line.sizeHint().height() >= line.minimumSizeHint().height() > 40
    tools.speech.switch("zh_CN")
    line.say(RowWords(tools.speech.phrases), waiting=False)
    assert line.where.text() == "微信 · 单聊"


def test_without_evidence_nothing_is_said_of_it(line: ResultLine, tools):
    line.row = replace(row_of(0, fakes.walled_garden()[0]), last_evidence="")
    line.say(RowWords(tools.speech.phrases), waiting=False)
    assert "last evidence" not in line.reach.text()


def test_what_does_not_count_any_more_is_faint(line: ResultLine):
    line.set_faint(True)
    assert line.answer.objectName() == "muted"
    line.set_faint(False)
    assert line.answer.objectName() == ""


def test_an_order_is_told_below_the_sentence(line: ResultLine, tools):
    line.row = row_of(0, orders.paid())
    line.say(RowWords(tools.speech.phrases), waiting=False)
    assert line.answer.plain.splitlines()[1] == "Order: paid (SUCCESS) · ¥12.34 · back in the same tab"
