from pytestqt.qtbot import QtBot

from linktester import links
from linktester.gui.panels.linkfacts import LinkFacts
from linktester.gui.tools import Tools


def test_it_says_what_a_link_is(qtbot: QtBot, tools: Tools) -> None:
    facts = LinkFacts(tools)
    qtbot.addWidget(facts)
    facts.show_parsed(links.parse("https://item.taobao.com/item.htm?id=600000000601"))
    assert not facts.isHidden()
    assert facts.headline.text() == "Taobao item · meant: page · Taobao · item id=600000000601"
    tools.speech.switch("zh_CN")
    assert "意图" in facts.headline.text()


def test_it_is_silent_about_what_is_none(qtbot: QtBot, tools: Tools) -> None:
    facts = LinkFacts(tools)
    qtbot.addWidget(facts)
    for parsed in (links.parse("hello"), None):
        facts.show_parsed(parsed)
        assert facts.isHidden()


def test_what_is_odd_is_told(qtbot: QtBot, tools: Tools) -> None:
    facts = LinkFacts(tools)
    qtbot.addWidget(facts)
    odd = links.parse("https://item.taobao.com/item.htm?id=600000000601&x=%25E4%25BD%25A0")
    facts.show_parsed(odd)
    warned = [each for each in odd.findings if each.severity == "warning"]
    assert facts.remarks.isHidden() == (warned == [])
    assert len(facts.remarks.text().splitlines()) == len(warned)
