import re

from linktester import resources
from linktester.links.load import families
from linktester.model.link import FamilyId
from linktester.payments.wallettable import native, static, wallets


def sources() -> set[str]:
    return set(resources.read_table("sources/payments.toml"))


def test_every_fact_names_a_source_that_exists() -> None:
    table = wallets()
    rows = [*table.wechat.place, *table.wechat.collect, *table.unionpay.other, table.alipay, table.unionpay]
    named = {source for row in (*rows, table.aggregated) for source in row.sources}
    assert named
    assert named <= sources()


def test_the_table_is_dated() -> None:
    assert re.fullmatch(r"\d{4}-\d\d-\d\d", wallets().as_of)


def test_order_codes_and_static_codes_share_no_parameter() -> None:
    assert not {row.key for row in native().rows} & {row.key for row in static().rows}


def test_everything_shown_has_both_languages() -> None:
    table = wallets()
    shown = [*native().rows, *static().rows, *table.unionpay.part]
    shown += [*table.wechat.form, *table.alipay.form, *table.unionpay.form, *table.aggregated.form]
    assert all(set(each.title) == {"en", "zh_CN"} for each in shown)


def test_link_families_and_wallet_codes_tell_the_same() -> None:
    table = wallets()
    form = families()[FamilyId("unionpay-qr")].forms[0]
    assert form.hosts == (table.unionpay.host,)
    lengths = [(each.min, each.max) for each in families()[FamilyId("unionpay-qr")].fields]
    assert lengths == [(part.least, part.most) for part in table.unionpay.part]
    assert families()[FamilyId("alipay-qr")].forms[0].hosts == (table.alipay.host,)
    assert {each.written for each in families()[FamilyId("wechatpay-static")].fields[1:]} == {
        row.key for row in static().rows
    }
    least = next(each.min for each in families()[FamilyId("wechatpay-native")].fields if each.name == "pr")
    assert least == next(row.least for row in native().rows if row.key == "pr")


def test_link_families_know_the_same_entrances() -> None:
    forms = [
        form for name in ("wechatpay-native", "wechatpay-static") for form in families()[FamilyId(name)].forms
    ]
    known = {f"{host}{form.path}" for form in forms for host in form.hosts or ("",)}
    ours = {each.place + ("/{code}" if each.kind == "short" else "") for each in wallets().wechat.place}
    assert ours <= known
