import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from linktester.oslinks.appfiles.manifest import MOST_FILTERS, read_manifest
from tests.fakes import appfiles

FILTER = appfiles.filtered('<data scheme="https" host="www.example.com"/>', verify=True)


def test_filters_know_their_component_and_place() -> None:
    found = read_manifest(appfiles.manifest(f"{FILTER}\n      {FILTER}"))
    assert (found.package, found.min_sdk, found.target_sdk) == ("com.example.shop", 26, 34)
    first, second = found.filters
    assert first.where == 'activity[".Main"].intent-filter[0]'
    assert (first.component, first.exported, first.filter.auto_verify) == (".Main", True, True)
    assert second.line == first.line + 1
    assert found.spots[f"{second.where}.data[0]"][0] == second.line


def test_aliases_take_links_too_and_services_do_not() -> None:
    text = (
        appfiles.manifest(FILTER)
        .decode()
        .replace("<activity ", "<activity-alias ")
        .replace("</activity>", "</activity-alias>")
    )
    assert len(read_manifest(text.encode()).filters) == 1
    assert read_manifest(text.replace("activity-alias", "service").encode()).filters == ()


def test_queries_are_read() -> None:
    queries = (
        '<queries><package android:name="com.tencent.mm"/><intent>'
        '<action android:name="VIEW"/><data android:scheme="alipays"/></intent></queries>'
    )
    found = read_manifest(appfiles.manifest(sdk=queries))
    assert found.queries == ("com.tencent.mm", "VIEW alipays")
    assert found.min_sdk is None


@pytest.mark.parametrize(
    ("attributes", "code"),
    [
        ('android:enabled="false"', "appfiles.disabled"),
        ('android:exported="maybe"', "appfiles.boolean-form"),
        ('android:exported="@bool/x"', "appfiles.unresolved"),
    ],
)
def test_odd_attributes_are_told_where_they_stand(attributes: str, code: str) -> None:
    (finding,) = read_manifest(appfiles.manifest(attributes=attributes)).findings
    assert (finding.code, finding.line) == (code, 5)


def test_another_document_is_no_manifest() -> None:
    found = read_manifest(b"<resources/>")
    assert not found.readable
    assert found.findings[0].code == "appfiles.not-manifest"


def test_filters_are_bounded() -> None:
    found = read_manifest(appfiles.manifest("<intent-filter/>" * (MOST_FILTERS + 2)))
    assert len(found.filters) == MOST_FILTERS
    assert found.findings[-1].code == "appfiles.many-filters"


@settings(max_examples=60, deadline=None)
@given(
    st.text(alphabet="abc/.*[]{}\\?#%:@$\x7fü", max_size=20),
    st.sampled_from(["path", "pathPattern", "pathAdvancedPattern", "host", "port", "scheme"]),
)
def test_any_value_is_read_or_told(value: str, name: str) -> None:
    escaped = value.replace("&", "&amp;").replace("<", "&lt;").replace('"', "&quot;")
    data = f'<data android:scheme="https" android:host="a.example"/><data android:{name}="{escaped}"/>'
    found = read_manifest(appfiles.manifest(f"<intent-filter>{data}</intent-filter>"))
    assert found.readable
    assert all(each.line is not None for each in found.findings)
