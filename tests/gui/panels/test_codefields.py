import pytest

from linktester.gui.panels.codefields import CodeFields
from linktester.gui.widgets.plain import PlainLabel
from tests.fakes.paycodes import GOOD, PACKED, made, reading


@pytest.fixture
def fields(qtbot, tools) -> CodeFields:
    made = CodeFields(tools)
    qtbot.addWidget(made)
    made.resize(900, 400)
    made.show()
    made.show_reading(reading())
    return made


def test_fields_are_named_in_the_language(fields: CodeFields, tools):
    assert ("29/01", "Mobile number", "0066899999000", "40+13") in fields.tree.texts
    tools.speech.switch("zh_CN")
    assert ("29/01", "手机号", "0066899999000", "40+13") in fields.tree.texts


def test_a_field_marks_its_bytes_and_a_byte_leads_to_its_field(fields: CodeFields, qtbot):
    with qtbot.waitSignal(fields.field_chosen) as told:
        fields.show_field("29/01")
    assert told.args == ["29/01"]
    offset, length = fields.bytes.marked
    assert GOOD[offset : offset + length] == b"0066899999000"
    with qtbot.waitSignal(fields.field_chosen) as told:
        fields.bytes.byte_chosen.emit(len(GOOD) - 1)
    assert told.args == ["63"]


def test_a_byte_in_no_field_is_marked_by_itself(fields: CodeFields):
    fields.show_byte(0)
    assert fields.bytes.marked == (0, 1)
    assert fields.tree.current is None


def test_who_types_on_stays_at_the_same_field(fields: CodeFields):
    fields.show_field("58")
    fields.show_reading(reading(GOOD.replace(b"5802TH", b"5802CN")))
    assert fields.tree.texts[fields.tree.current or 0][:3] == ("58", "Country", "CN")


def test_packed_codes_say_what_places_count_in(fields: CodeFields):
    packed = reading(made(PACKED))
    fields.show_reading(packed)
    assert any("unpacked" in label.text() for label in _labels(fields) if label.isVisible())
    assert fields.bytes.toPlainText() != ""


def test_where_it_is_narrow_the_bytes_stand_below(fields: CodeFields):
    assert fields.bytes.mapTo(fields, fields.bytes.rect().topLeft()).x() > 300
    fields.resize(500, 400)
    assert fields.bytes.mapTo(fields, fields.bytes.rect().topLeft()).x() < 50


def test_nothing_is_shown_for_nothing(fields: CodeFields):
    fields.show_reading(None)
    assert fields.tree.texts == []


def _labels(fields: CodeFields):
    return fields.findChildren(PlainLabel)
