import pytest

from linktester.model.phone import OS
from linktester.serve.agents import app_of, os_of

IPHONE = "Mozilla/5.0 (iPhone; CPU iPhone OS 17_5_1 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko)"


@pytest.mark.parametrize(
    ("agent", "app"),
    [
        (f"{IPHONE} Mobile/15D100 MicroMessenger/6.6.5 NetType/WIFI Language/zh_CN", "wechat"),
        (f"{IPHONE} Mobile/15E148 wxwork/4.1.39 MicroMessenger/7.0.1 Language/zh", "wecom"),
        (f"{IPHONE} Mobile/15E148 QQ/9.0.85.612 V1_IPH_SQ_9.0.85_1_APP_A Pixel/1179", "qq"),
        ("Mozilla/5.0 (Linux; Android 6.0) MQQBrowser/6.8 V1_AND_SQ_6.5.8_422_YYB_D PA QQ/6.5.8.2910", "qq"),
        ("Mozilla/5.0 (Linux; Android 6.0) MQQBrowser/6.8 TBS/036824 Safari/537.36", "browser"),
        (f"{IPHONE} Nebula AliApp(AP/10.1.18.449) AlipayClient/10.1.18.449 Alipay", "alipay"),
        (f"{IPHONE} Mobile/15D100 AliApp(TB/7.6.0) WindVane/8.4.1 1242x2208", "taobao"),
        ("Mozilla/5.0 (Linux; Android 13) AliApp(TM/10.1.0) TTID/206200@tmall_android_10.1.0", "tmall"),
        (f"{IPHONE} aweme_31.9.0 Region/CN BytedanceWebview/d8a21c6", "douyin"),
        (f"{IPHONE} trill_310900 BytedanceWebview/d8a21c6", "browser"),
        ("jdapp;iPhone;10.1.4;13.1.2;0;network/wifi;Mozilla/5.0 (iPhone; CPU iPhone OS 13_1_2)", "jd"),
        (f"{IPHONE} Mobile/16A366 Weibo (iPhone8,2__weibo__8.9.3__iphone__os12.0)", "weibo"),
        (f"{IPHONE} (com.unionpay.chsp) (UnionPay/1.0 CloudPay) (upHtml)", "unionpay"),
        (f"{IPHONE} Version/17.5 Mobile/15E148 Safari/604.1", "browser"),
        ("", "browser"),
    ],
)
def test_the_app_is_told_by_its_tokens(agent: str, app: str) -> None:
    assert app_of(agent) == app


def test_the_system_is_told_and_android_is_what_says_nothing() -> None:
    assert os_of(IPHONE) is OS.IOS
    assert os_of("Mozilla/5.0 (Phone; OpenHarmony 5.0)") is OS.HARMONY
    assert os_of("Mozilla/5.0 (Linux; Android 13)") is OS.ANDROID


def test_a_huge_agent_is_read_only_in_part() -> None:
    assert app_of("x" * 1_000_000 + " MicroMessenger/8.0") == "browser"
