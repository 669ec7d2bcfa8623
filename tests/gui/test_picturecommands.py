from pathlib import Path

import pytest
from PySide6.QtGui import QGuiApplication, QImage
from PySide6.QtWidgets import QFileDialog, QWidget
from pytestqt.qtbot import QtBot

from linktester.gui.models.boards import Board, Head, View
from linktester.gui.models.rulebook import Rulebook
from linktester.gui.models.runboards import board_of
from linktester.gui.models.twodates import TwoDates
from linktester.gui.panels.comparedates import ComparedPictures
from linktester.gui.picturecommands import PictureCommands
from linktester.gui.tools import Tools
from linktester.gui.widgets.pictureimage import MOST_SIDE
from tests.fakes import boards as fakes


class Around:
    """Pictures by the rules, and what acts on them."""

    def __init__(self, qtbot: QtBot, tools: Tools) -> None:
        self.window = QWidget()
        qtbot.addWidget(self.window)
        self.pictures = ComparedPictures(tools)
        qtbot.addWidget(self.pictures)
        self.pictures.show_one(fakes.board(View.PLACES))
        self.when = TwoDates()
        self.when.follow(fakes.AFTER)
        self.acts = PictureCommands(
            tools, self.pictures, self.when, Rulebook(tools, self.window), self.window
        )


@pytest.fixture
def around(qtbot: QtBot, tools: Tools) -> Around:
    return Around(qtbot, tools)


def test_one_some_and_all_cells_are_sent(qtbot: QtBot, around: Around) -> None:
    with qtbot.waitSignal(around.acts.run_requested) as one:
        around.acts.send_current()
    case = one.args[0].suites[0].cases[0]
    assert (case.id, [stand.surface for stand in case.stands]) == ("TB", ["chat"])
    assert one.args[0].options.as_of == (fakes.AFTER,)
    around.pictures.front.selectRow(0)
    with qtbot.waitSignal(around.acts.run_requested) as some:
        around.acts.send_selected()
    assert len(some.args[0].suites[0].cases) > 1
    with qtbot.waitSignal(around.acts.all_requested) as every:
        around.acts.send_all()
    stands = {stand for case in every.args[0].suites[0].cases for stand in case.stands}
    assert len(stands) == len(around.pictures.model.board.rows)


def test_results_cannot_be_sent_from_here(qtbot: QtBot, around: Around) -> None:
    assert around.acts.can_send()
    around.pictures.show_one(board_of(View.PLACES, [fakes.sent()]))
    assert not around.acts.can_send()
    with qtbot.waitSignal(around.acts.told) as told:
        around.acts.send_current()
    assert told.args[0].code == "matrix.nothing-to-send"


def test_the_picture_is_copied_as_a_table(around: Around) -> None:
    around.acts.copy("the title")
    assert QGuiApplication.clipboard().text().startswith("the title\n\tTaobao, Tmall\t")


def test_the_picture_is_saved_beside_nothing_half_written(
    qtbot: QtBot, around: Around, tmp_path: Path
) -> None:
    around.acts.export("title", "remark")
    dialog = around.window.findChild(QFileDialog)
    assert dialog.isVisible()
    file = tmp_path / "picture.png"
    with qtbot.waitSignal(around.acts.told) as told:
        around.acts.save(file)
    assert told.args[0].code == "matrix.saved"
    assert QImage(str(file)).width() > 2_000
    assert [each.name for each in tmp_path.iterdir() if each.suffix] == ["picture.png"]
    dialog.close()


def test_a_folder_that_is_not_there_is_told(qtbot: QtBot, around: Around, tmp_path: Path) -> None:
    around.acts.export("title", "")
    with qtbot.waitSignal(around.acts.told) as told:
        around.acts.save(tmp_path / "nowhere" / "picture.png")
    assert told.args[0].code == "matrix.not-saved"
    around.window.findChild(QFileDialog).close()


def test_what_is_too_large_for_an_image_is_told(qtbot: QtBot, around: Around) -> None:
    rows = tuple(Head(case=f"case-{number}") for number in range(MOST_SIDE))
    around.pictures.show_one(Board(rows, (Head(case="one"),), {}))
    with qtbot.waitSignal(around.acts.told) as told:
        around.acts.export("title", "")
    assert told.args[0].code == "matrix.too-large"
