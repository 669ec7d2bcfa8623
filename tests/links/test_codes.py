import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from linktester import links
from linktester.links.codes import declared_content, in_text, standard_of
from linktester.links.load import CODE_FIELDS
from linktester.model.errors import InputErrors
from linktester.model.link import Content, Intent, Severity
from linktester.payments import standards
from tests.fakes.paymentvectors import standards_with_vectors, vectors

EPC = "BCD\n002\n1\nSCT\n\nLinktester GmbH\nDE98370400440000000042\nEUR1.5\n\n\nsee https://shop.example/bill/7\n"
UPI = "upi://pay?pa=linktester%40examplebank&pn=Link%20Tester&tr=QA1&am=1.00&cu=INR"
AS_LINKS = {"wallets"}
"""Codecs whose codes are web links, or links of an app's own scheme."""


def test_every_standard_has_a_family() -> None:
    of_links = {family.standard for family in links.families().values()} - {""}
    assert of_links == set(standards())


OWN = [each for each in standards_with_vectors() if standards()[each].codec not in AS_LINKS]


@pytest.mark.parametrize("standard", OWN)
def test_good_codes_are_their_own_meaning(standard: str) -> None:
    good = [each for each in vectors(standard) if each.valid and _is_text(each.payload)]
    assert good
    for each in good:
        text = each.payload.decode()
        link = links.parse(text).link
        assert links.families()[link.family].standard == standard
        assert (link.text, link.intent, link.content) == (text, Intent.PAYMENT, Content.PAYMENT)
        assert link.identity.params == {"standard": standard, "code": text}


def _is_text(payload: bytes) -> bool:
    try:
        payload.decode()
    except UnicodeDecodeError:
        return False
    return True


def test_a_code_is_not_searched_for_links_and_keeps_its_blanks() -> None:
    parsed = links.parse(EPC)
    assert (parsed.link.family, len(parsed.layers), parsed.findings) == ("epc-code", 1, ())
    assert parsed.link.identity.params["code"].endswith("\n")
    assert parsed.layers[0].fields == {
        "code": EPC,
        "standard": "epc",
        "amount": "1.5",
        "currency": "EUR",
        "payee": "Linktester GmbH",
        "account": "DE98370400440000000042",
        "reference": "see https://shop.example/bill/7",
    }


def test_a_broken_code_is_told_and_can_still_be_tried() -> None:
    parsed = links.parse(EPC.replace("EUR1.5", "EUR1,5"))
    assert parsed.valid
    assert [(said.severity, said.where) for said in parsed.findings] == [(Severity.WARNING, "line/8")]


def test_half_a_character_cannot_be_tried() -> None:
    parsed = links.parse(EPC.replace("GmbH", "\ud800"))
    assert parsed.link.family == "epc-code"
    assert "links.lone-surrogate" in {said.message.code for said in parsed.findings}
    assert not parsed.valid


@pytest.mark.parametrize(
    ("text", "family", "target"),
    [
        ("134567890123456789", "wechat-payer-code", "wechat"),
        ("280123456789012345", "alipay-payer-code", "alipay"),
        ("6212345678901234567", "unionpay-payer-code", "unionpay"),
        ("311234567890123456", "payer-code", "web"),
        (" 134567890123456789", "payer-code", "web"),
        ("134567890123456", "custom-scheme", "web"),
    ],
)
def test_a_payers_code_belongs_to_the_wallet_its_digits_name(text: str, family: str, target: str) -> None:
    link = links.parse(text).link
    assert (link.family, link.target) == (family, target)


@pytest.mark.parametrize(
    ("text", "family"),
    [
        (UPI, "upi-pay"),
        ("phonepe://pay?pa=a@b&pn=x", "upi-pay"),
        ("phonepe://home", "custom-scheme"),
        ("bitcoin:1A1zP1eP5QGefi2DMPTfTL5SLmv7DivfNa", "bitcoin"),
        ("weixin://wxpay/bizpayurl?pr=4T0Gq0azz", "wechatpay-native"),
        ("https://qr.alipay.com/bax02431yd1nzbnkkxxu0034", "alipay-qr"),
        ("wxp://f2f0abcdefgh", "wechatpay-collect"),
        ("taobao://item.taobao.com/item.htm?id=1", "taobao-scheme"),
    ],
)
def test_codes_that_are_links(text: str, family: str) -> None:
    assert links.parse(text).link.family == family


def test_a_code_is_found_in_a_message_and_below_an_intent() -> None:
    said = links.parse(f"Pay here: {UPI} thanks")
    assert (said.link.family, said.layers[0].text) == ("upi-pay", UPI)
    below = links.parse("intent://pay?pa=a@b&pn=x#Intent;scheme=upi;end")
    assert [layer.family for layer in below.layers] == ["android-intent", "upi-pay"]


def test_what_is_built_says_what_was_asked_for() -> None:
    assert links.build("epc-code", {"code": EPC, "amount": "1.5"}).text == EPC
    with pytest.raises(InputErrors) as caught:
        links.build("epc-code", {"code": EPC, "amount": "2", "reference": "R"})
    told = {problem.place.path: problem.message.code for problem in caught.value.problems}
    assert told == {"amount": "links.code-says", "reference": "links.code-says"}
    with pytest.raises(InputErrors) as caught:
        links.build("epc-code", {"code": UPI})
    assert [problem.message.code for problem in caught.value.problems] == ["links.builds-another"]


@settings(deadline=None, max_examples=60)
@given(
    st.text(max_size=200) | st.sampled_from([EPC, UPI, "000201"]).flatmap(lambda a: st.text().map(a.__add__))
)
def test_no_text_is_too_odd(text: str) -> None:
    code = in_text(text)
    assert (code is None) == (standard_of(text) is None)
    if code is not None:
        assert code.values.keys() <= set(CODE_FIELDS)
        assert code.values["code"] == text
        assert all(said.severity is not Severity.ERROR for said in code.findings)


def test_only_a_code_that_no_text_tells_has_a_class_to_declare() -> None:
    declared = {each: declared_content(each) for each in standards()}
    assert {each: content for each, content in declared.items() if content} == {"aggregated": Content.PAYMENT}
    assert [each.id for each in standards().values() if each.declared_only] == ["aggregated"]
