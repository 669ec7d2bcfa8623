"""Vectors of qrph."""

import pytest

from linktester.model.link import Severity
from tests.fakes.paymentvectors import PaymentVector, vectors

ALL = vectors("qrph")


@pytest.mark.parametrize("vector", ALL, ids=[each.name for each in ALL])
def test_vectors(vector: PaymentVector) -> None:
    reading = vector.read()
    loud = [each.code for each in reading.findings if each.severity is not Severity.INFO]
    assert loud == list(vector.findings)
    assert reading.valid is vector.valid
