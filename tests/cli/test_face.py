import io

import pytest

from linktester.cli.face import Face, Styled
from linktester.wording import Words
from tests.fakes.terminals import Screen


class Gone(io.StringIO):
    """A pipe whose reader has left."""

    def write(self, text: str) -> int:
        raise BrokenPipeError

    def flush(self) -> None:
        raise BrokenPipeError


def face(stream: io.StringIO) -> Face:
    return Face(Words("en"), stdout=stream, stderr=io.StringIO(), stdin=io.StringIO(), width=60)


def test_a_pipe_gets_tabs_and_no_marks():
    out = io.StringIO()
    face(out).table(("A", "B"), [(Styled("one", "red", "●"), ["two", Styled("three")]), ("x\ty\nz", "")])
    assert out.getvalue() == "A\tB\none\ttwo | three\nx y z\t\n"


def test_a_terminal_gets_marks_and_wrapped_text():
    out = Screen()
    face(out).table(("A", "B"), [(Styled("one", "", "●"), "淘宝" * 40)])
    lines = out.getvalue().splitlines()
    assert any("● one" in line for line in lines)
    assert sum("淘宝" in line for line in lines) > 1


def test_nothing_is_read_as_mark_up():
    for out in (io.StringIO(), Screen()):
        mouth = face(out)
        mouth.line("[red]x[/red] :smile:")
        mouth.table((), [("[b]y[/b]", "z")], frame=False)
        assert "[red]x[/red] :smile:" in out.getvalue()
        assert "[b]y[/b]" in out.getvalue()


def test_lines_of_a_pipe_are_not_wrapped():
    out = io.StringIO()
    face(out).line("word " * 50)
    assert out.getvalue().count("\n") == 1


@pytest.mark.parametrize("rows", [[], [("a", "b")]])
def test_a_reader_that_has_gone_is_no_fault(rows):
    mouth = face(Gone())
    mouth.table(("A", "B"), rows)
    mouth.flush()
    mouth.line("still here")


def test_closing_opens_nothing():
    opened = []
    mouth = Face(Words("en"), stdout=io.StringIO(), make_workspace=lambda: opened.append(1))
    mouth.close()
    assert opened == []


def test_rows_stand_on_lines_of_their_own_where_the_last_column_has_no_room():
    rows = [(Styled("26/01", "bold"), "20+9", "Acquirer or bank id " * 2, "value " * 20)]
    out = Screen()
    face(out).table(("Field", "Place", "Meaning", "Value"), rows, wide_last=True, least=24)
    first, *below = [line.rstrip() for line in out.getvalue().splitlines()]
    assert "26/01" in first
    assert "Meaning" not in out.getvalue()
    assert all(line.startswith("  value") for line in below)


def test_many_cells_stand_under_their_names_and_empty_ones_are_left_out():
    out = Screen()
    row = ("one", "two " * 20, "", "four", "five")
    face(out).table(("A", "B", "C", "D", "E"), [row], least=24)
    assert out.getvalue().startswith("one")
    assert "  \x1b[2mD: \x1b[0mfour" in out.getvalue()
    assert "C:" not in out.getvalue()


def test_a_table_with_room_stays_a_table():
    out = Screen()
    face(out).table(("A", "B"), [("one", "two")], least=24)
    assert "one" in out.getvalue().splitlines()[-1] or "A" in out.getvalue()
    assert "─" in out.getvalue()
