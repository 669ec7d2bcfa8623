import base64
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from linktester.serve.payapis.alipay import keys
from tests.fakes.alipayapps import App
from tests.fakes.payers import a_ground

KEY = base64.b64encode(b"0123456789abcdef").decode()


@pytest.mark.parametrize("sign_type", ["RSA2", "RSA"])
def test_both_sides_understand_each_other(tmp_path: Path, sign_type: str) -> None:
    app = App(a_ground(tmp_path))
    credentials = app.ground.credentials
    assert keys.is_signed_by_app(credentials, app.sign(b"a=1", sign_type), b"a=1", sign_type)
    assert not keys.is_signed_by_app(credentials, app.sign(b"a=1", sign_type), b"a=2", sign_type)
    assert app.verifies(b"x", keys.sign(credentials, b"x", sign_type), sign_type)


@pytest.mark.parametrize("signature", ["", "AAAA", "no base64", "é", "A" * 344])
def test_signatures_that_are_none(tmp_path: Path, signature: str) -> None:
    assert not keys.is_signed_by_app(a_ground(tmp_path).credentials, signature, b"", "RSA2")


def test_encryption_is_aes_cbc_without_a_vector() -> None:
    # Twelve octets padded to one block, as OpenSSL writes it.
    assert keys.encrypt(KEY, b"hello alipay") == "ngtX6CQQnprI++7sXhB5HA=="


@settings(deadline=None, max_examples=50)
@given(st.binary(max_size=100))
def test_what_was_hidden_comes_back(octets: bytes) -> None:
    assert keys.decrypt(KEY, keys.encrypt(KEY, octets)) == octets


@pytest.mark.parametrize("text", ["", "AAAA", "no base64", base64.b64encode(bytes(16)).decode()])
def test_what_nobody_hid(text: str) -> None:
    with pytest.raises(ValueError, match=r"."):
        keys.decrypt(KEY, text)
