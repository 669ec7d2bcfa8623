import asyncio
from dataclasses import replace
from pathlib import Path

import pytest

from linktester.model.errors import EnvironmentFault
from linktester.model.order import OrderProduct
from linktester.send import EmulatorProcess
from linktester.send.payer import PayerControl
from linktester.send.payertold import PayOrder
from linktester.send.testorder import make_test_order
from tests.fakes.payerport import payer_port


async def _orders(process: EmulatorProcess) -> tuple[PayOrder, ...]:
    payer = PayerControl(process.ready)
    try:
        return await payer.orders()
    finally:
        await payer.aclose()


def test_orders_are_made_by_the_platforms_own_apis(tmp_path: Path) -> None:
    with EmulatorProcess(tmp_path) as process:
        for product in (OrderProduct.WECHATPAY_NATIVE, OrderProduct.ALIPAY_PRECREATE):
            made = asyncio.run(make_test_order(process.ready, product, 250))
            newest = asyncio.run(_orders(process))[0]
            assert (newest.key, newest.code, newest.total) == (
                (made.platforms[0], made.number),
                made.code,
                250,
            )
        wrong = replace(process.ready, tls_base_url="https://127.0.0.1:1")
        with pytest.raises(EnvironmentFault) as caught:
            asyncio.run(make_test_order(wrong, OrderProduct.WECHATPAY_NATIVE, 1))
    assert caught.value.message.code == "payer.no-order"


def test_without_credentials_there_is_no_order() -> None:
    with payer_port() as port, pytest.raises(EnvironmentFault) as caught:
        asyncio.run(make_test_order(port.ready, OrderProduct.WECHATPAY_NATIVE, 1))
    assert caught.value.message.code == "send.no-credentials"
