import pytest

from linktester.report.phrases import Phrases
from linktester.report.saw import sentence
from linktester.wording import LANGUAGES, Words
from tests.fakes import results as fakes

SEEN = fakes.everything_seen(fakes.probe(fakes.ITEM, "wechat", "chat", "2024-10-15")).evidence.observations


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("seen", SEEN, ids=lambda seen: type(seen).__name__)
def test_everything_that_can_be_seen_has_a_sentence(seen, language):
    said = sentence(seen, Phrases(Words(language)))
    assert said != type(seen).__name__
    assert "{" not in said


def test_a_launch_names_app_and_screen():
    made = fakes.launched(fakes.probe(fakes.SCHEME, "browser", "browser", "2024-10-15"))
    phrases = Phrases(Words("en"), {"taobao": "Taobao"})
    assert (
        sentence(made.evidence.observations[-1], phrases)
        == "Taobao opened (custom scheme) and shows Taobao · item id=1"
    )


def test_an_order_is_told_from_making_it_to_asking_about_it():
    probe = fakes.probe(fakes.ITEM, "wechat", "chat", "2024-10-15")
    told = fakes.everything_seen(probe).evidence.observations
    said = [sentence(seen, Phrases(Words("en"))) for seen in told[-7:]]
    assert said == [
        (
            "The merchant made order LT1 (Alipay, mobile web page, ¥12.34) and holds "
            "https://openapi.alipay.com/gateway.do"
        ),
        "Alipay: the payer pays; the order is then: paid (TRADE_SUCCESS)",
        "WeChat Pay: the payment fails",
        "WeChat Pay does not let the payer pay: order closed",
        "After paying: back in the same tab – https://shop.example/done",
        "After paying: nothing to return to",
        "The merchant asked Alipay how the order stands: paid (TRADE_SUCCESS)",
    ]
