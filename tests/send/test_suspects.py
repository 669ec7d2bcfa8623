"""Signs of navigation; what becomes of them is tested with whole scripts."""

import pytest

from linktester.send.suspects import first_suspect, hints
from linktester.send.tokens import tokens_of


def suspect(script: str, *leading: str) -> str | None:
    tokens = tokens_of(script)
    found = first_suspect(tokens, 0, len(tokens), leading)
    return None if found is None else tokens[found].value


@pytest.mark.parametrize(
    ("script", "word"),
    [
        ("a; location = b", "location"),
        ("x.location = b", "location"),
        ("location.href += b", "location"),
        ("go(location)", "location"),
        ("window[a] = b", "window"),
        ("setTimeout('open(b)', 1)", "setTimeout"),
        ("top.open(b)", "open"),
        ("f.submit()", "submit"),
        ("document.writeln(b)", "writeln"),
        ("f.src = 'alipays://b'", "src"),
        ("a \\u006c", "\\"),
    ],
)
def test_signs(script: str, word: str) -> None:
    assert hints(script)
    assert suspect(script) == word


@pytest.mark.parametrize(
    "script",
    ["location.href", "location == a", "typeof location !== b", "f.location()", "x.open(b)", "submit(b)",
     "x.write(b)", "f.src = 'https://b'", "f.src = b",
     "window['a']", "setTimeout('tick()', 1)",
     "'location'"],
)  # fmt: skip
def test_no_signs(script: str) -> None:
    assert suspect(script) is None


def test_functions_that_lead_on_are_signs_themselves() -> None:
    assert suspect("a(b)", "b") == "b"


def test_most_scripts_need_no_reading() -> None:
    assert not hints("var a = 1; function b() { return a.c('d') }")
