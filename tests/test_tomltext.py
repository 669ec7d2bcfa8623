"""Every value of a TOML text knows its line; every syntax mistake is told."""

import tomllib

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from linktester import tomltext
from linktester.model.errors import InputErrors

TEXT = """a = 1
[m]
x = [1,
  2]
[[case]]
id = "a"
[case.fields]
q = "1"
[[case.expect]]
v = 1
[[case]]
id = "b"
[[case.expect]]
w = 1
[[case.expect]]
w = { z = 3 }
"quoted key" = 1
"""


@pytest.mark.parametrize(
    ("path", "line"),
    [
        ("a", 1),
        ("m", 2),
        ("m.x[0]", 3),
        ("m.x[1]", 4),
        ("case[0]", 5),
        ("case[0].fields.q", 8),
        ("case[0].expect[0].v", 10),
        ("case[1].id", 12),
        ("case[1].expect[0].w", 14),
        ("case[1].expect[1].w.z", 16),
        ("case[1].expect[1].quoted key", 17),
        ("case[1].missing", 11),
        ("nowhere.at.all", 1),
    ],
)
def test_places(path: str, line: int) -> None:
    assert tomltext.parse(TEXT, "suite.toml").place(path).line == line


@pytest.mark.parametrize(
    ("path", "lines"),
    [
        ("case[0]", (5, 6)),
        ("case[0].expect[0]", (9, 10)),
        ("case[1]", (11, 12)),
        ("case[1].expect[1]", (15, 17)),
        ("case[2]", None),
        ("case", None),
        ("m", None),
        ("a", None),
    ],
)
def test_lines_of_a_table(path: str, lines: tuple[int, int] | None) -> None:
    assert tomltext.parse(TEXT, "suite.toml").block(path) == lines


def test_a_table_without_pairs_is_its_header() -> None:
    assert tomltext.parse("[[a]]\n# note\n\n[[a]]\n", "x.toml").block("a[0]") == (1, 1)


@settings(max_examples=300, deadline=None)
@given(st.text(st.characters(exclude_categories=["Cs"]), max_size=80))
def test_a_quoted_text_reads_as_itself_and_hides_nothing(text: str) -> None:
    written = tomltext.quoted(text)
    assert tomllib.loads(f"a = {written}") == {"a": text}
    assert not any(mark in written for mark in "\n\r\x00\x1b\x7f\x85\u200e\u202e\u2028\u2066\ufeff")


def test_all_syntax_mistakes_are_told_at_once() -> None:
    with pytest.raises(InputErrors) as caught:
        tomltext.parse('a = 1\nb = \nc = "x\n[d\n', "bad.toml")
    problems = caught.value.problems
    assert [problem.place.file for problem in problems] == ["bad.toml"] * len(problems)
    assert {2, 3} <= {problem.place.line for problem in problems}


def test_deep_nesting_is_a_mistake_not_a_crash() -> None:
    with pytest.raises(InputErrors):
        tomltext.parse("a = " + "[" * 100_000, "deep.toml")


def test_an_oversized_text_is_refused() -> None:
    with pytest.raises(InputErrors) as caught:
        tomltext.parse("#" * (tomltext.MAX_BYTES + 1), "big.toml")
    assert caught.value.problems[0].message.code == "toml.too-big"


@settings(max_examples=150, deadline=None)
@given(st.text(max_size=300))
def test_any_text_gives_a_document_or_placed_mistakes(text: str) -> None:
    try:
        document = tomltext.parse(text, "any.toml")
    except InputErrors as errors:
        assert all(problem.place.line is not None for problem in errors.problems)
    else:
        assert document.value == tomllib.loads(text)
        assert document.place("x.y").line is not None
