import pytest

from linktester.gui.panels.resolvefindings import MOST, ResolveFindings
from tests.fakes import linkfiles as fakes


@pytest.fixture
def panel(qtbot, tools) -> ResolveFindings:
    made = ResolveFindings(tools)
    qtbot.addWidget(made)
    made.show()
    return made


def test_a_finding_says_how_bad_where_and_what_to_do(panel, tools):
    panel.show_file(fakes.file("apple-app-site-association", "{,"))
    assert panel.sentences[0] == "apple-app-site-association"
    assert panel.sentences[2].startswith("Error (line 1, column 2): This is not valid JSON")
    tools.speech.switch("zh_CN")
    assert panel.sentences[2].startswith("错误")


def test_a_clean_file_is_told_as_clean(panel):
    panel.show_file(fakes.assetlinks())
    assert panel.sentences[-1] == "Nothing wrong was found in this file."
    panel.show_file(None)
    assert panel.sentences == ["Choose a file at the left to see what is to be said of it."]


def test_very_many_findings_are_counted(panel):
    rules = tuple({"/": f"no-slash-{number}"} for number in range(MOST + 20))
    panel.show_file(fakes.aasa(rules=rules))
    assert panel.sentences[-1].startswith("Not shown: ")
