"""The emulated Android phone: intent filters, domain verification, `intent:` links and the user's choice.

What filters real apps have beside those for their schemes and hosts, and what they are signed with, is not
public: a fingerprint that a file names for an app's package is taken for the app's.
"""

from dataclasses import dataclass
from functools import lru_cache

from linktester import urls
from linktester.model.message import Message, message
from linktester.oslinks.android.assetlinks import WELL_KNOWN, Collected, Contents, WebContent, collect
from linktester.oslinks.android.assets import App, Site
from linktester.oslinks.android.chromeintent import Launch, chrome_launch
from linktester.oslinks.android.dynamicrules import DynamicRules, dynamic_in
from linktester.oslinks.android.intent import (
    ACTION_MAIN,
    ACTION_VIEW,
    CATEGORY_BROWSABLE,
    CATEGORY_DEFAULT,
    FALLBACK_EXTRA,
    Intent,
)
from linktester.oslinks.android.intentdraft import IntentUriError
from linktester.oslinks.android.intentfilter import Authority, IntentFilter, match
from linktester.oslinks.android.intenturi import Form, parse_intent_uri
from linktester.oslinks.android.opens import (
    STRICT_SINCE,
    Circumstances,
    InstalledApp,
    Opened,
    Receiver,
    opens,
)
from linktester.oslinks.android.statements import HANDLE_ALL_URLS
from linktester.oslinks.android.uri import parse_uri
from linktester.oslinks.android.verification import FAILURE
from linktester.oslinks.claims import (
    BROWSER,
    AppClaims,
    Handed,
    Mechanism,
    Prompt,
    Resolution,
    Tap,
    covering,
    only_scanned,
)
from linktester.oslinks.phonefile import Files, Snapshot, is_assumed, told

RECENT = 15
"""Version of phones that name none."""
_CATEGORIES = (CATEGORY_DEFAULT, CATEGORY_BROWSABLE)
_WEB = ("http", "https")


@dataclass(frozen=True, slots=True)
class _Answer:
    """What is known of an answer before the system gives it."""

    mechanism: Mechanism
    data: str
    before: tuple[Message, ...] = ()
    assumed: bool = False


@dataclass(frozen=True, slots=True)
class _Said:
    """What a host's file says of one app."""

    state: str
    dynamic: DynamicRules | None = None


def file_hosts(claimants: tuple[AppClaims, ...], host: str, version: int | None) -> tuple[str, ...]:
    """Return the hosts whose files decide.

    Before Android 12 those are all hosts of an app, for one failure fails them all.
    """
    if (version or RECENT) >= STRICT_SINCE:
        entries = [covering(app.hosts, host) or host for app in claimants]
    else:
        entries = [entry for app in claimants for entry in app.hosts]
    return tuple(dict.fromkeys(entry.removeprefix("*.") for entry in entries))


def by_link(handed: Handed, claimants: tuple[AppClaims, ...], claimed: Message, files: Files) -> Resolution:
    """Return what becomes of a web link that `claimants` claim."""
    url = urls.parse(handed.uri)
    text = handed.uri if url is None else url.href
    found = opens(text, _circumstances(handed, claimants, files))
    had = tuple(said for file in files.values() for said in _about(file))
    answer = _Answer(Mechanism.APP_LINK, handed.uri, (claimed, *had), is_assumed(files))
    return _resolution(handed, found, claimants, answer)


def by_scheme(handed: Handed, takers: tuple[AppClaims, ...]) -> Resolution:
    """Return which of `takers`, whose filters name the scheme in lower case, gets a link.

    That a script in the browser needs a tap is on record for `intent:` links only.
    """
    scheme, colon, rest = handed.uri.partition(":")
    # A web view and the camera write schemes in lower case; an app hands its text over as it stands.
    is_raw = handed.tap is Tap.APP and not handed.in_page
    text = handed.uri if is_raw else f"{scheme.lower()}{colon}{rest}"
    found = opens(text, _circumstances(handed, takers, {}))
    return _resolution(handed, found, takers, _Answer(Mechanism.CUSTOM_SCHEME, handed.uri))


