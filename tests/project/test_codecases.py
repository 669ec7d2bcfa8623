from base64 import b64decode
from datetime import UTC, datetime

import pytest

from linktester.model.case import Expectation, Selector, Suite
from linktester.model.errors import InputErrors
from linktester.model.link import Content, Severity
from linktester.model.payment import StandardId
from linktester.model.verdict import By, Outcome
from linktester.payments.mutate import mutations
from linktester.project import same
from linktester.project.codecases import (
    READER,
    broken_cases,
    code_case,
    code_cases,
    code_suite,
    reader_stand,
    scanner_stands,
)
from linktester.project.edit import inserted
from linktester.suite import read_text, write
from tests.fakes.paymentvectors import good, standards_with_vectors, vectors

PIX = (
    b"00020126430014br.gov.bcb.pix0121qa@linktester.example52040000530398654041.005802BR5910LINKTESTER6006RECIFE"
    b"62090505QA0016304A8C8"
)
EPC = (
    b'BCD\r\n002\r\n1\r\nSCT\r\n\r\nLinktester "QA" \\n GmbH\r\nDE98370400440000000042\r\nEUR1.5\r\n'
    b"\r\nRF84QA42\r\n"
)
EMPTY = Suite(name="s")
TAKEN = Expectation(where=Selector(host=READER), verdict=Outcome.HONORED)
REFUSED = Expectation(where=Selector(host=READER), verdict=Outcome.BLOCKED, by=By.LINK)


def test_a_good_code_goes_before_every_scanner_and_only_the_reader_has_to_take_it() -> None:
    case = code_case(PIX, EMPTY)
    assert (case.id, case.link.text.encode(), case.stands) == ("pix-code", PIX, scanner_stands())
    assert case.expect == (TAKEN,)
    assert "Pix" in case.title


def test_a_bad_code_has_to_be_refused() -> None:
    assert code_case(PIX[:-1] + b"0", EMPTY).expect == (REFUSED,)


def test_without_the_reader_nothing_is_expected() -> None:
    assert code_case(PIX, EMPTY, stands=scanner_stands()[:2]).expect == ()


def test_its_age_counts_at_the_moment_asked_about() -> None:
    old = next(each for each in _swiss() if b"\nK\n" in each.replace(b"\r", b""))
    assert code_case(old, EMPTY, at=datetime(2025, 11, 1, tzinfo=UTC)).expect == (TAKEN,)
    assert code_case(old, EMPTY, at=datetime(2026, 12, 1, tzinfo=UTC)).expect == (REFUSED,)


def _swiss() -> list[bytes]:
    return [each.payload for each in vectors("swiss-qr") if "combined-over" in each.findings]


def test_ids_are_free() -> None:
    suite = inserted(EMPTY, 0, code_case(PIX, EMPTY))
    assert code_case(PIX, suite).id == "pix-code-2"
    made = code_cases(PIX, mutations(PIX), suite)
    ids = [case.id for case in made.cases]
    assert ids[0] == "pix-code-2"
    assert len(set(ids)) == len(ids)


def test_a_plain_link_can_stand_among_codes_but_nothing_is_expected_of_it() -> None:
    case = code_case(b"https://blog.example/", EMPTY)
    assert (case.id, case.expect) == ("web-page", ())


@pytest.mark.parametrize(
    ("payload", "code"),
    [(b"BCD\n002\n2\nSCT\n\nM\xfcller\n", "codecases.not-utf8"), (b"no code", "links.not-a-link")],
)
def test_what_a_suite_cannot_say_is_told(payload: bytes, code: str) -> None:
    with pytest.raises(InputErrors) as caught:
        code_case(payload, EMPTY)
    (problem,) = caught.value.problems
    assert (problem.place.path, problem.message.code) == ("link", code)


def test_broken_codes_have_to_be_refused_unless_readers_differ() -> None:
    chosen = mutations(PIX)
    made = broken_cases(chosen, EMPTY, language="zh_CN")
    assert len(made.cases) + len(made.left_out) == len(chosen)
    hard = {f"pix-{each.name}" for each in chosen if each.severity is Severity.ERROR}
    assert hard
    for case in made.cases:
        assert case.expect == ((REFUSED,) if case.id in hard else ())
        assert case.stands == (reader_stand(),)
        assert "（巴西）" in case.title


def test_what_is_left_out_says_why() -> None:
    payer = b"134567890123456789"
    made = broken_cases(mutations(payer), EMPTY)
    assert {(each.name, each.why.code) for each in made.left_out} == {
        ("cut-short", "codecases.not-recognisable"),
        ("text-behind", "codecases.not-recognisable"),
    }
    made = broken_cases(mutations(PIX), EMPTY)
    assert {(each.name, each.why.code) for each in made.left_out} == {("not-text", "codecases.not-utf8")}


@pytest.mark.parametrize("standard", standards_with_vectors())
def test_suites_of_codes_survive_their_file(standard: str) -> None:
    for each in good(standard)[:3]:
        try:
            suite, _ = code_suite(each.payload, mutations(each.payload))
        except InputErrors:
            continue
        assert same(read_text(write(suite), "codes.toml"), suite)


def test_lines_quotes_and_backslashes_survive() -> None:
    suite, _ = code_suite(EPC, name="epc", title="one")
    again = read_text(write(suite), "epc.toml")
    assert again.cases[0].link.text.encode() == EPC


def test_octets_of_packed_codes_are_their_text() -> None:
    packed = b"hQVDUFYwMWEZTwegAAAJmQABUAVMVFBBWVoHEjRWeJASPw=="
    assert b64decode(packed)[:1] == b"\x85"
    assert code_case(packed, EMPTY).link.family == "emv-payer-code"


AGGREGATED = StandardId("aggregated")
ONE_CODE = b"https://pay.acquirer.example/q/QA1"


def test_what_no_text_tells_a_case_declares() -> None:
    case = code_case(ONE_CODE, EMPTY, standard=AGGREGATED)
    assert (case.link.family, case.link.content) == ("aggregated-code", Content.PAYMENT)
    assert case.expect == (TAKEN,)
    plain = code_case(ONE_CODE, EMPTY)
    assert (plain.link.family, plain.expect) == ("web-page", ())


def test_what_a_text_tells_no_case_changes() -> None:
    assert code_case(PIX, EMPTY, standard=StandardId("emvco-mpm")) == code_case(PIX, EMPTY)


def test_a_suite_of_an_aggregated_code_says_whose_page_it_is() -> None:
    broken = mutations(ONE_CODE, AGGREGATED)
    suite, left_out = code_suite(ONE_CODE, broken, standard=AGGREGATED)
    assert [(site.host, site.content) for site in suite.sites] == [("pay.acquirer.example", Content.PAYMENT)]
    # One has no host; what its path begins with is none that a suite can stand in for.
    assert [each.why.code for each in left_out] == ["codecases.not-recognisable"]
    again = read_text(write(suite), "codes.toml")
    assert again.cases[0].link == suite.cases[0].link
    assert len(suite.cases) + len(left_out) == 1 + len(broken)
