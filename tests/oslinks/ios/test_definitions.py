import pytest

from linktester.oslinks.filefindings import Notebook
from linktester.oslinks.ios.definitions import (
    Options,
    Scope,
    Vocabulary,
    defaults,
    flag,
    switches,
    vocabulary,
)


def read_defaults(value: object, *, strict: bool = False) -> tuple[Options, list[str]]:
    notes = Notebook()
    found = defaults(value, "applinks.defaults", Scope(Vocabulary({}), Options(), notes, strict))
    return found, [finding.code for finding in notes.findings]


def test_defaults_set_the_switches() -> None:
    found, codes = read_defaults({"caseSensitive": False, "percentEncoded": False})
    assert (found.case_sensitive, found.percent_encoded, codes) == (False, False, [])


def test_parts_in_defaults_are_kept_unless_read_strictly() -> None:
    found, codes = read_defaults({"/": "/a", "exclude": True})
    assert (dict(found.parts), codes) == ({"/": "/a", "exclude": True}, ["aasa.wide-default"] * 2)
    assert read_defaults({"/": "/a"}, strict=True)[0].parts == {}


@pytest.mark.parametrize(
    ("value", "code"),
    [
        ([], "jsontext.wrong-kind"),
        ({"odd": 1}, "aasa.unknown-key"),
        ({"caseSensitive": 0}, "jsontext.wrong-kind"),
    ],
)
def test_misfits_are_told_and_ignored(value: object, code: str) -> None:
    found, codes = read_defaults(value)
    assert codes == [code]
    assert found == Options()


def test_nothing_given_changes_nothing() -> None:
    assert read_defaults(None) == (Options(), [])
    inherited = Options(case_sensitive=False)
    assert switches({}, "", inherited, Notebook()) == inherited
    assert flag({"exclude": True}, "exclude", "", False, Notebook()) is True


@pytest.mark.parametrize(
    ("value", "code"),
    [
        (5, "jsontext.wrong-kind"),
        ({"a": "x"}, "jsontext.wrong-kind"),
        ({"a": [5]}, "jsontext.wrong-kind"),
        ({"a$": ["x"]}, "aasa.bad-variable-name"),
        ({"": ["x"]}, "aasa.bad-variable-name"),
        ({"a": ["$(b)"]}, "aasa.nested-variable"),
        ({"digit": ["x"]}, "aasa.predefined-again"),
    ],
)
def test_faulty_variables_are_told(value: object, code: str) -> None:
    notes = Notebook()
    vocabulary(value, notes)
    assert [finding.code for finding in notes.findings] == [code]


def test_own_variables_come_before_the_predefined() -> None:
    words = vocabulary({"digit": ["x"], "own": ["y"]}, Notebook())
    assert (words["digit"], words["own"], len(words["lower"])) == (("x",), ("y",), 26)
    assert "nobody" not in words
    assert set(words) >= {"own", "region"}
    assert len(words) == 9
