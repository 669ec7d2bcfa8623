"""What stands inside an `<intent-filter>`: its `<data>` elements, pooled into one filter as Android does.

Sources: developer.android.com/guide/topics/manifest/data-element and uri-relative-filter-group-element.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from linktester.model.message import message
from linktester.oslinks.android.advancedglob import GlobError
from linktester.oslinks.android.intentfilter import Authority
from linktester.oslinks.android.javatext import integer
from linktester.oslinks.android.pattern import Pattern, PatternType, build
from linktester.oslinks.android.relative import Part, RelativeFilter, RelativeGroup
from linktester.oslinks.appfiles.xmltext import Element
from linktester.oslinks.filefindings import Notebook, child, shown

ANDROID = "http://schemas.android.com/apk/res/android"
"""Namespace of the attributes."""
_SUFFIXES = {
    "": PatternType.LITERAL,
    "Prefix": PatternType.PREFIX,
    "Suffix": PatternType.SUFFIX,
    "Pattern": PatternType.SIMPLE_GLOB,
    "AdvancedPattern": PatternType.ADVANCED_GLOB,
}
PATHS: Mapping[str, PatternType] = {f"path{end}": kind for end, kind in _SUFFIXES.items()}
"""Attribute → kind of its pattern, of the path."""
_SSPS = {f"ssp{end}": kind for end, kind in _SUFFIXES.items()}
_RELATIVE = {
    f"{part.value}{end}": (part, kind)
    for part in (Part.PATH, Part.QUERY, Part.FRAGMENT)
    for end, kind in _SUFFIXES.items()
}
_PLACEHOLDER = re.compile(r"\$\{([^{}$]{1,100})\}")
_ESCAPE = re.compile(r"\\(u[0-9A-Fa-f]{4}|.)", re.DOTALL)
_ESCAPED = {"n": "\n", "t": "\t"}


@dataclass(frozen=True, slots=True)
class Values:
    """What placeholders and resource names of a manifest stand for."""

    known: Mapping[str, str] = field(default_factory=dict)
    """`name` of `${name}` and of `@string/name` → value."""
    is_compiled: bool = False
    """From an APK: escapes are gone already."""

    def read(self, text: str) -> tuple[str, bool]:
        """Return the value in an attribute, and whether it is known; else the attribute as it stands."""
        if not self.is_compiled:
            text = _PLACEHOLDER.sub(self._placed, text)
        if text.startswith("@string/") and text[8:] in self.known:
            text = self.known[text[8:]]
        elif text.startswith(("@", "?")) and len(text) > 1:
            return text, False
        if not self.is_compiled and "${" in text:
            return text, False
        return (text if self.is_compiled else _ESCAPE.sub(_unescaped, text)), True

    def _placed(self, found: re.Match[str]) -> str:
        return self.known.get(found[1], found[0])


def _unescaped(found: re.Match[str]) -> str:
    """Return the character of an escape; the resource compiler drops the backslash before any other."""
    letter = found[1]
    return chr(int(letter[1:], 16)) if len(letter) == 5 else _ESCAPED.get(letter, letter)


@dataclass(frozen=True, slots=True)
class DataElement:
    """One `<data>`: its attributes without namespace, resolved as far as they can be."""

    where: str
    fields: Mapping[str, str]
    written: Mapping[str, str]
    """The same attributes as they stand in the file."""
    unresolved: frozenset[str]
    """Names of attributes whose value is not known: they match nothing here."""
    line: int
    column: int

    def get(self, name: str) -> str | None:
        """Return a resolved attribute, None when it is missing or not known."""
        return None if name in self.unresolved else self.fields.get(name)


def data_element(element: Element, where: str, values: Values, notes: Notebook) -> DataElement:
    """Return one `<data>`; what cannot be resolved is told."""
    written = {name: text for (space, name), text in element.attributes.items() if space == ANDROID}
    fields, unresolved = {}, set()
    for name, text in written.items():
        fields[name], known = values.read(text)
        if not known:
            unresolved.add(name)
            said = message("appfiles.unresolved", name=shown(name, 40), found=shown(text, 80))
            notes.info(where, said)
    return DataElement(where, fields, written, frozenset(unresolved), element.line, element.column)


def schemes(pool: tuple[DataElement, ...]) -> tuple[str, ...]:
    """Return the schemes of all elements, each once."""
    found = (each.get("scheme") for each in pool)
    return tuple(dict.fromkeys(each for each in found if each))


def mime_types(pool: tuple[DataElement, ...]) -> tuple[str, ...]:
    """Return the types of all elements, each once."""
    found = (each.get("mimeType") for each in pool)
    return tuple(dict.fromkeys(each for each in found if each))


def authorities(pool: tuple[DataElement, ...], notes: Notebook) -> tuple[Authority, ...]:
    """Return hosts with their ports; a port goes with the host of its own element only."""
    found = []
    for each in pool:
        host = each.get("host")
        if host is not None:
            found.append(Authority(host, _port(each, notes)))
    return tuple(dict.fromkeys(found))


def _port(each: DataElement, notes: Notebook) -> int:
    text = each.get("port")
    if text is None:
        return -1
    number = integer(text)
    if number is None or not 0 <= number <= 65_535:
        notes.error(each.where, message("appfiles.port-form", found=shown(text, 40)))
        return -1
    return number


def paths(pool: tuple[DataElement, ...], notes: Notebook) -> tuple[Pattern, ...]:
    """Return the patterns of the path of all elements. What the system refuses is told and left out."""
    return tuple(_patterns(pool, PATHS, notes))


def scheme_specific_parts(pool: tuple[DataElement, ...], notes: Notebook) -> tuple[Pattern, ...]:
    """Return the patterns of the scheme-specific part of all elements."""
    return tuple(_patterns(pool, _SSPS, notes))


def _patterns(
    pool: tuple[DataElement, ...], kinds: Mapping[str, PatternType], notes: Notebook
) -> Iterator[Pattern]:
    for each in pool:
        for name, kind in kinds.items():
            pattern = _pattern(each, name, kind, notes)
            if pattern is not None:
                yield pattern


def _pattern(each: DataElement, name: str, kind: PatternType, notes: Notebook) -> Pattern | None:
    text = each.get(name)
    if text is None:
        return None
    try:
        return build(kind, text)
    except GlobError as error:
        notes.error(each.where, error.reason)
        return None


def group(element: Element, where: str, values: Values, notes: Notebook) -> RelativeGroup:
    """Return a `<uri-relative-filter-group>`: only path, query and fragment of its `<data>` count."""
    allow = element.attributes.get((ANDROID, "allow"), "true")
    if allow not in {"true", "false"}:
        notes.error(where, message("appfiles.boolean-form", name="allow", found=shown(allow, 40)))
    filters: list[RelativeFilter] = []
    for index, inner in enumerate(element.named("data")):
        each = data_element(inner, child(f"{where}.data", index), values, notes)
        for name, (part, kind) in _RELATIVE.items():
            pattern = _pattern(each, name, kind, notes)
            if pattern is not None:
                filters.append(RelativeFilter(part, pattern))
    return RelativeGroup(allow != "false", tuple(filters))
