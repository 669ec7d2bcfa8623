"""Stand-ins for hosts of one's own: pages that the emulator shows in their place."""

from functools import partial

from PySide6.QtWidgets import QCheckBox, QWidget

from linktester.gui.panels.formlist import FormList
from linktester.gui.tools import Tools
from linktester.gui.widgets.field import Choice, Field, FormLine
from linktester.model.link import Content
from linktester.project import SiteForm

LINES = ("host", "title", "status", "redirect")
CHOICES = ("content", "owner")
FLAGS = ("canonical", "icp_filed")
_PLACED = ("host", "title", "content", "owner", "redirect", "status")


class SitesEditor(FormList[SiteForm]):
    """The stand-ins of a suite. A part is such as `site[0].host`."""

    def __init__(self, tools: Tools, parent: QWidget | None = None) -> None:
        super().__init__(tools, "site", "sites", parent)
        for needless in ("up", "down"):
            self.items.buttons[needless].hide()
        tools.speech.text(self.none, "cases.no-site")
        self.lines = {name: FormLine() for name in LINES}
        self.choices = {name: Choice() for name in CHOICES}
        self.flags = {name: self._flag(name) for name in FLAGS}
        self._place({name: self._field(name) for name in _PLACED}, tuple(self.flags.values()))
        tools.speech.placeholder(self.lines["host"], "cases.host-example")
        tools.speech.placeholder(self.lines["status"], "cases.status-example")
        self._say()

    def _field(self, name: str) -> Field:
        inner = self.lines.get(name) or self.choices[name]
        return Field(self._tools.speech, f"site-{name}", f"cases.site-{name}", inner)

    def _flag(self, name: str) -> QCheckBox:
        box = QCheckBox()
        plain = name.replace("_", "-")
        box.setObjectName(f"site-{plain}")
        self._tools.speech.text(box, f"cases.site-{plain}")
        box.clicked.connect(partial(self._on_ticked, name))
        return box

    def _blank(self) -> SiteForm:
        return SiteForm()

    def _offer(self) -> None:
        phrases = self._tools.speech.phrases
        self.choices["content"].show_choices(
            tuple((each.value, phrases.of("content", each)) for each in Content)
        )
        owners = tuple((host, phrases.platform(host)) for host in self._places)
        self.choices["owner"].show_choices((("web", self._tools.speech.t("cases.nobody")), *owners))

    def _line(self, form: SiteForm) -> str:
        return " – ".join(
            part for part in (form.host or "…", form.title, form.redirect and f"→ {form.redirect}") if part
        )

    def _fill(self, form: SiteForm) -> None:
        for name, line in self.lines.items():
            line.show_text(getattr(form, name))
        self.choices["content"].show_value(form.content or Content.OTHER.value)
        self.choices["owner"].show_value(form.owner or "web")
        for name, box in self.flags.items():
            box.setChecked(getattr(form, name))

    def _on_ticked(self, name: str, _checked: bool = False) -> None:
        self._change(name, self.flags[name].isChecked())
