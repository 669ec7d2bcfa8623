from pathlib import Path

import pytest
from PIL import Image
from PySide6.QtGui import QGuiApplication, QImage
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from linktester import qr
from linktester.gui.panels.linkbox import LinkBox
from linktester.project.given import Way
from tests.fakes.clips import mime
from tests.fakes.pictures import opened, saved

ITEM = "https://item.taobao.com/item.htm?id=1"


@pytest.fixture
def box(qtbot, tools) -> LinkBox:
    made = LinkBox(tools)
    qtbot.addWidget(made)
    made.show()
    return made


def two_codes() -> bytes:
    first, second = opened(qr.make("https://a.example/").png), opened(qr.make("https://b.example/").png)
    paper = Image.new("L", (first.width * 2, first.height), 255)
    paper.paste(first, (0, 0))
    paper.paste(second, (first.width, 0))
    return saved(paper)


def test_what_is_typed_is_read_after_a_pause(box: LinkBox, qtbot):
    with qtbot.waitSignal(box.understood) as told:
        qtbot.keyClicks(box.edit, ITEM)
    assert told.args[0].parsed.link.family == "taobao-item"
    assert not box.is_reading


def test_it_can_be_read_without_waiting(box: LinkBox, qtbot):
    qtbot.keyClicks(box.edit, ITEM)
    assert box.is_reading
    with qtbot.waitSignal(box.understood):
        box.read_now()


def test_of_several_links_one_is_chosen(box: LinkBox, qtbot):
    with qtbot.waitSignal(box.understood):
        box.put(f"看 {ITEM} 和 ￥LTx8cD3eF1g￥")
    assert not box.choices.isHidden()
    with qtbot.waitSignal(box.understood) as told:
        box.choices.list.setCurrentRow(1)
    assert told.args[0].parsed.link.family == "taobao-token"
    assert box.text.startswith("看")
    with qtbot.waitSignal(box.understood):
        box.put(ITEM)
    assert box.choices.isHidden()


def test_nothing_is_understood_of_nothing(box: LinkBox, qtbot):
    with qtbot.waitSignal(box.understood):
        box.put(ITEM)
    with qtbot.waitSignal(box.understood) as told:
        box.clear()
    assert told.args == [None]


def test_text_is_pasted_in_place_of_what_was_there(box: LinkBox, qtbot):
    box.put("old")
    QGuiApplication.clipboard().setText(ITEM)
    with qtbot.waitSignal(box.understood):
        box.paste()
    assert box.text == ITEM


@pytest.mark.parametrize("kind", ["octets", "image"])
def test_a_picture_on_the_clipboard_is_read(box: LinkBox, qtbot, kind: str):
    png = qr.make(ITEM).png
    given = mime(png=png) if kind == "octets" else mime(image=QImage.fromData(png))
    with qtbot.waitSignal(box.understood) as told:
        box.take(given)
    assert told.args[0].text == ITEM
    assert box.way is Way.PICTURE
    assert box.note.text() == "Read from the picture. It is tried as a scanned code."
    qtbot.keyClicks(box.edit, "x")
    assert box.way is Way.TEXT
    assert box.note.text() == ""


def test_of_several_codes_one_is_chosen(box: LinkBox, qtbot):
    with qtbot.waitSignal(box.understood) as told:
        box.take(mime(png=two_codes()))
    first = told.args[0].text
    assert box.choices.list.count() == 2
    with qtbot.waitSignal(box.understood) as told:
        box.choices.list.setCurrentRow(1)
    assert {first, told.args[0].text} == {"https://a.example/", "https://b.example/"}
    assert not box.choices.isHidden()
    assert box.way is Way.PICTURE


def test_a_dropped_file_is_read(box: LinkBox, qtbot, tmp_path: Path):
    path = tmp_path / "code.png"
    path.write_bytes(qr.make(ITEM).png)
    with qtbot.waitSignal(box.understood) as told:
        box.edit.insertFromMimeData(mime(files=(str(path),)))
    assert told.args[0].text == ITEM


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("folder", "This is a folder."),
        ("text.png", "This is no picture that can be read"),
        ("empty.png", "No code could be read."),
        ("missing.png", "The file cannot be opened"),
    ],
)
def test_what_cannot_be_read_is_a_sentence(box: LinkBox, qtbot, tmp_path: Path, name: str, words: str):
    (tmp_path / "folder").mkdir()
    (tmp_path / "text.png").write_text("hello")
    (tmp_path / "empty.png").write_bytes(saved(Image.new("L", (60, 60), 255)))
    box.take(mime(files=(str(tmp_path / name),)))
    qtbot.waitUntil(lambda: box.note.text().startswith(words))
    assert box.text == ""


def test_several_files_and_nothing_at_all_are_sentences(box: LinkBox):
    box.take(mime(files=("/a.png", "/b.png")))
    assert box.note.text() == "2 files were dropped. Drop one picture at a time."
    box.take(mime())
    assert box.note.text().startswith("There is neither text nor a picture to paste.")


def test_pasted_megabytes_are_cut_with_a_word(box: LinkBox, qtbot):
    with qtbot.waitSignal(box.understood):
        box.take(mime("https://a.example/?" + "x" * 1_000_000))
    assert "the first 20000 were taken" in box.note.text()
    with qtbot.waitSignal(box.understood):
        box.put(ITEM)
    assert box.note.text() == ""


def test_a_picture_is_asked_for_without_waiting(box: LinkBox, qtbot):
    box.ask_picture()
    dialog = box.window().findChild(object, "QFileDialog")
    assert dialog is not None
    dialog.reject()


def test_wishes_go_up(box: LinkBox, qtbot):
    with qtbot.waitSignal(box.build_toggled) as told:
        box.findChild(object, "link-build").click()
    assert told.args == [True]
    with qtbot.waitSignal(box.add_requested):
        box.add.click()


def test_more_links_than_are_offered_are_not_counted_wrong(box: LinkBox, qtbot: QtBot) -> None:
    with qtbot.waitSignal(box.understood):
        box.put("\n".join(f"https://item.taobao.com/item.htm?id={number}" for number in range(1, 41)))
    said = [label.text() for label in box.choices.findChildren(QLabel)]
    assert any("20 links in the text, or more" in each for each in said)
