from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from linktester.model.errors import Problem
from linktester.model.link import PlatformId
from linktester.model.pack import Rule
from linktester.policy.checks import Names
from linktester.policy.dates import moment
from linktester.policy.load import events
from linktester.policy.mapping import mapping
from linktester.policy.rules import read_rules
from linktester.tomltext import parse
from tests.fakes.packs import VOCABULARY, rule, toml

SOURCES = {"EV-1": events()["EV-2021-11-29"]}
NAMES = Names(VOCABULARY, {"TB", "WEB"}, mapping().keys(), SOURCES.keys(), SOURCES.keys(), set())


def read(text: str) -> tuple[list[Rule], list[Problem]]:
    problems: list[Problem] = []
    found = read_rules(parse(text, "wechat.toml"), PlatformId("wechat"), NAMES, SOURCES, problems)
    return found, problems


def test_a_rule_is_read_with_its_defaults() -> None:
    (found,), problems = read(toml(rule("a", "open", "2021-11-29")))
    assert problems == []
    assert (found.valid_from, found.last_confirmed) == (moment("2021-11-29"), date(2021, 11, 29))
    assert (found.file, found.line, found.gate, found.until) == ("wechat.toml", 1, "host", None)


def test_toml_dates_may_stand_bare() -> None:
    text = toml(rule("a", "open", "2021-11-29")).replace('"2021-11-29"', "2021-11-29T18:00:00+08:00")
    (found,), _ = read(text + "until = 2021-12-01\n")
    assert (found.valid_from, found.until) == (moment("2021-11-29T18:00:00+08:00"), moment("2021-12-01"))


@pytest.mark.parametrize(
    ("line", "code"),
    [
        ('from = "2021-11-31"', "policy.bad-date"),
        ("from = 2021-11-29T18:00:00", "policy.bad-date"),
        ('until = "soon"\nfrom = "2021-11-29"', "policy.bad-date"),
        ('from_ = "2021-11-29"\nfrom = "2021-11-29"', "toml.unknown-key"),
        ('from = "2021-11-29"\nsurface = ["chat"]', "toml.unknown-key"),
        ('from = "2021-11-29"\nfamilies = "taobao-item"', "policy.not-a-list"),
        ('from = "2021-11-29"\npartial = "yes"', "toml.wrong-type"),
        ('from = "2021-11-29"\nos = ["symbian"]', "toml.bad-choice"),
        ("", "toml.missing-key"),
    ],
)
def test_what_does_not_fit_is_told_in_its_line(line: str, code: str) -> None:
    fields = rule("a", "open", "2021-11-29")
    del fields["from"]
    head = toml(fields)
    found, problems = read(head + line + "\n")
    assert found == []
    assert [p.message.code for p in problems] == [code]
    first = 1 if code == "toml.missing-key" else head.count("\n") + 1
    assert problems[0].place.line in {first, first + 1}


def test_a_mistake_in_one_rule_hides_none_in_another() -> None:
    bad = [
        toml(rule("a", "open", "soon")),
        toml(rule("b", "opens", "2021-11-29")),
        toml(rule("c", "open", "2021-11-29")),
    ]
    found, problems = read("\n".join(bad))
    assert [one.id for one in found] == ["wechat.c"]
    assert [p.message.code for p in problems] == ["policy.bad-date", "policy.unknown-effect"]


def test_a_shipped_id_begins_with_its_platform() -> None:
    for name in ("qq.a", "wechat", "wechat.a b", "wechat." + "a" * 300):
        _, problems = read(toml({**rule("a", "open", "2021-11-29"), "id": name}))
        assert [p.message.code for p in problems] == ["policy.bad-id"]


def test_rules_that_are_no_list_are_told() -> None:
    assert [p.message.code for p in read('rule = "all"\n')[1]] == ["policy.not-a-table"]


PLAIN = st.one_of(
    st.text(max_size=20), st.integers(), st.booleans(), st.floats(allow_nan=False), st.lists(st.integers())
)


@settings(deadline=None, max_examples=80)
@given(st.dictionaries(st.sampled_from([*rule("a", "open", "2021-11-29"), "until", "share", "os"]), PLAIN))
def test_anything_is_a_rule_or_a_list_of_mistakes(fields: dict[str, object]) -> None:
    document = parse("", "wechat.toml")
    document.value["rule"] = [fields]
    problems: list[Problem] = []
    found = read_rules(document, PlatformId("wechat"), NAMES, SOURCES, problems)
    assert bool(found) != bool(problems)


def test_a_text_in_place_of_a_list_does_not_hide_the_other_mistakes() -> None:
    _, problems = read('[[rule]]\nid = "wechat.a"\nkind = "wat"\nhosts = "x"\n')
    told = [(problem.message.code, problem.message.args.get("key")) for problem in problems]
    assert ("policy.not-a-list", "hosts") in told
    assert ("toml.missing-key", "effect") in told
    assert ("toml.missing-key", "from") in told
    assert len(told) == 4
