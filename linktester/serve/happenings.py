"""What happens at the platforms' APIs, told to whoever listens; nobody listening costs nothing."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta

from linktester.serve.requestlog import Entry
from linktester.serve.state import Attempt, Notice, Order


@dataclass(frozen=True, slots=True, kw_only=True)
class Acted:
    """The payer, or whoever holds the control port, did something."""

    call: str
    """Its name below the control port's prefix, such as `/payer/pay`."""
    body: bytes
    status: int
    answer: bytes


@dataclass(frozen=True, slots=True, kw_only=True)
class Kept:
    """An order was put into the ledger or changed there, and that is committed."""

    order: Order


@dataclass(frozen=True, slots=True, kw_only=True)
class Tried:
    """A callback was tried."""

    notice: Notice
    """As it stands after the try."""
    attempt: Attempt
    wait: timedelta | None = None
    """Business time until the next try, None when there is none."""


Happening = Entry | Acted | Kept | Tried
Listener = Callable[[Happening], None]


class Happenings:
    """Where happenings are told. Listeners are called at once, on the emulator's thread: they hand on."""

    def __init__(self) -> None:
        self._listeners: list[Listener] = []

    def listen(self, listener: Listener) -> None:
        """Call `listener` with all that happens from now on."""
        self._listeners.append(listener)

    def tell(self, happening: Happening) -> None:
        """Tell all listeners."""
        for listener in self._listeners:
            listener(happening)

    def __bool__(self) -> bool:
        return bool(self._listeners)
