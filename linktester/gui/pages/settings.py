"""The page `settings`: grown from a table; what is chosen holds at once."""

from collections.abc import Callable
from functools import partial
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QComboBox,
    QFormLayout,
    QFrame,
    QLineEdit,
    QPushButton,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from linktester import policy
from linktester.gui import fleet
from linktester.gui.fleet import Fleet
from linktester.gui.openproject import OpenProject
from linktester.gui.openrun import OpenRun
from linktester.gui.pages.page import Page
from linktester.gui.settingstable import Group, Kind, Setting, groups
from linktester.gui.tools import Tools
from linktester.gui.updates import OFF, ON, Updates
from linktester.gui.widgets.pathrow import PathRow
from linktester.gui.widgets.plain import PlainLabel
from linktester.model.message import message
from linktester.workspace import KEEP_DAYS

NAME = 200
FIELD_WIDTH, LABEL_WIDTH = 320, 140
WIDTH = 760


class SettingsPage(Page):
    """One form. Nothing needs to be saved."""

    ID = "settings"

    def __init__(self, tools: Tools, run: OpenRun, project: OpenProject) -> None:
        super().__init__(tools, run, project)
        self._boxes: dict[str, tuple[Setting, QComboBox]] = {}
        self._fields: dict[str, QLineEdit] = {}
        self._abouts: dict[str, PlainLabel] = {}
        self._fleet = Fleet(file=fleet.standard_file())
        self._updates = Updates(tools.settings, self._fleet, self)
        inner = QWidget()
        inner.setMaximumWidth(WIDTH)
        column = QVBoxLayout(inner)
        column.setContentsMargins(4, 4, 12, 12)
        column.setSpacing(12)
        for group in groups():
            column.addWidget(self._heading(f"settings.section-{group.id}"))
            column.addLayout(self._form(group))
        column.addStretch(1)
        scroll = QScrollArea()
        scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        scroll.setWidgetResizable(True)
        scroll.setFrameShape(QFrame.Shape.NoFrame)
        scroll.setWidget(inner)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(scroll)
        tools.speech.changed.connect(self._on_speech_changed)
        tools.theme.changed.connect(self._show_choices)
        self._on_speech_changed()
        tools.tasks.run(fleet.read, done=self.show_fleet)

    def show_fleet(self, laid_down: Fleet) -> None:
        """Show what is laid down for this machine as what cannot be changed here."""
        self._fleet = laid_down
        self._updates.deleteLater()
        self._updates = Updates(self.tools.settings, laid_down, self)
        self._updates.answered.connect(self.told)
        locked: tuple[tuple[str, QWidget], ...] = (
            ("updates", self._boxes["updates"][1]),
            ("address", self._fields["address"]),
        )
        for name, field in locked:
            if laid_down.locks(name):
                field.setEnabled(False)
                self.tools.speech.text(self._abouts[name], "settings.laid-down", file=str(laid_down.file))
        self._show_laid_down()

    def entered(self) -> None:
        """Show what was changed elsewhere: by a key, by another page."""
        self._show_choices()
        for name, field in self._fields.items():
            field.setText(self.tools.settings.text(name))
        self._show_laid_down()
        if self._boxes:
            next(iter(self._boxes.values()))[1].setFocus()

    def leave(self) -> None:
        """Wait for no answer any more."""
        self._updates.stop()

    def _heading(self, code: str) -> PlainLabel:
        label = PlainLabel("", "heading")
        self.tools.speech.text(label, code)
        return label

    def _form(self, group: Group) -> QFormLayout:
        form = QFormLayout()
        form.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.AllNonFixedFieldsGrow)
        form.setHorizontalSpacing(16)
        form.setVerticalSpacing(8)
        for setting in group.settings:
            label = PlainLabel("", wrap=False)
            label.setMinimumWidth(LABEL_WIDTH)
            self.tools.speech.text(label, f"settings.{setting.id}")
            form.addRow(label, self._with_about(setting))
        return form

    def _with_about(self, setting: Setting) -> QWidget:
        """Return the field with its sentence below."""
        cell = QWidget()
        column = QVBoxLayout(cell)
        column.setContentsMargins(0, 0, 0, 8)
        column.setSpacing(4)
        about = PlainLabel("", "" if setting.kind is Kind.TOLD else "muted")
        self.tools.speech.text(about, f"settings.{setting.id}-about", days=self._days(setting.id))
        self._abouts[setting.id] = about
        field = self._field(setting)
        if field is not None:
            field.setObjectName(f"settings-{setting.id}")
            self.tools.speech.name(field, f"settings.{setting.id}")
            column.addWidget(field)
        column.addWidget(about)
        return cell

    def _field(self, setting: Setting) -> QWidget | None:
        match setting.kind:
            case Kind.CHOICE:
                return self._choice(setting)
            case Kind.TEXT:
                return self._text(setting)
            case Kind.FOLDER:
                return self._folder(setting)
            case Kind.RESET:
                return self._button(setting, self._on_reset_clicked)
            case Kind.ASK:
                return self._button(setting, self._on_ask_clicked)
            case Kind.TOLD:
                return None

    def _choice(self, setting: Setting) -> QComboBox:
        box = QComboBox()
        box.setMaximumWidth(FIELD_WIDTH)
        for choice in setting.choices:
            box.addItem("", choice)
        box.activated.connect(partial(self._on_choice_made, setting.id))
        self._boxes[setting.id] = (setting, box)
        return box

    def _text(self, setting: Setting) -> QLineEdit:
        field = QLineEdit(self.tools.settings.text(setting.id))
        field.setMaxLength(NAME)
        field.setMaximumWidth(FIELD_WIDTH)
        field.textEdited.connect(partial(self.tools.settings.put, setting.id))
        self._fields[setting.id] = field
        return field

    def _folder(self, setting: Setting) -> PathRow:
        row = PathRow(self.tools.speech, self.tools.theme, f"settings-{setting.id}")
        row.show_path(self._path(setting.id))
        return row

    def _button(self, setting: Setting, act: Callable[[], None]) -> QPushButton:
        button = QPushButton()
        button.setMaximumWidth(FIELD_WIDTH)
        self.tools.speech.text(button, f"settings.{setting.id}-do")
        button.clicked.connect(act)
        return button

    def _path(self, name: str) -> Path:
        places = self.tools.workspace.places
        return {"data": places.data, "packs": places.packs, "state": places.state}[name]

    def _days(self, name: str) -> int:
        return KEEP_DAYS if name == "keep" else policy.STALE_AFTER_DAYS

    def _on_choice_made(self, name: str, _index: int) -> None:
        _, box = self._boxes[name]
        self.tools.settings.put(name, box.currentData())
        if name == "theme":
            self.tools.theme.choose(self.tools.settings.theme)
        elif name == "language":
            self.tools.speech.switch(self.tools.settings.language)

    def _on_reset_clicked(self) -> None:
        self.tools.settings.forget_layouts()
        self.told.emit(message("settings.layout-done"))

    def _on_ask_clicked(self) -> None:
        self._updates.ask()

    def _on_speech_changed(self) -> None:
        for name, (setting, box) in self._boxes.items():
            for index, choice in enumerate(setting.choices):
                box.setItemText(index, self.tools.speech.t(f"settings.{name}-{choice}"))
        self._show_choices()

    def _show_choices(self) -> None:
        for name, (setting, box) in self._boxes.items():
            chosen = self.tools.settings.text(name, setting.default)
            box.setCurrentIndex(max(0, box.findData(chosen)))
        self._show_laid_down()

    def _show_laid_down(self) -> None:
        laid_down = self._fleet
        if laid_down.check is not None:
            box = self._boxes["updates"][1]
            box.setCurrentIndex(box.findData(ON if laid_down.check else OFF))
        if laid_down.address is not None:
            self._fields["address"].setText(laid_down.address)
        if laid_down.problem is not None:
            self._abouts["updates"].setText(self.tools.speech.say(laid_down.problem))
