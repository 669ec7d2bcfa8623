import asyncio
from pathlib import Path

import pytest

from linktester.model.system import OS
from linktester.send.sitefiles import SiteFile, is_host, site_files
from linktester.send.transport import emulator_tls
from tests.fakes.client_protocol import FakeEmulator, Got, Reply, redirect

AASA, LINKS = "/.well-known/apple-app-site-association", "/.well-known/assetlinks.json"
JSON = (("Content-Type", "application/json"),)
FILE = Reply(200, b"{}", JSON)
MISSING = Reply(404)


def asked(
    folder: Path, paths: dict[str, Reply], *, trusted: bool = True
) -> tuple[dict[OS, SiteFile], list[str]]:
    """Ask a site that answers by path; return the last place asked for each system, and all paths asked."""
    seen: list[str] = []

    def answered(got: Got) -> Reply:
        seen.append(got.target)
        return paths.get(got.target, MISSING)

    async def go() -> tuple[SiteFile, ...]:
        async with FakeEmulator(folder) as site:
            host = "localhost:" + site.ready.tls_base_url.rpartition(":")[2]
            site.hosts = {"localhost": answered, host: answered}
            trust = emulator_tls(site.ready.ca_pem()) if trusted else None
            return await site_files(host, trust=trust)

    return {each.system: each for each in asyncio.run(go())}, seen


def codes(file: SiteFile) -> list[str]:
    return [said.code for said in file.told]


def test_every_system_asks_its_own_places_until_it_has_a_file(tmp_path: Path) -> None:
    found, paths = asked(tmp_path, {AASA: FILE, LINKS: FILE})
    assert [found[each].body for each in (OS.IOS, OS.ANDROID, OS.HARMONY)] == [b"{}", b"{}", None]
    assert paths == [AASA, LINKS, "/.well-known/applinking.json"]
    assert codes(found[OS.IOS]) == ["phone.file-had"]
    assert codes(found[OS.HARMONY]) == ["phone.file-status"]


def test_the_old_place_is_asked_when_the_first_has_none(tmp_path: Path) -> None:
    found, _ = asked(tmp_path, {"/apple-app-site-association": FILE})
    assert found[OS.IOS].url.endswith("/apple-app-site-association")
    assert found[OS.IOS].body == b"{}"


def test_redirects_are_told_and_never_followed(tmp_path: Path) -> None:
    found, paths = asked(tmp_path, {LINKS: redirect("https://elsewhere.example/")})
    assert codes(found[OS.ANDROID]) == ["phone.file-redirect"]
    assert all(path.startswith("/") for path in paths)


def test_a_wrong_type_loses_the_file_for_android_and_is_told_for_apple(tmp_path: Path) -> None:
    page = Reply(200, b"{}", (("Content-Type", "text/html"),))
    found, _ = asked(tmp_path, {AASA: page, LINKS: page})
    assert found[OS.ANDROID].body is None
    assert codes(found[OS.ANDROID]) == ["phone.file-type"]
    assert found[OS.IOS].body == b"{}"
    assert "phone.file-odd-type" in codes(found[OS.IOS])


def test_a_file_beyond_apples_bound_is_refused(tmp_path: Path) -> None:
    found, _ = asked(tmp_path, {AASA: Reply(200, b" " * (128 * 1024 + 1), JSON)})
    assert found[OS.IOS].body is None


def test_a_certificate_that_nobody_trusts_is_told(tmp_path: Path) -> None:
    found, paths = asked(tmp_path, {AASA: FILE}, trusted=False)
    assert {code for each in found.values() for code in codes(each)} == {"phone.file-certificate"}
    assert paths == []


@pytest.mark.parametrize("text", ["shop.example", "localhost:8443", "a.b-c.example", "127.0.0.1:1"])
def test_hosts(text: str) -> None:
    assert is_host(text)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "no host",
        "https://shop.example",
        "shop.example/x",
        "a@b",
        "-a.example",
        "a:b",
        "x\n",
        "店.example",
    ],
)
def test_what_is_no_host(text: str) -> None:
    assert not is_host(text)
