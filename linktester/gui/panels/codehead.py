"""One sentence about a code: what it is and whether it is valid; below it, by whose text that was judged."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from linktester import payments, resources
from linktester.gui.icons import icon
from linktester.gui.models.codereading import CodeReading
from linktester.gui.tools import Tools
from linktester.gui.widgets.breaking import BreakingLabel
from linktester.gui.widgets.oneline import OneLine
from linktester.model.link import Severity
from linktester.model.payment import Standard, StandardId, Summary

SIGN = 22
MOST = 120
"""Characters of one thing that a code says."""
LOOKS = {True: ("valid", "honored"), False: ("error", "blocked"), None: ("help", "muted")}


class CodeHead(QWidget):
    """Sign and validity, what it says or why not, basis."""

    def __init__(self, tools: Tools, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("code-head")
        self._tools = tools
        self._found: CodeReading | None = None
        self._sign = QLabel()
        self.sentence = BreakingLabel("", "heading")
        self.told = BreakingLabel()
        self.judge = QPushButton()
        self.judge.setObjectName("codes-judge")
        tools.speech.tip(self.judge, "codes.judge-means")
        self.judge.clicked.connect(tools.actions["judge-as"].trigger)
        self.basis = OneLine("muted")
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addWidget(self._sign, 0, Qt.AlignmentFlag.AlignTop)
        row.addWidget(self.sentence, 1)
        row.addWidget(self.judge, 0, Qt.AlignmentFlag.AlignTop)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        column.addLayout(row)
        column.addWidget(self.told)
        column.addWidget(self.basis)
        tools.speech.changed.connect(self._say)
        tools.theme.changed.connect(self._say)

    def show_reading(self, found: CodeReading | None) -> None:
        """Say what a code is."""
        self._found = found
        self._say()

    def _say(self) -> None:
        found = self._found
        self.setVisible(found is not None)
        if found is None:
            return
        validity = found.reading.valid if found.is_known else None
        name, role = LOOKS[validity]
        self._sign.setPixmap(icon(name, self._tools.theme, role).pixmap(SIGN, SIGN))
        sentence, told = self._sentences(found)
        self.sentence.setText(sentence)
        self.told.setText(told)
        self.told.setVisible(bool(told))
        code = "codes.judge" if found.chosen is None else "codes.judge-chosen"
        self._tools.speech.text(self.judge, code)
        standard = payments.standard(found.reading.standard)
        self.basis.setVisible(standard is not None)
        if standard is not None:
            self.basis.setText(self._basis(found, standard))

    def _sentences(self, found: CodeReading) -> tuple[str, str]:
        """Return what it is, and what it says or what is wrong with it."""
        speech, reading = self._tools.speech, found.reading
        if not found.is_known:
            first = found.told(speech.language)[0].message if reading.findings else None
            return speech.t("codes.unknown"), speech.say(first) if first else ""
        name = standard_name(self._tools, reading.standard)
        if reading.valid:
            return speech.t("codes.valid", standard=name), self._summary(reading.summary)
        errors = [each for each in found.told(speech.language) if each.severity is Severity.ERROR]
        said = speech.say(errors[0].message)
        if len(errors) > 1:
            said = speech.t("codes.and-more", said=said, count=len(errors) - 1)
        return speech.t("codes.invalid", standard=name), said

    def _summary(self, said: Summary) -> str:
        speech = self._tools.speech
        amount = f"{said.amount} {said.currency}".strip() if said.amount else ""
        to = said.payee or said.account
        parts = []
        if amount and to:
            parts.append(speech.t("codes.amount-to", amount=amount, to=to[:MOST]))
        elif to:
            parts.append(speech.t("codes.any-amount-to", to=to[:MOST]))
        elif amount:
            parts.append(amount)
        if said.payee and said.account:
            parts.append(said.account[:MOST])
        if said.reference:
            parts.append(speech.t("codes.reference", reference=said.reference[:MOST]))
        if said.expires:
            parts.append(speech.t("codes.expires", date=said.expires[:MOST]))
        return " · ".join(parts)

    def _basis(self, found: CodeReading, standard: Standard) -> str:
        """Return what matters most first: the line ends where the room does."""
        speech, reading = self._tools.speech, found.reading
        parts = [speech.t("codes.size", count=len(reading.payload))]
        if found.chosen is not None and found.chosen != found.detected:
            looks = standard_name(self._tools, found.detected)
            parts.append(speech.t("codes.judged-otherwise", standard=looks))
        others = [each for each in reading.schemes if each != reading.standard]
        if others:
            names = ", ".join(standard_name(self._tools, each) for each in others)
            parts.append(speech.t("codes.also", standards=names))
        confidence = speech.t(f"codes.confidence-{standard.confidence}")
        sources = _sources(standard)
        parts.append(speech.t("codes.basis", sources=sources, confidence=confidence, date=standard.as_of))
        return " · ".join(parts)


def standard_name(tools: Tools, standard: StandardId) -> str:
    """Return what people call a standard in the present language."""
    known = payments.standard(standard)
    return tools.speech.phrases.words.local(known.name) if known else tools.speech.t("codes.no-standard")


def _sources(standard: Standard) -> str:
    table = resources.read_table("sources/payments.toml")
    return "; ".join(str(table.get(each, each)) for each in standard.sources)
