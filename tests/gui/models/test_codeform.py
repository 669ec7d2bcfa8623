import pytest

from linktester import payments
from linktester.gui.models.codeform import build_code, code_form
from linktester.model.errors import InputErrors


@pytest.mark.parametrize("standard", payments.standards())
def test_each_form_begins_with_a_code(standard: payments.standards) -> None:
    form = code_form(standard)
    built = build_code(standard, form.values)
    assert payments.read(built.payload, standard=standard).valid


def test_mistakes_are_told_at_their_fields() -> None:
    form = code_form(next(iter(payments.standards())))
    with pytest.raises(InputErrors) as told:
        build_code(form.standard, {"nothing-like-it": "1"})
    assert [problem.place.path for problem in told.value.problems] == ["nothing-like-it"]
