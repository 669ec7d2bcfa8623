import re

import pytest

from linktester.serve.payapis.minting import digits, forms, fresh, letters

SURE = {"V", "R", "D", "S", "G"}


@pytest.mark.parametrize("family", ["wechat", "taobao", "douyin"])
def test_every_form_holds_its_token_and_tells_its_source(family: str) -> None:
    for form in forms(family).values():
        assert "{token}" in form.text
        assert form.sure in SURE
        assert form.source


def test_a_fresh_link_holds_a_token_of_the_form_s_length() -> None:
    token, text = fresh("wechat", "scheme")
    assert text == f"weixin://dl/business/?t={token}"
    assert re.fullmatch(r"[0-9A-Za-z]{11}", token)
    assert fresh("wechat", "scheme")[0] != token


def test_what_else_a_form_holds_is_put_in_as_it_is() -> None:
    token, text = fresh("wechat", "shortlink", name="{token}", title="%s")
    assert text == f"#小程序://{{token}}/%s/{token}"


def test_letters_are_letters_and_digits() -> None:
    assert re.fullmatch(r"[0-9A-Za-z]{400}", letters(400))


def test_random_digits_have_their_length() -> None:
    assert re.fullmatch("[0-9]{10}", digits(10))
