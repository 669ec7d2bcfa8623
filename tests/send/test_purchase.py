"""Payment cases on an emulated phone, against a real emulator."""

import sys
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from linktester.model.evidence import (
    Evidence,
    Failed,
    HarnessGap,
    Launched,
    Ordered,
    Paid,
    Presented,
    Queried,
    Rendered,
    Requested,
    Returned,
)
from linktester.model.phone import Entry
from linktester.model.world import Site
from linktester.send import EmulatorProcess
from tests.fakes.client_protocol import FakeEmulator
from tests.fakes.journeys import a_probe
from tests.fakes.phones import asend, failure, kinds, probe, run, seen

BACK = "&return_url=https%3A%2F%2Fshop.example%2Fdone"
NATIVE = "linktester://order/wechatpay/native?fen=1234&subject=tea"
H5 = "linktester://order/wechatpay/h5?fen=1234&subject=tea"
WAP = "linktester://order/alipay/wap?fen=1234&subject=tea"


@pytest.fixture(scope="module")
def emulator(tmp_path_factory: pytest.TempPathFactory) -> Iterator[EmulatorProcess]:
    program = (sys.executable, "-m", "linktester.serve")
    with EmulatorProcess(tmp_path_factory.mktemp("state"), program=program) as running:
        yield running


def tried(
    emulator: EmulatorProcess, text: str, host: str = "wechat", surface: str = "scan", **more: object
) -> Evidence:
    entry = {"scan": "scan-live", "browser": "typed"}.get(surface, "tap")
    asked = a_probe(text, host, surface, "2021-10-01", entry=entry, **more)  # type: ignore[arg-type]
    (found,) = run(asend(emulator.ready, asked))
    assert found.probe_key == asked.key
    return found  # type: ignore[no-any-return]


def test_a_code_is_ordered_scanned_paid_and_asked_for(emulator: EmulatorProcess) -> None:
    found = tried(emulator, NATIVE)
    (order,), (shown,), (paid,), (asked,) = (
        seen(found, Ordered),
        seen(found, Launched),
        seen(found, Paid),
        seen(found, Queried),
    )
    assert (order.product, order.fen, order.state) == ("wechatpay/native", 1234, "NOTPAY")
    assert shown.uri == order.code
    assert (paid.platform, paid.does, paid.state) == ("wechatpay", "pay", "SUCCESS")
    assert asked.state == "SUCCESS"
    assert [each.role for each in found.exchanges] == ["merchant", "client", "door", "merchant"]
    names = kinds(found)
    assert (names[0], names[-1]) == ("Ordered", "Queried")


@pytest.mark.parametrize(("payer", "does"), [("cancel", ["cancel"]), ("fail", ["fail"]), ("look", [])])
def test_the_payer_does_as_wished(emulator: EmulatorProcess, payer: str, does: list[str]) -> None:
    found = tried(emulator, f"{NATIVE}&payer={payer}")
    assert [each.does for each in seen(found, Paid)] == does
    assert seen(found, Returned) == []
    assert [each.state for each in seen(found, Queried)] == ["NOTPAY"]


def test_a_gap_ends_the_try_and_the_merchant_still_asks(emulator: EmulatorProcess) -> None:
    found = tried(emulator, NATIVE, "alipay")
    assert kinds(found) == ["Ordered", "Presented", "HarnessGap", "Queried"]
    assert len(seen(found, HarnessGap)) == 1


@pytest.mark.parametrize("late", ["&scan_after=7200", "&expires_after=300&scan_after=300"])
def test_a_code_scanned_too_late_is_refused(emulator: EmulatorProcess, late: str) -> None:
    found = tried(emulator, NATIVE + late)
    assert [each.refusal for each in seen(found, Launched)] == ["expired"]
    assert seen(found, Paid) == []


def test_h5_comes_from_the_shops_page(emulator: EmulatorProcess) -> None:
    found = tried(emulator, H5 + BACK, "browser", "browser")
    cashier = next(each for each in found.exchanges if "checkmweb" in each.url)
    assert dict(cashier.request_headers)["Referer"] == "https://shop.example/"
    assert [(each.leg, each.landed) for each in seen(found, Returned)] == [
        ("same-tab", "https://shop.example/done")
    ]


