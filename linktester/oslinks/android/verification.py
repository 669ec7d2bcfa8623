"""Domain verification: which hosts the system asks about, the answers' names, which count as verified."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from linktester.oslinks.android.assetlinks import Contents, collect
from linktester.oslinks.android.assets import App, Site
from linktester.oslinks.android.intent import ACTION_VIEW, CATEGORY_BROWSABLE, CATEGORY_DEFAULT
from linktester.oslinks.android.intentfilter import IntentFilter
from linktester.oslinks.android.statements import HANDLE_ALL_URLS

STATES = (
    "none",
    "verified",
    "approved",
    "denied",
    "migrated",
    "restored",
    "legacy_failure",
    "system_configured",
)
"""States the system prints; a number from 1024 is a failure in the verifier's own words."""
FAILURE = "1024"
"""Stands for any such number."""
_AS_VERIFIED = frozenset({"verified", "approved", "migrated", "restored", "system_configured"})
_WEB = frozenset({"http", "https"})


@dataclass(frozen=True, slots=True)
class HostState:
    """What came of verifying one host for one app."""

    host: str
    """As declared, in lower case; what stands behind `*.` is asked."""
    state: str
    where: str = ""
    """The statement that links, or the first problem's place."""


def counts_as_verified(state: str) -> bool:
    """Return whether `state` lets the app open links of the host."""
    return state in _AS_VERIFIED


def is_web_filter(each: IntentFilter) -> bool:
    """Return whether `each` is for web links: VIEW, BROWSABLE and DEFAULT, http or https and nothing else."""
    return (
        ACTION_VIEW in each.actions
        and CATEGORY_BROWSABLE in each.categories
        and CATEGORY_DEFAULT in each.categories
        and bool(each.schemes)
        and _WEB.issuperset(each.schemes)
    )


def hosts_to_verify(filters: Iterable[IntentFilter]) -> tuple[str, ...]:
    """Return the hosts the system verifies: those of all web links as soon as one says `autoVerify`."""
    web = [each for each in filters if is_web_filter(each)]
    if not any(each.auto_verify for each in web):
        return ()
    hosts = (authority.host for each in web for authority in each.authorities)
    return tuple(dict.fromkeys(host.lower() for host in hosts if host.strip("*")))


def verify(host: str, app: App, contents: Contents) -> HostState:
    """Return what the system finds at `host` for `app`, over https: a statement, or a failure."""
    asked = host.lower().removeprefix("*.").removesuffix(".")
    collected = collect(Site("https", asked), contents)
    hit = collected.linked(HANDLE_ALL_URLS, app)
    if hit is not None:
        return HostState(host, "verified", hit.where)
    return HostState(host, FAILURE, collected.problems[0].where if collected.problems else "")


def state_of(host: str, states: Mapping[str, str]) -> str:
    """Return the state for a link's `host`: its own, else that of a `*.` host that covers it, else `none`."""
    own = states.get(host.lower())
    if own is not None:
        return own
    return next((state for declared, state in states.items() if covers(declared, host)), "none")


def covers(declared: str, host: str) -> bool:
    """Return whether the declared `*.` host covers `host`: the part behind `*.` is its ending."""
    return declared.startswith("*.") and host.lower().endswith(declared[2:].lower())
