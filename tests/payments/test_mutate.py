"""Broken codes: each has the fault it names, and no other."""

from base64 import b64decode
from collections import defaultdict
from functools import cache

import pytest
from pyemv import tlv
from schwifty import IBAN

from linktester.model.link import Severity
from linktester.model.payment import Reading, StandardId
from linktester.payments import MAX_OCTETS, read
from linktester.payments.mutate import Mutation, mutations
from linktester.payments.mutationtable import plans
from tests.fakes.disputes import disputes
from tests.fakes.paymentvectors import AT, standards_with_vectors, vectors

STANDARDS = sorted(plans())


@cache
def valid_codes() -> dict[StandardId, list[bytes]]:
    """Return the valid codes of all files by their standard."""
    found: dict[StandardId, list[bytes]] = defaultdict(list)
    for name in standards_with_vectors():
        for vector in vectors(name):
            if vector.valid and read(vector.payload, standard=vector.standard, at=AT).valid:
                found[vector.standard].append(vector.payload)
    return found


@cache
def broken(standard: StandardId) -> tuple[tuple[Reading, Mutation], ...]:
    """Return (the valid code's reading, one mutation) of all valid codes of a standard."""
    return tuple(
        (read(payload, standard=standard, at=AT), mutation)
        for payload in valid_codes()[standard]
        for mutation in mutations(payload, standard, AT)
    )


def codes(reading: Reading, severity: Severity) -> set[str]:
    return {finding.code for finding in reading.findings if finding.severity is severity}


@pytest.mark.parametrize("standard", STANDARDS)
def test_each_is_found_and_nothing_else_is(standard: StandardId) -> None:
    for _, mutation in broken(standard):
        reading = read(mutation.payload, standard=standard, at=AT)
        assert codes(reading, mutation.severity) & set(mutation.expected), mutation
        if mutation.severity is Severity.ERROR:
            assert not reading.valid, mutation
        assert codes(reading, Severity.ERROR) <= {*mutation.expected, *mutation.also}, mutation


@pytest.mark.parametrize("standard", STANDARDS)
def test_a_warning_leaves_a_code_valid(standard: StandardId) -> None:
    doubtful = [mutation for _, mutation in broken(standard) if mutation.severity is Severity.WARNING]
    assert all(read(each.payload, standard=standard, at=AT).valid for each in doubtful)


@pytest.mark.parametrize("standard", STANDARDS)
def test_every_mutation_of_a_standard_is_made_from_some_valid_code(standard: StandardId) -> None:
    assert {mutation.name for _, mutation in broken(standard)} == {plan.name for plan, _ in plans()[standard]}


@pytest.mark.parametrize("standard", STANDARDS)
def test_each_differs_from_what_it_was_made_from(standard: StandardId) -> None:
    assert all(mutation.payload != reading.payload for reading, mutation in broken(standard))


@pytest.mark.parametrize("standard", STANDARDS)
def test_names_are_unique_per_code(standard: StandardId) -> None:
    payload = valid_codes()[standard][0]
    names = [mutation.name for mutation in mutations(payload, standard, AT)]
    assert len(names) == len(set(names))


def test_a_broken_code_has_no_mutations() -> None:
    (first, *_) = [each for _, each in broken(StandardId("pix")) if each.severity is Severity.ERROR]
    assert mutations(first.payload, StandardId("pix"), AT) == ()


def test_what_no_standard_claims_has_no_mutations() -> None:
    assert mutations(b"hello") == ()
    assert mutations(b"") == ()
    assert mutations(b"0" * (MAX_OCTETS + 1)) == ()


def test_the_standard_is_found_when_none_is_named() -> None:
    payload = valid_codes()[StandardId("epc")][0]
    assert {each.standard for each in mutations(payload, at=AT)} == {"epc"}


def named(standard: str, severity: Severity) -> set[str]:
    return {mutation.name for _, mutation in broken(StandardId(standard)) if mutation.severity is severity}


def test_disputes_speak_of_mutations_that_are_made() -> None:
    for each in disputes().rows:
        assert each.takes | each.partly <= named(each.standard, Severity.ERROR), each
        assert each.refuses <= named(each.standard, Severity.WARNING), each


def test_every_standard_was_shown_to_a_reader_or_has_none() -> None:
    read_by_others = {each.standard for each in disputes().rows}
    assert read_by_others | disputes().unread == set(STANDARDS)
    assert read_by_others.isdisjoint(disputes().unread)
    assert {each.reader for each in disputes().rows} == disputes().readers


def taken_by_pyemv(payload: bytes) -> bool:
    try:
        tlv.decode(b64decode(payload, validate=True))
    except (tlv.DecodeError, ValueError):
        return False
    return True


def test_a_reader_of_objects_does_what_is_written_of_it() -> None:
    (row,) = [each for each in disputes().rows if each.reader.startswith("pyemv ")]
    for _, mutation in broken(StandardId("emvco-cpm")):
        if mutation.severity is Severity.ERROR:
            assert taken_by_pyemv(mutation.payload) is (mutation.name in row.takes), mutation


@pytest.mark.parametrize("standard", ["epc", "spayd", "swiss-qr", "paybysquare"])
def test_another_check_of_account_numbers_refuses_what_we_refuse(standard: str) -> None:
    checked = 0
    for reading, mutation in broken(StandardId(standard)):
        if mutation.name != "check-digit-wrong":
            continue
        again = read(mutation.payload, standard=reading.standard, at=AT)
        (number,) = {each.value for each in again.fields if each.path == mutation.where}
        assert not IBAN(number, allow_invalid=True).is_valid
        checked += 1
    assert checked
