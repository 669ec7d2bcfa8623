import pytest

from linktester.model.errors import InputErrors
from linktester.model.link import Severity
from linktester.model.message import message
from linktester.model.payment import Aspect, FormField, Reading, StandardId
from linktester.payments.notes import Notes
from linktester.payments.parameters import Mistakes, Parameter, Parameters
from linktester.payments.query import pairs

NAME = {"en": "A", "zh_CN": "甲"}
ROWS = Parameters(
    (
        Parameter(key="a", name="first", title=NAME, required=True, form="[0-9]+", expected="N"),
        Parameter(key="Bc", name="second", title=NAME, least=2, most=3, severity=Severity.WARNING, many=True),
        Parameter(key="d", name="third", title=NAME, choices=("x", "y"), severity=Severity.INFO, free=True),
    )
)


def told(query: bytes) -> tuple[dict[str, str], list[tuple[str, str, str]]]:
    notes = Notes()
    values = ROWS.check(pairs(query, 0), notes)
    return values, [(each.code, str(each.severity), each.where) for each in notes.all()]


def test_right_parameters_give_their_values() -> None:
    assert told(b"a=1&Bc=22&d=x") == ({"a": "1", "Bc": "22", "d": "x"}, [])


def test_each_rule_has_its_finding_and_weight() -> None:
    assert told(b"a=z")[1] == [("form-wrong", "error", "query/a")]
    assert told(b"a=1&Bc=2")[1] == [("too-short", "warning", "query/Bc")]
    assert told(b"a=1&Bc=2222")[1] == [("too-long", "warning", "query/Bc")]
    assert told(b"a=1&d=z")[1] == [("choice", "info", "query/d")]
    assert told(b"a=1&e=z")[1] == [("unknown-field", "info", "query/e")]


def test_missing_empty_and_repeated() -> None:
    assert told(b"d=x")[1] == [("missing", "error", "query/a")]
    assert told(b"a=")[1] == [("empty-field", "error", "query/a")]
    assert told(b"a=1&d=")[1] == [("empty-field", "warning", "query/d")]
    assert told(b"a=1&a=2") == ({"a": "1"}, [("repeated", "error", "query/a")])
    assert told(b"a=1&Bc=22&Bc=33") == ({"a": "1", "Bc": "22"}, [])


def test_letters_of_the_other_case_are_known_and_told() -> None:
    values, findings = told(b"A=1&bc=22")
    assert values == {"a": "1", "Bc": "22"}
    assert findings == [("key-case", "warning", "query/A"), ("key-case", "warning", "query/bc")]


def test_fields_carry_names_and_unknown_ones_none() -> None:
    fields = ROWS.fields(pairs(b"a=1&e=2", 10))
    assert [(each.path, each.name, each.value, each.offset, each.title) for each in fields] == [
        ("query/a", "first", "1", 12, NAME),
        ("query/e", "", "2", 16, {}),
    ]


def test_free_text_parameters_are_known() -> None:
    assert ROWS.free == {"d"}


def test_mistakes_are_raised_together_and_placed_at_the_form() -> None:
    notes = Notes()
    notes.error(Aspect.SCHEME, "query/a", message("payments.missing", field="a"))
    notes.warning(Aspect.SCHEME, "path/1", message("payments.too-long", field="b", length=2, most=1))
    notes.warning(Aspect.SCHEME, "query/c", message("payments.too-short", field="c", length=1, least=2))
    reading = Reading(payload=b"", standard=StandardId("upi"), octets=b"", findings=notes.all())
    mistakes = Mistakes()
    mistakes.unless_text({"x": "\udc00", "y": "ok"})
    form = [FormField(name=name, title=NAME) for name in ("a", "token")]
    mistakes.of(reading, form, {"path/1": "token"}, {"too-long"})
    with pytest.raises(InputErrors) as caught:
        mistakes.end()
    assert [each.place.path for each in caught.value.problems] == ["x", "a", "token"]


def test_no_mistakes_are_no_error() -> None:
    mistakes = Mistakes()
    mistakes.unless_text({"x": "数"})
    mistakes.end()
    assert mistakes.problems == []
