"""Questions of the batch mode about association files and URLs: plain JSON data in and out.

An answer is `{"result": …, "because": …}`; what cannot be answered raises ConfigError with the reason.
"""

from collections.abc import Callable, Mapping
from typing import Any

from linktester import urls
from linktester.model.message import Message, message
from linktester.oslinks import ios, trace, whatwg
from linktester.oslinks.android.config import ConfigError, a_text, an_object, an_optional_text, misfit
from linktester.oslinks.filefindings import FileFinding
from linktester.oslinks.reach import BudgetSpentError

MOST_EXPLAINED = 20
"""Apps of one file whose rules are told one by one."""

Answer = dict[str, Any]


def aasa(config: Any, url: Any) -> Answer:
    """Return which apps the association file `config` lets open `url`, or forbids to.

    Raises ConfigError when the file is no usable JSON object, the URL no text, or both too large for each
    other.
    """
    file = ios.from_value(config)
    if not file.readable:
        raise misfit("config", "object", config)
    goal = ios.target(a_text(url, "url"))
    because: Answer = {"apps": {}, "findings": [_plain_finding(each) for each in file.findings]}
    if goal is None:
        because["notes"] = [trace.plain_message(message("oslinksbatch.not-web"))]
        return {"result": {"apps": {}}, "because": because}
    try:
        decisions = ios.decide(file, goal)
        seen = ios.decide(ios.from_value(config, strict=False), goal)
    except BudgetSpentError as error:
        raise ConfigError(message("iosrules.too-costly")) from error
    for app in list(file.apps())[:MOST_EXPLAINED]:
        because["apps"][app] = trace.plain(ios.explain(file, goal, app))
    result, observed = _plain_outcomes(decisions), _plain_outcomes(seen)
    if observed != result:
        # What Apple's pages say is the answer; what its tool was seen to do must not be kept from anybody.
        because["swcutil"] = observed
        because["notes"] = [trace.plain_message(message("oslinksbatch.swcutil"))]
    return {"result": result, "because": because}


def _plain_outcomes(decisions: Mapping[str, ios.Decision]) -> Answer:
    return {"apps": {app: each.outcome.value for app, each in decisions.items()}}


def url(config: Any, text: Any) -> Answer:
    """Return what a browser makes of `text`, relative to the `base` of `config`.

    Raises ConfigError when `config` is no object with a text or null as its base, or `text` no text.
    """
    given = an_object({} if config is None else config, "config")
    base = an_optional_text(given.get("base"), "config.base")
    found = whatwg.result(a_text(text, "url"), base)
    return {"result": found, "because": {"notes": [trace.plain_message(_url_note(found, base))]}}


KINDS: Mapping[str, Callable[[Any, Any], Answer]] = {"aasa": aasa, "url": url}
"""Kind of question → who answers it, from its `config` and its `url`."""


def _url_note(found: Answer, base: str | None) -> Message:
    if "failure" not in found:
        return message("oslinksbatch.parsed")
    if base is not None and urls.parse(base) is None:
        return message("oslinksbatch.base-fails")
    return message("oslinksbatch.fails")


def _plain_finding(finding: FileFinding) -> Answer:
    return {
        "severity": finding.severity.value,
        "where": finding.path,
        **trace.plain_message(finding.message),
    }
