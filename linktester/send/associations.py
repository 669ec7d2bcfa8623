"""Association files as the phone's system fetches them when an app is installed, kept as snapshots.

A file is fetched when it is first needed and never again in its world: worlds do not change, so it is what
an installation beforehand would have got. The requests are the system's, not the link's: they are in no
evidence, what came of them is told in the trace of whoever resolves a link by them.

By the published rules: HTTPS with a valid certificate, status 200, no redirects; at most 128 KB for Apple,
`application/json` for Google. How long a system waits is not published. Emulated hosts tell that they stand
for a slow one; our own slowness is never a site's fault.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import partial
from time import perf_counter

from linktester import urls
from linktester.model.association import (
    APPLE_CDN,
    APPLE_CDN_PATH,
    ASSUMED_HEADER,
    FILE_PATHS,
    STANDS_FOR_HEADER,
    FileFault,
)
from linktester.model.message import Message, message
from linktester.model.phone import OS
from linktester.oslinks.phonefile import Snapshot
from linktester.send.fetch import Answer, Ask, fetch
from linktester.send.host import problem_type, said
from linktester.send.inflate import OFFERED
from linktester.send.limits import Limits
from linktester.send.transport import Line, Side
from linktester.send.trip import Trip

MOST_OCTETS = 128 * 1024
"""Apple's bound, uncompressed."""
_JSON = "application/json"
_NO_FILE = "no-file"
"""How the emulator says that a host has none, which is an answer like any other."""
_ASSUMED = ASSUMED_HEADER.lower()
_STANDS_FOR = STANDS_FOR_HEADER.lower()


async def association(trip: Trip, os: OS, host: str) -> Snapshot:
    """Return the file of `host` as the phone of `trip` has it. Ends the trip when our own side breaks."""
    return await trip.snapshots.get((trip.world, os, host), partial(_fetched, trip, os, host))


@dataclass(frozen=True, slots=True)
class Got:
    """One answer, by the rules for fetching."""

    body: bytes | None
    """None: the system would have no file."""
    told: tuple[Message, ...]
    assumed: bool = False


async def _fetched(trip: Trip, os: OS, host: str) -> Snapshot:
    is_live = trip.side_of(host) is Side.LIVE
    if os is OS.IOS and not is_live:
        copy = await _asked(trip, os, f"https://{APPLE_CDN}{APPLE_CDN_PATH}{host}")
        if copy.body is not None:
            return _snapshot(trip, os, host, copy)
        why = await _from_site(trip, os, host)
        no_copy = message("phone.file-no-copy", host=host[:120])
        return Snapshot(host, None, (no_copy, *why.told), _is_assumed(trip, os, host, why))
    return _snapshot(trip, os, host, await _from_site(trip, os, host))


def _snapshot(trip: Trip, os: OS, host: str, got: Got) -> Snapshot:
    return Snapshot(host, got.body, got.told, _is_assumed(trip, os, host, got))


def _is_assumed(trip: Trip, os: OS, host: str, got: Got) -> bool:
    """A file of the user's own is as it is; that an app of the catalogue claims a host is assumed as well."""
    site = next((each for each in trip.probe.sites if each.host == host), None)
    return got.assumed or site is None or site.file(os) is None


async def _from_site(trip: Trip, os: OS, host: str) -> Got:
    """Ask the places in order; of several refusals the first one is told."""
    refused: Got | None = None
    for path in FILE_PATHS[os]:
        got = await _asked(trip, os, f"https://{host}{path}")
        if got.body is not None:
            return got
        refused = refused or got
    return refused or Got(None, ())


async def _asked(trip: Trip, os: OS, address: str) -> Got:
    url = urls.parse(address)
    if url is None:
        return Got(None, (message("phone.file-status", url=address[:200], status=0),))
    side = trip.side_of(url.hostname)
    if side is Side.REFUSED:
        trip.fail("refused-host", url.hostname)
    headers = (("Host", url.host), ("Accept", _JSON), ("Accept-Encoding", OFFERED))
    ask = Ask(url=url, target=urls.target(url), headers=headers, side=side, world=trip.world)
    answer = await trip.ask_aside(ask)
    trouble = problem_type(answer) if side is Side.EMULATED and answer.failure is None else None
    if trouble not in {None, "", _NO_FILE}:
        trip.fail("bad-answer", said(answer))
    if answer.failure not in {None, "too-large"} and side is not Side.LIVE:
        trip.fail(answer.failure or "", answer.detail)
    return by_the_rules(os, address, answer)


