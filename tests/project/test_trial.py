from linktester import links
from linktester.model.case import Case, Suite
from linktester.model.link import Content
from linktester.model.phone import OS, Entry
from linktester.model.world import Site
from linktester.project.trial import (
    first_stands,
    hosts,
    is_link,
    lasting_stand_ins,
    places,
    stand,
    stand_ins,
    trial,
    usual,
    wrong_order,
)

ITEM = "https://item.taobao.com/item.htm?id=1"


def test_a_link_is_first_tried_in_chats_and_a_code_at_scanners():
    assert [(each.host, each.surface, each.entry) for each in first_stands()] == [
        ("wechat", "chat", Entry.TAP),
        ("wechat", "group", Entry.TAP),
        ("wechat", "moments", Entry.TAP),
        ("qq", "chat", Entry.TAP),
    ]
    scanned = first_stands(Entry.SCAN_LIVE)
    assert {each.host for each in scanned} == {"wechat", "alipay", "unionpay"}
    assert {(each.surface, each.entry) for each in scanned} == {("scan", Entry.SCAN_LIVE)}


def test_each_place_has_its_usual_entry():
    assert stand("browser", "browser").entry is Entry.TYPED
    assert stand("camera", "scan").entry is Entry.SCAN_LIVE
    assert stand("alipay", "scan").entry is Entry.SCAN_LIVE
    assert stand("qq", "group").entry is Entry.TAP
    assert stand("wechat", "scan", "scan-album").entry is Entry.SCAN_ALBUM


def test_the_usual_places_are_those_a_link_can_be_tapped_in():
    assert {"chat", "group", "moments"} <= set(usual("wechat"))
    assert not {"scan", "webview", "mini-program-checkout"} & set(usual("wechat"))
    assert usual("browser") == ("browser",)
    assert usual("camera") == ("scan",)
    assert usual("dianping") == ("chat",)
    assert usual("alipay", "scan-live") == ("scan",)


def test_every_host_has_at_least_one_place_and_nobody_is_no_host():
    known = places()
    assert tuple(known) == hosts()
    assert all(known.values())
    assert "web" not in known
    assert {each.surface for each in known["wechat"]} >= {"scan", "chat", "webview"}


def test_unknown_hosts_get_a_stand_in_unless_they_may_be_reached():
    own = links.parse("https://shop.example.com/p?u=https%3A%2F%2Fblog.example.org%2F1")
    assert [site.host for site in stand_ins(own)] == ["shop.example.com", "blog.example.org"]
    assert [site.host for site in stand_ins(own, frozenset({"shop.example.com"}))] == ["blog.example.org"]
    assert stand_ins(links.parse(ITEM)) == ()


def test_a_stand_in_is_what_its_link_is_declared_to_be():
    parsed = links.parse("https://pay.acquirer.example/q/1", content=Content.PAYMENT)
    assert stand_ins(parsed) == (Site(host="pay.acquirer.example", content=Content.PAYMENT),)
    around = "intent://open#Intent;scheme=myshop;S.browser_fallback_url=https%3A%2F%2Fshop.example%2Fa;end"
    inside = links.parse(around, content=Content.PAYMENT)
    assert stand_ins(inside) == (Site(host="shop.example"),)


def test_a_suite_gets_only_stand_ins_that_it_can_say():
    for link, said in (("https://intranet/a", []), ("https://shop.example/a", ["shop.example"])):
        case = Case(id="a", link=links.parse(link).link)
        assert [site.host for site in lasting_stand_ins(case, Suite(name="s"))] == said


def test_a_text_without_a_link_is_none():
    assert is_link(links.parse(ITEM))
    assert is_link(links.parse("看看 ￥LTx8cD3eF1g￥"))
    assert not is_link(links.parse("hello world"))


def test_the_suite_holds_one_case_with_the_places_and_systems():
    parsed = links.parse("https://shop.example.com/" + "x" * 200)
    suite = trial(parsed, first_stands(), systems=(OS.IOS,), client="8.0.1")
    (case,) = suite.cases
    assert (case.link, case.stands, case.os, case.clients) == (
        parsed.link,
        first_stands(),
        (OS.IOS,),
        ("8.0.1",),
    )
    assert len(suite.title) == 80
    assert [site.host for site in suite.sites] == ["shop.example.com"]


def order(product: str, more: str = ""):
    return links.parse(f"linktester://order/{product}?fen=1&subject=tea{more}")


def test_an_order_is_tried_where_its_kind_of_code_is_used():
    scanned = first_stands(None, order("alipay/precreate").link)
    assert {(each.host, each.surface, each.entry) for each in scanned} == {
        (host, "scan", Entry.SCAN_LIVE) for host in ("wechat", "alipay", "unionpay")
    }
    assert first_stands(None, order("wechatpay/h5").link)[0].host == "browser"
    assert {each.surface for each in first_stands(None, order("alipay/app").link)} == {"checkout"}
    assert first_stands(None, links.parse(ITEM).link) == first_stands()


def test_in_a_host_an_order_goes_to_the_place_of_its_kind():
    assert usual("wechat", None, order("wechatpay/native").link) == ("scan",)
    assert usual("eleme", None, order("wechatpay/app").link) == ("checkout",)
    assert usual("wechat", None, order("wechatpay/h5").link) == usual("wechat")


def test_shops_have_a_checkout_that_rules_speak_of():
    known = places()
    for each in first_stands(None, order("wechatpay/app").link):
        assert each in known[each.host]


def test_an_order_that_cannot_be_made_is_told_and_nothing_else_is():
    assert wrong_order(order("wechatpay/native")) == ()
    wrong = wrong_order(links.parse("linktester://order/wechatpay/native?fen=0"))
    assert [each.message.code for each in wrong] == ["links.field-number", "links.field-missing"]
    assert wrong_order(links.parse("https://item.taobao.com/item.htm")) == ()
