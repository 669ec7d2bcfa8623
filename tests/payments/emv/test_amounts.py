"""Amounts, tips and fees."""

import pytest

from linktester.payments.emv.amounts import complaints, decimals
from linktester.payments.emv.code import Code
from linktester.payments.emv.profile import EMVCO
from linktester.payments.emv.scheme import grammar
from linktester.payments.emv.tlv import parse
from tests.fakes.emvcodes import hello, obj


def found(*objects: str) -> list[tuple[str, str]]:
    code = Code(parse(hello(*objects), grammar()), EMVCO, "")
    return [(path, said.code.partition(".")[2]) for path, said in complaints(code)]


@pytest.mark.parametrize("value", ["1", "0.01", "9999999999.99", "100.00", "007"])
def test_amounts(value: str) -> None:
    assert found(obj("54", value)) == []


@pytest.mark.parametrize("value", ["1,50", "+1", "-1", "1.2.3", "1e3", ".", "１", " 1", "$1"])
def test_no_amounts(value: str) -> None:
    assert found(obj("54", value)) == [("54", "amount")]


@pytest.mark.parametrize("value", ["0", "0.00", "000"])
def test_zero(value: str) -> None:
    assert found(obj("54", value)) == [("54", "amount-zero")]


@pytest.mark.parametrize("value", ["5.", ".50"])
def test_a_point_at_the_edge(value: str) -> None:
    assert found(obj("54", value)) == [("54", "point-at-edge")]


@pytest.mark.parametrize(
    ("objects", "expected"),
    [
        ((obj("55", "01"),), []),
        ((obj("55", "02"), obj("56", "1.00")), []),
        ((obj("55", "03"), obj("57", "100")), []),
        ((obj("55", "02"),), [("56", "fee-missing")]),
        ((obj("55", "03"),), [("57", "fee-missing")]),
        ((obj("56", "1.00"),), [("56", "fee-alone")]),
        ((obj("55", "01"), obj("57", "5")), [("57", "fee-alone")]),
        ((obj("55", "03"), obj("56", "1")), [("56", "fee-alone"), ("57", "fee-missing")]),
        ((obj("55", "03"), obj("57", "100.1")), [("57", "amount-range")]),
        ((obj("55", "03"), obj("57", "5%")), [("57", "amount")]),
    ],
)
def test_tips_and_fees(objects: tuple[str, ...], expected: list[tuple[str, str]]) -> None:
    assert found(*objects) == expected


def test_decimals() -> None:
    assert [decimals(value) for value in ("1", "1.5", "1.500", "1.")] == [0, 1, 3, 0]
