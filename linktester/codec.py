"""Model values to JSON and back, with every mistake of an input named by its path.

cattrs turns values into plain data, msgspec writes the octets. Members of a union of values (observations,
events) carry their class name under `type`; octets are base64, times ISO 8601, sets sorted lists.
Reading is strict for documents that people write (`structure`) and lenient about unknown keys for our
own stored data (`from_json`).
"""

import dataclasses
from base64 import b64decode, b64encode
from binascii import Error as Base64Error
from collections.abc import Callable, Iterator
from datetime import date, datetime
from difflib import get_close_matches
from enum import Enum
from functools import cache
from types import UnionType
from typing import Any, TypeVar, Union, get_args, get_origin, get_type_hints

import msgspec
from cattrs import Converter
from cattrs.errors import (
    AttributeValidationNote,
    BaseValidationError,
    ForbiddenExtraKeysError,
    IterableValidationError,
    IterableValidationNote,
)

from linktester.model.errors import InputErrors, Place, Problem
from linktester.model.message import Arg, Message, message
from linktester.tomltext import Document

T = TypeVar("T")


def to_plain(value: object, kind: Any = None) -> Any:
    """Return `value` as dicts, lists, strings and numbers.

    Name the union as `kind` (`Event`, `AnyObservation`) when the value itself is a member of one;
    members inside other values carry their `type` anyway.
    """
    return _converter(strict=False).unstructure(value, unstructure_as=kind)


def to_json(value: object, kind: Any = None) -> bytes:
    """Return `value` as one line of UTF-8 JSON; `kind` as in `to_plain`.

    Lone surrogates, which no UTF-8 can hold, are written as escaped text: evidence is never lost to them.
    """
    plain = to_plain(value, kind)
    try:
        return msgspec.json.encode(plain)
    except UnicodeEncodeError:
        return msgspec.json.encode(_without_surrogates(plain))


def from_plain(value: object, kind: type[T]) -> T:
    """Return `value` as `kind`, ignoring unknown keys. Raises InputErrors with all mistakes by path."""
    return _structured(value, kind, strict=False, document=None)


def from_json(data: bytes | str, kind: type[T]) -> T:
    """Return the value in `data`. Raises InputErrors for what is not JSON or does not fit."""
    try:
        plain = msgspec.json.decode(data)
    except (msgspec.DecodeError, RecursionError, UnicodeDecodeError) as error:
        raise InputErrors([Problem(Place(), message("codec.not-json", reason=str(error)))]) from error
    return from_plain(plain, kind)


def structure(value: object, kind: type[T], document: Document | None = None) -> T:
    """Return what a person wrote as `kind`: unknown keys are mistakes, places come from `document`."""
    return _structured(value, kind, strict=True, document=document)


def _structured(value: object, kind: type[T], *, strict: bool, document: Document | None) -> T:
    try:
        return _converter(strict=strict).structure(value, kind)
    except (BaseValidationError, ValueError, TypeError, KeyError) as error:
        problems = [
            Problem(document.place(path) if document else Place(path=path or None), said)
            for path, said in _mistakes(error, "")
        ]
        raise InputErrors(problems) from error


@cache
def _converter(*, strict: bool) -> Converter:
    converter = Converter(forbid_extra_keys=strict, omit_if_default=True)
    converter.register_unstructure_hook(bytes, _bytes_out)
    converter.register_structure_hook(bytes, _bytes_in)
    converter.register_unstructure_hook(datetime, datetime.isoformat)
    converter.register_structure_hook(datetime, _datetime_in)
    converter.register_unstructure_hook(date, date.isoformat)
    converter.register_structure_hook(date, _date_in)
    for kind in (str, int, float, bool):
        converter.register_structure_hook(kind, _scalar_in)
    converter.register_structure_hook(Arg, _arg_in)
    converter.register_unstructure_hook_func(_is_frozenset, _set_out)
    converter.register_structure_hook_factory(_is_run_of_items, _items_reader)
    converter.register_structure_hook_factory(_is_union_of_values, _union_reader)
    converter.register_unstructure_hook_factory(_is_union_of_values, _union_writer)
    return converter


def _is_run_of_items(kind: object) -> bool:
    """Lists, sets, and tuples of any length; a tuple of fixed places is cattrs' own affair."""
    origin, members = get_origin(kind), get_args(kind)
    return origin in (list, frozenset) or (origin is tuple and len(members) == 2 and members[1] is Ellipsis)


def _items_reader(kind: Any, converter: Converter) -> Callable[[Any, object], Any]:
    made, item = get_origin(kind), get_args(kind)[0]
    structure_item = converter.get_structure_hook(item)

    def read(value: Any, _: object) -> Any:
        # A text is a run of letters to Python; here it is the mistake of a missing bracket.
        if not isinstance(value, list | tuple | set | frozenset):
            raise WrongTypeError(value, list)
        items, mistakes = [], []
        for index, entry in enumerate(value):
            try:
                items.append(structure_item(entry, item))
            except (BaseValidationError, ValueError, TypeError, KeyError) as error:
                error.add_note(IterableValidationNote("", index, item))
                mistakes.append(error)
        if mistakes:
            raise IterableValidationError(f"while reading {kind}", mistakes, kind)
        return made(items)

    return read


