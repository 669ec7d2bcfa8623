"""Work off the Qt thread: a function without Qt runs elsewhere, its value comes back as a signal.

The functions must not touch widgets. Told faults (`LinktesterError`) come back as values; anything else is a
bug and is raised on the Qt thread, where the crash dialog waits.
"""

from collections.abc import Callable
from functools import cached_property, partial
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, Qt, Signal, Slot
from shiboken6 import isValid

from linktester.model.errors import LinktesterError

if TYPE_CHECKING:
    from concurrent.futures import Future, ThreadPoolExecutor

THREADS = 3
"""Few: the work is Python, and a run is going on beside it."""

Done = Callable[[Any], None]


class Tasks(QObject):
    """Runs functions on a few threads. `close` waits for those that run and drops those that wait."""

    _finished = Signal(object)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._waiting: dict[Future[Any], tuple[Done | None, Done | None]] = {}
        self._is_closed = False
        self._finished.connect(self._on_finished, Qt.ConnectionType.QueuedConnection)

    @cached_property
    def _pool(self) -> "ThreadPoolExecutor":
        from concurrent.futures import ThreadPoolExecutor  # noqa: PLC0415 - not before the first paint

        return ThreadPoolExecutor(THREADS, thread_name_prefix="task")

    def run(
        self, function: Callable[..., Any], *args: Any, done: Done | None = None, failed: Done | None = None
    ) -> "Future[Any]":
        """Run `function(*args)`; then call `done(value)` or `failed(LinktesterError)` on the Qt thread.

        Without `failed` a told fault is raised like a bug. Return the future; cancel it to drop it.
        """
        if self._is_closed:
            # A timer may fire once more while the window goes.
            from concurrent.futures import Future  # noqa: PLC0415

            refused: Future[Any] = Future()
            refused.cancel()
            return refused
        future = self._pool.submit(function, *args)
        self._waiting[future] = (done, failed)
        future.add_done_callback(self._finished.emit)
        return future

    @property
    def is_idle(self) -> bool:
        """True when nothing runs and nothing is still to be delivered."""
        return not self._waiting

    def close(self) -> None:
        """End: nothing is delivered any more, and what is asked for from now on is not begun."""
        self._is_closed = True
        self._waiting.clear()
        self._pool.shutdown(wait=True, cancel_futures=True)

    @Slot(object)
    def _on_finished(self, future: "Future[Any]") -> None:
        done, failed = self._waiting.pop(future, (None, None))
        if future.cancelled() or not (_lives(done) and _lives(failed)):
            return
        error = future.exception()
        if isinstance(error, LinktesterError) and failed is not None:
            failed(error)
        elif error is not None:
            raise error
        elif done is not None:
            done(future.result())


class Latest:
    """Runs one kind of task where only the newest matters: an older one's value is dropped when it comes."""

    def __init__(self, tasks: Tasks) -> None:
        self._tasks = tasks
        self._number = 0
        self._future: Future[Any] | None = None

    def run(self, function: Callable[..., Any], *args: Any, done: Done, failed: Done | None = None) -> None:
        """As `Tasks.run`, dropping what was asked before."""
        self.drop()
        number = self._number
        self._future = self._tasks.run(
            function,
            *args,
            done=self._if_newest(number, done),
            failed=failed and self._if_newest(number, failed),
        )

    def drop(self) -> None:
        """Forget what was asked; nothing of it is delivered."""
        self._number += 1
        if self._future is not None:
            self._future.cancel()
            self._future = None

    def _if_newest(self, number: int, deliver: Done) -> Done:
        return partial(self._check, number, deliver)

    def _check(self, number: int, deliver: Done, value: Any) -> None:
        if number == self._number and _lives(deliver):
            deliver(value)


def _lives(deliver: Done | None) -> bool:
    """Return False when the widget whose method would be called went while its answer was on the way."""
    while isinstance(deliver, partial):
        deliver = deliver.func
    owner = getattr(deliver, "__self__", None)
    return not isinstance(owner, QObject) or isValid(owner)
