from linktester.model.link import Severity
from linktester.model.message import message
from linktester.oslinks.filefindings import Notebook, child, kind, shown


def test_paths_name_plain_keys_and_quote_odd_ones() -> None:
    assert child(child("", "applinks"), "details") == "applinks.details"
    assert child("a", 3) == "a[3]"
    assert child("a", "/") == 'a["/"]'
    assert child("a", 'q"uote') == 'a["q\\"uote"]'


def test_long_keys_are_clipped() -> None:
    assert len(child("", "k" * 1_000)) < 80


def test_kinds_are_those_of_json() -> None:
    values = [None, True, 1, 1.5, "x", [], {}]
    assert [kind(value) for value in values] == [
        "null",
        "boolean",
        "number",
        "number",
        "string",
        "array",
        "object",
    ]


def test_findings_carry_their_severity_and_code() -> None:
    notes = Notebook()
    notes.error("a", message("aasa.no-app"))
    notes.warning("b", message("aasa.no-rules"))
    notes.info("c", message("aasa.unknown-key", key="x"))
    notes.wrong_kind("d", "appID", "string", 5)
    severities = [each.severity for each in notes.findings]
    assert severities == [Severity.ERROR, Severity.WARNING, Severity.INFO, Severity.ERROR]
    assert notes.findings[3].code == "jsontext.wrong-kind"
    assert notes.findings[3].message.args == {"field": "appID", "wanted": "string", "found": "number"}


def test_a_flood_of_findings_is_bounded() -> None:
    notes = Notebook()
    for _ in range(Notebook.MOST + 10):
        notes.error("", message("aasa.no-app"))
    assert len(notes.findings) == Notebook.MOST


def test_long_values_are_shortened() -> None:
    assert shown("x" * 500) == "x" * 119 + "…"
    assert shown("short") == "short"
