"""What a table says about the parameters of a query, and what is wrong with the ones found."""

import re
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field

from linktester.model.errors import InputErrors, Place, Problem
from linktester.model.link import Severity
from linktester.model.message import Message, message
from linktester.model.payment import Aspect, CodeField, FormField, Reading, Title
from linktester.payments.excerpt import excerpt
from linktester.payments.notes import Notes
from linktester.payments.query import Pair

_SURROGATE = re.compile("[\ud800-\udfff]")


@dataclass(frozen=True, kw_only=True)
class Parameter:
    """One parameter of a standard; a row of a table."""

    key: str
    """As it is written in the query."""
    name: str
    """Stable name of its field."""
    title: Title
    required: bool = False
    many: bool = False
    """True when it may stand more than once."""
    free: bool = False
    """Text that people read; a `+` there is doubtful."""
    form: str = ""
    """Regular expression for the whole decoded value; empty for any text."""
    expected: str = ""
    """That form in a few neutral signs, for the message: `NNNN`, `user@handle`."""
    choices: tuple[str, ...] = ()
    least: int = 0
    most: int | None = None
    """Characters."""
    severity: Severity = Severity.ERROR
    """Of breaking form, choices or length; a missing or repeated parameter is an error always."""
    sources: tuple[str, ...] = ()
    """Where it was read, when that differs from its table's."""


class Parameters:
    """The parameters of one standard, prepared once."""

    def __init__(self, rows: Iterable[Parameter]) -> None:
        self.rows = tuple(rows)
        self.free = frozenset(row.key for row in self.rows if row.free)
        self._by_key = {row.key: row for row in self.rows}
        self._by_small = {row.key.lower(): row for row in self.rows}
        self._forms = {row.key: re.compile(row.form) for row in self.rows if row.form}
        self._required = tuple(row for row in self.rows if row.required)

    def row(self, name: str) -> Parameter | None:
        """Return the row of a parameter, letters in either case."""
        return self._by_key.get(name) or self._by_small.get(name.lower())

    def titles(self) -> dict[str, Title]:
        """Return path → title of every parameter."""
        return {f"query/{row.key}": row.title for row in self.rows}

    def fields(self, pairs: Iterable[Pair]) -> tuple[CodeField, ...]:
        """Return the fields of the pairs in order; unknown ones have no name."""
        return tuple(self._field(pair) for pair in pairs)

    def check(
        self, pairs: Iterable[Pair], notes: Notes, needed: Collection[str] = frozenset()
    ) -> dict[str, str]:
        """Note what is wrong with the pairs; return key → value of the first of each, empty ones left out.

        Those of `needed` may not be empty where they stand, though they need not stand there.
        """
        values: dict[str, str] = {}
        seen: set[str] = set()
        for pair in pairs:
            row = self.row(pair.name)
            if row is None:
                self._unknown(pair, notes)
            elif row.key in seen and not row.many:
                notes.error(Aspect.SCHEME, pair.path, message("payments.repeated", field=pair.path))
            else:
                seen.add(row.key)
                self._known(row, pair, values, notes, row.required or row.key in needed)
        for row in self._required:
            if row.key not in seen:
                where = f"query/{row.key}"
                notes.error(Aspect.SCHEME, where, message("payments.missing", field=where))
        return values

    def _field(self, pair: Pair) -> CodeField:
        row = self.row(pair.name)
        if row is None:
            return CodeField(pair.path, pair.offset, pair.length, "", pair.value)
        return CodeField(pair.path, pair.offset, pair.length, row.name, pair.value, row.title)

    def _unknown(self, pair: Pair, notes: Notes) -> None:
        if pair.raw and not pair.name.startswith("amp;"):
            notes.info(Aspect.SCHEME, pair.path, message("payments.unknown-field", field=pair.path))

    def _known(self, row: Parameter, pair: Pair, values: dict[str, str], notes: Notes, needed: bool) -> None:
        if pair.name != row.key:
            said = message("query.key-case", field=pair.name, expected=row.key)
            notes.warning(Aspect.SCHEME, pair.path, said)
        if not pair.value:
            note = notes.error if needed else notes.warning
            note(Aspect.SCHEME, pair.path, message("payments.empty-field", field=pair.path))
            return
        values.setdefault(row.key, pair.value)
        complaint = self._complaint(row, pair)
        if complaint is not None:
            note = {Severity.ERROR: notes.error, Severity.WARNING: notes.warning}.get(
                row.severity, notes.info
            )
            note(Aspect.SCHEME, pair.path, complaint)

    def _complaint(self, row: Parameter, pair: Pair) -> Message | None:
        value, where = pair.value, pair.path
        if row.most is not None and len(value) > row.most:
            return message("payments.too-long", field=where, length=len(value), most=row.most)
        if len(value) < row.least:
            return message("payments.too-short", field=where, length=len(value), least=row.least)
        if row.choices and value not in row.choices:
            allowed = ", ".join(row.choices)
            return message("payments.choice", field=where, value=excerpt(value), allowed=allowed)
        form = self._forms.get(row.key)
        if form is not None and not form.fullmatch(value):
            return message("payments.form-wrong", field=where, value=excerpt(value), expected=row.expected)
        return None


@dataclass(slots=True)
class Mistakes:
    """What is wrong with the values of a form, all of it."""

    problems: list[Problem] = field(default_factory=list)

    def add(self, name: str, said: Message) -> None:
        """Note a mistake in the form field `name`."""
        self.problems.append(Problem(Place(path=name), said))

    def unless_text(self, values: Mapping[str, str]) -> None:
        """Note values that no octets can hold."""
        for name, value in values.items():
            found = _SURROGATE.search(value)
            if found:
                self.add(name, message("payments.not-text", offset=found.start()))

    def of(
        self,
        reading: Reading,
        form: Iterable[FormField],
        places: Mapping[str, str],
        also: Collection[str] = (),
    ) -> None:
        """Note the errors found in what was written, and its findings called one of `also`.

        `places` names the form field of a path; other paths end in the field's name. What stands nowhere in
        the form is told at the field that `places` has for the whole code, or the first.
        """
        names = [field.name for field in form]
        for finding in reading.findings:
            if finding.severity is Severity.ERROR or finding.code in also:
                name = places.get(finding.where) or finding.where.rpartition("/")[2]
                self.add(name if name in names else places.get("", names[0]), finding.message)

    def end(self) -> None:
        """Raise InputErrors when there are any."""
        if self.problems:
            raise InputErrors(self.problems)
