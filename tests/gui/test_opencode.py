from datetime import datetime

import pytest

from linktester.gui.opencode import OpenCode
from linktester.model.zone import CHINA
from tests.fakes.paycodes import GOOD, PROMPTPAY


@pytest.fixture
def code(qtbot, tools) -> OpenCode:
    made = OpenCode(tools)
    yield made
    made.leave()


def test_the_newest_payload_is_the_one_that_is_read(code: OpenCode, qtbot):
    for payload in (b"1", b"2", GOOD):
        code.read(payload)
    assert code.is_reading
    qtbot.waitUntil(lambda: not code.is_reading)
    assert code.found.payload == GOOD


def test_a_chosen_standard_counts_until_nothing_is_left(code: OpenCode, qtbot):
    code.read(GOOD)
    with qtbot.waitSignal(code.changed):
        code.judge_as("pix")
    assert code.found.reading.standard == "pix"
    with qtbot.waitSignal(code.changed):
        code.judge_as("")
    assert code.found.reading.standard == PROMPTPAY
    code.judge_as("pix")
    code.read(b"")
    assert (code.found, code.chosen) == (None, None)


def test_another_date_judges_anew(code: OpenCode, qtbot, tools):
    code.read(GOOD)
    qtbot.waitUntil(lambda: not code.is_reading)
    before = code.found
    with qtbot.waitSignal(code.changed):
        tools.circumstances.set_as_of(datetime(2030, 1, 1, tzinfo=CHINA))
    assert code.found is not before
