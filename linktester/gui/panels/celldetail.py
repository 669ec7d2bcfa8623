"""What stands behind one cell of the picture: each answer with its sentence, its rules and their sources."""

from collections.abc import Iterator

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QPushButton, QScrollArea, QVBoxLayout, QWidget

from linktester.gui.models.boards import Part, Piece, Slot
from linktester.gui.models.faces import LOOKS, words
from linktester.gui.models.matrix import behind, place_of
from linktester.gui.panels.citations import citation_lines, source_lines
from linktester.gui.speech import Speech
from linktester.gui.tools import Tools
from linktester.gui.widgets.plain import PlainLabel
from linktester.gui.widgets.prose import Line
from linktester.gui.widgets.prose import Piece as Text
from linktester.gui.widgets.sheet import Sheet
from linktester.listing.row import Row
from linktester.model.verdict import Outcome
from linktester.policy.forecast import Forecast, reason

MOST = 24
"""Answers told one by one."""
MOST_NEAREST = 5
WHY = "why:"
WIDTH = 250


class CellDetail(QWidget):
    """The current cell in words.

    Signals: `send_requested()` for the button; `why_requested(str)` with the key of a result.
    """

    send_requested = Signal()
    why_requested = Signal(str)

    def __init__(self, tools: Tools, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("matrix-detail")
        self.setMinimumWidth(WIDTH)
        self._tools = tools
        self._head = PlainLabel("", "heading")
        self._sheet = Sheet(tools.theme, "matrix-sheet")
        self._send = QPushButton()
        self._send.setObjectName("primary")
        self._slot: Slot | None = None
        self._heading = ""
        tools.speech.text(self._send, "matrix.send")
        tools.speech.tip(self._send, "matrix.send-tip")
        tools.speech.name(self._sheet, "matrix.detail")
        self._lay_out()
        self._send.clicked.connect(self.send_requested)
        self._sheet.followed.connect(self._on_followed)
        tools.theme.changed.connect(self._show)

    def show_slot(self, heading: str, slot: Slot | None) -> None:
        """Show a cell; None: nothing stands there."""
        if (heading, slot) != (self._heading, self._slot):
            self._heading, self._slot = heading, slot
            self._show()

    @property
    def lines(self) -> tuple[Line, ...]:
        """What is written there."""
        return self._sheet.lines

    def allow(self, possible: bool) -> None:
        """Let the button be pressed, or not: while a run goes on."""
        self._send.setEnabled(possible)

    def focus_send(self) -> None:
        """Take the focus to the button."""
        self._send.setFocus()

    def _show(self) -> None:
        speech, slot = self._tools.speech, self._slot
        self._head.setText(self._heading)
        if slot is None:
            code = "matrix.no-question" if self._heading else "matrix.no-cell"
            self._sheet.show_lines((Line((Text(speech.t(code), "muted"),)),))
        else:
            self._sheet.show_lines(tuple(slot_lines(slot, speech)))
        self._send.setVisible(slot is not None and any(each.forecast for each in slot.pieces))

    def _lay_out(self) -> None:
        body = QWidget()
        inner = QVBoxLayout(body)
        inner.setContentsMargins(0, 0, 4, 0)
        inner.addWidget(self._sheet)
        inner.addStretch(1)
        scroll = QScrollArea()
        scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        scroll.setWidgetResizable(True)
        scroll.setFrameShape(QFrame.Shape.NoFrame)
        scroll.setWidget(body)
        column = QVBoxLayout(self)
        column.setContentsMargins(8, 0, 0, 0)
        column.setSpacing(8)
        column.addWidget(self._head)
        column.addWidget(scroll, 1)
        column.addWidget(self._send)

    def _on_followed(self, link: str) -> None:
        if link.startswith(WHY):
            self.why_requested.emit(link.removeprefix(WHY))


def slot_lines(slot: Slot, speech: Speech) -> Iterator[Line]:
    """Yield everything about a cell, part by part."""
    told = 0
    for number, part in enumerate(slot.parts):
        look = LOOKS[part.face.kind]
        verdict = Text(words(part.face, speech.phrases), look.role, bold=True, large=True)
        yield Line((verdict,), above=14 if number else 2)
        pieces = _distinct(part)[: max(0, MOST - told)]
        told += len(pieces)
        yield from _forecasts_told(part, pieces, slot, speech)
        yield from _rows_told([piece for piece in pieces if piece.forecast is None], speech)


def says(found: Forecast, speech: Speech) -> str:
    """Return in one sentence what the rules say."""
    doubt = reason(found)
    if doubt is not None:
        return speech.say(doubt)
    if found.outcome is Outcome.INCONCLUSIVE:
        return speech.t("matrix.says-conflict" if found.cause == "conflict" else "matrix.says-no-policy")
    effects = " → ".join(speech.phrases.of("effect", each) for each in dict.fromkeys(found.effects))
    by = speech.phrases.by(found.by)
    if not effects:
        return speech.t("matrix.says-own")
    said = speech.t(f"matrix.says-{found.outcome}", effect=effects)
    return speech.t("matrix.says-by", said=said, by=by) if by else said


def _forecasts_told(part: Part, pieces: list[Piece], slot: Slot, speech: Speech) -> Iterator[Line]:
    if len(slot.pieces) > 1 and any(piece.forecast for piece in pieces):
        yield Line((Text(behind(part, speech), "muted"),))
    for piece in pieces:
        if piece.forecast is not None:
            yield from _forecast_lines(piece, piece.forecast, speech)


def _rows_told(pieces: list[Piece], speech: Speech) -> Iterator[Line]:
    """Yield results; a sentence that several have in common is said once."""
    before = ""
    for piece in pieces:
        row = piece.row
        if row is None:
            continue
        said = speech.say(row.answer) if row.answer else speech.t(f"outcome.means-{row.cause or row.outcome}")
        if said != before:
            yield Line((Text(said),), above=8)
        before = said
        why = Text(speech.t("matrix.why"), link=f"{WHY}{row.key}")
        yield Line((Text(place_of(piece, speech), "muted"), Text("  "), why))
        if piece.differs:
            yield Line((Text(speech.t("matrix.differs"), "blocked"),))


def _forecast_lines(piece: Piece, found: Forecast, speech: Speech) -> Iterator[Line]:
    phrases = speech.phrases
    yield Line((Text(says(found, speech)),), above=6)
    if found.otherwise is not None:
        others = phrases.outcome(found.otherwise)
        yield Line((Text(speech.t("matrix.otherwise", outcome=others), "warning"),))
    if piece.row is not None:
        yield from _sent_lines(piece, piece.row, speech)
    if found.last_evidence:
        yield Line((Text(speech.t("matrix.last-evidence", day=found.last_evidence), "muted"),))
    for citation in found.citations:
        first, *rest = citation_lines(citation, phrases)
        yield Line(first.pieces, above=10)
        yield from rest
    yield from _gap_lines(found, speech)


def _gap_lines(found: Forecast, speech: Speech) -> Iterator[Line]:
    if found.gap_sources:
        conflict = found.cause == "conflict"
        code = "matrix.gap-conflict" if conflict else "matrix.gap-refused"
        yield Line((Text(speech.t(code), "muted"),), above=10)
        yield from source_lines(found.gap_sources, speech.phrases)
    if found.nearest:
        names = speech.t("matrix.comma").join(found.nearest[:MOST_NEAREST])
        yield Line((Text(speech.t("matrix.nearest", rules=names), "muted"),), above=10)


def _sent_lines(piece: Piece, row: Row, speech: Speech) -> Iterator[Line]:
    link = Text(speech.t("matrix.why"), link=f"{WHY}{row.key}")
    verdict = speech.phrases.outcome(row.outcome)
    if piece.differs:
        yield Line((Text(speech.t("matrix.sent-differs", verdict=verdict), "blocked"), Text("  "), link))
        return
    found = piece.forecast
    same = found is not None and (found.outcome, found.cause) == (row.outcome, row.cause)
    said = speech.t("matrix.sent-agrees") if same else speech.t("matrix.sent-came", verdict=verdict)
    yield Line((Text(said, "muted" if same else "text"), Text("  "), link))


def _distinct(part: Part) -> list[Piece]:
    """Return one piece for each answer that says something else."""
    found: dict[object, Piece] = {}
    for piece in part.pieces:
        key = (piece.forecast and id(piece.forecast), piece.row and piece.row.key)
        found.setdefault(key, piece)
    return list(found.values())
