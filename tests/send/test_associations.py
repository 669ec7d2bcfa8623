"""How the system fetches association files."""

from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path

import pytest

from linktester.model.association import (
    APPLE_CDN,
    APPLE_CDN_PATH,
    ASSUMED_HEADER,
    FILE_PATHS,
    STANDS_FOR_HEADER,
    SiteFiles,
)
from linktester.model.evidence import Failed
from linktester.model.phone import OS
from linktester.model.world import Site
from linktester.oslinks.phonefile import Snapshot
from linktester.send.associations import MOST_OCTETS, association
from linktester.send.limits import LIMITS
from linktester.send.transport import HostBook, Line, emulator_tls
from linktester.send.trip import Trip, TripOver
from tests.fakes.associations import aasa, served
from tests.fakes.client_protocol import Answerer, FakeEmulator, Got, Reply, problem, redirect
from tests.fakes.phones import probe, run

HOST = "a.example"
COPY = f"{APPLE_CDN}{APPLE_CDN_PATH}{HOST}"
WELL_KNOWN, ROOT = (f"{HOST}{path}" for path in FILE_PATHS[OS.IOS])
LINKS, HARMONY = (f"{HOST}{FILE_PATHS[os][0]}" for os in (OS.ANDROID, OS.HARMONY))
GOOD = served(aasa("x.y"))
NONE = problem("no-file", 404)


async def had(
    folder: Path, hosts: Mapping[str, Answerer | Reply], os: OS, site: Site | None = None, times: int = 1
) -> tuple[Snapshot | None, list[str], tuple[object, ...]]:
    """Return the file, the addresses asked, and what was written down."""
    async with FakeEmulator(folder, dict(hosts)) as emulator:
        line = Line(emulator.ready, emulator_tls(emulator.ready.ca_pem()), None)
        trip = Trip(
            probe("https://a.example/", sites=()),
            line,
            HostBook((HOST, APPLE_CDN), frozenset()),
            LIMITS,
        )
        if site is not None:
            trip.become(replace(trip.probe, sites=(site,)))
        found = None
        try:
            for _ in range(times):
                found = await association(trip, os, HOST)
        except TripOver:
            found = None
        finally:
            await line.aclose()
        return found, [f"{each.host}{each.target}" for each in emulator.got], trip.observations


def codes(found: Snapshot | None) -> list[str]:
    assert found is not None
    return [said.code for said in found.told]


def test_iphones_ask_apples_copy(tmp_path: Path) -> None:
    found, asked, _ = run(had(tmp_path, {COPY: GOOD}, OS.IOS, times=3))
    assert asked == [COPY]
    assert codes(found) == ["phone.file-copy"]
    assert found.body == GOOD.body
    assert found.assumed


def test_where_apple_has_none_the_sites_own_answer_says_why(tmp_path: Path) -> None:
    hosts = {COPY: NONE, WELL_KNOWN: redirect("https://a.example/x"), ROOT: NONE}
    found, asked, _ = run(had(tmp_path, hosts, OS.IOS))
    assert asked == [COPY, WELL_KNOWN, ROOT]
    assert found.body is None
    assert codes(found) == ["phone.file-no-copy", "phone.file-redirect"]


@pytest.mark.parametrize(("os", "address"), [(OS.ANDROID, LINKS), (OS.HARMONY, HARMONY)])
def test_other_systems_ask_the_site(tmp_path: Path, os: OS, address: str) -> None:
    found, asked, _ = run(had(tmp_path, {address: served([])}, os))
    assert asked == [address]
    assert codes(found) == ["phone.file-had"]


HTML = ("Content-Type", "text/html")
HUGE = Reply(200, b" " * (MOST_OCTETS + 1), (("Content-Type", "application/json"),))
SLOW = Reply(503, b"", ((STANDS_FOR_HEADER, "slow"),))
CERTIFICATE = Reply(503, b"", ((STANDS_FOR_HEADER, "bad-certificate"),))


@pytest.mark.parametrize(
    ("os", "reply", "said", "is_had"),
    [
        (OS.ANDROID, redirect("https://a.example/x", 301), "phone.file-redirect", False),
        (OS.ANDROID, Reply(403), "phone.file-status", False),
        (OS.ANDROID, NONE, "phone.file-status", False),
        (OS.ANDROID, served([], HTML), "phone.file-type", False),
        (OS.ANDROID, HUGE, "phone.file-had", True),
        (OS.ANDROID, SLOW, "phone.file-slow", False),
        (OS.ANDROID, CERTIFICATE, "phone.file-certificate", False),
        (OS.HARMONY, served({}, HTML), "phone.file-had", True),
        (OS.HARMONY, redirect("https://a.example/x"), "phone.file-redirect", False),
        (OS.IOS, HUGE, "phone.file-too-large", False),
        (OS.IOS, served({}, HTML), "phone.file-odd-type", True),
        (OS.IOS, served({}, (STANDS_FOR_HEADER, "stale-copy")), "phone.file-stale", True),
        (OS.IOS, served({}, (ASSUMED_HEADER, "association-file")), "phone.file-assumed", True),
    ],
)
def test_the_rules_for_fetching(tmp_path: Path, os: OS, reply: Reply, said: str, is_had: bool) -> None:
    found, _, seen = run(had(tmp_path, {HOST: reply, APPLE_CDN: reply}, os))
    assert said in codes(found)
    assert (found.body is not None) is is_had
    assert seen == ()


def test_a_file_of_the_users_own_is_not_assumed(tmp_path: Path) -> None:
    own = Site(host=HOST, files=SiteFiles(ios="{}"))
    assert not run(had(tmp_path, {COPY: GOOD}, OS.IOS, own))[0].assumed
    assert run(had(tmp_path, {LINKS: GOOD}, OS.ANDROID, own))[0].assumed
    made_up = served({}, (ASSUMED_HEADER, "association-file"))
    assert run(had(tmp_path, {COPY: made_up}, OS.IOS, own))[0].assumed


def cut(_: Got) -> Reply:
    raise ConnectionError


@pytest.mark.parametrize("reply", [problem("unknown-world", 400), problem("state-unusable", 503), cut])
def test_our_own_trouble_is_no_missing_file(tmp_path: Path, reply: Answerer | Reply) -> None:
    found, _, seen = run(had(tmp_path, {LINKS: reply}, OS.ANDROID))
    assert found is None
    (failed,) = seen
    assert isinstance(failed, Failed)
    assert failed.ours
