from pytestqt.qtbot import QtBot

from linktester.gui.widgets.noticebar import NoticeBar


def test_it_asks_until_it_is_answered(qtbot: QtBot) -> None:
    bar = NoticeBar("disk")
    qtbot.addWidget(bar)
    assert bar.isHidden()
    answered: list[str] = []
    bar.ask("Which <one>?", (("mine", "Mine", lambda: answered.append("mine")),), "Two lines\nof more")
    assert not bar.isHidden()
    assert (bar.sentence.text(), bar.details.text()) == ("Which <one>?", "Two lines\nof more")
    bar.buttons["disk-mine"].click()
    assert answered == ["mine"]


def test_a_new_question_has_its_own_answers(qtbot: QtBot) -> None:
    bar = NoticeBar("disk")
    qtbot.addWidget(bar)
    bar.ask("One?", (("a", "A", list), ("b", "B", list)), "more")
    bar.ask("Two?", (("c", "C", list),))
    assert [*bar.buttons] == ["disk-c"]
    assert bar.details.isHidden()
