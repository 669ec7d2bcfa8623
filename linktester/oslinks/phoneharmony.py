"""The emulated HarmonyOS phone: App Linking by skills and the site's file, Deep Linking by skills alone.

App ids of AppGallery Connect are not public: the id that a file gives is taken for the app's. That a browser
lets https links go by App Linking only, never by an unverified skill, is our own decision.
"""

from dataclasses import replace
from functools import lru_cache

from linktester.model.message import Message, message
from linktester.oslinks.claims import BROWSER, AppClaims, Handed, Mechanism, Prompt, Resolution
from linktester.oslinks.harmony import (
    AppLinking,
    Circumstances,
    HarmonyApp,
    Opened,
    Receiver,
    Skill,
    SkillUri,
    opens,
    read_app_linking,
)
from linktester.oslinks.harmony.skills import BROWSABLE, VIEW_DATA
from linktester.oslinks.phonefile import Files, Snapshot, is_assumed, told


def by_link(handed: Handed, claimants: tuple[AppClaims, ...], claimed: Message, files: Files) -> Resolution:
    """Return what becomes of a web link that `claimants` claim."""
    if handed.prefers_browser:
        return Resolution(trace=(claimed, message("phone.prefers-browser")), claimed=True)
    linkings = {host: _read(file.body) for host, file in files.items() if file.body is not None}
    apps = {app.name: app for app in claimants}
    installed = tuple(_app(app, linkings) for app in claimants)
    given = Circumstances(app_linking_only=handed.source in {None, BROWSER})
    found = opens(installed, linkings, handed.uri, given)
    had = tuple(said for host, file in files.items() for said in _about(file, linkings.get(host)))
    resolved = _resolution(handed, found, apps, Mechanism.APP_LINK)
    return replace(resolved, trace=(claimed, *had, *resolved.trace), assumed=is_assumed(files), claimed=True)


def by_scheme(handed: Handed, takers: tuple[AppClaims, ...]) -> Resolution:
    """Return which of `takers`, who all have a skill for the scheme, gets a link."""
    apps = {app.name: app for app in takers}
    found = opens(tuple(_app(app, {}) for app in takers), {}, handed.uri)
    return _resolution(handed, found, apps, Mechanism.CUSTOM_SCHEME)


def _resolution(
    handed: Handed, found: Opened, apps: dict[str, AppClaims], mechanism: Mechanism
) -> Resolution:
    takers = [apps[bundle].platform for bundle in found.apps]
    receiver = next((taker for taker in takers if taker == handed.wanted), takers[0] if takers else None)
    asks = found.receiver is Receiver.CHOOSER
    return Resolution(
        receiver=receiver,
        mechanism=Mechanism.NONE if receiver is None else mechanism,
        delivered=None if receiver is None else handed.uri,
        prompt=Prompt.CHOOSE_APP if asks else None,
        trace=(found.said, message("phone.user-takes", app=str(receiver))) if asks else (found.said,),
    )


def _app(app: AppClaims, linkings: dict[str, AppLinking]) -> HarmonyApp:
    return HarmonyApp(app.name, _identifier(app, linkings), _skills(app))


def _identifier(app: AppClaims, linkings: dict[str, AppLinking]) -> str:
    """Return the id that stands for the app: the one that names it, else the first of a file."""
    named = [name for linking in linkings.values() for name, _ in linking.apps]
    return next((name for name in named if name == app.name), named[0] if named else app.name)


def _skills(app: AppClaims) -> tuple[Skill, ...]:
    """Return the skills by which the app takes its schemes and its hosts' https links."""
    schemes = tuple(SkillUri(f"skills[0].uris[{at}]", scheme) for at, scheme in enumerate(app.schemes))
    hosts = tuple(SkillUri(f"skills[1].uris[{at}]", "https", host) for at, host in enumerate(app.hosts))
    return (
        Skill("skills[0]", (VIEW_DATA,), (BROWSABLE,), schemes),
        Skill("skills[1]", (VIEW_DATA,), (BROWSABLE,), hosts, domain_verify=True),
    )


def _about(file: Snapshot, linking: AppLinking | None) -> tuple[Message, ...]:
    faults = linking.findings[-1:] if linking is not None and not linking.readable else ()
    return (*told(file), *(fault.message for fault in faults))


@lru_cache(maxsize=256)
def _read(body: bytes) -> AppLinking:
    return read_app_linking(body)
