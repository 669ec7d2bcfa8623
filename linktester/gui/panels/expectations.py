"""What a case's author expects: one sentence for each expectation, and the chosen one as a form."""

from dataclasses import replace

from PySide6.QtWidgets import QCheckBox, QWidget

from linktester.gui.panels.formlist import FormList
from linktester.gui.tools import Tools
from linktester.gui.widgets.field import Choice, Field, FormLine
from linktester.gui.widgets.flow import Flow
from linktester.model.link import PlatformId
from linktester.model.order import ReturnLeg
from linktester.model.phone import OS, Entry
from linktester.model.verdict import By, Cause, Modifier, Outcome
from linktester.project import ExpectForm
from linktester.report.phrases import NO_TRADE
from linktester.suite import SURFACES

Pairs = tuple[tuple[str, str], ...]
CHOICES = ("verdict", "host", "surface", "entry", "os", "by", "cause", "order_state", "return_leg")
LINES = ("client", "from_", "until")
_PLACED = (
    *("verdict", "by", "order_state", "return_leg", "host", "surface"),
    *("entry", "os", "client", "cause", "from_", "until"),
)
"""Fields in the order of reading, two in a row."""
OF_ORDERS = ("order_state", "return_leg")
"""Fields that are there only where an order is made, or where something is expected of one."""


