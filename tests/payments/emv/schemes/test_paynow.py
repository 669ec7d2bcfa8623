from datetime import UTC, datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from linktester.model.errors import InputErrors
from linktester.model.payment import Aspect, StandardId
from linktester.payments import read, write
from tests.fakes.nationalcodes import (
    AT,
    amounts,
    codes,
    digits,
    hold,
    made_and_read,
    mutated,
    sealed,
    survives,
    tlv,
)
from tests.fakes.paymentvectors import PaymentVector, vectors

SGQR = ("51", tlv(("00", "SG.SGQR"), ("01", "180307510317"), ("02", "01.0003"), ("03", "081006")))
ENDS = (("52", "0000"), ("53", "702"), ("58", "SG"), ("59", "LINKTESTER"), ("60", "Singapore"))


def template(**inner: str) -> str:
    return tlv(("00", "SG.PAYNOW"), *((name[1:], value) for name, value in inner.items()))


def code(*rest: tuple[str, str], **inner: str) -> str:
    inside = {"_01": "0", "_02": "+6590000000"} | inner
    return sealed(tlv(("00", "01"), ("26", template(**inside)), *ENDS, *rest))


@pytest.mark.parametrize("vector", vectors("paynow"), ids=lambda vector: vector.name)
def test_vectors(vector: PaymentVector) -> None:
    hold(vector)


@settings(deadline=None, max_examples=40)
@given(
    st.one_of(
        st.tuples(st.just("phone"), st.sampled_from("89"), digits(7)).map(
            lambda t: (t[0], f"+65{t[1]}{t[2]}")
        ),
        st.tuples(st.just("uen"), digits(8).map("{}K".format)),
        st.tuples(st.just("uen"), digits(8).map("{}KABC".format)),
    ),
    st.none() | amounts(),
    st.sampled_from(["", "20301231", "20301231235959", "99991231"]),
)
def test_what_is_made_is_sound(proxy: tuple[str, str], amount: str | None, expiry: str) -> None:
    editable = "0" if amount else "1"
    given = {proxy[0]: proxy[1], "amount": amount or "", "editable": editable, "expiry": expiry}
    reading = made_and_read("paynow", given)
    assert (reading.summary.account, reading.summary.expires) == (proxy[1], expiry)
    assert reading.objects["26"]["01"] == ("0" if proxy[0] == "phone" else "2")


@settings(deadline=None, max_examples=60)
@given(mutated(code(SGQR, _04="20301231").encode()))
def test_broken_codes_are_read(octets: bytes) -> None:
    survives(octets, "paynow")


@settings(deadline=None, max_examples=60)
@given(digits(8) | digits(14))
def test_any_expiry_is_a_date_or_not(expiry: str) -> None:
    found = codes(code(_04=expiry), "paynow")
    assert not {"date", "expired"} <= found.keys()


@pytest.mark.parametrize(
    ("expiry", "at", "expired"),
    [
        ("20261122", datetime(2026, 11, 22, 15, 59, tzinfo=UTC), False),
        ("20261122", datetime(2026, 11, 22, 16, 0, tzinfo=UTC), True),
        ("20261122120000", datetime(2026, 11, 22, 3, 59, 59, tzinfo=UTC), False),
        ("20261122120000", datetime(2026, 11, 22, 4, 0, tzinfo=UTC), True),
        ("00010101", datetime(2026, 11, 22, tzinfo=UTC), True),
        ("99991231", datetime(2026, 11, 22, tzinfo=UTC), False),
    ],
)
def test_expiry_is_singapore_time(expiry: str, at: datetime, *, expired: bool) -> None:
    reading = read(code(_04=expiry).encode(), at=at)
    stale = [finding for finding in reading.findings if finding.code == "expired"]
    assert bool(stale) is expired
    assert all(finding.aspect is Aspect.FRESHNESS for finding in stale)
    assert reading.valid


@pytest.mark.parametrize(
    ("kind", "proxy", "found"),
    [
        ("0", "+6580000000", None),
        ("0", "+6570000000", "form-wrong"),
        ("0", "+60123456789", "form-wrong"),
        ("2", "197401143C", None),
        ("2", "197401143CABC", None),
        ("2", "197401143c", "form-wrong"),
        ("2", "1974011", "form-wrong"),
        ("1", "S1234567D", "choice"),
    ],
)
def test_proxies(kind: str, proxy: str, found: str | None) -> None:
    severities = codes(code(_01=kind, _02=proxy), "paynow")
    assert {name for name, severity in severities.items() if severity == "error"} == (
        {found} if found else set()
    )


def test_a_wrong_check_letter_is_only_doubted() -> None:
    assert codes(code(_01="2", _02="197401143D"), "paynow")["check-digit"] == "warning"
    assert codes(code(_01="2", _02="197401143DABC"), "paynow")["check-digit"] == "warning"
    assert "check-digit" not in codes(code(_01="2", _02="197401143C"), "paynow")


def test_a_fixed_amount_has_to_be_there() -> None:
    assert codes(code(_03="0"), "paynow")["paynow-amount-needed"] == "error"
    assert "paynow-amount-needed" not in codes(code(("54", "1.00"), _03="0"), "paynow")
    assert "paynow-amount-needed" not in codes(code(_03="1"), "paynow")


def test_all_schemes_of_one_code_are_shown() -> None:
    nets = ("26", tlv(("00", "SG.COM.NETS"), ("01", "1")))
    paynow = ("27", template(_01="0", _02="+6590000000"))
    reading = read(sealed(tlv(("00", "01"), nets, paynow, SGQR, *ENDS)).encode(), at=AT)
    assert reading.valid
    assert reading.standard == "paynow"
    assert reading.objects["26"]["00"] == "SG.COM.NETS"
    assert reading.objects["27"]["02"] == "+6590000000"
    names = {field.path: field.name for field in reading.fields}
    assert (names["27/02"], names["51/01"]) == ("proxy", "sgqr-id")
    assert [finding.where for finding in reading.findings if finding.code == "unknown-scheme"] == ["26"]


def test_sgqr_without_paynow_needs_no_proxy() -> None:
    nets = ("26", tlv(("00", "SG.COM.NETS"), ("01", "1")))
    reading = read(sealed(tlv(("00", "01"), nets, SGQR, *ENDS)).encode(), at=AT)
    assert (reading.standard, reading.valid) == ("paynow", True)


def test_two_payees_are_one_too_many() -> None:
    with pytest.raises(InputErrors) as raised:
        write(StandardId("paynow"), {"phone": "+6590000000", "uen": "197401143C"})
    assert {problem.place.path for problem in raised.value.problems} <= {"phone", "uen"}


def test_mistakes_are_told_at_their_fields() -> None:
    given = {"uen": "1", "amount": "1.005", "expiry": "2030", "editable": "2"}
    with pytest.raises(InputErrors) as raised:
        write(StandardId("paynow"), given)
    assert {problem.place.path for problem in raised.value.problems} == set(given)
