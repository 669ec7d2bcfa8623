from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QDropEvent, QGuiApplication

from linktester import qr
from linktester.gui.pages.codes import BROKEN, MAKE, SAYS, TRY, CodesPage
from linktester.gui.widgets.empty import ActionButton
from tests.fakes.clips import mime
from tests.fakes.paycodes import GOOD, WRONG


@pytest.fixture
def page(qtbot, tools, run, project) -> CodesPage:
    made = CodesPage(tools, run, project)
    qtbot.addWidget(made)
    made.run_requested.connect(run.start)
    made.resize(1100, 700)
    made.show()
    yield made
    made.leave()


def put(page: CodesPage, qtbot, payload: bytes) -> None:
    with qtbot.waitSignal(page.open.changed):
        page.box.put(payload)


def test_an_empty_page_offers_three_doors(page: CodesPage, tools, qtbot):
    doors = {each.text(): each for each in page.findChildren(ActionButton) if each.isVisible()}
    assert {"Paste a code", "Open a picture or PDF…", "Make a code"} <= doors.keys()
    assert not page.code.isVisible()
    QGuiApplication.clipboard().setText(GOOD.decode())
    with qtbot.waitSignal(page.open.changed):
        doors["Paste a code"].click()
    assert page.found.reading.valid
    assert page.code.isVisible()


def test_a_code_is_told_field_by_field_with_its_picture(page: CodesPage, qtbot):
    put(page, qtbot, GOOD)
    assert page.head.sentence.plain == "Valid: PromptPay transfer (Thailand)"
    assert "29/01" in [line[0] for line in page.says.fields.tree.texts]
    qtbot.waitUntil(lambda: page.code.drawn is not None)
    assert page.code.drawn.text == GOOD.decode()


def test_a_broken_code_is_mended(page: CodesPage, qtbot):
    put(page, qtbot, GOOD)
    assert "mend-code" not in page.commands()
    put(page, qtbot, WRONG)
    with qtbot.waitSignal(page.open.changed):
        page.commands()["mend-code"]()
    assert page.box.payload == GOOD
    assert page.found.reading.valid


def test_it_is_judged_as_what_is_chosen_until_another_code_comes(page: CodesPage, qtbot):
    put(page, qtbot, GOOD)
    page.commands()["judge-as"]()
    with qtbot.waitSignal(page.open.changed):
        page.open.judge_as("pix")
    assert page.head.sentence.plain.startswith("Not valid: Pix")
    assert page.head.judge.text() == "Judge as… (chosen)"
    with qtbot.waitSignal(page.open.changed):
        page.box.take(mime(GOOD.decode()))
    assert page.head.sentence.plain.startswith("Valid: PromptPay")


def test_a_new_code_is_made_into_an_empty_box(page: CodesPage, qtbot):
    with qtbot.waitSignal(page.open.changed):
        page.commands()["make-code"]()
    assert page.tabs.currentIndex() == MAKE
    assert page.found.reading.valid


def test_looking_at_the_form_leaves_the_code_alone(page: CodesPage, qtbot, tools):
    put(page, qtbot, WRONG)
    page.tabs.setCurrentIndex(MAKE)
    qtbot.waitUntil(lambda: page.maker.fields is not None and tools.tasks.is_idle)
    assert page.box.payload == WRONG


def test_a_dropped_picture_is_read(page: CodesPage, qtbot):
    held = mime(png=qr.make(GOOD).png)
    nothing, left = Qt.KeyboardModifier.NoModifier, Qt.MouseButton.LeftButton
    drop = QDropEvent(QPoint(5, 5), Qt.DropAction.CopyAction, held, left, nothing)
    with qtbot.waitSignal(page.open.changed):
        page.dropEvent(drop)
    assert page.found.payload == GOOD


def test_running_right_after_a_code_came_tries_it_at_the_scanners(page: CodesPage, qtbot):
    page.box.put(GOOD)
    with qtbot.waitSignal(page.run_requested) as told:
        page.commands()["run"]()
    assert page.tabs.currentIndex() == TRY
    (case,) = told.args[0].suites[0].cases
    assert case.link.text == GOOD.decode()
    assert {stand.surface for stand in case.stands} == {"scan"}


def test_the_code_becomes_a_case(page: CodesPage, qtbot):
    put(page, qtbot, GOOD)
    with qtbot.waitSignal(page.case_offered) as told:
        page.commands()["add-code"]()
    assert told.args[0].link.text == GOOD.decode()


def test_a_broken_form_is_looked_at_as_what_it_was_made_of(page: CodesPage, qtbot):
    put(page, qtbot, GOOD)
    with qtbot.waitSignal(page.broken.counted):
        page.commands()["break-code"]()
    assert page.tabs.currentIndex() == BROKEN
    names = [each.mutation.name for each in page.broken.codes]
    page.broken.list.setCurrentItem(page.broken.list.topLevelItem(names.index("checksum-wrong")))
    with qtbot.waitSignal(page.open.changed):
        page.broken.buttons["open"].click()
    assert page.tabs.currentIndex() == SAYS
    assert page.head.sentence.plain.startswith("Not valid: PromptPay")


def test_ticked_forms_become_cases_and_a_suite(page: CodesPage, qtbot, tmp_path: Path):
    put(page, qtbot, GOOD)
    with qtbot.waitSignal(page.broken.counted):
        page.commands()["break-code"]()
    page.broken.list.topLevelItem(0).setCheckState(0, Qt.CheckState.Checked)
    with qtbot.waitSignal(page.cases_offered):
        page.broken.buttons["add"].click()
    page.broken.buttons["save"].click()
    with qtbot.waitSignal(page.told):
        page.commanded.save_to(tmp_path / "broken.toml")
    assert (tmp_path / "broken.toml").is_file()


def test_the_code_is_there_again_at_the_next_start(page: CodesPage, qtbot, tools, run, project):
    put(page, qtbot, b"000201\xff")
    page.leave()
    again = CodesPage(tools, run, project)
    qtbot.addWidget(again)
    assert again.box.payload == b"000201\xff"
    again.leave()


def test_hostile_codes_stay_text(page: CodesPage, qtbot):
    for payload in (
        b"\x00" * 40,
        "\u202e<b>x</b>\ufffc".encode() * 50,
        b"9" * 40_000,
        b"000201" + b"26" * 4_000,
    ):
        put(page, qtbot, payload)
        assert page.box.payload == payload


def test_it_speaks_both_languages(page: CodesPage, qtbot, tools):
    put(page, qtbot, WRONG)
    tools.speech.switch("zh_CN")
    tools.theme.choose("dark")
    assert page.tabs.tabText(TRY) == "试扫"
    assert page.head.sentence.plain.startswith("无效：")
    tools.theme.choose("light")
