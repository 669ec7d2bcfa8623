"""SDKs of WeChat's, Taobao's and Douyin's open platforms, unmodified, make links with the real emulator."""

import json
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from typing import Any

import httpx
import pytest

from tests.journeys.sdks.driven import Emulator, Sdk, driving, emulating, needs

pytestmark = pytest.mark.journey

WECHAT, DOUYIN = "pypi/drive_wechatpy.py", "npm/drive_open_api_sdk.mjs"
TOP = [pytest.param(name, marks=needs(name)) for name in ("pypi/drive_topsdk.py", "npm/drive_topsdk.mjs")]
CREATE, QUERY = "taobao.tbk.tpwd.create", "taobao.wireless.share.tpwd.query"
A_DAY = 86400


@pytest.fixture(scope="module")
def emulator(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Emulator]:
    with emulating(tmp_path_factory.mktemp("open")) as running:
        yield running


@pytest.fixture(scope="module")
def drivers(emulator: Emulator, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Callable[[str], Sdk]]:
    """Each driver once, started when first asked for."""
    folder = tmp_path_factory.mktemp("drivers")
    running: dict[str, Sdk] = {}
    with ExitStack() as stack:

        def start(driver: str) -> Sdk:
            if driver not in running:
                # npm's topsdk signs the machine's local time, which Taobao reads as Beijing's.
                made = driving(driver, emulator, folder, TZ="Asia/Shanghai")
                running[driver] = stack.enter_context(made)
            return running[driver]

        yield start


@pytest.fixture
def wechat(drivers: Callable[[str], Sdk]) -> Sdk:
    server = drivers(WECHAT)
    server("open")
    return server


def scheme(server: Sdk, **more: Any) -> dict[str, Any]:
    page = {"path": "/pages/index/index", "query": "a=1", "env_version": "release"}
    body = {"jump_wxa": page, "expire_type": 1, "expire_interval": 7, **more}
    return server("post", path="/wxa/generatescheme", body=body)


@needs(WECHAT)
def test_a_scheme_is_made_and_asked_for(wechat: Sdk, emulator: Emulator) -> None:
    assert wechat("token")["expires_in"] == 7200
    made = scheme(wechat)
    assert made["openlink"].startswith("weixin://dl/business/?t=")
    told = wechat("post", path="/wxa/queryscheme", body={"scheme": made["openlink"]})["scheme_info"]
    assert (told["path"], told["query"], told["env_version"]) == ("/pages/index/index", "a=1", "release")
    assert told["appid"] == emulator.credentials("wechat")["appid"]
    assert told["expire_time"] - told["create_time"] == 7 * A_DAY


@needs(WECHAT)
def test_a_url_link_is_made_and_asked_for(wechat: Sdk) -> None:
    body = {
        "path": "pages/index/index",
        "query": "x=1",
        "expire_type": 0,
        "expire_time": int(time.time()) + 9000,
    }
    made = wechat("post", path="/wxa/generate_urllink", body=body)
    assert made["url_link"].startswith("https://wxaurl.cn/")
    told = wechat("post", path="/wxa/query_urllink", body={"url_link": made["url_link"]})["url_link_info"]
    assert (told["query"], told["expire_time"]) == ("x=1", body["expire_time"])


@needs(WECHAT)
def test_a_short_link_carries_a_shortened_title(wechat: Sdk) -> None:
    body = {"page_url": "pages/index/index?z=1", "page_title": "标题" * 12}
    link = wechat("post", path="/wxa/genwxashortlink", body=body)["link"]
    assert link.startswith("#小程序://")
    assert "标题" * 10 in link
    assert "标题" * 11 not in link


@needs(WECHAT)
def test_a_link_that_was_made_is_honoured_until_it_expires(wechat: Sdk, emulator: Emulator) -> None:
    link = scheme(wechat, expire_interval=2)["openlink"]
    assert opened(emulator, link)["kind"] == "mini-program"
    assert not opened(emulator, link)["refused"]
    emulator.advance(2 * A_DAY + 60)
    assert opened(emulator, link)["refused"] == "expired"


@needs(WECHAT)
@pytest.mark.parametrize(
    ("more", "code"),
    [
        ({"jump_wxa": {"path": "pages/none"}}, 40165),
        ({"jump_wxa": {"query": "中"}}, 40212),
        ({"expire_interval": 31}, 85401),
        ({"jump_wxa": {"path": 5}}, 47001),
        ({"jump_wxa": {"env_version": "beta"}}, 40097),
    ],
)
def test_what_cannot_be_is_told_by_its_code(wechat: Sdk, more: dict[str, Any], code: int) -> None:
    body = {"jump_wxa": {}, "expire_type": 1, "expire_interval": 7, **more}
    raised = wechat.raises("post", path="/wxa/generatescheme", body=body)
    assert raised.startswith(f"WeChatClientException: Error code: {code}")