class ExpectationsEditor(FormList[ExpectForm]):
    """The expectations of a case. A part is such as `expect[0].verdict`."""

    def __init__(self, tools: Tools, parent: QWidget | None = None) -> None:
        super().__init__(tools, "expect", "expectations", parent)
        tools.speech.text(self.none, "cases.no-expectation")
        self.choices = {name: Choice() for name in CHOICES}
        self.lines = {name: FormLine() for name in LINES}
        self._states: tuple[str, ...] = ()
        self.compared = QCheckBox()
        self.modifiers = {each: QCheckBox() for each in Modifier}
        self._place({name: self._field(name) for name in _PLACED}, (self.compared, self._ways()))
        for line in self.lines.values():
            line.setMaxLength(80)
        for box in (self.compared, *self.modifiers.values()):
            box.clicked.connect(self._on_modifiers_clicked)
        tools.speech.placeholder(self.lines["from_"], "cases.day-example")
        tools.speech.placeholder(self.lines["until"], "cases.day-example")
        tools.speech.placeholder(self.lines["client"], "cases.client-example")
        self._say()

    def know_states(self, states: tuple[str, ...]) -> None:
        """Offer these states of the case's order; none where its link makes no order."""
        if states != self._states:
            self._states = states
            self._say()

    def _field(self, name: str) -> Field:
        inner = self.choices.get(name) or self.lines[name]
        plain = name.removesuffix("_").replace("_", "-")
        return Field(self._tools.speech, f"expect-{plain}", f"cases.axis-{plain}", inner)

    def _ways(self) -> QWidget:
        ways = QWidget()
        flow = Flow(ways, 12)
        self.compared.setObjectName("expect-compared")
        self._tools.speech.text(self.compared, "cases.compare-modifiers")
        for modifier, box in self.modifiers.items():
            box.setObjectName(f"expect-{modifier.value}")
            flow.addWidget(box)
        return ways

    def _blank(self) -> ExpectForm:
        return ExpectForm(verdict=Outcome.HONORED.value)

    def _offer(self) -> None:
        phrases = self._tools.speech.phrases
        self.choices["verdict"].show_choices(tuple((each.value, phrases.outcome(each)) for each in Outcome))
        hosts = tuple((host, phrases.platform(host)) for host in self._places)
        self.choices["host"].show_choices(self._any(hosts))
        for name, kind in (("entry", Entry), ("os", OS), ("by", By), ("cause", Cause)):
            pairs = tuple((each.value, phrases.of(name, each)) for each in kind)
            self.choices[name].show_choices(self._any(pairs))
        states = tuple((each, phrases.order_state(each)) for each in self._states)
        self.choices["order_state"].show_choices(self._any(states))
        legs = tuple((each.value, phrases.of("leg", each)) for each in ReturnLeg)
        self.choices["return_leg"].show_choices(self._any(legs))
        for modifier, box in self.modifiers.items():
            box.setText(phrases.of("modifier", modifier))

    def _any(self, pairs: Pairs) -> Pairs:
        return (("", self._tools.speech.t("cases.any")), *pairs)

    def _fill(self, form: ExpectForm) -> None:
        known = dict.fromkeys(each.surface for each in self._places.get(PlatformId(form.host), ()))
        of = self._tools.speech.phrases.of
        surfaces = tuple((each, of("surface", each)) for each in (known or SURFACES))
        self.choices["surface"].show_choices(self._any(surfaces))
        words = {
            "host": self._tools.speech.phrases.platform(PlatformId(form.host)),
            "surface": of("surface", form.surface),
            "order_state": self._tools.speech.phrases.order_state(form.order_state or ""),
            "return_leg": of("leg", form.return_leg),
        }
        for name, choice in self.choices.items():
            choice.show_value(_value(form, name), words.get(name, ""))
        for name in OF_ORDERS:
            self.fields[name].setVisible(bool(self._states) or bool(_value(form, name)))
        for name, line in self.lines.items():
            line.show_text(getattr(form, name))
        self.fields["cause"].setEnabled(form.verdict == Outcome.INCONCLUSIVE or bool(form.cause))
        self.compared.setChecked(form.modifiers is not None)
        for modifier, box in self.modifiers.items():
            box.setEnabled(form.modifiers is not None)
            box.setChecked(modifier.value in (form.modifiers or ()))

    def _line(self, form: ExpectForm) -> str:
        phrases, t = self._tools.speech.phrases, self._tools.speech.t
        where = [phrases.platform(PlatformId(form.host)) if form.host else ""]
        where += [
            phrases.of(kind, getattr(form, kind))
            for kind in ("surface", "entry", "os")
            if getattr(form, kind)
        ]
        where.append(form.client)
        if form.from_ or form.until:
            where.append(t("cases.span", first=_day(form.from_), last=_day(form.until)))
        named = " · ".join(part for part in where if part) or t("cases.anywhere")
        return t("cases.expects", where=named, verdict=self._verdict(form))

    def _verdict(self, form: ExpectForm) -> str:
        phrases = self._tools.speech.phrases
        known = form.verdict in set(Outcome)
        words = [phrases.outcome(Outcome(form.verdict)) if known else form.verdict or "?"]
        words += [phrases.of("cause", form.cause)] if form.cause else []
        words += [phrases.of("modifier", each) for each in form.modifiers or ()]
        words += [phrases.of("by", form.by)] if form.by else []
        words += phrases.wanted_of_order(form.order_state, form.return_leg)
        return " + ".join(words)

    def _changed(self, form: ExpectForm, name: str, value: object) -> ExpectForm:
        if name == "order_state":
            return replace(form, order_state=_STATES.get(str(value), str(value)))
        after = super()._changed(form, name, value)
        # Only what stays open has a cause.
        return replace(after, cause="") if name == "verdict" and value != Outcome.INCONCLUSIVE else after

    def _on_modifiers_clicked(self, _checked: bool = False) -> None:
        ticked = tuple(each.value for each, box in self.modifiers.items() if box.isChecked())
        self._change("modifiers", ticked if self.compared.isChecked() else None)


_STATES = {"": None, NO_TRADE: ""}
"""What stands in a form for choices of a state that are no platform's word."""


def _value(form: ExpectForm, name: str) -> str:
    """Return the choice that says what stands in a form."""
    value: str | None = getattr(form, name)
    if name == "order_state":
        return {None: "", "": NO_TRADE}.get(value, value or "")
    return value or ""


def _day(text: str) -> str:
    """Return a date as short as it can be read: Beijing's time without its offset."""
    return text.removesuffix(":00+08:00").removesuffix("T00:00").replace("T", " ") or "…"
