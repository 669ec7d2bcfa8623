from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from linktester.model.errors import InputErrors
from linktester.project.edit import inserted, moved, removed, renamed, with_case
from linktester.project.layout import Layout
from linktester.project.splice import eol_of, spliced
from linktester.project.suitefile import BOM, read, same, same_case
from tests.fakes import suites

TEXT = (
    "# Head\n\n"
    'name = "s"\n\n'
    '[matrix]\nat = [{host = "wechat", surface = "chat"}]\n\n'
    "# the first\n"
    '[[case]]\nid = "a"\nlink = "https://${shop}/1" # as sold\n\n'
    "# ---- rest\n\n"
    '[[case]]\nid = "b"\nlink = "https://${shop}/2"\n\n'
    '[[case.expect]]\nverdict = "HONORED"\n\n'
    '[variables]\nshop = "own.example"\n'
)


def bodies(text):
    return Layout.of(text.removeprefix(BOM).encode()).blocks("case").bodies


def after(edit, *args):
    suite = read(TEXT, "s.toml")
    done = spliced(TEXT, suite, edit(suite, *args))
    assert not done.rewritten
    return done.text


@settings(max_examples=100, deadline=None)
@given(st.data())
def test_the_new_text_says_what_was_wanted_and_keeps_the_rest_octet_for_octet(data):
    text = data.draw(suites.texts())
    old = read(text, "s.toml")
    new = data.draw(suites.edited(old))
    done = spliced(text, old, new)
    assert same(read(done.text, "s.toml"), new)
    assert same(done.suite, new)
    assert not done.rewritten
    assert done.text.startswith(BOM) == text.startswith(BOM)
    assert eol_of(done.text) == eol_of(text)
    kept = set(bodies(done.text))
    for case, body in zip(old.cases, bodies(text), strict=True):
        if any(same_case(case, other) for other in new.cases):
            assert body in kept


def test_nothing_changed_is_nothing_written():
    assert after(lambda suite: suite) == TEXT


def test_a_changed_value_leaves_its_neighbours():
    text = after(lambda suite: with_case(suite, 0, replace(suite.cases[0], title="new")))
    assert text == TEXT.replace('id = "a"\n', 'id = "a"\ntitle = "new"\n')


def test_a_case_goes_with_the_comment_that_touches_it():
    text = after(removed, 0)
    assert text == TEXT.replace(
        '# the first\n[[case]]\nid = "a"\nlink = "https://${shop}/1" # as sold\n\n', ""
    )


def test_a_moved_case_is_spelt_as_it_was():
    text = after(moved, 0, 1)
    assert '# the first\n[[case]]\nid = "a"\nlink = "https://${shop}/1" # as sold\n' in text
    assert text.index('id = "b"') < text.index('id = "a"')


def test_a_new_name_is_one_line():
    assert after(renamed, "t") == TEXT.replace('name = "s"', 'name = "t"')


def test_a_text_that_cannot_be_followed_is_written_anew():
    text = 'matrix = {at = {host = "wechat", surface = "chat"}}\ncase = [{id = "a", link = "https://u.example/"}]\n'
    suite = read(text, "s.toml")
    done = spliced(text, suite, inserted(suite, 0, replace(suite.cases[0], id="b")))
    assert done.rewritten
    assert [case.id for case in done.suite.cases] == ["b", "a"]


def test_two_cases_of_one_id_cannot_be_written():
    suite = read(TEXT, "s.toml")
    with pytest.raises(InputErrors) as caught:
        spliced(TEXT, suite, inserted(suite, 0, suite.cases[1]))
    assert {problem.message.code for problem in caught.value.problems} == {"suite.same-id"}
