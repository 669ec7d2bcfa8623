from linktester.oslinks.appfiles import AppFile, read_file
from tests.fakes import appfiles
from tests.fakes.doctorfindings import codes

RULES = ({"/": "/a"},)


def site(host: str | None = None, app: str = appfiles.APP) -> AppFile:
    return read_file("site", appfiles.aasa(*RULES, app=app), host=host)


def test_alone_nothing_is_missed() -> None:
    assert codes(appfiles.entitlements("applinks:a.example")) == set()
    assert codes(appfiles.aasa(*RULES), host="a.example") == set()


def test_a_domain_without_its_file_is_told() -> None:
    octets = appfiles.entitlements("applinks:a.example", "applinks:*.b.example")
    assert codes(octets, site("a.example")) == {"linkdoctor.no-association"}
    assert codes(octets, site("a.example"), site("b.example")) == set()
    assert codes(octets, site()) == set()


def test_a_file_that_does_not_list_the_app_is_told() -> None:
    octets = appfiles.entitlements("applinks:a.example")
    assert codes(octets, site("a.example", "ABCDE12345.com.other")) == {"linkdoctor.app-not-listed"}


def test_a_file_nobody_asks_for_is_told() -> None:
    rights = read_file("rights", appfiles.entitlements("applinks:a.example"))
    assert codes(appfiles.aasa(*RULES), rights, host="b.example") == {"linkdoctor.host-not-claimed"}
    assert codes(appfiles.aasa(*RULES), rights, host="a.example") == set()


def test_files_of_two_apps_are_told() -> None:
    info = read_file("info", appfiles.info("shop", bundle="com.other"))
    assert codes(appfiles.entitlements("applinks:a.example"), info) == {"linkdoctor.bundle-differs"}


def test_developer_mode_is_told() -> None:
    octets = appfiles.entitlements("applinks:a.example?mode=developer")
    assert codes(octets) == {"linkdoctor.domain-developer"}
