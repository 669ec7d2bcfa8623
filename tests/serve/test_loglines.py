import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from linktester.serve.loglines import MOST_BUILT, LogLines, columns, cut, folded, middle, shown
from linktester.wording import LANGUAGES, Words
from tests.fakes.happenings import acted, entry, kept, lines_of, text_of, texts_of, tried

WILD = "a\x1b[31mb\x00\u202ec\ud800\r\n\u200b字"


def test_a_request_is_one_line_with_its_end_and_its_order() -> None:
    assert texts_of(entry(400, code="PARAM_ERROR", number="T-1")) == [
        "12:34:56 wechatpay POST /v3/pay/transactions/native → 400 PARAM_ERROR  T-1"
    ]


def test_a_query_stays_out_it_may_hold_secrets() -> None:
    (line,) = texts_of(entry(target="/cgi-bin/token?secret=abc&appid=wx"))
    assert line.endswith("POST /cgi-bin/token → 200")


@pytest.mark.parametrize(
    "where",
    [
        {"target": "/gateway.do?app_id=1&method=alipay.trade.query"},
        {"target": "/gateway.do", "body": "method=alipay.trade.query&sign=x"},
    ],
)
def test_where_one_path_serves_all_methods_the_method_is_told(where: dict[str, str]) -> None:
    form = {"content-type": "application/x-www-form-urlencoded;charset=utf-8"}
    (line,) = texts_of(entry(headers=form, **where))
    assert "POST /gateway.do alipay.trade.query → 200" in line


def test_what_was_not_answered_is_told() -> None:
    assert "→ ✕  (injected-fault)" in texts_of(entry(0, notes=["injected-fault"]))[0]


def test_a_refused_signature_shows_what_the_server_built_with_its_line_ends() -> None:
    built = 'POST\n/v3/pay\n1\nabc\n{"a": 1}\n'
    lines = texts_of(entry(401, code="SIGN_ERROR", refused="signature", built=built))
    assert "signature" in lines[1]
    assert lines[2:] == ["    │ POST⏎", "    │ /v3/pay⏎", "    │ 1⏎", "    │ abc⏎", '    │ {"a": 1}⏎']


def test_an_empty_body_and_a_missing_line_end_can_be_told_apart() -> None:
    assert texts_of(entry(401, refused="signature", built="a\n\n"))[2:] == ["    │ a⏎", "    │ ⏎"]
    assert texts_of(entry(401, refused="signature", built="a"))[2:] == ["    │ a"]


def test_all_of_a_built_text_is_there_in_pieces_as_wide_as_the_terminal() -> None:
    built = "字" * 300
    lines = texts_of(entry(401, refused="signature", built=built), width=80)[2:]
    assert "".join(line.removeprefix("    │ ") for line in lines) == built
    assert max(map(columns, lines)) <= 80


def test_a_huge_built_text_ends_with_how_much_is_left() -> None:
    lines = texts_of(entry(401, refused="signature", built="x" * (MOST_BUILT + 5)))
    assert "5 more" in lines[-1]


def test_a_check_without_a_built_text_is_named() -> None:
    lines = texts_of(entry(401, refused="authorization"))
    assert len(lines) == 2
    assert "authorization" in lines[1]


def test_an_act_is_told_with_what_it_asked_and_what_came_of_it() -> None:
    act = acted(body=b'{"code": "weixin://x", "outcome": "fail"}', status=409, answer=b'{"reason": "closed"}')
    assert texts_of(act)[0].endswith("/payer/pay code=weixin://x outcome=fail → 409 closed")


@pytest.mark.parametrize("body", [b"", b"[]", b"\xff", b"null", b"[" * 100_000])
def test_a_body_that_is_none_is_left_out(body: bytes) -> None:
    assert texts_of(acted("/reset", body, answer=body))[0].endswith("control   /reset → 200")


def test_an_order_is_told_when_its_state_changes() -> None:
    lines = LogLines(Words("en"))
    assert texts_of(kept("NOTPAY"), lines=lines)[0].endswith("order T-1: NOTPAY  1.00 CNY")
    assert texts_of(kept("NOTPAY"), lines=lines) == []
    assert texts_of(kept("SUCCESS"), lines=lines)[0].endswith("order T-1: NOTPAY → SUCCESS")
    assert texts_of(kept("NOTPAY", "T-2"), lines=lines)[0].endswith("order T-2: NOTPAY  1.00 CNY")


def test_a_callback_is_told_with_its_end_and_its_next_try() -> None:
    (line,) = texts_of(tried("refused", status=500, wait=15))
    assert "callback TRADE_SUCCESS T-1 to http://127.0.0.1:9/paid → 500" in line
    assert "0:00:15" in line


def test_a_callback_that_failed_says_why_and_that_no_try_is_left() -> None:
    first, second = texts_of(tried("failed", error="ConnectError: refused"))
    assert "no further try" in first
    assert second == "    ConnectError: refused"


def test_a_try_that_was_due_already_does_not_wait() -> None:
    assert "0:00:00" in texts_of(tried("refused", status=500, wait=-5))[0]


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("outcome", ["accepted", "refused", "failed", "held", "not-verified"])
def test_every_outcome_has_words(outcome: str, language: str) -> None:
    assert texts_of(tried(outcome), lines=LogLines(Words(language)))


def test_a_merchant_who_does_not_verify_stands_out() -> None:
    styles = [style for _, style in lines_of(tried("not-verified", status=200, tamper="signature"))[0]]
    assert "bad" in styles


@pytest.mark.parametrize(
    "happening",
    [
        entry(401, method=WILD, target="/" + WILD * 5_000, code=WILD, number=WILD * 99, notes=[WILD]),
        entry(401, refused=WILD, built=WILD * 1_000),
        acted(
            "/payer/scan", ('{"code": "' + "\\u001b[2J\\u202e" * 500 + '"}').encode(), 404, b'{"reason": 5}'
        ),
        kept(WILD, WILD * 50),
        tried("failed", error=WILD * 500, wait=3),
    ],
    ids=["request", "built", "act", "order", "callback"],
)
@pytest.mark.parametrize("width", [40, 100])
def test_nothing_that_a_terminal_obeys_gets_through_and_no_line_is_too_wide(happening, width: int) -> None:
    lines = texts_of(happening, width)
    assert lines
    assert all(line.isprintable() for line in lines)
    assert max(map(columns, lines)) <= width


def test_lines_left_out_are_counted() -> None:
    assert "7" in text_of(LogLines(Words("en")).dropped(7))


@settings(deadline=None, max_examples=200)
@given(st.text(), st.integers(1, 50))
def test_cut_text_is_never_wider_than_asked(text: str, width: int) -> None:
    assert columns(middle(text, width)) <= max(width, 2)
    assert columns("".join(part for part, _ in cut([(text, ""), (text, "")], width))) <= width
    assert "".join(folded(text, width)) == text


@settings(deadline=None, max_examples=200)
@given(st.text(st.characters()))
def test_shown_text_can_always_be_seen(text: str) -> None:
    assert shown(text).isprintable()
    assert shown(text).isprintable() == all(letter.isprintable() for letter in shown(text))


def test_other_values_are_shown_as_json() -> None:
    assert shown({"a": [1, "字"]}) == '{"a": [1, "字"]}'
    assert shown("x" * 10, 4) == "xxxx…"
