"""What is asked of every codec of payment links, and how their codes are spoilt."""

from collections.abc import Callable

from hypothesis import strategies as st

from linktester.model.errors import InputErrors
from linktester.model.payment import Reading
from tests.fakes.paymentvectors import PaymentVector, assert_says, told


def assert_as_expected(vector: PaymentVector) -> None:
    reading = vector.read()
    assert set(told(reading)) == set(vector.findings)
    assert_says(vector, reading)
    assert_places_fit(reading)


def assert_places_fit(reading: Reading) -> None:
    """Fields lie inside the code, in order; findings stand at a field, a missing one, or the whole."""
    ends = [0]
    for field in reading.fields:
        assert 0 <= field.offset <= field.offset + field.length <= len(reading.octets)
        assert field.offset >= ends[-1]
        ends.append(field.offset + field.length)
        assert bool(field.name) is bool(field.title)


def mistakes_of(call: Callable[[], bytes]) -> dict[str, str]:
    """Return form field → what is wrong with it, as a refused `write` tells it."""
    try:
        call()
    except InputErrors as error:
        return {str(each.place.path): each.message.code.partition(".")[2] for each in error.problems}
    return {}


_SEPARATORS = [b"&", b"=", b"%", b"#", b"?"]


@st.composite
def spoilt(draw: st.DrawFn, codes: list[bytes]) -> bytes:
    """Return one of `codes` with octets cut out, put in or changed."""
    payload = bytearray(draw(st.sampled_from(codes)))
    for _ in range(draw(st.integers(1, 3))):
        at = draw(st.integers(0, len(payload)))
        cut = draw(st.integers(0, 3))
        payload[at : at + cut] = draw(st.one_of(st.binary(max_size=3), st.sampled_from(_SEPARATORS)))
    return bytes(payload)
