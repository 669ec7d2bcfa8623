"""Who opens a URL on an iPhone: the files' answer and the circumstances of the tap, step by step.

A universal link opens an app when every step holds; the first that does not is the deciding one. For each
circumstance that could have been otherwise it is said whether that had changed the answer.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from enum import StrEnum

from linktester.model.message import Message, message
from linktester.oslinks.filefindings import shown
from linktester.oslinks.ios.domains import Candidate, Claims
from linktester.oslinks.ios.resolving import Outcome, explain
from linktester.oslinks.ios.taps import Choice, Circumstances, Origin, Receiver
from linktester.oslinks.ios.target import Target, target
from linktester.oslinks.reach import BudgetSpentError
from linktester.oslinks.trace import Trace


class StepKind(StrEnum):
    """The questions, in the order they are asked."""

    URL = "url"
    DOMAIN = "domain"
    INSTALLED = "installed"
    FILE = "file"
    RULE = "rule"
    APP = "app"
    CHOICE = "choice"
    ORIGIN = "origin"


@dataclass(frozen=True, slots=True)
class Step:
    """One question and its answer."""

    kind: StepKind
    held: bool
    said: Message


@dataclass(frozen=True, slots=True)
class Change:
    """A circumstance that, were it otherwise, would change the answer."""

    said: Message
    receiver: Receiver
    app: str | None


@dataclass(frozen=True, slots=True)
class Opened:
    """The answer."""

    receiver: Receiver
    app: str | None
    """Id of the app, when one opens the URL."""
    steps: tuple[Step, ...]
    """Up to and including the deciding one."""
    trace: Trace | None = None
    """The rules tried for the app concerned; None when no file was reached."""
    changes: tuple[Change, ...] = ()

    @property
    def decided(self) -> Step:
        """Return the step that decided."""
        return self.steps[-1]


def opens(claims: Claims, url: str, given: Circumstances | None = None) -> Opened:
    """Return who opens `url` under the circumstances `given`. Never raises."""
    given = given or Circumstances()
    found = _opened(claims, target(url), given)
    return replace(found, changes=tuple(_changes(claims, url, given, found)))


def _changes(claims: Claims, url: str, given: Circumstances, found: Opened) -> Iterator[Change]:
    for said, other in _variations(claims, url, given):
        then = _opened(claims, target(url), other)
        if (then.receiver, then.app) != (found.receiver, found.app):
            yield Change(said, then.receiver, then.app)


def _variations(claims: Claims, url: str, given: Circumstances) -> Iterator[tuple[Message, Circumstances]]:
    """Yield each circumstance turned the other way, one at a time."""
    if given.origin is not Origin.OTHER_APP:
        yield message("iostaps.if-other-app"), replace(given, origin=Origin.OTHER_APP)
    if given.origin is not Origin.TYPED:
        yield message("iostaps.if-typed"), replace(given, origin=Origin.TYPED)
    if given.origin is Origin.SAFARI_TAP and given.page_host is not None:
        yield message("iostaps.if-other-page"), replace(given, page_host=None)
    if given.origin is Origin.WEB_VIEW_TAP:
        code = message("iostaps.if-released") if given.intercepts else message("iostaps.if-intercepted")
        yield code, replace(given, intercepts=not given.intercepts)
    if given.choice is Choice.BROWSER:
        yield message("iostaps.if-chose-app"), replace(given, choice=Choice.APP)
    else:
        yield message("iostaps.if-chose-browser"), replace(given, choice=Choice.BROWSER)
    if not given.developer:
        yield message("iostaps.if-developer"), replace(given, developer=True)
    yield from _installations(claims, url, given)


def _installations(claims: Claims, url: str, given: Circumstances) -> Iterator[tuple[Message, Circumstances]]:
    goal = target(url)
    if goal is None:
        return
    on_phone = frozenset(app.id for app in claims.apps) if given.installed is None else given.installed
    for app in list(claims.covering(goal.host, developer=given.developer))[:10]:
        if app in on_phone:
            yield message("iostaps.if-removed", app=shown(app)), replace(given, installed=on_phone - {app})
        else:
            yield message("iostaps.if-installed", app=shown(app)), replace(given, installed=on_phone | {app})


def _opened(claims: Claims, goal: Target | None, given: Circumstances) -> Opened:
    if goal is None:
        return Opened(Receiver.NOBODY, None, (Step(StepKind.URL, False, message("iostaps.not-web")),))
    row = given.row(goal.host)
    try:
        known = claims.candidates(goal, developer=given.developer)
    except BudgetSpentError:
        said = message("iosrules.too-costly")
        return Opened(Receiver.UNKNOWN, None, (Step(StepKind.RULE, False, said),))
    steps = tuple(_file_steps(known, goal, given))
    chosen = _chosen(known, given)
    trace = _trace(chosen or _first_installed(known, given), goal)
    if not steps[-1].held or chosen is None:
        return Opened(row.otherwise, None, steps, trace)
    steps += tuple(_tap_steps(chosen, goal, given))
    if not steps[-1].held:
        failed = row.receiver if steps[-1].kind is StepKind.ORIGIN else row.otherwise
        return Opened(failed, None, steps, trace)
    return Opened(Receiver.APP, chosen.app.id, steps, trace)


def _trace(concerned: Candidate | None, goal: Target) -> Trace | None:
    if concerned is None or concerned.association is None:
        return None
    return explain(concerned.association, goal, concerned.app.id)


def _installed(known: tuple[Candidate, ...], given: Circumstances) -> list[Candidate]:
    return [each for each in known if given.installed is None or each.app.id in given.installed]


def _first_installed(known: tuple[Candidate, ...], given: Circumstances) -> Candidate | None:
    return next(iter(_installed(known, given)), None)


def _may(each: Candidate) -> bool:
    return each.decision is not None and each.decision.outcome is Outcome.MATCH and not each.app.is_browser


def _chosen(known: tuple[Candidate, ...], given: Circumstances) -> Candidate | None:
    return next((each for each in _installed(known, given) if _may(each)), None)


def _file_steps(known: tuple[Candidate, ...], goal: Target, given: Circumstances) -> Iterator[Step]:
    """Yield the steps up to the file's answer; the last one yielded is the first that fails, if any does."""
    host = shown(goal.host)
    yield Step(StepKind.URL, True, message("iostaps.web"))
    if not known:
        yield Step(StepKind.DOMAIN, False, message("iostaps.no-domain", host=host))
        return
    entry = known[0].domain.host
    yield Step(StepKind.DOMAIN, True, message("iostaps.domain", host=host, entry=shown(entry)))
    here = _installed(known, given)
    if not here:
        said = message("iostaps.not-installed", app=shown(known[0].app.id))
        yield Step(StepKind.INSTALLED, False, said)
        return
    yield Step(StepKind.INSTALLED, True, message("iostaps.installed", app=shown(here[0].app.id)))
    yield from _rule_steps(here)


