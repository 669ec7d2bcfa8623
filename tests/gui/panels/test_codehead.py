import pytest

from linktester.gui.models.codereading import read_code
from linktester.gui.panels.codehead import CodeHead, standard_name
from linktester.model.payment import UNKNOWN, StandardId
from tests.fakes.paycodes import GOOD, PROMPTPAY, WRONG, reading


@pytest.fixture
def head(qtbot, tools) -> CodeHead:
    made = CodeHead(tools)
    qtbot.addWidget(made)
    return made


def test_a_valid_code_says_who_is_paid(head: CodeHead, tools):
    head.show_reading(reading())
    assert head.sentence.plain == "Valid: PromptPay transfer (Thailand)"
    assert head.told.plain == "to 0066899999000, amount open"
    assert "74 bytes" in head.basis.whole
    assert "promptparse" in head.basis.whole
    tools.speech.switch("zh_CN")
    assert head.sentence.plain == "有效：PromptPay 转账（泰国）"


def test_an_invalid_code_says_why(head: CodeHead):
    head.show_reading(reading(WRONG))
    assert head.sentence.plain.startswith("Not valid: PromptPay")
    assert head.told.plain.startswith("The checksum is E6E1; the content gives E6E0.")


def test_judged_as_another_standard_it_says_what_the_text_says(head: CodeHead):
    head.show_reading(read_code(GOOD, StandardId("pix"), None))
    assert head.sentence.plain.startswith("Not valid: Pix")
    assert "its text says: PromptPay transfer" in head.basis.whole
    assert "more)" in head.told.plain
    assert head.judge.text() == "Judge as… (chosen)"


def test_what_nobody_knows_is_not_called_invalid(head: CodeHead):
    head.show_reading(reading(b"hello <b>you</b>"))
    assert head.sentence.plain == "No payment code that is known here"
    head.show_reading(None)
    assert head.isHidden()


def test_standards_have_names(tools):
    assert standard_name(tools, PROMPTPAY) == "PromptPay transfer (Thailand)"
    assert standard_name(tools, UNKNOWN) == "no known standard"
