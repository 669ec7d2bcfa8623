import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from linktester.serve.payapis.alipay.money import fen, yuan


@settings(deadline=None, max_examples=100)
@given(st.integers(1, 10_000_000_000))
def test_an_amount_comes_back(amount: int) -> None:
    assert fen(yuan(amount)) == amount


@pytest.mark.parametrize(("text", "amount"), [("1", 100), ("0.1", 10), ("88.8", 8880), ("0.29", 29)])
def test_decimals_may_be_left_out(text: str, amount: int) -> None:
    assert fen(text) == amount


@pytest.mark.parametrize("text", ["0", "0.00", "100000000.01"])
def test_amounts_outside_the_platforms_range(text: str) -> None:
    assert fen(text) is None
