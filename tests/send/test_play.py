"""How probes begin: browser, camera, apps, checkouts."""

from pathlib import Path

import pytest

from linktester.model.citation import GapKind
from linktester.model.evidence import (
    Evidence,
    HarnessGap,
    Launched,
    Offered,
    Presented,
    Rendered,
    Stayed,
    Swallowed,
)
from linktester.model.link import Content, Intent
from linktester.model.phone import OS, Entry
from tests.fakes.client_protocol import FakeEmulator, Got, Reply, answer, page
from tests.fakes.phones import asend, failure, kinds, last, probe, run, seen

PAY = "weixin://wap/pay?prepayid=wx1&package=2"
METHODS = [
    {"id": "wechatpay", "label": "微信支付", "kind": "method"},
    {"id": "alipay", "label": "支付宝", "kind": "method"},
]
CHECKOUT = "taobao.linktester.test/surfaces/checkout"


async def meet(folder: Path, hosts: dict, text: str, **more: object) -> tuple[Evidence, list[Got]]:
    async with FakeEmulator(folder, hosts) as emulator:
        (evidence,) = await asend(emulator.ready, probe(text, **more))  # type: ignore[arg-type]
        return evidence, emulator.got


def pay(**more: object) -> dict[str, object]:
    told = {"host": "taobao", "surface": "checkout", "entry": Entry.TAP, "target": "wechat"}
    return {**told, "intent": Intent.PAYMENT, "content": Content.PAYMENT, **more}


def checkout(got: Got) -> Reply:
    if got.json.get("choice") == "wechatpay":
        return answer(does="open_external", url=got.json["text"])
    return answer(does="show", items=METHODS)


@pytest.mark.parametrize("entry", [Entry.TYPED, Entry.PASTE, Entry.LINK_COPIED])
def test_no_app_opens_from_the_address_bar(tmp_path: Path, entry: Entry) -> None:
    hosts = {"ulink.alipay.com": page("<title>web")}
    evidence, _ = run(meet(tmp_path, hosts, "https://ulink.alipay.com/?x", entry=entry, os=OS.IOS))
    assert kinds(evidence) == ["Presented", "Launched", "Requested", "Rendered"]
    (kept,) = seen(evidence, Launched)
    assert (kept.receiver, kept.mechanism, kept.assumed) == (None, "none", False)
    assert "typed or pasted" in kept.trace[-1]


def test_a_tap_on_an_unclaimed_link_loads_it(tmp_path: Path) -> None:
    evidence, _ = run(meet(tmp_path, {"a.example": page("x")}, "https://a.example/", entry=Entry.TAP))
    assert kinds(evidence) == ["Presented", "Requested", "Rendered"]


def test_the_first_load_carries_the_probes_referer(tmp_path: Path) -> None:
    more = {"referer": "https://shop.example/pay?order=1"}
    _, got = run(meet(tmp_path, {"a.example": page("x")}, "https://a.example/", **more))
    assert got[0].headers["referer"] == "https://shop.example/pay?order=1"
    hosts = {
        "wechat.linktester.test": answer(does="load", url="https://a.example/"),
        "a.example": page("x"),
    }
    in_app = {"host": "wechat", "surface": "chat", "entry": Entry.TAP}
    _, got = run(meet(tmp_path, hosts, "https://a.example/", **in_app, **more))
    assert got[1].headers["referer"] == "https://shop.example/pay?order=1"


def test_somebody_with_a_share_text_opens_the_link_in_it(tmp_path: Path) -> None:
    text = "【宝贝】复制打开 https://a.example/x 手机"
    evidence, _ = run(meet(tmp_path, {"a.example": page("x")}, text))
    assert seen(evidence, Rendered)[0].url == "https://a.example/x"


def test_a_text_without_a_link_stays(tmp_path: Path) -> None:
    evidence, got = run(meet(tmp_path, {}, "no link at all", intent=Intent.TEXT))
    assert [each.text for each in seen(evidence, Stayed)] == ["no link at all"]
    assert got == []


def test_the_camera_reads_by_itself(tmp_path: Path) -> None:
    camera = {"host": "camera", "surface": "scan", "entry": Entry.SCAN_LIVE}
    evidence, _ = run(meet(tmp_path, {"a.example": page("x")}, "https://a.example/", **camera))
    assert kinds(evidence) == ["Presented", "Requested", "Rendered"]
    (presented,) = seen(evidence, Presented)
    assert (presented.picture, presented.exchange) == (True, None)
    evidence, _ = run(
        meet(tmp_path, {"wechat.linktester.test/open": answer(kind="launch")}, "weixin://a", **camera)
    )
    launched = last(evidence)
    assert isinstance(launched, Launched)
    assert (launched.receiver, launched.gesture) == ("wechat", True)
    evidence, _ = run(meet(tmp_path, {}, "only text", **camera))
    assert isinstance(last(evidence), Stayed)


