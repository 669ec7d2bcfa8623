import pytest

from linktester.gui.panels.codesays import CodeSays
from tests.fakes.paycodes import WRONG, reading


@pytest.fixture
def says(qtbot, tools) -> CodeSays:
    made = CodeSays(tools)
    qtbot.addWidget(made)
    made.resize(800, 500)
    made.show()
    return made


def test_a_code_that_can_be_mended_offers_it(says: CodeSays, qtbot):
    says.show_reading(reading(WRONG))
    assert says.mend.details.text() == "At byte 73: “4E6E1” becomes “4E6E0”."
    with qtbot.waitSignal(says.mend_requested):
        says.mend.buttons["codes-mend"].click()
    says.show_reading(reading())
    assert says.mend.isHidden()


def test_a_finding_leads_to_its_field(says: CodeSays):
    says.show_reading(reading(WRONG))
    says.findings.lines[0].click()
    assert says.fields.tree.texts[says.fields.tree.current or 0][0] == "63"
    says.findings.byte_requested.emit(3)
    assert says.fields.bytes.marked == (3, 1)


def test_nothing_has_no_fields(says: CodeSays):
    says.show_reading(None)
    assert says.fields.isHidden()
