"""Parts of an API that are imported when they are first used, so that a start takes no time for them."""

from collections.abc import Callable
from functools import cached_property
from typing import Any, TypeVar, cast

T = TypeVar("T")


class _Late:
    """Stands for something that is made when the first of its attributes is asked for."""

    def __init__(self, make: Callable[[], object]) -> None:
        self._make = make

    @cached_property
    def _made(self) -> object:
        return self._make()

    def __getattr__(self, name: str) -> Any:
        return getattr(self._made, name)


def late(make: Callable[[], T]) -> T:
    """Return what stands for the thing that `make` returns; it is made once, when it is used."""
    return cast(T, _Late(make))
