"""The order of a payment case: the way it went, stop by stop, and what is known of it."""

from collections.abc import Iterator

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from linktester.gui.tools import Tools
from linktester.gui.widgets.prose import Dot, Line, Piece
from linktester.gui.widgets.sheet import Sheet
from linktester.gui.widgets.timeline import Timeline
from linktester.report.escape import one_line
from linktester.report.orders import Stage, Told
from linktester.report.phrases import Phrases

SENTENCE = 240
"""Characters of a stage or a fact; the timeline of the result has the rest."""


class OrderWay(QWidget):
    """Stages along a line, facts below.

    Signals: `followed(str)` with `step:N` of the result's timeline.
    """

    followed = Signal(str)

    def __init__(self, tools: Tools, name: str, parent: QWidget | None = None) -> None:
        """`name` is the object name of the stages; that of the facts ends in `-facts`."""
        super().__init__(parent)
        self.stages = Timeline(tools.theme, name)
        self.facts = Sheet(tools.theme, f"{name}-facts")
        tools.speech.name(self.stages, "report.payment")
        tools.speech.name(self.facts, "report.payment")
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addWidget(self.stages)
        column.addWidget(self.facts)
        self.stages.followed.connect(self.followed)

    def show_order(self, told: Told | None, phrases: Phrases) -> None:
        """Show an order; None for what ordered nothing."""
        stages = () if told is None else told.stages
        self.stages.show_lines(tuple(stage_lines(stages, phrases)))
        self.facts.show_lines(() if told is None else tuple(fact_lines(told)))


def stage_lines(stages: tuple[Stage, ...], phrases: Phrases) -> Iterator[Line]:
    """Yield a line for each stage; what it did not come to is hollow and faint."""
    for number, stage in enumerate(stages):
        role = "text" if stage.came else "muted"
        pieces = [Piece(one_line(stage.words, SENTENCE), role)]
        if stage.step is not None:
            link = Piece(phrases.text("report.step", number=stage.step), link=f"step:{stage.step}")
            pieces += [Piece("  "), link]
        dot = Dot(role="honored" if stage.came else "inconclusive", filled=stage.came)
        yield Line(tuple(pieces), indent=1, above=6 if number else 2, dot=dot)


def fact_lines(told: Told) -> Iterator[Line]:
    """Yield a line for each fact."""
    for fact in told.facts:
        yield Line((Piece(one_line(fact.value, SENTENCE)),), label=fact.label, above=3)
