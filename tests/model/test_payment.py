from linktester.model.link import Severity
from linktester.model.message import message
from linktester.model.payment import UNKNOWN, Aspect, CodeFinding, Reading, StandardId


def reading(standard, *severities):
    said = message("payments.unknown")
    findings = tuple(CodeFinding(each, Aspect.SCHEME, "", said) for each in severities)
    return Reading(payload=b"x", standard=StandardId(standard), octets=b"x", findings=findings)


def test_only_errors_make_a_code_invalid():
    assert reading("pix").valid
    assert reading("pix", Severity.WARNING, Severity.INFO).valid
    assert not reading("pix", Severity.INFO, Severity.ERROR).valid


def test_a_text_of_no_standard_is_never_valid():
    assert not reading(UNKNOWN).valid
