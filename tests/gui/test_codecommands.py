from pathlib import Path

import pytest
from PySide6.QtWidgets import QWidget

from linktester.gui.codecommands import CodeCommands
from linktester.gui.edits import strange_hosts
from linktester.gui.models.codereading import read_code
from linktester.gui.panels.codetrial import scanners
from linktester.model.case import Suite
from linktester.model.errors import InputErrors
from linktester.model.payment import StandardId
from linktester.payments.mutate import mutations
from linktester.project import open_file
from tests.fakes.paycodes import GOOD, reading


@pytest.fixture
def commands(qtbot, tools) -> CodeCommands:
    window = QWidget()
    qtbot.addWidget(window)
    made = CodeCommands(tools, window)
    made.window = window
    return made


def test_a_code_becomes_a_case_at_the_chosen_places(commands: CodeCommands, qtbot):
    with qtbot.waitSignal(commands.case_made) as told:
        commands.add(reading(), scanners()[:2])
    assert (told.args[0].link.text, told.args[0].stands) == (GOOD.decode(), scanners()[:2])


def test_what_was_chosen_goes_into_the_case(commands: CodeCommands, qtbot):
    found = read_code(b"https://pay.acquirer.example/q/QA1", StandardId("aggregated"), None)
    with qtbot.waitSignal(commands.case_made) as told:
        commands.add(found, scanners())
    assert told.args[0].link.family == "aggregated-code"
    assert [site.content for site in strange_hosts(told.args[0], Suite(name=""))] == ["payment"]


def test_bytes_that_no_suite_can_say_are_refused_in_words(commands: CodeCommands, qtbot):
    with qtbot.waitSignal(commands.failed) as told:
        commands.add(reading(b"000201\xff"), ())
    assert isinstance(told.args[0], InputErrors)


def test_broken_forms_become_cases_and_what_cannot_is_told(commands: CodeCommands, qtbot):
    made = []
    commands.cases_made.connect(made.extend)
    chosen = [each for each in mutations(GOOD) if each.name in {"checksum-wrong", "not-text"}]
    assert len(chosen) == 2
    with qtbot.waitSignal(commands.told) as told:
        commands.add_broken(chosen)
    assert [case.link.text for case in made] == [chosen[0].payload.decode()]
    assert (told.args[0].code, told.args[0].args["made"]) == ("codes.left-out", 1)


def test_they_are_saved_as_a_suite_that_opens(commands: CodeCommands, qtbot, tmp_path: Path):
    chosen = [each for each in mutations(GOOD) if each.name == "checksum-wrong"]
    commands.save_to(tmp_path / "nothing.toml")
    commands.save_suite(reading(), chosen)
    file = tmp_path / "codes.toml"
    with qtbot.waitSignal(commands.told) as told:
        commands.save_to(file)
    assert told.args[0].args["count"] == 2
    suite = open_file(file).suite
    assert [case.link.text for case in suite.cases] == [GOOD.decode(), chosen[0].payload.decode()]
    assert not (tmp_path / "nothing.toml").exists()
