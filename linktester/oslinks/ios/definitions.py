"""What an association file says once for many rules: its defaults and its substitution variables."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from linktester.model.message import message
from linktester.oslinks.filefindings import Notebook, child, shown
from linktester.oslinks.ios.variables import NAMES, predefined

_FLAGS = ("caseSensitive", "percentEncoded")
_PARTS = frozenset({"/", "?", "#", "exclude"})
_NOT_IN_NAMES = frozenset("$()")


@dataclass(frozen=True, slots=True)
class Options:
    """The two switches a rule may set; here, the values that hold where it does not."""

    case_sensitive: bool = True
    percent_encoded: bool = True
    parts: Mapping[str, Any] = field(default_factory=dict)
    """`/` `?` `#` `exclude` of defaults, for rules that lack them."""


@dataclass(frozen=True, slots=True)
class Scope:
    """What holds for the rules being read, and where their faults are written down."""

    words: "Vocabulary"
    options: Options
    notes: Notebook
    strict: bool = False


class Vocabulary(Mapping[str, tuple[str, ...]]):
    """The variables a file may use: its own, then the predefined ones."""

    def __init__(self, own: Mapping[str, tuple[str, ...]]) -> None:
        self._own = own

    def __getitem__(self, name: str) -> tuple[str, ...]:
        values = self._own.get(name)
        if values is None:
            values = predefined(name)
        if values is None:
            raise KeyError(name)
        return values

    def __iter__(self) -> Iterator[str]:
        return iter(self._own.keys() | NAMES)

    def __len__(self) -> int:
        return len(self._own.keys() | NAMES)


def defaults(value: Any, where: str, scope: Scope) -> Options:
    """Return what holds below a `defaults` object; the nearest to the rule wins.

    Apple calls defaults a subclass of components, and `swcutil` fills rules up from them; strictly read
    only the two switches count.
    """
    inherited, notes = scope.options, scope.notes
    if value is None:
        return inherited
    if not isinstance(value, dict):
        notes.wrong_kind(where, "defaults", "object", value)
        return inherited
    for key in [key for key in value if key not in _FLAGS]:
        code = message("aasa.wide-default", key=key) if key in _PARTS else None
        notes.warning(child(where, key), code or message("aasa.unknown-key", key=shown(key)))
    parts = {} if scope.strict else {key: each for key, each in value.items() if key in _PARTS}
    return replace(switches(value, where, inherited, notes), parts={**inherited.parts, **parts})


def switches(value: dict[str, Any], where: str, inherited: Options, notes: Notebook) -> Options:
    """Return the two switches of a rule or of defaults, `inherited` where they are not given."""
    case, percent = _FLAGS
    return replace(
        inherited,
        case_sensitive=flag(value, case, where, inherited.case_sensitive, notes),
        percent_encoded=flag(value, percent, where, inherited.percent_encoded, notes),
    )


def flag(value: dict[str, Any], name: str, where: str, otherwise: bool, notes: Notebook) -> bool:
    """Return a boolean of an object, `otherwise` when it is missing or no boolean."""
    given = value.get(name, otherwise)
    if isinstance(given, bool):
        return given
    notes.wrong_kind(child(where, name), name, "boolean", given)
    return otherwise


def vocabulary(value: Any, notes: Notebook) -> Vocabulary:
    """Return the variables of a file from its `substitutionVariables`."""
    where = "applinks.substitutionVariables"
    if value is None:
        return Vocabulary({})
    if not isinstance(value, dict):
        notes.wrong_kind(where, "substitutionVariables", "object", value)
        return Vocabulary({})
    own = {}
    for name, listed in value.items():
        place = child(where, name)
        if not name or _NOT_IN_NAMES & set(name):
            notes.error(place, message("aasa.bad-variable-name", name=shown(name)))
            continue
        if name in NAMES:
            notes.warning(place, message("aasa.predefined-again", name=name))
        own[name] = _values(listed, place, notes)
    return Vocabulary(own)


def _values(listed: Any, where: str, notes: Notebook) -> tuple[str, ...]:
    if not isinstance(listed, list):
        notes.wrong_kind(where, "substitutionVariables", "array", listed)
        return ()
    values = []
    for index, value in enumerate(listed):
        if not isinstance(value, str):
            notes.wrong_kind(child(where, index), "substitutionVariables", "string", value)
            continue
        if "$(" in value:
            notes.error(child(where, index), message("aasa.nested-variable", value=shown(value)))
        values.append(value)
    return tuple(values)
