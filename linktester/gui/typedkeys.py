"""Which actions have to wait while the focus has its own use for their keys."""

from collections.abc import Callable, Mapping

from PySide6.QtWidgets import QAbstractButton, QAbstractSpinBox, QApplication, QComboBox

BY_LETTER = (
    "status-passed",
    "status-failed",
    "status-not-executable",
    "status-skipped",
    "status-none",
    "note",
    "saw-it",
    "next",
    "previous",
)
BY_SPACE = ("next-unseen",)


def without_typed(commands: Mapping[str, Callable[[], None]]) -> dict[str, Callable[[], None]]:
    """Return `commands` without what a bare letter or the space bar would do now.

    Text fields keep letters to themselves; choices and buttons do not, though they go by them.
    """
    focus = QApplication.focusWidget()
    if isinstance(focus, QComboBox | QAbstractSpinBox):
        taken: tuple[str, ...] = BY_LETTER + BY_SPACE
    else:
        taken = BY_SPACE if isinstance(focus, QAbstractButton) else ()
    return {name: command for name, command in commands.items() if name not in taken}
