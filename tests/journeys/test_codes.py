"""A payment code at the real window: pasted, explained, mended, tried, kept as a case, broken on purpose."""

import gc
import os
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
pytest.importorskip("PySide6.QtWidgets", reason="Qt's system libraries are missing", exc_type=ImportError)

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QPlainTextEdit, QPushButton, QTreeWidget

from linktester import qr
from linktester.gui.pages.codes import BROKEN, CodesPage
from linktester.gui.panels.resultline import ResultLine
from linktester.project import open_file
from tests.fakes.clips import octets_of
from tests.fakes.desk import Desk
from tests.fakes.paycodes import GOOD, WRONG

pytestmark = [pytest.mark.journey]

Sit = Callable[..., Desk]


@pytest.fixture
def sit(qapp: object, tmp_path: Path) -> Iterator[Sit]:
    """Open the window; it is closed at the end, and what is left of it is freed on this thread."""
    gc.disable()
    desks: list[Desk] = []

    def begin(language: str = "en") -> Desk:
        desks.append(Desk(tmp_path / "kept", language))
        return desks[-1]

    yield begin
    for desk in desks:
        desk.close()
    gc.collect()
    gc.enable()


def codes(desk: Desk) -> CodesPage:
    page = desk.go("codes")
    assert isinstance(page, CodesPage)
    return page


def word(desk: Desk, host: str) -> str:
    """Return the verdict as it reads below the code."""
    line = desk.find(ResultLine, f"result-{host}-scan")
    return str(line.accessibleName()).split(" · ", maxsplit=1)[0]


def test_from_a_broken_code_to_a_case(sit: Sit) -> None:
    desk = sit()
    desk.rest()
    page = codes(desk)
    desk.put_on_clipboard(WRONG.decode())
    desk.act("paste-link")
    desk.until(lambda: page.found, "the code to be read")
    assert page.head.sentence.plain == "Not valid: PromptPay transfer (Thailand)"

    # The finding leads to the field, the field to its bytes.
    page.says.findings.lines[0].click()
    offset, length = page.says.fields.bytes.marked
    assert WRONG[offset : offset + length] == b"E6E1"

    desk.find(QPushButton, "codes-mend").click()
    desk.until(lambda: page.found and page.found.reading.valid, "the mended code")
    assert desk.find(QPlainTextEdit, "codes-text").toPlainText() == GOOD.decode()
    desk.until(lambda: page.code.drawn and page.code.drawn.text == GOOD.decode(), "its picture")
    assert [found.data for found in qr.read(octets_of(page.code.view))] == [GOOD]

    # Wallets have no known rule for a Thai code: a gap, not a refusal. The reader keeps to the standard.
    desk.finish_run(lambda: desk.act("run"))
    assert word(desk, "alipay").startswith("inconclusive")
    assert word(desk, "reader").startswith("honored")

    before = len(desk.window.project.current.state.suite.cases)
    desk.act("add-code")
    desk.rest()
    cases = desk.window.project.current.state.suite.cases
    assert [case.link.text for case in cases[before:]] == [GOOD.decode()]


def test_broken_forms_become_a_suite(sit: Sit, tmp_path: Path) -> None:
    desk = sit("zh_CN")
    desk.rest()
    page = codes(desk)
    page.box.put(GOOD)
    desk.until(lambda: page.found, "the code to be read")
    desk.act("break-code")
    assert page.tabs.currentIndex() == BROKEN
    ticks = desk.find(QTreeWidget, "broken-list")
    desk.until(ticks.topLevelItemCount, "the broken forms")
    first = ticks.topLevelItem(0)
    assert first is not None
    first.setCheckState(0, Qt.CheckState.Checked)
    desk.find(QPushButton, "broken-save").click()
    page.commanded.save_to(tmp_path / "mine.toml")
    desk.until((tmp_path / "mine.toml").is_file, "the suite")
    suite = open_file(tmp_path / "mine.toml").suite
    assert suite is not None
    assert suite.cases[0].link.text == GOOD.decode()
    assert len(suite.cases) == 2
