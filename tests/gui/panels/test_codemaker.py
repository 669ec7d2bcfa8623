import pytest

from linktester import payments
from linktester.gui.panels.codemaker import CodeMaker
from tests.fakes.paycodes import PROMPTPAY, SWISS


@pytest.fixture
def maker(qtbot, tools) -> CodeMaker:
    made = CodeMaker(tools)
    qtbot.addWidget(made)
    made.resize(800, 500)
    made.show()
    yield made
    made.leave()


def test_it_begins_with_a_code(maker: CodeMaker, qtbot):
    with qtbot.waitSignal(maker.built) as told:
        maker.begin(None, keep=False)
    assert told.args[0].standard == PROMPTPAY
    assert payments.read(told.args[0].payload).valid


def test_a_code_that_is_there_stays_until_the_form_is_touched(maker: CodeMaker, qtbot, tools):
    with qtbot.assertNotEmitted(maker.built):
        maker.begin(SWISS, keep=True)
        qtbot.waitUntil(lambda: maker.fields is not None and tools.tasks.is_idle)
    with qtbot.waitSignal(maker.built) as told:
        qtbot.keyClicks(maker.fields.fields["creditor-name"].inner, "X")
    assert told.args[0].standard == SWISS


def test_mistakes_stand_at_their_fields_and_nothing_is_built(maker: CodeMaker, qtbot):
    with qtbot.waitSignal(maker.built):
        maker.choose(SWISS)
    iban = maker.fields.fields["iban"]
    with qtbot.assertNotEmitted(maker.built):
        iban.inner.setText("CH00")
        maker.build_now()
        qtbot.waitUntil(lambda: iban.wrong != "")


def test_another_language_keeps_what_is_filled_in(maker: CodeMaker, qtbot, tools):
    with qtbot.waitSignal(maker.built):
        maker.choose(SWISS)
    maker.fields.fields["creditor-name"].inner.setText("Somebody")
    tools.speech.switch("zh_CN")
    assert maker.fields.values["creditor-name"] == "Somebody"


def test_mistakes_are_told_again_in_the_other_language(maker: CodeMaker, qtbot, tools):
    with qtbot.waitSignal(maker.built):
        maker.choose(SWISS)
    iban = maker.fields.fields["iban"]
    iban.inner.setText("CH00")
    maker.build_now()
    qtbot.waitUntil(lambda: iban.wrong != "")
    told = iban.wrong
    tools.speech.switch("zh_CN")
    assert maker.fields.fields["iban"].wrong not in {"", told}
