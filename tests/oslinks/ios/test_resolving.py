import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from linktester.oslinks.ios import Outcome, decide, explain, from_value, target
from linktester.oslinks.trace import Trace
from tests.fakes.oslinkvectors import APP, FileVector, RuleVector, files, one_rule, rules, sources

PATHS = st.text(alphabet="ab/", max_size=8).map("/{}".format)


def outcome(value: object, url: str, *, strict: bool = False) -> dict[str, str]:
    goal = target(url)
    assert goal is not None
    return {app: found.outcome.value for app, found in decide(from_value(value, strict=strict), goal).items()}


def explained(value: object, url: str, app: str = APP) -> Trace:
    goal = target(url)
    assert goal is not None
    return explain(from_value(value), goal, app)


@pytest.mark.parametrize("vector", rules(), ids=repr)
def test_components_match_as_measured(vector: RuleVector) -> None:
    assert bool(outcome(one_rule(vector.rule), vector.url)) is vector.matches


@pytest.mark.parametrize("vector", files(), ids=repr)
def test_files_answer_as_published(vector: FileVector) -> None:
    assert outcome(vector.file, vector.url) == vector.apps


@pytest.mark.parametrize("vector", files(), ids=repr)
def test_the_explanation_agrees_with_the_answer(vector: FileVector) -> None:
    goal = target(vector.url)
    assert goal is not None
    file = from_value(vector.file, strict=False)
    for app, decision in decide(file, goal).items():
        trace = explain(file, goal, app)
        assert trace.decided is not None
        assert trace.decided.where == decision.where
        assert trace.decided.said.code == (
            "iosrules.blocks" if decision.outcome is Outcome.BLOCK else "iosrules.opens"
        )


def test_every_vector_has_a_source_that_is_named() -> None:
    named, used = sources()
    assert named == used


@settings(deadline=None, max_examples=200)
@given(path=PATHS, first=st.booleans(), patterns=st.lists(PATHS, max_size=3))
def test_an_exclusion_wins_when_it_comes_first(path: str, first: bool, patterns: list[str]) -> None:
    goal = target(path)
    if goal is None:
        return
    pair = [{"/": goal.path, "exclude": first}, {"/": goal.path, "exclude": not first}]
    others = [{"/": f"/other{pattern}"} for pattern in patterns]
    value = {"applinks": {"details": [{"appID": APP, "components": [*others, *pair]}]}}
    assert outcome(value, path) == {APP: "block" if first else "match"}


@pytest.mark.parametrize(
    ("rule", "url", "strictly"),
    [
        ({"/": "/buy/*"}, "/buy", False),
        ({"?": {"b": "*"}}, "/x?a=1", False),
        ({"?": {"id": "42"}}, "/x?id=7&id=42", True),
        ({"?": {"id": "42"}}, "/x?id=7", False),
        ({"?": {"flag": ""}}, "/x?flag", True),
    ],
)
def test_a_strict_reading_takes_the_pages_at_their_word(rule: object, url: str, strictly: bool) -> None:
    assert bool(outcome(one_rule(rule), url, strict=True)) is strictly


def test_the_nearest_miss_names_the_part_that_fails() -> None:
    value = {
        "applinks": {
            "details": [{"appID": APP, "components": [{"/": "/help"}, {"/": "/shop/*", "?": {"id": "??"}}]}]
        }
    }
    near = explained(value, "https://h.example/shop/1?id=7").nearest
    assert near is not None
    assert near.where == "applinks.details[0].components[1]"
    assert near.missed is not None
    assert (near.missed.part, near.missed.wanted, near.missed.seen) == ("? id", "??", "7")


def test_an_item_that_is_not_there_is_told_so() -> None:
    near = explained(one_rule({"?": {"id": "?*"}}), "https://h.example/").nearest
    assert near is not None
    assert near.said.code == "iosrules.item-missing"


def test_read_as_the_tool_does_slashes_are_told() -> None:
    goal = target("https://h.example/a")
    assert goal is not None
    found = explain(from_value(one_rule({"/": "/a/*"}), strict=False), goal, APP)
    assert [note.code for note in found.notes] == ["iosrules.slashes"]


@pytest.mark.parametrize(
    ("value", "app", "code"),
    [
        (one_rule({"/": "/A"}), APP, "iosrules.case-only"),
        (one_rule({"/": "/a/*"}), APP, "iosrules.looser"),
        (one_rule({"/": "/a/"}), APP, "iosrules.looser"),
        (one_rule({}), "nobody", "iosrules.not-listed"),
        ({"applinks": {"details": [{"appID": APP, "components": []}]}}, APP, "iosrules.no-rules"),
        (one_rule({"/": "/" + "*b?" * 300_000}), APP, "iosrules.too-costly"),
    ],
)
def test_notes_say_what_is_odd(value: object, app: str, code: str) -> None:
    url = "https://h.example/a" + ("b" * 100_000 if code == "iosrules.too-costly" else "")
    assert [note.code for note in explained(value, url, app).notes] == [code]


def test_many_rules_are_counted_and_cut_off() -> None:
    value = {"applinks": {"details": [{"appID": APP, "components": [{"/": f"/{n}"} for n in range(500)]}]}}
    found = explained(value, "https://h.example/499")
    assert (len(found.tried), found.total) == (200, 500)
    assert found.decided is not None
