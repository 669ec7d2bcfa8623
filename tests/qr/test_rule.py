import tomllib
from dataclasses import replace
from pathlib import Path

import pytest
from PIL import Image

from linktester import resources
from linktester.model.errors import InputErrors
from linktester.model.link import Severity
from linktester.model.payment import Standard, StandardId
from linktester.qr import check, logo, make, make_by, read
from linktester.qr.paper import pdf
from linktester.qr.pdfpages import pages
from tests.fakes import pictures

PLAIN = Standard(
    id=StandardId("plain"),
    name={"en": "Plain", "zh_CN": "普通"},
    codec="plain",
    group="china",
    confidence="D",
    as_of="2026-01-01",
    sources=(),
)
STRICT = replace(PLAIN, level="M", level_fixed=True, max_version=13, max_octets=331)
BILL = replace(STRICT, max_version=25, max_octets=997, side_mm=46.0, clear_mm=5.0, cross_mm=7.0)
RED = pictures.saved(Image.new("RGB", (60, 60), "red"))


VECTORS = Path(__file__).parents[1] / "vectors" / "payments"
CONDITIONS = (pictures.clean, pictures.screenshot, pictures.jpeg, pictures.turned)


def table() -> dict[str, Standard]:
    """Every standard as the table has it; read here as plain data, for the rooms may not meet."""
    rows = tomllib.loads(resources.read_text("payments/standards.toml"))["standard"]
    return {row["id"]: Standard(**row) for row in rows}


def samples() -> list[tuple[str, bytes]]:
    """The shortest and the longest valid code of every standard that has vectors."""
    found: dict[str, list[bytes]] = {}
    for path in sorted(VECTORS.glob("*.toml")):
        for row in tomllib.loads(path.read_text("utf-8")).get("vector", []):
            if row.get("valid") and "payload" in row:
                found.setdefault(row["standard"], []).append(row["payload"].encode())
    ends = {name: (min(some, key=len), max(some, key=len)) for name, some in found.items()}
    return [(name, each) for name, (short, long) in ends.items() for each in dict.fromkeys((short, long))]


SAMPLES = samples()


def refused(standard: Standard, payload: bytes, **wish: object) -> list[str]:
    with pytest.raises(InputErrors) as error:
        make_by(standard, payload, **wish)  # type: ignore[arg-type]
    return [problem.message.code.removeprefix("qr.") for problem in error.value.problems]


def test_a_standard_gives_its_level_and_a_wish_may_differ_where_it_may():
    assert make_by(replace(PLAIN, level="Q"), b"x").level == "Q"
    assert make_by(PLAIN, b"x", level="H").level == "H"
    assert refused(STRICT, b"x", level="H") == ["standard-level"]
    assert make_by(STRICT, b"x", level="M").level == "M"


def test_limits_hold_to_the_octet():
    assert make_by(STRICT, b"\xa5" * 331).version == 13
    assert refused(STRICT, b"\xa5" * 332) == ["standard-octets"]
    assert refused(replace(STRICT, max_octets=None), b"\xa5" * 332) == ["version-too-high"]
    assert make_by(BILL, b"\xa5" * 997).version == 25


def test_all_that_is_forbidden_is_told_at_once():
    assert refused(STRICT, b"x" * 400, level="L") == ["standard-octets", "standard-level"]
    assert refused(STRICT, b"x" * 400, logo=logo(RED)) == ["standard-octets", "logo-level-fixed"]
    assert refused(BILL, b"x", logo=logo(RED)) == ["logo-cross"]
    assert refused(PLAIN, b"x", level="M", logo=logo(RED)) == ["logo-level"]


@pytest.mark.parametrize("condition", CONDITIONS)
@pytest.mark.parametrize("size", [20, 60, 200])
def test_a_logo_is_drawn_at_level_h_and_scans(size, condition):
    payload = b"x" * size
    code = make_by(PLAIN, payload, logo=logo(RED, 0.22), scale=6)
    assert code.level == "H"
    assert [found.data for found in read(condition(code.png))] == [payload]
    # The widest one leaves less than half of the error correction, which is told, and no error.
    assert {each.message.code for each in check(code.png)} <= {"qr.check-covered"}
    assert all(each.severity is not Severity.ERROR for each in check(code.png))


@pytest.mark.parametrize("condition", CONDITIONS)
@pytest.mark.parametrize("size", [120, 300, 997])
def test_a_bill_has_its_cross_and_scans(size, condition):
    payload = bytes(32 + number % 90 for number in range(size))
    code = make_by(BILL, payload, scale=6)
    assert (code.level, code.side_mm) == ("M", 46.0)
    assert [found.data for found in read(condition(code.png))] == [payload]
    assert {each.message.code for each in check(code.png)} == set()


def test_a_bill_keeps_five_millimetres_clear():
    code = make_by(BILL, b"\xa5" * 997)
    assert code.border * 46 / len(code.modules) >= 5
    (page,) = pages(pdf(code), dots_per_inch=254)
    assert page.picture.width >= 560
    assert make_by(BILL, b"\xa5" * 997, border=4).border == 4


@pytest.mark.parametrize(("name", "payload"), SAMPLES, ids=lambda each: each if isinstance(each, str) else "")
def test_codes_of_every_standard_scan_in_its_own_picture_and_at_both_levels(name, payload):
    standard = table()[name]
    own = make_by(standard, payload, scale=6)
    assert own.level == standard.level
    for condition in CONDITIONS:
        assert [found.data for found in read(condition(own.png))] == [payload]
    for code in (make(payload, level="M", scale=4), make(payload, level="H", scale=4)):
        assert [found.data for found in read(code.png)] == [payload]


@pytest.mark.parametrize("level", ["M", "H"])
@pytest.mark.parametrize(
    ("name", "payload"), [pair for pair in SAMPLES if pair[1].isascii()], ids=lambda each: str(each)[:20]
)
def test_an_unrelated_decoder_agrees_on_codes_of_every_standard(name, payload, level):
    pyzbar = pytest.importorskip(
        "pyzbar.pyzbar", reason="libzbar is not on this machine", exc_type=ImportError
    )
    code = make(payload, level=level, scale=4)
    found = pyzbar.decode(pictures.opened(pictures.jpeg(code.png)))
    assert [each.data for each in found] == [payload]


def test_every_standard_has_a_sample():
    assert {name for name, _ in SAMPLES} >= table().keys() - {"emvco-cpm"}
