"""Rules for runs that end on a page."""

from linktester import links
from linktester.model.evidence import Rendered
from linktester.model.link import Identity, Intent
from linktester.model.message import Message, message
from linktester.model.verdict import By, Cause, Modifier, Verdict
from linktester.urls import Url
from linktester.verdict import addresses, blame
from linktester.verdict.endstate import REFUSALS
from linktester.verdict.reached import equal
from linktester.verdict.signals import Signal, signals
from linktester.verdict.trial import (
    Trial,
    blocked,
    changed_names,
    honored,
    needs_control,
    rewritten,
    undecided,
    with_control,
)

PAYABLE_KINDS = frozenset({"order", "collect"})


def block_page(trial: Trial) -> Verdict:
    """The host's own page refuses; no control run can make that undone."""
    by = _owner(trial)
    return blocked(trial, message("verdict.block-page", host=trial.way.host), by, signal=trial.end.signal)


def passable_page(trial: Trial) -> Verdict:
    """A page one could have passed stands: for the link that is a refusal until somebody continues."""
    answer = message("verdict.not-continued", host=trial.way.host)
    return blocked(trial, answer, _owner(trial), signal=trial.end.signal, also=(Modifier.CONFIRM,))


def store_page(trial: Trial) -> Verdict:
    """A page of a store stands where the target was meant."""
    by = blame.of_move(trial.link, trial.evidence, trial.end.at, app_in_reach=trial.control.app_started)
    return rewritten(trial, message("verdict.store-page", url=_shown(trial).url), by, signal=trial.end.signal)


def login(trial: Trial) -> Verdict:
    """A login wall stands where the page was meant; it is the target's, whoever meets it."""
    answer = message("verdict.login-wall", url=_shown(trial).url)
    return rewritten(trial, answer, By.TARGET, signal=trial.end.signal)


def error_params(trial: Trial) -> Verdict:
    """The payment page stands still: the merchant's parameters were refused."""
    return blocked(trial, message("verdict.merchant-refused"), By.TARGET, signal=trial.end.signal)


def dead(trial: Trial) -> Verdict:
    """The server answered with an error: gone for everybody, or refused to this host's visitors."""
    answer = message("verdict.dead", status=trial.end.detail)
    control = trial.control
    if not control.tells:
        return needs_control(trial, message("verdict.dead-without-control", status=trial.end.detail))
    if control.dead and trial.end.detail not in REFUSALS:
        return with_control(trial, blocked(trial, answer, By.LINK), message("verdict.control-dead"))
    if control.dead or control.refused:
        return with_control(trial, blocked(trial, answer, By.TARGET), message("verdict.control-dead"))
    by = blame.of_change(trial.link, trial.intended or trial.link.identity, trial.evidence)
    return with_control(trial, blocked(trial, answer, by), message("verdict.control-alive"))


def page(trial: Trial) -> Verdict:
    """A page that says what it is."""
    if trial.intended is None:
        return needs_control(trial, message("verdict.opaque-without-control"))
    found = trial.end.reached(trial.intended)
    if found is None:
        return unknown_page(trial)
    if trial.link.intent is Intent.APP:
        return _page_instead_of_app(trial, found)
    if not trial.is_intended(found):
        return _other_page(trial, found)
    return _intended_page(trial, found)


def unknown_page(trial: Trial) -> Verdict:
    """A page that does not say what it is: nobody may say what was reached.

    Two things are sure all the same: a page is no app, where it is not the host's own; and a page elsewhere
    that offers an app to install is an install page.
    """
    shown = _shown(trial)
    url = addresses.parsed(shown.url)
    if url is not None and trial.link.intent is Intent.APP and not _at_hosts_own(trial, url):
        return _page_instead_of_app(trial, None)
    offer = signals().of_content(shown.page) if url is not None and _elsewhere(trial, url) else None
    if offer is not None:
        return _install_page(trial, offer)
    return _nobody_knows(trial, message("verdict.page-unknown", url=shown.url))


