import pytest

from linktester.gui.panels.choices import Choices


@pytest.fixture
def choices(qtbot, tools) -> Choices:
    made = Choices(tools.speech, "x")
    qtbot.addWidget(made)
    return made


def test_one_is_chosen_out_of_several(choices: Choices, qtbot):
    choices.show_choices("start.several-links", ("https://a.example/", "￥abc￥\n<b>"), 0)
    assert not choices.isHidden()
    assert [choices.list.item(row).text() for row in range(2)] == ["https://a.example/", "￥abc￥\\n<b>"]
    with qtbot.waitSignal(choices.chosen_changed) as told:
        choices.list.setCurrentRow(1)
    assert told.args == [1]
    assert choices.chosen == 1
    assert choices.sizeHint().height() > 40


def test_offering_anew_is_no_choice(choices: Choices, qtbot):
    with qtbot.assertNotEmitted(choices.chosen_changed):
        choices.show_choices("start.several-codes", ("a", "b"), 1)
        choices.show_choices("start.several-codes", ("a", "b"), 0)
    assert choices.chosen == 0


def test_nothing_to_choose_hides_it(choices: Choices):
    choices.show_choices("start.several-links", ("a", "b"), 1)
    choices.show_choices("start.several-links", (), 0)
    assert choices.isHidden()
    assert choices.chosen == 0
