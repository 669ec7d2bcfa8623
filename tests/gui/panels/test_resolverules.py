import pytest

from linktester.gui.panels.resolverules import ResolveRules
from linktester.model.phone import OS
from linktester.oslinks.answers.everywhere import resolved
from tests.fakes import linkfiles as fakes


@pytest.fixture
def rules(qtbot, tools) -> ResolveRules:
    made = ResolveRules(tools)
    qtbot.addWidget(made)
    made.show()
    return made


def test_rules_and_conditions_stand_in_a_tree(rules):
    rules.show_answer(resolved(fakes.asked(fakes.aasa())).of(OS.IOS))
    texts = rules.tree.texts
    assert texts[0] == (fakes.IOS_APP, "", "", "tried: 2")
    results = [line[3] for line in texts]
    assert results.count("nearest miss") == 1
    assert results.count("decides") == 1
    assert ("? print", "?*", "not there", "fails") in texts
    assert any(line[0].endswith("applinks.details[0].components[1]") for line in texts)


def test_a_manifest_shows_what_its_filters_asked_for(rules):
    asked = fakes.asked(fakes.manifest(), url="https://shop.example/cart")
    rules.show_answer(resolved(asked).of(OS.ANDROID))
    assert ("path", "prefix /item/", "/cart", "fails") in rules.tree.texts


def test_without_rules_it_says_so(rules, tools):
    rules.show_answer(None)
    assert not rules.tree.isVisible()
    tools.speech.switch("zh_CN")
    assert rules.tree.headerItem().text(0) == "规则"
