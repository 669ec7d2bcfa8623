from datetime import UTC, datetime

import pytest

from linktester.model.payment import StandardId
from linktester.payments import read
from linktester.payments.lineforms import ENDS_FIELD, one_line, problems, refusals
from linktester.payments.lines import Name


@pytest.mark.parametrize(
    ("values", "found"),
    [
        ({"name": "Ann", "line-ends": "crlf"}, []),
        ({"line-ends": "cr"}, [("line-ends", "payments.choice")]),
        ({"name": "a\nb"}, [("name", "lines.line-end-inside")]),
        ({"name": "a\rb"}, [("name", "lines.line-end-inside")]),
        ({"name": "\u0141"}, [("name", "lines.not-in-set")]),
        ({"name": "\ud800\n"}, [("name", "lines.line-end-inside"), ("name", "lines.not-in-set")]),
    ],
)
def test_what_cannot_be_written_is_told_at_its_field(values, found):
    assert [
        (each.place.path, each.message.code) for each in problems(values, "latin-1", "ISO 8859-1")
    ] == found


def test_line_ends_are_a_choice():
    assert ENDS_FIELD.choices == ("lf", "crlf")
    assert ENDS_FIELD.default == "lf"


def test_line_ends_go_so_that_other_lines_can_be_judged():
    assert one_line("a\r\n\nb") == "a b"


def test_errors_are_told_at_the_field_of_their_line():
    names = (Name("tag", {}), Name("version", {}), Name("charset", {}), Name("kind", {}), Name("bank", {}))
    reading = read(b"BCD\n002\n1\nSCT\nX", standard=StandardId("epc"), at=datetime(2026, 1, 1, tzinfo=UTC))
    assert [(each.place.path, each.message.code) for each in refusals(reading, names)] == [
        (None, "payments.missing"),
        (None, "payments.missing"),
        ("bank", "payments.bic"),
    ]