def _is_union_of_values(kind: object) -> bool:
    members = get_args(kind) if get_origin(kind) in (Union, UnionType) else ()
    return len(members) > 1 and all(dataclasses.is_dataclass(member) for member in members)


def _union_reader(kind: object, converter: Converter) -> Callable[[Any, object], Any]:
    members = {member.__name__: member for member in get_args(kind)}

    def read(value: Any, _: object) -> Any:
        name = value.get("type") if isinstance(value, dict) else None
        if name not in members:
            raise ValueError(f"type must be one of {', '.join(members)}")
        rest = {key: item for key, item in value.items() if key != "type"}
        return converter.structure(rest, members[name])

    return read


def _union_writer(kind: object, converter: Converter) -> Callable[[Any], dict[str, Any]]:
    writers = {member: converter.get_unstructure_hook(member) for member in get_args(kind)}

    def write(value: Any) -> dict[str, Any]:
        return {"type": type(value).__name__, **writers[type(value)](value)}

    return write


def _bytes_out(value: bytes) -> str:
    return b64encode(value).decode()


def _bytes_in(value: object, _: object) -> bytes:
    if not isinstance(value, str):
        raise TypeError("base64 text is needed")
    try:
        return b64decode(value, validate=True)
    except Base64Error as error:
        raise ValueError(f"not base64: {error}") from error


def _datetime_in(value: object, _: object) -> datetime:
    found = value if isinstance(value, datetime) else datetime.fromisoformat(str(value))
    if found.tzinfo is None:
        raise ValueError("the time needs a zone, such as +08:00")
    return found


def _date_in(value: object, _: object) -> date:
    return value if isinstance(value, date) else date.fromisoformat(str(value))


def _scalar_in(value: object, kind: type) -> Any:
    """Take a scalar as it is: "5" is no number and 5 no text; an int may stand for a float."""
    if issubclass(kind, Enum):
        return _enum_in(value, kind)
    if kind is float and isinstance(value, int) and not isinstance(value, bool):
        return float(value)
    if type(value) is not kind:
        raise WrongTypeError(value, kind)
    return value


def _arg_in(value: object, _: object) -> Arg:
    if not isinstance(value, str | int | float):
        raise WrongTypeError(value, str)
    return value


class WrongTypeError(TypeError):
    """A scalar of another kind stands here."""

    def __init__(self, value: object, kind: type) -> None:
        self.found, self.wanted = type(value).__name__, kind.__name__
        super().__init__(f"{self.found} instead of {self.wanted}")


class BadChoiceError(ValueError):
    """Not one of a closed set."""

    def __init__(self, value: object, kind: type[Enum]) -> None:
        self.value, self.allowed = str(value)[:80], ", ".join(str(member.value) for member in kind)
        super().__init__(f"{self.value!r} is not one of {self.allowed}")


def _enum_in(value: object, kind: type[Enum]) -> Enum:
    try:
        return kind(value)
    except ValueError as error:
        raise BadChoiceError(value, kind) from error


def _is_frozenset(kind: object) -> bool:
    return kind is frozenset or getattr(kind, "__origin__", None) is frozenset


def _set_out(value: frozenset[Any]) -> list[Any]:
    return sorted(item.value if isinstance(item, Enum) else item for item in value)


def _mistakes(error: BaseException, path: str) -> Iterator[tuple[str, Message]]:
    """Yield (path, message) of every leaf of cattrs' error tree, in document order."""
    if isinstance(error, ForbiddenExtraKeysError):
        known = _known_keys(error.cl)
        for key in sorted(error.extra_fields):
            near = get_close_matches(key, known, n=3)
            yield (
                f"{path}.{key}".lstrip("."),
                message("toml.unknown-key", key=key[:80], known=", ".join(near or known)),
            )
        return
    if isinstance(error, BaseExceptionGroup):
        for inner in error.exceptions:
            yield from _mistakes(inner, path + _step(inner, path))
        return
    yield path, _leaf(error)


def _step(error: BaseException, path: str) -> str:
    for note in getattr(error, "__notes__", ()):
        if isinstance(note, IterableValidationNote):
            return f"[{note.index}]" if isinstance(note.index, int) else f".{note.index}"
        if isinstance(note, AttributeValidationNote) and not isinstance(error, KeyError):
            return f".{note.name}" if path else note.name
    return ""


def _leaf(error: BaseException) -> Message:
    if isinstance(error, KeyError):
        return message("toml.missing-key", key=str(error.args[0]) if error.args else "?")
    if isinstance(error, WrongTypeError):
        return message("toml.wrong-type", found=error.found, wanted=error.wanted)
    if isinstance(error, BadChoiceError):
        return message("toml.bad-choice", value=error.value, allowed=error.allowed)
    return message("toml.bad-value", reason=str(error)[:200])


def _known_keys(kind: type) -> list[str]:
    if dataclasses.is_dataclass(kind):
        return [field.name for field in dataclasses.fields(kind)]
    return sorted(get_type_hints(kind))


def _without_surrogates(value: Any) -> Any:
    if isinstance(value, str):
        return value.encode("utf-8", "backslashreplace").decode()
    if isinstance(value, dict):
        return {_without_surrogates(key): _without_surrogates(item) for key, item in value.items()}
    if isinstance(value, list | tuple):
        return [_without_surrogates(item) for item in value]
    return value
