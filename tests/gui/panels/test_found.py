import pytest

from linktester import links
from linktester.gui.panels.found import MOST_FINDINGS, Found
from linktester.model.link import Finding, Severity
from linktester.model.message import message


@pytest.fixture
def found(qtbot, tools) -> Found:
    made = Found(tools)
    qtbot.addWidget(made)
    return made


def test_it_names_family_platform_and_meaning(found: Found):
    found.show_parsed(links.parse("https://item.taobao.com/item.htm?id=1&spm=a1"))
    assert found.headline.text() == "Taobao item · Taobao"
    assert found.facts.plain.splitlines() == [
        "Meant to reach: page · Content: e-commerce · Leads to: Taobao · item id=1",
        "Left out when comparing (tracking): spm",
    ]
    assert found.sentences == []
    assert len(found.layers.lines) == 2


def test_what_cannot_be_known_from_the_text_is_said(found: Found):
    found.show_parsed(links.parse("https://ur.alipay.com/3xYz12"))
    assert "The text does not tell where it leads; opening it will." in found.facts.plain


def test_every_finding_is_a_sentence_with_severity_and_place(found: Found):
    found.show_parsed(links.parse("alipays://platformapi/startapp?appId=abc"))
    (first,) = [each for each in found.sentences if each.startswith("Error")]
    assert first.startswith("Error (appId): appId holds")


def test_what_is_no_link_says_what_to_do_and_nothing_else(found: Found):
    found.show_parsed(links.parse("hello <b>world</b>\u202e"))
    assert found.headline.text() == "No link found"
    (sentence,) = found.sentences
    assert "Give the whole link." in sentence
    assert not found.facts.isVisibleTo(found)
    assert found.layers.lines == []


def test_findings_are_bounded_and_counted(found: Found):
    many = tuple(
        Finding(Severity.WARNING, f"code {number}", message("qr.check-inverted")) for number in range(1, 31)
    )
    found.show_parsed(links.parse("https://item.taobao.com/item.htm?id=1"), many)
    assert len(found.sentences) == MOST_FINDINGS + 1
    assert found.sentences[0].startswith("Warning (code 1 of the picture): The code is light on dark.")
    assert found.sentences[-1] == "and 18 more"


def test_it_is_said_in_the_other_language_and_vanishes(found: Found, tools):
    found.show_parsed(links.parse("https://item.taobao.com/item.htm?id=1"))
    tools.speech.switch("zh_CN")
    assert found.headline.text() == "淘宝商品链接 · 淘宝"
    assert found.layers.lines[0].startswith("文本本身")
    found.show_parsed(None)
    assert not found.isVisibleTo(found.parentWidget())


def test_an_endless_link_does_not_fill_the_page(found: Found):
    found.show_parsed(links.parse("https://a.example/?" + "x" * 20_000))
    assert len(found.facts.plain) < 400


def test_an_order_is_told_in_words(found: Found):
    found.show_parsed(links.parse("linktester://order/wechatpay/native?fen=1234&subject=tea&payer=cancel"))
    assert found.facts.plain == (
        "Meant to reach: payment · Content: payment · Leads to: "
        "WeChat Pay QR code (Native) · ¥12.34 · tea · the payer gives up"
    )
