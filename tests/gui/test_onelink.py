import pytest
from pytestqt.qtbot import QtBot

from linktester.gui.models.rulebook import Rulebook
from linktester.gui.onelink import OWN, OneLink
from linktester.gui.tools import Tools


@pytest.fixture
def rulebook(qtbot: QtBot, tools: Tools) -> Rulebook:
    made = Rulebook(tools)
    with qtbot.waitSignal(made.changed):
        made.look()
    return made


def test_a_known_link_is_answered_once(qtbot: QtBot, tools: Tools, rulebook: Rulebook) -> None:
    one = OneLink(tools, rulebook)
    with qtbot.waitSignals([one.answered, one.answered]):
        one.want("TB", "")
    with qtbot.assertNotEmitted(one.answered):
        one.want("TB", "")
        one.want("no such link", "")


def test_a_typed_link_is_read_and_answered(qtbot: QtBot, tools: Tools, rulebook: Rulebook) -> None:
    one = OneLink(tools, rulebook)

    def answered(answers: object) -> bool:
        return answers is not None

    with qtbot.waitSignal(one.answered, check_params_cb=answered) as found:
        one.want("TB", "https://v.douyin.com/iABCDEF/")
    item = found.args[0].items[0]
    assert (item.id, item.link.target) == (OWN, "douyin")


def test_an_answer_is_taken_back_while_another_link_is_typed(
    qtbot: QtBot, tools: Tools, rulebook: Rulebook
) -> None:
    one = OneLink(tools, rulebook)
    told: list[object] = []
    one.answered.connect(told.append)
    one.want("TB", "")
    one.forget()
    qtbot.waitUntil(lambda: tools.tasks.is_idle)
    assert told == [None, None]


def test_without_rules_nothing_is_asked(qtbot: QtBot, tools: Tools) -> None:
    one = OneLink(tools, Rulebook(tools))
    with qtbot.assertNotEmitted(one.answered):
        one.want("TB", "")
