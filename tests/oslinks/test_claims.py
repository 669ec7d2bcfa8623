"""What apps claim."""

from linktester.model.link import PlatformId
from linktester.model.phone import OS
from linktester.oslinks.claims import AppClaims, Handed, claims_host, covering, only_scanned

WECHAT = PlatformId("wechat")


def test_patterns() -> None:
    assert claims_host(("a.example", "*.b.example"), "x.y.b.example")
    assert not claims_host(("a.example", "*.b.example"), "b.example")
    assert not claims_host((), "")


def test_the_closest_pattern_counts() -> None:
    patterns = ("*.example", "*.b.example", "a.b.example")
    assert covering(patterns, "a.b.example") == "a.b.example"
    assert covering(patterns, "x.b.example") == "*.b.example"
    assert covering(patterns, "x.example") == "*.example"
    assert covering(patterns, "example") is None


def test_an_app_without_a_known_package_has_a_name_of_its_own() -> None:
    assert AppClaims(WECHAT, package="com.tencent.mm").name == "com.tencent.mm"
    assert AppClaims(WECHAT).name == "unknown.wechat"


def test_some_links_are_for_the_apps_own_scanner_only() -> None:
    app = AppClaims(WECHAT, ("weixin",), scanned=("weixin://wxpay/bizpayurl",))
    code = "Weixin://wxpay/bizpayurl?pr=1"
    assert only_scanned(app, Handed(uri=code, os=OS.ANDROID))
    assert not only_scanned(app, Handed(uri=code, os=OS.ANDROID, source=WECHAT))
    assert not only_scanned(app, Handed(uri="weixin://dl/x", os=OS.ANDROID))
    assert not only_scanned(AppClaims(WECHAT, ("weixin",)), Handed(uri=code, os=OS.ANDROID))
