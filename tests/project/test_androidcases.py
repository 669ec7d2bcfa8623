from linktester.oslinks.android.assetfile import AssetFile
from linktester.oslinks.android.filterconfig import read_filter
from linktester.oslinks.appfiles import Manifest, read_file
from linktester.project.androidcases import dynamic_cases, filter_cases, plain_filter
from linktester.project.linkcase import LinkCase
from tests.fakes import appfiles


def made(data: str) -> list[LinkCase]:
    file = read_file("manifest", appfiles.manifest(appfiles.filtered(data)))
    assert isinstance(file.content, Manifest)
    return [case for _, cases in filter_cases(file.content) for case in cases]


def test_every_scheme_host_and_path_gets_a_link_that_is_taken() -> None:
    found = made(
        '<data scheme="https" host="a.example" path="/a"/>'
        '<data scheme="http" host="*.b.example" pathPrefix="/b"/>'
    )
    taken = {case.url for case in found if case.expect["match"]}
    assert taken >= {
        "https://a.example/a",
        "http://a.example/a",
        "https://www.b.example/a",
        "https://a.example/bx1",
    }
    missed = {case.url for case in found if not case.expect["match"]}
    assert missed >= {
        "https://other.invalid/a",
        "HTTPS://a.example/a",
        "https://a.example",
        "xhttps://a.example/a",
    }


def test_schemes_alone_and_opaque_parts_get_links() -> None:
    assert made('<data scheme="shop"/>')[0].url == "shop://x1"
    assert made('<data scheme="shop" sspPrefix="open/"/>')[0].url == "shop:open/x1"


def test_filters_with_values_elsewhere_get_none() -> None:
    assert made('<data scheme="https" host="@string/host"/>') == []


def test_a_filter_survives_the_way_through_json() -> None:
    group = '<uri-relative-filter-group allow="false"><data query="a=b"/></uri-relative-filter-group>'
    data = f'<data scheme="https" host="a.example" port="8443" pathSuffix="/a"/>{group}'
    file = read_file("manifest", appfiles.manifest(appfiles.filtered(data)))
    assert isinstance(file.content, Manifest)
    (each,) = file.content.filters
    again = read_filter(plain_filter(each.filter))
    assert (again.schemes, again.authorities) == (each.filter.schemes, each.filter.authorities)
    assert (again.paths, again.groups) == (each.filter.paths, each.filter.groups)


def test_dynamic_rules_get_links_that_open_and_do_not() -> None:
    file = read_file("assetlinks", appfiles.assetlinks(dynamic=[{"/": "/a*", "?": {"b": "c"}, "#": "d"}]))
    assert isinstance(file.content, AssetFile)
    ((place, found),) = dynamic_cases(file.content, file)
    assert place == "[0].dynamic_app_link_components[0]"
    assert found[0].url == "https://www.example.com/ax1?b=c#d"
    assert {case.expect["opens_app"] for case in found} == {True, False}
