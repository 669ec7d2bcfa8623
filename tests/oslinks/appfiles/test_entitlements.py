import plistlib

import pytest

from linktester.oslinks.appfiles.entitlements import DOMAINS, entitlements, read_entitlements
from linktester.oslinks.ios import Mode
from tests.fakes import appfiles


def test_domains_and_the_app_are_read() -> None:
    found = read_entitlements(appfiles.entitlements("applinks:a.example", "webcredentials:b.example"))
    assert found.app == appfiles.APP
    assert [(where, entry.host) for where, entry in found.domains()] == [(f'["{DOMAINS}"][0]', "a.example")]
    assert found.findings == ()


def test_the_mac_spells_the_identifier_otherwise() -> None:
    assert entitlements({"com.apple.application-identifier": "A.b", DOMAINS: []}).app == "A.b"


OWN = [row for row in appfiles.vectors("findings")["domain"] if not row["code"].startswith("linkdoctor")]


@pytest.mark.parametrize("row", OWN, ids=str)
def test_faults_of_entries_stand_on_their_line(row: dict[str, str]) -> None:
    found = read_entitlements(appfiles.entitlements("applinks:a.example", row["entry"]))
    assert [(each.code, each.path) for each in found.findings] == [(row["code"], f'["{DOMAINS}"][1]')]
    assert found.findings[0].line is not None


def test_developer_mode_is_understood() -> None:
    (pair,) = entitlements({DOMAINS: ["applinks:a.example?mode=developer"]}).domains()
    assert pair[1].mode is Mode.DEVELOPER


@pytest.mark.parametrize(
    ("value", "code"),
    [
        ({}, "appfiles.no-domains"),
        ({DOMAINS: "applinks:a.example"}, "jsontext.wrong-kind"),
        ({DOMAINS: [5]}, "jsontext.wrong-kind"),
        ({DOMAINS: [], "application-identifier": 5}, "jsontext.wrong-kind"),
        ({DOMAINS: [], "application-identifier": "$(AppIdentifierPrefix)x"}, "appfiles.build-variable"),
        ({DOMAINS: ["applinks:a.example"] * 2}, "appfiles.domain-twice"),
        ({DOMAINS: [f"applinks:a{n}.example" for n in range(40)]}, "aasa.many-domains"),
    ],
)
def test_odd_values_are_told(value: dict[str, object], code: str) -> None:
    assert [each.code for each in entitlements(value).findings] == [code]


def test_what_is_no_list_is_unreadable() -> None:
    assert not read_entitlements(b"<plist/>").readable
    assert read_entitlements(plistlib.dumps({DOMAINS: []}, fmt=plistlib.FMT_BINARY)).readable
