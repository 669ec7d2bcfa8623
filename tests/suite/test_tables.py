import json

import pytest

from linktester.model.errors import InputErrors
from linktester.model.verdict import Modifier, Outcome
from linktester.suite import Options, open_table
from tests.fakes.probes import WHEN

CSV = """id,link,host,surface,os,as_of,expect,modifiers
a,https://item.taobao.com/item.htm?id=1,wechat,chat,android|ios,2021-12-01,HONORED,confirm|wrap

b,"https://example.com/?a=1,2",browser,,,,,
"""


def saved(tmp_path, name, text):
    path = tmp_path / name
    path.write_bytes(text if isinstance(text, bytes) else text.encode())
    return path


def problems(path):
    with pytest.raises(InputErrors) as caught:
        open_table(path)
    return [(p.place.line, p.place.path, p.message.code) for p in caught.value.problems]


def test_a_csv_table_gives_cases_row_by_row(tmp_path):
    table = open_table(saved(tmp_path, "set.csv", CSV))
    first, second = table.cases()
    assert (table.count, table.name) == (2, "set")
    assert (first.id, first.dates, first.expect[0].verdict) == ("a", (WHEN,), Outcome.HONORED)
    assert first.expect[0].modifiers == (Modifier.CONFIRM, Modifier.WRAP)
    assert second.link.text == "https://example.com/?a=1,2"
    assert [planned.probe.phone.os for planned in table.plan(Options()).probes] == [
        "android",
        "ios",
        "android",
    ]


def test_a_jsonl_table_gives_the_same(tmp_path):
    rows = [
        {"id": "a", "link": "https://item.taobao.com/item.htm?id=1", "host": "wechat", "surface": "chat"}
        | {
            "os": ["android", "ios"],
            "as_of": "2021-12-01",
            "expect": "HONORED",
            "modifiers": ["confirm", "wrap"],
        },
        {"id": "b", "link": "https://example.com/?a=1,2", "host": "browser", "os": None},
    ]
    lines = "\n\n".join(json.dumps(row) for row in rows)
    jsonl = open_table(saved(tmp_path, "set.jsonl", lines))
    csv = open_table(saved(tmp_path, "set.csv", CSV))
    assert [(c.id, c.link, c.expect[0].modifiers if c.expect else None) for c in jsonl.cases()] == [
        (c.id, c.link, c.expect[0].modifiers if c.expect else None) for c in csv.cases()
    ]


def test_the_mistakes_of_all_rows_are_told_with_line_and_column(tmp_path):
    text = (
        "id,link,host,surface,as_of,expect,colour\n"
        "a,https://example.com/,wechta,chat,,,\n"
        "a,https://example.com/,wechat,chat,soon,FINE,\n"
        ",,wechat,chat,,,\n"
    )
    assert problems(saved(tmp_path, "bad.csv", text)) == [
        (1, None, "suite.unknown-key"),
        (2, "host", "suite.unknown-host"),
        (3, "expect", "suite.not-allowed"),
        (3, "as_of", "suite.bad-date"),
        (3, None, "suite.same-id"),
        (4, None, "suite.missing-key"),
        (4, None, "suite.link-or-family"),
    ]


@pytest.mark.parametrize(
    ("name", "text", "found"),
    [
        ("x.jsonl", "", (None, "suite.no-case")),
        ("x.jsonl", "[]", (1, "suite.bad-json")),
        ("x.jsonl", "\n{", (2, "suite.bad-json")),
        ("x.jsonl", "[" * 100_000, (1, "suite.bad-json")),
        ("x.jsonl", b"x" * 1_100_000, (1, "suite.line-too-long")),
        ("x.csv", "", (None, "suite.no-case")),
        ("x.csv", "id,link\na,b,c", (2, "suite.too-many-cells")),
        ("x.csv", 'id,link\n"a"b,c', (2, "suite.bad-csv")),
        ("x.csv", b"id,link\n\xff,c", (1, "suite.not-utf8")),
    ],
)
def test_a_broken_file_is_told(tmp_path, name, text, found):
    assert [(line, code) for line, _, code in problems(saved(tmp_path, name, text))] == [found]


def test_a_missing_file_is_told(tmp_path):
    assert problems(tmp_path / "none.csv") == [(None, None, "suite.unreadable")]


def test_an_unknown_column_of_a_jsonl_row_is_told(tmp_path):
    row = {"id": "a", "link": "https://example.com/", "host": "browser", "hots": 1}
    assert problems(saved(tmp_path, "x.jsonl", json.dumps(row))) == [(1, "hots", "suite.unknown-key")]


def test_a_row_may_expect_how_its_order_ends(tmp_path):
    text = (
        "id,link,host,surface,expect,order_state,return_leg\n"
        "a,linktester://order/alipay/wap?fen=1&subject=tea,browser,,HONORED,TRADE_SUCCESS,same-tab\n"
        "b,linktester://order/alipay/wap?fen=1&subject=tea,browser,,HONORED,,\n"
    )
    first, second = open_table(saved(tmp_path, "set.csv", text)).cases()
    assert (first.expect[0].order_state, first.expect[0].return_leg) == ("TRADE_SUCCESS", "same-tab")
    assert (second.expect[0].order_state, second.expect[0].return_leg) == (None, None)
