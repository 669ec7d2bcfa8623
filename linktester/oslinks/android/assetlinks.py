"""Google's Digital Asset Links: what a source says, includes followed, with the API's error codes.

Errors are local: a statement may be found, and an error told beside it. Where Google's published definitions
disagree with each other, over a list without a relation asked of a source whose list is empty, an absent
relation counts as an error and an empty one does not.
"""

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any

from linktester import urls
from linktester.model.message import Message, message
from linktester.oslinks import jsontext
from linktester.oslinks.android.assets import App, Asset, Site
from linktester.oslinks.android.statements import Include, Statement, StatementList, read_statements

MAX_FETCHES = 100
"""Lists read for one question, includes among them; the API's own budget is not published."""
MOST_PROBLEMS = 1_000
"""Problems kept for one question."""
WELL_KNOWN = "/.well-known/assetlinks.json"
_OK = 200


class ErrorCode(StrEnum):
    """The API's error codes, as far as a given content can cause them."""

    INVALID_QUERY = "ERROR_CODE_INVALID_QUERY"
    FETCH_ERROR = "ERROR_CODE_FETCH_ERROR"
    REDIRECT = "ERROR_CODE_REDIRECT"
    MALFORMED_CONTENT = "ERROR_CODE_MALFORMED_CONTENT"
    SECURE_INCLUDES_INSECURE = "ERROR_CODE_SECURE_ASSET_INCLUDES_INSECURE"
    BUDGET = "ERROR_CODE_FETCH_BUDGET_EXHAUSTED"


@dataclass(frozen=True, slots=True)
class WebContent:
    """What is served at an address."""

    url: str
    body: str
    status: int = _OK


@dataclass(frozen=True, slots=True)
class AppContent:
    """The statement list in an app's `asset_statements`, as JSON text."""

    app: App
    body: str


@dataclass(frozen=True, slots=True)
class Problem:
    """An error on the way; the statements found elsewhere count all the same."""

    code: ErrorCode
    message: Message
    where: str
    """Address of the list and path in it."""


@dataclass(frozen=True, slots=True)
class Found:
    """One relation between the source and a target."""

    relation: str
    target: Asset
    where: str
    extensions: Any = None


@dataclass(slots=True)
class Collected:
    """Everything that a source says."""

    found: list[Found] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)
    is_empty: bool = False
    """The source's own list is there and has nothing in it."""

    @property
    def error_codes(self) -> tuple[ErrorCode, ...]:
        """Return the codes of the problems, each once."""
        return tuple(dict.fromkeys(problem.code for problem in self.problems))

    def linked(self, relation: str, target: Asset) -> Found | None:
        """Return what links the source to `target`, None when nothing does."""
        hits = (each for each in self.found if each.relation == relation and each.target == target)
        return next(hits, None)


class Contents:
    """All contents of a question, found by address and by app."""

    def __init__(self, web: Iterable[WebContent] = (), apps: Iterable[AppContent] = ()) -> None:
        self._web: dict[str, WebContent] = {}
        for content in web:
            self._web.setdefault(_address(content.url), content)
        self._apps: dict[App, str] = {}
        for each in apps:
            self._apps.setdefault(each.app, each.body)

    def at(self, url: str) -> WebContent | None:
        """Return what is served at `url`, None when nothing is."""
        return self._web.get(_address(url))

    def of(self, app: App) -> str | None:
        """Return the statements of an app, None when it is unknown or has none."""
        return self._apps.get(app)


def collect(source: Asset, contents: Contents) -> Collected:
    """Return every statement of `source`, includes followed, and what went wrong. Never raises."""
    walk = _Walk(contents)
    if isinstance(source, Site):
        url = source.origin + WELL_KNOWN
        listed = walk.fetch(url, ())
        walk.take(listed, url, (url,))
    else:
        body = contents.of(source)
        listed = None if body is None else walk.parse(body, source.package)
        # A signed package is as trustworthy as https.
        walk.take(listed, source.package, ("https:",))
    walk.collected.is_empty = listed is not None and listed.is_empty
    return walk.collected


class _Walk:
    """Follows includes; the stack holds the addresses from the source down to the list being read."""

    def __init__(self, contents: Contents) -> None:
        self.contents = contents
        self.collected = Collected()
        self.read: set[str] = set()

    def take(self, listed: StatementList | None, where: str, stack: tuple[str, ...]) -> None:
        for item in () if listed is None else listed.items:
            if isinstance(item, Include):
                self._include(item, where, stack)
            else:
                self._statement(item, where)

    def fetch(self, url: str, stack: tuple[str, ...]) -> StatementList | None:
        """Return the list at `url`; None when there is none, or when it was read before."""
        if url in stack or (url not in self.read and len(self.read) >= MAX_FETCHES):
            self._problem(ErrorCode.BUDGET, message("androidrules.fetch-budget", url=url[:200]), url)
            return None
        if url in self.read:
            return None
        self.read.add(url)
        return self._fetched(url)

    def parse(self, body: str, where: str) -> StatementList | None:
        read = jsontext.read(urls.whole(body).encode())
        if not read.readable:
            self._problem(ErrorCode.MALFORMED_CONTENT, read.findings[-1].message, where)
            return None
        listed = read_statements(read.value)
        for fault in listed.faults:
            self._problem(ErrorCode.MALFORMED_CONTENT, fault.message, f"{where} {fault.path}".strip())
        return listed

    def _fetched(self, url: str) -> StatementList | None:
        content = self.contents.at(url)
        if content is None:
            self._problem(ErrorCode.FETCH_ERROR, message("androidrules.fetch-nothing", url=url[:200]), url)
            return None
        if content.status != _OK:
            code = ErrorCode.REDIRECT if 300 <= content.status < 400 else ErrorCode.FETCH_ERROR
            said = message("androidrules.fetch-status", url=url[:200], status=content.status)
            self._problem(code, said, url)
            return None
        return self.parse(content.body, url)

    def _include(self, item: Include, where: str, stack: tuple[str, ...]) -> None:
        if item.url.startswith("http:") and any(above.startswith("https:") for above in stack):
            said = message("androidrules.fetch-insecure", url=item.url[:200])
            self._problem(ErrorCode.SECURE_INCLUDES_INSECURE, said, f"{where} {item.path}")
            return
        listed = self.fetch(item.url, stack)
        self.take(listed, item.url, (*stack, item.url))

    def _statement(self, item: Statement, where: str) -> None:
        for relation in item.relations:
            for target in item.targets:
                found = Found(relation, target, f"{where} {item.path}", item.extensions)
                self.collected.found.append(found)

    def _problem(self, code: ErrorCode, said: Message, where: str) -> None:
        # A code not seen yet is kept in any case.
        problems = self.collected.problems
        if len(problems) < MOST_PROBLEMS or all(each.code is not code for each in problems):
            problems.append(Problem(code, said, where))


def app_body(value: Any) -> str:
    """Return an app's `asset_statements` as JSON text, whether it is given as text or already parsed."""
    return value if isinstance(value, str) else json.dumps(value)


def plain_asset(asset: Asset) -> Mapping[str, Any]:
    """Return an asset as JSON data, sites as the API answers them."""
    if isinstance(asset, Site):
        return {"web": {"site": asset.rooted}}
    return {"android_app": {"package_name": asset.package, "sha256_fingerprint": asset.fingerprint}}


def _address(url: str) -> str:
    parsed = urls.parse(url)
    if parsed is None:
        return url
    host = parsed.host.replace(".:", ":") if ".:" in parsed.host else parsed.host.removesuffix(".")
    return f"{parsed.protocol}//{host}{parsed.pathname}{parsed.search}"