def _intended_page(trial: Trial, found: Identity) -> Verdict:
    address = _address_of_hosts_own(trial)
    if address is not None:
        return _other_page(trial, address)
    if trial.link.intent is Intent.PAGE or _is_payable(trial, found):
        return honored(trial, message("verdict.page-reached", url=_shown(trial).url), found)
    return rewritten(trial, message("verdict.page-instead", url=_shown(trial).url), By.HOST, found=found)


def _is_payable(trial: Trial, found: Identity) -> bool:
    """Tell whether one pays on that page: an order's, or the one address that a code of many wallets is."""
    meant = trial.link.intent is Intent.PAYMENT and found.kind == "page"
    return meant or found.kind in PAYABLE_KINDS


def _page_instead_of_app(trial: Trial, found: Identity | None) -> Verdict:
    answer = message("verdict.page-not-app", url=_shown(trial).url)
    if trial.control.app_started:
        verdict = rewritten(trial, answer, By.HOST, found=found, signal=trial.end.signal)
        return with_control(trial, verdict, message("verdict.control-app-started"))
    verdict = rewritten(trial, answer, By.TARGET, found=found, signal=trial.end.signal)
    if not trial.control.tells:
        return verdict
    return with_control(trial, verdict, message("verdict.control-no-app-started"))


def _other_page(trial: Trial, found: Identity) -> Verdict:
    intended = trial.intended or trial.link.identity
    lines = trial.changes(found)
    by = blame.of_change(trial.link, intended, trial.evidence)
    if found.platform == intended.platform and found.kind == intended.kind and changed_names(lines):
        answer = message("verdict.parameters-changed", names=changed_names(lines))
    else:
        answer = message("verdict.other-page", url=_shown(trial).url)
    reached = trial.control.reached
    if reached is not None and equal(found, reached, trial.tracking):
        verdict = rewritten(trial, answer, By.TARGET, found=found, signal=trial.end.signal)
        return with_control(trial, verdict, message("verdict.control-same"))
    return rewritten(trial, answer, by, found=found, signal=trial.end.signal)


def _address_of_hosts_own(trial: Trial) -> Identity | None:
    """Return what the address names where the host went to another than it was given.

    A site may move its visitors on to another address of the same thing, and state which; that the host's
    choice of an address leads to the same thing is more than the page can say.
    """
    address = None if trial.end.claim is None else trial.end.claim.address
    if address is None or trial.is_intended(address):
        return None
    changer = blame.of_change(trial.link, trial.intended or trial.link.identity, trial.evidence)
    return address if changer is By.HOST else None


def _install_page(trial: Trial, offer: Signal) -> Verdict:
    by = blame.of_move(trial.link, trial.evidence, trial.end.at, app_in_reach=trial.control.app_started)
    return rewritten(trial, message("verdict.install-page", url=_shown(trial).url), by, signal=offer)


def _nobody_knows(trial: Trial, answer: Message) -> Verdict:
    verdict = undecided(trial, answer, Cause.NO_CONTROL)
    if not trial.control.tells:
        return verdict
    return with_control(trial, verdict, message("verdict.control-no-help"))


def _owner(trial: Trial) -> By:
    signal = trial.end.signal
    return By.HOST if signal is None else blame.of_signal(signal, trial.link, trial.way)


def _at_hosts_own(trial: Trial, url: Url) -> bool:
    owner = links.catalogue().of_host(url.hostname)
    return owner is not None and owner.id == trial.way.host != trial.link.target


def _elsewhere(trial: Trial, url: Url) -> bool:
    address = addresses.named(url.href)
    return address is None or not trial.is_intended(address)


def _shown(trial: Trial) -> Rendered:
    observation = trial.observation
    if not isinstance(observation, Rendered):
        raise TypeError(observation)
    return observation
