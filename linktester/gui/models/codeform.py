"""What a form for a new code begins with; knows no widget."""

from collections.abc import Mapping
from dataclasses import dataclass

from linktester import payments
from linktester.model.errors import InputErrors
from linktester.model.payment import FormField, StandardId

_TRIES = 6
"""Fields that need each other are found out by trying."""


@dataclass(frozen=True, slots=True)
class CodeForm:
    """The fields of a standard, and values that make a code of it as far as its examples go."""

    standard: StandardId
    fields: tuple[FormField, ...]
    values: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Built:
    """A code made of a form."""

    standard: StandardId
    payload: bytes


def code_form(standard: StandardId) -> CodeForm:
    """Return the form of a standard, what it demands filled with its examples."""
    fields = payments.form(standard)
    named = {each.name: each for each in fields}
    values = {each.name: each.default or (each.example if each.required else "") for each in fields}
    for _ in range(_TRIES):
        wrong = _wrong(standard, values)
        lacking = [name for name in wrong if name in named and not values[name]]
        if not any(named[name].example for name in lacking):
            break
        values |= {name: named[name].example for name in lacking}
    if wrong:
        values = _with_one_more(standard, fields, values)
    return CodeForm(standard, fields, {name: value for name, value in values.items() if value})


def build_code(standard: StandardId, values: Mapping[str, str]) -> Built:
    """Return the code of the values. Raises InputErrors with every mistake; places are names of fields."""
    return Built(standard, payments.write(standard, values))


def _with_one_more(
    standard: StandardId, fields: tuple[FormField, ...], values: Mapping[str, str]
) -> dict[str, str]:
    """Return the values with the example of the first field that makes them a code; as they are for none."""
    for each in fields:
        more = {**values, each.name: each.example}
        if each.example and not values[each.name] and not _wrong(standard, more):
            return more
    return dict(values)


def _wrong(standard: StandardId, values: Mapping[str, str]) -> list[str]:
    try:
        payments.write(standard, values)
    except InputErrors as errors:
        return [problem.place.path or "" for problem in errors.problems]
    return []
