"""Links of the user's own site: whether the app opens rests on the association file the emulator serves."""

from dataclasses import replace

import pytest

from linktester.model.association import FileFault, SiteFiles
from linktester.model.evidence import Launched
from linktester.model.link import Intent, PlatformId
from linktester.model.run import CaseResult
from linktester.model.verdict import By, Outcome
from linktester.model.world import Site
from linktester.send import EmulatorProcess
from tests.fakes.journeys import a_probe, run

pytestmark = pytest.mark.journey

LINK = "https://go.shop.example/item?id=1"
OWN = Site(host="go.shop.example", owner=PlatformId("taobao"), claimed_by=PlatformId("taobao"))
HARMLESS = {
    "ios": {None, FileFault.WRONG_TYPE},
    "android": {None, FileFault.OVERSIZED, FileFault.STALE_COPY},
    "harmony": {None, FileFault.OVERSIZED, FileFault.STALE_COPY, FileFault.WRONG_TYPE},
}
"""What each system puts up with, by its published rules."""
TOLD = {
    FileFault.REDIRECT: "Redirects are not followed",
    FileFault.WRONG_TYPE: "only application/json is taken",
    FileFault.OVERSIZED: "more than 131072 octets",
    FileFault.STALE_COPY: "older than the site's own file",
    FileFault.SLOW: "did not answer in time",
    FileFault.BAD_CERTIFICATE: "does not hold",
    FileFault.BROKEN_JSON: "JSON",
    FileFault.MISSING: "404 instead of 200",
}


def tried(
    emulator: EmulatorProcess, os: str, *sites: Site, host: str = "browser", entry: str = "tap"
) -> tuple[CaseResult, ...]:
    """Return the result of the link for each of the sites, all of one name."""
    surface = "browser" if host == "browser" else "chat"
    probes = [
        a_probe(LINK, host, surface, "2024-10-01", os=os, entry=entry, intent=Intent.APP, sites=(site,))
        for site in sites
    ]
    return run(emulator, [replace(probe, case_id=f"{at}") for at, probe in enumerate(probes)])


def launch(result: CaseResult) -> Launched:
    """Return what the system made of the link."""
    (found,) = [seen for seen in result.evidence.observations if isinstance(seen, Launched)]
    return found


@pytest.mark.parametrize("os", ["ios", "android", "harmony"])
def test_a_file_that_cannot_be_had_keeps_the_link_in_the_browser(emulator: EmulatorProcess, os: str) -> None:
    faults = (None, *FileFault)
    results = tried(emulator, os, *(replace(OWN, file_fault=fault) for fault in faults))
    for fault, result in zip(faults, results, strict=True):
        found = launch(result)
        assert found.assumed, fault
        if fault in HARMLESS[os]:
            assert found.receiver == "taobao", (fault, found.trace)
            assert result.verdict.outcome is Outcome.HONORED
        else:
            assert found.receiver is None, fault
            assert any(TOLD[fault] in step for step in found.trace), (fault, found.trace)
            assert (result.verdict.outcome, result.verdict.by) == (Outcome.REWRITTEN, By.TARGET)


def test_the_users_own_file_decides_and_is_not_assumed(emulator: EmulatorProcess) -> None:
    rule = '{"applinks":{"details":[{"appIDs":["A1B2C3D4E5.com.taobao.taobao4iphone"],"components":[%s]}]}}'
    opens, excludes = (
        replace(OWN, files=SiteFiles(ios=rule % each))
        for each in ('{"/":"/item","?":{"id":"*"}}', '{"/":"/item","exclude":true},{"/":"*"}')
    )
    opened, kept = tried(emulator, "ios", opens, excludes)
    assert (launch(opened).receiver, opened.verdict.assumed) == ("taobao", False)
    assert (launch(kept).receiver, kept.verdict.assumed) == (None, False)
    assert "applinks.details[0].components[0] excludes the link" in launch(kept).trace[-1]


@pytest.mark.parametrize("os", ["ios", "android", "harmony"])
def test_a_web_view_that_keeps_the_link_is_told_from_a_broken_file(
    emulator: EmulatorProcess, os: str
) -> None:
    (kept,) = tried(emulator, os, replace(OWN, owner=PlatformId("web")), host="wechat")
    assert launch(kept).receiver is None
    assert "web view" in launch(kept).trace[-1]
    assert not kept.verdict.assumed


def test_a_typed_address_stays_in_the_browser(emulator: EmulatorProcess) -> None:
    (typed,) = tried(emulator, "ios", OWN, entry="typed")
    assert "typed or pasted" in launch(typed).trace[-1]
