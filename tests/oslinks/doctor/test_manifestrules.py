import pytest

from tests.fakes import appfiles
from tests.fakes.doctorfindings import codes, found

GOOD = appfiles.filtered('<data scheme="https" host="www.example.com" pathPrefix="/buy"/>', verify=True)
ROWS = [row for row in appfiles.vectors("findings")["filter"] if "filter" in row]


@pytest.mark.parametrize("row", ROWS, ids=str)
def test_filters_that_take_nothing_are_told_on_their_line(row: dict[str, str]) -> None:
    hits = [
        each.finding
        for each in found(appfiles.manifest(appfiles.prefixed(row["filter"])))
        if each.finding.code == row["code"]
    ]
    assert [each.line for each in hits] == [6]


@pytest.mark.parametrize("row", appfiles.vectors("findings")["component"], ids=str)
def test_components_that_are_not_exported_are_told(row: dict[str, str]) -> None:
    assert row["code"] in codes(appfiles.manifest(GOOD, row["attributes"]))


def test_good_filters_have_nothing_to_say() -> None:
    assert codes(appfiles.manifest(GOOD + appfiles.filtered('<data scheme="shop"/>'))) == set()


def test_old_targets_need_not_say_whether_they_are_exported() -> None:
    old = '<uses-sdk android:minSdkVersion="26" android:targetSdkVersion="30"/>'
    assert codes(appfiles.manifest(GOOD, "", sdk=old)) == set()


def test_groups_are_newer_than_most_phones() -> None:
    group = '<uri-relative-filter-group allow="true"><data path="/a"/></uri-relative-filter-group>'
    text = appfiles.filtered(f'<data scheme="https" host="a.example"/>{group}')
    assert codes(appfiles.manifest(text)) == {"linkdoctor.newer-attribute"}
    assert codes(appfiles.manifest(text, sdk="<x/>")) == {"linkdoctor.newer-unsaid"}
    new = '<uses-sdk android:minSdkVersion="35" android:targetSdkVersion="35"/>'
    assert codes(appfiles.manifest(text, sdk=new)) == set()
