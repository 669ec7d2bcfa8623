from hypothesis import given, settings
from hypothesis import strategies as st

from linktester.model.errors import Place
from linktester.suite.fields import Notes
from linktester.suite.variables import escaped, substitute


def filled(text, **variables):
    notes = Notes(Place)
    return substitute(text, variables, "case[0].link", notes), [problem.message for problem in notes.problems]


def test_values_are_put_in_once():
    assert filled("a ${x} ${y}", x="${y}", y="2") == ("a ${y} 2", [])


def test_an_unknown_variable_is_noted_with_its_neighbour():
    text, (message,) = filled("${itme}", item="1")
    assert (text, message.code, message.args["nearest"]) == ("${itme}", "suite.unknown-variable", "item")


@settings(max_examples=200, deadline=None)
@given(st.text(alphabet="a${}$ {", max_size=30))
def test_escaped_text_comes_back(text):
    assert filled(escaped(text), a="never") == (text, [])
