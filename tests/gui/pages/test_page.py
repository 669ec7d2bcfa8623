import pytest
from pytestqt.qtbot import QtBot

from linktester.gui.openproject import OpenProject
from linktester.gui.openrun import OpenRun
from linktester.gui.pages import PAGES, make_page
from linktester.gui.pages.page import Page
from linktester.gui.tools import Tools


class Bare(Page):
    ID = "start"


@pytest.mark.parametrize("name", PAGES)
def test_every_page_can_be_made_and_names_itself(
    qtbot: QtBot, tools: Tools, run: OpenRun, project: OpenProject, name: str
) -> None:
    page = make_page(name, tools, run, project)
    qtbot.addWidget(page)
    assert isinstance(page, Page)
    assert name == page.ID
    assert page.objectName() == f"page-{name}"
    assert page.accessibleName() == tools.actions[f"page-{name}"].text()
    assert set(page.commands()) <= set(tools.actions.all())


def test_a_bare_page_can_do_nothing(qtbot: QtBot, tools: Tools, run: OpenRun, project: OpenProject) -> None:
    page = Bare(tools, run, project)
    qtbot.addWidget(page)
    page.entered()
    page.leave()
    assert page.commands() == {}
