import json
from pathlib import Path
from typing import Any

import pytest

from linktester.serve.app import PublicApp
from linktester.serve.emulator import Emulator
from tests.fakes.emulator import Reply, call
from tests.fakes.gates import said_emulator


@pytest.fixture
def emulator(tmp_path: Path) -> Emulator:
    return said_emulator(tmp_path)


def opened(emulator: Emulator, app: str, uri: str) -> Reply:
    body = json.dumps({"uri": uri, "mechanism": "custom-scheme", "os": "ios"}).encode()
    return call(PublicApp(emulator), "POST", "/open", {"host": f"{app}.linktester.test"}, body)


@pytest.mark.parametrize(
    ("app", "uri", "screen"),
    [
        (
            "taobao",
            "tbopen://m.taobao.com/tbopen/index.html?h5Url=https%3A%2F%2Fitem.taobao.com%2Fitem.htm%3Fid%3D19",
            {"kind": "item", "params": {"id": "19"}},
        ),
        (
            "alipay",
            "alipays://platformapi/startapp?saId=10000007&qrcode=https%3A%2F%2Fqr.alipay.com%2Fabc",
            {"kind": "collect", "params": {"code": "abc"}},
        ),
        ("wechat", "weixin://wxpay/bizpayurl?pr=NwY5Mz9", {"kind": "order"}),
        ("wechat", "weixin://", {"kind": "launch", "params": {}}),
        (
            "qq",
            "mqqapi://forward/url?url_prefix=aHR0cHM6Ly9hLmV4YW1wbGUv&version=1&src_type=web",
            {"kind": "page", "platform": "web", "params": {"url": "https://a.example/"}},
        ),
        ("alipay", "weixin://wxpay/bizpayurl?pr=NwY5Mz9", {"kind": None, "refused": "unknown-path"}),
        ("jd", "openapp.jdmoble://virtual?params=%7B%7D", {"kind": None}),
    ],
)
def test_the_screen_or_why_there_is_none(
    emulator: Emulator, app: str, uri: str, screen: dict[str, Any]
) -> None:
    reply = opened(emulator, app, uri)
    assert reply.status == 200
    assert {key: reply.json[key] for key in screen} == screen
    (entry,) = emulator.journal.take([reply.headers["linktester-request"]])
    assert entry.role == "door"


def test_apps_without_a_phone_have_no_door(emulator: Emulator) -> None:
    for app in ("browser", "web", "nobody"):
        assert opened(emulator, app, "https://a.example/").status == 404


def test_bad_questions_are_told(emulator: Emulator) -> None:
    reply = call(PublicApp(emulator), "POST", "/open", {"host": "qq.linktester.test"}, b'{"uri": 1}')
    assert (reply.status, reply.json["type"]) == (400, "bad-question")
