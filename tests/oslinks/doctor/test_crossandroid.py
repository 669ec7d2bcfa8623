from linktester.oslinks.appfiles import AppFile, read_file
from tests.fakes import appfiles
from tests.fakes.doctorfindings import codes, found

WEB = appfiles.filtered('<data scheme="https" host="www.example.com"/>', verify=True)


def site(host: str | None = None, package: str = appfiles.PACKAGE) -> AppFile:
    return read_file("site", appfiles.assetlinks(package), host=host)


def test_alone_nothing_is_missed() -> None:
    assert codes(appfiles.manifest(WEB)) == set()
    assert codes(appfiles.assetlinks()) == set()


def test_a_host_without_its_file_is_told_where_it_is_declared() -> None:
    (each,) = found(appfiles.manifest(WEB), site("other.example"))
    assert (each.finding.code, each.finding.line) == ("linkdoctor.no-statements", 6)
    assert codes(appfiles.manifest(WEB), site("www.example.com")) == set()
    assert codes(appfiles.manifest(WEB), site()) == set()


def test_a_file_that_does_not_name_the_app_is_told() -> None:
    assert codes(appfiles.manifest(WEB), site(None, "com.other")) == {"linkdoctor.package-not-listed"}


def test_a_file_that_includes_others_may_name_it_there() -> None:
    others = read_file("site", b'[{"include": "https://other.example/list.json"}]')
    assert codes(appfiles.manifest(WEB), others) == set()


def test_statements_without_manifest_or_filter_are_told() -> None:
    app = read_file("manifest", appfiles.manifest(WEB))
    assert codes(appfiles.assetlinks("com.other"), app) == {"linkdoctor.package-without-manifest"}
    assert codes(appfiles.assetlinks(), app, host="other.example") == {"linkdoctor.host-not-declared"}
    assert codes(appfiles.assetlinks(), app, host="www.example.com") == set()