def web_data(handed: Handed) -> str | None:
    """Return the web address an `intent:` link without a package carries, None when it has none."""
    launch = _launch(handed)
    if isinstance(launch, Message) or launch.intent.package is not None:
        return None
    data = launch.intent.data
    return data if data is not None and parse_uri(data).scheme in _WEB else None


def by_intent(handed: Handed, apps: tuple[AppClaims, ...], files: Files) -> Resolution:
    """Return who takes an `intent:` or `android-app:` link."""
    launch = _launch(handed)
    if isinstance(launch, Message):
        return Resolution(trace=(launch,))
    if handed.tap is Tap.BROWSER_SCRIPT:
        return _nobody(handed, launch, message("androidopens.no-gesture"))
    package = launch.intent.package
    named = tuple(app for app in apps if package in {None, app.package})
    if package is not None and not named:
        return _nobody(handed, launch, message("phone.no-package", package=package[:120]))
    found = _matched(handed, launch, named, files)
    return found or _nobody(handed, launch, message("androidopens.no-filter"))


def _matched(handed: Handed, launch: Launch, named: tuple[AppClaims, ...], files: Files) -> Resolution | None:
    """Return what becomes of an intent for one of `named`; None when no filter takes it."""
    intent = launch.intent
    if intent.data is None:
        return _started(launch, named)
    takers = tuple(app for app in named if _takes(app, intent, handed))
    if not takers:
        return None
    asked_for = _wanted(intent).data or ""
    is_web = parse_uri(asked_for).scheme in _WEB
    if intent.package is not None:
        return _taken(takers[0], launch, message("phone.package", app=takers[0].platform), assumed=is_web)
    found = opens(asked_for, _circumstances(handed, takers, files))
    before = (*launch.changes, *(said for file in files.values() for said in _about(file)))
    answer = _Answer(Mechanism.INTENT, intent.data, before, assumed=is_web)
    resolved = _resolution(handed, found, takers, answer)
    return resolved if resolved.receiver is not None else _nobody(handed, launch, resolved.trace[-1])


def _launch(handed: Handed) -> Launch | Message:
    """Return the intent of the link as its source reads it: Chrome makes it safe, an app parses it."""
    try:
        if handed.source == BROWSER:
            return chrome_launch(handed.uri)
        head, colon, rest = handed.uri.partition(":")
        if "#Intent;" not in rest and head.lower() == "intent":
            return message("androidrules.intent-no-end")
        return Launch(parse_intent_uri(f"{head.lower()}{colon}{rest}", Form.ANY))
    except IntentUriError as error:
        return error.reason


def _started(launch: Launch, named: tuple[AppClaims, ...]) -> Resolution | None:
    """An intent without data: which screens an app has for it is not public, so it is taken to start."""
    if launch.intent.package is None or launch.intent.action not in {ACTION_VIEW, ACTION_MAIN}:
        return None
    return _taken(named[0], launch, message("phone.starts", app=named[0].platform), assumed=True)


def _taken(app: AppClaims, launch: Launch, said: Message, *, assumed: bool) -> Resolution:
    return Resolution(
        receiver=app.platform,
        mechanism=Mechanism.INTENT,
        delivered=launch.intent.data,
        trace=(*launch.changes, said),
        assumed=assumed,
        package_named=launch.intent.package,
    )


def _nobody(handed: Handed, launch: Launch, why: Message) -> Resolution:
    fallback = launch.fallback if handed.source == BROWSER else None
    return Resolution(
        trace=(*launch.changes, why) if fallback is None else (*launch.changes, why, _FALLS_BACK),
        package_named=launch.intent.package,
        fallback_url=fallback,
    )


_FALLS_BACK = message("phone.fallback", name=FALLBACK_EXTRA)


