from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QFileDialog, QPushButton, QTabBar

from linktester.gui.panels.rawview import TABS, RawView, raw_text, reach_of, suggested_name, was_emulated
from linktester.gui.tools import Tools
from linktester.model.errors import InputErrors
from linktester.model.evidence import Exchange
from linktester.model.verdict import Basis
from linktester.workspace import EmulatorState
from tests.fakes import results as fakes
from tests.fakes.window import READY

OF = fakes.probe(fakes.ITEM, "wechat", "chat", "2021-09-10")
PAGE = fakes.exchange("https://item.taobao.com/x?id=1", body=b"<p>\xe5\x95\x86</p>", body_sha256="ab12")


def view(qtbot: Any, tools: Tools, exchange: Exchange = PAGE) -> RawView:
    made = RawView(tools, "raw")
    qtbot.addWidget(made)
    made.resize(400, 500)
    made.show_exchange(exchange, fakes.evidence(OF, exchanges=(exchange,)))
    return made


def click(qtbot: Any, made: RawView, name: str) -> None:
    button = made.findChild(QPushButton, name)
    assert button is not None
    qtbot.mouseClick(button, Qt.MouseButton.LeftButton)


def go(made: RawView, tab: str) -> None:
    bar = made.findChild(QTabBar, "raw-tabs")
    bar.setCurrentIndex(TABS.index(tab))


def facts(made: RawView) -> str:
    text: str = made.findChild(object, "raw-facts").toPlainText()
    return text


def test_shows_request_answer_body_and_octets(qtbot: Any, tools: Tools) -> None:
    made = view(qtbot, tools)
    assert made.text.startswith("GET /x?id=1\nhost: h.example")
    go(made, "answer")
    assert made.text == "200\ncontent-type: text/html; charset=utf-8"
    go(made, "body")
    assert made.text == "<p>商</p>"
    go(made, "octets")
    assert made.text.startswith("000000  3c 70 3e e5 95 86")


def test_facts_name_role_time_and_size_with_units(qtbot: Any, tools: Tools) -> None:
    assert facts(view(qtbot, tools)).splitlines() == [
        "https://item.taobao.com/x?id=1",
        "Web page · began after 0 ms, took 12 ms",
        "Body: 10 bytes · sha256 ab12",
    ]
    cut = replace(PAGE, body_length=99_999, role="door")
    assert "Body: 99,999 bytes, of which the first 10 were kept" in facts(view(qtbot, tools, cut))


def test_says_why_there_is_no_answer_and_no_body(qtbot: Any, tools: Tools) -> None:
    made = view(qtbot, tools, replace(PAGE, status=None, body=b"", body_length=0, error="timeout"))
    go(made, "answer")
    assert made.text == "No answer: it took too long to answer"
    go(made, "body")
    assert made.text == "There is no body, or it is no longer kept."
    assert not made.findChild(QPushButton, "raw-save-body").isEnabled()


def test_a_binary_body_is_dumped(qtbot: Any, tools: Tools) -> None:
    made = view(qtbot, tools, replace(PAGE, body=b"\x89PNG\x00", body_length=5))
    go(made, "body")
    assert made.text == "000000  89 50 4e 47 00" + " " * 33 + "  .PNG."


def test_a_large_body_waits_until_it_is_asked_for(qtbot: Any, tools: Tools) -> None:
    large = replace(PAGE, body=b"x" * 300_000, body_length=300_000)
    made = view(qtbot, tools, large)
    go(made, "body")
    assert made.text == ""
    assert "This body is large (300,000 bytes). Show it anyway" in facts(made)
    made.findChild(object, "raw-facts").followed.emit("body:show")
    assert len(made.text) == 300_000


def test_copies_the_whole_exchange(qtbot: Any, tools: Tools) -> None:
    made = view(qtbot, tools)
    with qtbot.waitSignal(made.told) as told:
        click(qtbot, made, "raw-copy-raw")
    assert told.args[0].code == "why.copied-raw"
    assert QGuiApplication.clipboard().text() == raw_text(PAGE, "")
    assert raw_text(PAGE, "").endswith("charset=utf-8\n\n<p>商</p>\n")


