"""JSON from outside into checked values: each misfit is told with its place, nothing is guessed."""

from collections.abc import Callable, Mapping
from typing import Any, TypeVar

from linktester.model.message import Message, message
from linktester.oslinks.filefindings import kind

T = TypeVar("T")


class ConfigError(Exception):
    """A configuration that cannot be used; carries what to say."""

    def __init__(self, reason: Message) -> None:
        super().__init__(reason.code)
        self.reason = reason


def misfit(where: str, wanted: str, found: object) -> ConfigError:
    """Return the error for a value of the wrong kind at `where`."""
    return ConfigError(message("androidrules.config-kind", where=where, wanted=wanted, found=kind(found)))


def an_object(value: object, where: str) -> Mapping[str, Any]:
    """Return `value`, a JSON object. Raises ConfigError."""
    if not isinstance(value, dict):
        raise misfit(where, "object", value)
    return value


def a_text(value: object, where: str) -> str:
    """Return `value`, a JSON string. Raises ConfigError."""
    if not isinstance(value, str):
        raise misfit(where, "string", value)
    return value


def an_optional_text(value: object, where: str) -> str | None:
    """Return `value`, a JSON string or null. Raises ConfigError."""
    return None if value is None else a_text(value, where)


def each(value: object, where: str, read: Callable[[object, str], T]) -> tuple[T, ...]:
    """Return what `read` makes of each item of an array; null and absent are empty. Raises ConfigError."""
    if value is None:
        return ()
    if not isinstance(value, list):
        raise misfit(where, "array", value)
    return tuple(read(item, f"{where}[{index}]") for index, item in enumerate(value))


def one_of(value: object, where: str, choices: Mapping[str, T]) -> T:
    """Return the choice that `value` names. Raises ConfigError."""
    name = a_text(value, where)
    if name not in choices:
        names = ", ".join(choices)
        raise ConfigError(message("androidrules.config-choice", where=where, found=name[:60], names=names))
    return choices[name]
