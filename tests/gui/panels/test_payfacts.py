from dataclasses import replace
from datetime import UTC, datetime, timedelta

from linktester.gui.panels.payfacts import fact_lines, standing, way_words
from linktester.gui.speech import Speech
from linktester.gui.widgets.prose import plain
from linktester.send.payertold import PayOrder, PayRefund

NOW = datetime(2026, 3, 1, 4, tzinfo=UTC)
ORDER = PayOrder(
    platform="wechatpay",
    number="T-1",
    product="native",
    state="NOTPAY",
    total=100,
    description="<b>tea</b>",
    made_at=NOW,
    expires_at=NOW + timedelta(hours=2),
    code="weixin://x",
)
PAID = replace(
    ORDER, state="REFUND", paid_at=NOW, platform_number="4200", refunds=(PayRefund(number="R", amount=5),)
)
T = Speech("en").t


def test_how_it_stands() -> None:
    assert standing(ORDER, NOW, T) == "To be paid. It can be paid for another 2 h 0 min."
    assert "since 1 h 0 min nobody can pay it" in standing(ORDER, NOW + timedelta(hours=3), T)
    assert standing(PAID, NOW, T) == "Refunded – the platform says REFUND."
    unscanned = PayOrder(platform="alipay", product="precreate", state="NO_TRADE")
    assert standing(unscanned, NOW, T).startswith("Code not scanned: the platform knows no trade yet")


def test_the_way_and_what_comes_next() -> None:
    assert way_words(ORDER, T) == "Way so far: To be paid\nNext: payer pays → Paid; merchant closes → Closed"
    assert way_words(PAID, T).splitlines()[0] == "Way so far: To be paid → Paid → Refunded"
    assert way_words(PAID, T).endswith("nothing more happens to it.")
    assert way_words(replace(ORDER, platform="unionpay"), T) == ""
    unsure = replace(PAID, product="codepay", state="SUCCESS")
    assert way_words(unsure, T).splitlines()[0] == "Way so far: Paid"


def test_facts_stand_under_their_names() -> None:
    said = plain(fact_lines(PAID, T))
    assert "Order number\tT-1" in said
    assert "Platform's number\t4200" in said
    assert "What\t<b>tea</b> · WeChat Pay · QR code (Native)" in said
    assert "Paid\t2026-03-01 12:00:00 +08:00" in said
    assert "Refund\t¥0.05" in said
    assert "names no notify_url" in said
    assert "Ended" not in said
