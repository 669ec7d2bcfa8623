"""The vectors of `tests/vectors/oslinks` that concern iOS, HarmonyOS and URLs, one file per subject."""

import json
import tomllib
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

FOLDER = Path(__file__).parents[1] / "vectors" / "oslinks"
APP = "ABCDE12345.com.example.app"


@dataclass(frozen=True)
class RuleVector:
    """One component against one URL."""

    rule: Any
    url: str
    matches: bool


@dataclass(frozen=True)
class FileVector:
    """A whole file against one URL."""

    file: Any
    url: str
    apps: dict[str, str]


@dataclass(frozen=True)
class UrlVector:
    """A text and what a browser reads in it; no fields: a failure."""

    text: str
    base: str | None
    fields: dict[str, str] | None


@dataclass(frozen=True)
class UriVector:
    """An element of `uris` against a URI."""

    uri: dict[str, str]
    want: str
    matches: bool


@cache
def _read(name: str) -> dict[str, Any]:
    return tomllib.loads((FOLDER / f"{name}.toml").read_text(encoding="utf-8"))


def rules() -> list[RuleVector]:
    return [RuleVector(json.loads(row["rule"]), row["url"], row["matches"]) for row in _read("aasa")["rule"]]


def files() -> list[FileVector]:
    return [FileVector(json.loads(row["file"]), row["url"], row["apps"]) for row in _read("aasa")["file"]]


def sources() -> tuple[set[str], set[str]]:
    """Return the sources that are named and those that are used."""
    table = _read("aasa")
    return set(table["sources"]), {row["source"] for row in [*table["rule"], *table["file"]]}


def urls() -> list[UrlVector]:
    rows = _read("url")["vector"]
    return [UrlVector(row["input"], row.get("base"), row.get("fields")) for row in rows]


def uris() -> list[UriVector]:
    return [UriVector(row["uri"], row["want"], row["matches"]) for row in _read("harmony")["uri"]]


def one_rule(rule: Any, **links: Any) -> dict[str, Any]:
    """Return an association file with one app and `rule`."""
    return {"applinks": {"details": [{"appIDs": [APP], "components": [rule]}], **links}}
