from dataclasses import replace

import pytest

from linktester import links
from linktester.model.evidence import Paid
from linktester.model.order import OrderProduct, PayerDoes, ReturnLeg
from linktester.model.verdict import Cause
from linktester.report import orders
from linktester.report.orders import Fact, Stage
from linktester.report.phrases import NO_TRADE, Phrases
from linktester.wording import LANGUAGES, Words
from tests.fakes import orders as fakes
from tests.fakes import results

ENGLISH, CHINESE = Phrases(Words("en")), Phrases(Words("zh_CN"))


def facts(told: orders.Told | None) -> dict[str, str]:
    assert told is not None
    return {fact.label: fact.value for fact in told.facts}


def stages(told: orders.Told | None) -> list[tuple[str, bool]]:
    assert told is not None
    return [(stage.words, stage.came) for stage in told.stages]


def test_an_order_that_was_paid_is_one_line() -> None:
    assert orders.line(fakes.paid(), ENGLISH) == "Order: paid (SUCCESS) · ¥12.34 · back in the same tab"
    assert orders.line(fakes.paid(), CHINESE) == "订单：已支付（SUCCESS） · ¥12.34 · 回到原标签页"


def test_an_order_that_was_not_paid_says_why_not() -> None:
    assert orders.line(fakes.given_up(), ENGLISH) == "Order: not paid (NOTPAY) · ¥12.34 · the payer gives up"
    assert orders.line(fakes.looked_at(), ENGLISH).endswith(" · the payer only looks")
    assert orders.line(fakes.refused(), ENGLISH) == "Order: not paid (NOTPAY) · ¥12.34 · refused: expired"
    assert orders.line(fakes.walled_off(), ENGLISH) == "Order: no trade yet · ¥12.34"


def test_where_our_own_side_broke_nobody_knows_the_state() -> None:
    made = fakes.walled_off()
    assert made.payment is not None
    assert orders.state(made.payment, Cause.FAULT, ENGLISH) == "not known"
    assert orders.state(made.payment, None, ENGLISH) == "no trade yet"


def test_what_orders_nothing_has_no_line_and_nothing_to_tell() -> None:
    plain = results.honored(results.probe(results.ITEM, "wechat", "chat", "2024-10-15"), results.PHASE_TWO)
    assert orders.line(plain, ENGLISH) == ""
    assert orders.told(plain, ENGLISH) is None
    assert orders.intended(plain.probe.link, ENGLISH) == "Taobao · item id=520000000001"


def test_the_way_of_an_order_goes_from_making_to_asking() -> None:
    assert stages(orders.told(fakes.paid(landed="https://shop.example/done"), ENGLISH)) == [
        ("Order LT1 made: WeChat Pay, mobile browser (H5)", True),
        ("WeChat shows the order", True),
        ("The payer pays", True),
        ("Back in the same tab: https://shop.example/done", True),
        ("The merchant asks: paid (SUCCESS)", True),
    ]


def test_stages_point_at_the_observations_that_tell_of_them() -> None:
    told = orders.told(fakes.paid(), ENGLISH)
    assert told is not None
    kinds = [type(seen).__name__ for seen in fakes.paid().evidence.observations]
    named = [kinds[stage.step - 1] for stage in told.stages if stage.step is not None]
    assert named == ["Ordered", "Launched", "Paid", "Returned", "Queried"]


def test_what_it_did_not_come_to_is_said_to_be_missing() -> None:
    assert stages(orders.told(fakes.walled_off(), ENGLISH))[1:3] == [
        ("No app shows the order", False),
        ("Nobody could pay", False),
    ]
    assert stages(orders.told(fakes.refused(), ENGLISH))[1] == (
        "The paying app refuses the order: expired",
        False,
    )
    lost = fakes.paid(leg=ReturnLeg.LOST, landed="https://down.example/")
    assert stages(orders.told(lost, ENGLISH))[3] == ("Not brought back: https://down.example/", False)


