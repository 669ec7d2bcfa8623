import subprocess
import sys
from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from linktester.model.payment import UNKNOWN, Aspect, StandardId
from linktester.payments import MAX_OCTETS, encode, read, standards

PROMPTPAY = b"00020101021229370016A000000677010111011300668999900005303764540525.005802TH6304221D"
NOW = datetime(2026, 11, 22, tzinfo=UTC)


def codes(reading):
    return [finding.code for finding in reading.findings]


def test_a_code_is_read_as_what_it_is():
    reading = read(PROMPTPAY, at=NOW)
    assert (reading.standard, reading.valid) == ("promptpay", True)
    assert reading.summary.amount == "25.00"
    assert encode(reading) == PROMPTPAY


def test_a_code_is_judged_as_what_is_asked():
    reading = read(PROMPTPAY, standard=StandardId("emvco-mpm"), at=NOW)
    assert not reading.valid
    assert {f.where for f in reading.findings if f.code == "missing"} == {"52", "59", "60"}


def test_an_unknown_standard_is_the_callers_mistake():
    with pytest.raises(KeyError):
        read(PROMPTPAY, standard=StandardId("gold"))


def test_nothing_and_anything_have_a_reading():
    assert codes(read(b"")) == ["empty"]
    reading = read(b"just words")
    assert (reading.standard, codes(reading), reading.valid) == (UNKNOWN, ["unknown"], False)
    with pytest.raises(ValueError, match="no fields"):
        encode(reading)


@pytest.mark.parametrize("around", [b" %b", b"\n%b", b"\xef\xbb\xbf%b", b"\xef\xbb\xbf %b\r\n"])
def test_what_would_be_a_code_but_for_its_surroundings_is_told(around):
    reading = read(around % PROMPTPAY)
    assert (reading.standard, reading.valid, codes(reading)) == (UNKNOWN, False, ["padded"])
    assert reading.findings[0].message.args["standard"] == "promptpay"
    assert codes(read(around % b"just words")) == ["unknown"]


def test_what_no_code_can_hold_is_not_looked_into():
    reading = read(PROMPTPAY + b"9" * 10_000_000)
    assert codes(reading) == ["too-large"]
    assert reading.fields == ()
    assert len(read(PROMPTPAY.ljust(MAX_OCTETS, b"9")).findings) > 0


def test_a_broken_code_is_mended_as_far_as_its_fields_allow():
    broken = PROMPTPAY[:-4] + b"0000"
    reading = read(broken, at=NOW)
    assert [(f.code, f.aspect) for f in reading.findings if f.severity == "error"] == [
        ("checksum-wrong", Aspect.CHECKSUM)
    ]
    assert encode(reading) == PROMPTPAY


@given(st.binary(max_size=400), st.sampled_from(sorted(standards())))
def test_any_octets_can_be_judged_as_anything(payload, standard):
    reading = read(payload, standard=StandardId(standard), at=NOW)
    assert reading.payload == payload
    assert not reading.valid or encode(reading) == payload
    for field in reading.fields:
        assert 0 <= field.offset <= field.offset + field.length <= len(reading.octets)


@pytest.mark.parametrize(
    "payload", [PROMPTPAY, b"weixin://wxpay/bizpayurl?pr=LinkTester", b"upi://pay?pa=a@bank&pn=x"]
)
def test_the_first_code_does_not_wait_for_what_reading_does_without(payload):
    asked = (
        "import sys; from linktester import payments; "
        f"assert payments.read({payload!r}).valid; "
        "print(*{'cattrs', 'pycountry', 'ada_url', 'linktester.payments.emv.making'} & set(sys.modules))"
    )
    told = subprocess.run([sys.executable, "-c", asked], capture_output=True, text=True, check=True)
    assert told.stdout.split() == []
