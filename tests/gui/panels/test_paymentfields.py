import pytest

from linktester.gui.models.codeform import code_form
from linktester.gui.panels.paymentfields import PaymentFields
from linktester.gui.widgets.field import Choice
from linktester.model.errors import Place, Problem
from linktester.model.message import message
from linktester.model.payment import StandardId


@pytest.fixture
def fields(qtbot, tools) -> PaymentFields:
    made = PaymentFields(tools, code_form(StandardId("epc")))
    qtbot.addWidget(made)
    return made


def test_it_begins_with_the_values_of_its_form(fields: PaymentFields):
    assert fields.values == dict(fields.form.values)


def test_closed_sets_are_chosen_from(fields: PaymentFields):
    choices = [name for name, field in fields.fields.items() if isinstance(field.inner, Choice)]
    assert choices == [spec.name for spec in fields.form.fields if spec.choices]


def test_typing_is_told(fields: PaymentFields, qtbot):
    name = fields.fields["name"].inner
    name.clear()
    with qtbot.waitSignal(fields.edited):
        qtbot.keyClicks(name, "A")
    assert fields.values["name"].startswith("A")


def test_each_mistake_stands_at_its_field(fields: PaymentFields):
    said = message("payments.missing", field="iban")
    fields.show_problems([Problem(Place(path="iban"), said), Problem(Place(path="x"), said)])
    assert fields.fields["iban"].wrong.startswith("Payee's account (IBAN) is missing")
    assert fields.general.plain.startswith("Payee's account (IBAN) is missing")
    fields.show_problems(())
    assert fields.fields["iban"].wrong == ""
