"""Reading all packs: the shipped ones and a team's own folders; nothing loads while anything is wrong.

A team's folder holds any number of TOML files, each with `platform`, `version` (ISO day), its
`[[observation]]` and `[[rule]]` tables. Its rules have confidence T and override shipped ones as `decide`
says; the folder's name stands in their citations.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cache
from hashlib import sha256
from pathlib import Path
from typing import Any

from linktester import resources
from linktester.model.citation import Source
from linktester.model.errors import InputErrors, Place, Problem
from linktester.model.link import PlatformId
from linktester.model.message import message
from linktester.model.pack import Pack, Rule
from linktester.model.phone import Surface
from linktester.policy.cells import FILE as CELLS_FILE
from linktester.policy.cells import cell_ids
from linktester.policy.checks import Names
from linktester.policy.classes import LinkClass, read_classes
from linktester.policy.dates import day
from linktester.policy.files import Text, team_texts
from linktester.policy.mapping import mapping
from linktester.policy.packs import Packs
from linktester.policy.rules import read_rules
from linktester.policy.select import Index, Ranked, specificity
from linktester.policy.sources import Found, read_references, read_sources, with_addresses
from linktester.policy.vocabulary import Vocabulary, shipped_vocabulary, unknown
from linktester.tomltext import Document, parse

STALE_AFTER_DAYS = 180
"""Default patience with a team's own observation; a choice of ours, to be set by the user."""
CLASSES_FILE = "packs/classes.toml"
SOURCE_FILES = ("events.toml", "observations.toml")
_CONTENTS = frozenset({"rule", "event", "observation", "references"})
_KEYS = _CONTENTS | {"platform", "version", "surfaces"}


@dataclass(slots=True)
class _Loading:
    """What has been read so far, and everything that was wrong."""

    vocabulary: Vocabulary
    classes: Mapping[str, LinkClass]
    cells: frozenset[str]
    problems: list[Problem] = field(default_factory=list)
    sources: dict[str, Found] = field(default_factory=dict)
    rules: dict[str, Rule] = field(default_factory=dict)
    packs: dict[str, list[tuple[Text, Document, list[Rule]]]] = field(default_factory=dict)


def load(extra: tuple[Path, ...] = (), *, stale_after_days: int = STALE_AFTER_DAYS) -> Packs:
    """Return the shipped packs and those in the folders `extra`. Raises InputErrors with all mistakes."""
    problems: list[Problem] = []
    team = [text for folder in extra for text in team_texts(folder, problems)]
    texts = [*shipped_texts(), *team]
    return load_texts(
        texts,
        classes=Text(CLASSES_FILE, resources.read_text(CLASSES_FILE)),
        vocabulary=shipped_vocabulary(),
        cells=cell_ids(),
        stale_after_days=stale_after_days,
        problems=problems,
    )


def load_texts(
    texts: Iterable[Text],
    *,
    classes: Text,
    vocabulary: Vocabulary,
    cells: frozenset[str] = frozenset(),
    stale_after_days: int = STALE_AFTER_DAYS,
    problems: Iterable[Problem] = (),
) -> Packs:
    """Return packs read from texts; `problems` found before are told together with all others."""
    told = list(problems)
    kinds = _document(classes, told)
    found = read_classes(kinds, vocabulary, told) if kinds else {}
    loading = _Loading(vocabulary, found, cells, told)
    documents = [(text, document) for text in texts if (document := _document(text, told)) is not None]
    _take_sources(loading, documents)
    for text, document in documents:
        _take_rules(loading, text, document)
    if loading.problems:
        raise InputErrors(loading.problems)
    return _packs(loading, stale_after_days)


@cache
def events() -> Mapping[str, Source]:
    """Return the shipped events and observations by id, in the order they stand in the files."""
    problems: list[Problem] = []
    texts = [Text(name, resources.read_text(name)) for name in SOURCE_FILES]
    documents = [(text, document) for text in texts if (document := _document(text, problems)) is not None]
    loading = _Loading(shipped_vocabulary(), {}, frozenset(), problems)
    _take_sources(loading, documents)
    if loading.problems:
        raise InputErrors(loading.problems)
    return {name: found.source for name, found in loading.sources.items()}


def shipped_texts() -> Iterator[Text]:
    """Yield the sources and packs that ship with the package, sources first, each in the order of names."""
    for name in SOURCE_FILES:
        yield Text(name, resources.read_text(name))
    for name in resources.names("packs"):
        if name not in {CLASSES_FILE, CELLS_FILE}:
            yield Text(name, resources.read_text(name))


def _document(text: Text, problems: list[Problem]) -> Document | None:
    try:
        return parse(text.text, text.name)
    except InputErrors as error:
        problems.extend(error.problems)
        return None