def test_a_code_too_long_for_any_code_cannot_be_sent(tmp_path: Path) -> None:
    camera = {"host": "camera", "surface": "scan", "entry": Entry.SCAN_LIVE}
    evidence, _ = run(meet(tmp_path, {}, "https://a.example/" + "x" * 9_000, **camera))
    assert failure(evidence).kind == "unsendable"


def test_a_long_press_is_on_a_picture_where_the_link_is_a_code(tmp_path: Path) -> None:
    hosts = {"wechat.linktester.test": answer(does="nothing")}
    press = {"host": "wechat", "surface": "chat", "entry": Entry.LONG_PRESS}
    _, code = run(meet(tmp_path, hosts, "wxp://f2f", content=Content.PAYMENT, **press))
    _, text = run(meet(tmp_path, hosts, "https://a.example/", **press))
    assert code[0].headers["content-type"] == "image/png"
    assert text[0].headers["content-type"] == "application/json"


def test_a_swallowed_tap_tells_the_link_itself(tmp_path: Path) -> None:
    hosts = {"wechat.linktester.test": answer(does="nothing")}
    text = "HTTPS://A.example"
    evidence, _ = run(meet(tmp_path, hosts, text, host="wechat", surface="chat", entry=Entry.TAP))
    assert [each.uri for each in seen(evidence, Swallowed)] == [text]


def test_a_checkout_with_the_method(tmp_path: Path) -> None:
    hosts = {CHECKOUT: checkout, "wechat.linktester.test/open": answer(kind="order", params={"id": "wx1"})}
    evidence, got = run(meet(tmp_path, hosts, PAY, **pay()))
    assert [each.json.get("choice") for each in got[:2]] == [None, "wechatpay"]
    assert kinds(evidence) == ["Presented", "Offered", "Left", "Launched"]
    (offered,) = seen(evidence, Offered)
    assert (offered.chosen, [item.id for item in offered.items]) == ("wechatpay", ["wechatpay", "alipay"])


def test_a_checkout_without_the_method(tmp_path: Path) -> None:
    hosts = {CHECKOUT: answer(does="show", items=METHODS[1:])}
    evidence, got = run(meet(tmp_path, hosts, PAY, **pay()))
    (offered,) = seen(evidence, Offered)
    assert (offered.chosen, len(got)) == (None, 1)
    assert last(evidence) is offered


def test_a_code_to_save_and_scan_ends_the_way(tmp_path: Path) -> None:
    hosts = {CHECKOUT: answer(does="show", items=[{**METHODS[0], "kind": "method-qr"}])}
    evidence, got = run(meet(tmp_path, hosts, PAY, **pay()))
    (offered,) = seen(evidence, Offered)
    assert (offered.chosen, offered.items[0].kind, len(got)) == ("wechatpay", "method-qr", 1)


def test_a_chosen_method_may_still_show_a_code(tmp_path: Path) -> None:
    def twice(got: Got) -> Reply:
        code = {**METHODS[0], "kind": "method-qr"}
        return answer(does="show", items=[code] if got.json.get("choice") else METHODS)

    evidence, _ = run(meet(tmp_path, {CHECKOUT: twice}, PAY, **pay()))
    assert [each.items[0].kind for each in seen(evidence, Offered)] == ["method", "method-qr"]


CODE = "BCD\n002\n1\nSCT\n\nLinktester\nDE98370400440000000042\n\n\n\nhttps://a.example/\n"


def test_what_cameras_make_of_a_payment_codes_text_is_not_known(tmp_path: Path) -> None:
    camera = {"host": "camera", "surface": "scan", "entry": Entry.SCAN_LIVE}
    evidence, got = run(meet(tmp_path, {}, CODE, **camera))
    gap = last(evidence)
    assert isinstance(gap, HarnessGap)
    assert gap.kind is GapKind.NO_POLICY
    assert got == []


def test_links_in_a_payment_codes_text_are_not_opened_by_a_browser(tmp_path: Path) -> None:
    evidence, got = run(meet(tmp_path, {"a.example": page("x")}, CODE, intent=Intent.PAYMENT))
    assert kinds(evidence) == ["Presented", "Stayed"]
    assert got == []


def test_a_code_for_an_apps_own_scanner_does_nothing_before_the_camera(tmp_path: Path) -> None:
    camera = {"host": "camera", "surface": "scan", "entry": Entry.SCAN_LIVE}
    evidence, got = run(meet(tmp_path, {}, "weixin://wxpay/bizpayurl?pr=LtZ0701", **camera))
    assert kinds(evidence) == ["Presented", "Launched", "Swallowed"]
    assert got == []
