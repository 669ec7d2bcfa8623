import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from linktester.oslinks.appfiles import read_file
from linktester.oslinks.appfiles.apk import MARK
from linktester.oslinks.doctor import entries, examine
from linktester.oslinks.doctor.suppressions import typed
from tests.fakes import appfiles
from tests.fakes.doctorfindings import found

SHADOWED = appfiles.aasa({"/": "/a/*"}, {"/": "/a/b"}, {"/": "https://h/x"})


def test_worse_findings_come_first_and_each_once() -> None:
    told = [each.finding for each in found(SHADOWED)]
    assert [each.severity.value for each in told] == ["error", "warning", "warning", "info"]
    assert len({(each.code, each.path) for each in told}) == len(told)


def test_a_suppressed_error_does_not_count() -> None:
    file = read_file("a.json", SHADOWED)
    assert any(each.counts for each in examine([file]))
    told = examine([file], [typed("linkdoctor.path-has-host=known")])
    assert not any(each.counts for each in told)
    assert [each.suppressed for each in told if each.suppressed] == ["known"]


def test_a_suppression_about_nothing_is_told() -> None:
    told = examine([read_file("a.json", SHADOWED)], [typed("linkdoctor.pooled=known")])
    assert told[-1].finding.code == "linkdoctor.suppress-idle"


@pytest.mark.parametrize("row", appfiles.vectors("findings")["domain"], ids=str)
def test_entries_of_entitlements(row: dict[str, str]) -> None:
    hits = [
        each.finding
        for each in found(appfiles.entitlements(row["entry"]))
        if each.finding.code == row["code"]
    ]
    assert len(hits) == 1
    assert hits[0].line is not None


def test_files_of_no_kind_are_told() -> None:
    assert [each.finding.code for each in found(b"?")] == ["appfiles.unknown-kind"]


GOOD = (
    appfiles.aasa({"/": "/a"}),
    appfiles.assetlinks(dynamic=[{"/": "/a"}]),
    appfiles.manifest(appfiles.filtered('<data scheme="https" host="a.example" pathPattern="/a.*"/>')),
    appfiles.entitlements("applinks:a.example"),
    appfiles.module(),
)


@settings(max_examples=150, deadline=None)
@given(st.sampled_from(GOOD), st.integers(0, 900), st.binary(max_size=4))
def test_a_spoilt_file_is_told_with_known_codes_and_never_raises(good: bytes, at: int, patch: bytes) -> None:
    spoilt = good[:at] + patch + good[at + len(patch) :]
    if not spoilt.startswith(MARK):
        for each in found(spoilt):
            assert each.finding.code in entries()
