"""What every national payment code is held to: its vectors, and codes made, broken and read again."""

from datetime import datetime

from hypothesis import strategies as st

from linktester.model.payment import Reading, StandardId
from linktester.payments import detect, encode, read, write
from linktester.payments.emv.checksum import crc
from tests.fakes.paymentvectors import AT, PaymentVector, assert_says, told

DIGITS = "0123456789"
CAPITALS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ" + DIGITS


def hold(vector: PaymentVector) -> None:
    """Assert everything that is known about a vector."""
    reading = vector.read()
    found = {finding.code for finding in reading.findings}
    assert set(vector.findings) <= found
    assert_says(vector, reading)
    assert_offsets(reading)
    if vector.valid:
        assert set(told(reading)) <= set(vector.findings)
        assert encode(reading) == vector.payload
        assert detect(vector.payload) == vector.standard


def assert_offsets(reading: Reading) -> None:
    """Assert that every field's value stands where the field says."""
    for field in reading.fields:
        octets = reading.octets[field.offset : field.offset + field.length]
        assert octets.decode("utf-8", "replace") == field.value


def codes(payload: bytes | str, standard: str, at: datetime = AT) -> dict[str, str]:
    """Return code of finding → severity, the worst for a code that is found several times."""
    octets = payload.encode() if isinstance(payload, str) else payload
    reading = read(octets, standard=StandardId(standard), at=at)
    return {finding.code: finding.severity.value for finding in reversed(reading.findings)}


def sealed(text: str, last: str = "63") -> str:
    """Return the text with its checksum."""
    body = f"{text}{last}04"
    return body + crc(body.encode())


def tlv(*pairs: tuple[str, str]) -> str:
    """Return objects of ids and values."""
    return "".join(f"{name}{len(value):02d}{value}" for name, value in pairs)


def made_and_read(standard: str, given: dict[str, str]) -> Reading:
    """Make a code, assert that it is sound and comes back from its fields, and return what it says."""
    octets = write(StandardId(standard), given)
    reading = read(octets, at=AT)
    assert reading.standard == standard
    assert reading.valid, reading.findings
    assert encode(reading) == octets
    return reading


def survives(octets: bytes, standard: str) -> None:
    """Assert that a code, however broken, is read and written back as octets."""
    reading = read(octets, standard=StandardId(standard), at=AT)
    assert_offsets(reading)
    assert isinstance(encode(reading), bytes)


def digits(least: int, most: int | None = None) -> st.SearchStrategy[str]:
    """Return texts of ASCII digits."""
    return st.text(DIGITS, min_size=least, max_size=least if most is None else most)


def amounts(decimals: int = 2) -> st.SearchStrategy[str]:
    """Return amounts above zero with exactly so many decimals."""
    smallest = st.integers(min_value=1, max_value=10**9 - 1)
    return smallest.map(lambda many: f"{many / 10**decimals:.{decimals}f}")


@st.composite
def mutated(draw: st.DrawFn, octets: bytes) -> bytes:
    """Return the octets with a few of them changed, taken out or put in."""
    broken = bytearray(octets)
    for _ in range(draw(st.integers(1, 3))):
        spot = draw(st.integers(0, max(len(broken) - 1, 0)))
        end = spot + draw(st.integers(0, 3))
        broken[spot:end] = draw(st.binary(max_size=3))
    return bytes(broken)
