"""Where statements and functions end."""

import pytest

from linktester.send.script import Script


@pytest.mark.parametrize(
    "first",
    [
        "a = 1;",
        "a = 1",
        "a = [\n1,\n2]",
        "a\n.b\n.c()",
        "if (a) b",
        "if (a) b; else c;",
        "if (a) {\nb } else if (c) { d } else e",
        "for (;;) { a }",
        "while (a)\n b",
        "do { a }",
        "switch (a) { case 1: b }",
        "try { a } catch (e) { b } finally { c }",
        "function f(a, b) { return { c: 1 } }",
        "async function f() { }",
        "class A { b() { } }",
        "{ a; b }",
    ],
)
def test_statements_end_before_the_next(first: str) -> None:
    script = Script(first + "\nnext()")
    end = script.statement_end(0, len(script.tokens))
    assert script.value(end) == "next"


@pytest.mark.parametrize(
    ("text", "body"),
    [
        ("function () { a }", "a"),
        ("function f(x, y) { a }", "a"),
        ("async function () { a }", "a"),
        ("() => { a }", "a"),
        ("x => a", "a"),
        ("(x, y) => a", "a"),
    ],
)
def test_functions(text: str, body: str) -> None:
    script = Script(text)
    found = script.function_at(0, len(script.tokens))
    assert found is not None
    function, end = found
    assert [script.value(index) for index in range(function.start, function.end)] == [body]
    assert end == len(script.tokens)


@pytest.mark.parametrize("text", ["a", "(a)", "function", "function (", "a => {", "x => " + "a " * 900])
def test_what_is_no_whole_function(text: str) -> None:
    script = Script(text)
    assert script.function_at(0, len(script.tokens)) is None


def test_assignments() -> None:
    script = Script("var a = 1; b.c = 2; window.d = 3; x.y.z = 4; e == 5; f += 6")
    assert [name for name, _ in script.names_assigned()] == ["a", "b.c", "d", "", "f"]


def test_outside_there_is_nothing() -> None:
    script = Script("'(' (")
    assert script.value(-1) == script.value(9) == script.value(0) == ""
    assert script.partner(1) == 2
    assert not script.is_name(0)
    assert script.excerpt(1) == "'(' ("
