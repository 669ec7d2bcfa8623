import pytest
from pytestqt.qtbot import QtBot

from linktester.gui.panels.expectations import ExpectationsEditor
from linktester.gui.tools import Tools
from linktester.project import ExpectForm
from linktester.project.trial import stand
from linktester.report.phrases import NO_TRADE

FORMS = (
    ExpectForm(
        verdict="BLOCKED",
        host="wechat",
        surface="chat",
        from_="2021-09-01",
        until="2021-11-29T18:00:00+08:00",
        by="host",
    ),
    ExpectForm(verdict="HONORED", host="wechat", modifiers=("carried",)),
    ExpectForm(verdict="MAYBE"),
)


@pytest.fixture
def editor(qtbot: QtBot, tools: Tools) -> ExpectationsEditor:
    made = ExpectationsEditor(tools)
    qtbot.addWidget(made)
    made.know({"wechat": (stand("wechat", "chat"), stand("wechat", "group"))})
    made.show_forms(FORMS)
    made.show()
    return made


def pick(editor: ExpectationsEditor, name: str, value: str) -> None:
    choice = editor.choices[name]
    choice.setCurrentIndex(choice.findData(value))
    choice.activated.emit(choice.currentIndex())


def ask(qtbot: QtBot, editor: ExpectationsEditor, what: str) -> None:
    with qtbot.waitSignal(editor.edited):
        editor.items.buttons[what].click()


def test_each_reads_as_a_sentence(editor: ExpectationsEditor) -> None:
    assert editor.items.lines == [
        "blocked + by the host app: WeChat · 1:1 chat · 2021-09-01 – 2021-11-29 18:00",
        "honored + carried: WeChat",
        "MAYBE: everywhere",
    ]


def test_the_chosen_one_stands_in_the_form(editor: ExpectationsEditor) -> None:
    assert {name: choice.value for name, choice in editor.choices.items() if choice.value} == {
        "verdict": "BLOCKED",
        "host": "wechat",
        "surface": "chat",
        "by": "host",
    }
    assert editor.lines["from_"].text() == "2021-09-01"
    assert not editor.compared.isChecked()
    editor.items.list.setCurrentRow(1)
    assert editor.compared.isChecked()
    assert [each.value for each, box in editor.modifiers.items() if box.isChecked()] == ["carried"]


def test_each_part_can_be_changed(qtbot: QtBot, editor: ExpectationsEditor) -> None:
    with qtbot.waitSignal(editor.edited) as edited:
        pick(editor, "verdict", "INCONCLUSIVE")
    assert edited.args == ["expect[0].verdict"]
    pick(editor, "cause", "conflict")
    pick(editor, "os", "ios")
    editor.lines["client"].clear()
    qtbot.keyClicks(editor.lines["client"], "8.0")
    editor.compared.click()
    assert editor.forms[0] == ExpectForm(
        verdict="INCONCLUSIVE",
        host="wechat",
        surface="chat",
        os="ios",
        client="8.0",
        from_="2021-09-01",
        until="2021-11-29T18:00:00+08:00",
        modifiers=(),
        by="host",
        cause="conflict",
    )
    pick(editor, "verdict", "HONORED")
    assert editor.forms[0].cause == ""
    assert editor.forms[1:] == FORMS[1:]


def test_they_are_added_copied_moved_and_taken_away(qtbot: QtBot, editor: ExpectationsEditor) -> None:
    ask(qtbot, editor, "duplicate")
    assert (editor.forms, editor.items.current) == ((FORMS[0], *FORMS), 1)
    ask(qtbot, editor, "down")
    assert editor.forms == (FORMS[0], FORMS[1], FORMS[0], FORMS[2])
    ask(qtbot, editor, "up")
    ask(qtbot, editor, "delete")
    assert editor.forms == FORMS
    ask(qtbot, editor, "add")
    assert (editor.forms[-1], editor.items.current) == (ExpectForm(verdict="HONORED"), 3)


def test_without_any_it_says_what_that_means(editor: ExpectationsEditor) -> None:
    editor.show_forms(())
    assert not editor.none.isHidden()
    assert editor.form.isHidden()


def test_mistakes_stand_at_their_part_and_mark_the_line(tools: Tools, editor: ExpectationsEditor) -> None:
    editor.show_wrong({"expect[0].until": "Too early.", "expect[2]": "Twice.", "id": "elsewhere"})
    assert {name: field.wrong for name, field in editor.fields.items() if field.wrong} == {
        "until": "Too early."
    }
    marked = [editor.items.list.item(row).foreground().color() for row in range(3)]
    assert [ink == tools.theme.color("blocked") for ink in marked] == [True, False, True]
    editor.items.list.setCurrentRow(2)
    assert editor.fields["verdict"].wrong == "Twice."
    assert editor.fields["until"].wrong == ""


def test_states_and_ways_back_are_there_for_orders_only(qtbot: QtBot, editor: ExpectationsEditor) -> None:
    assert not editor.fields["order_state"].isVisible()
    editor.know_states(("NOTPAY", "SUCCESS", NO_TRADE))
    assert editor.fields["order_state"].isVisible()
    assert editor.fields["return_leg"].isVisible()
    state = editor.choices["order_state"]
    assert [state.itemText(each) for each in range(state.count())] == [
        "any",
        "not paid (NOTPAY)",
        "paid (SUCCESS)",
        "no trade yet",
    ]
    with qtbot.waitSignal(editor.edited) as heard:
        pick(editor, "order_state", "SUCCESS")
    assert heard.args == ["expect[0].order_state"]
    pick(editor, "return_leg", "same-tab")
    assert (editor.forms[0].order_state, editor.forms[0].return_leg) == ("SUCCESS", "same-tab")
    assert "+ order: paid (SUCCESS) + back in the same tab: WeChat" in editor.items.lines[0]


def test_no_trade_and_no_comparison_are_two_things(editor: ExpectationsEditor) -> None:
    editor.know_states(("WAIT_BUYER_PAY", NO_TRADE))
    assert editor.choices["order_state"].value == ""
    pick(editor, "order_state", NO_TRADE)
    assert editor.forms[0].order_state == ""
    assert editor.choices["order_state"].value == NO_TRADE
    pick(editor, "order_state", "")
    assert editor.forms[0].order_state is None


def test_what_is_expected_of_an_order_stays_visible_whatever_the_link(editor: ExpectationsEditor) -> None:
    editor.show_forms((ExpectForm(verdict="HONORED", order_state="ACCEPT", return_leg="back"),))
    assert editor.fields["order_state"].isVisible()
    assert editor.choices["order_state"].currentText() == "ACCEPT"
    assert editor.choices["return_leg"].currentText() == "back"