def test_a_case_may_come_from_a_page_the_merchant_did_not_register(emulator: EmulatorProcess) -> None:
    sites = (Site(host="mine.example"),)
    found = tried(emulator, H5, "browser", "browser", referer="https://strange.example/", sites=sites)
    assert seen(found, Paid) == []
    assert "不是商户登记的域名" in seen(found, Rendered)[-1].page.text
    # Where the case says nothing of the page, it is one that the merchant registered.
    assert len(seen(tried(emulator, H5, "browser", "browser", sites=sites), Paid)) == 1


def test_a_cashier_page_is_paid_by_its_own_button(emulator: EmulatorProcess) -> None:
    found = tried(emulator, WAP + BACK, "browser", "browser")
    methods = [(each.method, each.role) for each in found.exchanges]
    assert methods == [("GET", "web"), ("POST", "web"), ("GET", "web"), ("POST", "merchant")]
    pressed = dict(found.exchanges[1].request_headers)
    assert pressed["Origin"] == "https://openapi.alipay.com"
    assert [each.state for each in seen(found, Queried)] == ["TRADE_SUCCESS"]
    after = kinds(found)[kinds(found).index("Paid") :]
    assert after == [
        "Paid", "Navigated", "Requested", "Redirected", "Requested", "Rendered", "Returned", "Queried",
    ]  # fmt: skip


def test_one_code_for_all_is_taken_to_the_wallets_own_order(emulator: EmulatorProcess) -> None:
    text = "linktester://order/aggregated?fen=1234&subject=tea"
    found = tried(emulator, text)
    assert [each.platform for each in seen(found, Paid)] == ["wechatpay"]
    assert [each.leg for each in seen(found, Returned)] == ["same-tab"]
    looked = tried(emulator, text, "browser", "browser")
    assert seen(looked, Paid) == []
    assert "请用微信或支付宝付款" in seen(looked, Rendered)[-1].page.text


def test_many_at_once_do_not_mix(emulator: EmulatorProcess) -> None:
    texts = [f"{NATIVE}&payer={payer}" for payer in ("pay", "cancel", "look")] * 4
    probes = [a_probe(text, "wechat", "scan", "2021-10-01", entry="scan-live") for text in texts]
    found = run(asend(emulator.ready, *probes))
    states = [seen(each, Queried)[0].state for each in found]
    assert states == ["SUCCESS", "NOTPAY", "NOTPAY"] * 4
    assert len({seen(each, Ordered)[0].number for each in found}) == len(found)


def test_an_order_with_mistakes_cannot_be_tried(emulator: EmulatorProcess) -> None:
    found = tried(emulator, "linktester://order/wechatpay/native?fen=0&subject=tea")
    assert [(each.kind, each.ours) for each in seen(found, Failed)] == [("unsendable", True)]
    assert seen(found, Presented) == []


def test_a_merchant_without_papers_is_our_own_trouble(tmp_path: Path) -> None:
    async def go() -> Evidence:
        async with FakeEmulator(tmp_path) as emulator:
            asked = replace(probe(NATIVE), entry=Entry.SCAN_LIVE)
            (found,) = await asend(emulator.ready, replace(asked, link=a_link(NATIVE)))
            return found  # type: ignore[no-any-return]

    failed = failure(run(go()))
    assert (failed.kind, failed.ours) == ("bad-answer", True)


def a_link(text: str) -> object:
    return a_probe(text, "wechat", "scan", "2021-10-01").link


def test_a_world_of_ones_own_is_asked_for_anew(emulator: EmulatorProcess) -> None:
    text = "linktester://order/wechatpay/jsapi?fen=1234&subject=tea"
    probes = [a_probe(text, "wechat", "chat", "2021-10-01") for _ in range(2)]
    first, second = run(asend(emulator.ready, *probes))
    assert first.world != second.world
    assert [each.url for each in seen(first, Requested)] != [each.url for each in seen(second, Requested)]
    assert len(seen(first, Paid)) == len(seen(second, Paid)) == 1
