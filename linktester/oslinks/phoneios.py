"""The emulated iPhone: universal links by entitlements and association files, custom schemes by who has them.

Team ids of real apps are not public: the id under which a file names an app's bundle is taken for the app's.
"""

from functools import lru_cache

from linktester.model.message import Message, message
from linktester.oslinks.claims import (
    BROWSER,
    AppClaims,
    Handed,
    Mechanism,
    Prompt,
    Resolution,
    Tap,
    claims_host,
    covering,
)
from linktester.oslinks.ios import (
    Association,
    Choice,
    Circumstances,
    Claims,
    IosApp,
    Opened,
    Origin,
    Receiver,
    StepKind,
    opens,
    read,
)
from linktester.oslinks.phonefile import Files, Snapshot, is_assumed, told

NO_TEAM = "UNKNOWN000"
"""Stands for the team of an app that no file names."""
_ORIGINS = {
    Tap.SYSTEM: Origin.CAMERA,
    Tap.APP: Origin.OTHER_APP,
    Tap.BROWSER_TAP: Origin.SAFARI_TAP,
    Tap.BROWSER_REDIRECT: Origin.REDIRECT,
    Tap.BROWSER_TYPED: Origin.TYPED,
    Tap.BROWSER_SCRIPT: Origin.SCRIPT,
    Tap.WEB_VIEW_TAP: Origin.WEB_VIEW_TAP,
    Tap.WEB_VIEW_LOAD: Origin.WEB_VIEW_LOAD,
}


def kept(handed: Handed, host: str) -> Message | None:
    """Return why the link stays where it is whatever the files say, None when they decide."""
    row = _circumstances(handed).row(host)
    return None if row.receiver is Receiver.APP else row.said


def file_hosts(claimants: tuple[AppClaims, ...], host: str) -> tuple[str, ...]:
    """Return the hosts whose files the apps that claim `host` came with."""
    entries = (covering(app.hosts, host) for app in claimants)
    return tuple(dict.fromkeys(entry.removeprefix("*.") for entry in entries if entry is not None))


def by_link(handed: Handed, claimants: tuple[AppClaims, ...], claimed: Message, files: Files) -> Resolution:
    """Return what becomes of a web link that `claimants` claim."""
    associations = {host: _read(file.body) for host, file in files.items() if file.body is not None}
    ids = {_id(app, files, associations): app for app in claimants}
    apps = [IosApp(id_, tuple(f"applinks:{host}" for host in app.hosts)) for id_, app in ids.items()]
    source = next((id_ for id_, app in ids.items() if app.platform == handed.source), None)
    found = opens(Claims(apps, associations), handed.uri, _circumstances(handed, source))
    taker = ids.get(found.app) if found.app is not None else None
    rests_on_files = taker is not None or found.decided.kind in {StepKind.FILE, StepKind.RULE}
    return Resolution(
        receiver=None if taker is None else taker.platform,
        mechanism=Mechanism.NONE if taker is None else Mechanism.UNIVERSAL_LINK,
        delivered=None if taker is None else handed.uri,
        trace=(claimed, *_had(files, associations), *_steps(found)),
        assumed=rests_on_files and is_assumed(files),
        claimed=True,
    )


def by_scheme(handed: Handed, takers: tuple[AppClaims, ...]) -> Resolution:
    """Return which of `takers`, who all registered the scheme, gets a link; of several no rule says it."""
    scheme = handed.uri.partition(":")[0]
    names = ", ".join(app.platform for app in takers)
    said = message("phone.scheme", app=names, scheme=scheme)
    trace = (said,) if len(takers) == 1 else (said, message("phone.scheme-undefined", app=takers[0].platform))
    asks = handed.source == BROWSER
    return Resolution(
        receiver=takers[0].platform,
        mechanism=Mechanism.CUSTOM_SCHEME,
        delivered=handed.uri,
        prompt=Prompt.OPEN_IN_APP if asks else None,
        trace=(*trace, message("phone.safari-asks")) if asks else trace,
    )


def _circumstances(handed: Handed, source: str | None = None) -> Circumstances:
    return Circumstances(
        origin=_ORIGINS[handed.tap],
        page_host=handed.page_host,
        source=source,
        choice=Choice.BROWSER if handed.prefers_browser else Choice.NONE,
        # A web view that goes there itself has decided so.
        intercepts=True,
    )


def _id(app: AppClaims, files: Files, associations: dict[str, Association]) -> str:
    """Return the id under which a file names the app's bundle; of an unnamed app one that none names."""
    hosts = [host for host in files if host in associations and _comes_with(app, host)]
    named = (id_ for host in hosts for id_ in associations[host].apps())
    return next((id_ for id_ in named if id_.partition(".")[2] == app.name), f"{NO_TEAM}.{app.name}")


def _comes_with(app: AppClaims, host: str) -> bool:
    return claims_host(app.hosts, host) or f"*.{host}" in app.hosts


def _had(files: Files, associations: dict[str, Association]) -> tuple[Message, ...]:
    return tuple(said for host, file in files.items() for said in _about(file, associations.get(host)))


def _about(file: Snapshot, association: Association | None) -> tuple[Message, ...]:
    faults = association.findings[-1:] if association is not None and not association.readable else ()
    return (*told(file), *(fault.message for fault in faults))


def _steps(found: Opened) -> tuple[Message, ...]:
    steps = tuple(step.said for step in found.steps)
    nearest = None if found.trace is None else found.trace.nearest
    missed = found.decided.kind is StepKind.RULE and not found.decided.held and nearest is not None
    return (*steps[:-1], nearest.said, steps[-1]) if missed and nearest is not None else steps


@lru_cache(maxsize=256)
def _read(body: bytes) -> Association:
    return read(body)
