"""What this is, which versions are at work, and where things are kept."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QFormLayout, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from linktester import __version__
from linktester.gui import bundle
from linktester.gui.dialogs.licences import Licences
from linktester.gui.tools import Tools
from linktester.gui.widgets.clipboard import put_text
from linktester.gui.widgets.pathrow import PathRow
from linktester.gui.widgets.plain import PlainLabel
from linktester.send import LOG_FILE

WIDTH = 640


class About(QDialog):
    """Version, machine, folders; licences behind a button."""

    def __init__(self, tools: Tools, parent: QWidget) -> None:
        super().__init__(parent)
        self._tools = tools
        self.setObjectName("about-dialog")
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        tools.speech.put(self, "setWindowTitle", "about.title")
        self._versions = PlainLabel("\n".join(bundle.machine()[1:4]), wrap=False).selectable()
        self.resize(WIDTH, self._laid_out().totalHeightForWidth(WIDTH))

    def _laid_out(self) -> QVBoxLayout:
        speech = self._tools.speech
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 16, 16, 12)
        column.setSpacing(10)
        column.addWidget(PlainLabel(f"linktester {__version__}", "title"))
        for code, style in (("about.what", ""), ("about.honest", "muted"), ("about.private", "muted")):
            label = PlainLabel("", style)
            speech.text(label, code)
            column.addWidget(label)
        column.addLayout(self._facts())
        column.addStretch(1)
        column.addLayout(self._buttons())
        return column

    def _facts(self) -> QFormLayout:
        form = QFormLayout()
        form.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.AllNonFixedFieldsGrow)
        form.setHorizontalSpacing(12)
        form.setVerticalSpacing(8)
        self._add(form, "about.versions", self._versions)
        places = self._tools.workspace.places
        paths = {
            "data": places.data,
            "log": places.state / LOG_FILE,
            "crashes": places.data / bundle.FOLDER,
        }
        for name, path in paths.items():
            row = PathRow(self._tools.speech, self._tools.theme, f"about-{name}")
            row.show_path(path)
            self._add(form, f"about.{name}", row)
        return form

    def _add(self, form: QFormLayout, code: str, field: QWidget) -> None:
        label = PlainLabel("", "muted", wrap=False)
        self._tools.speech.text(label, code)
        form.addRow(label, field)

    def _buttons(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(8)
        wanted = (
            ("licences", self._on_licences_clicked),
            ("copy", self._on_copy_clicked),
            ("close", self.reject),
        )
        for name, slot in wanted:
            button = QPushButton()
            button.setObjectName(f"about-{name}")
            button.setAutoDefault(name == "close")
            self._tools.speech.text(button, f"about.{name}")
            button.clicked.connect(slot)
            if name == "close":
                row.addStretch(1)
            row.addWidget(button)
        return row

    def _on_licences_clicked(self) -> None:
        Licences(self._tools, self).open()

    def _on_copy_clicked(self) -> None:
        put_text("\n".join(bundle.machine()))
