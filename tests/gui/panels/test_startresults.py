import pytest

from linktester.gui.panels.startresults import Staleness, StartResults
from linktester.model.phone import OS
from linktester.project.trial import stand
from linktester.run import Job
from linktester.suite import Options
from tests.fakes import results as fakes
from tests.fakes.readers import stale_words
from tests.fakes.window import BROKEN

PLACES = tuple(
    {
        (each.probe.host, each.probe.surface, each.probe.entry): stand(
            each.probe.host, each.probe.surface, each.probe.entry
        )
        for each in fakes.walled_garden()
    }.values()
)
JOB = Job(suites=(), options=Options())


@pytest.fixture
def panel(qtbot, tools, run) -> StartResults:
    made = StartResults(tools, run)
    qtbot.addWidget(made)
    return made


def ran(panel: StartResults, run, qtbot, places=PLACES) -> None:
    panel.begin(places, "2021-09-01", OS.IOS)
    with qtbot.waitSignal(run.finished):
        run.start(JOB)


def test_every_place_has_a_line_before_its_result_is_there(panel: StartResults):
    panel.begin(PLACES[:2], "", OS.ANDROID)
    assert panel.title.text() == "Trying … 0 of 2 · now · Android"
    assert [line.mark.accessibleName() for line in panel.lines] == ["trying …"] * 2
    assert panel.is_shown


def test_results_come_to_their_places(panel: StartResults, run, qtbot):
    ran(panel, run, qtbot)
    assert panel.title.text() == "Results · 2021-09-01 · iOS"
    assert all(line.row is not None for line in panel.lines)
    assert all((line.row.host, line.row.surface, line.row.entry) == line.place for line in panel.lines)


def test_a_place_without_result_says_so(panel: StartResults, run, qtbot):
    ran(panel, run, qtbot, (stand("zhihu", "webview"),))
    assert [line.mark.accessibleName() for line in panel.lines] == ["not tried"]


def test_a_click_asks_why(panel: StartResults, run, qtbot):
    ran(panel, run, qtbot)
    with qtbot.waitSignal(panel.why_requested) as told:
        panel.lines[0].click()
    assert run.row(told.args[0]) is not None


def test_a_run_that_could_not_begin_leaves_nothing_waiting(panel: StartResults, run, qtbot, tools, workspace):
    workspace.fault = BROKEN
    panel.begin(PLACES, "", OS.ANDROID)
    with qtbot.waitSignal(tools.host.refused):
        run.start(JOB)
    assert {line.mark.accessibleName() for line in panel.lines} == {"not tried"}


def test_another_run_takes_them_away(panel: StartResults, run, qtbot):
    ran(panel, run, qtbot)
    with qtbot.waitSignal(run.finished):
        run.start(JOB)
    assert not panel.is_shown
    assert panel.isHidden()


def test_it_says_when_results_do_not_count_any_more(panel: StartResults, run, qtbot, tools):
    panel.mark(Staleness.LINK)
    assert stale_words(panel) == ""
    ran(panel, run, qtbot)
    panel.mark(Staleness.CIRCUMSTANCES, "2024-10-01", OS.ANDROID)
    assert stale_words(panel).endswith("Run again (Ctrl+Enter) for 2024-10-01 · Android.")
    tools.speech.switch("zh_CN")
    assert "2024-10-01" in stale_words(panel)
    panel.mark(Staleness.LINK)
    assert "链接" in stale_words(panel)
    panel.mark(Staleness.NOT)
    assert stale_words(panel) == ""
    assert panel.notice.isHidden()
