import re

import pytest

from linktester import resources
from linktester.serve.payapis import tables

FAMILIES = sorted({name.split("/")[1] for name in resources.names("payapis") if name.count("/") == 2})


@pytest.mark.parametrize("family", FAMILIES)
def test_every_entry_tells_how_sure_it_is_and_where_it_comes_from(family: str) -> None:
    files = [
        name
        for name in resources.names(f"payapis/{family}")
        if not name.endswith(("words.toml", "sources.toml"))
    ]
    entries = [row for name in files for table in resources.read_table(name).values() for row in table]
    assert entries
    for row in entries:
        assert re.fullmatch("[VRDSG]", row["sure"]), row
        assert row["source"], row


def test_errors_have_statuses_and_words() -> None:
    error = tables.errors("wechatpay")["SIGN_ERROR"]
    assert (error.status, error.message) == (401, "错误的签名，验签失败")
    assert all(200 <= each.status < 600 and each.message for each in tables.errors("wechatpay").values())


def test_the_callback_ladder_takes_a_day_and_four_minutes() -> None:
    rungs = tables.ladder("wechatpay", "notify")
    assert (len(rungs), sum(rungs)) == (15, 24 * 3600 + 240)
    with pytest.raises(KeyError):
        tables.ladder("wechatpay", "none")


def test_the_form_of_a_request_is_a_tree() -> None:
    form = tables.form("wechatpay", "jsapi")
    total = form.below["amount"].below["total"].rule
    assert total is not None
    assert (total.least, total.needed_by[0]) == (1, "native")
    assert "openid" in form.below["payer"].below
    assert "payer" not in tables.form("wechatpay", "native").below


def test_patterns_of_the_tables_can_be_compiled() -> None:
    for request in ("native", "codepay", "refund"):
        for node in tables.form("wechatpay", request).below.values():
            assert node.rule is not None
            re.compile(node.rule.pattern)


def test_limits_are_found_by_name() -> None:
    assert tables.limits("wechatpay")["native-life-seconds"] == 7200
