from pytestqt.qtbot import QtBot

from linktester.gui.dialogs.insidereport import InsideReport
from linktester.gui.tools import Tools
from tests.fakes import results as fakes


def test_what_results_rest_on_is_told_before_they_go_out(qtbot: QtBot, tools: Tools) -> None:
    label = InsideReport(tools, fakes.head(packs={"<b>": "1 \u202eab", "qq": "2021-09-17 8899"}))
    qtbot.addWidget(label)
    assert label.text().startswith("Basis: simulated")
    assert "2 rule packs" in label.text()
    assert "qq 2021-09-17 8899" in label.toolTip()
    assert "&lt;b&gt;" in label.toolTip()
    tools.speech.switch("zh_CN")
    assert label.text().startswith("依据：模拟")
