"""The code of a payment, live, as its standard wants it: level, printed width, what stands in the middle."""

from collections.abc import Callable
from functools import partial
from pathlib import Path

from PySide6.QtWidgets import QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from linktester.gui.panels.code import CodePanel
from linktester.gui.panels.coding import Drawn, drawn_by
from linktester.gui.tools import Tools
from linktester.gui.widgets.clipboard import put_text
from linktester.gui.widgets.filedialogs import ask_file
from linktester.gui.widgets.stripview import StripView
from linktester.gui.widgets.textbutton import TextButton
from linktester.model.message import message
from linktester.model.payment import Standard

LOGO_LEVEL = "H"
PRINTED_MM = 46.0
"""Width that module sizes are told for where the standard fixes none."""


class PaymentCode(CodePanel):
    """As `CodePanel`, for octets and their standard."""

    def __init__(self, tools: Tools, parent: QWidget | None = None) -> None:
        self._payload = b""
        self._standard: Standard | None = None
        self._chosen: str | None = None
        self._logo = b""
        self.strip = StripView()
        self.strip_buttons: list[QPushButton] = []
        super().__init__(tools, parent)
        self.setObjectName("payment-code")
        self.logo: QPushButton = TextButton(tools.speech, tools.theme, "code-logo", "codes.logo", sign="open")
        self.logo.setCheckable(True)
        tools.speech.tip(self.logo, "codes.logo-tip")
        self.logo.clicked.connect(self._on_logo_clicked)
        self.strip.setObjectName("code-strip")
        tools.speech.name(self.strip, "codes.strip")
        self.strip_buttons = [self._strip_button(suffix) for suffix in ("png", "svg")]
        self._add_parts()
        tools.speech.text(self._buttons[0], "codes.copy-text")
        tools.speech.tip(self._buttons[0], "codes.copy-text-tip")

    def _strip_button(self, suffix: str) -> QPushButton:
        speech, theme = self._tools.speech, self._tools.theme
        button = TextButton(speech, theme, f"code-strip-{suffix}", f"codes.strip-{suffix}", sign="save")
        speech.tip(button, "codes.strip-tip")
        button.clicked.connect(partial(self._on_strip_clicked, suffix))
        button.hide()
        return button

    def _add_parts(self) -> None:
        column = self.layout()
        assert isinstance(column, QVBoxLayout)
        # Below the picture; the other before the stretch at the end.
        column.insertWidget(1, self.strip)
        column.insertWidget(column.count() - 1, self.logo)
        row = QHBoxLayout()
        row.setSpacing(6)
        for button in self.strip_buttons:
            row.addWidget(button)
        column.insertLayout(column.count() - 1, row)

    def show_code(self, payload: bytes, standard: Standard | None) -> None:
        """Make the code of `payload`; another standard brings its own level back."""
        if standard != self._standard:
            self._standard, self._chosen = standard, None
        if not self._may_have_logo:
            self._logo = b""
        self._payload = payload
        self._follow()
        self.show_text(payload.decode("utf-8", "backslashreplace"))

    def copy_text(self) -> None:
        """Put the text of the code on the clipboard."""
        put_text(self._text)
        self.told.emit(message("codes.text-copied"))

    @property
    def _may_have_logo(self) -> bool:
        standard = self._standard
        if standard is None:
            return True
        return standard.cross_mm is None and (not standard.level_fixed or standard.level == LOGO_LEVEL)

    def _follow(self) -> None:
        """Show the level that counts, and what may be chosen."""
        standard = self._standard
        usual = LOGO_LEVEL if self._logo else standard.level if standard else "M"
        self.level.blockSignals(True)
        self.level.setCurrentIndex(self.level.findData(self._chosen or usual))
        self.level.blockSignals(False)
        self.level.setEnabled(not (standard is not None and standard.level_fixed) and not self._logo)
        self.logo.setEnabled(self._may_have_logo)
        self.logo.setChecked(bool(self._logo))

    def _maker(self) -> Callable[[], Drawn]:
        return partial(drawn_by, self._payload, self._standard, self._chosen, self._logo)

    def _facts(self, code: Drawn) -> list[str]:
        said = super()._facts(code)
        t, side = self._tools.speech.t, code.side_mm or PRINTED_MM
        module = f"{side / len(code.modules):.2f}"
        fixed = "codes.print-fixed" if code.side_mm else "codes.print"
        said.append(t(fixed, side=f"{side:g}", module=module, pixels=self.view.scale))
        if self._standard is not None and self._standard.level_fixed:
            said.append(t("codes.level-fixed", level=self._standard.level))
        if code.strip is not None:
            said.append(t("codes.strip-proved", count=len(code.strip.bars), pixels=self.strip.scale))
        return said

    def _show(self, code: Drawn | None) -> None:
        bars = code.strip.bars if code is not None and code.strip is not None else ()
        self.strip.show_bars(bars)
        for button in self.strip_buttons:
            button.setVisible(bool(bars))
        super()._show(code)

    def save_strip_to(self, suffix: str, path: Path) -> None:
        """Write the strip as `png` or `svg`, whole or not at all."""
        strip = self.drawn.strip if self.drawn is not None else None
        if strip is not None:
            self._write(path, strip.svg.encode() if suffix == "svg" else strip.png)

    def _on_strip_clicked(self, suffix: str, _checked: bool = False) -> None:
        self._ask_where("payment-strip", suffix, self.save_strip_to)

    def _on_level_chosen(self, _index: int) -> None:
        self._chosen = self.level.currentData()
        self._draw()

    def _on_logo_clicked(self, wanted: bool) -> None:
        if not wanted:
            self._logo = b""
            self._follow()
            self._draw()
            return
        self.logo.setChecked(False)
        t = self._tools.speech.t
        ask_file(self.window(), t("codes.logo-title"), t("start.picture-filter"), self.take_logo)

    def take_logo(self, path: Path) -> None:
        """Put the picture in a file into the middle."""
        self._tools.tasks.run(_octets, path, done=self._on_logo_read, failed=self.failed.emit)

    def _on_logo_read(self, data: bytes) -> None:
        self._logo, self._chosen = data, None
        self._follow()
        self._draw()


def _octets(path: Path) -> bytes:
    from linktester.project.pictured import file_octets  # noqa: PLC0415

    return file_octets(path)
