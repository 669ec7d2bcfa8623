"""Asking for a file or a folder without stopping the window."""

from collections.abc import Callable
from functools import partial
from pathlib import Path

from PySide6.QtWidgets import QFileDialog, QWidget

Chosen = Callable[[Path], object]
"""Called with what was chosen; not at all when the dialog was put away."""


def ask_where(parent: QWidget, title: str, proposed: str, chosen: Chosen, *, suffix: str = "") -> QFileDialog:
    """Ask where to save a file; `proposed` is a name, or a whole path. Return the dialog, which is open.

    With a `suffix`, such as `png`, only such files are shown, and a name without one gets it.
    """
    dialog = _dialog(parent, title, chosen)
    dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
    if suffix:
        dialog.setDefaultSuffix(suffix)
        dialog.setNameFilter(f"{suffix.upper()} (*.{suffix})")
    dialog.selectFile(proposed)
    dialog.open()
    return dialog


def ask_file(parent: QWidget, title: str, kinds: str, chosen: Chosen) -> QFileDialog:
    """Ask for a file that is there; `kinds` such as `Pictures (*.png *.jpg)`. Return the open dialog."""
    dialog = _dialog(parent, title, chosen)
    dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
    dialog.setNameFilter(kinds)
    dialog.open()
    return dialog


def ask_files(
    parent: QWidget, title: str, kinds: str, chosen: Callable[[tuple[Path, ...]], object]
) -> QFileDialog:
    """Ask for one or several files that are there. Return the open dialog."""
    dialog = QFileDialog(parent, title)
    dialog.filesSelected.connect(partial(_tell_all, chosen))
    dialog.finished.connect(dialog.deleteLater)
    dialog.setFileMode(QFileDialog.FileMode.ExistingFiles)
    dialog.setNameFilter(kinds)
    dialog.open()
    return dialog


def ask_folder(parent: QWidget | None, title: str, start: Path, chosen: Chosen) -> QFileDialog:
    """Ask for a folder, beginning in `start`. Return the open dialog."""
    dialog = _dialog(parent, title, chosen)
    dialog.setFileMode(QFileDialog.FileMode.Directory)
    dialog.setOption(QFileDialog.Option.ShowDirsOnly)
    dialog.setDirectory(str(start))
    dialog.open()
    return dialog


def _dialog(parent: QWidget | None, title: str, chosen: Chosen) -> QFileDialog:
    dialog = QFileDialog(parent, title)
    dialog.fileSelected.connect(partial(_tell, chosen))
    dialog.finished.connect(dialog.deleteLater)
    return dialog


def _tell(chosen: Chosen, name: str) -> None:
    chosen(Path(name))


def _tell_all(chosen: Callable[[tuple[Path, ...]], object], names: list[str]) -> None:
    chosen(tuple(Path(name) for name in names))
