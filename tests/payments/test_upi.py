"""UPI links: published ones, broken ones, made ones."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from urllib.parse import parse_qsl, urlsplit

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from linktester.model.payment import Aspect, StandardId
from linktester.payments import detect, encode, form, read, write
from tests.fakes.paymentlinks import assert_as_expected, assert_places_fit, mistakes_of, spoilt
from tests.fakes.paymentvectors import AT, PaymentVector, good, values, vectors

ID = StandardId("upi")
ALL = vectors("upi")
NEEDED = {"pa": "linktester@examplebank", "pn": "Link Tester"}
TEXT = st.text(min_size=1, max_size=20).filter(lambda text: text.isprintable())
OPTIONAL = st.fixed_dictionaries(
    {},
    optional={
        "tn": TEXT,
        "tr": st.from_regex("[A-Za-z0-9]{1,35}", fullmatch=True),
        "am": st.from_regex(r"[1-9][0-9]{0,6}(\.[0-9]{1,2})?", fullmatch=True),
        "mid": TEXT,
        "mode": st.sampled_from(["00", "01", "04"]),
        "sign": st.sampled_from(["MEUCIQD21uPz4klZ+A==", "YWJj"]),
    },
)


@pytest.mark.parametrize("vector", ALL, ids=[each.name for each in ALL])
def test_vectors(vector: PaymentVector) -> None:
    assert_as_expected(vector)


@pytest.mark.parametrize("vector", good("upi"), ids=[each.name for each in good("upi")])
def test_good_ones_are_claimed_and_written_again(vector: PaymentVector) -> None:
    assert detect(vector.payload) == ID
    assert encode(vector.read()) == vector.payload


@pytest.mark.parametrize("vector", good("upi"), ids=[each.name for each in good("upi")])
def test_the_library_reads_the_same_parameters(vector: PaymentVector) -> None:
    # It takes a plus for a blank, which we do not.
    query = urlsplit(vector.payload.decode()).query.replace("+", "%2B")
    theirs = parse_qsl(query, keep_blank_values=True)
    ours = [
        (each.path.removeprefix("query/"), each.value)
        for each in vector.read().fields
        if each.path.startswith("query/") and (each.length or each.path != "query/")
    ]
    assert ours == theirs


def test_there_are_enough_vectors() -> None:
    assert len(good("upi")) >= 6
    assert len(ALL) - len(good("upi")) >= 12


def test_links_of_apps_are_claimed_for_payments_only() -> None:
    assert detect(b"phonepe://pay?pa=a@b") == ID
    assert detect(b"tez://upi/mandate") == ID
    assert detect(b"phonepe://payments") == "unknown"
    assert detect(b"tez://pay?pa=a@b") == "unknown"
    assert detect(b"upi:") == ID


def test_a_link_expires_at_its_moment() -> None:
    moment = datetime(2026, 10, 3, 12, 18, 19, tzinfo=UTC)
    link = b"upi://pay?pa=a@bank&pn=x&QRexpire=2026-10-03T17:48:19.123456789+05:30"
    before, after = (read(link, at=moment + timedelta(hours=hours)) for hours in (-1, 1))
    assert "expired" not in {each.code for each in before.findings}
    (told,) = [each for each in after.findings if each.code == "expired"]
    assert told.aspect is Aspect.FRESHNESS
    assert after.valid
    assert read(link, at=moment.replace(tzinfo=None) + timedelta(hours=1)).findings == after.findings


@pytest.mark.parametrize(
    "when",
    ["tomorrow", "2026-13-03T17:48:19+05:30", "2026-10-03T17:48:19", "2026-10-03T17:48:19+99:99", "9" * 300],
)
def test_a_moment_that_is_none_is_told(when: str) -> None:
    reading = read(f"upi://pay?pa=a@bank&pn=x&QRexpire={when}".encode(), at=AT)
    assert "date" in {each.code for each in reading.findings}


def test_a_day_that_is_none_is_told() -> None:
    reading = read(b"upi://mandate?pa=a@bank&pn=x&validityend=31022027", at=AT)
    assert "date" in {each.code for each in reading.findings}


def test_a_changed_amount_is_written_and_everything_else_stays() -> None:
    link = b"upi://pay?pa=nadeem@npci&pn=nadeem%20chinna&am=10&x=1"
    reading = read(link)
    fields = [replace(each, value="12.50") if each.path == "query/am" else each for each in reading.fields]
    assert encode(replace(reading, fields=tuple(fields))) == link.replace(b"am=10", b"am=12.50")


def test_the_references_own_link_is_made() -> None:
    made = write(ID, {**NEEDED, "tr": "QA1", "am": "1.00"})
    assert made == b"upi://pay?pa=linktester%40examplebank&pn=Link%20Tester&tr=QA1&am=1.00&cu=INR"


def test_the_signature_is_written_last() -> None:
    made = write(ID, {"sign": "YWJj", "orgid": "000000", **NEEDED})
    assert made.endswith(b"&orgid=000000&sign=YWJj")


def test_forms_are_refused_with_all_mistakes() -> None:
    assert mistakes_of(lambda: write(ID, {})) == {"pa": "missing", "pn": "missing"}
    wrong = {"pa": "x", "pn": "\n", "am": "0", "tr": "1" * 36, "cu": "USD", "tn": "1" * 51, "mam": "1"}
    assert mistakes_of(lambda: write(ID, wrong)) == {
        "pa": "form-wrong",
        "pn": "control",
        "tr": "too-long",
        "tn": "too-long",
        "am": "amount-zero",
        "mam": "minimum-above",
        "cu": "currency-other",
    }
    merchant = {**NEEDED, "mc": "5411", "am": "1.00"}
    assert mistakes_of(lambda: write(ID, merchant)) == {"tr": "reference-missing"}
    assert mistakes_of(lambda: write(ID, {**NEEDED, "mode": "02"})) == {"sign": "sign-missing"}
    assert mistakes_of(lambda: write(ID, {**NEEDED, "tn": "\udc80"})) == {"tn": "not-text"}


def test_the_examples_of_the_form_make_a_link() -> None:
    assert read(write(ID, {each.name: each.example for each in form(ID) if each.example})).valid


@settings(max_examples=100, deadline=None)
@given(OPTIONAL)
def test_made_links_read_back_and_are_written_again(optional: dict[str, str]) -> None:
    payload = write(ID, {**NEEDED, **optional})
    reading = read(payload)
    assert reading.valid
    assert encode(reading) == payload
    found = values(reading)
    assert {name: found[f"query/{name}"] for name in optional} == optional


@settings(max_examples=200, deadline=None)
@given(spoilt([each.payload for each in ALL]))
def test_spoilt_links_never_raise_and_valid_ones_are_written_again(payload: bytes) -> None:
    reading = read(payload, standard=ID, at=AT)
    assert_places_fit(reading)
    assert encode(reading) == payload or not reading.valid
