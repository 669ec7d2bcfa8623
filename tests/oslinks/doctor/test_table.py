import ast
from pathlib import Path

import linktester
from linktester.model.link import Severity
from linktester.model.message import message
from linktester.oslinks.doctor.table import Notes, entries
from linktester.wording import table

PACKAGE = Path(linktester.__file__).parent
NO_FINDINGS = {
    *(f"appfiles.{name}" for name in ("fallback", "origin-ignored", "origin-unknown", "uncertain-filters")),
    *(f"appfiles.scheme-{name}" for name in ("nobody", "several", "taken")),
    *(f"appfiles.supposed-{name}" for name in ("app", "certificate", "domains", "identifier")),
    *(f"linkdoctor.suppress-{name}" for name in ("form", "key", "reason")),
    *("linkdoctor.no-such-code", "linkdoctor.no-such-code-near"),
}
"""Words of these rooms that answer a question or complain of a suppression."""
ROOMS = ("aasa.", "jsontext.", "harmonyfile.", "appfiles.", "linkdoctor.")


def spoken() -> set[str]:
    found = set()
    for path in (PACKAGE / "oslinks").rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            is_call = isinstance(node, ast.Call) and getattr(node.func, "id", "") == "message"
            if is_call and node.args and isinstance(node.args[0], ast.Constant):
                found.add(str(node.args[0].value))
    return {code for code in found if code.startswith(ROOMS)}


def test_every_finding_that_can_be_made_stands_in_the_table() -> None:
    assert spoken() - NO_FINDINGS - entries().keys() == set()


def test_every_entry_can_be_made_and_has_words() -> None:
    own = {code for code in entries() if code.startswith(ROOMS)}
    assert own - spoken() == set()
    assert entries().keys() - table("en").keys() == set()


def test_every_entry_says_who_says_so() -> None:
    assert all(entry.source for entry in entries().values())


def test_notes_take_the_severity_of_the_table() -> None:
    notes = Notes()
    notes.add("a", message("linkdoctor.prefix-root"))
    notes.add("b", message("linkdoctor.whole-web"), (3, 4))
    first, second = notes.findings
    assert (first.severity, first.line) == (Severity.INFO, None)
    assert (second.severity, second.line, second.column) == (Severity.WARNING, 3, 4)


def test_notes_are_bounded() -> None:
    notes = Notes()
    for _ in range(Notes.MOST + 5):
        notes.add("a", message("linkdoctor.prefix-root"))
    assert len(notes.findings) == Notes.MOST
