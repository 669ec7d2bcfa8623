"""Hostile payloads: nothing is raised, and the work they make is bounded."""

import lzma
import tomllib
from base64 import b64decode, b64encode
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from linktester.model.payment import UNKNOWN, Reading, StandardId
from linktester.payments import MAX_OCTETS, detect, encode, read
from linktester.payments.bertlv import header
from linktester.payments.mutate import mutations
from linktester.payments.notes import MAX_FINDINGS
from linktester.payments.standards import standards
from tests.fakes.bysquare import FILTERS, with_length, with_stream
from tests.fakes.paymentvectors import AT, standards_with_vectors, vectors

STANDARDS = sorted(standards())
SEEDS = [(each.payload, each.standard) for name in standards_with_vectors() for each in vectors(name)]
CRASHERS = Path(__file__).parents[1] / "corpus" / "octets" / "payments.toml"
MOST_FIELDS = 2 * MAX_OCTETS
"""No field without at least half an octet of its own."""
MOST_TEXT = 40 * MAX_OCTETS
"""Characters in all values: templates show their content again on every level."""


def bounded(payload: bytes, standard: StandardId | None = None) -> Reading:
    """Read a payload and see that the reading is no larger than the payload allows."""
    reading = read(payload, standard=standard, at=AT)
    assert len(reading.fields) <= MOST_FIELDS
    assert len(reading.findings) <= MAX_FINDINGS
    assert sum(len(each.value) for each in reading.fields) <= MOST_TEXT
    assert len(reading.octets) <= max(len(payload), 0xFFFF + 4)
    whole = len(reading.octets)
    assert all(0 <= each.offset <= each.offset + each.length <= whole for each in reading.fields)
    return reading


def through(payload: bytes, standard: StandardId | None = None) -> None:
    """Take a payload through everything there is."""
    detect(payload)
    reading = bounded(payload, standard)
    if reading.standard != UNKNOWN:
        assert isinstance(encode(reading), bytes)
    for mutation in mutations(payload, standard, AT):
        bounded(mutation.payload, reading.standard)


@pytest.mark.parametrize("standard", STANDARDS)
@given(payload=st.binary(max_size=400))
@settings(deadline=None, max_examples=25)
def test_any_octets_judged_as_any_standard(standard: StandardId, payload: bytes) -> None:
    through(payload, standard)


@given(st.binary(max_size=600))
@settings(deadline=None, max_examples=150)
def test_any_octets(payload: bytes) -> None:
    through(payload)


@given(st.text(max_size=300))
@settings(deadline=None, max_examples=100)
def test_any_text(text: str) -> None:
    through(text.encode("utf-8", "surrogatepass"))


@st.composite
def near_valid(draw: st.DrawFn) -> tuple[bytes, StandardId]:
    """A vector with some octets cut out, doubled, or written over."""
    payload, standard = draw(st.sampled_from(SEEDS))
    for _ in range(draw(st.integers(1, 4))):
        start = draw(st.integers(0, len(payload)))
        end = min(len(payload), start + draw(st.integers(0, 6)))
        middle = draw(
            st.sampled_from([b"", payload[start:end] * 2, b"\xff", "灵".encode(), b"99", b"\n", b" "])
            | st.binary(max_size=4)
        )
        payload = payload[:start] + middle + payload[end:]
    return payload, standard


@given(near_valid())
@settings(deadline=None, max_examples=400)
def test_near_valid_codes(seed: tuple[bytes, StandardId]) -> None:
    payload, standard = seed
    through(payload)
    through(payload, standard)


@given(st.sampled_from(SEEDS), st.sampled_from(STANDARDS))
@settings(deadline=None, max_examples=150)
def test_codes_judged_as_another_standard(seed: tuple[bytes, StandardId], standard: StandardId) -> None:
    through(seed[0], standard)


@pytest.mark.parametrize("piece", [b"0", b"00020101021226", b"\n", b"a=b&", b"*X:1", b"\xff", b"%"])
def test_ten_megabytes_are_not_looked_into(piece: bytes) -> None:
    payload = piece * (10_000_000 // len(piece))
    detect(payload)
    for standard in STANDARDS:
        reading = bounded(payload, standard)
        assert [finding.code for finding in reading.findings] == ["too-large"]
        assert reading.fields == ()
        assert mutations(payload, standard, AT) == ()


@pytest.mark.parametrize(
    "piece",
    [
        b"0",
        b"0004",
        b"2699",
        b"\n",
        b"\r\n",
        b"a=b&",
        b"&",
        b"*X:1",
        b"*",
        b"%41",
        b"/",
        b"\xff",
        b"\xe7\x81",
    ],
)
def test_the_longest_payloads_that_are_looked_into(piece: bytes) -> None:
    for opening in {standard: payload[:12] for payload, standard in SEEDS}.values():
        reading = bounded((opening + piece * MAX_OCTETS)[:MAX_OCTETS])
        assert reading.standard == UNKNOWN or len(encode(reading)) <= 10 * MAX_OCTETS


def test_deep_nesting_of_merchant_codes() -> None:
    inner = b""
    while len(inner) < 90:
        inner = b"26%02d" % len(inner) + inner
    reading = bounded(b"000201" + inner + b"6304ABCD")
    assert max(each.path.count("/") for each in reading.fields) <= 8


def test_deep_nesting_of_consumer_codes() -> None:
    inner = b""
    while len(inner) < 4000:
        inner = header("61", len(inner)) + inner
    reading = bounded(b64encode(b"\x85\x05CPV01" + inner))
    assert max(each.path.count("/") for each in reading.fields) <= 8
    assert "too-deep" in {finding.code for finding in reading.findings}


def test_a_flood_of_small_objects() -> None:
    reading = bounded(b64encode(b"\x85\x05CPV01" + b"\x50\x00" * 6000))
    assert len(reading.fields) == 6001
    assert len(reading.findings) == MAX_FINDINGS


@pytest.mark.parametrize("said", [0, 1, 5, 0x7FFF, 0xFFFF])
@pytest.mark.parametrize("filling", [b"\0", b"\t", b"\t1", b"\xff"])
def test_decompression_bombs(said: int, filling: bytes) -> None:
    stream = lzma.compress(filling * 20_000_000, lzma.FORMAT_RAW, filters=FILTERS)
    seed = next(payload for payload, standard in SEEDS if standard == "paybysquare")
    bomb = with_length(with_stream(seed, lambda _: stream), said)
    assert len(bomb) < MAX_OCTETS
    through(bomb, StandardId("paybysquare"))
    through(bomb)


@pytest.mark.parametrize(
    "row", tomllib.loads(CRASHERS.read_text(encoding="utf-8"))["crasher"], ids=lambda row: row["was"]
)
def test_what_once_went_wrong(row: dict[str, str]) -> None:
    payload = b64decode(row["payload_b64"])
    through(payload)
    through(payload, StandardId(row["standard"]))
