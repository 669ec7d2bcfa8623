import tomllib
from datetime import date

from linktester import resources
from linktester.payments import standard, standards

FIXED = {
    "emvco-mpm",
    "emvco-cpm",
    "pix",
    "promptpay",
    "promptpay-bill",
    "thai-slip-verify",
    "paynow",
    "duitnow",
    "qris",
    "vietqr",
    "bharatqr",
    "hkfps",
    "qrph",
    "unionpay-url",
    "upi",
    "wechat-native",
    "alipay-precreate",
    "payment-code",
    "epc",
    "swiss-qr",
    "spayd",
    "paybysquare",
    "bip21",
}
"""Names that pipelines rely on."""


def test_every_name_pipelines_rely_on_is_there():
    assert set(standards()) >= FIXED
    assert set(standards()) - FIXED == {"aggregated"}


def test_every_standard_is_named_in_both_languages_and_has_a_dated_known_source():
    known = tomllib.loads(resources.read_text("sources/payments.toml"))
    for each in standards().values():
        assert each.name["en"]
        assert each.name["zh_CN"]
        assert each.sources
        assert set(each.sources) <= set(known), each.id
        assert date.fromisoformat(each.as_of)
        assert each.confidence in "DPRAS"
        assert each.level in "LMQH"


def test_a_name_nobody_has():
    assert standard("gold") is None
