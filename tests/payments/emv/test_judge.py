"""EMVCo's rules and how schemes relax them."""

from datetime import UTC, datetime

import pytest

from linktester.model.link import Severity
from linktester.model.payment import Aspect, CodeFinding, StandardId
from linktester.payments import read
from linktester.payments.emv.judge import own_module, sheet
from linktester.payments.emv.profile import profiles
from tests.fakes.emvcodes import HELLO, code, hello, obj
from tests.fakes.paymentvectors import PaymentVector, vectors

EMVCO, PROMPTPAY, DUITNOW = StandardId("emvco-mpm"), StandardId("promptpay"), StandardId("duitnow")
THAI = code("00020101021229370016A000000677010111011300668999900005303764540525.005802TH")
AT = datetime(2026, 11, 22, tzinfo=UTC)
VECTORS = vectors("emvco-mpm")


def loud(findings: tuple[CodeFinding, ...]) -> list[str]:
    return [each.code for each in findings if each.severity is not Severity.INFO]


@pytest.mark.parametrize("vector", VECTORS, ids=[each.name for each in VECTORS])
def test_vectors(vector: PaymentVector) -> None:
    reading = vector.read()
    assert loud(reading.findings) == list(vector.findings)
    assert reading.valid is vector.valid


def test_a_scheme_relaxes_emvcos_demands() -> None:
    reading = read(THAI)
    relaxed = {each.where for each in reading.findings if each.code == "relaxed-missing"}
    assert reading.standard == PROMPTPAY
    assert reading.valid
    assert relaxed == {"52", "59", "60"}
    assert {each.aspect for each in reading.findings} == {Aspect.EMVCO}


def test_judged_as_emvco_nothing_is_relaxed() -> None:
    reading = read(THAI, standard=EMVCO)
    assert [each.where for each in reading.findings if each.code == "missing"] == ["52", "59", "60"]
    assert {each.aspect for each in reading.findings} == {Aspect.EMVCO}
    assert not reading.valid


def test_what_a_scheme_does_not_relax_counts_under_the_scheme() -> None:
    reading = read(code(THAI[:-8].decode(), obj("65", "x")))
    (error,) = [each for each in reading.findings if each.severity is Severity.ERROR]
    assert (error.code, error.aspect, error.where) == ("reserved", Aspect.SCHEME, "65")


def test_a_relaxed_rule_is_named() -> None:
    malaysian = code(
        "00020201021126380014A000000615000101069999990206QA00015204000053034585802MY5910LINKTESTER6002KL"
    )
    (note,) = [each for each in read(malaysian).findings if each.code == "relaxed"]
    assert note.message.args == {"field": "00", "rule": "choice", "standard": "duitnow"}


def test_a_code_of_another_scheme_is_told() -> None:
    assert "scheme-missing" in loud(read(THAI, standard=DUITNOW).findings)


def test_the_same_is_not_said_twice() -> None:
    reading = read(code("000201", obj("26", obj("00", "hk.com.hkicl") + obj("02", "0000042")), "5802HK"))
    said = [(each.code, each.where) for each in reading.findings]
    assert len(said) == len(set(said))


def test_an_object_twice_in_a_template_that_stands_twice_is_one_mistake() -> None:
    reading = read(hello(obj("62", obj("05", "a")), obj("62", obj("05", "b"))))
    assert [each.where for each in reading.findings if each.code == "repeated"] == ["62"]


def test_the_identifier_should_come_first() -> None:
    reading = read(code(HELLO.replace("0011EXAMPLE.PAY0107M004252", "0107M0042520011EXAMPLE.PAY")))
    assert loud(reading.findings) == ["gui-not-first"]
    assert reading.valid


def test_nothing_is_missed_where_some_could_not_be_read() -> None:
    assert "missing" not in loud(read(b"000201010211269900").findings)


def test_letters_that_differ_in_case_where_the_scheme_is_exact() -> None:
    exact = [each for each in profiles().values() if each.gui_exact]
    for profile in exact:
        gui = profile.gui[0].swapcase()
        found = loud(read(code("000201", obj(profile.home, obj("00", gui)))).findings)
        assert ("gui-case" in found) is (gui != profile.gui[0])


def test_sheets_and_modules_are_made_once() -> None:
    assert sheet(PROMPTPAY, "29") is sheet(PROMPTPAY, "29")
    assert own_module(EMVCO) is None
    assert own_module(PROMPTPAY) is own_module(PROMPTPAY)
