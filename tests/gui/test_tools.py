from linktester.gui.tools import Tools
from tests.fakes.window import PlayingWorkspace


def test_pages_are_given_the_workspace_by_its_host(tools: Tools, workspace: PlayingWorkspace) -> None:
    assert tools.workspace is workspace
    assert tools.workspace is tools.host.workspace
