"""The rules tried for one system: each with its conditions, what they asked for and what the link has."""

from collections.abc import Iterator

from PySide6.QtWidgets import QVBoxLayout, QWidget

from linktester.gui.tools import Tools
from linktester.gui.widgets.fieldtree import FieldTree, TreeLine
from linktester.gui.widgets.plain import PlainLabel
from linktester.oslinks.answers.answer import Answer, Rules
from linktester.oslinks.trace import Condition, Trace, Tried

ROLES = ("honored", "blocked", "warning", "muted", "text")
HEADS = ("resolvepage.head-rule", "resolvepage.head-asked", "resolvepage.head-has", "resolvepage.head-result")


class ResolveRules(QWidget):
    """A tree: app or filter, rule, condition. The nearest miss and the deciding rule are marked in words."""

    def __init__(self, tools: Tools, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._tools = tools
        self._answer: Answer | None = None
        self.tree = FieldTree(len(HEADS), 1)
        self.tree.setObjectName("resolve-rules")
        self._none = PlainLabel("", "muted")
        tools.speech.name(self.tree, "resolvepage.rules")
        tools.speech.text(self._none, "resolvepage.no-rules")
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 8, 0, 0)
        column.addWidget(self._none)
        column.addWidget(self.tree, 1)
        column.addStretch(0)
        tools.speech.changed.connect(self._show)
        tools.theme.changed.connect(self._show)
        self._show()

    def show_answer(self, answer: Answer | None) -> None:
        """Show the rules of another answer."""
        self._answer = answer
        self._show()

    def _show(self) -> None:
        t = self._tools.speech.t
        self.tree.setHeaderLabels([t(code) for code in HEADS])
        lines: list[TreeLine] = []
        for rules in self._answer.rules if self._answer is not None else ():
            self._add_rules(lines, rules)
        self.tree.show_lines(lines, {role: self._tools.theme.color(role) for role in ROLES})
        self._none.setVisible(not lines)
        self.tree.setVisible(bool(lines))

    def _add_rules(self, lines: list[TreeLine], rules: Rules) -> None:
        t, trace = self._tools.speech.t, rules.trace
        top = len(lines)
        lines.append(TreeLine((rules.name, "", "", t("resolvepage.tried", count=trace.total))))
        notes = (self._tools.speech.say(note) for note in trace.notes)
        lines.extend(TreeLine((t("resolvepage.note"), note, "", ""), top, "muted") for note in notes)
        for each in self._kept(trace):
            self._add_tried(lines, rules, each, top)

    def _kept(self, trace: Trace) -> Iterator[Tried]:
        """Yield the rules that are kept; the deciding and the nearest one also where they come later."""
        yield from trace.tried
        for each in (trace.nearest, trace.decided):
            if each is not None and each not in trace.tried:
                yield each

    def _add_tried(self, lines: list[TreeLine], rules: Rules, each: Tried, top: int) -> None:
        trace = rules.trace
        code, role = "resolvepage.misses", "muted"
        if each == trace.decided:
            code, role = "resolvepage.decides", "honored"
        elif each.matched:
            code, role = "resolvepage.matches", "text"
        elif each == trace.nearest:
            code, role = "resolvepage.nearest", "warning"
        place = rules.spot(each)
        line = "" if place is None or place.line is None else f"{place.line}:{place.column} "
        number = len(lines)
        texts = (f"{line}{each.where}", self._tools.speech.say(each.said), "", self._tools.speech.t(code))
        lines.append(TreeLine(texts, top, role))
        lines.extend(self._condition(condition, number) for condition in each.conditions)

    def _condition(self, condition: Condition, parent: int) -> TreeLine:
        t = self._tools.speech.t
        seen = t("resolvepage.absent") if condition.seen is None else condition.seen or t("resolvepage.empty")
        wanted = condition.wanted or t("resolvepage.empty")
        held = t("resolvepage.holds") if condition.held else t("resolvepage.fails")
        return TreeLine((condition.part, wanted, seen, held), parent, "text" if condition.held else "blocked")
