from datetime import datetime

import pytest
from pytestqt.qtbot import QtBot

from linktester.gui.linktrial import LinkTrial
from linktester.gui.openrun import OpenRun
from linktester.gui.panels.places import Places
from linktester.gui.panels.startresults import StartResults
from linktester.gui.tools import Tools
from linktester.model.phone import OS
from linktester.model.zone import CHINA
from linktester.project.given import understand
from linktester.project.trial import first_stands
from tests.fakes.readers import stale_words

ITEM = "https://item.taobao.com/item.htm?id=1"
WALL = datetime(2021, 9, 1, 12, tzinfo=CHINA)


@pytest.fixture
def results(qtbot: QtBot, tools: Tools, run: OpenRun) -> StartResults:
    made = StartResults(tools, run)
    qtbot.addWidget(made)
    return made


@pytest.fixture
def trial(qtbot: QtBot, tools: Tools, results: StartResults) -> LinkTrial:
    places = Places(tools)
    qtbot.addWidget(places)
    places.show_stands(first_stands())
    return LinkTrial(tools, places, results, results)


def put(trial: LinkTrial, text: str) -> None:
    trial.found = understand(text)


@pytest.mark.parametrize("text", ["", "hello"])
def test_what_is_no_link_is_neither_run_nor_kept(trial: LinkTrial, results: StartResults, text: str) -> None:
    put(trial, text)
    assert not trial.has_link
    assert (trial.begin(), trial.case(), results.is_shown) == (None, None, False)


def test_a_link_becomes_a_job_whose_results_are_awaited(
    trial: LinkTrial, results: StartResults, tools: Tools
) -> None:
    put(trial, ITEM)
    tools.circumstances.set_as_of(WALL)
    tools.circumstances.set_system(OS.IOS)
    job = trial.begin()
    (case,) = job.suites[0].cases
    assert (case.link.text, case.stands, case.os) == (ITEM, first_stands(), (OS.IOS,))
    assert job.options.as_of == (WALL,)
    assert len(results.lines) == len(first_stands())


def test_a_link_becomes_a_case_at_its_places(trial: LinkTrial) -> None:
    put(trial, ITEM)
    case = trial.case()
    assert (case.id, case.link.text, case.stands) == ("taobao-item", ITEM, first_stands())


def test_results_count_until_something_else_is_chosen(
    trial: LinkTrial, results: StartResults, tools: Tools
) -> None:
    put(trial, ITEM)
    trial.begin()
    results.show()
    trial.compare()
    assert stale_words(results) == ""
    tools.circumstances.set_as_of(WALL)
    assert "2021-09-01" in stale_words(results)
    put(trial, ITEM + "2")
    trial.compare()
    assert stale_words(results).startswith("These results are for what was tried before.")


def test_an_order_is_run_once_it_can_be_made(trial: LinkTrial) -> None:
    put(trial, "linktester://order/wechatpay/native?fen=0&subject=tea")
    assert (trial.has_link, trial.can_run) == (True, False)
    put(trial, "linktester://order/wechatpay/native?fen=1&subject=tea")
    assert trial.can_run
