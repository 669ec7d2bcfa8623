import json
from pathlib import Path

import pytest

from linktester.model.hostprotocol import ClientAnswer
from linktester.serve.app import PublicApp
from tests.fakes.emulator import Reply, call, client_answer
from tests.fakes.gates import SaidGates, said_emulator

ITEM = "https://item.taobao.com/item.htm?id=19"
CONFIRM = (
    "https://weixin110.qq.com/cgi-bin/mmspamsupport-bin/newredirectconfirmcgi?main_type=1&evil_type=100"
    "&source=2&url=https%3A%2F%2Fitem.taobao.com%2Fitem.htm%3Fid%3D19&scene=1"
)
ULINK = "https://ulink.alipay.com/?scheme=alipays%3A%2F%2Fplatformapi%2Fstartapp%3FappId%3D2021000000000000"


def asked(
    folder: Path,
    uri: str,
    page: str = "https://shop.example/",
    *,
    effects: dict[str, str] | None = None,
    gesture: bool = True,
    app: str = "wechat",
) -> tuple[Reply, SaidGates]:
    gates = SaidGates(hosts=effects or {})
    question = {
        "uri": uri,
        "page": page,
        "gesture": gesture,
        "how": "link",
        "os": "ios",
        "surface": "chat",
    }
    emulator = PublicApp(said_emulator(folder, gates))
    body = json.dumps(question).encode()
    return call(emulator, "POST", "/webview/navigate", {"host": f"{app}.linktester.test"}, body), gates


def answer(folder: Path, uri: str, page: str = "https://shop.example/", **more: object) -> ClientAnswer:
    return client_answer(asked(folder, uri, page, **more)[0])  # type: ignore[arg-type]


def test_continue_on_the_apps_own_page_passes_unasked(tmp_path: Path) -> None:
    reply, gates = asked(tmp_path, f"{ITEM}&nsukey=emulated", CONFIRM, effects={"taobao-item": "confirm"})
    assert client_answer(reply).does == "load"
    assert gates.asked == []


@pytest.mark.parametrize("uri", ["https://nobody.example/", "https://mp.weixin.qq.com/s/abc"])
def test_the_web_at_large_and_own_pages_pass_unasked(tmp_path: Path, uri: str) -> None:
    reply, gates = asked(tmp_path, uri)
    assert client_answer(reply).url == uri
    assert gates.asked == []


def test_a_rivals_page_is_asked_at_the_surface_the_web_view_was_opened_on(tmp_path: Path) -> None:
    reply, gates = asked(tmp_path, ITEM, effects={"taobao-item": "block-page"})
    assert "weixin110.qq.com" in (client_answer(reply).url or "")
    assert gates.asked[0][1].surface == "chat"


@pytest.mark.parametrize(
    ("effect", "host"),
    [
        ("open", "item.taobao.com"),
        ("confirm", "item.taobao.com"),
        ("no-policy", "item.taobao.com"),
        ("block-page", "weixin110.qq.com"),
    ],
)
def test_a_platform_that_was_let_in_moves_within_itself(tmp_path: Path, effect: str, host: str) -> None:
    found = answer(tmp_path, ITEM, "https://m.tb.cn/h.5xyz", effects={"taobao-item": effect})
    assert found.does == "load"
    assert (found.url or "").startswith(f"https://{host}/")


def test_schemes_are_asked_at_the_web_view(tmp_path: Path) -> None:
    uri = "alipays://platformapi/startapp?appId=2021000000000000"
    reply, gates = asked(tmp_path, uri, effects={"alipay-startapp": "swallow"})
    assert client_answer(reply).does == "nothing"
    assert gates.asked[0][1].surface == "webview"
    assert answer(tmp_path, uri, effects={"alipay-startapp": "open"}).url == uri
    assert asked(tmp_path, uri)[0].status == 501


def test_an_apps_own_scheme_is_its_own_affair(tmp_path: Path) -> None:
    reply, gates = asked(tmp_path, "weixin://dl/business/?t=abc")
    assert client_answer(reply).does == "open_external"
    assert gates.asked == []


def test_a_universal_link_needs_a_tap(tmp_path: Path) -> None:
    open_ = {"alipay-ulink": "open"}
    reply, gates = asked(tmp_path, ULINK, effects=open_)
    assert (client_answer(reply).does, gates.asked[0][1].surface) == ("open_external", "webview")
    reply, gates = asked(tmp_path, ULINK, effects=open_, gesture=False)
    assert (client_answer(reply).does, gates.asked[0][1].surface) == ("load", "chat")