def _rule_steps(here: list[Candidate]) -> Iterator[Step]:
    files = [each for each in here if each.association is not None and each.association.readable]
    if not files:
        said = message("iostaps.no-file", host=shown(here[0].domain.file_host))
        yield Step(StepKind.FILE, False, said)
        return
    yield Step(StepKind.FILE, True, message("iostaps.file", host=shown(files[0].domain.file_host)))
    decided = next((each for each in here if _may(each)), None) or _blocked(here)
    if decided is None or decided.decision is None:
        yield Step(StepKind.RULE, False, message("iostaps.no-rule", app=shown(files[0].app.id)))
        return
    where = shown(decided.decision.where)
    if decided.decision.outcome is Outcome.BLOCK:
        yield Step(StepKind.RULE, False, message("iostaps.blocked", where=where))
        return
    yield Step(StepKind.RULE, True, message("iostaps.matched", where=where, app=shown(decided.app.id)))
    if decided.app.is_browser:
        yield Step(StepKind.APP, False, message("iostaps.is-browser", app=shown(decided.app.id)))


def _blocked(here: list[Candidate]) -> Candidate | None:
    return next((each for each in here if each.decision is not None), None)


def _tap_steps(chosen: Candidate, goal: Target, given: Circumstances) -> Iterator[Step]:
    row = given.row(goal.host)
    if given.source == chosen.app.id:
        yield Step(StepKind.APP, False, message("iostaps.own-link", app=shown(chosen.app.id)))
        return
    yield Step(StepKind.APP, True, message("iostaps.other-source"))
    # An origin that never opens apps decides before the user's choice is asked for.
    if row.receiver is not Receiver.APP:
        yield Step(StepKind.ORIGIN, False, row.said)
        return
    if given.choice is Choice.BROWSER and not row.beats_choice:
        yield Step(StepKind.CHOICE, False, message("iostaps.chose-browser", host=shown(goal.host)))
        return
    yield Step(StepKind.CHOICE, True, message("iostaps.choice-open"))
    yield Step(StepKind.ORIGIN, True, row.said)
