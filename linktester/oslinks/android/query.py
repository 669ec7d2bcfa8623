"""Questions to Google's Digital Asset Links API: `check` and `list`, refused where no answer can be."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from linktester.model.message import Message, message
from linktester.oslinks.android.assetlinks import Collected, Contents, ErrorCode, Found, Problem, collect
from linktester.oslinks.android.assets import App, Asset, Site, is_fingerprint, is_package, read_site
from linktester.oslinks.android.statements import relation_fault


class Api(StrEnum):
    """What is asked."""

    CHECK = "check"
    LIST = "list"


class Outcome(StrEnum):
    """How a question went."""

    SUCCESS = "SUCCESS"
    FETCH_ERROR = "FETCH_ERROR"
    """Something needed was missing or broken; what was found beside it still counts."""
    QUERY_PARSING_ERROR = "QUERY_PARSING_ERROR"


@dataclass(frozen=True, slots=True)
class Query:
    """A question as it comes; assets still in the API's JSON."""

    api: Api
    source: Any
    target: Any = None
    """For `check` only."""
    relation: str | None = None
    """`list`: None or empty is any."""


@dataclass(frozen=True, slots=True)
class Reply:
    """The API's answer."""

    outcome: Outcome
    linked: bool = False
    """`check`: whether the relation holds."""
    source: Asset | None = None
    statements: tuple[Found, ...] = ()
    """`list`: what was asked for, each once. `check`: the statement that links, where there is one."""
    error_codes: tuple[ErrorCode, ...] = ()
    problems: tuple[Problem, ...] = ()
    collected: Collected | None = None


class _RefusedError(Exception):
    def __init__(self, reason: Message, where: str) -> None:
        super().__init__(reason.code)
        self.problem = Problem(ErrorCode.INVALID_QUERY, reason, where)


def ask(query: Query, contents: Contents) -> Reply:
    """Return the answer to `query` over `contents`. Never raises."""
    try:
        source = _asset(query.source, "source")
        _check_relation(query)
        target = _asset(query.target, "target") if query.api is Api.CHECK else None
    except _RefusedError as error:
        codes = (ErrorCode.INVALID_QUERY,)
        return Reply(Outcome.QUERY_PARSING_ERROR, error_codes=codes, problems=(error.problem,))
    collected = collect(source, contents)
    if target is None:
        return _listed(query, source, collected)
    hit = collected.linked(query.relation or "", target)
    return _reply(collected, source, () if hit is None else (hit,), linked=hit is not None)


def _listed(query: Query, source: Asset, collected: Collected) -> Reply:
    asked = [each for each in collected.found if not query.relation or each.relation == query.relation]
    once = {(each.relation, each.target): each for each in reversed(asked)}
    nothing = query.relation is None and collected.is_empty
    return _reply(collected, source, tuple(reversed(once.values())), nothing=nothing)


def _reply(
    collected: Collected,
    source: Asset,
    statements: tuple[Found, ...],
    *,
    linked: bool = False,
    nothing: bool = False,
) -> Reply:
    failed = nothing or bool(collected.problems)
    return Reply(
        outcome=Outcome.FETCH_ERROR if failed else Outcome.SUCCESS,
        linked=linked,
        source=source,
        statements=statements,
        error_codes=collected.error_codes,
        problems=tuple(collected.problems),
        collected=collected,
    )


def _check_relation(query: Query) -> None:
    if not query.relation:
        if query.api is Api.CHECK:
            raise _RefusedError(message("androidrules.query-no-relation"), "relation")
        return
    fault = relation_fault(query.relation)
    if fault is not None:
        raise _RefusedError(fault, "relation")


def _asset(value: Any, where: str) -> Asset:
    fields = value if isinstance(value, dict) else {}
    kinds = [name for name in ("web", "android_app") if isinstance(fields.get(name), dict)]
    if len(kinds) != 1:
        raise _RefusedError(message("androidrules.query-asset", where=where), where)
    inner = fields[kinds[0]]
    return _site(inner, where) if kinds[0] == "web" else _app(inner, where)


def _site(fields: Mapping[str, Any], where: str) -> Site:
    text = fields.get("site")
    if not isinstance(text, str) or not text:
        raise _RefusedError(message("androidrules.no-site"), f"{where}.web")
    site = read_site(text)
    if not isinstance(site, Site):
        raise _RefusedError(site, f"{where}.web.site")
    return site


def _app(fields: Mapping[str, Any], where: str) -> App:
    package = fields.get("package_name")
    if not isinstance(package, str) or not is_package(package):
        said = message("androidrules.package", found=str(package)[:120])
        raise _RefusedError(said, f"{where}.android_app.package_name")
    # The API itself nests the fingerprint in `certificate`.
    certificate = fields.get("certificate")
    nested = certificate.get("sha256_fingerprint") if isinstance(certificate, dict) else None
    fingerprint = fields.get("sha256_fingerprint", nested)
    if not isinstance(fingerprint, str) or not is_fingerprint(fingerprint):
        said = message("androidrules.print-form", found=str(fingerprint)[:100])
        raise _RefusedError(said, f"{where}.android_app.sha256_fingerprint")
    return App(package, fingerprint)
