import threading
from datetime import datetime

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QDropEvent, QGuiApplication

from linktester import qr
from linktester.gui.pages.start import StartPage
from linktester.gui.widgets.empty import ActionButton
from linktester.model.phone import OS
from linktester.model.zone import CHINA
from linktester.project.trial import first_stands
from tests.fakes.clips import mime
from tests.fakes.readers import stale_words

ITEM = "https://item.taobao.com/item.htm?id=1"
WALL = datetime(2021, 9, 1, 12, tzinfo=CHINA)


@pytest.fixture
def page(qtbot, tools, run, project) -> StartPage:
    tools.settings.put("start-text", ITEM)
    made = StartPage(tools, run, project)
    qtbot.addWidget(made)
    made.run_requested.connect(run.start)
    made.resize(1100, 700)
    made.show()
    qtbot.waitUntil(lambda: made.can_run)
    qtbot.waitUntil(lambda: made.code.drawn is not None)
    yield made
    made.leave()


def put(page: StartPage, qtbot, text: str) -> None:
    with qtbot.waitSignal(page.box.understood):
        page.box.put(text)


def test_the_first_start_shows_a_sample_and_how_to_run_it(qtbot, tools, run, project):
    page = StartPage(tools, run, project)
    qtbot.addWidget(page)
    qtbot.waitUntil(lambda: page.can_run and page.code.drawn is not None)
    page.leave()
    assert page.found.headline.text() == "Taobao item · Taobao"
    assert page.places.words == ["WeChat · 1:1 chat", "WeChat · group chat", "System browser"]
    assert page.box.note.plain.startswith("Press Ctrl+Enter")


def test_what_was_pasted_before_the_sample_was_read_stays(qtbot, tools, run, project):
    page = StartPage(tools, run, project)
    qtbot.addWidget(page)
    page.box.put(ITEM)
    qtbot.waitUntil(lambda: tools.tasks.is_idle and page.can_run)
    page.leave()
    assert page.box.text == ITEM


def test_an_empty_box_offers_three_doors(page: StartPage, qtbot, tools):
    with qtbot.waitSignal(page.box.understood):
        page.commands()["new-link"]()
    doors = {each.text(): each for each in page.findChildren(ActionButton) if each.isVisible()}
    assert {"Try the sample", "Paste a link or a QR code", "Open the cases"} <= doors.keys()
    assert not page.code.isVisible()
    with qtbot.waitSignal(tools.actions.requested) as told:
        doors["Open the cases"].click()
    assert told.args == ["page-cases"]


def test_a_link_is_run_where_the_chips_say_under_the_circumstances(page: StartPage, qtbot, tools):
    tools.circumstances.set_as_of(WALL)
    tools.circumstances.set_system(OS.IOS)
    with qtbot.waitSignal(page.run_requested) as told:
        page.commands()["run"]()
    job = told.args[0]
    (case,) = job.suites[0].cases
    assert (case.link.text, case.stands, case.os) == (ITEM, first_stands(), (OS.IOS,))
    assert job.options.as_of == (WALL,)
    assert job.name == ITEM


def test_running_right_after_typing_runs_what_was_typed(page: StartPage, qtbot):
    page.box.edit.selectAll()
    qtbot.keyClicks(page.box.edit, "https://www.douyin.com/video/7300000000000000601")
    with qtbot.waitSignal(page.run_requested) as told:
        page.commands()["run"]()
    assert told.args[0].suites[0].cases[0].link.family == "douyin-video"


def test_what_is_no_link_cannot_be_run(page: StartPage, qtbot):
    put(page, qtbot, "hello")
    assert not page.can_run
    assert "run" not in page.commands()
    assert page.found.headline.text() == "No link found"
    with qtbot.assertNotEmitted(page.run_requested):
        page.start()


def test_without_places_it_cannot_be_run(page: StartPage, qtbot):
    with qtbot.waitSignals([page.commands_changed] * 4):
        for stand in first_stands():
            page.places.put(stand, False)
    assert not page.can_run


