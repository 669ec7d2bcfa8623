import json
import re
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from linktester.serve.payapis.alipay import answers, keys
from linktester.serve.payapis.alipay.caller import Terms
from linktester.serve.payapis.alipay.problem import Problem
from tests.fakes.alipayapps import App, cut, inner
from tests.fakes.payers import a_ground

TERMS = Terms(app_id="1")
TEXT = st.text(st.characters(codec="utf-8"), max_size=40)
OFFICIAL_BEGIN = re.compile(rb'["\'][a-zA-Z_]+_response["\'][ \t\n]*:[ \t\n]*\{')
OFFICIAL_SIGN = re.compile(rb'\}[ \t\n]*,[ \t\n]*["\']sign["\'][ \t\n]*:[ \t\n]*["\']')
"""How one SDK finds the ends of what is signed."""


@settings(deadline=None, max_examples=40)
@given(st.dictionaries(TEXT, TEXT, max_size=3))
def test_any_content_is_cut_out_and_read_back(content: dict[str, str]) -> None:
    octets = answers.octets_of(content, "utf-8")
    text, rest = cut(b'{"a_response":' + octets + b"}")
    assert (text, rest) == (octets, b"}")
    assert json.loads(text) == content


@pytest.mark.parametrize("words", ['}, "sign": "x"', "{{{", "}}},'sign':'", 'a"b\\', "a/b", "茶🍵"])
@pytest.mark.parametrize("charset", ["utf-8", "gbk"])
def test_hostile_words_do_not_shift_what_is_verified(tmp_path: Path, words: str, charset: str) -> None:
    app = App(a_ground(tmp_path))
    terms = Terms(app_id="1", charset=charset)
    answer = answers.signed(app.ground, "alipay.trade.query", {"sub_msg": words}, terms)
    assert app.verified(answer) == {"sub_msg": words}
    begins, ends = OFFICIAL_BEGIN.search(answer.body), list(OFFICIAL_SIGN.finditer(answer.body))
    assert begins is not None
    assert len(ends) == 1
    assert answer.body[begins.end() - 1 : ends[0].start() + 1] == cut(answer.body)[0]


def test_slashes_are_written_as_the_platform_does() -> None:
    assert answers.octets_of({"a": "https://b"}, "utf-8") == b'{"a":"https:\\/\\/b"}'


def test_the_certificates_number_stands_between_answer_and_signature(tmp_path: Path) -> None:
    app = App(a_ground(tmp_path))
    answer = answers.signed(app.ground, "a.b", {"code": "1"}, Terms(app_id="1", with_certificate=True))
    assert re.fullmatch(
        rb'\{"a_b_response":\{"code":"1"\},"alipay_cert_sn":"[0-9a-f]{32}","sign":"[^"]+"\}', answer.body
    )
    assert app.verified(answer) == {"code": "1"}


def test_encrypted_content_is_one_text_signed_with_its_quotes(tmp_path: Path) -> None:
    app = App(a_ground(tmp_path))
    answer = answers.signed(app.ground, "a.b", {"code": "1"}, Terms(app_id="1", is_encrypted=True))
    whole = json.loads(answer.body)
    hidden = whole["a_b_response"]
    assert app.verifies(f'"{hidden}"'.encode(), whole["sign"])
    key = app.ground.credentials.bundle.alipay.encrypt_key
    assert json.loads(keys.decrypt(key, hidden)) == {"code": "1"}


@pytest.mark.parametrize("method", ["", "a b", "alipay.v2.x", "a.", '"', "方法"])
def test_methods_that_make_no_name(method: str) -> None:
    answer = answers.unsigned(method, Problem("isv.missing-app-id"))
    assert answer.body.startswith(b'{"error_response":{"code":"40001"')
    assert inner(answer)["sub_code"] == "isv.missing-app-id"
