from dataclasses import replace

import pytest

from linktester.gui.panels.codefindings import MOST, CodeFindings
from linktester.model.link import Finding, Severity
from linktester.model.message import message
from linktester.model.payment import Aspect, CodeFinding
from tests.fakes.paycodes import WRONG, reading


@pytest.fixture
def findings(qtbot, tools) -> CodeFindings:
    made = CodeFindings(tools)
    qtbot.addWidget(made)
    made.show_reading(reading(WRONG))
    return made


def test_findings_stand_under_what_they_are_about(findings: CodeFindings):
    said = findings.sentences
    assert said[0] == "Checksum"
    assert said[1].startswith("Error (63): The checksum is E6E1")
    assert "EMVCo’s own text" in said


def test_a_click_asks_for_the_field(findings: CodeFindings, qtbot):
    with qtbot.waitSignal(findings.field_requested) as told:
        findings.lines[0].click()
    assert told.args == ["63"]


def test_a_click_on_what_is_about_no_field_asks_for_the_byte(findings: CodeFindings, qtbot):
    findings.show_reading(reading(b"000201\xff5802TH"))
    line = next(each for each in findings.lines if "Byte 6" in each.sentence)
    with qtbot.waitSignal(findings.byte_requested) as told:
        line.click()
    assert told.args == [6]


def test_what_speaks_against_the_picture_comes_first(findings: CodeFindings, tools):
    against = Finding(Severity.WARNING, "code 1", message("qr.check-charset"))
    findings.show_reading(replace(reading(), scanned=(against,)))
    assert findings.sentences[:2] == [
        "Will it scan (the picture)",
        "Warning: " + tools.speech.t("qr.check-charset"),
    ]


def test_a_flood_of_findings_is_counted(findings: CodeFindings):
    found = reading()
    many = (CodeFinding(Severity.INFO, Aspect.SCHEME, "", message("payments.unknown")),) * (MOST + 7)
    findings.show_reading(replace(found, reading=replace(found.reading, findings=many)))
    assert len(findings.lines) == MOST
    assert "7" in findings.sentences[-1]


def test_nothing_to_find_is_said(findings: CodeFindings):
    found = reading()
    findings.show_reading(replace(found, reading=replace(found.reading, findings=())))
    assert findings.sentences == ["Nothing to find fault with."]
    findings.show_reading(None)
    assert findings.sentences == []


def test_fields_are_called_what_people_call_them(findings: CodeFindings, tools):
    assert any("Merchant category (52)" in each for each in findings.sentences)
    assert not any("promptpay" in each for each in findings.sentences)
    tools.speech.switch("zh_CN")
    assert any("商户类别（52）" in each for each in findings.sentences)
