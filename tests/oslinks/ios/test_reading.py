import json

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from linktester.oslinks.ios import from_value, read
from linktester.oslinks.ios.reading import MOST_BYTES, MOST_RULES
from tests.fakes.oslinkvectors import APP, one_rule

WORDS = st.sampled_from(
    ["applinks", "details", "components", "paths", "appID", "appIDs", "defaults", "/", "?", "#", "exclude"]
)
JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.sampled_from(["*", "/a", "NOT /b", "$(x)", "", "\ud800"]),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(WORDS, inner, max_size=4),
    max_leaves=25,
)


def codes(value: object) -> list[str]:
    return [finding.code for finding in from_value(value).findings]


def in_details(*entries: object) -> dict[str, object]:
    return {"applinks": {"details": list(entries)}}


@settings(deadline=None, max_examples=300)
@given(octets=st.binary(max_size=300))
def test_no_octets_raise(octets: bytes) -> None:
    found = read(octets)
    assert found.readable or found.findings


@settings(deadline=None, max_examples=500)
@given(value=JSON, strict=st.booleans())
def test_no_document_raises(value: object, strict: bool) -> None:
    from_value(value, strict=strict)
    from_value({"applinks": value}, strict=strict)
    from_value(in_details(value), strict=strict)
    from_value(in_details({"appID": APP, "components": value}), strict=strict)


@pytest.mark.parametrize(
    ("value", "code"),
    [
        ([], "aasa.not-object"),
        ({}, "aasa.no-applinks"),
        ({"applinks": []}, "jsontext.wrong-kind"),
        ({"applinks": {}}, "aasa.no-details"),
        ({"applinks": {"details": [], "apps": ["x"]}}, "aasa.apps-not-empty"),
        ({"applinks": {"details": [], "odd": 1}}, "aasa.unknown-key"),
        ({"applinks": {"details": {APP: {"paths": ["*"]}}}}, "aasa.keyed-details"),
        ({"applinks": {"details": []}, "appclips": []}, "aasa.service-apps"),
        (in_details(5), "jsontext.wrong-kind"),
        (in_details({"paths": ["*"]}), "aasa.no-app"),
        (in_details({"appIDs": [], "paths": ["*"]}), "aasa.no-app"),
        (in_details({"appID": 5, "paths": ["*"]}), "jsontext.wrong-kind"),
        (in_details({"appID": "com.example", "paths": ["*"]}), "aasa.odd-app"),
        (in_details({"appID": APP}), "aasa.no-rules"),
        (in_details({"appID": APP, "paths": "*"}), "jsontext.wrong-kind"),
        (in_details({"appID": APP, "paths": [], "components": []}), "aasa.mixed-forms"),
        (in_details({"appID": APP, "appIDs": [APP], "paths": ["*"]}), "aasa.app-id-ignored"),
        (in_details({"appID": APP, "paths": ["*"], "odd": 1}), "aasa.unknown-key"),
    ],
)
def test_faults_are_told(value: object, code: str) -> None:
    assert codes(value) == [code]


def test_a_good_file_has_no_findings() -> None:
    value = one_rule({"/": "/buy/*", "exclude": True, "comment": "x"})
    value["webcredentials"] = {"apps": [APP]}
    found = from_value(value)
    assert (found.findings, found.readable, dict(found.services)) == ((), True, {"webcredentials": (APP,)})


def test_findings_have_lines() -> None:
    text = json.dumps(one_rule({"/": "buy"}), indent=1)
    finding = read(text.encode()).findings[0]
    assert finding.line is not None
    assert text.splitlines()[finding.line - 1].strip() == '"/": "buy"'


def test_signed_files_are_known_by_their_beginning() -> None:
    found = read(b"\x30\x82\x01\x02")
    assert ([each.code for each in found.findings], found.readable) == (["aasa.signed"], False)


def test_apples_limit_is_told_but_the_file_is_read() -> None:
    found = read(json.dumps(one_rule({"/": "/a"})).encode() + b" " * MOST_BYTES)
    assert [each.code for each in found.findings] == ["aasa.too-large"]
    assert list(found.apps()) == [APP]


def test_bombs_are_told() -> None:
    assert not read(b'{"applinks":' * 100_000).readable
    flood = from_value(in_details(*[{"appID": APP, "components": [5] * 3_000}]))
    assert len(flood.findings) == 1_000


def test_very_many_rules_are_cut_off_and_told() -> None:
    found = from_value(in_details({"appID": APP, "paths": ["/a"] * (MOST_RULES + 1)}))
    assert [each.code for each in found.findings] == ["aasa.too-many-rules"]
    assert len(found.entries[0].rules) == MOST_RULES
    found = from_value(in_details(*[{"appID": APP, "paths": []}] * (MOST_RULES + 1)))
    assert [each.code for each in found.findings] == ["aasa.too-many-rules"]
