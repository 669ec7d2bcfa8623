"""Codes the product makes, before others: two QR decoders, foreign codecs, and readers that share no code.

Who is asked about which standard is the table `OPINIONS` of `tests/fakes/secondopinions.py`; where no library
speaks a standard, `NO_LIBRARY` there says so and what stands in.
"""

import re
from dataclasses import replace
from io import BytesIO

import pytest
from PIL import Image

from linktester.model.payment import CodeField, StandardId
from linktester.payments import detect, encode, read, standards
from linktester.qr import make_by
from linktester.qr import read as read_picture
from tests.fakes.madecodes import Made, made
from tests.fakes.paymentvectors import AT, PaymentVector, standards_with_vectors, vectors
from tests.fakes.secondopinions import NO_LIBRARY, OPINIONS, Opinion, all_opinions

STANDARDS = sorted(standards())
LEAST_GOOD, LEAST_BAD = 6, 12
FEWEST = 5
"""Codes that a form has to come to, but for the standards that say one thing only."""
ONE_THING = {"alipay-precreate", "unionpay-url", "aggregated"}
PRIVATE = re.compile(r"/work|/tmp|/home|/Users|[A-Z]:\\|\bsession\b|\bagent\b|\bissue [0-9]", re.IGNORECASE)
MAIL = re.compile(r"[^@\s]+@[a-z0-9-]+(?:\.[a-z0-9-]+)+", re.IGNORECASE)
OWN_OR_PUBLIC = ("example", "linktester", "ird.gov.hk", "user@qr.alipay.com")
"""What is in every address for mail that a vector may hold."""


def drawn(standard: StandardId) -> list[Made]:
    """The shortest, the longest and two between: a picture costs more than a reading."""
    ordered = sorted(made(standard), key=lambda each: len(each.payload))
    return [ordered[len(ordered) * part // 3] for part in range(3)] + [ordered[-1]]


@pytest.mark.parametrize("standard", STANDARDS)
def test_a_form_makes_many_valid_codes(standard):
    codes = made(standard)
    assert len(codes) >= (2 if standard in ONE_THING else FEWEST)
    for each in codes:
        reading = read(each.payload, standard=standard, at=AT)
        assert reading.valid, (each.values, reading.findings)
        assert encode(reading) == each.payload
        assert detect(each.payload) == ("unknown" if standards()[standard].declared_only else standard)


@pytest.mark.parametrize(
    ("standard", "opinion"),
    [pytest.param(*each, id=f"{each[0]}-{each[1].__name__}") for each in all_opinions()],
)
def test_others_agree_on_every_code_in_their_reach(standard: str, opinion: Opinion):
    pairs = [opinion(each) for each in made(StandardId(standard))]
    heard = [pair for pair in pairs if pair is not None]
    assert heard
    for ours, theirs in heard:
        assert ours == theirs


@pytest.mark.parametrize("standard", STANDARDS)
def test_a_picture_by_the_standards_rule_holds_the_same_octets(standard):
    rule = standards()[standard]
    for each in drawn(standard):
        code = make_by(rule, each.payload, scale=5)
        assert (code.level, code.version <= rule.max_version) == (rule.level, True)
        assert [found.data for found in read_picture(code.png)] == [each.payload]


@pytest.mark.parametrize("standard", STANDARDS)
def test_zbar_finds_the_same_octets(standard):
    pyzbar = pytest.importorskip(
        "pyzbar.pyzbar", reason="libzbar is not on this machine", exc_type=ImportError
    )
    # zbar guesses a character set for octets beyond ASCII and says text in another one. And it takes the
    # black field of the Swiss cross for a finder pattern: the same symbols with a white one it reads.
    rule = replace(standards()[standard], cross_mm=None)
    codes = [each for each in made(standard) if each.payload.isascii()]
    assert codes
    for each in codes:
        picture = Image.open(BytesIO(make_by(rule, each.payload, scale=5).png)).convert("L")
        found = pyzbar.decode(picture, symbols=[pyzbar.ZBarSymbol.QRCODE])
        assert [symbol.data for symbol in found] == [each.payload]


def test_no_standard_is_without_a_second_opinion_or_a_reason():
    assert set(OPINIONS) == set(standards())
    assert all(OPINIONS.values())
    assert set(NO_LIBRARY) <= set(OPINIONS)
    assert all(NO_LIBRARY.values())


@pytest.mark.parametrize("standard", STANDARDS)
def test_every_standard_has_vectors_enough(standard):
    rows = vectors(standard)
    good = [each for each in rows if each.valid]
    assert len(good) >= LEAST_GOOD
    assert len(rows) - len(good) >= LEAST_BAD
    assert all(each.findings for each in rows if not each.valid)
    assert {each.standard for each in rows} == {standard}


def test_every_file_of_vectors_is_a_standard():
    assert set(standards_with_vectors()) == set(standards())


def every_vector() -> list[PaymentVector]:
    return [each for standard in standards_with_vectors() for each in vectors(standard)]


def test_what_is_valid_is_written_again_octet_by_octet():
    for each in every_vector():
        reading = read(each.payload, standard=each.standard, at=each.at)
        assert reading.valid is each.valid, each.name
        if each.valid:
            assert encode(reading) == each.payload, each.name


def is_mail(field: CodeField) -> bool:
    return not field.template and MAIL.fullmatch(field.value) is not None


def test_a_vector_says_where_it_comes_from_and_nothing_about_anybody():
    for each in every_vector():
        assert len(each.source.split()) >= 2, each.name
        assert not PRIVATE.search(f"{each.source} {each.name}"), each.name
        mails = {field.value.lower() for field in each.read().fields if is_mail(field)}
        assert all(any(word in mail for word in OWN_OR_PUBLIC) for mail in mails), mails
