"""Under which circumstances links are tried: the date, the system, and what may answer.

Shown in the toolbar of every page, because they decide every verdict.
"""

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from linktester.model.system import OS

if TYPE_CHECKING:
    from datetime import datetime

    from linktester.model.citation import Confidence
    from linktester.suite import Options


class Circumstances(QObject):
    """The circumstances chosen now.

    Signals: `changed` after any of them did.
    """

    changed = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._as_of: datetime | None = None
        self._system = OS.ANDROID
        self._inferred = False

    @property
    def as_of(self) -> "datetime | None":
        """The policy date, aware; None = now, or what a suite says."""
        return self._as_of

    @property
    def system(self) -> OS:
        """The phone's system for links tried by themselves; suites name their own."""
        return self._system

    @property
    def inferred(self) -> bool:
        """True: rules that are only inferred may answer too."""
        return self._inferred

    @property
    def accept(self) -> "frozenset[Confidence]":
        """Confidence letters that may answer."""
        from linktester.model.citation import DEFAULT_ACCEPTED, Confidence  # noqa: PLC0415

        return DEFAULT_ACCEPTED | ({Confidence.INFERRED} if self._inferred else frozenset())

    def set_as_of(self, moment: "datetime | None") -> None:
        """Choose a date."""
        if moment != self._as_of:
            self._as_of = moment
            self.changed.emit()

    def set_system(self, system: OS) -> None:
        """Choose a system."""
        if system is not self._system:
            self._system = system
            self.changed.emit()

    def set_inferred(self, inferred: bool) -> None:
        """Choose whether inferred rules answer."""
        if inferred != self._inferred:
            self._inferred = inferred
            self.changed.emit()

    def options(self) -> "Options":
        """Return what a run is asked with."""
        from linktester.suite import Options  # noqa: PLC0415 - not before the first paint

        dates = () if self._as_of is None else (self._as_of,)
        return Options(as_of=dates, accept=self.accept)