def test_copies_a_curl_command_that_asks_the_emulator(qtbot: Any, tools: Tools) -> None:
    made = view(qtbot, tools)
    with qtbot.waitSignal(made.told) as told:
        click(qtbot, made, "raw-copy-curl")
    assert told.args[0].code == "why.copied-curl"
    command = QGuiApplication.clipboard().text()
    assert "--connect-to item.taobao.com:443:127.0.0.1:8443" in command
    assert "Linktester-World: w1" in command


def test_tells_when_a_command_would_ask_the_real_host(qtbot: Any, tools: Tools) -> None:
    made = view(qtbot, tools)
    with qtbot.waitSignal(made.told) as told:
        made.tell_curl(("curl x", True))
    assert told.args[0].code == "why.copied-curl-real"
    assert QGuiApplication.clipboard().text() == "curl x"


def test_only_what_the_emulator_answered_goes_to_the_emulator() -> None:
    simulated = fakes.evidence(OF)
    staged = replace(simulated, basis=Basis.STAGING)
    live = replace(PAGE, request_id=None)
    assert was_emulated(live, simulated)
    assert was_emulated(PAGE, staged)
    assert not was_emulated(live, staged)


def test_reach_names_ports_and_certificate(tmp_path: Path) -> None:
    ready = replace(READY, credentials_file=str(tmp_path / "credentials.json"))
    reach = reach_of(EmulatorState(ready, True, 0, tmp_path))
    assert reach is not None
    assert reach.port("https") == ("127.0.0.1", 8443)
    assert reach.ca_file == str(tmp_path / "tls" / "ca.pem")
    assert reach_of(EmulatorState(None, True, 0, tmp_path)) is None


def test_saves_the_body_whole(qtbot: Any, tools: Tools, tmp_path: Path) -> None:
    made = view(qtbot, tools)
    with qtbot.waitSignal(made.told) as told:
        made.save_body(tmp_path / "body.html")
    assert (tmp_path / "body.html").read_bytes() == PAGE.body
    assert told.args[0].args["path"] == str(tmp_path / "body.html")


def test_tells_when_the_body_cannot_be_saved(qtbot: Any, tools: Tools, tmp_path: Path) -> None:
    made = view(qtbot, tools)
    with qtbot.waitSignal(made.failed) as failed:
        made.save_body(tmp_path / "nowhere" / "body.html")
    assert isinstance(failed.args[0], InputErrors)


def test_asks_where_to_save_without_stopping_the_window(qtbot: Any, tools: Tools) -> None:
    made = view(qtbot, tools)
    made.show()
    click(qtbot, made, "raw-save-body")
    dialog = made.findChild(QFileDialog)
    assert dialog is not None
    assert dialog.acceptMode() is QFileDialog.AcceptMode.AcceptSave
    dialog.reject()


@pytest.mark.parametrize(
    ("kind", "name"),
    [
        ("text/html; charset=x", "body.html"),
        ("image/png", "body.png"),
        ("Application/JSON", "body.json"),
        ("", "body.bin"),
    ],
)
def test_suggests_a_name_by_what_the_answer_is(kind: str, name: str) -> None:
    assert suggested_name(replace(PAGE, response_headers=(("Content-Type", kind),))) == name


def test_words_follow_the_language(qtbot: Any, tools: Tools) -> None:
    made = view(qtbot, tools)
    tools.speech.switch("zh_CN")
    made.show_exchange(PAGE, fakes.evidence(OF, exchanges=(PAGE,)))
    assert "网页请求" in facts(made)
    assert made.findChild(QPushButton, "raw-copy-curl").text() == "复制为 curl"


def test_hostile_exchanges_stay_text(qtbot: Any, tools: Tools) -> None:
    hostile = fakes.hostile(OF).evidence.exchanges[0]
    made = view(qtbot, tools, hostile)
    for tab in ("request", "answer", "body", "octets"):
        go(made, tab)
        assert "\u202e" not in made.text
    assert "\x1b" not in facts(made)
