"""Statement lists (`assetlinks.json`) read item by item: one bad statement is skipped, the others count."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from linktester import urls
from linktester.model.message import Message, message
from linktester.oslinks.android.assets import App, Asset, Site, is_fingerprint, is_package, read_site
from linktester.oslinks.filefindings import kind

HANDLE_ALL_URLS = "delegate_permission/common.handle_all_urls"
"""The relation that app links need."""
MOST_FAULTS = 10_000
"""Faults kept of one list; the statements behind them are read all the same."""
_WORD = re.compile(r"[a-z0-9_.]+")


@dataclass(frozen=True, slots=True)
class Fault:
    """What makes a statement, or a whole list, count for nothing."""

    path: str
    message: Message


@dataclass(frozen=True, slots=True)
class Statement:
    """One valid statement: every relation holds for every target."""

    path: str
    relations: tuple[str, ...]
    targets: tuple[Asset, ...]
    """An app with several certificates is several targets."""
    extensions: Any = None
    """`relation_extensions` as it stands."""


@dataclass(frozen=True, slots=True)
class Include:
    """A further list to read."""

    path: str
    url: str


@dataclass(frozen=True, slots=True)
class StatementList:
    """What a list says, in its order."""

    items: tuple[Statement | Include, ...] = ()
    faults: tuple[Fault, ...] = ()

    @property
    def is_empty(self) -> bool:
        """Return whether there was nothing in it at all."""
        return not self.items and not self.faults


class _BadStatementError(Exception):
    def __init__(self, path: str, reason: Message) -> None:
        super().__init__(reason.code)
        self.fault = Fault(path, reason)


def read_statements(value: Any) -> StatementList:
    """Return the statements in a JSON document. Never raises."""
    if not isinstance(value, list):
        return StatementList((), (Fault("", message("androidrules.list-kind", found=kind(value))),))
    items: list[Statement | Include] = []
    faults: list[Fault] = []
    for index, each in enumerate(value):
        try:
            items.append(_item(each, f"[{index}]"))
        except _BadStatementError as error:
            if len(faults) < MOST_FAULTS:
                faults.append(error.fault)
    return StatementList(tuple(items), tuple(faults))


def relation_fault(relation: str) -> Message | None:
    """Return what is wrong with `kind/detail`, None when it is well-formed."""
    first, slash, detail = relation.partition("/")
    if not slash or "/" in detail:
        return message("androidrules.relation-form", relation=relation[:120])
    if not _WORD.fullmatch(first):
        return message("androidrules.relation-kind", relation=relation[:120])
    if not _WORD.fullmatch(detail):
        return message("androidrules.relation-detail", relation=relation[:120])
    return None


def _item(value: Any, path: str) -> Statement | Include:
    if not isinstance(value, dict):
        raise _BadStatementError(path, message("androidrules.statement-kind", found=kind(value)))
    if "include" in value:
        return _include(value, path)
    relations = _relations(value.get("relation"), path)
    if "target" not in value:
        raise _BadStatementError(path, message("androidrules.no-target"))
    targets = _target(value["target"], f"{path}.target")
    return Statement(path, relations, targets, value.get("relation_extensions"))


def _include(value: dict[str, Any], path: str) -> Include:
    if "relation" in value or "target" in value:
        raise _BadStatementError(path, message("androidrules.include-mixed"))
    url = urls.parse(value["include"]) if isinstance(value["include"], str) else None
    if url is None or not url.is_web:
        raise _BadStatementError(f"{path}.include", message("androidrules.include-url"))
    return Include(path, url.href)


def _relations(value: Any, path: str) -> tuple[str, ...]:
    if value is None:
        raise _BadStatementError(path, message("androidrules.no-relation"))
    where = f"{path}.relation"
    if not isinstance(value, list) or not value:
        raise _BadStatementError(where, message("androidrules.relation-list", found=kind(value)))
    for index, relation in enumerate(value):
        said = _relation(relation)
        if said is not None:
            raise _BadStatementError(f"{where}[{index}]", said)
    return tuple(dict.fromkeys(value))


def _relation(value: Any) -> Message | None:
    if not isinstance(value, str):
        return message("androidrules.relation-text", found=kind(value))
    return relation_fault(value)


def _target(value: Any, path: str) -> tuple[Asset, ...]:
    if not isinstance(value, dict):
        raise _BadStatementError(path, message("androidrules.target-kind", found=kind(value)))
    namespace = value.get("namespace")
    read = _READERS.get(namespace) if isinstance(namespace, str) else None
    if read is None:
        raise _BadStatementError(path, message("androidrules.namespace", found=str(namespace)[:60]))
    return read(value, path)


def _web(value: dict[str, Any], path: str) -> tuple[Asset, ...]:
    site = value.get("site")
    if not isinstance(site, str) or not site:
        raise _BadStatementError(path, message("androidrules.no-site"))
    found = read_site(site)
    if not isinstance(found, Site):
        raise _BadStatementError(f"{path}.site", found)
    return (found,)


def _app(value: dict[str, Any], path: str) -> tuple[Asset, ...]:
    package = value.get("package_name")
    if not isinstance(package, str):
        raise _BadStatementError(path, message("androidrules.no-package"))
    if not is_package(package):
        raise _BadStatementError(f"{path}.package_name", message("androidrules.package", found=package[:120]))
    prints = value.get("sha256_cert_fingerprints")
    where = f"{path}.sha256_cert_fingerprints"
    if not isinstance(prints, list) or not prints:
        raise _BadStatementError(where, message("androidrules.prints", found=kind(prints)))
    for index, each in enumerate(prints):
        if not isinstance(each, str) or not is_fingerprint(each):
            raise _BadStatementError(f"{where}[{index}]", _print_fault(each))
    return tuple(App(package, each) for each in dict.fromkeys(prints))


def _print_fault(value: Any) -> Message:
    if isinstance(value, str) and is_fingerprint(value.upper()):
        return message("androidrules.print-case", found=value[:100])
    return message("androidrules.print-form", found=str(value)[:100])


_READERS: dict[str, Callable[[dict[str, Any], str], tuple[Asset, ...]]] = {"web": _web, "android_app": _app}