@needs(WECHAT)
@pytest.mark.parametrize(("changed", "code"), [({"appid": "wxbad"}, 40013), ({"secret": "bad"}, 40125)])
def test_a_stranger_gets_no_token(wechat: Sdk, changed: dict[str, str], code: int) -> None:
    wechat("open", **changed)
    assert f"Error code: {code}" in wechat.raises("token")


@needs(WECHAT)
def test_an_expired_token_is_renewed_by_the_sdk(wechat: Sdk, emulator: Emulator) -> None:
    before = wechat("held")
    emulator.advance(7300)
    assert scheme(wechat)["errcode"] == 0
    assert wechat("held") != before


@needs(WECHAT)
def test_a_stable_token_stays_until_it_is_forced(wechat: Sdk, emulator: Emulator) -> None:
    first, second = wechat("stable"), wechat("stable")
    assert first["access_token"] == second["access_token"]
    emulator.advance(31)
    assert wechat("stable", force_refresh=True)["access_token"] != first["access_token"]


@pytest.mark.parametrize("driver", TOP)
def test_a_tao_command_is_made_and_read(
    drivers: Callable[[str], Sdk], emulator: Emulator, driver: str
) -> None:
    server = drivers(driver)
    url = emulator.credentials("taobao")["sample_promotion_url"]
    made = server("call", method=CREATE, url=url, text="大红鞋 100% & +")
    text = made["data"]["model"]
    assert "￥" in text
    read = server("call", method=QUERY, password_content=text)
    assert read["url"] == url


@pytest.mark.parametrize("driver", TOP)
def test_top_refuses_by_its_codes(drivers: Callable[[str], Sdk], emulator: Emulator, driver: str) -> None:
    server = drivers(driver)
    url = emulator.credentials("taobao")["sample_promotion_url"]
    forged = server("call", method=CREATE, app={"app_secret": "0" * 32}, url=url)
    assert forged["code"] == 25
    assert "Invalid Signature" in forged["msg"]
    findings = emulator.last_request()["findings"]
    assert (findings["refused"], url in findings["built"]) == ("signature", True)
    assert server("call", method=CREATE, app={"app_key": "1"}, url=url)["code"] == 29
    assert server("call", method=CREATE)["code"] == 40
    elsewhere = server("call", method=CREATE, url="https://example.com/")
    assert elsewhere["code"] == 15
    assert "口令跳转url不支持口令转换" in f"{elsewhere['msg']} {elsewhere['sub_msg']}"


@pytest.fixture
def douyin(drivers: Callable[[str], Sdk], emulator: Emulator) -> Callable[..., Any]:
    """Calls the SDK with a fresh token and the app's id."""
    server = drivers(DOUYIN)
    known = emulator.credentials("douyin")
    named = {"clientKey": known["client_key"], "clientSecret": known["client_secret"]}
    told = server("call", name="oauthClientToken", grantType="client_credential", **named)
    token = told["data"]["accessToken"]

    def call(name: str, *, fails: bool = False, **wishes: Any) -> Any:
        wishes = {"accessToken": token, "appId": known["app_id"], **wishes}
        return (server.raises if fails else server)("call", name=name, **wishes)

    return call


@needs(DOUYIN)
def test_douyin_links_are_made_and_asked_for(douyin: Callable[..., Any]) -> None:
    soon = int(time.time()) + 5 * A_DAY
    query = json.dumps({"a": "1"}, separators=(",", ":"))
    made = douyin("urlGenerateSchema", path="pages/index", query=query, expireTime=soon)["data"]["schema"]
    told = douyin("urlQuerySchema", schema=made)["data"]
    assert (told["path"], told["query"]) == ("pages/index", query)
    link = douyin("urlLinkGenerate", appName="douyin", path="pages/index", query="{}", expireTime=str(soon))
    assert link["data"]["urlLink"].startswith("https://")
    assert douyin("urlLinkQueryInfo", urlLink=link["data"]["urlLink"])["errNo"] == 0
    jump = douyin("schemaGetItemInfo", itemId="abc", expireAt=soon)
    assert "://" in jump["data"]["schema"]


@needs(DOUYIN)
def test_douyin_refuses_strangers_and_long_lives(douyin: Callable[..., Any]) -> None:
    late = int(time.time()) + 400 * A_DAY
    assert "28001003" in douyin("urlGenerateSchema", fails=True, accessToken="clt.bad", noExpire=True)
    assert "2100005" in douyin("urlGenerateSchema", fails=True, appId="tt1", noExpire=True)
    assert "2100005" in douyin("urlLinkGenerate", fails=True, appName="douyin", expireTime=late)


def opened(emulator: Emulator, uri: str) -> dict[str, Any]:
    """Open a link as a phone does whose WeChat is installed."""
    asked = {"uri": uri, "mechanism": "scheme", "os": "ios"}
    host = {"Host": "wechat.linktester.test"}
    return httpx.post(f"{emulator.base_url}/open", json=asked, headers=host, trust_env=False).json()
