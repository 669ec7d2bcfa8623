from tests.fakes.terminals import say


def test_a_terminal_gets_a_tree_that_is_indented():
    code = "00020101021226240011EXAMPLE.PAY0105M004252045812530315654041.005802CN5903abc6001x6304"
    said = say("qr", "check", code, screen=True)
    assert "  26/00" in said.out
    assert "not in the standard" not in said.out.splitlines()[0]


def test_hostile_text_reaches_no_terminal():
    said = say("qr", "check", "SPD*1.0*ACC:CZ0699990000000000000042*MSG:\x1b[31m\u202ehi", screen=True)
    assert "\u202e" not in said.out
    assert "\x1b[31mhi" not in said.out


def test_words_are_chinese_where_asked():
    said = say("qr", "check", "hello", language="zh_CN")
    assert "无法判断" in said.out
