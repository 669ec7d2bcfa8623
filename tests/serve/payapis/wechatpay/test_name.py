from linktester.serve.payapis import tables
from linktester.serve.payapis.wechatpay.name import NAME, Product, Trade, beijing, day_text, limit, words
from tests.fakes.payers import NOON


def test_times_are_beijing_times_in_whole_seconds() -> None:
    assert beijing(NOON.replace(microsecond=999_999)) == "2026-03-01T12:00:00+08:00"
    assert day_text(NOON.replace(hour=20)) == "20260302"


def test_every_state_and_product_has_its_words() -> None:
    assert set(words("trade_state")) == set(Trade)
    assert set(words("trade_type")) == set(Product)


def test_every_product_with_a_code_has_a_life() -> None:
    for product in set(Product) - {Product.CODEPAY}:
        assert limit(f"{product}-life-seconds") > 0
    assert tables.errors(NAME)
