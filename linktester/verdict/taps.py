"""Rules for runs in which the host itself had the last word: a tap that did nothing, a text that stayed, a
choice that was shown.
"""

from linktester.model.evidence import Offered, Stayed, Swallowed
from linktester.model.link import Intent
from linktester.model.message import message
from linktester.model.verdict import By, Cause, Verdict
from linktester.verdict import addresses
from linktester.verdict.trial import (
    Trial,
    blocked,
    honored,
    needs_control,
    rewritten,
    undecided,
    with_control,
)

METHODS = {"wechat": "wechatpay", "alipay": "alipay", "unionpay": "unionpay"}
"""Payment method of each platform, as checkouts name it."""


def swallowed(trial: Trial) -> Verdict:
    """The host was asked to go there and did nothing.

    Where an app is needed, only a control run that reaches it tells the host from a missing app. A web page
    or a scanned code needs none.
    """
    answer = message(
        "verdict.code-ignored" if trial.way.picture else "verdict.tap-ignored", host=trial.way.host
    )
    if trial.control.dead:
        return with_control(trial, blocked(trial, answer, By.LINK), message("verdict.control-dead"))
    if trial.control.app_started:
        verdict = blocked(trial, answer, By.HOST)
        return with_control(trial, verdict, message("verdict.control-app-started"))
    if trial.way.picture or trial.link.intent is Intent.TEXT or _is_web(trial):
        return blocked(trial, answer, By.HOST)
    return needs_control(trial, message("verdict.tap-without-control", host=trial.way.host))


def text(trial: Trial) -> Verdict:
    """The message stands there as text."""
    stayed = trial.observation
    if not isinstance(stayed, Stayed):
        raise TypeError(stayed)
    if trial.link.intent is Intent.TEXT:
        return _readable(trial, stayed.text, copyable=stayed.copyable)
    return _unopened(trial)


def choices(trial: Trial) -> Verdict:
    """The client showed things to choose from."""
    offered = trial.observation
    if not isinstance(offered, Offered):
        raise TypeError(offered)
    if trial.link.intent is Intent.PAYMENT:
        return _checkout(trial, offered)
    shown = "\n".join(item.label for item in offered.items if item.kind == "text")
    if trial.link.intent is Intent.TEXT:
        return _readable(trial, shown, copyable=True)
    return _unopened(trial)


def _readable(trial: Trial, shown: str, *, copyable: bool) -> Verdict:
    if not shown.strip():
        return blocked(trial, message("verdict.text-hidden", host=trial.way.host), By.HOST)
    if trial.link.text.strip() not in shown:
        return rewritten(trial, message("verdict.text-changed", host=trial.way.host), By.HOST)
    if not copyable:
        return blocked(trial, message("verdict.text-not-copyable", host=trial.way.host), By.HOST)
    return honored(trial, message("verdict.text-readable"), trial.link.identity)


def _unopened(trial: Trial) -> Verdict:
    answer = message("verdict.stays-text", host=trial.way.host)
    if trial.control.dead:
        return with_control(trial, blocked(trial, answer, By.LINK), message("verdict.control-dead"))
    return blocked(trial, answer, By.HOST)


def _checkout(trial: Trial, offered: Offered) -> Verdict:
    method = METHODS.get(trial.link.identity.platform)
    kinds = {item.kind for item in offered.items if item.id == method}
    if "method" in kinds and offered.chosen == method:
        return undecided(trial, message("verdict.no-end"), Cause.FAULT, By.OURS)
    if "method" in kinds:
        return honored(trial, message("verdict.method-offered", method=str(method)), trial.link.identity)
    if "method-qr" in kinds:
        return rewritten(trial, message("verdict.method-as-code", method=str(method)), By.HOST)
    return blocked(trial, message("verdict.method-not-offered", method=str(method)), By.HOST)


def _is_web(trial: Trial) -> bool:
    observation = trial.observation
    url = addresses.parsed(observation.uri) if isinstance(observation, Swallowed) else None
    return url is not None and url.is_web