def _take_sources(loading: _Loading, documents: list[tuple[Text, Document]]) -> None:
    shipped: dict[str, str] = {}
    for text, document in documents:
        shipped.update({} if text.pack else read_references(document))
    for text, document in documents:
        references = {**shipped, **read_references(document)} if text.pack else shipped
        for found in read_sources(document, loading.problems, shipped=not text.pack):
            first = loading.sources.setdefault(found.source.id, with_addresses(found, references))
            if (first.file, first.line) != (found.file, found.line):
                said = message("policy.duplicate-id", id=found.source.id, first=f"{first.file}:{first.line}")
                loading.problems.append(Problem(Place(found.file, found.line), said))


def _take_rules(loading: _Loading, text: Text, document: Document) -> None:
    problems = loading.problems
    for key in sorted(document.value.keys() - _KEYS):
        known = ", ".join(sorted(_KEYS))
        problems.append(Problem(document.place(key), message("toml.unknown-key", key=key[:80], known=known)))
    if text.name in SOURCE_FILES:
        return
    if text.pack and "rule" not in document.value:
        _check_ruleless(loading, document)
        return
    platform = _platform(loading, text, document)
    names = Names(
        loading.vocabulary,
        loading.classes.keys(),
        mapping().keys(),
        loading.sources.keys(),
        {name for name, found in loading.sources.items() if found.event},
        loading.cells,
        team=bool(text.pack),
    )
    sources = {name: found.source for name, found in loading.sources.items()}
    rules = read_rules(document, platform, names, sources, problems)
    for rule in rules:
        first = loading.rules.setdefault(rule.id, rule)
        if first is not rule:
            said = message("policy.duplicate-id", id=rule.id, first=f"{first.file}:{first.line}")
            problems.append(Problem(Place(rule.file, rule.line), said))
    pack = f"{text.pack}/{platform}" if text.pack else str(platform)
    loading.packs.setdefault(pack, []).append((text, document, rules))


def _check_ruleless(loading: _Loading, document: Document) -> None:
    """Tell the mistakes of a team's file without rules: it may hold only what rules elsewhere rest on."""
    value = document.value
    if not value.keys() & _CONTENTS:
        loading.problems.append(Problem(Place(document.file), message("policy.empty")))
    if "platform" in value:
        _check_platform(loading, document, value["platform"])
    if "version" in value and not _is_day(value["version"]):
        loading.problems.append(Problem(document.place("version"), message("policy.bad-version")))


def _check_platform(loading: _Loading, document: Document, name: object) -> None:
    known = loading.vocabulary.platforms.keys()
    for _, said in unknown("platform", "policy.unknown-platform", (str(name),), known):
        loading.problems.append(Problem(document.place("platform"), said))


def _platform(loading: _Loading, text: Text, document: Document) -> PlatformId:
    name = document.value.get("platform", "")
    _check_platform(loading, document, name)
    if not text.pack and text.name.split("/")[1:-1] not in ([], [name]):
        said = message("policy.wrong-folder", platform=str(name)[:80])
        loading.problems.append(Problem(document.place("platform"), said))
    surfaces = document.value.get("surfaces", [])
    listed = [str(one) for one in surfaces] if isinstance(surfaces, list) else [str(surfaces)]
    for _, said in unknown("surfaces", "policy.unknown-surface", listed, loading.vocabulary.surfaces):
        loading.problems.append(Problem(document.place("surfaces"), said))
    if not _is_day(document.value.get("version")):
        loading.problems.append(Problem(document.place("version"), message("policy.bad-version")))
    return PlatformId(str(name))


def _is_day(value: Any) -> bool:
    try:
        day(value)
    except ValueError:
        return False
    return True


def _packs(loading: _Loading, stale_after_days: int) -> Packs:
    packs = {name: _pack(parts) for name, parts in loading.packs.items()}
    ranked = [
        Ranked(rule, name, packs[name], specificity(rule.match))
        for name, parts in loading.packs.items()
        for _, _, rules in parts
        for rule in rules
    ]
    return Packs(
        packs=packs,
        rules=loading.rules,
        classes=loading.classes,
        sources={name: found.source for name, found in loading.sources.items()},
        vocabulary=loading.vocabulary,
        stale_after_days=stale_after_days,
        index=Index(ranked, loading.classes, loading.vocabulary),
        found=loading.sources,
    )


def _pack(parts: list[tuple[Text, Document, list[Rule]]]) -> Pack:
    """Return the pack of one platform and origin; its hash covers names and texts of all its files."""
    total = sha256()
    for text, _, _ in parts:
        total.update(text.name.rpartition("/")[2].encode() + b"\0" + sha256(text.text.encode()).digest())
    surfaces = {Surface(str(one)) for _, document, _ in parts for one in document.value.get("surfaces", [])}
    version = max(day(document.value["version"]).isoformat() for _, document, _ in parts)
    rules = tuple(rule for _, _, found in parts for rule in found)
    platform = PlatformId(str(parts[0][1].value["platform"]))
    return Pack(platform, version, total.hexdigest()[:16], rules, tuple(sorted(surfaces)))
