from linktester.model.phone import OS
from linktester.policy import history, load
from tests.fakes.packs import packs, question, rule, seen


def test_all_rules_about_the_subject_come_in_time_order() -> None:
    found = packs(
        rule("c", "open", "2021-11-29"),
        seen("a", "block-page", "2018-06-01"),
        rule("b", "confirm", "2021-09-17", os=["android"], client_from="8.0.11"),
        rule("x", "confirm", "2021-09-17", os=["ios"]),
        rule("y", "open", "2021-09-17", surfaces=["group"]),
    )
    assert [one.id for one in history(found, question("1.0"))] == ["wechat.a", "wechat.b", "wechat.c"]
    assert [one.id for one in history(found, question(os=OS.IOS))] == ["wechat.a", "wechat.x", "wechat.c"]


def test_why_a_taobao_item_opens_in_a_wechat_group_in_december_2021() -> None:
    rules = history(load(), question(surface="group"))
    shown = [(one.valid_from.date().isoformat(), one.effect) for one in rules[-3:]]
    assert shown == [("2021-09-17", "block-page"), ("2021-11-29", "open"), ("2021-11-29", "conflict")]
    assert rules[-2].id == "wechat.group.e-commerce.2021-11-29"
    assert [source.id for source in rules[-2].sources] == ["EV-2021-11-29", "EV-2022-01-27"]
