from urllib.parse import parse_qsl, urlencode

from hypothesis import given, settings
from hypothesis import strategies as st

from linktester.serve.payapis.alipay.parameters import MOST, parsed

TEXTS = st.text(st.characters(codec="utf-8"), max_size=20)


def test_query_and_form_are_merged_and_the_query_wins() -> None:
    params = parsed(b"a=1&b=2", b"b=3&c=4&c=5")
    assert params.signed == b"a=1&b=2&c=4"


def test_empty_ones_and_the_signature_are_not_signed() -> None:
    assert parsed(b"sign=x&b=&sign_type=RSA2&a=%20+").signed == b"a=  &sign_type=RSA2"


def test_names_are_sorted_by_octets() -> None:
    assert parsed(b"b=1&B=2&a_b=3&aB=4").signed == b"B=2&aB=4&a_b=3&b=1"


def test_values_are_read_in_the_charset_but_signed_as_octets() -> None:
    params = parsed(b"charset=GBK&subject=%B2%E8")
    assert params.text("subject") == "茶"
    assert params.signed.endswith(b"subject=\xb2\xe8")
    assert params.charset == "gbk"


def test_octets_the_charset_has_not() -> None:
    params = parsed(b"charset=utf-8&subject=%B2%E8%zz%")
    assert params.text("subject") == "��%zz%"
    assert "��" in params.built


def test_a_charset_nobody_knows_is_read_as_utf_8() -> None:
    assert parsed(b"charset=x%0D%0Ay&a=%E8%8C%B6").charset == "utf-8"


def test_the_number_of_parameters_is_bounded() -> None:
    many = b"&".join(b"p%d=1" % number for number in range(MOST + 50))
    assert len(parsed(many).octets) == MOST


@settings(deadline=None, max_examples=100)
@given(st.dictionaries(TEXTS.filter(bool), TEXTS, max_size=8))
def test_what_was_form_encoded_comes_back(fields: dict[str, str]) -> None:
    query = urlencode(fields).encode()
    params = parsed(query)
    assert {name.decode(): value.decode() for name, value in params.octets.items() if name} == fields
    assert dict(parse_qsl(query.decode(), keep_blank_values=True)) == fields