def _wanted(intent: Intent) -> Intent:
    """Return what is held against filters: the selector, where there is one."""
    return intent if intent.selector is None else intent.selector


def _takes(app: AppClaims, intent: Intent, handed: Handed) -> bool:
    if intent.data is None or only_scanned(app, handed):
        return False
    wanted = _wanted(intent)
    data = None if wanted.data is None else parse_uri(wanted.data)
    asked = (*wanted.categories, CATEGORY_DEFAULT)
    return any(
        match(each, action=wanted.action, data=data, categories=asked, mime_type=wanted.type).is_match
        for each in _filters(app)
    )


def _resolution(handed: Handed, found: Opened, apps: tuple[AppClaims, ...], answer: _Answer) -> Resolution:
    names = {app.name: app.platform for app in apps}
    takers = [names[package] for package in found.packages]
    receiver = next((taker for taker in takers if taker == handed.wanted), takers[0] if takers else None)
    asks = found.receiver is Receiver.CHOOSER
    trace = (*answer.before, *(step.said for step in found.steps))
    return Resolution(
        receiver=receiver,
        mechanism=Mechanism.NONE if receiver is None else answer.mechanism,
        delivered=None if receiver is None else answer.data,
        prompt=Prompt.CHOOSE_APP if asks else None,
        trace=(*trace, message("phone.user-takes", app=str(receiver))) if asks else trace,
        assumed=answer.assumed,
        claimed=answer.mechanism is Mechanism.APP_LINK,
    )


def _circumstances(handed: Handed, apps: tuple[AppClaims, ...], files: Files) -> Circumstances:
    return Circumstances(
        apps=tuple(_installed(app, files, handed) for app in apps), android=handed.version or RECENT
    )


def _installed(app: AppClaims, files: Files, handed: Handed) -> InstalledApp:
    said = {entry: _said(app, files.get(entry.removeprefix("*."))) for entry in app.hosts if files}
    return InstalledApp(
        package=app.name,
        filters=_filters(app),
        states={entry: each.state for entry, each in said.items()},
        opens_links=not handed.prefers_browser,
        dynamic={entry: each.dynamic for entry, each in said.items() if each.dynamic is not None},
    )


@lru_cache(maxsize=1024)
def _filters(app: AppClaims) -> tuple[IntentFilter, ...]:
    """Return the filters by which the app takes its schemes and its hosts' web links."""
    found = []
    if app.schemes:
        found.append(IntentFilter(actions=(ACTION_VIEW,), categories=_CATEGORIES, schemes=app.schemes))
    if app.hosts:
        authorities = tuple(Authority(host) for host in app.hosts)
        web = IntentFilter(
            actions=(ACTION_VIEW,),
            categories=_CATEGORIES,
            schemes=_WEB,
            authorities=authorities,
            auto_verify=True,
        )
        found.append(web)
    return tuple(found)


def _said(app: AppClaims, file: Snapshot | None) -> _Said:
    if file is None or file.body is None:
        return _Said(FAILURE)
    hit = next(
        (
            each
            for each in _collected(file.host, file.body).found
            if each.relation == HANDLE_ALL_URLS
            and isinstance(each.target, App)
            and each.target.package == app.name
        ),
        None,
    )
    if hit is None:
        return _Said(FAILURE)
    return _Said("verified", dynamic_in(hit.extensions, HANDLE_ALL_URLS))


def _about(file: Snapshot) -> tuple[Message, ...]:
    """Return what there is to tell of a file, with the first thing wrong in it."""
    problems = () if file.body is None else _collected(file.host, file.body).problems[:1]
    return (*told(file), *(problem.message for problem in problems))


@lru_cache(maxsize=256)
def _collected(host: str, body: bytes) -> Collected:
    """Return what the file says; includes lead to other files, which the phone has not asked for."""
    content = WebContent(f"https://{host}{WELL_KNOWN}", body.decode("utf-8", "replace"))
    return collect(Site("https", host), Contents((content,)))
