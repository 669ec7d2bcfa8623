import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from linktester.model.errors import InputErrors, Place
from linktester.model.phone import OS
from linktester.suite.fields import MAX_PROBLEMS, MAX_TEXT, Fields, Notes, clip, nearest, shown


def reading(**values):
    notes = Notes(lambda path: Place("s.toml", 1, path))
    return Fields(values, "case[0]", notes), notes


def noted(notes):
    return [(problem.place.path, problem.message.code) for problem in notes.problems]


def test_values_come_as_they_stand_and_absent_ones_as_default():
    fields, notes = reading(name="n", flag=True, count=3, os=["ios", "android"], one="ios")
    assert (fields.text("name"), fields.text("none", "d"), fields.optional("none")) == ("n", "d", None)
    assert (fields.flag("flag", False), fields.flag("none", True)) == (True, True)
    assert (fields.whole("count", 0), fields.whole("none", 5)) == (3, 5)
    assert fields.choices("os", OS) == (OS.IOS, OS.ANDROID)
    assert (fields.choice("one", OS), fields.choice("none", OS)) == (OS.IOS, None)
    fields.close()
    assert noted(notes) == []


def test_wrong_kinds_are_noted_where_they_stand():
    fields, notes = reading(
        name=1, flag="yes", count=True, os=["ios", 7], table=[], tables=["x"], long="x" * (MAX_TEXT + 1)
    )
    fields.text("name")
    fields.flag("flag", True)
    fields.whole("count", 1)
    fields.choices("os", OS)
    fields.table("table")
    fields.tables("tables")
    fields.text("long")
    assert noted(notes) == [
        ("case[0].name", "suite.wrong-type"),
        ("case[0].flag", "suite.wrong-type"),
        ("case[0].count", "suite.wrong-type"),
        ("case[0].os[1]", "suite.not-allowed"),
        ("case[0].table", "suite.wrong-type"),
        ("case[0].tables[0]", "suite.wrong-type"),
        ("case[0].long", "suite.too-long"),
    ]


def test_a_required_key_that_is_absent_is_noted_at_its_table():
    fields, notes = reading()
    fields.text("id", required=True)
    assert noted(notes) == [("case[0]", "suite.missing-key")]


def test_keys_nobody_asked_for_are_noted_with_the_nearest_known_one():
    fields, notes = reading(refferer="x")
    fields.optional("referer")
    fields.close()
    assert noted(notes) == [("case[0].refferer", "suite.unknown-key")]
    assert notes.problems[0].message.args["nearest"] == "referer"


def test_plain_values_become_text():
    fields, _ = reading(fields={"id": 5, "on": True, "ratio": 1.5, "text": "t"})
    assert fields.entries("fields") == {"id": "5", "on": "true", "ratio": "1.5", "text": "t"}


def test_mistakes_are_bounded_and_raised_in_order_of_lines():
    lines = {"b": 2, "a": 1}
    notes = Notes(lambda path: Place("s.toml", lines.get(path, 9), path))
    for path in ("b", "a", *("c" * 9,) * MAX_PROBLEMS):
        notes.note(path, "suite.no-stand")
    with pytest.raises(InputErrors) as caught:
        notes.raise_any()
    assert [problem.place.path for problem in caught.value.problems[:2]] == ["a", "b"]
    assert len(caught.value.problems) == MAX_PROBLEMS


@pytest.mark.parametrize(("word", "found"), [("andriod", "android"), ("ANDROID", "android"), ("zzz", "–")])
def test_the_nearest_word_is_close_or_none(word, found):
    assert nearest(word, ["ios", "android", "harmony"]) == found


@settings(max_examples=100, deadline=None)
@given(st.text() | st.integers() | st.lists(st.text()))
def test_any_value_can_be_shown_in_a_sentence(value):
    assert len(shown(value)) <= 80
    assert len(clip(str(value) * 50)) <= 80
    nearest(str(value), ["host", "surface"])
