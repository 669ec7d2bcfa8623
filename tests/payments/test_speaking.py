import pytest

from linktester import payments
from linktester.model.errors import InputErrors
from linktester.model.payment import StandardId
from linktester.payments import spoken, spoken_problems
from linktester.wording import LANGUAGES, Words
from tests.fakes.paymentvectors import AT, standards_with_vectors, vectors

PROMPTPAY = b"00020101021129370016A000000677010111011300668999999995802TH53038405406{amount}63041234"


def sentences(payload: bytes, standard: str, language: str) -> dict[str, str]:
    """Return code@where → what people read."""
    reading = payments.read(payload, standard=StandardId(standard), at=AT)
    words = Words(language)
    return {f"{each.code}@{each.where}": words.say(each.message) for each in spoken(reading, language)}


def test_fields_are_called_by_their_names_in_the_readers_language():
    payload = b"BCD\n002\n1\nSCT\n\nLINKTESTER\nDE89370400440532013000\n12.50"
    assert sentences(payload, "epc", "en")["amount@line/8"].startswith("Amount (line/8) is no amount")
    assert sentences(payload, "epc", "zh_CN")["amount@line/8"].startswith("金额（line/8）不是金额")


def test_what_is_missing_has_its_name_too():
    payload = b"00020101021153037645802CN5904Test6004City6304FFFF"
    assert sentences(payload, "emvco-mpm", "en")["missing@52"].startswith("Merchant category (52) is missing")
    assert sentences(payload, "emvco-mpm", "zh_CN")["missing@52"].startswith("缺少商户类别（52）。")


def test_currencies_have_their_letters():
    said = sentences(PROMPTPAY, "promptpay", "en")["currency-other@53"]
    assert said.startswith("Currency (53) is 840 (USD); this standard allows 764 (THB).")
    assert "840（USD）" in sentences(PROMPTPAY, "promptpay", "zh_CN")["currency-other@53"]


def test_standards_have_their_names():
    assert "Pix" in sentences(b"hello", "pix", "en")["scheme-missing@"]
    said = sentences(b"hello", "upi", "zh_CN")["wrong-standard@"]
    assert payments.standards()[StandardId("upi")].name["zh_CN"] in said


def test_a_title_with_brackets_takes_the_path_into_them():
    payload = b"SPD*1.0*AM:1.00*CC:CZK"
    missing = sentences(payload, "spayd", "en")["missing@ACC"]
    assert missing.startswith("Payee's account (IBAN, +BIC, ACC) is missing")
    assert "收款账号（IBAN，可加 +BIC，ACC）" in sentences(payload, "spayd", "zh_CN")["missing@ACC"]


def test_a_part_without_a_name_in_the_code_is_only_titled():
    assert sentences(b"bitcoin:", "bip21", "en")["missing@address"].startswith("Address is missing")


def test_a_field_nobody_named_stays_a_path():
    payload = b"upi://pay?pa=a@bank&pn=x&foo=1"
    assert sentences(payload, "upi", "en")["unknown-field@query/foo"].startswith("query/foo is not in")
    assert "“query/foo”" in sentences(payload, "upi", "zh_CN")["unknown-field@query/foo"]


def test_both_fields_of_a_pair_have_their_names():
    account = b"ACC:CZ0699990000000000000042"
    said = sentences(b"SPD*1.0*" + account + b"*NT:E", "spayd", "en")["needs@NT"]
    assert "(NT)" in said
    assert "(NTA)" in said


def test_the_fields_of_every_payment_of_one_code_have_their_names():
    found = [
        said
        for vector in vectors("paybysquare")
        for code, said in sentences(vector.payload, "paybysquare", "en").items()
        if code.startswith("missing@payment/")
    ]
    assert found
    assert not [said for said in found if said.startswith("payment/")]


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("standard", standards_with_vectors())
def test_codes_places_and_severities_stay(standard, language):
    for vector in vectors(standard):
        reading = payments.read(vector.payload, standard=vector.standard, at=AT)
        told = spoken(reading, language)
        assert [(each.severity, each.aspect, each.where, each.code) for each in told] == [
            (each.severity, each.aspect, each.where, each.code) for each in reading.findings
        ]
        assert all(Words(language).say(each.message) for each in told)


def test_a_text_of_no_standard_is_spoken_of_as_it_is():
    reading = payments.read(b"hello")
    assert spoken(reading, "en") == reading.findings


def test_mistakes_in_a_form_name_its_fields_by_their_titles():
    with pytest.raises(InputErrors) as caught:
        payments.write(StandardId("epc"), {"name": "LINKTESTER", "iban": "DE00"})
    told = spoken_problems(caught.value.problems, StandardId("epc"), "en")
    assert [each.place for each in told] == [each.place for each in caught.value.problems]
    with pytest.raises(InputErrors) as caught:
        payments.write(StandardId("promptpay-bill"), {})
    told = spoken_problems(caught.value.problems, StandardId("promptpay-bill"), "zh_CN")
    titles = {each.name: each.title["zh_CN"] for each in payments.form(StandardId("promptpay-bill"))}
    assert told
    for each in told:
        assert any(title in Words("zh_CN").say(each.message) for title in titles.values())
