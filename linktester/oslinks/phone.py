"""The emulated phone's system: which installed app takes a URI, after what question, by which rule.

The rules are those of `ios`, `android` and `harmony`; here is decided which of them a URI falls under.
Whether a browser lets a link go at all is its own decision: Apple says it for Safari; for the browsers of the
other systems it is taken that typed addresses, redirects and links within one host stay.
"""

from linktester import urls
from linktester.model.message import Message, message
from linktester.model.phone import OS
from linktester.oslinks import phoneandroid, phoneharmony, phoneios
from linktester.oslinks.claims import AppClaims, Handed, Mechanism, Resolution, Tap, claims_host, only_scanned
from linktester.oslinks.filefindings import shown
from linktester.oslinks.phonefile import Files

Apps = tuple[AppClaims, ...]
_STAYS = {
    Tap.BROWSER_TYPED: message("phone.typed"),
    Tap.BROWSER_REDIRECT: message("phone.redirect"),
    Tap.BROWSER_SCRIPT: message("androidopens.no-gesture"),
    Tap.WEB_VIEW_TAP: message("phone.web-view"),
    Tap.WEB_VIEW_LOAD: message("phone.web-view"),
}


def resolve(handed: Handed, apps: Apps, files: Files | None = None) -> Resolution:
    """Return who takes a URI on a phone with `apps`. Never raises.

    `files` holds the association files of the hosts that `files_needed` names.
    """
    scheme = _scheme(handed.uri)
    if scheme in {"intent", "android-app"}:
        return _by_intent(handed, apps, files or {})
    if scheme in {"http", "https"}:
        return _by_link(handed, apps, files or {})
    return _by_scheme(handed, scheme, apps)


def by_own_router(handed: Handed, app: AppClaims) -> Resolution:
    """Return what becomes of a link that the app gives away which claims it.

    It means its own router; the system would not deliver the link back.
    """
    return Resolution(
        receiver=app.platform,
        mechanism=Mechanism.UNIVERSAL_LINK if handed.os is OS.IOS else Mechanism.APP_LINK,
        delivered=handed.uri,
        trace=(message("phone.own-router", app=app.platform),),
        assumed=True,
        claimed=True,
    )


def files_needed(handed: Handed, apps: Apps) -> tuple[str, ...]:
    """Return the hosts whose association files decide about a URI; empty where none does."""
    scheme = _scheme(handed.uri)
    if scheme in {"intent", "android-app"}:
        data = phoneandroid.web_data(handed) if handed.os is OS.ANDROID else None
        return () if data is None else _needed(handed, data, apps)
    return _needed(handed, handed.uri, apps) if scheme in {"http", "https"} else ()


def _needed(handed: Handed, uri: str, apps: Apps) -> tuple[str, ...]:
    host = _host(uri)
    claimants = _claimants(apps, host)
    if not claimants or _kept(handed, host) is not None:
        return ()
    if handed.os is OS.ANDROID:
        return phoneandroid.file_hosts(claimants, host, handed.version)
    return phoneios.file_hosts(claimants, host)


def _by_link(handed: Handed, apps: Apps, files: Files) -> Resolution:
    host = _host(handed.uri)
    claimants = _claimants(apps, host)
    if not claimants:
        return Resolution(trace=(message("phone.unclaimed", host=shown(host)),))
    claimed = _claimed(claimants, host)
    kept = _kept(handed, host)
    if kept is not None:
        return Resolution(trace=(claimed, kept), claimed=True)
    match handed.os:
        case OS.IOS:
            return phoneios.by_link(handed, claimants, claimed, files)
        case OS.ANDROID:
            return phoneandroid.by_link(handed, claimants, claimed, files)
    return phoneharmony.by_link(handed, claimants, claimed, files)


def _by_intent(handed: Handed, apps: Apps, files: Files) -> Resolution:
    if handed.os is not OS.ANDROID:
        return Resolution(trace=(message("phone.only-android", scheme=_scheme(handed.uri)),))
    return phoneandroid.by_intent(handed, apps, files)


def _by_scheme(handed: Handed, scheme: str, apps: Apps) -> Resolution:
    claimants = tuple(app for app in apps if scheme in app.schemes)
    takers = tuple(app for app in claimants if not only_scanned(app, handed))
    if claimants and not takers:
        return Resolution(trace=(message("phone.only-scanned", app=claimants[0].platform),))
    if not takers:
        return Resolution(trace=(message("phone.no-scheme", scheme=shown(scheme)),))
    match handed.os:
        case OS.IOS:
            return phoneios.by_scheme(handed, takers)
        case OS.ANDROID:
            return phoneandroid.by_scheme(handed, takers)
    return phoneharmony.by_scheme(handed, takers)


def _kept(handed: Handed, host: str) -> Message | None:
    """Return why the link stays where it is whatever the files say, None when they decide."""
    if handed.os is OS.IOS:
        return phoneios.kept(handed, host)
    if handed.tap is Tap.BROWSER_TAP and handed.page_host == host:
        return message("phone.same-host")
    return _STAYS.get(handed.tap)


def _claimants(apps: Apps, host: str) -> Apps:
    return tuple(app for app in apps if claims_host(app.hosts, host))


def _claimed(claimants: Apps, host: str) -> Message:
    names = ", ".join(app.platform for app in claimants)
    return message("phone.claimed", apps=shown(names), host=shown(host))


def _host(uri: str) -> str:
    url = urls.parse(uri)
    return url.hostname if url is not None else ""


def _scheme(uri: str) -> str:
    return uri.partition(":")[0].lower()
