"""Rules for runs that end at the system or in an app."""

from linktester.model.evidence import Launched
from linktester.model.link import Identity, Intent
from linktester.model.message import Message, message
from linktester.model.verdict import By, Cause, Modifier, Verdict
from linktester.verdict import blame
from linktester.verdict.reached import WEB
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

OF_THE_LINK = frozenset({"expired", "used", "malformed"})
"""Refusals that say the link is spent or broken, not that the app would not."""
_LONGEST = 300


def screen(trial: Trial) -> Verdict:
    """An app shows something."""
    found = trial.end.screen
    app = _receiver(trial)
    if found is None:
        return app_unseen(trial)
    if trial.link.identity_only and app == trial.link.identity.platform:
        return _right_app(trial, trial.link.identity, app)
    if trial.intended is None:
        return needs_control(trial, message("verdict.opaque-without-control"))
    wrong = trial.link.intent is Intent.APP and not _is_meant(trial, app)
    if trial.is_intended(found) and not wrong:
        return _right_app(trial, found, app)
    if wrong or found.platform != trial.intended.platform:
        return rewritten(trial, message("verdict.wrong-app", app=app), By.OS, found=found)
    return _other_screen(trial, found, trial.intended)


def app_unseen(trial: Trial) -> Verdict:
    """An app took the link, but nobody knows what it shows."""
    app = _receiver(trial)
    if trial.link.intent is not Intent.PAYMENT and not _is_meant(trial, app):
        return rewritten(trial, message("verdict.wrong-app", app=app), By.OS)
    if trial.link.intent not in {Intent.APP, Intent.PAYMENT}:
        return rewritten(trial, message("verdict.app-instead", app=app), By.OS)
    if trial.link.identity_only:
        return honored(trial, message("verdict.app-started", app=app), trial.link.identity)
    return undecided(trial, message("verdict.screen-unknown", app=app), Cause.FAULT, By.OURS)


def app_refused(trial: Trial) -> Verdict:
    """The app took the link and showed nothing of it."""
    app = _receiver(trial)
    why = trial.end.detail
    if trial.link.intent is not Intent.PAYMENT and not _is_meant(trial, app):
        return rewritten(trial, message("verdict.wrong-app", app=app), By.OS)
    said = _code_refusal(trial, app) or _refusal(app, why)
    verdict = blocked(trial, said, _refuser(trial, why))
    if trial.control.dead:
        return with_control(trial, verdict, message("verdict.control-dead"))
    return verdict


def no_app(trial: Trial) -> Verdict:
    """The host let go, and no installed app takes the link: a missing app, unless a neutral browser finds
    one.
    """
    if trial.control.app_started:
        verdict = blocked(trial, message("verdict.no-app"), By.OS)
        return with_control(trial, verdict, message("verdict.control-app-started"))
    return needs_control(trial, message("verdict.no-app"))


def prompt_denied(trial: Trial) -> Verdict:
    """The user said no to the system's question."""
    return blocked(trial, message("verdict.prompt-denied"), By.OS, also=(Modifier.PROMPT,))


def _right_app(trial: Trial, found: Identity, app: str) -> Verdict:
    if trial.link.intent in {Intent.APP, Intent.PAYMENT}:
        return honored(trial, message("verdict.screen-reached", app=app), found)
    return rewritten(trial, message("verdict.app-instead", app=app), By.OS, found=found)


def _other_screen(trial: Trial, found: Identity, intended: Identity) -> Verdict:
    by = blame.of_change(trial.link, intended, trial.evidence)
    names = changed_names(trial.changes(found))
    if found.kind == intended.kind and names:
        answer = message("verdict.parameters-changed", names=names)
    else:
        answer = message("verdict.other-screen", app=_receiver(trial))
    return rewritten(trial, answer, by, found=found)


def _refuser(trial: Trial, why: str) -> By:
    changed = blame.of_change(trial.link, trial.intended or trial.link.identity, trial.evidence)
    if trial.control.app_started and changed is By.HOST:
        return By.HOST
    if why in OF_THE_LINK or trial.control.dead:
        return By.LINK
    return changed


def _code_refusal(trial: Trial, app: str) -> Message | None:
    """Return what the scanner of a payment code finds wrong with it, None where it tells nothing of it."""
    launch = trial.observation
    if trial.end.detail != "malformed" or not trial.way.picture:
        return None
    faults = "; ".join(launch.trace)[:_LONGEST] if isinstance(launch, Launched) else ""
    return message("verdict.refused-code", app=app, faults=faults) if faults else None


def _refusal(app: str, why: str) -> Message:
    match why:
        case "expired":
            return message("verdict.refused-expired", app=app)
        case "used":
            return message("verdict.refused-used", app=app)
        case "malformed":
            return message("verdict.refused-malformed", app=app)
        case "unknown-path":
            return message("verdict.refused-unknown-path", app=app)
        case "login":
            return message("verdict.refused-login", app=app)
    return message("verdict.refused", app=app, reason=why)


def _is_meant(trial: Trial, app: str) -> bool:
    """Return whether `app` is one the link speaks to; a link of nobody's may be anybody's."""
    meant = {trial.link.target, trial.link.identity.platform}
    if trial.intended is not None:
        meant.add(trial.intended.platform)
    return app in meant or meant == {WEB}


def _receiver(trial: Trial) -> str:
    observation = trial.observation
    return str(observation.receiver) if isinstance(observation, Launched) else ""
