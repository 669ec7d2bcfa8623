from pathlib import Path

import pytest
from PIL import Image

from linktester import payments, qr
from linktester.gui.panels.paymentcode import PaymentCode
from tests.fakes.clips import octets_of
from tests.fakes.paycodes import GOOD, SWISS, made

DIGITS = b"130000000000000042"


@pytest.fixture
def panel(qtbot, tools) -> PaymentCode:
    made = PaymentCode(tools)
    qtbot.addWidget(made)
    made.show()
    yield made
    made.leave()


def shown(panel: PaymentCode, qtbot, payload: bytes, standard: str = "") -> None:
    with qtbot.waitSignal(panel.drawn_changed):
        panel.show_code(payload, payments.standard(standard))


def test_bytes_that_are_no_text_are_drawn_byte_for_byte(panel: PaymentCode, qtbot):
    shown(panel, qtbot, b"000201\xff")
    assert [found.data for found in qr.read(octets_of(panel.view))] == [b"000201\xff"]


def test_a_payers_code_is_a_strip_too(panel: PaymentCode, qtbot, tmp_path: Path):
    panel.setFixedWidth(620)
    shown(panel, qtbot, DIGITS, "payment-code")
    assert panel.strip.isVisible()
    assert "Strip decoded back: same text" in panel.facts.plain
    qtbot.waitUntil(lambda: panel.strip.scale >= 3)
    assert [(found.data, found.format) for found in qr.read(octets_of(panel.strip))] == [(DIGITS, "Code128")]
    for suffix in ("png", "svg"):
        with qtbot.waitSignal(panel.told):
            panel.save_strip_to(suffix, tmp_path / f"strip.{suffix}")
    assert [found.data for found in qr.read((tmp_path / "strip.png").read_bytes())] == [DIGITS]
    assert (tmp_path / "strip.svg").read_text().startswith("<svg")


@pytest.mark.parametrize(
    ("payload", "standard"),
    [(GOOD, "promptpay"), ("１３".encode() + DIGITS[2:], "payment-code"), (DIGITS, "")],
)
def test_other_codes_are_none(panel: PaymentCode, qtbot, tmp_path: Path, payload: bytes, standard: str):
    shown(panel, qtbot, DIGITS, "payment-code")
    shown(panel, qtbot, payload, standard)
    assert panel.drawn is not None
    assert not panel.strip.isVisible()
    assert not any(button.isVisible() for button in panel.strip_buttons)
    panel.save_strip_to("png", tmp_path / "none.png")
    assert not list(tmp_path.glob("none.png"))


def test_the_swiss_cross_is_in_the_middle_and_the_level_fixed(panel: PaymentCode, qtbot):
    payload = made(SWISS)
    shown(panel, qtbot, payload, "swiss-qr")
    assert "printed 46 mm wide by the standard" in panel.facts.plain
    assert "The standard allows level M only." in panel.facts.plain
    assert not panel.level.isEnabled()
    assert not panel.logo.isEnabled()
    middle = panel.view.grab().toImage()
    assert [found.data for found in qr.read(octets_of(panel.view))] == [payload]
    assert middle.pixelColor(middle.width() // 2, middle.height() // 2).lightness() > 200


def test_a_level_is_chosen_until_another_standard_comes(panel: PaymentCode, qtbot):
    shown(panel, qtbot, GOOD, "promptpay")
    with qtbot.waitSignal(panel.drawn_changed):
        panel.level.setCurrentIndex(panel.level.findData("Q"))
    assert panel.drawn.level == "Q"
    shown(panel, qtbot, GOOD, "emvco-mpm")
    assert panel.drawn.level == "M"


def test_a_logo_asks_for_level_h(panel: PaymentCode, qtbot, tmp_path: Path):
    shown(panel, qtbot, GOOD, "promptpay")
    file = tmp_path / "logo.png"
    Image.new("RGB", (60, 60), "red").save(file)
    with qtbot.waitSignal(panel.drawn_changed):
        panel.take_logo(file)
    assert panel.drawn.level == "H"
    assert panel.logo.isChecked()
    with qtbot.waitSignal(panel.drawn_changed):
        panel.logo.click()
    assert panel.drawn.level == "M"


def test_it_is_saved_as_a_page_of_its_size(panel: PaymentCode, qtbot, tmp_path: Path):
    shown(panel, qtbot, GOOD, "promptpay")
    file = tmp_path / "code.pdf"
    with qtbot.waitSignal(panel.told):
        panel.save_to("pdf", file)
    assert [found.data for _, found in qr.read_document(file.read_bytes())] == [GOOD]


def test_what_the_standard_forbids_is_a_sentence(panel: PaymentCode, qtbot):
    shown(panel, qtbot, b"0" * 600, "emvco-mpm")
    assert panel.drawn is None
    assert "the standard allows 512" in panel.facts.plain
