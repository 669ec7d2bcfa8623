"""Association files: those of the catalogue's claimed hosts and of the user's stand-ins, faulty on demand.

The real files are not public. What is made up lets the app that claims a host open all of it, carries a
header that says so, and names the app by a team, fingerprint or id that no real app has.

The fault of a host is the `file_fault` of its stand-in, or the first of the world's faults whose `does` is
one of its words. Trouble below HTTP is told in a header: a TLS handshake knows no world yet.
"""

import hashlib
from collections.abc import Callable, Mapping
from dataclasses import replace

import msgspec

from linktester.links.catalogue import Catalogue
from linktester.model.association import (
    APPLE_CDN,
    APPLE_CDN_PATH,
    ASSUMED_HEADER,
    FILE_PATHS,
    STANDS_FOR_HEADER,
    FileFault,
)
from linktester.model.link import PlatformId
from linktester.model.platform import Platform
from linktester.model.system import OS
from linktester.oslinks import AppClaims, claims_host
from linktester.serve.exchange import Answer, Asked, redirect
from linktester.serve.problems import problem

MADE_UP_TEAM = "LINKTESTER"
"""Ten letters, as Apple's have; the system gives out none like it."""
_SYSTEM_OF = {path: os for os, paths in FILE_PATHS.items() for path in paths}
_LEGACY = FILE_PATHS[OS.IOS][1]
_JSON = (b"content-type", b"application/json")
_HTML = (b"content-type", b"text/html; charset=utf-8")
_ASSUMED = (ASSUMED_HEADER.lower().encode(), b"association-file")
_STANDS_FOR = STANDS_FOR_HEADER.lower().encode()
_TOO_MUCH = 129 * 1024
_BEFORE_ANY_APP = b'{"applinks":{"details":[]}}'
_TOLD_FAULTS = frozenset({FileFault.SLOW, FileFault.BAD_CERTIFICATE})


def answer(asked: Asked, catalogue: Catalogue) -> Answer | None:
    """Return the association file asked for, None when the request is for none that is played here."""
    if asked.host == APPLE_CDN:
        return _copy(asked, catalogue)
    os = _SYSTEM_OF.get(asked.path)
    return None if os is None else _served(asked, catalogue, os)


def _copy(asked: Asked, catalogue: Catalogue) -> Answer:
    """Answer for Apple's server, which has fetched the site's file by the same rules."""
    host = asked.path.removeprefix(APPLE_CDN_PATH)
    if not asked.path.startswith(APPLE_CDN_PATH) or not host or "/" in host:
        return problem(404, "no-file", host=asked.host)
    at_site = replace(asked, host=host.lower(), path=FILE_PATHS[OS.IOS][0])
    if _fault(at_site) is FileFault.STALE_COPY:
        return _file(_BEFORE_ANY_APP, assumed=True, stands_for=FileFault.STALE_COPY)
    found = _served(at_site, catalogue, OS.IOS)
    if found is None or found.status != 200 or len(found.body) >= _TOO_MUCH:
        return problem(404, "no-file", host=host)
    return found


def _served(asked: Asked, catalogue: Catalogue, os: OS) -> Answer | None:
    """Return what the site answers, None where neither the world nor the catalogue has a file for it."""
    site = asked.world.sites.get(asked.host)
    text = site.file(os) if site is not None else None
    apps = _claimants(asked, catalogue)
    if text is None and not apps and _fault(asked) is None:
        return None
    if asked.path == _LEGACY:
        return problem(404, "no-file", host=asked.host)
    if text is None and not apps:
        return _broken(asked, problem(404, "no-file", host=asked.host))
    made = _MAKERS[os](apps, os) if text is None else text.encode("utf-8", "replace")
    return _broken(asked, _file(made, assumed=text is None))


def _claimants(asked: Asked, catalogue: Catalogue) -> tuple[Platform, ...]:
    site = asked.world.sites.get(asked.host)
    claimed_by = None if site is None else site.claimed_by
    return tuple(
        each
        for each in catalogue.platforms.values()
        if each.id == claimed_by or claims_host(_with_parents(each.claims), asked.host)
    )


def _with_parents(claims: tuple[str, ...]) -> tuple[str, ...]:
    """Return the hosts whose file is read for `claims`: for `*.example.com` that of `example.com`."""
    return tuple(each.removeprefix("*.") for each in claims)


def _fault(asked: Asked) -> FileFault | None:
    site = asked.world.sites.get(asked.host)
    if site is not None and site.file_fault is not None:
        return site.file_fault
    hits = (fault.does.of_files for fault in asked.world.faults if fault.hits(asked.host, asked.path))
    return next((fault for fault in hits if fault is not None), None)


def _broken(asked: Asked, answer: Answer) -> Answer:
    """Return `answer` as the host's fault leaves it."""
    fault = _fault(asked)
    if fault in _TOLD_FAULTS:
        return replace(answer, status=503, body=b"", headers=((_STANDS_FOR, fault.value.encode()),))
    if fault is FileFault.REDIRECT:
        return redirect(f"https://{asked.host}/moved{asked.path}")
    if fault is FileFault.MISSING:
        return problem(404, "no-file", host=asked.host)
    return _spoilt(answer, fault)


def _spoilt(answer: Answer, fault: FileFault | None) -> Answer:
    match fault:
        case FileFault.WRONG_TYPE:
            return replace(answer, headers=(_HTML, *answer.headers[1:]))
        case FileFault.OVERSIZED:
            return replace(answer, body=answer.body + b" " * _TOO_MUCH)
        case FileFault.BROKEN_JSON:
            return replace(answer, body=answer.body.rstrip()[:-1] + b",")
    return answer


def _file(body: bytes, *, assumed: bool, stands_for: FileFault | None = None) -> Answer:
    headers = [_JSON]
    if assumed:
        headers.append(_ASSUMED)
    if stands_for is not None:
        headers.append((_STANDS_FOR, stands_for.value.encode()))
    return Answer(headers=tuple(headers), body=body)


def _for_ios(apps: tuple[Platform, ...], os: OS) -> bytes:
    ids = [f"{MADE_UP_TEAM}.{_package(app, os)}" for app in apps]
    return msgspec.json.encode({"applinks": {"details": [{"appIDs": ids, "components": [{"/": "*"}]}]}})


def _for_android(apps: tuple[Platform, ...], os: OS) -> bytes:
    targets = [
        {
            "namespace": "android_app",
            "package_name": _package(app, os),
            "sha256_cert_fingerprints": [_fingerprint(app.id)],
        }
        for app in apps
    ]
    relation = ["delegate_permission/common.handle_all_urls"]
    return msgspec.json.encode([{"relation": relation, "target": target} for target in targets])


def _for_harmony(apps: tuple[Platform, ...], os: OS) -> bytes:
    named = [{"appIdentifier": _package(app, os)} for app in apps]
    return msgspec.json.encode({"applinking": {"apps": named}})


_MAKERS: Mapping[OS, Callable[[tuple[Platform, ...], OS], bytes]] = {
    OS.IOS: _for_ios,
    OS.ANDROID: _for_android,
    OS.HARMONY: _for_harmony,
}


def _package(app: Platform, os: OS) -> str:
    """Return the app's package, or the name that the phone gives an app whose package is not known."""
    package = next((each.package for each in app.apps if each.os is os), None)
    return AppClaims(app.id, package=package).name


def _fingerprint(app: PlatformId) -> str:
    octets = hashlib.sha256(f"{MADE_UP_TEAM} {app}".encode()).digest()
    return octets.hex(":").upper()