def test_the_facts_hold_wish_and_end() -> None:
    told = facts(orders.told(fakes.paid(leg=ReturnLeg.APP, landed="eleme"), ENGLISH))
    assert told == {
        "Order": "WeChat Pay, mobile browser (H5)",
        "Amount": "¥12.34",
        "Subject": "tea",
        "Payer": "pays",
        "Return address": "https://shop.example/done",
        "Order number": "LT1",
        "State": "paid (SUCCESS)",
        "Paid with": "WeChat Pay",
        "Way back": "back in the app – the app that led to paying",
        "Ends at": "Ele.me",
    }


def test_a_result_whose_link_is_an_order_no_more_still_tells_its_end() -> None:
    made = fakes.paid()
    broken = replace(made, probe=replace(made.probe, link=results.ITEM))
    assert "Subject" not in facts(orders.told(broken, ENGLISH))
    assert facts(orders.told(broken, ENGLISH))["State"] == "paid (SUCCESS)"


def test_a_wish_is_told_with_what_is_out_of_the_usual() -> None:
    wish = links.order_of(links.parse(fakes.NATIVE).link)
    assert wish is not None
    assert orders.wished(wish, ENGLISH) == "WeChat Pay QR code (Native) · ¥12.34 · 咖啡"
    odd = replace(wish, payer=PayerDoes.FAIL, scan_after=301, expires_after=300)
    assert orders.wished(odd, ENGLISH).endswith(
        " · the payment fails · opened 301 s after the order · payable for 300 s"
    )
    assert orders.wish_facts(odd, ENGLISH)[-1] == Fact(
        "Times", "opened 301 s after the order · payable for 300 s"
    )


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_product_state_leg_and_act_has_words(language: str) -> None:
    phrases = Phrases(Words(language))
    assert all(orders.product(each, phrases) != each.replace("/", "-") for each in OrderProduct)
    assert all(phrases.of("order", each) != each for each in orders.STATES)
    for leg in ReturnLeg:
        assert phrases.of("leg", leg) != leg
        assert phrases.of("means", f"leg-{leg}") != f"leg-{leg}"
    for does in PayerDoes:
        assert phrases.of("payer", does) != does
        assert phrases.of("does", does) != does


def test_words_nobody_knows_stand_as_they_are() -> None:
    assert ENGLISH.order_state("ACCEPT") == "ACCEPT"
    assert orders.line(fakes.refused("quota"), ENGLISH).endswith("refused: quota")


def test_states_on_offer_are_those_of_the_links_own_platform() -> None:
    assert NO_TRADE not in orders.states_of(links.parse(fakes.NATIVE).link)
    alipay = orders.states_of(fakes.walled_off().probe.link)
    assert (NO_TRADE in alipay, "NOTPAY" in alipay) == (True, False)
    both = links.parse("linktester://order/aggregated?fen=1&subject=tea").link
    assert orders.states_of(both) == orders.STATES
    assert orders.states_of(results.ITEM) == ()


def test_amounts_have_two_decimals_and_groups() -> None:
    assert [orders.yuan(fen) for fen in (0, 1, 100, 123456789, -1)] == [
        "¥0.00",
        "¥0.01",
        "¥1.00",
        "¥1,234,567.89",
        "-¥0.01",
    ]


def test_hostile_words_come_back_as_they_were() -> None:
    made = fakes.paid(landed=results.HOSTILE_TEXT)
    assert made.payment is not None
    nasty = replace(made.payment, number=results.HOSTILE_TEXT, state=results.HOSTILE_TEXT)
    told = orders.told(replace(made, payment=nasty), ENGLISH)
    assert results.HOSTILE_TEXT in facts(told)["State"]


def test_the_first_act_of_the_payer_counts() -> None:
    made = fakes.given_up()
    twice = (*made.evidence.observations, Paid(platform="wechatpay", does="pay"))
    again = replace(made, evidence=replace(made.evidence, observations=twice))
    assert orders.line(again, ENGLISH).endswith("the payer gives up")
    assert isinstance(orders.told(again, ENGLISH), orders.Told)
    assert Stage("The payer gives up", False, 4) in orders.told(again, ENGLISH).stages  # type: ignore[union-attr]
