import pytest

from linktester import links
from linktester.gui.panels.places import Places
from linktester.model.phone import Entry
from linktester.model.world import Site
from linktester.project.trial import first_stands, stand


@pytest.fixture
def panel(qtbot, tools) -> Places:
    made = Places(tools)
    qtbot.addWidget(made)
    return made


def test_chips_read_like_places(panel: Places, tools):
    panel.show_stands(first_stands())
    assert panel.words == ["WeChat · 1:1 chat", "WeChat · group chat", "WeChat · Moments", "QQ · 1:1 chat"]
    tools.speech.switch("zh_CN")
    assert panel.words[0] == "微信 · 单聊"


def test_a_click_takes_a_place_away(panel: Places, qtbot):
    panel.show_stands(first_stands())
    with qtbot.waitSignal(panel.changed):
        panel.findChild(object, "place-wechat-group").click()
    assert "WeChat · group chat" not in panel.words
    assert len(panel.stands) == 3


def test_without_places_it_says_so(panel: Places):
    assert not panel.none.isHidden()
    panel.put(stand("qq", "chat"), True)
    assert panel.none.isHidden()


def test_the_usual_places_are_suggested_until_the_user_chose(panel: Places):
    panel.suggest(Entry.TAP)
    assert panel.stands == first_stands()
    panel.put(stand("weibo", "feed"), True)
    panel.suggest(Entry.TAP)
    assert stand("weibo", "feed") in panel.stands
    panel.suggest(Entry.SCAN_LIVE)
    assert {each.surface for each in panel.stands} == {"scan"}
    panel.forget()
    panel.suggest(Entry.SCAN_LIVE)
    assert panel.stands == first_stands(Entry.SCAN_LIVE)


def test_stand_ins_are_named(panel: Places):
    panel.tell_stand_ins((Site(host="shop.example.com"),))
    assert panel.stand_ins.text().startswith("shop.example.com: not a host of a known app")
    panel.tell_stand_ins(())
    assert panel.stand_ins.isHidden()


def test_more_places_are_ticked_in_a_list(panel: Places, qtbot):
    panel.show_stands(first_stands())
    panel.ask_more()
    qtbot.waitUntil(lambda: panel.window().findChild(object, "more-places") is not None, timeout=20_000)
    dialog = panel.window().findChild(object, "more-places")
    dialog.ticked.emit(stand("weibo", "feed"), True)
    assert panel.words[-1] == "Weibo · feed"
    dialog.close()


def test_an_order_is_suggested_where_its_code_is_used(panel: Places):
    panel.suggest(Entry.TAP)
    native = links.parse("linktester://order/wechatpay/native?fen=1&subject=tea").link
    panel.suggest(Entry.TAP, native)
    assert {each.surface for each in panel.stands} == {"scan"}
    panel.put(stand("qq", "scan"), True)
    panel.suggest(Entry.TAP, native)
    assert stand("qq", "scan") in panel.stands
    panel.suggest(Entry.TAP, links.parse("https://item.taobao.com/item.htm?id=1").link)
    assert panel.stands == first_stands()
