import ast
import json

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from linktester.listing import sdks as reader
from linktester.listing.sdks import Sdk, literal, sdk, sdks
from linktester.wording import LANGUAGES, Words

BASE, TLS, FILE = "http://127.0.0.1:8081", "https://127.0.0.1:8443", '/state/qa/a "b"\\c\n/credentials.json'
ALL = pytest.mark.parametrize("each", sdks(), ids=lambda each: each.id)


def test_every_sdk_of_the_guide_is_there() -> None:
    wanted = {
        "wechatpayv3",
        "wechatpay-axios-plugin",
        "wechatpay-go",
        "wechatpay-java",
        "wechatpy",
        "alipay-sdk-python",
        "python-alipay-sdk",
        "alipay-sdk-npm",
        "alipay-sdk-npm-v3",
        "topsdk-pypi",
        "topsdk-npm",
        "open-dy",
    }
    assert {each.id for each in sdks()} == wanted
    assert len(sdks()) == len(wanted)


@ALL
def test_a_program_names_where_to_go_and_where_the_keys_are(each: Sdk) -> None:
    text = reader.settings(each, BASE, TLS, FILE)
    assert literal(FILE, each.language) in text
    assert BASE in text or TLS in text
    assert not any(f"<{name}>" in text for name in ("base_url", "tls_base_url", "credentials_file"))
    assert text.endswith("\n")
    assert not text.startswith("\n")


@ALL
def test_python_programs_can_be_read(each: Sdk) -> None:
    if each.language == "Python":
        ast.parse(reader.settings(each, BASE, TLS, FILE))
    assert each.language in {"Python", "JavaScript", "Go", "Java"}


@ALL
@pytest.mark.parametrize("language", LANGUAGES)
def test_what_is_special_is_said_in_both_languages(each: Sdk, language: str) -> None:
    assert Words(language).has(each.note)


@ALL
def test_what_was_run_is_sure(each: Sdk) -> None:
    assert each.sure == ("V" if each.ran else "R")


def test_an_unknown_name_is_no_sdk() -> None:
    assert sdk("wechatpy") in sdks()
    assert sdk("nobody's") is None


@settings(deadline=None, max_examples=200)
@given(st.text())
def test_python_reads_a_literal_back(text: str) -> None:
    assert ast.literal_eval(literal(text, "Python")) == text


@settings(deadline=None, max_examples=200)
@given(st.text(st.characters(exclude_categories=["Cs"])))
def test_the_others_read_a_literal_back_as_json_does(text: str) -> None:
    written = literal(text, "JavaScript")
    assert json.loads(written) == text
    assert written.isprintable()


def test_languages_with_long_escapes_get_them() -> None:
    assert literal("\U000e0001", "Go") == '"\\U000e0001"'
    assert literal("\U000e0001", "Java") == '"\\udb40\\udc01"'
