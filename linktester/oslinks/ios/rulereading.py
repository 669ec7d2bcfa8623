"""Reads the rules of an association file: components of the new form, paths of the old."""

from typing import Any

from linktester.model.message import message
from linktester.oslinks.filefindings import child, shown
from linktester.oslinks.ios.association import Rule
from linktester.oslinks.ios.definitions import Options, Scope, flag, switches
from linktester.oslinks.ios.paths import ANY_PATH, PathPattern, path_pattern
from linktester.oslinks.ios.pattern import ANYTHING, Pattern, compiled, literal, names

_PARTS = ("/", "?", "#")
_KEYS = frozenset({*_PARTS, "exclude", "caseSensitive", "percentEncoded", "comment"})
_NOT = "NOT "
_STARTS = ("/", "*", "?", "$(")


class _UnreadableError(Exception):
    """A part of a rule is of the wrong kind, so the rule cannot be kept."""


def component(value: Any, index: int, where: str, scope: Scope) -> Rule | None:
    """Return the rule in one element of `components`; None, with a finding, when it cannot be understood."""
    place, notes = child(where, index), scope.notes
    if not isinstance(value, dict):
        notes.wrong_kind(place, "components", "object", value)
        return None
    for key in [key for key in value if key not in _KEYS]:
        notes.warning(child(place, key), message("aasa.unknown-key", key=shown(key)))
    chosen = switches(value, place, scope.options, notes)
    filled = {**scope.options.parts, **value}
    reader = _Parts(filled, place, scope, chosen)
    try:
        return Rule(
            index,
            path=reader.path(),
            query=reader.query(),
            items=reader.items(),
            fragment=reader.pattern("#"),
            exclude=flag(filled, "exclude", place, False, notes),
            folds=not chosen.case_sensitive,
            decodes=not chosen.percent_encoded,
            strict=scope.strict,
            given=tuple(part for part in _PARTS if part in filled),
        )
    except _UnreadableError:
        return None


def legacy_path(value: Any, index: int, where: str, scope: Scope) -> Rule | None:
    """Return the rule in one element of `paths`; None, with a finding, when it is no text."""
    place, notes = child(where, index), scope.notes
    if not isinstance(value, str):
        notes.wrong_kind(place, "paths", "string", value)
        return None
    exclude = value.startswith(_NOT)
    text = value.removeprefix(_NOT) if exclude else value
    if names(text):
        notes.warning(place, message("aasa.variable-in-path", pattern=shown(text)))
    if not text.startswith(_STARTS[:-1]):
        notes.warning(place, message("aasa.no-slash", pattern=shown(value)))
    path = path_pattern(text, literal, strict=scope.strict)
    return Rule(index, path=path, exclude=exclude, strict=scope.strict, given=("/",))


class _Parts:
    """Reads the three parts of one component."""

    def __init__(self, value: dict[str, Any], place: str, scope: Scope, chosen: Options) -> None:
        self._value, self._place = value, place
        self._folds, self._decodes = not chosen.case_sensitive, not chosen.percent_encoded
        self._words, self._notes, self._strict = scope.words, scope.notes, scope.strict

    def path(self) -> PathPattern:
        text, place = self._value.get("/", "*"), child(self._place, "/")
        if text == "*":
            return ANY_PATH
        self._checked(text, place, "/")
        if not text.startswith(_STARTS):
            self._notes.warning(place, message("aasa.no-slash", pattern=shown(text)))
        return path_pattern(text, self._compiled, strict=self._strict)

    def pattern(self, key: str) -> Pattern:
        text = self._value.get(key, "*")
        if text == "*":
            return ANYTHING
        self._checked(text, child(self._place, key), key)
        return self._compiled(text)

    def query(self) -> Pattern:
        return ANYTHING if isinstance(self._value.get("?"), dict) else self.pattern("?")

    def items(self) -> tuple[tuple[str, Pattern], ...]:
        """Return the query items asked for; one that is no text makes the system forget them all."""
        wanted = self._value.get("?")
        if not isinstance(wanted, dict):
            return ()
        place = child(self._place, "?")
        others = [name for name, text in wanted.items() if not isinstance(text, str)]
        if others and not self._strict:
            said = message("aasa.query-forgotten", name=shown(others[0]))
            self._notes.error(child(place, others[0]), said)
            return ()
        for name, text in wanted.items():
            self._checked(text, child(place, name), name)
        return tuple((name, self._compiled(text)) for name, text in wanted.items())

    def _compiled(self, text: str) -> Pattern:
        return compiled(text, self._words, folds=self._folds)

    def _checked(self, text: Any, place: str, name: str) -> None:
        """Note what is wrong with a pattern. Raises when it is no text."""
        if not isinstance(text, str):
            self._notes.wrong_kind(place, name, "string", text)
            raise _UnreadableError
        if not text.isascii() and not self._decodes:
            self._notes.warning(place, message("aasa.not-encoded", pattern=shown(text)))
        for variable in names(text):
            if variable not in self._words:
                self._notes.error(place, message("aasa.unknown-variable", name=shown(variable)))
