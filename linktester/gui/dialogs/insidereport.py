"""What stands in every report beside the results, so that nobody reads more out of it than there is."""

from PySide6.QtWidgets import QWidget

from linktester.gui.plaintext import tip
from linktester.gui.tools import Tools
from linktester.gui.widgets.plain import PlainLabel
from linktester.model.run import RunHead
from linktester.report.escape import one_line

SHOWN = 3


class InsideReport(PlainLabel):
    """Basis, rules with their hashes, time zone, statuses."""

    def __init__(self, tools: Tools, head: RunHead, parent: QWidget | None = None) -> None:
        super().__init__(parent=parent)
        self._speech = tools.speech
        self._head = head
        tools.speech.changed.connect(self._on_speech_changed)
        self._on_speech_changed()

    def _on_speech_changed(self) -> None:
        phrases, head, t = self._speech.phrases, self._head, self._speech.t
        packs = [f"{one_line(name, 40)} {one_line(told, 80)}" for name, told in sorted(head.packs.items())]
        basis, means = phrases.of("basis", head.basis), phrases.of("means", head.basis)
        lines = [
            t("export.inside-basis", basis=basis, means=means),
            t("export.inside-packs", count=len(packs)),
            t("export.inside-rest"),
        ]
        self.setText("\n".join(lines))
        self.setToolTip(tip("\n".join(packs)) if packs else "")
