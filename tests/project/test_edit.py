from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from linktester.model.case import Case, Matrix, Suite
from linktester.model.link import Content
from linktester.model.world import Site
from linktester.project import edit
from linktester.project.suitefile import read
from tests.fakes.probes import a_link

THREE = Suite(name="s", cases=tuple(Case(id=name, link=a_link()) for name in "abc"))


def ids(suite):
    return "".join(case.id for case in suite.cases)


def test_cases_are_put_in_taken_out_and_ordered():
    new = Case(id="n", link=a_link())
    assert ids(edit.inserted(THREE, 1, new)) == "anbc"
    assert ids(edit.inserted(THREE, 99, new)) == "abcn"
    assert ids(edit.removed(THREE, 0, 2)) == "b"
    assert ids(edit.moved(THREE, 0, 2)) == "bca"
    assert ids(edit.moved(THREE, 2, 0)) == "cab"
    assert ids(edit.with_case(THREE, 1, new)) == "anc"
    assert ids(THREE) == "abc"
    with pytest.raises(IndexError):
        edit.with_case(THREE, 3, new)


@given(st.integers(0, 2), st.integers(0, 2))
def test_moving_there_and_back_changes_nothing(source, target):
    there = edit.moved(THREE, source, target)
    assert there.cases[target] is THREE.cases[source]
    assert edit.moved(there, target, source) == THREE


def test_a_copy_stands_below_under_a_free_name():
    twice = edit.duplicated(edit.duplicated(THREE, 0), 0)
    assert [case.id for case in twice.cases] == ["a", "a-3", "a-2", "b", "c"]


@pytest.mark.parametrize(
    ("wanted", "taken", "free"),
    [
        ("a", (), "a"),
        ("a", ("a",), "a-2"),
        ("a-2", ("a", "a-2"), "a-3"),
        ("item-601", ("item-601",), "item-601-2"),
        ("x" * 200, ("x" * 200,), "x" * 198 + "-2"),
        ("-9", ("-9",), "-9-2"),
    ],
)
def test_a_free_name_counts_on(wanted, taken, free):
    assert edit.free_id(wanted, taken) == free


def test_name_title_and_matrix():
    assert edit.renamed(THREE, "n").name == "n"
    assert edit.renamed(replace(THREE, title="t"), "n").title == "t"
    assert edit.renamed(THREE, "n", "t").title == "t"
    assert edit.with_matrix(THREE, Matrix(clients=("8",))).matrix.clients == ("8",)


def test_what_a_link_is_follows_its_site():
    text = """[[case]]
id = "a"
link = "https://own.example/"
at = {host = "qq", surface = "chat"}
[[case]]
id = "b"
link = "https://own.example/"
content = "campaign"
at = {host = "qq", surface = "chat"}
"""
    suite = edit.with_site(read(text, "s"), Site(host="own.example", content=Content.VIDEO))
    assert [case.link.content for case in suite.cases] == ["video", "campaign"]
    suite = edit.with_site(suite, Site(host="own.example", content=Content.ARTICLE))
    assert [case.link.content for case in suite.cases] == ["article", "campaign"]
    assert edit.without_site(suite, "own.example") == read(text, "s")
