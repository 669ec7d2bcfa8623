"""`assetlinks.json` from untrusted octets: its statements, and what is wrong or odd in it."""

from collections.abc import Iterator
from dataclasses import dataclass

from linktester.model.link import Severity
from linktester.model.message import message
from linktester.oslinks import jsontext
from linktester.oslinks.android.assets import App
from linktester.oslinks.android.dynamicrules import dynamic_in
from linktester.oslinks.android.statements import (
    HANDLE_ALL_URLS,
    Include,
    Statement,
    StatementList,
    read_statements,
)
from linktester.oslinks.filefindings import FileFinding

_MOST = 1_000


@dataclass(frozen=True, slots=True)
class AssetFile:
    """What became of the octets."""

    statements: StatementList
    """Empty when the file is unreadable."""
    readable: bool
    findings: tuple[FileFinding, ...] = ()
    """In the order found; at most 1,000 beside those about the text as JSON."""


def read_asset_file(octets: bytes) -> AssetFile:
    """Return the statements in `octets` and everything to say about them. Never raises."""
    read = jsontext.read(octets)
    if not read.readable:
        return AssetFile(StatementList(), False, read.findings)
    listed = read_statements(read.value)
    found = tuple(each for _, each in zip(range(_MOST), _findings(listed), strict=False))
    return AssetFile(listed, True, (*read.findings, *jsontext.placed(found, read.text)))


def _findings(listed: StatementList) -> Iterator[FileFinding]:
    for fault in listed.faults:
        yield FileFinding(Severity.ERROR, fault.message, fault.path)
    if listed.is_empty:
        yield FileFinding(Severity.WARNING, message("androidrules.list-empty"))
    elif not any(isinstance(item, Include) or _gives_links(item) for item in listed.items):
        yield FileFinding(Severity.WARNING, message("androidrules.no-app-links", relation=HANDLE_ALL_URLS))
    for item in listed.items:
        if isinstance(item, Include):
            yield FileFinding(Severity.INFO, message("androidrules.includes", url=item.url[:200]), item.path)
        else:
            yield from _dynamic(item)


def _gives_links(item: Statement) -> bool:
    return HANDLE_ALL_URLS in item.relations and any(isinstance(each, App) for each in item.targets)


def _dynamic(item: Statement) -> Iterator[FileFinding]:
    rules = dynamic_in(item.extensions, HANDLE_ALL_URLS, item.path)
    if rules is None:
        return
    if rules.dropped is not None:
        yield FileFinding(Severity.WARNING, message("androidrules.dynamic-dropped"), item.path)
        yield FileFinding(Severity.WARNING, rules.dropped, rules.path)
    elif rules.rules and all(rule.exclude for rule in rules.rules):
        yield FileFinding(Severity.WARNING, message("androidrules.dynamic-only-excludes"), item.path)
