from dataclasses import replace

from linktester.model.case import Expectation, Selector
from linktester.model.verdict import Modifier, Outcome
from linktester.project.casetext import with_cases
from linktester.project.edit import duplicated, inserted, with_case
from linktester.project.suitefile import read

CASE = """# why
[[case]]
id = 'a' # short
link = "https://${shop}/1"
expect = [
  {host = "qq", verdict = "BLOCKED"}, # since ever
  # and
  {verdict = "HONORED"} # now
]
"""
TEXT = f"""[variables]
shop = "own.example"

[matrix]
at = [{{host = "wechat", surface = "chat"}}]

{CASE}
[[case]]
id = "b"
family = "taobao-item"
fields = {{id = "1"}}

# they say
[[case.expect]]
verdict = "HONORED" # always
"""
SUITE = read(TEXT, "s.toml")
FIRST, SECOND = SUITE.cases


def after(new):
    return with_cases(TEXT.encode(), SUITE, new, b"\n").decode()


def test_a_changed_expectation_in_a_list_keeps_the_comments_around():
    expect = (FIRST.expect[0], replace(FIRST.expect[1], modifiers=(Modifier.WRAP,)))
    assert after(with_case(SUITE, 0, replace(FIRST, expect=expect))) == TEXT.replace(
        '{verdict = "HONORED"} # now', '{ verdict = "HONORED", modifiers = ["wrap"] }, # now'
    )


def test_a_new_expectation_in_a_list_comes_below():
    more = Expectation(where=Selector(host="weibo"), verdict=Outcome.BLOCKED)
    assert after(with_case(SUITE, 0, replace(FIRST, expect=(*FIRST.expect, more)))) == TEXT.replace(
        '{verdict = "HONORED"} # now',
        '{verdict = "HONORED"}, # now\n  { host = "weibo", verdict = "BLOCKED" },',
    )


def test_a_changed_expectation_in_a_table_is_one_value():
    expect = (replace(SECOND.expect[0], verdict=Outcome.BLOCKED),)
    assert after(with_case(SUITE, 1, replace(SECOND, expect=expect))) == TEXT.replace(
        'verdict = "HONORED" # always', 'verdict = "BLOCKED" # always'
    )


def test_no_expectation_is_no_list():
    text = after(with_case(SUITE, 0, replace(FIRST, expect=())))
    assert "expect" not in text.partition("[[case]]")[2].partition("[[case]]")[0]
    assert "# why\n[[case]]\nid = 'a' # short\n" in text


def test_a_copy_is_spelt_as_its_case_and_leaves_the_comment_above():
    copy = CASE.replace("# why\n", "").replace("'a'", '"a-2"')
    assert after(duplicated(SUITE, 0)) == TEXT.replace(CASE, f"{CASE}\n{copy}")


def test_a_renamed_case_is_known_by_its_link():
    assert after(with_case(SUITE, 0, replace(FIRST, id="c"))) == TEXT.replace("id = 'a'", 'id = "c"')


def test_a_link_in_the_place_of_a_family_is_written_as_a_new_case():
    text = after(with_case(SUITE, 1, replace(SECOND, link=FIRST.link)))
    assert text.startswith(TEXT.partition('[[case]]\nid = "b"')[0])
    assert 'id = "b"\nlink = "https://own.example/1"' in text
    assert "family" not in text


def test_cases_that_are_no_blocks_are_left_to_others():
    text = 'case = [{id = "a", link = "https://u.example/", at = {host = "qq", surface = "chat"}}]'
    suite = read(text, "s.toml")
    new = inserted(suite, 0, replace(suite.cases[0], id="b"))
    assert with_cases(text.encode(), suite, new, b"\n") is None
