from pathlib import Path

import pytest

from linktester import payments
from linktester.qr import read
from tests.fakes.terminals import say

DIGITS = "130000000000000042"


def test_a_strip_is_written_and_can_be_read(tmp_path: Path) -> None:
    path = tmp_path / "out.png"
    said = say("qr", "make", DIGITS, "--standard", "payment-code", "--barcode", "-o", str(path))
    assert said.code == 0
    assert [(each.text, each.format) for each in read(path.read_bytes())] == [(DIGITS, "Code128")]
    assert "read back and proved" in said.err


def test_a_drawing_is_written_by_its_name(tmp_path: Path) -> None:
    path = tmp_path / "out.svg"
    assert say("qr", "make", DIGITS, "--barcode", "-o", str(path)).code == 0
    assert path.read_text().startswith("<svg")


def test_it_is_made_from_fields_too(tmp_path: Path) -> None:
    path = tmp_path / "out.png"
    values = {each.name: each.example for each in payments.form("payment-code") if each.required}
    setting = [word for name, value in values.items() for word in ("--set", f"{name}={value}")]
    said = say("qr", "make", "--standard", "payment-code", *setting, "--barcode", "-o", str(path))
    assert said.code == 0
    (found,) = read(path.read_bytes())
    assert payments.detect(found.data) == "payment-code"


@pytest.mark.parametrize(
    ("words", "told"),
    [
        ([DIGITS, "--standard", "pix"], "never shown as a strip"),
        ([DIGITS, "--level", "H"], "no error correction"),
        ([DIGITS, "--logo", "x.png"], "no error correction"),
        (["付款"], "ASCII"),
        (["1" * 200], "at most 80"),
        ([DIGITS, "--border", "4"], "10"),
    ],
)
def test_what_a_strip_cannot_be_is_told(words: list[str], told: str, tmp_path: Path) -> None:
    path = tmp_path / "out.png"
    said = say("qr", "make", *words, "--barcode", "-o", str(path))
    assert said.code == 2
    assert told in said.err
    assert not path.exists()


def test_pages_are_for_codes(tmp_path: Path) -> None:
    said = say("qr", "make", DIGITS, "--barcode", "-o", str(tmp_path / "out.pdf"))
    assert (said.code, ".svg" in said.err) == (2, True)


def test_a_terminal_is_too_narrow() -> None:
    said = say("qr", "make", DIGITS, "--barcode", screen=True)
    assert (said.code, "-o" in said.err) == (2, True)
