import pytest

from linktester.payments.ibans import fault


def test_an_iban_has_no_fault():
    assert fault("DE98370400440000000042") is None


@pytest.mark.parametrize("text", ["DE98 3704 0044 0000 0000 42", "de98370400440000000042"])
def test_a_spelling_is_told_with_the_right_one(text):
    said = fault(text)
    assert said is not None
    assert said.code == "ibans.iban-spelling"
    assert said.args["expected"] == "DE98370400440000000042"


@pytest.mark.parametrize("text", ["DE98370400440000000043", "", "x" * 1000, "DE98\ud800"])
def test_anything_else_fails_the_check(text):
    said = fault(text)
    assert said is not None
    assert said.code == "payments.iban"
