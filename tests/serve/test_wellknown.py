"""Association files as the emulator serves them."""

import json
from dataclasses import replace

import pytest

from linktester.links import catalogue
from linktester.model.association import APPLE_CDN, APPLE_CDN_PATH, FILE_PATHS, FileFault, SiteFiles
from linktester.model.link import PlatformId
from linktester.model.phone import OS
from linktester.model.world import Site, WorldSpec
from linktester.oslinks.android.assetfile import read_asset_file
from linktester.oslinks.harmony import read_app_linking
from linktester.oslinks.ios import decide, read, target
from linktester.serve.exchange import Answer
from linktester.serve.faults import Breaks, Fault, FaultMatch
from linktester.serve.wellknown import answer
from linktester.serve.worlds import Worlds
from tests.fakes.emulator import DATE, asked

ULINK = "ulink.alipay.com"
OWN = Site(host="shop.example", claimed_by=PlatformId("taobao"))
HEADER = (b"linktester-assumed", b"association-file")


def served(url: str, *sites: Site, faults: tuple[Fault, ...] = ()) -> Answer | None:
    world = Worlds().make(WorldSpec(as_of=DATE, sites=sites), faults)
    return answer(asked(url, in_world=world), catalogue())


def file(os: OS, *sites: Site, host: str = "shop.example", faults: tuple[Fault, ...] = ()) -> Answer:
    found = served(f"https://{host}{FILE_PATHS[os][0]}", *sites, faults=faults)
    assert found is not None
    return found


def copy(*sites: Site, host: str = "shop.example") -> Answer:
    found = served(f"https://{APPLE_CDN}{APPLE_CDN_PATH}{host}", *sites)
    assert found is not None
    return found


def test_what_is_made_up_lets_the_app_open_everything_and_says_so() -> None:
    ios = file(OS.IOS, host=ULINK)
    url = target("https://ulink.alipay.com/a?b#c")
    assert url is not None
    (decision,) = decide(read(ios.body), url).values()
    assert decision.outcome == "match"
    assert HEADER in ios.headers
    android = read_asset_file(file(OS.ANDROID, host=ULINK).body)
    assert (android.readable, android.findings) == (True, ())
    harmony = read_app_linking(file(OS.HARMONY, host=ULINK).body)
    assert harmony.apps == (("unknown.alipay", None),)


def test_a_site_of_the_users_own() -> None:
    assert b"com.taobao.taobao4iphone" in file(OS.IOS, OWN).body
    own = replace(OWN, files=SiteFiles(ios="[1]"))
    ios = file(OS.IOS, own)
    assert (ios.body, HEADER in ios.headers) == (b"[1]", False)
    assert b"com.taobao.taobao" in file(OS.ANDROID, own).body


def test_only_what_is_claimed_has_files() -> None:
    assert served(f"https://www.example{FILE_PATHS[OS.IOS][0]}") is None
    assert served("https://shop.example/", OWN) is None
    assert served(f"https://plain.example{FILE_PATHS[OS.IOS][0]}", Site(host="plain.example")) is None
    root = served(f"https://shop.example{FILE_PATHS[OS.IOS][1]}", OWN)
    assert root is not None
    assert root.status == 404


def test_apples_copy_is_the_sites_file() -> None:
    assert copy(OWN).body == file(OS.IOS, OWN).body
    assert copy(host="nobody.example").status == 404
    for path in ("/", "/a/v1/", "/a/v1/shop.example/x"):
        found = served(f"https://{APPLE_CDN}{path}", OWN)
        assert found is not None
        assert found.status == 404


@pytest.mark.parametrize("fault", FileFault)
def test_every_fault_shows_at_the_site_or_in_apples_copy(fault: FileFault) -> None:
    spoilt = replace(OWN, file_fault=fault)
    assert file(OS.IOS, spoilt) != file(OS.IOS, OWN) or copy(spoilt) != copy(OWN)


@pytest.mark.parametrize(
    ("fault", "status"),
    [
        (FileFault.REDIRECT, 302),
        (FileFault.MISSING, 404),
        (FileFault.SLOW, 503),
        (FileFault.BAD_CERTIFICATE, 503),
        (FileFault.BROKEN_JSON, 200),
        (FileFault.WRONG_TYPE, 200),
        (FileFault.OVERSIZED, 200),
        (FileFault.STALE_COPY, 200),
    ],
)
def test_faults(fault: FileFault, status: int) -> None:
    assert file(OS.IOS, replace(OWN, file_fault=fault)).status == status


def test_faults_in_detail() -> None:
    assert not read(file(OS.IOS, replace(OWN, file_fault=FileFault.BROKEN_JSON)).body).readable
    assert len(file(OS.IOS, replace(OWN, file_fault=FileFault.OVERSIZED)).body) > 128 * 1024
    wrong = file(OS.IOS, replace(OWN, file_fault=FileFault.WRONG_TYPE))
    assert dict(wrong.headers)[b"content-type"].startswith(b"text/html")
    slow = file(OS.IOS, replace(OWN, file_fault=FileFault.SLOW))
    assert dict(slow.headers)[b"linktester-stands-for"] == b"slow"


def test_a_stale_copy_is_stale_at_apple_only() -> None:
    stale = replace(OWN, file_fault=FileFault.STALE_COPY)
    assert file(OS.IOS, stale) == file(OS.IOS, OWN)
    assert json.loads(copy(stale).body) == {"applinks": {"details": []}}


def test_apple_keeps_no_copy_of_what_it_could_not_fetch() -> None:
    refused = {fault for fault in FileFault if copy(replace(OWN, file_fault=fault)).status == 404}
    assert refused == {
        FileFault.REDIRECT,
        FileFault.MISSING,
        FileFault.SLOW,
        FileFault.BAD_CERTIFICATE,
        FileFault.OVERSIZED,
    }


def test_a_worlds_fault_spoils_the_files_of_the_hosts_it_names() -> None:
    fault = Fault(does=Breaks.FILE_REDIRECT, match=FaultMatch(host="*.alipay.com"))
    assert file(OS.IOS, host=ULINK, faults=(fault,)).status == 302
    assert file(OS.IOS, host="help.wechat.com", faults=(fault,)).status == 200
    of_pages = Fault(does=Breaks.LOGIN)
    assert file(OS.IOS, host=ULINK, faults=(of_pages,)).status == 200


def test_a_fault_without_an_app_is_a_fault_of_nothing() -> None:
    lone = Site(host="lone.example", file_fault=FileFault.WRONG_TYPE)
    assert file(OS.IOS, lone, host="lone.example").status == 404
