import pytest
from PySide6.QtWidgets import QCheckBox
from pytestqt.qtbot import QtBot

from linktester.gui.panels.sites import SitesEditor
from linktester.gui.tools import Tools
from linktester.project import SiteForm

FORMS = (
    SiteForm(host="own.example.com", title="Ours", content="article"),
    SiteForm(host="b.example.com", redirect="https://own.example.com/"),
)


@pytest.fixture
def editor(qtbot: QtBot, tools: Tools) -> SitesEditor:
    made = SitesEditor(tools)
    qtbot.addWidget(made)
    made.show_forms(FORMS)
    made.show()
    return made


def test_each_reads_as_a_line(editor: SitesEditor) -> None:
    assert editor.items.lines == ["own.example.com – Ours", "b.example.com – → https://own.example.com/"]


def test_the_chosen_one_stands_in_the_form(editor: SitesEditor) -> None:
    assert (editor.lines["host"].text(), editor.choices["content"].value) == ("own.example.com", "article")
    assert (editor.choices["owner"].value, editor.choices["owner"].currentText()) == ("web", "no platform")


def test_each_part_can_be_changed(qtbot: QtBot, editor: SitesEditor) -> None:
    with qtbot.waitSignal(editor.edited) as edited:
        qtbot.keyClicks(editor.lines["status"], "404")
    assert edited.args == ["site[0].status"]
    editor.findChild(QCheckBox, "site-icp-filed").click()
    content = editor.choices["content"]
    content.setCurrentIndex(content.findData("video"))
    content.activated.emit(content.currentIndex())
    assert editor.forms[0] == SiteForm(
        host="own.example.com", title="Ours", content="video", status="404", icp_filed=False
    )


def test_they_are_added_copied_and_taken_away(qtbot: QtBot, editor: SitesEditor) -> None:
    for what in ("duplicate", "delete", "add"):
        with qtbot.waitSignal(editor.edited):
            editor.items.buttons[what].click()
    assert editor.forms == (*FORMS, SiteForm())
    editor.show_forms(())
    assert editor.form.isHidden()
    assert not editor.none.isHidden()


def test_mistakes_stand_at_their_part(editor: SitesEditor) -> None:
    editor.show_wrong({"site[0].host": "No host.", "site[1].status": "No status."})
    assert {name: field.wrong for name, field in editor.fields.items() if field.wrong} == {"host": "No host."}
    editor.items.list.setCurrentRow(1)
    assert editor.fields["status"].wrong == "No status."
