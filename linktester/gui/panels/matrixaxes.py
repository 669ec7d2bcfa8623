"""Places, systems, client versions and dates: the axes along which a case, or a whole suite, is tried."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QCheckBox, QHBoxLayout, QVBoxLayout, QWidget

from linktester.gui.panels.stands import Places, StandsEditor
from linktester.gui.tools import Tools
from linktester.gui.widgets.field import Field, FormLine
from linktester.model.phone import OS
from linktester.project import StandForm, listed

BETWEEN = ", "
Wrong = Mapping[str, str]
"""Field → what is wrong with it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Axes:
    """The axes as they are typed; what is empty is left to the suite or to the usual."""

    stands: tuple[StandForm, ...] = ()
    os: tuple[str, ...] = ()
    clients: tuple[str, ...] = ()
    dates: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Inherited:
    """What counts where an axis is left empty, in words."""

    stands: str = ""
    os: str = ""
    clients: str = ""
    dates: str = ""


class AxesEditor(QWidget):
    """Fields for the four axes.

    Signals: `edited(str)` with the field the user changed: `at`, `os`, `clients`, `dates`.
    """

    edited = Signal(str)

    def __init__(self, tools: Tools, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._tools = tools
        self._axes = Axes()
        speech = tools.speech
        self.stands = StandsEditor(tools, f"{name}-place")
        self.clients, self.dates = FormLine(), FormLine()
        self._systems = {each: QCheckBox() for each in OS}
        self.fields = {
            "at": Field(speech, f"{name}-places", "cases.places", self.stands),
            "os": Field(speech, f"{name}-systems", "cases.systems", self._ticks(name)),
            "clients": Field(speech, f"{name}-clients", "cases.clients", self.clients),
            "dates": Field(speech, f"{name}-dates", "cases.dates-field", self.dates),
        }
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(12)
        for field in self.fields.values():
            column.addWidget(field)
        self.stands.edited.connect(partial(self.edited.emit, "at"))
        self.clients.textEdited.connect(partial(self._on_typed, "clients"))
        self.dates.textEdited.connect(partial(self._on_typed, "dates"))
        speech.changed.connect(self._say)
        self._say()

    @property
    def axes(self) -> Axes:
        """What is typed now."""
        ticked = tuple(system.value for system, box in self._systems.items() if box.isChecked())
        strange = tuple(each for each in self._axes.os if each not in set(OS))
        return Axes(
            stands=self.stands.stands,
            os=ticked + strange,
            clients=listed(self.clients.text()),
            dates=listed(self.dates.text()),
        )

    def know(self, places: Places) -> None:
        """Offer these places from now on."""
        self.stands.know(places)

    def show_axes(self, axes: Axes, inherited: Inherited) -> None:
        """Show axes that were not typed here."""
        self._axes = axes
        self.stands.show_stands(axes.stands, inherited.stands)
        for system, box in self._systems.items():
            box.blockSignals(True)
            box.setChecked(system.value in axes.os)
            box.blockSignals(False)
        for line, texts, told in (
            (self.clients, axes.clients, inherited.clients),
            (self.dates, axes.dates, inherited.dates),
        ):
            if listed(line.text()) != texts:
                line.show_text(BETWEEN.join(texts))
            line.setPlaceholderText(told)
        self.fields["os"].say_hint("" if axes.os else inherited.os)

    def show_wrong(self, wrong: Wrong) -> None:
        """Show what is wrong under each field."""
        for name, field in self.fields.items():
            field.say_wrong(wrong.get(name, ""))

    def _ticks(self, name: str) -> QWidget:
        holder = QWidget()
        line = QHBoxLayout(holder)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(12)
        for system, box in self._systems.items():
            box.setObjectName(f"{name}-os-{system.value}")
            box.clicked.connect(self._on_ticked)
            line.addWidget(box)
        line.addStretch(1)
        return holder

    def _say(self) -> None:
        for system, box in self._systems.items():
            box.setText(self._tools.speech.phrases.of("os", system))
        self.fields["dates"].say_hint(self._tools.speech.t("cases.dates-hint"))

    def _on_ticked(self, _checked: bool = False) -> None:
        self.edited.emit("os")

    def _on_typed(self, name: str, _text: str) -> None:
        self.edited.emit(name)
