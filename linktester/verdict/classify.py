"""The judge: intended link and evidence in, verdict out. It has never seen a pack or a page template.

The end state decides, the way there sets modifiers, the control run says whom to blame. Each kind of end has
one rule; every rule is a sentence of the verdict vocabulary.
"""

from collections.abc import Callable, Mapping
from dataclasses import replace
from types import MappingProxyType

from linktester.model.evidence import AnyObservation, Evidence, Failed
from linktester.model.link import Intent, Link
from linktester.model.message import message
from linktester.model.verdict import Basis, By, Cause, Outcome, Reason, Verdict
from linktester.verdict import launches, pages, taps
from linktester.verdict.endstate import EndKind
from linktester.verdict.trial import Trial, open_trial, undecided

Rule = Callable[[Trial], Verdict]


def classify(link: Link, evidence: Evidence, control: Evidence | None) -> Verdict:
    """Return the verdict on what became of `link`.

    `control` is the same link in a neutral browser under the same circumstances, None when there was no such
    run. Never raises, whatever the evidence holds; `partial` and `carried` are not the judge's to give.
    """
    trial = open_trial(link, evidence, control)
    still_there = trial.standing()
    if still_there is not None and trial.link.intent in {Intent.PAGE, Intent.PAYMENT}:
        verdict = RULES[still_there.end.kind](still_there)
        if verdict.outcome in {Outcome.HONORED, Outcome.REWRITTEN}:
            return _explained(still_there, verdict)
    return _explained(trial, RULES[trial.end.kind](trial))


def _told(trial: Trial) -> Verdict:
    """A person saw it on a real phone."""
    word = trial.end.detail.strip().upper()
    if word not in Outcome.__members__:
        verdict = undecided(trial, message("verdict.tester-unclear"), Cause.FAULT, By.OURS)
    elif word == Outcome.INCONCLUSIVE:
        verdict = undecided(trial, message("verdict.tester-undecided"), Cause.NO_CONTROL)
    else:
        verdict = replace(
            undecided(trial, message("verdict.tester-said"), Cause.FAULT),
            outcome=Outcome(word),
            cause=None,
        )
    return replace(verdict, basis=Basis.HUMAN)


def _gap(trial: Trial) -> Verdict:
    """The emulator may not say."""
    if trial.end.detail == Cause.CONFLICT:
        return undecided(trial, message("verdict.gap-conflict"), Cause.CONFLICT)
    return undecided(trial, message("verdict.gap-no-policy"), Cause.NO_POLICY)


def _fault(trial: Trial) -> Verdict:
    """Something broke. That is never a refusal, whoever's it was."""
    if trial.end.detail == "script":
        answer = message("verdict.script-not-run")
    elif trial.end.detail == "no-end":
        answer = message("verdict.no-end")
    elif trial.end.detail in _WISHES:
        answer = message(_WISHES[trial.end.detail], detail=_told_by(trial.observation))
    elif trial.end.theirs:
        answer = message("verdict.server-broke", kind=trial.end.detail)
    else:
        answer = message("verdict.fault", kind=trial.end.detail)
    return undecided(trial, answer, Cause.FAULT, None if trial.end.theirs else By.OURS)


def _told_by(observation: AnyObservation) -> str:
    return observation.detail[:_LONGEST] if isinstance(observation, Failed) else ""


_WISHES = {"refused-host": "verdict.refused-host", "mixed-world": "verdict.mixed-world"}
"""Faults that another try will not mend, but the user can."""
_LONGEST = 300


RULES: Mapping[EndKind, Rule] = MappingProxyType(
    {
        EndKind.TOLD: _told,
        EndKind.GAP: _gap,
        EndKind.FAULT: _fault,
        EndKind.SCREEN: launches.screen,
        EndKind.APP_REFUSED: launches.app_refused,
        EndKind.APP_UNSEEN: launches.app_unseen,
        EndKind.NO_APP: launches.no_app,
        EndKind.PROMPT_DENIED: launches.prompt_denied,
        EndKind.SWALLOWED: taps.swallowed,
        EndKind.TEXT: taps.text,
        EndKind.CHOICES: taps.choices,
        EndKind.PAGE: pages.page,
        EndKind.UNKNOWN_PAGE: pages.unknown_page,
        EndKind.BLOCK_PAGE: pages.block_page,
        EndKind.PASSABLE_PAGE: pages.passable_page,
        EndKind.STORE_PAGE: pages.store_page,
        EndKind.LOGIN: pages.login,
        EndKind.ERROR_PARAMS: pages.error_params,
        EndKind.DEAD: pages.dead,
    }
)


def _explained(trial: Trial, verdict: Verdict) -> Verdict:
    """Return `verdict` with the way there among its reasons."""
    way = trial.way
    more = []
    if way.continued:
        more.append(Reason(message("verdict.way-confirm"), way.continued))
    wraps = tuple(page.at for page in way.wraps(trial.link))
    if wraps:
        more.append(Reason(message("verdict.way-wrap"), wraps))
    if way.prompts:
        more.append(Reason(message("verdict.way-prompt"), way.prompts))
    return replace(verdict, reasons=(*verdict.reasons, *more)) if more else verdict
