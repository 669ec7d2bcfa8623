from pathlib import Path

import pytest
from PIL import Image

from linktester import payments
from linktester.qr import make, read, read_document
from tests.fakes import pictures
from tests.fakes.terminals import say

LINK = "https://example.com/?q=1"
PIX = {"key": "qa@linktester.example", "name": "LINKTESTER", "city": "RECIFE", "amount": "1.00"}
BILL = {
    "iban": "CH5800791123000889012",
    "creditor-name": "Linktester AG",
    "creditor-postcode": "8000",
    "creditor-town": "Bern",
}


def setting(values: dict[str, str]) -> list[str]:
    return [word for name, value in values.items() for word in ("--set", f"{name}={value}")]


@pytest.fixture
def logo(tmp_path: Path) -> Path:
    path = tmp_path / "logo.png"
    path.write_bytes(pictures.saved(Image.new("RGB", (40, 30), "red")))
    return path


def test_a_code_is_written_and_can_be_read(tmp_path: Path):
    path = tmp_path / "out.png"
    said = say("qr", "make", LINK, "-o", str(path))
    assert said.code == 0
    assert [each.text for each in read(path.read_bytes())] == [LINK]
    assert "read back and proved" in said.err


def test_a_drawing_is_written_by_its_name(tmp_path: Path):
    path = tmp_path / "out.svg"
    assert say("qr", "make", LINK, "-o", str(path)).code == 0
    assert path.read_text().startswith("<svg")


def test_a_page_is_written_by_its_name(tmp_path: Path):
    path = tmp_path / "out.pdf"
    assert say("qr", "make", LINK, "--size", "30", "-o", str(path)).code == 0
    assert [(page, found.text) for page, found in read_document(path.read_bytes())] == [(1, LINK)]


def test_another_ending_is_refused(tmp_path: Path):
    said = say("qr", "make", LINK, "-o", str(tmp_path / "out.jpg"))
    assert said.code == 2
    assert ".png, .svg or .pdf" in said.err


def test_a_terminal_gets_a_drawing_that_scans():
    out = say("qr", "make", LINK, screen=True).out
    lines = [line for line in out.splitlines() if "█" in line or "▀" in line]
    assert len(lines) == (25 + 1) // 2


def test_mistakes_are_told_at_once():
    said = say("qr", "make", "", "--scale", "1", "--border", "2")
    assert said.code == 2
    assert len(said.err.splitlines()) == 3


def test_a_payment_code_is_made_from_its_fields(tmp_path: Path):
    path = tmp_path / "pix.png"
    assert say("qr", "make", "--standard", "pix", *setting(PIX), "-o", str(path)).code == 0
    (found,) = read(path.read_bytes())
    reading = payments.read(found.data)
    assert (reading.standard, reading.valid, reading.summary.amount) == ("pix", True, "1.00")


def test_all_mistakes_of_a_form_are_told_at_once():
    said = say("qr", "make", "--standard", "pix", "--set", "key=qa@linktester.example", "--set", "amount=x")
    assert said.code == 2
    assert {"name", "city", "amount"} <= {line.split(":")[0] for line in said.err.splitlines()}


@pytest.mark.parametrize("pairs", [("oops",), ("key=1", "key=2"), ("nokey=1",)])
def test_a_value_that_cannot_be_set_is_told(pairs):
    said = say("qr", "make", "--standard", "pix", *(word for pair in pairs for word in ("--set", pair)))
    assert said.code == 2


@pytest.mark.parametrize(
    "words",
    [
        (),
        ("--set", "a=b"),
        ("--list-fields",),
        (LINK, "--standard", "pix", "--set", "key=1"),
        (LINK, "--standard", "nope"),
    ],
)
def test_a_wrong_command_line_is_told(words):
    said = say("qr", "make", *words)
    assert said.code == 2
    assert said.err


def test_the_fields_of_a_standard_are_listed():
    said = say("qr", "make", "--standard", "pix", "--list-fields")
    assert {line.split("\t")[0].rstrip("*") for line in said.lines[1:]} == {
        each.name
        for each in payments.form(payments.standards()["pix"].id)  # type: ignore[index]
    }


def test_the_swiss_bill_has_its_cross_its_size_and_its_level(tmp_path: Path):
    path = tmp_path / "bill.pdf"
    said = say("qr", "make", "--standard", "swiss-qr", *setting(BILL), "-o", str(path))
    assert said.code == 0, said.err
    assert "level M" in said.err
    assert len(read_document(path.read_bytes())) == 1
    for wish in (("--level", "H"), ("--size", "30")):
        refused = say("qr", "make", "--standard", "swiss-qr", *setting(BILL), *wish, "-o", str(path))
        assert refused.code == 2


def test_a_broken_code_is_drawn_as_it_stands(tmp_path: Path):
    path = tmp_path / "broken.png"
    said = say("qr", "make", "000201oops", "--standard", "pix", "-o", str(path))
    assert said.code == 0
    assert "drawn all the same" in said.err
    assert [each.text for each in read(path.read_bytes())] == ["000201oops"]


def test_beyond_the_limit_of_a_standard_nothing_is_drawn(tmp_path: Path):
    said = say("qr", "make", "BCD\n" + "x" * 400, "--standard", "epc", "-o", str(tmp_path / "x.png"))
    assert said.code == 2
    assert "331" in said.err


def test_a_logo_is_drawn_at_level_h_and_read_back(logo: Path, tmp_path: Path):
    path = tmp_path / "out.png"
    said = say("qr", "make", LINK, "--logo", str(logo), "-o", str(path))
    assert said.code == 0, said.err
    assert [(each.text, each.level) for each in read(path.read_bytes())] == [(LINK, "H")]
    assert path.read_bytes() != make(LINK, level="H").png


@pytest.mark.parametrize(
    "words",
    [
        (LINK, "--level", "M"),
        (LINK, "--logo-width", "30"),
        ("--standard", "epc", "--set", "name=A", "--set", "iban=DE98370400440000000042"),
        ("--standard", "swiss-qr", *setting(BILL)),
    ],
)
def test_a_logo_is_refused_where_it_may_not_stand(words, logo: Path, tmp_path: Path):
    said = say("qr", "make", *words, "--logo", str(logo), "-o", str(tmp_path / "out.png"))
    assert said.code == 2
    assert not (tmp_path / "out.png").exists()


def test_millimetres_are_for_print(tmp_path: Path):
    said = say("qr", "make", LINK, "--size", "30", "-o", str(tmp_path / "code.png"))
    assert said.code == 2
    assert "--scale" in said.err
    path = tmp_path / "code.svg"
    assert say("qr", "make", LINK, "--size", "30", "-o", str(path)).code == 0
    assert 'mm"' in path.read_text()


def test_mistakes_of_a_form_have_the_names_of_its_fields():
    said = say(
        "qr", "make", "--standard", "pix", "--set", "city=RECIFE", "--set", "key=qa@linktester.example"
    )
    assert said.code == 2
    assert "Payee name is missing" in said.err
