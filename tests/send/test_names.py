"""Names a page sets once."""

import pytest

from linktester.send.names import Names
from linktester.send.script import Script


def names(*texts: str) -> Names:
    return Names([Script(text) for text in texts])


@pytest.mark.parametrize(
    ("script", "name", "value"),
    [
        ("var a = 'x'", "a", "x"),
        ("window.a = 'x', b = 'y'", "a", "x"),
        ("var o = { 'u': 'x', n: 1, f: g(1, 2), v: 'y' }", "o.v", "y"),
        ("o.u = 'x';", "o.u", "x"),
        ("var a = 'x' + b", "a", None),
        ("var a = 'x'.replace('x', 'y')", "a", None),
        ("var a = 'x'; a += 'y'", "a", None),
        ("var o = { u: 'x' }; o.u = 'y'", "o.u", None),
        ("var o = { p: { u: 'x' } }", "o.p", None),
        ("", "a", None),
    ],
)
def test_texts(script: str, name: str, value: str | None) -> None:
    assert names(script).text(name) == value


def test_all_scripts_count() -> None:
    assert names("var a = 'x'", "a = 'y'").text("a") is None
    assert names("var a = 'x'", "b = 'y'").text("b") == "y"


def test_functions() -> None:
    found = names("function a() { } var b = function () { }; const c = () => d")
    assert sorted(found.functions()) == ["a", "b", "c"]
    assert found.function("a") is not None
    assert found.function("d") is None


def test_functions_declared_twice_are_nobodys() -> None:
    assert names("function a() { 1 }", "function a() { 2 }").function("a") is None
    assert names("function a() { 1 } a = function () { 2 }").function("a") is None
