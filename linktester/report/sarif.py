"""Findings as SARIF 2.1.0 (OASIS), for tools that show them beside the code.

Levels are SARIF's own: `error`, `warning`, `note`. Columns count characters.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import PurePath
from typing import Any
from urllib.parse import quote

from linktester import __version__

SCHEMA = "https://json.schemastore.org/sarif-2.1.0.json"
VERSION = "2.1.0"
LEVELS = {"error": "error", "warning": "warning", "info": "note"}
"""Our severity → SARIF's level."""


@dataclass(frozen=True, slots=True)
class Rule:
    """One kind of finding."""

    id: str
    level: str
    text: str
    """What it says in general."""
    help: str
    """Who says so."""


@dataclass(frozen=True, slots=True)
class Result:
    """One finding."""

    rule: str
    """Id of its rule, which must be among the rules."""
    level: str
    text: str
    file: str
    """As the user named it."""
    line: int | None = None
    """1-based."""
    column: int | None = None
    path: str = ""
    """Place inside the document; empty for the whole."""
    suppressed: str | None = None
    """Why it is not to be minded."""


def document(rules: Sequence[Rule], results: Sequence[Result]) -> dict[str, Any]:
    """Return one log with one run: the rules and the results, both in their order."""
    places = {rule.id: index for index, rule in enumerate(rules)}
    driver = {"name": "linktester", "version": __version__, "rules": [_rule(each) for each in rules]}
    run = {
        "tool": {"driver": driver},
        "columnKind": "unicodeCodePoints",
        "results": [_result(each, places[each.rule]) for each in results],
    }
    return {"$schema": SCHEMA, "version": VERSION, "runs": [run]}


def _rule(rule: Rule) -> dict[str, Any]:
    return {
        "id": rule.id,
        "shortDescription": {"text": rule.text},
        "help": {"text": rule.help},
        "defaultConfiguration": {"level": rule.level},
    }


def _result(result: Result, index: int) -> dict[str, Any]:
    told: dict[str, Any] = {
        "ruleId": result.rule,
        "ruleIndex": index,
        "level": result.level,
        "message": {"text": result.text},
        "locations": [_location(result)],
    }
    if result.suppressed is not None:
        told["suppressions"] = [{"kind": "external", "justification": result.suppressed}]
    return told


def _location(result: Result) -> dict[str, Any]:
    physical: dict[str, Any] = {"artifactLocation": {"uri": _uri(result.file)}}
    if result.line is not None:
        region = {"startLine": result.line}
        physical["region"] = region if result.column is None else {**region, "startColumn": result.column}
    where: dict[str, Any] = {"physicalLocation": physical}
    if result.path:
        where["logicalLocations"] = [{"fullyQualifiedName": result.path}]
    return where


def _uri(file: str) -> str:
    """Return a file's name as a relative or absolute URI reference."""
    path = PurePath(file)
    text = quote(path.as_posix().encode("utf-8", "surrogatepass"), safe="/")
    return f"file://{text if text.startswith('/') else '/' + text}" if path.is_absolute() else text
