"""Questions of the batch mode about Android: plain JSON data in, plain JSON data out.

An answer is `{"result": …, "because": …}`. What cannot be answered raises ConfigError with the reason.
"""

from collections.abc import Callable, Mapping
from typing import Any

from linktester.model.message import message
from linktester.oslinks import trace
from linktester.oslinks.android.assetlinks import AppContent, Contents, WebContent, app_body, plain_asset
from linktester.oslinks.android.assets import App
from linktester.oslinks.android.chromeintent import chrome_launch
from linktester.oslinks.android.config import (
    ConfigError,
    a_text,
    an_object,
    an_optional_text,
    each,
    misfit,
    one_of,
)
from linktester.oslinks.android.dynamicrules import explain_dynamic, read_dynamic
from linktester.oslinks.android.filterconfig import read_filter, read_pattern
from linktester.oslinks.android.filtertrace import explain, pattern_condition, row
from linktester.oslinks.android.intent import plain_intent
from linktester.oslinks.android.intentdraft import IntentUriError
from linktester.oslinks.android.intentfilter import match_data
from linktester.oslinks.android.intenturi import Form, parse_intent_uri
from linktester.oslinks.android.query import Api, Query, Reply, ask
from linktester.oslinks.android.uri import parse_uri

Answer = dict[str, Any]

MOST_PROBLEMS = 50
"""Problems of one answer that are told."""
MOST_WORK = 200_000_000
"""Patterns times characters of the link that one question may ask for."""
_FORMS = {form.value: form for form in Form}
_CONSUMERS = {"android": "android", "chrome": "chrome"}
_APIS = {api.value: api for api in Api}


def intent_filter(config: Any, url: Any) -> Answer:
    """Return whether the filter `config` takes `url` (null: an intent without data), and as what.

    With a `pattern` in `config` that one is tried on `url`; null only builds it. Raises ConfigError.
    """
    return _answered(_pattern if isinstance(config, dict) and "pattern" in config else _filter, config, url)


def intent_uri(config: Any, url: Any) -> Answer:
    """Return the intent that Android or Chrome reads in `url`. Raises ConfigError where there is none."""
    return _answered(_intent_uri, config, url)


def assetlinks(config: Any, url: Any) -> Answer:
    """Return the answer of the Digital Asset Links API, or of dynamic rules, to what `config` asks.

    `url` counts for dynamic rules only. Raises ConfigError.
    """
    is_dynamic = isinstance(config, dict) and "dynamic_app_link_components" in config
    return _answered(_dynamic if is_dynamic else _asked, config, url)


KINDS: Mapping[str, Callable[[Any, Any], Answer]] = {
    "intent_filter": intent_filter,
    "intent_uri": intent_uri,
    "assetlinks": assetlinks,
}
"""Kind of question → who answers it, from its `config` and its `url`."""


def _answered(answer: Callable[[Any, Any], Answer], config: Any, url: Any) -> Answer:
    try:
        return answer(config, url)
    except IntentUriError as error:
        raise ConfigError(error.reason) from error


def _filter(config: Any, url: Any) -> Answer:
    wanted = read_filter(config)
    text = an_optional_text(url, "url")
    _check_work(wanted.patterns, text)
    data = None if text is None else parse_uri(text)
    category = match_data(wanted, data)
    result = {"match": category.is_match, "category": category.value}
    return {"result": result, "because": trace.plain(explain(wanted, data, matched=category.is_match))}


def _pattern(config: Any, url: Any) -> Answer:
    pattern = read_pattern(config["pattern"], "pattern")
    text = an_optional_text(url, "url")
    found = trace.trace((row("pattern", (pattern_condition("text", pattern, text),)),))
    return {"result": {"match": pattern.matches(text)}, "because": trace.plain(found)}


def _intent_uri(config: Any, url: Any) -> Answer:
    fields = {} if config is None else an_object(config, "config")
    form = one_of(fields.get("form", Form.ANY.value), "form", _FORMS)
    consumer = one_of(fields.get("consumer", "android"), "consumer", _CONSUMERS)
    text = a_text(url, "url")
    if consumer == "android":
        intent = parse_intent_uri(text, form)
        notes = [message("androidrules.intent-plain")] if intent.data == text else []
        return {"result": plain_intent(intent), "because": _notes(notes)}
    launch = chrome_launch(text, form)
    return {"result": plain_intent(launch.intent, launch.fallback), "because": _notes(launch.changes)}


def _notes(notes: Any) -> Answer:
    return {"notes": [trace.plain_message(note) for note in notes]}


def _dynamic(config: Any, url: Any) -> Answer:
    rules = read_dynamic(config["dynamic_app_link_components"])
    text = a_text(url, "url")
    _check_work(rules.patterns, text)
    uri = parse_uri(text)
    because = trace.plain(explain_dynamic(rules, uri))
    return {"result": {"opens_app": rules.allow(uri)}, "because": because}


def _check_work(patterns: int, text: str | None) -> None:
    if text is not None and patterns * len(text) > MOST_WORK:
        raise ConfigError(message("androidrules.too-costly", patterns=patterns, length=len(text)))


def _asked(config: Any, url: Any) -> Answer:  # noqa: ARG001
    fields = an_object(config, "config")
    contents = Contents(
        each(fields.get("web_content"), "web_content", _web_content),
        each(fields.get("android_content"), "android_content", _app_content),
    )
    asked = an_object(fields.get("query"), "query")
    query = Query(
        api=one_of(asked.get("api"), "query.api", _APIS),
        source=asked.get("source"),
        target=asked.get("target"),
        relation=an_optional_text(asked.get("relation"), "query.relation"),
    )
    return _plain_reply(query.api, ask(query, contents))


def _web_content(value: object, where: str) -> WebContent:
    fields = an_object(value, where)
    status = fields.get("status")
    if status is not None and (isinstance(status, bool) or not isinstance(status, int)):
        raise misfit(f"{where}.status", "number", status)
    body = an_optional_text(fields.get("body"), f"{where}.body")
    return WebContent(
        a_text(fields.get("url"), f"{where}.url"), body or "", 200 if status is None else status
    )


def _app_content(value: object, where: str) -> AppContent:
    fields = an_object(value, where)
    package = a_text(fields.get("package_name"), f"{where}.package_name")
    fingerprint = a_text(fields.get("cert_fingerprint"), f"{where}.cert_fingerprint")
    return AppContent(App(package, fingerprint), app_body(fields.get("asset_statements", "")))


def _plain_reply(api: Api, reply: Reply) -> Answer:
    statements = [
        {
            "source": None if reply.source is None else plain_asset(reply.source),
            "relation": found.relation,
            "target": plain_asset(found.target),
        }
        for found in (reply.statements if api is Api.LIST else ())
    ]
    return {
        "result": {
            "outcome": reply.outcome.value,
            "linked": reply.linked,
            "statements": statements,
            "error_codes": [code.value for code in reply.error_codes],
        },
        "because": _reasons(reply),
    }


def _reasons(reply: Reply) -> Answer:
    read = reply.collected
    return {
        "found": [found.where for found in reply.statements[:MOST_PROBLEMS]],
        "read": 0 if read is None else len(read.found),
        "problems": [
            {"error_code": each.code.value, "where": each.where, **trace.plain_message(each.message)}
            for each in reply.problems[:MOST_PROBLEMS]
        ],
    }
