"""Reads packaged tables into values: what `linktester.codec` does for people's files, without its cost.

The data is packaged and proved by tests, so a fault is a bug and gets a bare TypeError; and reading one code
must not wait for the libraries that name every mistake in a document by its line.
"""

import types
from collections.abc import Callable, Mapping
from dataclasses import fields, is_dataclass
from datetime import date
from enum import Enum
from functools import cache
from typing import Any, NewType, TypeVar, get_args, get_origin

from linktester import resources

T = TypeVar("T")
Builder = Callable[[Any], Any]
_SCALARS = (str, int, float, bool, date)
_SEQUENCES: tuple[type, ...] = (tuple, frozenset)


def read(name: str, kind: type[T]) -> T:
    """Return the table `name`, a path below the data folder, as a `kind`.

    TypeError for a key too many, a key too few, or a value of another type.
    """
    return built(resources.read_table(name), kind)


def rows(name: str, table: str, kind: type[T]) -> tuple[T, ...]:
    """Return the rows `[[table]]` of the table `name`, each a `kind`; errors as of `read`."""
    some: Any = kind
    return tuple(_builder(some)(each) for each in resources.read_table(name)[table])


def built(plain: Any, kind: type[T]) -> T:
    """Return plain data as a `kind`, a dataclass; errors as of `read`."""
    some: Any = kind
    made: T = _builder(some)(plain)
    return made


@cache
def _builder(kind: Any) -> Builder:
    """Return what makes a value of `kind`; made once for every kind."""
    if is_dataclass(kind):
        return _of_dataclass(kind)
    if isinstance(kind, NewType):
        return _builder(kind.__supertype__)
    if isinstance(kind, type) and issubclass(kind, Enum):
        return kind
    origin, args = get_origin(kind), get_args(kind)
    return _of_several(origin, args) if origin is not None else _as_it_is(kind)


def _of_several(origin: Any, args: tuple[Any, ...]) -> Builder:
    if origin in _SEQUENCES:
        return _of_items(origin, _builder(args[0]))
    if origin is Mapping:
        return _of_mapping(_builder(args[1]))
    return _of_optional(args)


def _of_dataclass(kind: Any) -> Builder:
    kinds: dict[str, Any] = {field.name: field.type for field in fields(kind)}
    builders = {name: _builder(each) for name, each in kinds.items()}

    def build(plain: Any) -> Any:
        if not isinstance(plain, dict) or not plain.keys() <= builders.keys():
            raise TypeError(f"{kind.__name__} cannot hold {plain!r}")
        return kind(**{name: builders[name](value) for name, value in plain.items()})

    return build


def _of_optional(args: tuple[Any, ...]) -> Builder:
    (some,) = [each for each in args if each is not types.NoneType]
    return _builder(some)


def _of_items(into: Callable[..., Any], item: Builder) -> Builder:
    def build(plain: Any) -> Any:
        if not isinstance(plain, list):
            raise TypeError(f"not a list: {plain!r}")
        return into(item(each) for each in plain)

    return build


def _of_mapping(item: Builder) -> Builder:
    def build(plain: Any) -> Any:
        if not isinstance(plain, dict):
            raise TypeError(f"not a table: {plain!r}")
        return {name: item(value) for name, value in plain.items()}

    return build


def _unchanged(plain: Any) -> Any:
    return plain


def _as_it_is(kind: Any) -> Builder:
    if kind is Any:
        return _unchanged
    if kind not in _SCALARS:
        raise TypeError(f"no table holds {kind!r}")

    def build(plain: Any) -> Any:
        # A whole number stands for a measure, too; true is no number.
        if type(plain) is not kind and not (kind is float and type(plain) is int):
            raise TypeError(f"not a {kind.__name__}: {plain!r}")
        return kind(plain) if kind is float else plain

    return build
