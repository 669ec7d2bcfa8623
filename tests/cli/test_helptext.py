import click
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from rich.cells import cell_len

from linktester.cli.helptext import page, wrapped
from linktester.cli.main import VERBS
from linktester.wording import Words
from tests.fakes.terminals import say


@settings(deadline=None, max_examples=60)
@given(st.text(alphabet="ab “”，。（）测试链接-", max_size=80))
def test_wrapping_loses_nothing_but_blanks(text):
    assert "".join(wrapped(text, 12)).replace(" ", "") == text.replace(" ", "")


def test_no_line_is_wider_than_asked_and_none_begins_with_a_closing_sign():
    lines = list(wrapped("说明该链接在“微信”里打开会怎样，以及为什么；“-”表示读取标准输入。", 20))
    assert len(lines) > 2
    assert max(cell_len(line) for line in lines) <= 20
    assert not any(line[0] in "，。；”）" for line in lines)
    assert not any(line[-1] == "“" for line in lines)


@pytest.mark.parametrize("verb", list(VERBS))
def test_help_fits_a_terminal_of_eighty_columns(verb, monkeypatch):
    monkeypatch.setenv("COLUMNS", "80")
    out = say(verb, "--help", language="zh_CN").out
    assert max(cell_len(line) for line in out.splitlines()) < 80
    assert not {"Usage", "Options", "Commands", "Show this"} & set(out.split())


def test_a_long_name_has_its_meaning_on_the_next_line():
    command = click.Command("x", params=[click.Option(["--a-name-beyond-all-measure"], help="meaning")])
    lines = page(Words("en"), click.Context(command, info_name="x")).splitlines()
    assert lines[-2:] == ["  --a-name-beyond-all-measure TEXT", " " * 30 + "meaning"]
