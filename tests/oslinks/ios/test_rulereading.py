import pytest

from linktester.oslinks.filefindings import Notebook
from linktester.oslinks.ios.definitions import Options, Scope, Vocabulary
from linktester.oslinks.ios.rulereading import component, legacy_path


def scope(notes: Notebook, options: Options | None = None, *, strict: bool = False) -> Scope:
    return Scope(Vocabulary({}), options or Options(), notes, strict)


@pytest.mark.parametrize(
    ("value", "code", "kept"),
    [
        ("text", "jsontext.wrong-kind", False),
        ({"/": 5}, "jsontext.wrong-kind", False),
        ({"#": ["x"]}, "jsontext.wrong-kind", False),
        ({"?": 5}, "jsontext.wrong-kind", False),
        ({"?": {"a": 5}}, "aasa.query-forgotten", True),
        ({"/": "a"}, "aasa.no-slash", True),
        ({"/": "/$(nobody)"}, "aasa.unknown-variable", True),
        ({"/": "/é"}, "aasa.not-encoded", True),
        ({"excluded": True}, "aasa.unknown-key", True),
        ({"exclude": "true"}, "jsontext.wrong-kind", True),
    ],
)
def test_faults_are_told_with_their_place(value: object, code: str, kept: bool) -> None:
    notes = Notebook()
    assert (component(value, 2, "c", scope(notes)) is not None) is kept
    assert [finding.code for finding in notes.findings] == [code]
    assert notes.findings[0].path.startswith("c[2]")


def test_a_rule_says_which_parts_are_given() -> None:
    rule = component({"/": "*", "?": {"a": "1"}, "comment": "x"}, 0, "c", scope(Notebook()))
    assert rule is not None
    assert rule.given == ("/", "?")
    assert [name for name, _ in rule.items] == ["a"]


def test_unicode_patterns_are_fine_where_urls_are_decoded() -> None:
    notes = Notebook()
    rule = component({"/": "/é", "percentEncoded": False, "caseSensitive": False}, 0, "c", scope(notes))
    assert rule is not None
    assert (rule.decodes, rule.folds, notes.findings) == (True, True, [])


def test_rules_are_filled_up_from_defaults() -> None:
    rule = component({"#": "x"}, 0, "c", scope(Notebook(), Options(parts={"/": "/a", "#": "y"})))
    assert rule is not None
    assert (rule.path.text, rule.fragment.text) == ("/a", "x")


def test_read_strictly_an_item_that_is_no_text_loses_the_rule() -> None:
    assert component({"?": {"a": 5}}, 0, "c", scope(Notebook(), strict=True)) is None


@pytest.mark.parametrize(
    ("value", "code"),
    [(5, "jsontext.wrong-kind"), ("NOT/a", "aasa.no-slash"), ("/$(food)", "aasa.variable-in-path")],
)
def test_faulty_paths_are_told(value: object, code: str) -> None:
    notes = Notebook()
    legacy_path(value, 0, "p", scope(notes))
    assert [finding.code for finding in notes.findings] == [code]


def test_not_excludes() -> None:
    rule = legacy_path("NOT /a/*", 0, "p", scope(Notebook()))
    assert rule is not None
    assert (rule.exclude, rule.path.text) == (True, "/a/*")