def test_another_date_marks_the_results_and_runs_again(page: StartPage, qtbot, run, tools):
    with qtbot.waitSignal(run.finished):
        page.start()
    assert page.results.is_shown
    qtbot.waitUntil(lambda: page.can_run)
    tools.circumstances.set_as_of(WALL)
    assert "2021-09-01 · Android" in stale_words(page.results)
    tools.circumstances.set_as_of(None)
    assert stale_words(page.results) == ""
    page.places.put(first_stands()[0], False)
    assert stale_words(page.results).startswith("These results are for what was tried before.")
    with qtbot.waitSignal(page.run_requested) as told:
        page.dates.date_chosen.emit(WALL)
    assert told.args[0].options.as_of == (WALL,)
    assert stale_words(page.results) == ""


def test_while_something_runs_nothing_is_run(page: StartPage, qtbot, workspace, tools):
    workspace.hold = threading.Event()
    with qtbot.waitSignal(tools.host.busy_changed):
        page.start()
    assert "run" not in page.commands()
    with qtbot.waitSignal(tools.host.busy_changed):
        workspace.hold.set()
    assert "run" in page.commands()


def test_a_click_on_a_result_leads_to_why(page: StartPage, qtbot, run):
    with qtbot.waitSignal(run.finished):
        page.start()
    line = next(each for each in page.results.lines if each.row is not None)
    with qtbot.waitSignal(page.page_requested) as told:
        line.click()
    assert told.args == ["results"]
    assert run.current is line.row


def test_a_code_out_of_a_picture_is_tried_at_scanners(page: StartPage, qtbot):
    held = mime(png=qr.make("weixin://wxpay/bizpayurl?pr=a").png)
    nothing, left = Qt.KeyboardModifier.NoModifier, Qt.MouseButton.LeftButton
    drop = QDropEvent(QPoint(5, 5), Qt.DropAction.CopyAction, held, left, nothing)
    with qtbot.waitSignal(page.box.understood):
        page.dropEvent(drop)
    assert {stand.surface for stand in page.places.stands} == {"scan"}


def test_the_link_is_offered_as_a_case_with_its_places(page: StartPage, qtbot):
    with qtbot.waitSignal(page.case_offered) as told:
        page.box.add.click()
    case = told.args[0]
    assert (case.id, case.link.text, case.stands, case.os) == (
        "taobao-item",
        ITEM,
        first_stands(),
        (OS.ANDROID,),
    )


def test_a_built_link_appears_in_the_box(page: StartPage, qtbot):
    page.findChild(object, "link-build").click()
    qtbot.waitUntil(lambda: page.form.fields is not None)
    with qtbot.waitSignal(page.box.understood):
        page.form.fields.findChild(object, "field-id").setText("4711")
        page.form.build_now()
        qtbot.waitUntil(lambda: "4711" in page.box.text)
    assert page.box.text == "https://item.taobao.com/item.htm?id=4711"


def test_link_and_code_follow_the_commands(page: StartPage, qtbot):
    page.commands()["copy-link"]()
    assert QGuiApplication.clipboard().text() == ITEM
    page.commands()["enlarge-code"]()
    dialog = page.findChild(object, "large-code")
    assert dialog is not None
    dialog.close()


def test_the_code_holds_the_link_alone(page: StartPage, qtbot):
    put(page, qtbot, f"看看这个 {ITEM} 哈哈")
    qtbot.waitUntil(lambda: page.code.drawn is not None and page.code.drawn.text == ITEM)


def test_the_text_comes_back_at_the_next_start(page: StartPage, qtbot, tools):
    put(page, qtbot, f"{ITEM}\u202e\n二")
    page.leave()
    assert tools.settings.text("start-text") == f"{ITEM}\u202e\n二"


def test_everything_is_said_in_the_other_language(page: StartPage, tools):
    tools.speech.switch("zh_CN")
    assert page.found.headline.text() == "淘宝商品链接 · 淘宝"
    assert page.places.words[0] == "微信 · 单聊"
    assert page.code.facts.plain.startswith("已解码核对：内容一致 ✓")


def test_who_opens_the_link_is_asked_elsewhere(page: StartPage, qtbot):
    with qtbot.waitSignal(page.resolve_requested) as told:
        page.commands()["resolve-link"]()
    assert told.args == [ITEM]
    put(page, qtbot, "")
    assert "resolve-link" not in page.commands()
