"""What is done with the picture of the matrix: sending its cells, copying and saving it."""

from collections.abc import Iterable
from datetime import datetime
from pathlib import Path

from PySide6.QtCore import QObject, Signal, SignalInstance
from PySide6.QtGui import QFont, QImage
from PySide6.QtWidgets import QWidget

from linktester.gui.models.boards import Slot
from linktester.gui.models.matrix import MatrixModel
from linktester.gui.models.picturetext import as_text
from linktester.gui.models.rulebook import Rulebook
from linktester.gui.models.trials import job_of
from linktester.gui.models.twodates import TwoDates
from linktester.gui.panels.comparedates import ComparedPictures
from linktester.gui.tools import Tools
from linktester.gui.wholefile import write_whole
from linktester.gui.widgets.clipboard import put_text
from linktester.gui.widgets.filedialogs import ask_where
from linktester.gui.widgets.pictureimage import draw_image, fits
from linktester.gui.widgets.pictures import png
from linktester.model.errors import EnvironmentFault, LinktesterError
from linktester.model.message import message


class PictureCommands(QObject):
    """Acts on the picture that was used last.

    Signals: `told(Message)`; `run_requested(Job)`; `all_requested(Job)` for the job of the whole picture.
    """

    told = Signal(object)
    run_requested = Signal(object)
    all_requested = Signal(object)

    def __init__(
        self, tools: Tools, pictures: ComparedPictures, when: TwoDates, rulebook: Rulebook, parent: QWidget
    ) -> None:
        super().__init__(parent)
        self._tools = tools
        self._pictures = pictures
        self._when = when
        self._rulebook = rulebook
        self._window = parent
        self._pending: tuple[MatrixModel, str, str] | None = None

    def can_send(self) -> bool:
        """Tell whether there are forecasts in the picture, and nothing runs."""
        slots = self._pictures.model.board.slots
        first = next(iter(slots.values()), None)
        return first is not None and first.pieces[0].forecast is not None and not self._tools.host.is_busy

    def send_current(self) -> None:
        """Send the current cell."""
        slot = self._pictures.model.slot(self._pictures.front.currentIndex())
        self._send((slot,) if slot else (), self.run_requested)

    def send_selected(self) -> None:
        """Send all selected cells."""
        slots = self._pictures.model.board.slots
        self._send(
            [slots[spot] for spot in self._pictures.front.selected() if spot in slots], self.run_requested
        )

    def send_all(self) -> None:
        """Send the whole picture."""
        self._send(self._pictures.model.board.slots.values(), self.all_requested)

    def copy(self, title: str) -> None:
        """Put the picture on the clipboard as a table in text."""
        put_text(as_text(self._pictures.model.board, title, self._tools.speech.phrases))
        self.told.emit(message("matrix.copied"))

    def export(self, title: str, remark: str) -> None:
        """Ask for a file and save the whole picture as PNG; what is too large for one image is told."""
        model = self._pictures.model
        if not fits(model):
            self.told.emit(message("matrix.too-large"))
            return
        self._pending = model, title, remark
        asking, proposed = self._tools.speech.t("matrix.save-title"), f"matrix-{self.moment:%Y-%m-%d}.png"
        ask_where(self._window, asking, proposed, self.save, suffix="png").setObjectName("matrix-save")

    def save(self, path: Path) -> None:
        """Draw the picture `export` was asked for, and write it to `path` on a task's thread."""
        if self._pending is None:
            return
        model, title, remark = self._pending
        image = draw_image(model, self._tools.theme, title, remark, QFont(self._window.font()))
        self._tools.tasks.run(_save, path, image, done=self._on_saved, failed=self._on_not_saved)

    @property
    def moment(self) -> datetime:
        """The date of the picture that was used last."""
        return self._when.shown(self._pictures.views.index(self._pictures.front))

    def _send(self, slots: Iterable[Slot], wish: SignalInstance) -> None:
        pieces = [piece for slot in slots for piece in slot.pieces]
        book, phrases = self._rulebook.book, self._tools.speech.phrases
        sites, accept = book.sites if book else (), self._tools.circumstances.accept
        job = job_of(pieces, sites, self.moment, accept, phrases)
        if job is None:
            self.told.emit(message("matrix.nothing-to-send"))
        else:
            wish.emit(job)

    def _on_saved(self, _nothing: object) -> None:
        self.told.emit(message("matrix.saved"))

    def _on_not_saved(self, _error: LinktesterError) -> None:
        self.told.emit(message("matrix.not-saved"))


def _save(path: Path, image: QImage) -> None:
    octets = png(image)
    if not octets:
        raise EnvironmentFault(message("matrix.not-saved"))
    write_whole(path, octets)
