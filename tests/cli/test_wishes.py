from pathlib import Path

import pytest

from linktester.cli import wishes
from linktester.model.errors import InputErrors
from linktester.model.phone import Entry
from linktester.suite import Table

LINK = "https://item.taobao.com/item.htm?id=1"


def codes(mistakes: wishes.Mistakes) -> list[str]:
    try:
        mistakes.raise_any()
    except InputErrors as errors:
        return [problem.message.code for problem in errors.problems]
    return []


def test_a_name_that_is_no_file_is_a_bundled_suite():
    mistakes = wishes.Mistakes()
    (suite,) = wishes.suites(["walled-garden"], mistakes)
    assert suite.name == "walled-garden"
    assert codes(mistakes) == []


def test_a_table_is_streamed(tmp_path: Path):
    path = tmp_path / "many.csv"
    path.write_text(f"id,link,host,surface\na,{LINK},wechat,chat\n", "utf-8")
    (table,) = wishes.suites([str(path)], wishes.Mistakes())
    assert isinstance(table, Table)


def test_mistakes_of_several_files_are_told_together(tmp_path: Path):
    mistakes = wishes.Mistakes()
    assert wishes.suites([str(tmp_path / "a.toml"), str(tmp_path / "b.csv")], mistakes) == ()
    assert len(codes(mistakes)) == 2


def test_a_token_is_a_link_too():
    suite = wishes.pasted("￥LTx8cD3eF1g￥", wishes.Mistakes())
    assert suite is not None
    assert suite.cases[0].link.family == "taobao-token"


@pytest.mark.parametrize(
    ("host", "surface", "entry"),
    [
        ("browser", "browser", Entry.TYPED),
        ("camera", "scan", Entry.SCAN_LIVE),
        ("wechat", "scan", Entry.SCAN_LIVE),
        ("wechat", "chat", Entry.TAP),
    ],
)
def test_each_place_has_its_usual_entry(host, surface, entry):
    suite = wishes.pasted(LINK, wishes.Mistakes(), hosts=[host], surfaces=[surface])
    assert suite is not None
    assert suite.cases[0].stands[0].entry is entry


def test_an_entry_that_was_named_counts():
    suite = wishes.pasted(LINK, wishes.Mistakes(), hosts=["wechat"], surfaces=["chat"], entry="long-press")
    assert suite is not None
    assert suite.cases[0].stands[0].entry is Entry.LONG_PRESS


def test_reports_are_checked_before_anything_runs(tmp_path: Path):
    mistakes = wishes.Mistakes()
    wanted = [f"html={tmp_path / 'a.html'}", "html=", "pdf=b", f"json={tmp_path / 'no' / 'c'}"]
    wishes.targets(wanted, mistakes)
    assert codes(mistakes) == ["cli.bad-report", "report.unknown-format", "report.no-folder"]


def test_a_place_or_client_that_is_none_is_told_before_anything_runs():
    mistakes = wishes.Mistakes()
    wishes.pasted(LINK, mistakes, hosts=["wechat"], surfaces=["nosuch"], client="newer")
    wishes.pasted(LINK, mistakes, hosts=["web"])
    place, client, host = codes(mistakes)
    assert (place, client) == ("cli.unknown-surface", "suite.bad-client")
    assert host.startswith("cli.unknown-host")


def test_live_hosts_are_names_and_nothing_else():
    mistakes = wishes.Mistakes()
    assert wishes.live_hosts(["Shop.Example.COM", "127.0.0.1"], mistakes) == {"shop.example.com", "127.0.0.1"}
    wishes.live_hosts(
        ["https://x.example", "x.example:8443", "x.example/path", "a b", "", "u@x.example"], mistakes
    )
    assert codes(mistakes) == ["cli.bad-live-host"] * 6


def test_a_host_nobody_plays_gets_a_stand_in_unless_it_is_live():
    own = wishes.pasted("https://shop.example.com/p?id=5", wishes.Mistakes())
    live = wishes.pasted(
        "https://shop.example.com/p?id=5", wishes.Mistakes(), live=frozenset({"shop.example.com"})
    )
    known = wishes.pasted(LINK, wishes.Mistakes())
    assert [suite.sites and suite.sites[0].host for suite in (own, live, known) if suite] == [
        "shop.example.com",
        (),
        (),
    ]


def test_a_code_that_is_scanned_is_scanned_at_a_scanner():
    for hosts, wanted in (([], {"wechat", "alipay", "unionpay"}), (["alipay"], {"alipay"})):
        suite = wishes.pasted(
            "weixin://wxpay/bizpayurl?pr=a", wishes.Mistakes(), hosts=hosts, entry="scan-live"
        )
        assert suite is not None
        assert {stand.host for stand in suite.cases[0].stands} == wanted
        assert {stand.surface for stand in suite.cases[0].stands} == {"scan"}


@pytest.mark.parametrize(
    ("text", "settings", "code"),
    [
        ("hello world", {}, "links.not-a-link"),
        ("   ", {}, "cli.empty-link"),
        (LINK, {"hosts": ["wehcat"]}, "cli.unknown-host-near"),
        (LINK, {"hosts": ["☃"]}, "cli.unknown-host"),
        (LINK, {"surfaces": ["checkout"]}, "cli.surface-without-host"),
    ],
)
def test_what_cannot_be_tried_is_told(text, settings, code):
    mistakes = wishes.Mistakes()
    wishes.pasted(text, mistakes, **settings)
    assert codes(mistakes) == [code]


def test_a_misspelt_suite_is_told_with_the_bundled_ones():
    mistakes = wishes.Mistakes()
    wishes.suites(["walled-gardn"], mistakes)
    assert codes(mistakes) == ["cli.no-such-suite"]


def test_an_order_goes_where_its_kind_of_code_is_used():
    for text, hosts, wanted in (
        ("linktester://order/wechatpay/native?fen=1&subject=tea", [], {"scan"}),
        ("linktester://order/wechatpay/app?fen=1&subject=tea", ["eleme"], {"checkout"}),
        ("linktester://order/alipay/wap?fen=1&subject=tea", [], {"browser", "chat"}),
    ):
        suite = wishes.pasted(text, wishes.Mistakes(), hosts=hosts)
        assert suite is not None
        assert {stand.surface for stand in suite.cases[0].stands} == wanted


def test_an_order_that_cannot_be_made_is_bad_input():
    mistakes = wishes.Mistakes()
    wishes.pasted("linktester://order/wechatpay/native?fen=0", mistakes)
    assert codes(mistakes) == ["links.field-number", "links.field-missing"]
