"""One link on trial: everything a rule may look at, and the few ways to pronounce."""

from dataclasses import dataclass, replace

from linktester.model.evidence import AnyObservation, Evidence
from linktester.model.link import Identity, Link, ParamChange, ParamDiff
from linktester.model.message import Message, message
from linktester.model.verdict import By, Cause, Modifier, Outcome, Reason, Verdict
from linktester.verdict.blame import of_signal
from linktester.verdict.control import Control, intended, read_control
from linktester.verdict.endstate import End, read
from linktester.verdict.modifiers import Way, modifiers, read_way
from linktester.verdict.payment import before_paying, intended_link
from linktester.verdict.reached import differences, equal
from linktester.verdict.signals import Signal


@dataclass(frozen=True, slots=True)
class Trial:
    """The link, what was seen, and what a neutral browser saw."""

    link: Link
    evidence: Evidence
    end: End
    way: Way
    control: Control
    intended: Identity | None
    """None: the link is opaque and no control run says what it means."""

    @property
    def observation(self) -> AnyObservation:
        """The deciding observation; there is one in every end but a fault's."""
        return self.evidence.observations[self.end.at]

    @property
    def tracking(self) -> tuple[str, ...]:
        """Names of parameters that never decide."""
        return tuple(self.link.tracking)

    def standing(self) -> "Trial | None":
        """Return the same trial at the page that still stands, or None where no page does."""
        if self.end.standing is None:
            return None
        return replace(self, end=self.end.standing, way=read_way(self.evidence, self.end.standing.at))

    def is_intended(self, found: Identity) -> bool:
        """Return True when `found` is what the link means."""
        return self.intended is not None and equal(self.intended, found, self.tracking)

    def changes(self, found: Identity) -> tuple[ParamDiff, ...]:
        """Return the intended | reached table."""
        return () if self.intended is None else differences(self.intended, found, self.tracking)


def open_trial(link: Link, evidence: Evidence, control: Evidence | None) -> Trial:
    """Return the trial of `link`, or of the code that was ordered for it, up to where the payer acts."""
    told = read_control(intended_link(link, control), None if control is None else before_paying(control))
    link, evidence = intended_link(link, evidence), before_paying(evidence)
    end = read(evidence)
    return Trial(link, evidence, end, read_way(evidence, end.at), told, intended(link, told))


def honored(trial: Trial, answer: Message, found: Identity) -> Verdict:
    """Pronounce that the intent was reached: `found` is what was intended."""
    marks = modifiers(trial.way, trial.link, arrived=True)
    used = tuple(page.signal for page in trial.way.passed)
    return replace(
        _verdict(trial, Outcome.HONORED, answer, _gatekeeper(trial, marks), used=used),
        modifiers=marks,
        reached=found,
        diff=trial.changes(found),
    )


def rewritten(
    trial: Trial, answer: Message, by: By, *, found: Identity | None = None, signal: Signal | None = None
) -> Verdict:
    """Pronounce that something else was reached: `found`, where it could be identified."""
    verdict = _verdict(trial, Outcome.REWRITTEN, answer, by, used=_one(signal))
    if found is None:
        return verdict
    return replace(verdict, reached=found, diff=trial.changes(found))


def blocked(
    trial: Trial,
    answer: Message,
    by: By,
    *,
    signal: Signal | None = None,
    also: tuple[Modifier, ...] = (),
) -> Verdict:
    """Pronounce that a refusal was reached; `also` are modifiers the end itself sets."""
    verdict = _verdict(trial, Outcome.BLOCKED, answer, by, used=_one(signal))
    return replace(verdict, modifiers=tuple(sorted({*verdict.modifiers, *also})))


def undecided(trial: Trial, answer: Message, cause: Cause, by: By | None = None) -> Verdict:
    """Pronounce that nobody may say."""
    return replace(_verdict(trial, Outcome.INCONCLUSIVE, answer, by), cause=cause)


def needs_control(trial: Trial, answer: Message) -> Verdict:
    """Pronounce that only a control run could have told, and why it did not."""
    cause = trial.control.trouble
    verdict = undecided(trial, answer, cause, By.OURS if cause is Cause.FAULT else None)
    if cause is Cause.NO_CONTROL:
        return verdict
    return with_control(trial, verdict, message("verdict.control-broke"))


def with_control(trial: Trial, verdict: Verdict, told: Message) -> Verdict:
    """Return `verdict` with the control run's word among its reasons."""
    reason = Reason(told, (trial.control.at,) if trial.control.at >= 0 else (), control=True)
    return replace(
        verdict,
        reasons=(*verdict.reasons, reason),
        assumed=verdict.assumed or trial.control.assumed,
    )


def changed_names(lines: tuple[ParamDiff, ...]) -> str:
    """Return the names of the significant parameters that fared badly, for a message."""
    names = [line.name for line in lines if line.significant and line.change is not ParamChange.EQUAL]
    return ", ".join(names)


def _verdict(
    trial: Trial, outcome: Outcome, answer: Message, by: By | None, *, used: tuple[Signal, ...] = ()
) -> Verdict:
    at = (trial.end.at,) if trial.end.at >= 0 else ()
    return Verdict(
        outcome=outcome,
        by=by,
        basis=trial.evidence.basis,
        modifiers=modifiers(trial.way, trial.link, arrived=False),
        reasons=(Reason(answer, at),),
        assumed=trial.way.assumed,
        unproven=tuple(sorted({signal.id for signal in used if signal.unproven})),
    )


def _gatekeeper(trial: Trial, marks: tuple[Modifier, ...]) -> By | None:
    """Return who put a page in the way of a link that arrived, or None when nobody did.

    A prompt that was answered with yes decided nothing.
    """
    if Modifier.CONFIRM not in marks and Modifier.WRAP not in marks:
        return None
    owners = {of_signal(page.signal, trial.link, trial.way) for page in trial.way.passed}
    return By.TARGET if owners == {By.TARGET} else By.HOST


def _one(signal: Signal | None) -> tuple[Signal, ...]:
    return () if signal is None else (signal,)