async def live_file(line: Line, os: OS, address: str, limits: Limits) -> Got:
    """Return the file at an address of the real network, which the user named, by the same rules."""
    url = urls.parse(address)
    if url is None or not url.is_web:
        return Got(None, (message("phone.file-status", url=address[:200], status=0),))
    headers = (("Host", url.host), ("Accept", _JSON), ("Accept-Encoding", OFFERED))
    ask = Ask(url=url, target=urls.target(url), headers=headers, side=Side.LIVE)
    return by_the_rules(os, url.href, await fetch(line, ask, limits, perf_counter()))


def by_the_rules(os: OS, address: str, answer: Answer) -> Got:
    """Return what a system makes of an answer to its asking for the file."""
    return _broken_off(address, answer) or _read(os, address, answer)


def _broken_off(address: str, answer: Answer) -> Got | None:
    """Return what to say of an answer that did not come whole; None when it did."""
    if answer.failure is None:
        return None
    if answer.failure == "too-large":
        return Got(None, (message("phone.file-too-large", url=address[:200], most=MOST_OCTETS),))
    if answer.failure == "tls":
        return Got(None, (message("phone.file-certificate", host=_host(address)[:120]),))
    if answer.failure in {"timeout", "deadline"}:
        return Got(None, (message("phone.file-slow", url=address[:200]),))
    return Got(None, (message("phone.file-broken-off", url=address[:200], reason=answer.failure),))


def _read(os: OS, address: str, answer: Answer) -> Got:
    stands_for, shown = answer.header(_STANDS_FOR), address[:200]
    assumed = bool(answer.header(_ASSUMED))
    refusal = _refusal(os, shown, answer, stands_for)
    if refusal is not None:
        return Got(None, (refusal,), assumed)
    return Got(answer.body, tuple(_told(os, shown, answer, stands_for, assumed=assumed)), assumed)


def _refusal(os: OS, address: str, answer: Answer, stands_for: str) -> Message | None:
    """Return the rule for fetching that the answer breaks, None when it breaks none."""
    if stands_for == FileFault.SLOW:
        return message("phone.file-slow", url=address)
    if stands_for == FileFault.BAD_CERTIFICATE:
        return message("phone.file-certificate", host=_host(address))
    if 300 <= answer.status < 400:
        return message("phone.file-redirect", url=address, status=answer.status)
    if answer.status != 200:
        return message("phone.file-status", url=address, status=answer.status)
    return _unfit(os, address, answer)


def _unfit(os: OS, address: str, answer: Answer) -> Message | None:
    """Return what one system minds about a whole answer."""
    if os is OS.IOS and len(answer.body) > MOST_OCTETS:
        return message("phone.file-too-large", url=address, most=MOST_OCTETS)
    if os is OS.ANDROID and not _is_json(answer):
        return message("phone.file-type", url=address, type=answer.header("content-type")[:80])
    return None


def _told(os: OS, address: str, answer: Answer, stands_for: str, *, assumed: bool) -> Iterator[Message]:
    is_copy = f"//{APPLE_CDN}/" in address
    if is_copy:
        yield message("phone.file-copy", url=address)
    else:
        yield message("phone.file-had", url=address)
    if assumed and stands_for != FileFault.STALE_COPY:
        yield message("phone.file-assumed", host=address.rpartition("/")[2] if is_copy else _host(address))
    if stands_for == FileFault.STALE_COPY:
        yield message("phone.file-stale")
    if os is OS.IOS and not _is_json(answer):
        yield message("phone.file-odd-type", url=address, type=answer.header("content-type")[:80])


def _host(address: str) -> str:
    return address.split("/")[2]


def _is_json(answer: Answer) -> bool:
    return answer.header("content-type").partition(";")[0].strip().lower() == _JSON
