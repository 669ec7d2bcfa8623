import json
from pathlib import Path

import pytest

from linktester.model.hostprotocol import ClientAnswer
from linktester.serve.app import PublicApp
from tests.fakes.emulator import Reply, call, client_answer
from tests.fakes.gates import SaidGates, said_emulator

WECHAT_PAY = "weixin://wap/pay?prepayid=wx1&package=1&noncestr=1&sign=1"
ALIPAY = "alipay://alipayclient/?%7B%22a%22%3A1%7D"


def at_checkout(
    folder: Path, effects: dict[str, str], text: str, *, choice: str | None = None, app: str = "taobao"
) -> Reply:
    body = json.dumps({"text": text, "entry": "tap", "os": "ios", "choice": choice}).encode()
    made = PublicApp(said_emulator(folder, SaidGates(hosts=effects)))
    return call(made, "POST", "/surfaces/checkout", {"host": f"{app}.linktester.test"}, body)


def methods(answer: ClientAnswer) -> dict[str, str]:
    return {item.id: item.kind for item in answer.items}


def test_offered_methods_are_shown_beside_the_apps_own(tmp_path: Path) -> None:
    offered = {"wechatpay-app": "offered"}
    assert methods(client_answer(at_checkout(tmp_path, offered, WECHAT_PAY))) == {
        "wechatpay": "method",
        "alipay": "method",
    }


@pytest.mark.parametrize("effect", ["not-offered", "applied"])
def test_what_is_not_offered_is_not_shown(tmp_path: Path, effect: str) -> None:
    answer = client_answer(at_checkout(tmp_path, {"wechatpay-app": effect}, WECHAT_PAY, choice="wechatpay"))
    assert (answer.does, methods(answer)) == ("show", {"alipay": "method"})


def test_taking_a_method_hands_its_link_to_the_system(tmp_path: Path) -> None:
    answer = client_answer(
        at_checkout(tmp_path, {"wechatpay-app": "offered"}, WECHAT_PAY, choice="wechatpay")
    )
    assert (answer.does, answer.url) == ("open_external", WECHAT_PAY)


def test_a_code_to_save_stays_a_code(tmp_path: Path) -> None:
    answer = client_answer(
        at_checkout(tmp_path, {"wechatpay-app": "offered-qr"}, WECHAT_PAY, choice="wechatpay")
    )
    assert (answer.does, methods(answer)) == ("show", {"wechatpay": "method-qr"})


def test_the_apps_own_method_needs_no_rule(tmp_path: Path) -> None:
    answer = client_answer(at_checkout(tmp_path, {}, ALIPAY, choice="alipay"))
    assert (answer.does, answer.url) == ("open_external", ALIPAY)


def test_the_method_asked_about_must_be_known(tmp_path: Path) -> None:
    for effects, app in (({}, "taobao"), ({"wechatpay-app": "conflict"}, "taobao"), ({}, "jd")):
        assert at_checkout(tmp_path, effects, WECHAT_PAY, app=app).status == 501
