from pathlib import Path

import pytest
from PySide6.QtGui import QGuiApplication

from linktester import qr
from linktester.gui.panels.code import CodePanel
from tests.fakes.clips import octets_of

TEXT = "https://item.taobao.com/item.htm?id=1"


@pytest.fixture
def panel(qtbot, tools) -> CodePanel:
    made = CodePanel(tools)
    qtbot.addWidget(made)
    made.show()
    return made


def shown(panel: CodePanel, qtbot, text: str) -> None:
    with qtbot.waitSignal(panel.drawn_changed):
        panel.show_text(text)


def test_the_code_is_drawn_and_says_that_it_was_read_back(panel: CodePanel, qtbot):
    shown(panel, qtbot, TEXT)
    assert panel.facts.text() == "Decoded back: same text ✓ · version 3 · level M · 29 × 29 modules"
    assert [found.text for found in qr.read(octets_of(panel.view))] == [TEXT]


def test_the_level_is_chosen_and_remembered(panel: CodePanel, qtbot, tools):
    shown(panel, qtbot, TEXT)
    with qtbot.waitSignal(panel.drawn_changed):
        panel.level.setCurrentIndex(panel.level.findData("H"))
    assert "level H" in panel.facts.text()
    assert tools.settings.text("code-level") == "H"


def test_only_the_newest_text_is_shown(panel: CodePanel, qtbot):
    for number in range(5):
        panel.show_text(f"{TEXT}{number}")
    qtbot.waitUntil(lambda: panel.drawn is not None and panel.drawn.text == f"{TEXT}4")
    panel.show_text("")
    assert panel.drawn is None


def test_too_much_data_is_a_sentence(panel: CodePanel, qtbot):
    shown(panel, qtbot, "https://a.example/?" + "x" * 4000)
    assert panel.drawn is None
    assert "do not fit into a QR code at level M" in panel.facts.text()


def test_a_fine_code_says_so(panel: CodePanel, qtbot):
    shown(panel, qtbot, "https://a.example/?" + "x" * 2200)
    assert panel.facts.text().endswith("Too fine to scan here: show it large.")


def test_link_and_picture_are_copied(panel: CodePanel, qtbot):
    shown(panel, qtbot, TEXT)
    with qtbot.waitSignal(panel.told):
        panel.findChild(object, "code-copy-link").click()
    assert QGuiApplication.clipboard().text() == TEXT
    with qtbot.waitSignal(panel.told) as told:
        panel.findChild(object, "code-copy").click()
    assert told.args[0].code == "code.copied"
    assert QGuiApplication.clipboard().image().width() > 100


@pytest.mark.parametrize("suffix", ["png", "svg"])
def test_it_is_saved(panel: CodePanel, qtbot, tmp_path: Path, suffix: str):
    shown(panel, qtbot, TEXT)
    path = tmp_path / f"code.{suffix}"
    with qtbot.waitSignal(panel.told) as told:
        panel.save_to(suffix, path)
    assert told.args[0].args == {"path": str(path)}
    assert path.read_bytes()[:4] == (b"\x89PNG" if suffix == "png" else b"<svg")


def test_a_folder_that_is_not_there_is_told(panel: CodePanel, qtbot, tmp_path: Path):
    shown(panel, qtbot, TEXT)
    with qtbot.waitSignal(panel.failed) as told:
        panel.save_to("png", tmp_path / "no" / "code.png")
    assert told.args[0].problems[0].message.code == "report.no-folder"


def test_a_name_is_asked_for_without_waiting(panel: CodePanel, qtbot):
    shown(panel, qtbot, TEXT)
    panel.findChild(object, "code-save-svg").click()
    dialog = panel.window().findChild(object, "QFileDialog")
    assert dialog is not None
    assert dialog.defaultSuffix() == "svg"
    dialog.reject()


def test_without_a_code_there_is_nothing_to_copy_or_enlarge(panel: CodePanel, qtbot):
    names = ("code-copy", "code-save-png", "code-save-svg", "code-enlarge")
    assert [panel.findChild(object, name).isEnabled() for name in names] == [False] * 4
    shown(panel, qtbot, TEXT)
    with qtbot.waitSignal(panel.enlarge_requested):
        panel.findChild(object, "code-enlarge").click()


def test_a_sentence_stands_in_the_place_of_a_picture_that_would_mean_nothing(panel: CodePanel, qtbot):
    shown(panel, qtbot, TEXT)
    panel.show_text("linktester://order/wechatpay/native", "code.order")
    assert panel.drawn is None
    assert panel.view.isHidden()
    assert panel.facts.text().startswith("The merchant’s code is made when the link is run")
    panel.level.setCurrentIndex(panel.level.findData("H"))
    assert panel.drawn is None
    shown(panel, qtbot, TEXT)
    assert not panel.view.isHidden()
    assert panel.drawn is not None
